"""The history as people read it: field by field, the latest first, a page at a time.

Entries come in the order they reached this file, not by the clocks of their writers. What a field
held before is what the entries say that its writer had seen, so it is also right where histories
were united. The work grows with the page: at most ``LOOK`` entries are passed over for one.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimdesk.core.change import Transaction
from claimdesk.core.chronicle import FieldChange, HistoryPage, HistoryRow, Raw
from claimdesk.core.deeds import Did
from claimdesk.core.model import Id
from claimdesk.store import blind, projection, revisions
from claimdesk.store.about import Records
from claimdesk.store.projection import Projected
from claimdesk.store.records import FIELDS, IMMUTABLE, canonical
from claimdesk.store.revisions import Revision
from claimdesk.store.store import Session

LOOK = 20_000
"""Entries passed over for one page before the caller is asked whether to go on."""
PAGE = 60
"""Entries on a page."""
UNTOLD_KINDS = frozenset(("tag", "article_version"))
"""Records that say nothing of their own: the tag on a claim and the article tell of them."""
_UNTOLD = frozenset(
    (
        *("decided_ms", "basis", "color", "contact", "reviewer_id", "status"),
        *("prefix", "suffix", "start", "end", "attachment_sha256", "attachment_type"),
    )
)
_NOT_AT_FIRST = frozenset(("position", "current_version_id"))
"""Fields that only say something once they change."""
_OF_A_CLAIM = (
    *(("link", "claim_id"), ("assessment", "claim_id"), ("adjudication", "claim_id")),
    *(("claim_evidence", "claim_id"), ("claim_tag", "claim_id"), ("note", "claim_id")),
    *(("claim_check", "claim_id"), ("assignment", "claim_id"), ("dismissal", "claim_id")),
    *(("claim_relation", "from_claim_id"), ("claim_relation", "to_claim_id")),
)
_HOW = {
    Did.ADDED: "r.kind='put' AND r.parents=x''",
    Did.CHANGED: "r.kind IN ('put','resolve') AND r.parents<>x''",
    Did.REMOVED: "r.kind='delete'",
    Did.RESTORED: "r.kind='restore'",
    Did.FLEETING: "0",
}

_ALONE = " AND NOT (r.entity='passage' AND r.kind='put')"
"""In the history of one claim: what a passage was made with, its link tells."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which part of the history is asked for; None is no limit.

    ``kinds`` are names of tables; times are Unix time in ms, ``until_ms`` exclusive; ``text`` is
    looked for in values and in the words of the record. ``removed`` asks for what is removed still.
    """

    reviewer_id: Id | None = None
    kinds: frozenset[str] | None = None
    dids: frozenset[Did] | None = None
    since_ms: int | None = None
    until_ms: int | None = None
    text: str = ""
    claim_id: Id | None = None
    removed: bool = False


def page(
    session: Session,
    wish: Wish = Wish(),
    before: int | None = None,
    size: int = PAGE,
    among: Collection[bytes] | None = None,
) -> HistoryPage:
    """Return rows of up to ``size`` entries that stand before a place in the history.

    A page may have few rows or none although there are more to come: then ``next`` is a place.
    Where it is known what the entries can be about, only those ``among`` them are told.
    """
    top = last_place(session) + 1 if before is None else before
    records = Records(session)
    if wish.claim_id is not None:
        return _page_of(records, wish, of_claim(session, wish.claim_id), _ALONE, top, size)
    if among is not None:
        return _page_of(records, wish, among, "", top, size)
    bottom = max(top - LOOK, 1)
    where, values = conditions(wish)
    query = f"r.n < ? AND r.n >= ? {where} ORDER BY r.n DESC LIMIT ?"
    found = _entries(session, query, (top, bottom, *values, size))
    follows = found[-1].place if len(found) == size else bottom
    rows = tuple(_told(records, wish, found))
    return HistoryPage(rows, follows if follows > 1 else None)


def at(session: Session, places: Collection[int]) -> tuple[HistoryRow, ...]:
    """Return the rows of the entries at these places, the latest first."""
    where, values = conditions(Wish())
    query = f"r.n IN ({','.join('?' * len(places))}) {where} ORDER BY r.n DESC"
    found = _entries(session, query, (*places, *values))
    return tuple(_told(Records(session), Wish(), found))


def last_place(session: Session) -> int:
    """Return the place of the latest entry."""
    return int(session.sqlite.execute("SELECT coalesce(max(n), 0) FROM revision").fetchone()[0])


def count_of(session: Session, claim_id: Id) -> int:
    """Return how many entries the history of a claim has."""
    ids = of_claim(session, claim_id)
    where, values = conditions(Wish())
    marks = ",".join("?" * len(ids))
    query = f"SELECT count(*) FROM revision AS r WHERE entity_id IN ({marks}) {where}{_ALONE}"  # noqa: S608
    return int(session.sqlite.execute(query, (*ids, *values)).fetchone()[0])


def of_claim(session: Session, claim_id: Id) -> set[bytes]:
    """Return the records that make up a claim: its own and all on it, removed ones too."""
    found: set[bytes] = {claim_id}
    for kind, end in _OF_A_CLAIM:
        query = f"SELECT id FROM {kind} WHERE {end}=?"  # noqa: S608 - names of the schema
        found.update(one for (one,) in session.sqlite.execute(query, (claim_id,)))
    for query in (
        "SELECT evidence_id FROM claim_evidence WHERE claim_id=?",
        "SELECT passage_id FROM link WHERE claim_id=?",
    ):
        found.update(one for (one,) in session.sqlite.execute(query, (claim_id,)))
    return found


def conditions(wish: Wish) -> tuple[str, list[object]]:
    """Return what entries a wish asks for, as SQL on ``revision AS r``, and its values.

    What is hidden from the viewer is never among them.
    """
    untold = ",".join(f"'{kind}'" for kind in sorted(UNTOLD_KINDS))
    parts = [f"r.entity NOT IN ({untold})", f"NOT {blind.withheld('r.entity_id')}"]
    values: list[object] = []
    if wish.reviewer_id is not None:
        parts.append("r.session_id IN (SELECT id FROM session WHERE reviewer_id=?)")
        values.append(wish.reviewer_id)
    if wish.kinds is not None:
        parts.append(f"r.entity IN ({','.join('?' * len(wish.kinds))})")
        values += sorted(wish.kinds)
    dids = frozenset((Did.REMOVED,)) if wish.removed else wish.dids
    if dids is not None:
        parts.append("(" + " OR ".join([_HOW[one] for one in sorted(dids)] or ["0"]) + ")")
    for limit, sign in ((wish.since_ms, ">="), (wish.until_ms, "<")):
        if limit is not None:
            parts.append(f"r.wall_ms {sign} ?")
            values.append(limit)
    return "".join(f" AND {part}" for part in parts), values


def _page_of(
    records: Records, wish: Wish, about: Collection[bytes], more: str, top: int, size: int
) -> HistoryPage:
    """Return a page of the history of some records."""
    ids = sorted(about)
    where, values = conditions(wish)
    where += more
    query = f"r.entity_id IN ({','.join('?' * len(ids))}) AND +r.n < ? {where} ORDER BY r.n DESC"
    found = _entries(records.session, f"{query} LIMIT ?", (*ids, top, *values, size + 1))
    rows = tuple(_told(records, wish, found[:size]))
    return HistoryPage(rows, found[size - 1].place if len(found) > size else None)


def _entries(session: Session, where: str, values: Sequence[object]) -> list["_Entry"]:
    """Return the entries a condition finds."""
    columns = ",".join(f"r.{name}" for name in revisions.COLUMNS.split(","))
    query = (
        f"SELECT {columns}, r.n, s.reviewer_id, w.name, w.initials FROM revision AS r "  # noqa: S608
        "JOIN session AS s ON s.id = r.session_id LEFT JOIN reviewer AS w ON w.id = s.reviewer_id "
        f"WHERE {where}"
    )
    found = session.sqlite.execute(query, values)
    return [_Entry(Revision(*row[:11]), row[11], Id(row[12]), *_name(row)) for row in found]


def _name(row: Sequence[str | None]) -> tuple[str, str]:
    return row[13] or "", row[14] or ""


@dataclass(frozen=True, slots=True)
class _Entry:
    revision: Revision
    place: int
    reviewer_id: Id
    reviewer: str
    initials: str


def _told(records: Records, wish: Wish, entries: Sequence[_Entry]) -> Iterator[HistoryRow]:
    """Yield the rows of some entries that a wish asks for.

    Every row anybody is shown comes through here: the one place to hold some back.
    """
    keys = {(one.revision.entity, one.revision.entity_id) for one in entries}
    abouts = {key: records.about(*key) for key in keys}
    lives = {key: _Life(records.session, key[1]) for key in keys}
    needle = wish.text.strip().casefold()
    for entry in entries:
        key = (entry.revision.entity, entry.revision.entity_id)
        if wish.removed and not (abouts[key].is_removed and lives[key].ends_with(entry.revision)):
            continue
        row = HistoryRow(
            entry=entry.revision.id,
            place=entry.place,
            when_ms=entry.revision.wall_ms,
            reviewer_id=entry.reviewer_id,
            reviewer=entry.reviewer,
            initials=entry.initials,
            did=_did(entry.revision),
            about=abouts[key],
            changes=tuple(_changes(entry.revision, lives[key], records)),
            action=Transaction(entry.revision.session, entry.revision.txn),
        )
        yield from (one for one in _split(row) if not needle or needle in _hay(one))


def _split(row: HistoryRow) -> Iterable[HistoryRow]:
    if row.did is not Did.CHANGED:
        return (row,)
    return (replace(row, changes=(one,)) for one in row.changes)


def _hay(row: HistoryRow) -> str:
    about = row.about
    values = [text for one in row.changes for text in (one.old, one.new, *one.beside)]
    return "\n".join((about.words, about.claim, about.article, *values)).casefold()


def _did(entry: Revision) -> Did:
    match entry.kind:
        case "delete":
            return Did.REMOVED
        case "restore":
            return Did.RESTORED
        case _:
            return Did.CHANGED if entry.parents else Did.ADDED


class _Life:
    """All entries about one record, and what each of them was written on top of."""

    def __init__(self, session: Session, record_id: bytes) -> None:
        found = revisions.of_record(session.sqlite, record_id)
        self._entries = sorted(found, key=lambda one: (one.lamport, one.id))
        self._states: dict[bytes, Projected] = {}
        state: dict[str, object] = {}
        last = b""
        for entry in self._entries:
            if entry.parents != last:
                break
            self._states[entry.id] = Projected(dict(state))
            state.update(entry.values)
            last = entry.id

    def before(self, entry: Revision) -> Projected:
        """Return the state of the record that the writer of an entry saw."""
        if entry.id not in self._states:
            seen = revisions.ancestors(self._entries, entry.parent_ids)
            above = (one for one in self._entries if one.id in seen)
            self._states[entry.id] = projection.project(above)
        return self._states[entry.id]

    def ends_with(self, entry: Revision) -> bool:
        """Return whether nothing was written on top of an entry."""
        return entry in revisions.heads(self._entries)

    def said(self, entry_ids: Iterable[bytes], field: str) -> list[Raw]:
        """Return the different values that some entries give a field."""
        by_id = {one.id: one.values for one in self._entries}
        values = {canonical(by_id[one][field]): by_id[one][field] for one in entry_ids}
        return list(values.values())


def _changes(entry: Revision, life: _Life, records: Records) -> Iterator[FieldChange]:
    if entry.kind not in ("put", "resolve"):
        return
    kind, before = entry.entity, life.before(entry)
    fixed = IMMUTABLE.get(kind, frozenset())
    values = entry.values
    for field, rule in FIELDS[kind].items():
        is_end = rule.kind in ("id", "sha") and field in fixed
        is_told = field not in (_UNTOLD if entry.parents else _UNTOLD | _NOT_AT_FIRST)
        if field not in values or is_end or not is_told:
            continue
        new, old = values[field], before.state.get(field, rule.default)
        rivals = life.said(before.conflicts[field][1], field) if field in before.conflicts else []
        yield FieldChange(
            field=field,
            old=records.value(kind, field, old) if entry.parents else "",
            new=records.value(kind, field, new),
            raw_old=old if entry.parents else None,
            raw_new=new,
            beside=tuple(records.value(kind, field, one) for one in rivals if one != old),
        )
