"""What was found in the project as a list: a heading per article or kind, below it the hits."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt

from claimdesk.core.i18n import mark
from claimdesk.core.seeking import Hit
from claimdesk.store.corpus import ARTICLE, CLAIM, EVIDENCE, NOTE, Field, Group, Place
from claimdesk.ui.base.grouped_list import Snippet
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import Column, Index, RowTable

MOST = 5_000
"""So many hits are listed; whoever finds more needs a better question."""
_BEFORE, _AFTER = 60, 240
"""Characters shown before a hit, so that it stands on the first line, and behind its start."""
_BLANK = re.compile(r"\s")
_KINDS = {
    ARTICLE: mark("Articles"),
    CLAIM: mark("Claims"),
    NOTE: mark("Notes"),
    EVIDENCE: mark("Evidence"),
}
_FIELDS = {
    Field.TEXT: "",
    Field.TITLE: mark("title"),
    Field.CONTEXT: mark("context"),
    Field.CLAIMANT: mark("claimant"),
    Field.REASON: mark("reason"),
    Field.FINAL_REASON: mark("final reason"),
    Field.NOTE: "",
    Field.PUBLISHER: mark("publisher"),
    Field.AUTHOR: mark("author"),
    Field.QUOTE: mark("quote"),
    Field.CITATION: mark("citation"),
    Field.URL: mark("address"),
    Field.INTEREST: mark("interest"),
}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A hit, or the heading of a group if there is no place."""

    group: Group
    place: Place | None = None

    @property
    def key(self) -> Hashable:
        """Return what tells the row from others."""
        one = self.place
        if one is None:
            return self.group.kind, self.group.source.id if self.group.source else None
        return one.source.kind, one.source.id, one.field, one.hit.start, one.hit.end, one.text

    @property
    def title(self) -> str:
        """Return how a group is headed."""
        source = self.group.source
        return source.name if source else kind_word(self.group.kind)

    @property
    def total(self) -> int:
        """Return how many hits the group has."""
        return self.group.total

    @property
    def snippet(self) -> Snippet | None:
        """Return a hit in its paragraph."""
        return None if self.place is None else snippet_of(self.place.text, self.place.hit)

    @property
    def where(self) -> str:
        """Return in what a hit stands, as far as the heading does not say it."""
        if self.place is None:
            return ""
        source, field = self.place.source, tr(_FIELDS[self.place.field])
        match source.kind:
            case "claim":
                name = tr("Claim {n}", n=source.number)
            case "note" | "evidence":
                name = source.name
            case _:
                name = ""
        return ", ".join(filter(None, (name, field)))

    @property
    def spoken(self) -> str:
        """Return the row in words."""
        if self.snippet is None:
            hits = count(self.group.total, "{n} match", "{n} matches")
            return f"{self.title}, {hits}"
        return f"{self.where or self.title}: {self.snippet.text}"


def snippet_of(text: str, hit: Hit) -> Snippet:
    """Cut what stands around a hit in its paragraph, on one line."""
    first, last = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
    last = last if last >= 0 else len(text)
    start, end = max(first, hit.start - _BEFORE), min(last, hit.start + _AFTER)
    lead = ""
    if start > first:
        start = min(hit.start, max(start, text.find(" ", start, hit.start) + 1))
        lead = "…"
    shown = lead + _BLANK.sub(" ", text[start:end])
    by = len(lead) - start
    parts = tuple((one + by, min(other, end) + by) for one, other in hit.parts if one < end)
    return Snippet(f"{shown}…" if end < last else shown, parts)


class FoundRows(RowTable[FoundRow]):
    """Headings, which nobody can choose, and hits."""

    def __init__(self, parent: QObject) -> None:
        column: Column[FoundRow] = Column(
            "found", tr("Matches"), show=lambda row: row.spoken, tip=lambda row: row.where
        )
        super().__init__((column,), lambda row: row.key, parent)

    def show_groups(self, groups: Sequence[Group]) -> int:
        """Show what was found; return how many hits there are in all."""
        rows = list(_rows(groups))
        self.replace(list({row.key: row for row in rows}.values()))
        return sum(group.total for group in groups)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only hits be chosen."""
        row = self.row_at(index.row())
        if row is None or row.place is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def beside(self, place: int, by: int) -> int | None:
        """Return the place of the next or the previous hit, round and round; None if none."""
        hits = [at for at, row in enumerate(self.rows) if row.place is not None]
        if not hits:
            return None
        if by > 0:
            return next((at for at in hits if at > place), hits[0])
        return next((at for at in reversed(hits) if at < place), hits[-1])


def kind_word(kind: str) -> str:
    """Return the word for a kind of things."""
    return tr(_KINDS[kind])


def _rows(groups: Iterable[Group]) -> Iterable[FoundRow]:
    left = MOST
    for group in groups:
        if left <= 0:
            return
        yield FoundRow(group)
        yield from (FoundRow(group, place) for place in group.places[:left])
        left -= len(group.places)
