"""Edits made of several steps of the store, each committed as one action."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimdesk.core.model import Id, Stance, Voice
from claimdesk.store import claims, passages
from claimdesk.store.store import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article version's text (code points), and its words on one line."""

    article_id: Id
    version_id: Id
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a passage does with the claim it is linked to, and who says it."""

    stance: Stance = Stance.ASSERTS
    voice: Voice = Voice.NOT_SAID
    speaker: str = ""


def link_place(session: Session, place: Place, claim_id: Id, bearing: Bearing) -> Id:
    """Mark the place as a passage of the claim and return the passage."""
    passage_id = passages.mark(session, place.version_id, place.start, place.end)
    passages.link(session, claim_id, passage_id, bearing.stance, bearing.voice, bearing.speaker)
    return passage_id


def add_claim(
    session: Session, text: str, place: Place | None, bearing: Bearing
) -> tuple[Id, Id | None]:
    """Add a claim, with the place as its first passage if there is one; return both."""
    claim_id = claims.add(session, text, article_id=place.article_id if place else None)
    passage_id = link_place(session, place, claim_id, bearing) if place else None
    return claim_id, passage_id


def mark_all(
    session: Session, version_id: Id, stretches: Sequence[tuple[int, int]], claim_id: Id | None
) -> None:
    """Mark stretches of one text as passages, and link each to the claim if there is one."""
    for start, end in stretches:
        passage_id = passages.mark(session, version_id, start, end)
        if claim_id is not None:
            passages.link(session, claim_id, passage_id)
