"""Claims made of claims: several merged into one, one split in two, a copy to word otherwise.

Nothing is lost by it: what a claim was stays in the history, and each is one action to take back.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from claimdesk.core import order
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.merging import Given, MergePlan, Outcome
from claimdesk.core.model import AdjudicationRow, AssessmentRow, Id, Subject
from claimdesk.store import adjudications, assessments, claims, keep, notes, records
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
    word on it stays, of several on the others the latest counts. What is removed stands behind the
    kept claim: there it is found if a copy of the project brings it back.
    """
    gone = _gone(session, kept, others)
    for kind in _MERGED:
        for record in _latest_first(_hanging(session, kind, gone)):
            moved = _moved(kind, record, kept, {kept, *gone})
            if moved is not None:
                keep.put(session, kind, moved[0], **moved[1])
    for claim_id, position in zip(gone, _behind(session, kept), strict=False):
        notes.take(session, Subject.CLAIM, claim_id, kept)
        # By that the history tells a merger from a removal, even if nothing hangs on the claim.
        keep.change(session, Claim, claim_id, position=position)
        keep.remove(session, Claim, claim_id)


def plan(session: Session, kept: Id, others: Collection[Id]) -> MergePlan:
    """Return what `merge` would do; of verdicts, those that may be seen."""
    gone = _gone(session, kept, others)
    joined: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for kind in _MERGED:
        if kind in (Assessment, Adjudication):
            continue
        moved = [_moved(kind, one, kept, {kept, *gone}) for one in _hanging(session, kind, gone)]
        for record_id in {one[0] for one in moved if one is not None}:
            is_known = keep.find(session, kind, record_id) is not None
            (known if is_known else joined)[kind.__tablename__] += 1
    joined["note"] = sum(notes.number(session, Subject.CLAIM, one) for one in gone)
    return MergePlan(kept, +joined, known, (*_outcomes(session, kept, gone),))


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
    # Put there even where it stands already: by that the history tells it from a claim that is new.
    keep.move(session, Claim, [made], None if behind[0] == made else Id(behind[0]))
    for kind in (ClaimEvidence, ClaimTag):
        for record in _hanging(session, kind, [claim_id]):
            _copy(session, kind, record, made)
    return made


def _behind(session: Session, claim_id: Id) -> Iterator[str]:
    """Yield one place after the other between a claim and whatever stands behind it."""
    low: str = keep.live(session, Claim, claim_id)["position"]
    query = "SELECT min(position) FROM claim WHERE position > ?"
    high: str = session.sqlite.execute(query, (low,)).fetchone()[0] or ""
    while True:
        low = order.between(low, high)
        yield low


def _gone(session: Session, kept: Id, others: Collection[Id]) -> list[Id]:
    gone = [one for one in others if one != kept]
    if not gone:
        raise ReviewError(Code.REFUSED, "Choose at least two claims to merge.")
    for claim_id in (kept, *gone):
        keep.live(session, Claim, claim_id)
    return gone


def _moved(
    kind: type[Tracked], record: dict[str, Any], kept: Id, among: set[Id]
) -> tuple[Id, dict[str, Any]] | None:
    """Return what a record becomes on the kept claim; None if it would relate it to itself."""
    if kind is not ClaimRelation:
        return _said_of(kind, record, kept)
    ends = [Id(record[name]) for name in ("from_claim_id", "to_claim_id")]
    from_id, to_id = (kept if one in among else one for one in ends)
    if from_id == to_id:
        return None
    ends_now = {"from_claim_id": from_id, "to_claim_id": to_id, "kind": record["kind"]}
    return records.id_of("claim_relation", ends_now), ends_now


def _copy(session: Session, kind: type[Tracked], record: dict[str, Any], claim_id: Id) -> None:
    """Say of another claim what was said of one, unless something is said already."""
    record_id, values = _said_of(kind, record, claim_id)
    keep.put(session, kind, record_id, **values)


def _said_of(
    kind: type[Tracked], record: dict[str, Any], claim_id: Id
) -> tuple[Id, dict[str, Any]]:
    values = {name: value for name, value in record.items() if name != "deleted"}
    values["claim_id"] = claim_id
    return records.id_of(kind.__tablename__, values), values


def _outcomes(session: Session, kept: Id, gone: list[Id]) -> Iterator[Outcome]:
    """Yield what becomes of each reviewer's verdicts, then of the final ones."""
    said: dict[tuple[str, Id], list[AssessmentRow | AdjudicationRow]] = {}
    for claim_id in (kept, *gone):
        for row in assessments.rows(session, claim_id):
            said.setdefault((row.reviewer, row.reviewer_id), []).append(row)
    for (name, _), given in sorted(said.items()):
        yield _outcome(session, name, kept, given)
    final: list[AssessmentRow | AdjudicationRow] = []
    for claim_id in (kept, *gone):
        final += adjudications.rows(session, claim_id)
    if final:
        yield _outcome(session, "", kept, final)


def _outcome(
    session: Session, name: str, kept: Id, given: list[AssessmentRow | AdjudicationRow]
) -> Outcome:
    """Return which verdict stays: that on the claim that is kept, else the latest."""
    stays, *left = sorted(given, key=lambda row: (row.claim_id != kept, -row.decided_ms))
    told = [Given(session.numbers.of(row.claim_id) or 0, row.verdict) for row in (stays, *left)]
    return Outcome(name, told[0], tuple(told[1:]))


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
