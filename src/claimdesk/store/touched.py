"""What a change may have altered beyond the records it touched, found without reading everything.

Lists and views hold far more than one edit alters; they ask here what to read again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store.store import Session

MOST = 50
"""Records above which reading everything again is quicker."""


R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Altered(Generic[R]):
    """What a list has to show anew after an edit, and which of its rows are gone."""

    rows: list[R]
    gone: frozenset[Id]


def is_short(change: Change) -> bool:
    """Return whether few records were touched, so that it pays to ask which others they alter.

    The project itself says whether verdicts are hidden, so a change of it alters every line.
    """
    return sum(map(len, change.records.values())) <= MOST and not change.touches("project")


def renumbers(session: Session, change: Change) -> bool:
    """Return whether claims the change did not touch have other numbers now."""
    touched = change.records.get("claim", frozenset())
    return any(_renumbers(session, change, claim_id, touched) for claim_id in touched)


def claims(session: Session, change: Change) -> set[Id]:
    """Return the claims whose text, verdict or place may be another now."""
    found = set(change.records.get("claim", ()))
    for kind in ("assessment", "adjudication", "assignment"):
        found |= _ends(session, "claim_id", kind, "id", change.records.get(kind, ()))
    return found


def linked(session: Session, change: Change) -> set[Id]:
    """Return the claims that other passages may carry now."""
    found = _ends(session, "claim_id", "link", "id", change.records.get("link", ()))
    passages = change.records.get("passage", ())
    return found | _ends(session, "claim_id", "link", "passage_id", passages)


def hung(session: Session, change: Change) -> set[Id]:
    """Return the claims that other evidence or other tags may hang on now."""
    found: set[Id] = set()
    for kind, end in (("evidence", "evidence_id"), ("tag", "tag_id")):
        records = change.records
        of_kind = f"claim_{kind}"
        found |= _ends(session, "claim_id", of_kind, "id", records.get(of_kind, ()))
        found |= _ends(session, "claim_id", of_kind, end, records.get(kind, ()))
    return found


def passages(session: Session, change: Change, of_claims: Iterable[Id]) -> set[Id]:
    """Return the passages that were touched, and those of some claims."""
    found = set(change.records.get("passage", ()))
    found |= _ends(session, "passage_id", "link", "id", change.records.get("link", ()))
    return found | _ends(session, "passage_id", "link", "claim_id", of_claims)


def _renumbers(session: Session, change: Change, claim_id: Id, touched: frozenset[Id]) -> bool:
    """Return whether a claim came, went or moved where others stand behind it."""
    query = (
        "SELECT kind, length(parents), json_type(patch, '$.position') IS NOT NULL FROM revision "
        "WHERE entity_id = ? AND session_id = ? AND txn = ?"
    )
    for part in change.transactions:
        entries = session.sqlite.execute(query, (claim_id, part.session, part.number)).fetchall()
        if not entries or any(is_later and is_placed for _, is_later, is_placed in entries):
            return True
        if any(kind != "put" or is_placed for kind, _, is_placed in entries):
            place = session.sqlite.execute("SELECT position FROM claim WHERE id = ?", (claim_id,))
            ((position,),) = place
            return not session.numbers.is_behind_all_but(position, claim_id, touched)
    return False


def _ends(session: Session, wanted: str, kind: str, by: str, values: Iterable[Id]) -> set[Id]:
    """Return a column of the records, removed ones too, whose other column has these values."""
    query = f"SELECT {wanted} FROM {kind} WHERE {by}=?"  # noqa: S608 - names of the schema
    return {Id(found) for value in values for (found,) in session.sqlite.execute(query, (value,))}
