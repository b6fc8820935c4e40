"""How notes are shown: the words, who wrote them when, on what; replies below what they answer."""

from collections.abc import Sequence

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.model import Subject
from claimdesk.ui.base.dates import moment
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import Column
from claimdesk.ui.models.terms import subject_word


def threads(rows: Sequence[NoteRow]) -> list[NoteRow]:
    """Return notes in the order they were begun, each followed by its replies."""
    begun = {row.id: place for place, row in enumerate(rows)}

    def place(row: NoteRow) -> tuple[int, int]:
        first = row.reply_to_id if row.reply_to_id in begun else row.id
        return begun[first or row.id], begun[row.id]

    return sorted(rows, key=place)


def subject_words(row: NoteRow) -> str:
    """Return what a note is on: its kind and its words on one line."""
    about = " ".join(row.about.split())
    return tr("{kind}: {words}", kind=subject_word(row.subject), words=about)


def foot(row: NoteRow) -> str:
    """Return who wrote a note and when; on what, where that is not the claim itself."""
    parts = [row.reviewer or tr("Somebody unknown"), moment(row.written_ms)]
    if row.subject is not Subject.CLAIM and row.reply_to_id is None:
        parts.append(subject_words(row))
    return " · ".join(parts)


def said(row: NoteRow) -> str:
    """Return a note as assistive technology says it."""
    lead = tr("Reply: {words}", words=row.body) if row.reply_to_id else row.body
    return f"{lead}, {foot(row).replace(' · ', ', ')}"


def card_columns() -> tuple[Column[NoteRow], ...]:
    """Return the column of a claim's notes."""
    card: Column[NoteRow] = Column(
        "note", tr("Note"), lambda row: row.body, tip=lambda row: row.body, said=said
    )
    return (card,)


def note_columns() -> tuple[Column[NoteRow], ...]:
    """Return the columns of all notes of a project."""
    when: Column[NoteRow] = Column("when", tr("When"), lambda row: moment(row.written_ms))
    who: Column[NoteRow] = Column("who", tr("Who"), lambda row: row.reviewer)
    note: Column[NoteRow] = Column("note", tr("Note"), _in_thread, said=said)
    about: Column[NoteRow] = Column("about", tr("On"), subject_words, tip=subject_words)
    return (when, who, note, about)


def _in_thread(row: NoteRow) -> str:
    line = " ".join(row.body.split())
    return f"↳ {line}" if row.reply_to_id else line
