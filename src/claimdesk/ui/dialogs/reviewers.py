"""Who works on the project, and how far they agree."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QHeaderView, QTableView, QWidget

from claimdesk.core.change import Change
from claimdesk.store import agreement
from claimdesk.store.agreement import Figures, Worker
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, show_text
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.models import agreement_words
from claimdesk.ui.models.agreement_words import Pair
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import RowTable

_TABLES = ("assessment", "assignment", "reviewer", "claim", "project")
_LETTERS, _LINES = 96, 30


class Reviewers(PlainDialog):
    """Two tables that stay open beside the work: the people, and each two of them together."""

    card_wanted = Signal()
    """My own name and initials are to be changed."""
    differences_wanted = Signal(object)
    """(reviewer ids: frozenset) the claims on which these differ are to be listed."""
    export_wanted = Signal()
    """The figures are to be written to a file."""

    def __init__(self, project: Project, parent: QWidget | None) -> None:
        super().__init__("reviewers", tr("Reviewers and agreement"), parent)
        self._project = project
        columns = agreement_words.worker_columns(project.reviewer_id)
        self.workers: RowTable[Worker] = RowTable(columns, lambda row: row.reviewer.id, self)
        self.pairs: RowTable[Pair] = RowTable(agreement_words.pair_columns(), _key, self)
        self.people = self._table(self.workers, "reviewers-people", tr("Reviewers"), "name")
        self.figures = self._table(self.pairs, "reviewers-pairs", tr("Each two reviewers"), "pair")
        self.summary = Sentence()
        self.breakdown = Sentence()
        self._lay_out()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.button("reviewers-card", tr("&My name…"), role, self.card_wanted.emit)
        self.differ = self.button(
            "reviewers-differ", tr("&Show where they differ"), role, self._on_differ
        )
        self.export = self.button("reviewers-export", tr("&Export…"), role, self._on_export)
        self.finish(self.close_button(), _LETTERS)
        self.resize(self.width(), self.lines(_LINES))
        self.figures.selectionModel().currentRowChanged.connect(self._on_pair)
        self.figures.doubleClicked.connect(self._on_differ)
        project.changed.connect(self._on_changed)
        self.reload()
        self.people.setFocus()

    def reload(self) -> None:
        """Read who works on the project and how far they agree."""
        workers, figures = self._project.read(_read)
        names = {one.reviewer.id: one.reviewer.name for one in workers}
        self.workers.replace(workers)
        self.pairs.replace(agreement_words.paired(figures, names))
        show_text(self.summary, agreement_words.summary(figures))
        there = bool(self.pairs.rows)
        if there and not self.figures.currentIndex().isValid():
            self.figures.setCurrentIndex(self.pairs.index(0, 0))
        for one in (self.figures, self.breakdown):
            one.setVisible(there)
        for button in (self.differ, self.export):
            button.setEnabled(there)
        self._on_pair()

    @property
    def pair(self) -> Pair | None:
        """Return the two reviewers that are chosen."""
        return self.pairs.row_at(self.figures.currentIndex().row())

    def _table(self, model: RowTable[Any], name: str, spoken: str, wide: str) -> QTableView:
        view = plain_table(model, name, spoken, frozenset((wide,)))
        header = view.horizontalHeader()
        header.show()
        for place, column in enumerate(model.columns):
            if column.name != wide:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        view.setMinimumHeight(self.lines(6))
        return view

    def _lay_out(self) -> None:
        name_widget(self.summary, "reviewers-summary", tr("How far reviewers agree"))
        name_widget(self.breakdown, "reviewers-breakdown", tr("Which verdict met which"))
        self.column.addWidget(self.people, 1)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.figures, 1)
        self.column.addWidget(self.breakdown)

    def _on_pair(self, *_places: object) -> None:
        show_text(self.breakdown, agreement_words.breakdown(self.pair))

    def _on_differ(self) -> None:
        if self.pair is not None:
            together = self.pair.together
            self.differences_wanted.emit(frozenset((together.first, together.second)))

    def _on_export(self) -> None:
        self.export_wanted.emit()

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self.reload()


def _key(pair: Pair) -> object:
    return pair.together.first, pair.together.second


def _read(session: Session) -> tuple[list[Worker], Figures]:
    return agreement.workers(session), agreement.figures(session)
