"""All claims one after the other, for tables that must not hold them all at once.

Each function yields plain tuples straight from SQLite, in the order of the claim list, so that what
hangs on claims can be read beside them. They are to be read to their end within one reading.
"""

import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import col

from claimdesk.core.model import Id
from claimdesk.store import verdicts
from claimdesk.store.passages import in_list_order
from claimdesk.store.store import Session
from claimdesk.store.tables import (
    Article,
    Claim,
    ClaimEvidence,
    ClaimTag,
    Evidence,
    Link,
    Passage,
    Reviewer,
    Tag,
)


class ClaimLine(NamedTuple):
    """A claim with its leading verdict; words as they are stored, ``decided_ms`` Unix ms."""

    id: Id
    text: str
    claimant: str
    said_on: str
    said_where: str
    claim_type: str
    verdict: str | None
    because: str
    reason: str
    as_of: str
    reviewer: str
    decided_ms: int | None
    stage: str
    agreement: str
    published_url: str


def claims(session: Session) -> Iterator[ClaimLine]:
    """Yield all claims; what is hidden from who looks leads nothing."""
    return map(ClaimLine._make, _stream(session, _claims()))


def links(session: Session) -> Iterator[tuple[Id, Id, str]]:
    """Yield claim, article and quote of each link, those of a claim in the order of the texts."""
    return _stream(session, _links())


def tags(session: Session) -> Iterator[tuple[Id, str]]:
    """Yield claim and name of each tag, those of a claim by name."""
    return _stream(session, _tags())


def evidence(session: Session) -> Iterator[tuple[Id, bool, str, str, str, str]]:
    """Yield claim, whether confidential, title, citation, address and kind of each use."""
    return _stream(session, _evidence())


def _stream(session: Session, query: sa.Select[*tuple[Any, ...]]) -> Iterator[Any]:
    result = session.connection().execute(query)
    yield from cast("sqlite3.Cursor", result.cursor)
    result.close()


@cache
def _claims() -> sa.Select[*tuple[Any, ...]]:
    leading = verdicts.leading()
    query = select(
        *(col(Claim.id), col(Claim.text), col(Claim.claimant), col(Claim.said_on)),
        *(col(Claim.said_where), col(Claim.claim_type), leading.verdict, leading.because),
        *(leading.reason, leading.as_of, func.coalesce(col(Reviewer.name), "")),
        *(leading.decided_ms, col(Claim.stage), leading.agreement, col(Claim.published_url)),
    ).select_from(Claim)
    query = verdicts.led(query).outerjoin(Reviewer, col(Reviewer.id) == leading.reviewer_id)
    return query.where(col(Claim.deleted) == 0).order_by(*verdicts.list_order())


@cache
def _links() -> sa.Select[*tuple[Any, ...]]:
    return in_list_order(col(Link.claim_id), col(Article.id), col(Passage.quote))


@cache
def _tags() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(col(ClaimTag.claim_id), col(Tag.name))
        .join(Tag, (col(Tag.id) == col(ClaimTag.tag_id)) & (col(Tag.deleted) == 0))
        .join(Claim, (col(Claim.id) == col(ClaimTag.claim_id)) & (col(Claim.deleted) == 0))
        .where(col(ClaimTag.deleted) == 0)
        .order_by(*verdicts.list_order(), col(Tag.name))
    )


@cache
def _evidence() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(ClaimEvidence.claim_id), col(Evidence.confidential) == 1, col(Evidence.title)),
            *(col(Evidence.citation), col(Evidence.url), col(Evidence.kind)),
        )
        .join(Claim, (col(Claim.id) == col(ClaimEvidence.claim_id)) & (col(Claim.deleted) == 0))
        .join(Evidence, col(Evidence.id) == col(ClaimEvidence.evidence_id))
        .where(col(ClaimEvidence.deleted) == 0, col(Evidence.deleted) == 0)
        .order_by(*verdicts.list_order(), col(Evidence.id))
    )
