"""Notes: free remarks on an article, claim, passage or piece of evidence, and replies to them."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, case, func, literal, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import made_ms, new_id
from claimdesk.core.model import Id, Subject
from claimdesk.store import keep
from claimdesk.store.store import Session
from claimdesk.store.tables import (
    Article,
    Claim,
    ClaimEvidence,
    Evidence,
    Link,
    Note,
    Passage,
    Reviewer,
    Tracked,
)

_SUBJECTS: dict[Subject, type[Tracked]] = {
    Subject.ARTICLE: Article,
    Subject.CLAIM: Claim,
    Subject.PASSAGE: Passage,
    Subject.EVIDENCE: Evidence,
}


def rows(session: Session, text: str = "") -> list[NoteRow]:
    """Return all notes on what is not removed, oldest first.

    With ``text`` only those that have it in their own words, those of their subject, or in who
    wrote them, whatever the case.
    """
    query = _all()
    if text.strip():
        about, name = query.selected_columns.about, col(Reviewer.name)
        hay = func.fold(col(Note.body) + literal("\n") + about + literal("\n") + name)
        query = query.where(func.instr(hay, text.strip().casefold()) > 0)
    return _made(session, query)


def on(session: Session, subject: Subject, subject_id: Id) -> list[NoteRow]:
    """Return the notes on one article, claim, passage or piece of evidence, oldest first."""
    return _made(session, _all().where(_end(subject) == subject_id))


def around(session: Session, claim_id: Id) -> list[NoteRow]:
    """Return the notes on a claim, its passages and its evidence, oldest first."""
    return _made(session, _around(), claim=claim_id)


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
    body = _said(body)
    keep.live(session, _SUBJECTS[subject], subject_id)
    end: dict[str, Any] = {f"{subject.value}_id": subject_id}
    return keep.put(session, Note, note_id or new_id(), reviewer_id=reviewer_id, body=body, **end)


def reply(session: Session, note_id: Id, body: str) -> Id:
    """Answer a note, as the one who edits; an answer to an answer answers the first note, too."""
    first = keep.live(session, Note, note_id)["reply_to_id"] or note_id
    return record_reply(session, first, session.reviewer_id, body)


def record_reply(
    session: Session, note_id: Id, reviewer_id: Id, body: str, *, own_id: Id | None = None
) -> Id:
    """Write down what somebody answered to a note elsewhere."""
    note = keep.live(session, Note, note_id)
    ends: dict[str, Any] = {name: note[name] for name in (f"{one.value}_id" for one in Subject)}
    said: dict[str, Any] = {"reviewer_id": reviewer_id, "body": _said(body)}
    return keep.put(session, Note, own_id or new_id(), reply_to_id=note_id, **ends, **said)


def take(session: Session, subject: Subject, from_id: Id, to_id: Id) -> None:
    """Write the notes on one record on another of the same kind; answers stay answers."""
    end = f"{subject.value}_id"
    query = f"SELECT id FROM note WHERE {end}=? AND deleted=0 ORDER BY id"  # noqa: S608 - a word
    found = session.sqlite.execute(query, (from_id,)).fetchall()
    again = {Id(note_id): new_id() for (note_id,) in found}
    for note_id, other_id in again.items():
        note = keep.live(session, Note, note_id)
        ends: dict[str, Any] = {end: to_id, "reply_to_id": again.get(note["reply_to_id"])}
        said = {"reviewer_id": note["reviewer_id"], "body": note["body"]}
        keep.put(session, Note, other_id, **ends, **said)


def number(session: Session, subject: Subject, subject_id: Id) -> int:
    """Return how many notes are on one record itself, answers too."""
    query = f"SELECT count(*) FROM note WHERE {subject.value}_id=? AND deleted=0"  # noqa: S608 - a word
    return int(session.sqlite.execute(query, (subject_id,)).fetchone()[0])


def is_known(session: Session, note_id: Id) -> bool:
    """Return whether there is such a note, or was one."""
    return bool(session.rows(select(col(Note.id)).where(col(Note.id) == note_id)))


def change(session: Session, note_id: Id, body: str) -> None:
    """Word my note otherwise; REFUSED if somebody else wrote it."""
    _mine(session, note_id)
    keep.change(session, Note, note_id, body=_said(body))


def remove(session: Session, note_id: Id) -> None:
    """Remove my note, and with it the replies; REFUSED if somebody else wrote it."""
    _mine(session, note_id)
    keep.remove(session, Note, note_id)


def _said(body: str) -> str:
    if not body.strip():
        raise ReviewError(Code.REFUSED, "A note needs some text.")
    return body.strip()


def _mine(session: Session, note_id: Id) -> None:
    if keep.live(session, Note, note_id)["reviewer_id"] != session.reviewer_id:
        raise ReviewError(Code.REFUSED, "Only who wrote a note can change or remove it.")


def _made(session: Session, query: sa.Select[*tuple[Any, ...]], **values: object) -> list[NoteRow]:
    found = []
    rows = session.rows(query, **values)
    for note_id, about, first_id, reviewer_id, reviewer, body, *ends in rows:
        at = next(place for place, end in enumerate(ends) if end is not None)
        subject = tuple(_SUBJECTS)[at], ends[at], about
        who = reviewer_id, reviewer
        found.append(NoteRow(note_id, *subject, first_id, *who, body, made_ms(note_id)))
    return found


def _end(subject: Subject) -> Mapped[Any]:
    return col(getattr(Note, f"{subject.value}_id"))


@cache
def _around() -> sa.Select[*tuple[Any, ...]]:
    claim_id: sa.BindParameter[bytes] = bindparam("claim")
    linked = select(col(Link.passage_id)).where(
        col(Link.claim_id) == claim_id, col(Link.deleted) == 0
    )
    joined = select(col(ClaimEvidence.evidence_id)).where(
        col(ClaimEvidence.claim_id) == claim_id, col(ClaimEvidence.deleted) == 0
    )
    return _all().where(
        (_end(Subject.CLAIM) == claim_id)
        | _end(Subject.PASSAGE).in_(linked)
        | _end(Subject.EVIDENCE).in_(joined)
    )


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    title = func.coalesce(
        *(func.nullif(one, "") for one in (col(Evidence.title), col(Evidence.url))),
        col(Evidence.quote),
    )
    words = {
        Subject.ARTICLE: col(Article.title),
        Subject.CLAIM: col(Claim.text),
        Subject.PASSAGE: col(Passage.quote),
        Subject.EVIDENCE: title,
    }
    about = case(*((_end(one).is_not(None), said) for one, said in words.items()))
    first = aliased(Note, name="first")
    query = (
        select(
            *(col(Note.id), about.label("about"), col(Note.reply_to_id), col(Note.reviewer_id)),
            *(col(Reviewer.name), col(Note.body), *map(_end, _SUBJECTS)),
        )
        .join(Reviewer, col(Reviewer.id) == col(Note.reviewer_id))
        .outerjoin(first, col(first.id) == col(Note.reply_to_id))
        .where(col(Note.deleted) == 0, func.coalesce(col(first.deleted), 0) == 0)
        .order_by(col(Note.id))
    )
    for subject, kind in _SUBJECTS.items():
        query = query.outerjoin(kind, col(kind.id) == _end(subject))
        query = query.where(func.coalesce(col(kind.deleted), 0) == 0)
    return query
