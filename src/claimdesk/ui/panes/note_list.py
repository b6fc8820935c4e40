"""The notes of a claim, its passages and its evidence, with the replies to them."""

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.model import Id
from claimdesk.store import notes
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.note_columns import card_columns, threads
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.panes.empty_hint import EmptyHint
from claimdesk.ui.panes.folding import FoldingRow
from claimdesk.ui.panes.note_card import NoteCard
from claimdesk.ui.panes.part_cards import PartCards
from claimdesk.ui.panes.sections import Part


class NoteView(PartCards):
    """The list itself; a double click opens a card, too."""

    most_cards = 6

    def __init__(self, model: RowTable[NoteRow]) -> None:
        super().__init__(model)
        self.setItemDelegate(NoteCard(self))
        name_widget(self, "note-list", tr("Notes"))
        self.doubleClicked.connect(self.opened)


class NotePart(Part):
    """The notes with what can be done to the current one."""

    tables = ("note", "link", "claim_evidence", "passage", "evidence")
    new_wanted = Signal()
    """A note on the claim is to be written."""
    reply_wanted = Signal(object)
    """(row: NoteRow) it is to be answered."""
    edit_wanted = Signal(object)
    """(row: NoteRow) its words are to be changed."""
    remove_wanted = Signal(object)
    """(row: NoteRow) it is to go."""
    go_wanted = Signal(object)
    """(row: NoteRow) what it is on is to be shown."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.model: RowTable[NoteRow] = RowTable(card_columns(), lambda row: row.id, self)
        self.view = NoteView(self.model)
        self._hint = EmptyHint(self.view)
        self.new = _button(tr("New note…"), "note-new")
        self.reply = _button(tr("Reply…"), "note-reply")
        self.edit = _button(tr("Edit…"), "note-edit")
        self.remove = _button(tr("Remove"), "note-remove")
        self.menu = QMenu(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.view)
        layout.addWidget(FoldingRow(self.new, self.reply, self.edit, self.remove))
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return (self.view, self.new, self.reply, self.edit, self.remove)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many notes there are around the claim."""
        return len(notes.around(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show the notes around a claim, keeping the current one."""
        rows = threads(self._project.read(notes.around, claim_id))
        with QSignalBlocker(self.view.selectionModel()):
            self.model.replace(rows)
        self._hint.say("" if rows else tr("No note yet. Ctrl+Shift+N writes one."))
        self.view.fit()
        if rows and self.current() is None:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_buttons()

    def current(self) -> NoteRow | None:
        """Return the note that is chosen."""
        return self.model.row_at(self.view.currentIndex().row())

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._show_buttons)
        self.view.opened.connect(self._on_opened)
        self.view.removed.connect(self._on_removed)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.new.clicked.connect(self.new_wanted)
        for button, signal in (
            (self.reply, self.reply_wanted),
            (self.edit, self.edit_wanted),
            (self.remove, self.remove_wanted),
        ):
            button.clicked.connect(partial(self._ask, signal.emit))

    def _show_buttons(self) -> None:
        row, may_write = self.current(), not self._project.why_read_only
        is_mine = row is not None and row.reviewer_id == self._project.reviewer_id
        self.new.setEnabled(may_write)
        self.reply.setEnabled(may_write and row is not None)
        for button in (self.edit, self.remove):
            button.setEnabled(may_write and is_mine)
            button.setToolTip("" if is_mine else tr("Only who wrote a note can change it."))

    def _ask(self, ask: object) -> None:
        row = self.current()
        if row is not None and callable(ask):
            ask(row)

    def _on_opened(self) -> None:
        (self.edit if self.edit.isEnabled() else self.reply).click()

    def _on_removed(self) -> None:
        self.remove.click()

    def _on_menu_wanted(self, place: QPoint) -> None:
        row = self.current()
        if row is None:
            return
        self.menu.clear()
        for button in (self.reply, self.edit, self.remove):
            action = self.menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        show = self.menu.addAction(tr("Show what it is on"))
        show.triggered.connect(partial(self._ask, self.go_wanted.emit))
        self.menu.popup(place)


def _button(text: str, identifier: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setProperty(EDITS, "true")
    name_widget(button, identifier, text.removesuffix("…"))
    return button
