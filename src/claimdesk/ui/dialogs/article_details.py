"""Where an article came from, to be corrected."""

import re
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from claimdesk.core.model import ArticleRow
from claimdesk.ui.base import dates
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import Complaint, PlainDialog, add_row
from claimdesk.ui.base.words import tr

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


class ArticleDetails(PlainDialog):
    """A form over the details of an article; it tells only what was changed."""

    corrected = Signal(dict)
    """(fields: dict[str, str]) the fields that read differently now, by name."""

    def __init__(self, row: ArticleRow, parent: QWidget | None = None) -> None:
        super().__init__("article-details", tr("Article details"), parent)
        self._row = row
        self._lines: dict[str, QLineEdit] = {}
        self._complaint = Complaint("article-details-complaint")
        form = self.form()
        for name, text, hint in _fields():
            line = QLineEdit(getattr(row, name))
            line.setPlaceholderText(hint)
            line.setCursorPosition(0)
            line.textChanged.connect(self._on_typed)
            self._lines[name] = line
            add_row(form, text, f"article-{name.replace('_', '-')}", line)
        self.column.addWidget(self._complaint)
        self.column.addStretch()
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("article-details-save", tr("&Save"), role, self._on_saved)
        self.cancel_button()
        self.finish(self._ok, letters=78)
        self._on_typed()

    @property
    def changes(self) -> dict[str, str]:
        """Return the fields that read differently now, without blanks around them."""
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        return {name: text for name, text in typed.items() if text != getattr(self._row, name)}

    def _complaints(self) -> dict[str, str]:
        # What is in the project already is left alone, even where it would not be taken now.
        changes = self.changes
        found = {name: check(changes[name]) for name, check in _CHECKS.items() if name in changes}
        return {name: sentence for name, sentence in found.items() if sentence}

    def _on_typed(self) -> None:
        complaints = self._complaints()
        for name, line in self._lines.items():
            line.setAccessibleDescription(complaints.get(name, ""))
        labels = {name: plain(text) for name, text, _ in _fields()}
        first = next(iter(complaints), None)
        self._complaint.say("" if first is None else f"{labels[first]}: {complaints[first]}")
        self._ok.setEnabled(not complaints)

    def _on_saved(self) -> None:
        changes = self.changes
        self.accept()
        if changes:
            self.corrected.emit(changes)


def _fields() -> tuple[tuple[str, str, str], ...]:
    """Return name, label and hint of each field in reading order."""
    return (
        ("title", tr("&Title"), ""),
        ("publisher", tr("&Publisher"), ""),
        ("author", tr("&Author"), ""),
        ("published", tr("P&ublished on"), tr("2025-10-29, 2025-10 or 2025")),
        ("source_url", tr("A&ddress"), tr("https://…")),
        ("archived_url", tr("A&rchived address"), tr("https://…")),
        ("captured", tr("&Captured on"), tr("When the text was taken from there, as 2025-10-29")),
        ("language", tr("&Language"), tr("As a code: en, de, pt-BR")),
    )


def _no_title(text: str) -> str:
    return "" if text else tr("An article needs a title.")


def _no_language(text: str) -> str:
    if not text or _LANGUAGE.fullmatch(text):
        return ""
    return tr("Write the code of a language, such as en, de or pt-BR.")


def _no_moment(text: str) -> str:
    """Complain about the date of a moment; programs write the time behind it."""
    return dates.complaint(text.partition("T")[0])


_CHECKS: dict[str, Callable[[str], str]] = {
    "title": _no_title,
    "published": dates.complaint,
    "captured": _no_moment,
    "language": _no_language,
}
