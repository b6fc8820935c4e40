"""The claims that are listed: found and sorted by the store, and followed through every edit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from claimdesk.core.change import Change
from claimdesk.core.errors import ReviewError
from claimdesk.core.listing import ClaimFilter, ClaimOrder, ListedClaim
from claimdesk.core.model import Id
from claimdesk.store import listing, touched
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.models.columns import claim_columns
from claimdesk.ui.models.paged_table import PagedTable

_HEAD = 256
"""Claims that are found first: some screens full."""
_REST_AFTER_MS = 150
"""When the others are found, once the window is at rest: the first have been painted by then."""
ClaimRows = PagedTable[Id, ListedClaim]


@dataclass(frozen=True, slots=True)
class _News:
    """What an edit did to the list: whom to read again, who leaves, who stands where now.

    ``keys`` are all that are listed afterwards, when some stand elsewhere.
    """

    altered: set[Id]
    renumbers: bool
    leaving: Sequence[Id] = ()
    places: Mapping[Id, int] = field(default_factory=dict)
    keys: list[Id] = field(default_factory=list)


class ClaimListing(QObject):
    """What the filter lets through, in the order that is wished for."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.wanted = ClaimFilter()
        self.order = ClaimOrder()
        self.rows: ClaimRows = PagedTable(claim_columns(), self._fetch, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_AFTER_MS)
        self._rest.timeout.connect(self.rows.read_rest)

    def show(self, *, whole: bool) -> None:
        """Show what filter and order say now; the first rows at once, the others soon after."""
        if whole or not self._project.is_open:
            self.rows.show(self._ids())
            return
        head = self._project.read(listing.ids, self.wanted, self.order, _HEAD)
        if len(head) < _HEAD:
            self.rows.show(head)
        else:
            number = self._project.read(listing.count, self.wanted)
            self.rows.show(head, number, self._ids)
            QTimer.singleShot(0, self._rest, self._rest.start)

    def reread(self) -> None:
        """Show the same list after much has changed."""
        self.rows.replace(self._ids())

    def follow(self, change: Change) -> None:
        """Take in what an edit did: only what it touched is asked about again."""
        if self.rows.head is not None:
            # The edit came before the others were read; where they stood nobody knows any more.
            self.rows.show(self._ids())
            return
        news = self._project.read(self._news, change)
        if news is None:
            self.reread()
        else:
            self._take_in(news)

    def next_open(self, claim_id: Id | None) -> Id | None:
        """Return the next listed claim nobody has reviewed after this one, then from the top."""
        start = self.rows.place_of(claim_id)
        keys = self.rows.keys
        first = 0 if start is None else start + 1
        return self._project.read(listing.first_open, _round(keys, first))

    def _news(self, session: Session, change: Change) -> _News | None:
        """Return what an edit did to the list; None if that takes a whole reading.

        The rows are left alone meanwhile: views that are told of them read, and one reading cannot
        begin within another.
        """
        altered = listing.after(session, change)
        if altered is None:
            return None
        renumbers = touched.renumbers(session, change)
        if not change.touches("claim") and self._is_whole_review:
            return _News(altered, renumbers)
        passing = listing.keys(session, altered, self.order, self.wanted)
        leaving = [one for one in altered - passing.keys() if self.rows.place_of(one) is not None]
        stays = set() if change.touches("claim") or not self.order.is_review else altered
        moving = {
            claim_id: key
            for claim_id, key in passing.items()
            if claim_id not in stays or self.rows.place_of(claim_id) is None
        }
        elsewhere = {*leaving, *moving}
        keys = [claim_id for claim_id in self.rows.keys if claim_id not in elsewhere]
        places = {}
        for claim_id, key in moving.items():
            places[claim_id] = listing.place(session, key, keys, self.order)
            keys.insert(places[claim_id], claim_id)
        return _News(altered, renumbers, leaving, places, keys)

    def _take_in(self, news: _News) -> None:
        """Let claims leave or enter the list, or stand where they belong now."""
        for claim_id in news.leaving:
            self.rows.take_out(claim_id)
        if len(news.places) > 1:
            self.rows.replace(news.keys)
        for claim_id, place in news.places.items() if len(news.places) == 1 else ():
            if self.rows.place_of(claim_id) is None:
                self.rows.put_in(place, claim_id)
            else:
                self.rows.move(claim_id, place)
        if news.renumbers:
            self.rows.renew_all()
        else:
            self.rows.renew(news.altered)

    @property
    def _is_whole_review(self) -> bool:
        return self.wanted.is_empty and self.order.is_review

    def _ids(self) -> list[Id]:
        if not self._project.is_open:
            return []
        return self._project.read(listing.ids, self.wanted, self.order)

    def _fetch(self, claim_ids: Sequence[Id]) -> Mapping[Id, ListedClaim]:
        """Read rows for a view, which cannot be told of trouble in the middle of its painting."""
        head, numbers = self.rows.head, None
        if head is not None and self._is_whole_review:
            numbers = {claim_id: number for number, claim_id in enumerate(head, 1)}
        try:
            return self._project.read(listing.rows, claim_ids, numbers)
        except ReviewError as error:
            trouble = error
            QTimer.singleShot(0, self, lambda: self._project.failed.emit(trouble))
            return {}


def _round(keys: Sequence[Id], first: int) -> Iterable[Id]:
    """Yield the keys from a place on, then those before it."""
    yield from (keys[place] for place in range(first, len(keys)))
    yield from (keys[place] for place in range(first))
