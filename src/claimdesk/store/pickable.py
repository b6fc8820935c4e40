"""The claims that are offered where one is to be picked: a few out of very many, the best first.

Each typed word must stand in the text of a claim, in its claimant, or begin its number. The claims
that are best come first as far as they hold the words, then the first ones of the claim list; no
more are read than are offered.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlmodel import col

from claimdesk.core.folding import fold
from claimdesk.core.listing import MOST_WORDS
from claimdesk.core.model import ClaimRow, Id
from claimdesk.store import criteria, listing, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, Link, Passage

MOST = 200
"""Claims that are offered at once: more nobody reads, another word finds the others."""
_CLAIM_ID: Any = col(Claim.id)
_ONCE = 500
"""Claims that are asked about in one statement."""


def rows(
    session: Session,
    typed: str = "",
    best: Sequence[Id] = (),
    without: Collection[Id] = (),
    most: int = MOST,
) -> list[ClaimRow]:
    """Return the claims that hold what is typed: the one of that number, the best, the others."""
    words = _words(typed)
    first = _numbered(session, words[0], 1) if len(words) == 1 else []
    holding = [_holds(session, word) for word in words]
    rest = _listed(session, holding, most + len(without))
    found = _each_once(chain(first, _of(session, best, holding), rest), without)
    return _lines(session, list(islice(found, most)))


def among(session: Session, typed: str, some: Sequence[Id]) -> list[ClaimRow]:
    """Return those of some claims that hold what is typed: the one of that number, the others.

    Where a beginning of the words found few claims, the whole of them need not be looked for anew.
    """
    words = _words(typed)
    first = _numbered(session, words[0], 1) if len(words) == 1 else []
    found = list(_of(session, some, [_holds(session, word) for word in words]))
    return _lines(session, sorted(found, key=lambda one: one not in first))


def carried_by(session: Session, version_id: Id) -> list[Id]:
    """Return the claims with a passage in an article version, in the order of the claim list."""
    return session.column(_carried(), version=version_id)


def _words(typed: str) -> list[str]:
    words = fold(typed).removeprefix("#").split()
    return [one[: criteria.LONGEST] for one in words[:MOST_WORDS]]


def _lines(session: Session, chosen: Sequence[Id]) -> list[ClaimRow]:
    lines = listing.rows(session, chosen)
    return [lines[one] for one in chosen]


def _holds(session: Session, word: str) -> sa.ColumnElement[bool]:
    numbered = _numbered(session, word, MOST)
    return criteria.says(word) | col(Claim.id).in_(numbered) if numbered else criteria.says(word)


def _numbered(session: Session, digits: str, most: int) -> list[Id]:
    """Return the claim of a number, and then those whose numbers begin with it."""
    if not digits.isdecimal() or int(digits) == 0:
        return []
    first, count = int(digits), 1
    found: list[Id] = []
    while first <= len(session.numbers) and len(found) < most:
        numbers = range(first, first + min(count, most - len(found)))
        found += filter(None, map(session.numbers.at, numbers))
        first, count = first * 10, count * 10
    return found


def _of(
    session: Session, best: Sequence[Id], holding: Sequence[sa.ColumnElement[bool]]
) -> Iterator[Id]:
    """Yield those of some claims that are there and hold what is typed, as they stand."""
    for at in range(0, len(best), _ONCE):
        some = best[at : at + _ONCE]
        query = select(_CLAIM_ID).where(col(Claim.deleted) == 0, _CLAIM_ID.in_(some), *holding)
        there = set(session.column(query))
        yield from (one for one in some if one in there)


def _listed(session: Session, holding: Sequence[sa.ColumnElement[bool]], most: int) -> Iterator[Id]:
    """Yield the first claims of the list that hold what is typed, asked for when they are due."""
    query = select(_CLAIM_ID).where(col(Claim.deleted) == 0, *holding)
    yield from session.column(query.order_by(*verdicts.list_order()).limit(most))


def _each_once(found: Iterable[Id], without: Collection[Id]) -> Iterator[Id]:
    seen = set(without)
    for one in found:
        if one not in seen:
            seen.add(one)
            yield one


@cache
def _carried() -> sa.Select[*tuple[Any, ...]]:
    query = select(_CLAIM_ID).join(Link, col(Link.claim_id) == _CLAIM_ID)
    query = query.join(Passage, col(Passage.id) == col(Link.passage_id))
    there = (col(one.deleted) == 0 for one in (Claim, Link, Passage))
    here = col(Passage.article_version_id) == bindparam("version")
    return query.where(here, *there).distinct().order_by(*verdicts.list_order())
