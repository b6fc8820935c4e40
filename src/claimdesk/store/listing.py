"""The claim list: which claims stand in it, in which order, and their lines.

The ids are found by one statement, the lines of those that are seen by another, so that a list of
100,000 claims costs what is shown of it. After an edit only the claims it touched are asked about
again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import compress, islice
from typing import Any, NewType, cast

import sqlalchemy as sa
from sqlalchemy import and_, bindparam, case, func, literal, literal_column, select, true
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.folding import fold
from claimdesk.core.listing import ClaimColumn, ClaimFilter, ClaimOrder, ListedClaim
from claimdesk.core.model import ClaimType, Id, Stage, Verdict
from claimdesk.store import assignments, claims, criteria, touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, ClaimTag, Reviewer, Tag

Key = NewType("Key", tuple[int, Any, str, bytes])
"""What a claim is sorted by: whether it is empty there, its value, its place in the review."""

_CLAIM_ID: Any = col(Claim.id)
_FAILS, _EMPTY, _RANKS = "-", "e", "0123456789"
"""The signs of claims: one does not pass the filter, is empty in the column, or its rank."""
_ONLY = {one: bytes(byte == ord(one) for byte in range(256)) for one in (_EMPTY, *_RANKS)}
_PIVOTS = 31
_STEPS = (64, 512, 4096)


def ids(
    session: Session, wanted: ClaimFilter, order: ClaimOrder, most: int | None = None
) -> list[Id]:
    """Return the claims that the filter lets through, in order: all, or the first ones."""
    if most is None and (order.column in _OF_FEW or order.is_review):
        return _by_signs(session, wanted, order)
    is_empty, value = _sorted_by(order.column)
    key = [value.desc() if order.is_falling else value, *verdicts.list_order()]
    query = _passing(session, wanted, order, _CLAIM_ID)
    query = query.order_by(*[is_empty][: order.column in _MAY_BE_EMPTY], *key)
    return session.column(query.limit(most))


def count(session: Session, wanted: ClaimFilter) -> int:
    """Return how many claims the filter lets through."""
    return int(session.column(_passing(session, wanted, ClaimOrder(), func.count()))[0])


def keys(
    session: Session,
    some: Collection[Id],
    order: ClaimOrder,
    wanted: ClaimFilter = ClaimFilter(),  # noqa: B008 - frozen
) -> dict[Id, Key]:
    """Return what some claims are sorted by: of those that are there and pass the filter."""
    if order.is_review and wanted.is_empty:
        numbers = session.numbers
        places = ((one, numbers.place(one)[0]) for one in some if numbers.of(one))
        return {one: Key((0, place, place, one)) for one, place in places}
    columns: Any = (*_sorted_by(order.column), *verdicts.list_order())
    query = _passing(session, wanted, order, *columns).where(col(Claim.id).in_(some))
    return {row[3]: Key(tuple(row)) for row in session.rows(query)}


def place(session: Session, key: Key, among: Sequence[Id], order: ClaimOrder) -> int:
    """Return where a claim belongs in a sorted list: before what it precedes."""
    low, high = 0, len(among)
    while low < high:
        step = (high - low) // (_PIVOTS + 1) + 1
        pivots = range(low + step - 1, high, step)
        found = keys(session, [among[pivot] for pivot in pivots], order)
        for pivot in pivots:
            if _precedes(key, found[among[pivot]], order):
                high = pivot
                break
            low = pivot + 1
    return low


def rows(
    session: Session, some: Collection[Id], numbers: Mapping[Id, int] | None = None
) -> dict[Id, ListedClaim]:
    """Return the lines of some claims by their ids, of those that are there.

    Where their numbers are known, not all claims are counted for them.
    """
    number = session.numbers.of if numbers is None else numbers.get

    def line(claim_id: Id, _: int, *rest: Any) -> ListedClaim:
        return ListedClaim(claim_id, number(claim_id) or 0, *rest)

    return {row.id: row for row in session.records(line, _lines(), claims=list(some))}


def after(session: Session, change: Change) -> set[Id] | None:
    """Return the claims whose lines an edit may have altered; None if all must be read again."""
    if change.touches("article", "reviewer") or not touched.is_short(change):
        return None
    found = touched.claims(session, change) | touched.linked(session, change)
    found |= touched.hung(session, change)
    return found if len(found) <= touched.MOST else None


def first_open(session: Session, among: Iterable[Id]) -> Id | None:
    """Return the first of some claims that nobody has reviewed."""
    for some in _portions(among):
        found = set(session.column(_open(), claims=some))
        if found:
            return next(one for one in some if one in found)
    return None


def names(session: Session, column: ClaimColumn, most: int) -> list[str]:
    """Return the claimants, or the tags, of the most claims, by name."""
    name: Any = col(Claim.claimant)
    query = select(name).select_from(Claim)
    if column is ClaimColumn.TAGS:
        name = col(Tag.name)
        query = select(name).select_from(Claim).join(ClaimTag, _is_tagged()).join(Tag, _is_tag())
    query = query.where(col(Claim.deleted) == 0, name != "").group_by(name)
    found = session.column(query.order_by(func.count().desc(), name).limit(most))
    return sorted(found, key=fold)


def _by_signs(session: Session, wanted: ClaimFilter, order: ClaimOrder) -> list[Id]:
    """Return the claims where few values are sorted by, or the review is followed.

    SQLite is asked for one text with a sign for each claim: whether it passes, and what it is
    sorted by. To sort in SQLite, and to fetch the ids one by one, takes more than twice as long.
    """
    found: list[Id] = []
    if wanted.is_empty and order.is_review:
        return [*session.numbers.ids()]
    rank: Any = _said(_RANKS[0]) if order.is_review else _ranked(order.column)
    if not wanted.is_empty:
        rank = case(
            (and_(true(), *criteria.conditions(session, wanted)), rank), else_=_said(_FAILS)
        )
    query = _among(wanted, order, rank.label("sign")).order_by(literal_column("claim.rowid"))
    each = query.subquery()
    signs: str | None = session.column(select(func.group_concat(each.c.sign, _said(""))))[0]
    arranged = session.numbers.arranged((signs or "").encode())
    for one in (*(reversed(_RANKS) if order.is_falling else _RANKS), _EMPTY):
        if one.encode() in arranged:
            found.extend(compress(session.numbers.ids(), arranged.translate(_ONLY[one])))
    return found


def _passing(
    session: Session, wanted: ClaimFilter, order: ClaimOrder, *columns: sa.ColumnElement[Any]
) -> sa.Select[*tuple[Any, ...]]:
    return _among(wanted, order, *columns).where(*criteria.conditions(session, wanted))


def _among(
    wanted: ClaimFilter, order: ClaimOrder, *columns: sa.ColumnElement[Any]
) -> sa.Select[*tuple[Any, ...]]:
    """Return a query of all claims with what filter and order speak of."""
    query = select(*columns).select_from(Claim).where(col(Claim.deleted) == 0)
    if criteria.need_verdict(wanted) or order.column in _OF_VERDICT:
        query = verdicts.led(query)
    return query


@cache
def _sorted_by(column: ClaimColumn) -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]:
    """Return whether a claim is empty in a column, and its value there."""
    value = _values()[column]
    if column in _TEXTS:
        return case((value == "", 1), else_=0), criteria.folded(value)
    if column in _MAY_BE_EMPTY:
        return case((_unsaid(column), 1), else_=0), value
    return literal(0), value


@cache
def _values() -> Mapping[ClaimColumn, Any]:
    return {
        ClaimColumn.NUMBER: col(Claim.position),
        ClaimColumn.VERDICT: _rank(verdicts.leading().verdict, Verdict),
        ClaimColumn.CLAIM: col(Claim.text),
        ClaimColumn.CLAIMANT: col(Claim.claimant),
        ClaimColumn.PASSAGES: claims.passages_of(),
        ClaimColumn.REVIEWER: func.coalesce(_reviewer(), ""),
        ClaimColumn.STAGE: _rank(col(Claim.stage), Stage),
        ClaimColumn.PRIORITY: col(Claim.priority),
        ClaimColumn.TYPE: _rank(col(Claim.claim_type), ClaimType),
        ClaimColumn.TAGS: _tags(),
        ClaimColumn.DUE: col(Claim.recheck_on),
        ClaimColumn.ASSIGNED: assignments.in_words(),
    }


_TEXTS = frozenset(
    (
        *(ClaimColumn.CLAIM, ClaimColumn.CLAIMANT, ClaimColumn.REVIEWER),
        *(ClaimColumn.TAGS, ClaimColumn.DUE, ClaimColumn.ASSIGNED),
    )
)
_MAY_BE_EMPTY = _TEXTS | {ClaimColumn.PRIORITY, ClaimColumn.TYPE}
_OF_FEW = frozenset([ClaimColumn.VERDICT, ClaimColumn.STAGE, ClaimColumn.TYPE])
"""Where there are so few values that one digit says which."""
_OF_VERDICT = frozenset([ClaimColumn.VERDICT, ClaimColumn.REVIEWER])


def _unsaid(column: ClaimColumn) -> sa.ColumnElement[bool]:
    if column is ClaimColumn.PRIORITY:
        return col(Claim.priority) == 0
    return col(Claim.claim_type) == ClaimType.NOT_SAID


@cache
def _ranked(column: ClaimColumn) -> sa.ColumnElement[Any]:
    """Return the sign of a claim in a column of few values."""
    if column is ClaimColumn.TYPE:
        return case((_unsaid(column), _said(_EMPTY)), else_=_values()[column])
    return cast("sa.ColumnElement[Any]", _values()[column])


def _rank(word: Any, words: type[StrEnum]) -> sa.ColumnElement[int]:
    """Return the place of a word in its enumeration; what has none comes behind."""
    places = {_said(one.value): _said(place) for place, one in enumerate(words)}
    return case(places, value=word, else_=_said(len(places)))


def _said(constant: str | int) -> sa.BindParameter[Any]:
    """Return a constant that is written into the statement: SQLite looks others up row by row."""
    return literal(constant, literal_execute=True)


def _reviewer() -> sa.ScalarSelect[Any]:
    name = select(col(Reviewer.name)).where(col(Reviewer.id) == verdicts.leading().reviewer_id)
    return name.scalar_subquery()


def _tags() -> sa.ColumnElement[str]:
    """Return the tags of a claim by name, with commas between them."""
    name: Any = col(Tag.name)
    found = select(name.label("name")).select_from(ClaimTag).join(Tag, _is_tag())
    found = found.where(_is_tagged()).order_by(name).correlate(Claim)
    by_name = found.subquery()
    joined = select(func.group_concat(by_name.c.name, ", ")).scalar_subquery()
    return func.coalesce(joined, "")


def _is_tagged() -> sa.ColumnElement[bool]:
    return (col(ClaimTag.claim_id) == col(Claim.id)) & (col(ClaimTag.deleted) == 0)


def _is_tag() -> sa.ColumnElement[bool]:
    return (col(Tag.id) == col(ClaimTag.tag_id)) & (col(Tag.deleted) == 0)


@cache
def _open() -> sa.Select[*tuple[Any, ...]]:
    wanted = _CLAIM_ID.in_(bindparam("claims", expanding=True))
    return select(_CLAIM_ID).where(wanted, ~verdicts.is_given(_CLAIM_ID))


@cache
def _lines() -> sa.Select[*tuple[Any, ...]]:
    more = (col(Claim.priority), col(Claim.claim_type), _tags(), col(Claim.recheck_on))
    asked = assignments.in_words()
    wanted = col(Claim.id).in_(bindparam("claims", expanding=True))
    return claims.lines(literal(0), *more, asked).where(wanted, col(Claim.deleted) == 0)


def _precedes(one: Key, other: Key, order: ClaimOrder) -> bool:
    if one[0] == other[0] and one[1] != other[1]:
        return bool(one[1] > other[1] if order.is_falling else one[1] < other[1])
    return one < other


def _portions(among: Iterable[Id]) -> Iterator[list[Id]]:
    """Yield some at a time: few first, for most often one of them is enough."""
    rest = iter(among)
    steps = iter(_STEPS)
    step = next(steps)
    while some := list(islice(rest, step)):
        yield some
        step = next(steps, step)
