"""What repeats claims, as a list: a heading per claim, below it the places that say the same."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject, Qt

from claimdesk.core.model import ClaimRow, Id
from claimdesk.core.seeking import Hit
from claimdesk.store.repeats import Repeat
from claimdesk.ui.base.grouped_list import Snippet
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import Column, Index, RowTable
from claimdesk.ui.models.search_rows import snippet_of


@dataclass(frozen=True, slots=True)
class Article:
    """An article that repeats something."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """A place that says what a claim says, or the heading of a claim if there is no place."""

    claim: ClaimRow
    total: int
    repeat: Repeat | None = None
    article: Article | None = None

    @property
    def key(self) -> Hashable:
        """Return what tells the row from others."""
        return self.claim.id, self.repeat

    @property
    def title(self) -> str:
        """Return how a claim is headed."""
        return tr("Claim {n}: {words}", n=self.claim.number, words=self.claim.text)

    @property
    def where(self) -> str:
        """Return in which article a place is, and whether it says it in the same words."""
        if self.repeat is None or self.article is None:
            return ""
        how = tr("same words") if self.repeat.share == 1 else tr("most of the words")
        return f"{self.article.title}, {how}"

    @property
    def snippet(self) -> Snippet | None:
        """Return the place in its paragraph."""
        if self.repeat is None or self.article is None:
            return None
        stretch = self.repeat.start, self.repeat.end
        return snippet_of(self.article.text, Hit(*stretch, (stretch,)))

    @property
    def spoken(self) -> str:
        """Return the row in words."""
        if self.snippet is None:
            return f"{self.title}. {count(self.total, '{n} place', '{n} places')}"
        return f"{self.where}: {self.snippet.text}"


class RepeatRows(RowTable[RepeatRow]):
    """Headings, which nobody can choose, and places."""

    def __init__(self, parent: QObject) -> None:
        column: Column[RepeatRow] = Column(
            "repeat", tr("Repeats"), show=lambda row: row.spoken, tip=lambda row: row.where
        )
        super().__init__((column,), lambda row: row.key, parent)

    def show_found(
        self,
        found: Sequence[Repeat],
        claims: Mapping[Id, ClaimRow],
        articles: Mapping[Id, Article],
    ) -> None:
        """Show what repeats claims, which are in the order of their list."""
        self.replace(list(_rows(found, claims, articles)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only places be chosen."""
        row = self.row_at(index.row())
        if row is None or row.repeat is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _rows(
    found: Iterable[Repeat], claims: Mapping[Id, ClaimRow], articles: Mapping[Id, Article]
) -> Iterator[RepeatRow]:
    for claim_id, group in groupby(found, key=lambda one: one.claim_id):
        places = list(group)
        claim = claims[claim_id]
        yield RepeatRow(claim, len(places))
        for one in places:
            yield RepeatRow(claim, len(places), one, articles[one.version_id])
