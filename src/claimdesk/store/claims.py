"""Claims: the list, the record, its tags and its relations."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, func, select
from sqlmodel import col

from claimdesk.core.apparatus import TagRow
from claimdesk.core.change import Change
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import derived_id, new_id
from claimdesk.core.model import ClaimDetail, ClaimRow, Id, Verdict
from claimdesk.store import blind, keep, passages, touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import (
    Adjudication,
    Article,
    Assessment,
    Claim,
    ClaimTag,
    Link,
    Passage,
    Reviewer,
    Tag,
)
from claimdesk.store.touched import Altered

FIELDS = frozenset(
    (
        *("text", "context", "claimant", "said_on", "said_where"),
        *("claim_type", "stage", "published_url", "priority", "recheck_on", "article_id"),
    )
)
"""The fields of a claim a reviewer can change."""


class Decided(NamedTuple):
    """A claim and its leading verdict, None while it is not reviewed."""

    claim_id: Id
    verdict: Verdict | None


def rows(session: Session) -> list[ClaimRow]:
    """Return the claim list in its order."""
    return session.records(ClaimRow, _all())


def row(session: Session, claim_id: Id) -> ClaimRow | None:
    """Return one line of the claim list, or None if there is no such claim."""
    number = session.numbers.of(claim_id)
    if number is None:
        return None
    return session.records(ClaimRow, _one(), id=claim_id, number=number)[0]


def number(session: Session, claim_id: Id) -> int | None:
    """Return the place of a claim in the list, from 1, or None if there is no such claim."""
    return session.numbers.of(claim_id)


def count(session: Session) -> int:
    """Return how many claims there are."""
    return len(session.numbers)


def next_open(session: Session, claim_id: Id | None) -> ClaimRow | None:
    """Return the next claim nobody has reviewed after this one, then from the top; None if none."""
    for position, behind in (session.numbers.place(claim_id), session.numbers.place(None)):
        found = session.rows(_next_open(), position=position, behind=behind)
        if found:
            return row(session, found[0][0])
    return None


def decided(session: Session) -> dict[Id, Verdict | None]:
    """Return the leading verdict of every claim, None for those not reviewed."""
    leading: dict[Id, Verdict | None] = {}
    for query in _all_given():  # of each claim the last one leads
        leading.update(session.records(Decided, query))
    return {claim_id: leading.get(claim_id) for claim_id in session.numbers.ids()}


def decided_after(session: Session, change: Change) -> Altered[Decided] | None:
    """Return the verdicts an edit may have altered; None if all must be read again."""
    if not touched.is_short(change):
        return None
    ids = touched.claims(session, change)
    rows = session.records(Decided, _some_decided(), claims=sorted(ids))
    return Altered(rows, frozenset(ids - {one.claim_id for one in rows}))


def details(session: Session) -> list[ClaimDetail]:
    """Return all fields of all claims, in the order of the claim list."""
    return session.records(ClaimDetail, _details())


def detail(session: Session, claim_id: Id) -> ClaimDetail | None:
    """Return all fields of one claim, or None if there is no such claim."""
    found = session.records(ClaimDetail, _detail(), claim=claim_id)
    return found[0] if found else None


def claimants(session: Session) -> list[str]:
    """Return every claimant named so far, for completion."""
    query = (
        select(col(Claim.claimant))
        .where(col(Claim.deleted) == 0, col(Claim.claimant) != "")
        .distinct()
        .order_by(col(Claim.claimant))
    )
    return [name for (name,) in session.rows(query)]


def lines(number: sa.ColumnElement[int], *more: Any) -> sa.Select[*tuple[Any, ...]]:
    """Return the query for the lines of the claim list, and more columns behind them."""
    leading = verdicts.leading()
    query = select(
        *(col(Claim.id), number.label("number"), col(Claim.text), col(Claim.claimant)),
        *(col(Claim.stage), passages_of(), leading.verdict.label("verdict"), leading.because),
        *(leading.reason, leading.as_of, func.coalesce(col(Reviewer.name), "")),
        *(leading.decided_ms, leading.agreement, *more),
    ).select_from(Claim)
    return verdicts.led(query).outerjoin(Reviewer, col(Reviewer.id) == leading.reviewer_id)


def passages_of() -> sa.ScalarSelect[int]:
    """Return how many passages of articles as they are now carry a claim."""
    linked = select(func.count()).select_from(Link)
    linked = linked.join(Passage, col(Passage.id) == col(Link.passage_id))
    return linked.where(*carrying()).scalar_subquery()


def carrying() -> tuple[sa.ColumnElement[bool], ...]:
    """Return what makes a link and its passage one of a claim's, in articles as they are now."""
    shown = select(col(Article.current_version_id)).where(col(Article.deleted) == 0)
    return (
        *(col(Link.claim_id) == col(Claim.id), col(Link.deleted) == 0, col(Passage.deleted) == 0),
        col(Passage.article_version_id).in_(shown),
    )


def add(
    session: Session,
    text: str,
    *,
    claim_id: Id | None = None,
    article_id: Id | None = None,
    **fields: str | int,
) -> Id:
    """Add a claim at the end of the list; REFUSED if it says nothing."""
    keep.check_names(fields, FIELDS)
    return keep.put(
        session,
        Claim,
        claim_id or new_id(),
        article_id=article_id,
        text=_worded(text),
        position=keep.next_position(session, Claim),
        **fields,
    )


def change(session: Session, claim_id: Id, **fields: str | int) -> None:
    """Change fields of a claim."""
    if "text" in fields:
        fields["text"] = _worded(str(fields["text"]))
    keep.check_names(fields, FIELDS)
    keep.change(session, Claim, claim_id, **fields)


def change_all(session: Session, claim_ids: Collection[Id], **fields: str | int) -> None:
    """Change the same fields of several claims: stage, priority, due date and the like."""
    for claim_id in claim_ids:
        change(session, claim_id, **fields)


def move(session: Session, claim_ids: Collection[Id], before: Id | None) -> None:
    """Put claims in front of another, in the order they have; None: at the end of the list."""
    keep.move(session, Claim, claim_ids, before)


def remove(session: Session, claim_ids: Collection[Id]) -> None:
    """Remove claims, and with them the passages no other claim uses."""
    lonely = passages.carried_only_by(session, set(claim_ids))
    for claim_id in claim_ids:
        keep.remove(session, Claim, claim_id)
    for passage_id in lonely:
        passages.remove(session, passage_id)


def tags(session: Session, claim_id: Id | None = None) -> list[TagRow]:
    """Return the tags of one claim, or of all, by name."""
    if claim_id is None:
        return session.records(TagRow, _tags())
    return session.records(TagRow, _tags_of(), claim=claim_id)


def tag(session: Session, claim_ids: Collection[Id], names: Iterable[str]) -> None:
    """Give claims some more tags."""
    for claim_id in claim_ids:
        there = {row.name for row in tags(session, claim_id)}
        set_tags(session, claim_id, there.union(names))


def untag(session: Session, claim_ids: Collection[Id], names: Iterable[str]) -> None:
    """Take tags from claims that have them."""
    for claim_id in claim_ids:
        there = {row.name for row in tags(session, claim_id)}
        set_tags(session, claim_id, there.difference(name.strip() for name in names))


def tag_names(session: Session) -> list[str]:
    """Return every tag in use or made before, for completion."""
    query = select(col(Tag.name)).where(col(Tag.deleted) == 0).distinct().order_by(col(Tag.name))
    return [name for (name,) in session.rows(query)]


def set_tags(session: Session, claim_id: Id, names: Iterable[str]) -> None:
    """Give a claim exactly these tags."""
    keep.live(session, Claim, claim_id)
    wanted = {name.strip() for name in names} - {""}
    for row in tags(session, claim_id):
        if row.name not in wanted:
            keep.remove(session, ClaimTag, _tag_link(claim_id, row.name))
    for name in sorted(wanted):
        tag_id = derived_id("tag", name.encode())
        keep.put(session, Tag, tag_id, name=name)
        keep.put(session, ClaimTag, _tag_link(claim_id, name), claim_id=claim_id, tag_id=tag_id)


def _tag_link(claim_id: Id, name: str) -> Id:
    return derived_id("claim_tag", claim_id, derived_id("tag", name.encode()))


def _worded(text: str) -> str:
    worded = text.strip()
    if not worded:
        raise ReviewError(Code.REFUSED, "A claim needs a text that says what is claimed.")
    return worded


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    numbered = verdicts.numbered()
    query = lines(numbered.c.number)
    return query.join(numbered, numbered.c.claim_id == col(Claim.id)).order_by(numbered.c.number)


@cache
def _one() -> sa.Select[*tuple[Any, ...]]:
    return lines(bindparam("number", type_=sa.Integer)).where(col(Claim.id) == bindparam("id"))


@cache
def _next_open() -> sa.Select[*tuple[Any, ...]]:
    place = sa.tuple_(
        bindparam("position", type_=sa.Text), bindparam("behind", type_=sa.LargeBinary)
    )
    return (
        select(col(Claim.id))
        .where(col(Claim.deleted) == 0, sa.tuple_(*verdicts.list_order()) > place)
        .where(~verdicts.is_given(col(Claim.id)))
        .order_by(*verdicts.list_order())
        .limit(1)
    )


@cache
def _all_given() -> tuple[sa.Select[*tuple[Any, ...]], ...]:
    """Return the queries of all verdicts that may be seen: the earliest first, the final ones last.

    For all claims that is three times as quick as looking the leading one up claim by claim.
    """
    return tuple(
        select(col(kind.claim_id), col(kind.verdict))
        .where(col(kind.deleted) == 0, blind.is_open(col(kind.claim_id)))
        .order_by(col(kind.decided_ms), col(kind.reviewer_id))
        for kind in (Assessment, Adjudication)
    )


@cache
def _some_decided() -> sa.Select[*tuple[Any, ...]]:
    query = select(col(Claim.id), verdicts.leading().verdict).where(col(Claim.deleted) == 0)
    return verdicts.led(query).where(col(Claim.id).in_(bindparam("claims", expanding=True)))


@cache
def _details() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Claim.id), col(Claim.article_id), col(Claim.text), col(Claim.context)),
            *(col(Claim.claimant), col(Claim.said_on), col(Claim.said_where)),
            *(col(Claim.claim_type), col(Claim.stage), col(Claim.published_url)),
            *(col(Claim.priority), col(Claim.recheck_on)),
        )
        .where(col(Claim.deleted) == 0)
        .order_by(col(Claim.position), col(Claim.id))
    )


@cache
def _detail() -> sa.Select[*tuple[Any, ...]]:
    return _details().where(col(Claim.id) == bindparam("claim"))


@cache
def _tags() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(col(ClaimTag.claim_id), col(Tag.name))
        .join(Tag, (col(Tag.id) == col(ClaimTag.tag_id)) & (col(Tag.deleted) == 0))
        .join(Claim, (col(Claim.id) == col(ClaimTag.claim_id)) & (col(Claim.deleted) == 0))
        .where(col(ClaimTag.deleted) == 0)
        .order_by(col(Tag.name))
    )


@cache
def _tags_of() -> sa.Select[*tuple[Any, ...]]:
    return _tags().where(col(ClaimTag.claim_id) == bindparam("claim"))
