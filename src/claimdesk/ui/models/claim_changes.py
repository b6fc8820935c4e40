"""What a claims.csv says otherwise, as a table: a heading per claim, below it its cells.

Each cell that can be taken in has a check box, and so has the heading of its claim.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from claimdesk.core import word_diff
from claimdesk.core.i18n import mark
from claimdesk.core.model import Id
from claimdesk.core.word_diff import Mark, Parts
from claimdesk.exchange.claims_csv.changes import Changes, Difference
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import Column, Index, RowTable, runs

WORDS = {
    "number": mark("Number"),
    "claim": mark("Claim"),
    "claimant": mark("Claimant"),
    "said_on": mark("Said on"),
    "said_where": mark("Said where"),
    "claim_type": mark("Type"),
    "verdict": mark("Verdict"),
    "unverified_because": mark("Unverified because"),
    "reason": mark("Reason"),
    "as_of": mark("As of"),
    "reviewer": mark("Reviewer"),
    "reviewed_at": mark("Reviewed at"),
    "stage": mark("Stage"),
    "agreement": mark("Agreement"),
    "passages": mark("Passages"),
    "articles": mark("Articles"),
    "first_quote": mark("First quote"),
    "evidence": mark("Evidence"),
    "tags": mark("Tags"),
    "published_at": mark("Published at"),
}
"""What the columns of claims.csv are called on screen."""
COLUMNS = ("what", "file", "project", "after")
_AROUND, _MOST = 24, 240
"""Characters of what stayed that are shown beside a change, and of a cell at most."""
_SEEN = 128
_CHECK = Qt.ItemDataRole.CheckStateRole
_State = Qt.CheckState


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A cell that differs, or the heading of its claim if there is no cell."""

    claim_id: Id
    number: int
    claim: str
    cell: Difference | None = None

    @property
    def key(self) -> Hashable:
        """Return what tells the row from others."""
        return self.claim_id, self.cell.column if self.cell else ""

    @property
    def title(self) -> str:
        """Return how the row is called: the claim, or the column."""
        if self.cell is None:
            return tr("Claim {n}: {words}", n=self.number, words=" ".join(self.claim.split()))
        return tr(WORDS[self.cell.column])

    @property
    def where(self) -> str:
        """Return in which line of the file a cell stands, and whether to look twice."""
        if self.cell is None:
            return ""
        line = tr("line {n}", n=self.cell.line)
        return tr("{line}, changed since", line=line) if self.cell.warning else line

    @property
    def spoken(self) -> str:
        """Return the row in words."""
        cell = self.cell
        if cell is None:
            return self.title
        what = tr("{title}, {where}", title=self.title, where=self.where)
        said = (cell.file or tr("nothing"), cell.project or tr("nothing"))
        differs = tr("{what}: the file says {file}, the project says {project}", what=what,
                     file=said[0], project=said[1])  # fmt: skip
        more = cell.why_left or cell.warning
        return f"{differs}. {more}" if more else differs


class ChangeTable(RowTable[ChangeRow]):
    """The cells of one file beside the project, and which of them are chosen."""

    chosen_changed = Signal()
    """Others are chosen now."""

    def __init__(self, parent: QObject) -> None:
        what: Column[ChangeRow] = Column(
            "what", tr("Column"), show=lambda row: row.title, said=lambda row: row.spoken
        )
        file: Column[ChangeRow] = Column(
            "file", tr("File"), show=lambda row: _plain(shown_parts(row, "file"))
        )
        project: Column[ChangeRow] = Column(
            "project", tr("Project"), show=lambda row: _plain(shown_parts(row, "project"))
        )
        after: Column[ChangeRow] = Column(
            "after",
            tr("Will be"),
            show=lambda row: _plain(shown_parts(row, "after")),
            tip=lambda row: row.cell.why_left or row.cell.warning if row.cell else "",
        )
        super().__init__((what, file, project, after), lambda row: row.key, parent)
        self._all: list[ChangeRow] = []
        self._only_open = False
        self._chosen: set[Hashable] = set()

    def show_changes(self, found: Changes) -> None:
        """Show what differs; what the project seems to have changed since is not chosen."""
        self._all = list(_rows(found.differences))
        warned = {(one.claim_id, one.bound) for one in found.open if one.warning and one.bound}
        self._chosen = {
            (one.claim_id, one.column)
            for one in found.open
            if not one.warning and (one.claim_id, one.bound) not in warned
        }
        self._show()

    def show_only_open(self, *, on: bool) -> None:
        """Leave out, or show again, what cannot be taken in."""
        self._only_open = on
        self._show()

    @property
    def open(self) -> list[Difference]:
        """Return what can be taken in, shown or not."""
        return [row.cell for row in self._all if row.cell is not None and row.cell.is_open]

    @property
    def chosen(self) -> list[Difference]:
        """Return what is chosen, in order."""
        return [one for one in self.open if (one.claim_id, one.column) in self._chosen]

    def choose_all(self, *, on: bool) -> None:
        """Choose everything that can be taken in, or nothing."""
        self._chosen = {(one.claim_id, one.column) for one in self.open} if on else set()
        self._tell(range(len(self.rows)))

    def toggle(self, place: int) -> None:
        """Take what is left, or leave what is taken: a cell, or all cells of a claim."""
        row = self.row_at(place)
        state = None if row is None else self.state_of(row)
        if row is not None and state is not None:
            self._choose(row, on=state is not _State.Checked)

    def state_of(self, row: ChangeRow) -> Qt.CheckState | None:
        """Return how the check box of a row is; None if it has none."""
        keys = {(one.claim_id, one.column) for one in self._of(row)}
        if not keys:
            return None
        left = keys - self._chosen
        if left and len(left) < len(keys):
            return _State.PartiallyChecked
        return _State.Unchecked if left else _State.Checked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the view asks, the check box too."""
        row = self.row_at(index.row())
        if role != _CHECK or row is None:
            return super().data(index, role)
        return self.state_of(row) if index.column() == 0 else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave a cell, or all cells of a claim."""
        row = self.row_at(index.row())
        if role != _CHECK or row is None or self.state_of(row) is None:
            return False
        self._choose(row, on=_State(value) is _State.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what can be taken in be checked."""
        row = self.row_at(index.row())
        has_box = row is not None and index.column() == 0 and self.state_of(row) is not None
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if has_box else found

    def _choose(self, row: ChangeRow, *, on: bool) -> None:
        """Take or leave a cell and what is bound to it, or all cells of a claim."""
        keys = {(one.claim_id, one.column) for one in self._with(row)}
        self._chosen = self._chosen | keys if on else self._chosen - keys
        self._tell(at for at, one in enumerate(self.rows) if one.claim_id == row.claim_id)

    def _of(self, row: ChangeRow) -> list[Difference]:
        """Return the cells whose box a row has."""
        if row.cell is not None:
            return [row.cell] if row.cell.is_open else []
        return self._open_by_claim.get(row.claim_id, [])

    def _with(self, row: ChangeRow) -> list[Difference]:
        """Return the cells that are taken or left with a row: an opinion goes as a whole."""
        if row.cell is None or not row.cell.bound:
            return self._of(row)
        return [one for one in self._open_by_claim[row.claim_id] if one.bound]

    def _show(self) -> None:
        self._open_by_claim = {
            claim_id: list(group)
            for claim_id, group in groupby(self.open, key=lambda one: one.claim_id)
        }
        self.replace([row for row in self._all if self._is_shown(row)])
        self.chosen_changed.emit()

    def _is_shown(self, row: ChangeRow) -> bool:
        return not self._only_open or bool(self._of(row))

    def _tell(self, places: Iterable[int]) -> None:
        for first, last in runs(list(places)):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.chosen_changed.emit()


def shown_parts(row: ChangeRow, column: str) -> Parts:
    """Return what a cell of the table shows, in short, with what differs marked."""
    cell = row.cell
    if cell is None:
        return ()
    if column == "file" or not cell.is_open:
        text = {"file": cell.file, "project": cell.project}.get(column, cell.why_left)
        return word_diff.excerpt(((Mark.SAME, text),), _AROUND, _MOST) if text else ()
    dropped = Mark.IN if column == "project" else Mark.OUT
    parts = word_diff.excerpt(_differing(cell.project, cell.after), _AROUND, _MOST)
    return tuple(part for part in parts if part[0] is not dropped)


def summary(found: Changes) -> str:
    """Return in one line how much differs."""
    if not found.differences:
        return tr("Nothing differs.")
    said = []
    if found.open:
        claims = len({one.claim_id for one in found.open})
        changes = count(len(found.open), "{n} change", "{n} changes")
        to = count(claims, "to {n} claim can be taken in.", "to {n} claims can be taken in.")
        said.append(f"{changes} {to}")
    left = len(found.differences) - len(found.open)
    if left:
        said.append(count(left, "{n} cell stays as it is.", "{n} cells stay as they are."))
    return " ".join(said)


def _rows(found: Iterable[Difference]) -> Iterator[ChangeRow]:
    for claim_id, group in groupby(found, key=lambda one: one.claim_id):
        cells = list(group)
        about = (claim_id, cells[0].number, cells[0].claim)
        yield ChangeRow(*about)
        yield from (ChangeRow(*about, one) for one in cells)


@lru_cache(_SEEN)
def _differing(old: str, new: str) -> Parts:
    """Return the difference of two texts, kept for the rows that are seen: it is not cheap."""
    return word_diff.parts(old, new)


def _plain(parts: Parts) -> str:
    return " ".join("".join(text for _, text in parts).split())
