"""What hangs on a claim, part below part: each opens under its heading, and is read only then.

A new part of the claim form is a ``Part`` and one line in ``claim_sections``.
"""

from abc import abstractmethod
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.inert import make_inert
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed

_GAP = 4


class Part(QWidget):
    """One kind of thing that hangs on a claim: shown while its section is open."""

    tables: ClassVar[tuple[str, ...]]
    """The tables whose changes may change what is shown or counted."""
    typed = Signal()
    """Something is typed that is not saved."""

    @property
    @abstractmethod
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in reading order."""

    @abstractmethod
    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many there are, for the heading; quick, for it is read with every claim."""

    @abstractmethod
    def show_claim(self, claim_id: Id) -> None:
        """Read and show what hangs on a claim; for the same claim, keep the place."""

    def follow(self, pointed: Pointed) -> None:
        """Show what is pointed at elsewhere; a part overrides what concerns it."""

    def commit(self) -> None:
        """Save what is typed; a part with fields overrides it."""

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is a field of the part with nothing typed that is not saved."""
        del widget
        return False


class Heading(QPushButton):
    """The line that opens and closes a section and says how much is in it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self._name, self._title, self.number = name, title, 0
        self.setProperty("section", "true")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._write)
        self._write()

    def say(self, number: int) -> None:
        """Show how many there are."""
        self.number = number
        self._write()

    def minimumSizeHint(self) -> QSize:
        """Never force the form to be wide."""
        return QSize(0, super().minimumSizeHint().height())

    def _write(self) -> None:
        arrow = "▾" if self.isChecked() else "▸"
        self.setText(f"{arrow}  {self._title}" + (f"  {self.number}" if self.number else ""))
        name_widget(self, f"section-{self._name}", f"{self._title}, {self.number}")


class Section(QWidget):
    """A heading with the part below it."""

    opened = Signal()
    """The section was opened and has to be filled."""

    def __init__(self, name: str, title: str, part: Part, *, is_open: bool = False) -> None:
        super().__init__()
        self.name = name
        self.part = part
        self.heading = Heading(name, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.heading)
        layout.addWidget(part)
        self.heading.setChecked(is_open)
        part.setVisible(is_open)
        self.heading.toggled.connect(self._on_toggled)

    @property
    def is_open(self) -> bool:
        """Return whether the part is shown."""
        return self.heading.isChecked()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops: the heading, then the part."""
        return (self.heading, *self.part.stops)

    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_open:
            self.opened.emit()
        else:
            self.part.commit()
        self.part.setVisible(is_open)


class Sections(QWidget):
    """The sections of the claim form: they follow the claim and what is changed of it."""

    typed = Signal()
    """Something is typed in a part that is not saved."""

    def __init__(self, project: Project, sections: Iterable[Section]) -> None:
        super().__init__()
        self._project = project
        self._claim_id: Id | None = None
        self.all = tuple(sections)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for section in self.all:
            layout.addWidget(section)
            section.opened.connect(partial(self._show, (section,)))
            section.part.typed.connect(self.typed)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in reading order."""
        return tuple(stop for section in self.all for stop in section.stops)

    def save_state(self) -> str:
        """Return which sections are open: their names with blanks between them."""
        return " ".join(section.name for section in self.all if section.is_open)

    def restore_state(self, names: str) -> None:
        """Open these sections and close the others."""
        wanted = frozenset(names.split())
        for section in self.all:
            section.heading.setChecked(section.name in wanted)

    def named(self, name: str) -> Section:
        """Return the section with this name."""
        return next(section for section in self.all if section.name == name)

    def go_to(self, name: str) -> QWidget:
        """Open a section, lead the keyboard to what is in it, and return where that is."""
        section = self.named(name)
        section.heading.setChecked(True)
        stop = next((one for one in section.part.stops if one.isEnabled()), section.heading)
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return stop

    def open_if_any(self, name: str) -> None:
        """Open a section, without leading anybody there, if there is something in it."""
        heading = self.named(name).heading
        if heading.number:
            heading.setChecked(True)

    def show_claim(self, claim_id: Id | None) -> None:
        """Follow another claim."""
        self._claim_id = claim_id
        self._show(self.all)

    def on_changed(self, change: Change) -> None:
        """Read again what a change may have touched."""
        self._show([section for section in self.all if change.touches(*section.part.tables)])

    def follow(self, pointed: Pointed) -> None:
        """Let the open parts show what is pointed at elsewhere."""
        for section in self.all:
            if section.is_open:
                section.part.follow(pointed)

    def commit(self) -> None:
        """Save what is typed in any part."""
        for section in self.all:
            section.part.commit()

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is a field of a part with nothing typed that is not saved."""
        return any(section.part.is_settled(widget) for section in self.all)

    def _show(self, sections: Iterable[Section]) -> None:
        if self._claim_id is None:
            return
        for section in sections:
            section.heading.say(self._project.read(section.part.count, self._claim_id))
            if section.is_open:
                section.part.show_claim(self._claim_id)
                if self._project.why_read_only:  # what the part has made anew, too
                    make_inert(section.part, self._project.why_read_only)
