"""What this program is and stands on, and what to send along with a report of trouble."""

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from claimdesk import __version__
from claimdesk.store import engine
from claimdesk.ui.base.crash import LOG_NAME
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, quiet
from claimdesk.ui.base.words import tr

_LAST = 50
"""Lines of the log that go with a report."""


class About(PlainDialog):
    """Name, versions and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("about", tr("About Claimdesk"), parent)
        title = QLabel("Claimdesk")
        title.setProperty("title", "true")
        self.column.addWidget(title)
        self.column.addWidget(
            Sentence(
                tr(
                    "Review articles claim by claim: highlight passages, link them to claims, "
                    "decide, give reasons. Everything stays in one file on this computer."
                )
            )
        )
        rows = self.form()
        rows.setVerticalSpacing(4)
        for name, value in versions().items():
            shown = Sentence(value)
            name_widget(shown, f"about-{name.split()[0].lower()}", f"{name} {value}")
            caption = QLabel(name)
            caption.setProperty("quiet", "true")
            rows.addRow(caption, shown)
        self.column.addWidget(quiet(_licences()))
        self.column.addStretch()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.button("about-copy", tr("Copy &versions"), role, self._on_copy)
        close = self.close_button()
        self.finish(close, letters=66)
        close.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(_listed(versions()))


def versions() -> dict[str, str]:
    """Return what is at work here, by name."""
    return {
        "Claimdesk": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "PySide6": PySide6.__version__,
        "SQLite": engine.version(),
        "System": platform.platform(),
    }


def diagnostics(log_folder: Path) -> str:
    """Return versions, screen and the end of the log; nothing of any article."""
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    facts = {
        **versions(),
        "Window system": QGuiApplication.platformName(),
        "Screen": f"{size.width()} × {size.height()}",
        "Scale": f"{screen.devicePixelRatio():g}",
        "Text size": f"{QGuiApplication.font().pointSizeF():g} pt",
    }
    return f"{_listed(facts)}\n\n{_end_of_log(log_folder / LOG_NAME)}\n"


def _end_of_log(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "No log."
    # The name of the person at the computer is nobody's business.
    last = "\n".join(lines[-_LAST:]).replace(str(Path.home()), "~")
    return f"Last lines of the log:\n{last}"


def _listed(facts: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in facts.items())


def _licences() -> str:
    return tr(
        "Claimdesk is free software under the MIT licence. Qt and PySide6 are used under the "
        "GNU Lesser General Public License, version 3; you may replace them with your own "
        "builds. SQLite is in the public domain; SQLAlchemy, SQLModel, pydantic and platformdirs "
        "are under the MIT licence, regex under the Apache licence 2.0, chardet under 0BSD, the "
        "Lucide icons under the ISC licence."
    )
