"""What the filter of the claim list asks of a claim, as conditions of one statement."""

import json
import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import case, exists, func, literal, literal_column, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from claimdesk.core.folding import fold
from claimdesk.core.listing import NOT_REVIEWED, REVIEWED, ClaimFilter
from claimdesk.store import assignments, blind, claims, verdicts
from claimdesk.store.folded_claims import FoldedClaims
from claimdesk.store.store import Session
from claimdesk.store.tables import (
    Adjudication,
    Article,
    Assessment,
    Claim,
    ClaimEvidence,
    ClaimTag,
    Evidence,
    Link,
    Passage,
    Tag,
)

Condition = sa.ColumnElement[bool]

_CLAIM_ID: Any = col(Claim.id)
LONGEST = 1000
"""Code points of a word that are looked for; SQLite refuses very long patterns."""
_DIGITS = 9
_YEAR, _PART = "[0-9]" * 4, "-[0-9][0-9]"
_DATES = (_YEAR, f"{_YEAR}{_PART}", f"{_YEAR}{_PART}{_PART}")
"""What a date looks like; any other text never comes due."""
_ANY = re.compile(r"[%_\\]")
_ESCAPE, _ESCAPED = "\\", r"\\\g<0>"


def need_verdict(wanted: ClaimFilter) -> bool:
    """Return whether the conditions speak of the leading verdict, so that it must be joined."""
    return wanted.verdicts not in ({*NOT_REVIEWED, *REVIEWED}, NOT_REVIEWED, REVIEWED, frozenset())


def conditions(session: Session, wanted: ClaimFilter) -> Iterator[Condition]:
    """Yield what a claim must be; each is quick to find out for one claim."""
    yield from _of_verdicts(wanted)
    if wanted.stages:
        yield col(Claim.stage).in_(wanted.stages)
    if wanted.claimants:
        yield col(Claim.claimant).in_(wanted.claimants)
    if wanted.priorities:
        yield col(Claim.priority).in_(wanted.priorities)
    if wanted.types:
        yield col(Claim.claim_type).in_(wanted.types)
    if wanted.due_by:
        yield col(Claim.recheck_on).between(literal("0"), wanted.due_by)
        yield or_(*(col(Claim.recheck_on).op("GLOB")(shape) for shape in _DATES))
    if wanted.assigned or wanted.unanswered:
        yield assignments.is_asked(wanted.assigned, is_unanswered=wanted.unanswered)
    yield from _of_passages(wanted)
    yield from _of_what_hangs(wanted)
    for word in wanted.words:
        yield _holds(session, fold(word)[:LONGEST])


def folded(text: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Return a text folded as ``fold`` does it; SQLite's own function is quicker where it will do.

    It knows capitals of ASCII alone, and where each character is one byte there are no others.
    """
    return case((_is_ascii(text), func.lower(text)), else_=func.fold(text))


def _of_verdicts(wanted: ClaimFilter) -> Iterator[Condition]:
    if wanted.verdicts == NOT_REVIEWED:
        yield ~verdicts.is_given(_CLAIM_ID)
    elif wanted.verdicts == REVIEWED:
        yield verdicts.is_given(_CLAIM_ID)
    elif need_verdict(wanted):
        leading = verdicts.leading().verdict
        chosen = leading.in_(wanted.verdicts - NOT_REVIEWED)
        yield chosen | leading.is_(None) if None in wanted.verdicts else chosen
    if wanted.reviewers or wanted.differ:
        yield from _of_assessments(wanted)


def _of_assessments(wanted: ClaimFilter) -> Iterator[Condition]:
    given = (col(Assessment.claim_id) == col(Claim.id)) & (col(Assessment.deleted) == 0)
    given &= blind.is_open(col(Claim.id))
    if wanted.reviewers:
        yield exists().where(given, col(Assessment.reviewer_id).in_(wanted.reviewers))
    if wanted.differ:
        final = col(Adjudication.claim_id) == col(Claim.id)
        yield ~exists().where(final, col(Adjudication.deleted) == 0)
        kinds = func.count(col(Assessment.verdict).distinct())
        yield select(kinds).where(given).correlate(Claim).scalar_subquery() > 1


def _of_passages(wanted: ClaimFilter) -> Iterator[Condition]:
    if wanted.no_passage:
        yield ~_is_carried()
    if wanted.stances:
        yield _is_carried(col(Link.stance).in_(wanted.stances))
    if wanted.speakers:
        yield _is_carried(col(Link.speaker).in_(wanted.speakers))
    if wanted.articles:
        texts = select(col(Article.current_version_id)).where(col(Article.id).in_(wanted.articles))
        yield _is_carried(col(Passage.article_version_id).in_(texts))


def _of_what_hangs(wanted: ClaimFilter) -> Iterator[Condition]:
    if wanted.tags:
        named = (col(Tag.id) == col(ClaimTag.tag_id)) & (col(Tag.deleted) == 0)
        bound = (col(ClaimTag.claim_id) == _CLAIM_ID) & (col(ClaimTag.deleted) == 0)
        yield exists().where(bound, named, col(Tag.name).in_(wanted.tags))
    if wanted.no_evidence:
        there = (col(Evidence.id) == col(ClaimEvidence.evidence_id)) & (col(Evidence.deleted) == 0)
        bound = (col(ClaimEvidence.claim_id) == _CLAIM_ID) & (col(ClaimEvidence.deleted) == 0)
        yield ~exists().where(bound, there)


def _is_carried(*more: Condition) -> Condition:
    is_link = col(Passage.id) == col(Link.passage_id)
    return exists().where(is_link, *claims.carrying(), *more)


def _holds(session: Session, word: str) -> Condition:
    """Return whether a claim has a folded word in it, or as its number."""
    digits = word.removeprefix("#")
    found: list[Condition] = []
    if digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS:
        found.append(col(Claim.id) == _numbered(int(digits)))
    if not (found and word.startswith("#")):
        # What is written in other letters is folded already; SQLite is told where it was found.
        rows = literal(json.dumps(session.following(FoldedClaims).holding(word)))
        others = func.json_each(rows).table_valued("value").c.value
        found += [*_in_ascii(word), literal_column("claim.rowid").in_(select(others))]
    return or_(*found)


def says(word: str) -> Condition:
    """Return whether a claim has a folded word in its text or its claimant.

    Where few claims are asked about this is quicker than to have all the others folded before.
    """
    found = [~_is_ascii(text) & (func.instr(func.fold(text), word) > 0) for text in _texts()]
    return or_(*_in_ascii(word), *found)


def _in_ascii(word: str) -> Iterator[Condition]:
    """Yield where a word is found by SQLite's LIKE, which folds capitals of ASCII, and quickly."""
    if word.isascii():
        like = f"%{_ANY.sub(_ESCAPED, word)}%"
        yield from (text.like(like, escape=_ESCAPE) for text in _texts())


def _texts() -> tuple[Any, ...]:
    return col(Claim.text), col(Claim.claimant)


def _numbered(number: int) -> sa.ScalarSelect[Any]:
    other = aliased(Claim, name="numbered")
    query = select(col(other.id)).where(col(other.deleted) == 0)
    query = query.order_by(col(other.position), col(other.id))
    # SQLite takes a limit below zero for none.
    return query.limit(1 if number else 0).offset(max(0, number - 1)).scalar_subquery()


def _is_ascii(text: sa.ColumnElement[Any]) -> Condition:
    return func.length(text) == func.length(text.cast(sa.LargeBinary))
