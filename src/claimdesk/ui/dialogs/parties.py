"""Who says what: claims down, speakers across, each cell a sign and a word that leads to text."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QWidget

from claimdesk.core.change import Change
from claimdesk.core.model import Id, Stance
from claimdesk.store import articles, parties
from claimdesk.store.parties import Party, PartyRow, Said
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, show_text
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import Column, RowTable
from claimdesk.ui.models.terms import stance_word

MOST_CLAIMS, MOST_SPEAKERS = 500, 40
"""What is shown at most; the rest is told in words, and in the file."""
_LETTERS, _CLAIM, _SPEAKER = 116, 44, 16
_LINES = 20
_TABLES = ("claim", "link", "passage", "article", "project")
"""What may change who speaks of what; the rest changes lines that are shown."""
_OF_LINES = ("assessment", "adjudication", "assignment", "reviewer")
_PAUSE_MS = 200
"""How long an edit may be followed by others before all is read anew."""
_SIGNS = {
    Stance.ASSERTS: "●",
    Stance.SUPPORTS: "▲",
    Stance.DISPUTES: "≠",
    Stance.MENTIONS: "○",
}
_SILENT = "–"


class Parties(PlainDialog):
    """A table that stays open beside the work; Enter or a double click leads to the passage."""

    go_wanted = Signal(object, object)
    """(row: PartyRow, said: Said | None) a claim is to be shown, at a passage if there is one."""
    export_wanted = Signal(object)
    """(article: Id | None) the table is to be written to a file."""

    def __init__(self, project: Project, parent: QWidget | None) -> None:
        super().__init__("parties", tr("Who says what"), parent)
        self._project = project
        titles = {row.id.hex(): row.title for row in project.read(articles.rows)}
        self.article = QuietCombo({"": tr("All articles"), **titles})
        self.told = Sentence()
        self.model = self._model(())
        self.table = plain_table(
            self.model, "parties-table", tr("Who says what"), frozenset(("claim",))
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.go = self.button("parties-go", tr("&Go to the passage"), role, self._on_go)
        self.export = self.button("parties-export", tr("&Export…"), role, self._on_export)
        self.finish(self.close_button(), letters=_LETTERS)
        self.resize(self.width(), self.lines(_LINES + 12))
        self.go.setDefault(True)
        self.article.picked.connect(self.reload)
        self.table.doubleClicked.connect(self._on_go)
        self._pause.timeout.connect(self.reload)
        project.changed.connect(self._on_changed)
        self.reload()

    @property
    def article_id(self) -> Id | None:
        """Return the article the table is of; None for all."""
        return Id(bytes.fromhex(self.article.choice)) if self.article.choice else None

    def reload(self) -> None:
        """Read and show who says what."""
        number, named, rows = self._project.read(_read, self.article_id)
        now = self.table.currentIndex()
        before, self.model = self.model, self._model(named[:MOST_SPEAKERS])
        self.table.setModel(self.model)
        before.deleteLater()
        self.model.replace(rows)
        self._size_columns()
        place = self.model.index(max(0, now.row()), max(0, now.column()))
        self.table.setCurrentIndex(place if place.isValid() else self.model.index(0, 0))
        self.go.setEnabled(bool(rows))
        self.export.setEnabled(bool(rows))
        show_text(self.told, _told(number, len(named)))

    def _lay_out(self) -> None:
        name_widget(self.article, "parties-article", tr("Article"))
        name_widget(self.told, "parties-told", tr("What is shown"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.horizontalHeader().show()
        self.table.setMinimumHeight(self.lines(8))
        self.column.addWidget(self.article)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.told)

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(self.model.columns):
            letters = {"claim": _CLAIM, "number": 5}.get(column.name, _SPEAKER)
            header.resizeSection(place, self.letters(letters))

    def _model(self, named: Sequence[Party]) -> RowTable[PartyRow]:
        return RowTable(_columns(named), lambda row: row.claim.id, self)

    def _on_go(self) -> None:
        index = self.table.currentIndex()
        row = self.model.row_at(index.row())
        if row is not None:
            name = self.model.columns[index.column()].name
            speaker = name.removeprefix("by ") if name.startswith("by ") else None
            said = row.said if speaker is None else row.by(speaker)
            self.go_wanted.emit(row, said[0] if said else None)

    def _on_export(self) -> None:
        self.export_wanted.emit(self.article_id)

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self._pause.start()
        elif change.touches(*_OF_LINES):
            shown = [row.claim.id for row in self.model.rows]
            self.model.replace(self._project.read(parties.rows, shown, self.article_id))


def _read(session: Session, article_id: Id | None) -> tuple[int, list[Party], list[PartyRow]]:
    first = parties.claim_ids(session, article_id, MOST_CLAIMS)
    number = len(first) if len(first) < MOST_CLAIMS else parties.count(session, article_id)
    rows = parties.rows(session, first, article_id)
    return number, parties.speakers(session, article_id), rows


def _columns(named: Sequence[Party]) -> tuple[Column[PartyRow], ...]:
    number: Column[PartyRow] = Column(
        name="number", title="#", show=lambda row: str(row.claim.number), spoken_title=tr("Number")
    )
    claim: Column[PartyRow] = Column(
        name="claim",
        title=tr("Claim"),
        show=lambda row: row.claim.text,
        tip=lambda row: row.claim.text,
    )
    verdict: Column[PartyRow] = Column(
        name="verdict", title=tr("Verdict"), show=lambda row: verdict_word(row.claim.verdict)
    )
    return (number, claim, verdict, *(_speaker(one.name) for one in named))


def _speaker(name: str) -> Column[PartyRow]:
    return Column(
        name=f"by {name}",
        title=name,
        show=lambda row: _cell(row.by(name)),
        tip=lambda row: "\n".join(map(_at_length, row.by(name))),
        said=partial(_spoken, name),
    )


def _cell(said: Sequence[Said]) -> str:
    stances = [one for one in Stance if any(said_one.stance is one for said_one in said)]
    words = (f"{_SIGNS[one]} {stance_word(one).lower()}" for one in stances)
    return ", ".join(words) or f"{_SILENT} {tr('silent')}"


def _spoken(name: str, row: PartyRow) -> str:
    said = row.by(name)
    words = [stance_word(one.stance).lower() for one in said] or [tr("silent")]
    return f"{name}: {', '.join(words)}"


def _at_length(one: Said) -> str:
    return f"{_SIGNS[one.stance]} {stance_word(one.stance)}: “{one.quote}” ({one.article})"


def _told(claims: int, named: int) -> str:
    if not claims:
        return tr("No passage has a speaker yet. Speakers are named in a claim’s list of passages.")
    said = [
        count(claims, "{n} claim", "{n} claims"),
        count(named, "{n} speaker", "{n} speakers"),
    ]
    if claims > MOST_CLAIMS:
        said.append(tr("the first {n} claims are shown, all are exported", n=MOST_CLAIMS))
    if named > MOST_SPEAKERS:
        said.append(tr("the {n} speakers with most passages are shown", n=MOST_SPEAKERS))
    return ", ".join(said) + "."
