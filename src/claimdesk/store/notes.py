"""Notes: free remarks on an article, claim, passage or piece of evidence."""

from typing import Any

from sqlalchemy import exists, select
from sqlmodel import col

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, NoteRow, Subject
from claimdesk.store import keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, Claim, Evidence, Note, Passage, Reviewer, Tracked

_SUBJECTS: dict[Subject, type[Tracked]] = {
    Subject.ARTICLE: Article,
    Subject.CLAIM: Claim,
    Subject.PASSAGE: Passage,
    Subject.EVIDENCE: Evidence,
}


def rows(session: Session) -> list[NoteRow]:
    """Return all notes on what is not removed, oldest first."""
    query = (
        select(
            *(col(Note.id), col(Note.article_id), col(Note.claim_id), col(Note.passage_id)),
            *(col(Note.evidence_id), col(Reviewer.name), col(Note.body)),
        )
        .join(Reviewer, col(Reviewer.id) == col(Note.reviewer_id))
        .where(col(Note.deleted) == 0)
        .order_by(col(Note.id))
    )
    for subject, kind in _SUBJECTS.items():
        end = getattr(Note, f"{subject}_id")
        query = query.where(~exists().where(col(kind.id) == end, col(kind.deleted) == 1))
    found = []
    for note_id, *ends, reviewer, body in session.rows(query):
        at = next(place for place, end in enumerate(ends) if end is not None)
        found.append(NoteRow(note_id, tuple(_SUBJECTS)[at], ends[at], reviewer, body))
    return found


def add(
    session: Session,
    subject: Subject,
    subject_id: Id,
    reviewer_id: Id,
    body: str,
    *,
    note_id: Id | None = None,
) -> Id:
    """Write a note; REFUSED if it says nothing."""
    if not body.strip():
        raise ReviewError(Code.REFUSED, "A note needs some text.")
    keep.live(session, _SUBJECTS[subject], subject_id)
    end: dict[str, Any] = {f"{subject.value}_id": subject_id}
    return keep.put(
        session, Note, note_id or new_id(), reviewer_id=reviewer_id, body=body.strip(), **end
    )
