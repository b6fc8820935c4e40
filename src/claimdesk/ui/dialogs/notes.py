"""All notes of the project and the replies to them: searched, by person, by what they are on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.change import Change
from claimdesk.core.model import Id, Subject
from claimdesk.store import notes, reviewers
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, show_text
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.note_columns import note_columns, subject_words, threads
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.models.terms import subject_word

_LETTERS = 116
_LINES = 12
_ALL = "all"
_SHOWN = 600
"""Code points of the current note that are shown below the table."""


class NotesDialog(PlainDialog):
    """A table that stays open beside the work; Enter leads to what a note is on."""

    reply_wanted = Signal(object)
    """(row: NoteRow) it is to be answered."""
    edit_wanted = Signal(object)
    """(row: NoteRow) its words are to be changed."""
    remove_wanted = Signal(object)
    """(row: NoteRow) it is to go."""
    go_wanted = Signal(object)
    """(row: NoteRow) what it is on is to be shown."""

    def __init__(self, project: Project, parent: QWidget | None) -> None:
        super().__init__("notes-dialog", tr("Notes of the project"), parent)
        self._project = project
        self._article: Id | None = None
        people = {row.id.hex(): row.name for row in project.read(reviewers.rows)}
        self.search = QLineEdit()
        self.kind = QuietCombo(
            {_ALL: tr("On anything"), **{one.value: subject_word(one) for one in Subject}}
        )
        self.person = QuietCombo({_ALL: tr("By anybody"), **people})
        self.model: RowTable[NoteRow] = RowTable(note_columns(), lambda row: row.id, self)
        self.table = plain_table(self.model, "notes-table", tr("Notes"), frozenset(("note",)))
        self.whole = Sentence()
        self._lay_out()
        self.reply = self._offer("notes-reply", tr("R&eply…"), self.reply_wanted)
        self.edit = self._offer("notes-edit", tr("E&dit…"), self.edit_wanted)
        self.remove = self._offer("notes-remove", tr("Re&move"), self.remove_wanted)
        self.go = self._offer("notes-go", tr("&Go there"), self.go_wanted)
        self.close_button()
        self.finish(self.go, letters=_LETTERS)
        self.resize(self.width(), self.lines(30))
        self.search.textChanged.connect(self.reload)
        self.kind.picked.connect(self._on_picked)
        self.person.picked.connect(self.reload)
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self.table.doubleClicked.connect(self.go.click)
        project.changed.connect(self._on_changed)
        self.reload()
        self.search.setFocus()

    def keep_to(self, article_id: Id | None) -> None:
        """Show the notes on one article only, or all."""
        self._article = article_id
        self.kind.show_choice(Subject.ARTICLE.value if article_id else _ALL)
        self.reload()

    def current(self) -> NoteRow | None:
        """Return the note that is chosen."""
        return self.model.row_at(self.table.currentIndex().row())

    def reload(self, *_news: object) -> None:
        """Read and show what is asked for."""
        found = self._project.read(notes.rows, self.search.text())
        rows = threads([row for row in found if self._is_wanted(row)])
        self.model.replace(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_current()

    def _is_wanted(self, row: NoteRow) -> bool:
        return (
            self.kind.choice in (_ALL, row.subject.value)
            and self.person.choice in (_ALL, row.reviewer_id.hex())
            and self._article in (None, row.subject_id)
        )

    def _lay_out(self) -> None:
        name_widget(self.search, "notes-search", tr("Search the notes"))
        self.search.setPlaceholderText(tr("Search words, people, what notes are on"))
        self.search.setClearButtonEnabled(True)
        name_widget(self.kind, "notes-kind", tr("What notes are on"))
        name_widget(self.person, "notes-person", tr("Who wrote them"))
        name_widget(self.whole, "notes-whole", tr("The chosen note"))
        row = QHBoxLayout()
        row.addWidget(self.search, 2)
        row.addWidget(self.kind, 1)
        row.addWidget(self.person, 1)
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(3, header.ResizeMode.Interactive)
        header.resizeSection(3, self.letters(34))
        self.table.setMinimumHeight(self.lines(_LINES))
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.whole)

    def _offer(self, identifier: str, text: str, wanted: object) -> QPushButton:
        role = QDialogButtonBox.ButtonRole.ActionRole
        button = self.button(identifier, text, role, partial(self._ask, wanted))
        button.setAutoDefault(False)
        return button

    def _ask(self, wanted: object) -> None:
        row, emit = self.current(), getattr(wanted, "emit", None)
        if row is not None and emit is not None:
            emit(row)

    def _show_current(self, *_news: object) -> None:
        row, may_write = self.current(), not self._project.why_read_only
        is_mine = row is not None and row.reviewer_id == self._project.reviewer_id
        self.go.setEnabled(row is not None)
        self.reply.setEnabled(row is not None and may_write)
        for button in (self.edit, self.remove):
            button.setEnabled(is_mine and may_write)
        if row is None:
            is_empty = not self._project.read(notes.rows)
            show_text(self.whole, tr("No note yet.") if is_empty else tr("No note is like this."))
            return
        body = row.body if len(row.body) <= _SHOWN else f"{row.body[:_SHOWN].rstrip()}…"
        number = count(self.model.rowCount(), "{n} note", "{n} notes")
        show_text(self.whole, f"{body}\n{subject_words(row)} · {number}")

    def _on_picked(self, *_choice: object) -> None:
        self._article = None
        self.reload()

    def _on_changed(self, change: Change) -> None:
        if change.touches("note", "article", "claim", "passage", "evidence"):
            self.reload()
