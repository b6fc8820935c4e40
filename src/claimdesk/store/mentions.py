"""Which records the history can tell with some words: those that had them, and all that join them.

What is told of an entry is in the fields of its record and in the words of the records it points
to. So a rare word leads to few records, and a search need not tell the whole history to find them.
"""

from collections.abc import Iterable, Iterator

from claimdesk.core.folding import fold
from claimdesk.store import blind
from claimdesk.store.ends import ends
from claimdesk.store.records import FIELDS, IMMUTABLE, canonical
from claimdesk.store.store import Session

MOST = 2_000
"""Records above which the words are common: whoever looks back from the end finds them soon."""
_TO_ITS_OWN = frozenset((("article", "current_version_id"),))
"""Ends that are told by the words of the record itself."""


def of(session: Session, text: str) -> frozenset[bytes] | None:
    """Return the records that an entry with these words can be about; None if they are many."""
    found = _with_words(session, text)
    if not found:
        return frozenset()
    if len(found) <= MOST:
        found.update(_once_joined(session))
    new = found
    while new and len(found) <= MOST:
        new = {one for one in _pointing_to(session, new) if one not in found}
        found |= new
    return None if len(found) > MOST else frozenset(found)


def _with_words(session: Session, text: str) -> set[bytes]:
    needle = fold(canonical(text.strip())[1:-1])
    query = (
        "SELECT DISTINCT entity_id FROM revision AS r WHERE instr(fold(patch), ?) "  # noqa: S608
        f"AND NOT {blind.withheld('r.entity_id')} LIMIT {MOST + 1}"
    )
    return {one for (one,) in session.sqlite.execute(query, (needle,))}


def _once_joined(session: Session) -> Iterator[bytes]:
    """Yield the records whose ends were changed: what they pointed to before is told of them."""
    for kind, joined in ends().items():
        fixed = IMMUTABLE.get(kind, frozenset())
        for end in joined:
            is_told = end.field in FIELDS[kind] and (kind, end.field) not in _TO_ITS_OWN
            if is_told and end.field not in fixed:
                query = (
                    "SELECT DISTINCT entity_id FROM revision WHERE entity=? AND parents<>x'' "
                    "AND json_type(patch, ?) IS NOT NULL"
                )
                values = kind, f"$.{end.field}"
                yield from (one for (one,) in session.sqlite.execute(query, values))


def _pointing_to(session: Session, records: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what points to some records with any of its ends."""
    some = sorted(records)
    marks = ",".join("?" * len(some))
    for kind, joined in ends().items():
        for end in joined:
            query = f"SELECT id FROM {kind} WHERE {end.field} IN ({marks})"  # noqa: S608 - names of the schema
            yield from (one for (one,) in session.sqlite.execute(query, some))
