"""The claims that are listed: found and sorted by the store, and followed through every edit."""

from collections.abc import Iterable, Mapping, Sequence

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
ClaimRows = PagedTable[Id, ListedClaim]


class ClaimListing(QObject):
    """What the filter lets through, in the order that is wished for."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.wanted = ClaimFilter()
        self.order = ClaimOrder()
        self.rows: ClaimRows = PagedTable(claim_columns(), self._fetch, self)

    def show(self, *, whole: bool) -> None:
        """Show what filter and order say now; the first rows alone, if nobody asks for others."""
        if whole or not self._project.is_open:
            self.rows.show(self._ids())
            return
        head = self._project.read(listing.ids, self.wanted, self.order, _HEAD)
        if len(head) < _HEAD:
            self.rows.show(head)
        else:
            number = self._project.read(listing.count, self.wanted)
            self.rows.show(head, number, self._ids)

    def reread(self) -> None:
        """Show the same list after much has changed."""
        self.rows.replace(self._ids())

    def follow(self, change: Change) -> None:
        """Take in what an edit did: only what it touched is asked about again."""
        if not self._project.read(self._follow, change):
            self.reread()

    def next_open(self, claim_id: Id | None) -> Id | None:
        """Return the next listed claim nobody has reviewed after this one, then from the top."""
        start = self.rows.place_of(claim_id)
        keys = self.rows.keys
        first = 0 if start is None else start + 1
        return self._project.read(listing.first_open, _round(keys, first))

    def _follow(self, session: Session, change: Change) -> bool:
        """Bring the rows up to date; False if that takes a whole reading."""
        altered = listing.after(session, change)
        if altered is None:
            return False
        if change.touches("claim") or not self._is_whole_review:
            self._place(session, altered, change)
        if touched.renumbers(session, change):
            self.rows.renew_all()
        else:
            self.rows.renew(altered)
        return True

    def _place(self, session: Session, altered: set[Id], change: Change) -> None:
        """Let claims leave or enter the list, or stand where they belong now."""
        passing = listing.keys(session, altered, self.order, self.wanted)
        for claim_id in altered - passing.keys():
            if self.rows.place_of(claim_id) is not None:
                self.rows.take_out(claim_id)
        stays = set() if change.touches("claim") or not self.order.is_review else altered
        moving = {
            claim_id: key
            for claim_id, key in passing.items()
            if claim_id not in stays or self.rows.place_of(claim_id) is None
        }
        keys = [claim_id for claim_id in self.rows.keys if claim_id not in moving]
        place = 0
        for claim_id, key in moving.items():
            place = listing.place(session, key, keys, self.order)
            keys.insert(place, claim_id)
        if len(moving) > 1:
            self.rows.replace(keys)
        for claim_id in moving if len(moving) == 1 else ():
            if self.rows.place_of(claim_id) is None:
                self.rows.put_in(place, claim_id)
            else:
                self.rows.move(claim_id, place)

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
