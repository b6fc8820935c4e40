"""Claims made of claims: several merged into one, one split in two, a copy to word otherwise.

Nothing is lost by it: what a claim was stays in the history, and each is one action to take back.
"""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id, Subject
from claimdesk.store import claims, keep, notes, records
from claimdesk.store.store import Session
from claimdesk.store.tables import (
    Adjudication,
    Assessment,
    Assignment,
    Claim,
    ClaimCheck,
    ClaimEvidence,
    ClaimRelation,
    ClaimTag,
    Dismissal,
    Link,
    Tracked,
)

_COPIED = ("context", "claimant", "said_on", "said_where", "claim_type", "priority", "article_id")
"""What a part or a copy has in common with the claim it was made of: what was said, by whom."""
_MERGED: tuple[type[Tracked], ...] = (
    *(Link, ClaimEvidence, ClaimTag, ClaimRelation, Assessment),
    *(Adjudication, ClaimCheck, Assignment, Dismissal),
)
_Change = Callable[[dict[str, Any]], dict[str, Any]]


def merge(session: Session, kept: Id, others: Collection[Id]) -> None:
    """Let one claim take over what hangs on others, and remove those.

    Links, evidence, tags, relations, notes, assignments and dismissals are joined. Of verdicts and
    answers to the checklist only those come over that the kept claim has none of: a reviewer's own
    word on it stays, of several on the others the latest counts.
    """
    gone = [one for one in others if one != kept]
    if not gone:
        raise ReviewError(Code.REFUSED, "Choose at least two claims to merge.")
    for claim_id in (kept, *gone):
        keep.live(session, Claim, claim_id)
    for kind in _MERGED:
        for record in _latest_first(_hanging(session, kind, gone)):
            _take(session, kind, record, kept, {kept, *gone})
    for claim_id in gone:
        notes.take(session, Subject.CLAIM, claim_id, kept)
        keep.remove(session, Claim, claim_id)


def split(session: Session, claim_id: Id, text: str, link_ids: Collection[Id]) -> Id:
    """Make a second claim of some links of one, standing right behind it; return the second.

    It has the same claimant, tags and evidence, but no verdict: nobody has judged these words yet.
    """
    links = {link_id: keep.live(session, Link, link_id) for link_id in link_ids}
    if any(link["claim_id"] != claim_id for link in links.values()):
        raise ReviewError(Code.REFUSED, "Only passages of the claim itself can go to another one.")
    made = _beside(session, claim_id, text)
    for link_id, link in links.items():
        _copy(session, Link, link, made)
        keep.remove(session, Link, link_id)
    return made


def duplicate(session: Session, claim_id: Id) -> Id:
    """Make a copy of a claim right behind it: passages, tags and evidence, no verdicts or notes."""
    made = _beside(session, claim_id, keep.live(session, Claim, claim_id)["text"])
    for link in _hanging(session, Link, [claim_id]):
        _copy(session, Link, link, made)
    return made


def _beside(session: Session, claim_id: Id, text: str) -> Id:
    claim = keep.live(session, Claim, claim_id)
    made = claims.add(session, text, **{name: claim[name] for name in _COPIED})
    query = (
        "SELECT id FROM claim WHERE deleted=0 AND (position, id) > (?, ?) "
        "ORDER BY position, id LIMIT 1"
    )
    behind = session.sqlite.execute(query, (claim["position"], claim_id)).fetchone()
    if behind[0] != made:
        keep.move(session, Claim, [made], Id(behind[0]))
    for kind in (ClaimEvidence, ClaimTag):
        for record in _hanging(session, kind, [claim_id]):
            _copy(session, kind, record, made)
    return made


def _take(
    session: Session, kind: type[Tracked], record: dict[str, Any], kept: Id, among: set[Id]
) -> None:
    if kind is not ClaimRelation:
        _copy(session, kind, record, kept)
        return
    ends = [Id(record[name]) for name in ("from_claim_id", "to_claim_id")]
    from_id, to_id = (kept if one in among else one for one in ends)
    if from_id != to_id:
        ends_now = {"from_claim_id": from_id, "to_claim_id": to_id, "kind": record["kind"]}
        keep.put(session, kind, records.id_of("claim_relation", ends_now), **ends_now)


def _copy(session: Session, kind: type[Tracked], record: dict[str, Any], claim_id: Id) -> None:
    """Say of another claim what was said of one, unless something is said already."""
    values = {name: value for name, value in record.items() if name != "deleted"}
    values["claim_id"] = claim_id
    keep.put(session, kind, records.id_of(kind.__tablename__, values), **values)


def _hanging(
    session: Session, kind: type[Tracked], claim_ids: Collection[Id]
) -> list[dict[str, Any]]:
    """Return the live records of a kind that hang on some claims, and on nothing removed."""
    found: dict[bytes, dict[str, Any]] = {}
    for query in _queries(kind.__tablename__):
        for claim_id in claim_ids:
            for (record_id,) in session.sqlite.execute(query, (claim_id,)).fetchall():
                found[record_id] = keep.live(session, kind, record_id)
    return list(found.values())


@cache
def _queries(table: str) -> tuple[str, ...]:
    """Return a query for each end a kind of record has at a claim."""
    ends = records.PARENTS[table]
    there = " AND ".join(
        f"EXISTS (SELECT 1 FROM {parent} AS one "  # noqa: S608 - names of the schema
        f"WHERE one.id={table}.{column} AND one.deleted=0)"
        for parent, column in ends
    )
    return tuple(
        f"SELECT id FROM {table} WHERE {column}=? AND deleted=0 AND {there} "  # noqa: S608 - likewise
        "ORDER BY id"
        for parent, column in ends
        if parent == "claim"
    )


def _latest_first(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda one: -int(one.get("decided_ms", 0)))
