"""Write a whole project as a review, with the project's own ids.

Only confidential evidence stays at home, and with it what hangs on it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from claimdesk.core.ids import as_text
from claimdesk.core.model import Because, Id, PassageRow, Subject, Verdict
from claimdesk.exchange import json_pieces
from claimdesk.exchange import review_format as form
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.review_rules import Target
from claimdesk.exchange.review_shape import as_data
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    checklist,
    claims,
    coverage,
    dismissals,
    evidence,
    notes,
    passages,
    relations,
)
from claimdesk.store.store import Session

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Saved:
    """A review to be written: its JSON, and the SHA-256 of what lies beside it, by path.

    ``kept_back`` counts the pieces of confidential evidence that are not in it.
    """

    data: Mapping[str, object]
    attachments: Mapping[str, bytes]
    kept_back: int = 0

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what is to be said about it."""
        count = self.kept_back
        return (f"Confidential evidence is left out: {count}.",) if count else ()

    def text(self) -> str:
        """Return the JSON as it stands in the file."""
        return json.dumps(self.data, ensure_ascii=False, indent=_INDENT) + "\n"


def document(session: Session) -> form.Document:
    """Return the project in the words of the review format, without texts and attachments."""
    standing = passages.rows(session)
    return form.Document(
        articles=_articles(session),
        claims=_claims(session),
        passages=tuple(_passage(row) for row in standing),
        links=tuple(
            form.Link(
                as_text(row.claim_id), as_text(row.passage_id), row.stance, row.voice, row.speaker
            )
            for row in passages.links(session)
        ),
        assessments=_assessments(session),
        adjudications=tuple(
            form.Adjudication(
                *(as_text(row.claim_id), row.reviewer, row.verdict, row.because),
                *(row.reason, row.as_of),
            )
            for row in adjudications.rows(session)
        ),
        evidence=_evidence(session, {row.id for row in standing}),
        claim_evidence=tuple(
            form.ClaimEvidence(
                as_text(row.claim_id), as_text(row.evidence_id), row.stance, row.question
            )
            for row in evidence.links(session)
        ),
        relations=tuple(
            form.Relation(as_text(row.from_claim_id), as_text(row.to_claim_id), row.kind)
            for row in relations.rows(session)
        ),
        coverage=_coverage(session),
        notes=_notes(session, {row.id for row in standing}),
        checklist=tuple(
            form.ChecklistItem(as_text(row.id), row.text) for row in checklist.items(session)
        ),
        checks=tuple(
            form.Check(
                *(as_text(row.claim_id), as_text(row.item_id), row.reviewer),
                *(row.done, row.remark),
            )
            for row in checklist.all_checks(session)
        ),
        assignments=_assignments(session),
        dismissals=tuple(
            form.Dismissal(as_text(row.claim_id), as_text(row.article_id), row.start, row.end)
            for row in dismissals.rows(session)
        ),
    )


def save(session: Session, folder: str) -> Saved:
    """Return the project as a review whose attachments lie in ``folder`` beside it."""
    whole, kept_back = _without_confidential(document(session))
    texts = {
        as_text(row.id): articles.text(session, row.version_id) for row in articles.rows(session)
    }
    attached = _attachments(session, folder)
    # Ids are only needed for answers; once a note has one all must, or their order would be lost.
    answers = any(one.reply_to for one in whole.notes)
    whole = replace(
        whole,
        articles=tuple(replace(one, text=texts[one.id]) for one in whole.articles),
        evidence=tuple(
            replace(one, attachment=attached[one.id][0]) if one.id in attached else one
            for one in whole.evidence
        ),
        notes=tuple(one if answers else replace(one, id="") for one in whole.notes),
    )
    return Saved(as_data(whole, session.beat), dict(attached.values()), kept_back)


def _without_confidential(whole: form.Document) -> tuple[form.Document, int]:
    """Leave out confidential evidence, its uses and the notes on it; say how much that was."""
    secret = {one.id for one in whole.evidence if one.confidential}
    kept = replace(
        whole,
        evidence=tuple(one for one in whole.evidence if one.id not in secret),
        claim_evidence=tuple(one for one in whole.claim_evidence if one.evidence not in secret),
        notes=tuple(one for one in whole.notes if one.on.id not in secret),
    )
    return kept, len(secret)


def write_review(session: Session, path: Path, tick: Tick = unwatched) -> tuple[str, ...]:
    """Write the project as a review file, attachments in a folder beside it; all or nothing.

    Returns what is to be said about it.
    """
    folder = f"{path.stem}-files"
    saved = save(session, folder)
    total = len(saved.attachments) + 1
    with Batch() as batch:
        if saved.attachments:
            batch.folder(path.with_name(folder))
        for done, (name, sha256) in enumerate(saved.attachments.items()):
            tick(done, total)
            with batch.file(path.parent / name) as stream:
                stream.write(evidence.attachment(session, sha256))
        tick(total - 1, total)
        with batch.file(path) as stream:
            stream.writelines(json_pieces.pieces(saved.data, _INDENT, session.beat))
        tick(total, total)
    return saved.remarks


def _articles(session: Session) -> tuple[form.Article, ...]:
    remarks = articles.remarks(session)
    return tuple(
        form.Article(
            id=as_text(row.id),
            title=row.title,
            url=row.source_url,
            archived_url=row.archived_url,
            captured=row.captured,
            publisher=row.publisher,
            author=row.author,
            published=row.published,
            language=row.language,
            remarks=remarks.get(row.version_id, ()),
            sha256=row.text_sha256.hex(),
        )
        for row in articles.rows(session)
    )


def _claims(session: Session) -> tuple[form.Claim, ...]:
    tags: dict[Id, list[str]] = {}
    for row in claims.tags(session):
        tags.setdefault(row.claim_id, []).append(row.name)
    return tuple(
        form.Claim(
            id=as_text(row.id),
            text=row.text,
            context=row.context,
            claimant=row.claimant,
            said_on=row.said_on,
            said_where=row.said_where,
            claim_type=row.claim_type,
            stage=row.stage,
            priority=row.priority,
            tags=tuple(sorted(tags.get(row.id, ()))),
            published_url=row.published_url,
            recheck_on=row.recheck_on,
        )
        for row in claims.details(session)
    )


def _passage(row: PassageRow) -> form.Passage:
    return form.Passage(
        id=as_text(row.id),
        article=as_text(row.article_id),
        start=row.start,
        end=row.end,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
    )


def _assessments(session: Session) -> tuple[form.Assessment, ...]:
    """Return all assessments; people of the same name are told apart by a number."""
    names: dict[Id, str] = {}
    written = []
    for row in assessments.rows(session):
        if row.reviewer_id not in names:
            names[row.reviewer_id] = _name_for(row.reviewer, set(names.values()))
        because = row.because if row.verdict is Verdict.UNVERIFIED else Because.NOT_SAID
        ends = as_text(row.claim_id), names[row.reviewer_id]
        written.append(form.Assessment(*ends, row.verdict, because, row.reason, row.as_of))
    return tuple(written)


def _name_for(name: str, taken: set[str]) -> str:
    numbered = (f"{name} ({number})" for number in count(2))
    return next(one for one in chain((name,), numbered) if one not in taken)


def _evidence(session: Session, standing: set[Id]) -> tuple[form.Evidence, ...]:
    return tuple(
        form.Evidence(
            id=as_text(row.id),
            kind=row.kind,
            title=row.title,
            author=row.author,
            publisher=row.publisher,
            published=row.published,
            url=row.url,
            archive_url=row.archive_url,
            citation=row.citation,
            quote=row.quote,
            accessed=row.accessed,
            interest=row.interest,
            asked_on=row.asked_on,
            asked_how=row.asked_how,
            answered_on=row.answered_on,
            confidential=row.confidential,
            passage=as_text(row.passage_id) if row.passage_id in standing else "",
            attachment_name=row.attachment_name,
            attachment_type=row.attachment_type,
        )
        for row in evidence.rows(session)
    )


def _coverage(session: Session) -> tuple[form.Coverage, ...]:
    """Return each stretch once, whoever looked at it."""
    stretches: dict[tuple[object, ...], form.Coverage] = {}
    for row in coverage.rows(session):
        stretch = form.Coverage(as_text(row.article_id), row.start, row.end, row.reason)
        stretches.setdefault(stretch.identity, stretch)
    return tuple(stretches.values())


def _notes(session: Session, standing: set[Id]) -> tuple[form.Note, ...]:
    """Return the notes on what is still there, each once."""
    there = {
        Subject.ARTICLE: {row.id for row in articles.rows(session)},
        Subject.CLAIM: {row.id for row in claims.details(session)},
        Subject.PASSAGE: standing,
        Subject.EVIDENCE: {row.id for row in evidence.rows(session)},
    }
    written: dict[tuple[object, ...], form.Note] = {}
    own: dict[Id, str] = {}
    left = [row for row in notes.rows(session) if row.subject_id in there[row.subject]]
    while ready := [row for row in left if row.reply_to_id is None or row.reply_to_id in own]:
        # Answers go behind what they answer, whatever the clocks said that gave them their ids.
        for row in ready:
            on = Target(row.subject, as_text(row.subject_id))
            first = own[row.reply_to_id] if row.reply_to_id else ""
            note = form.Note(on, row.reviewer, row.body, as_text(row.id), first)
            own[row.id] = written.setdefault(note.identity, note).id
        left = [row for row in left if row.id not in own]
    return tuple(written.values())


def _assignments(session: Session) -> tuple[form.Assignment, ...]:
    """Return who is asked, people of the same name once."""
    asked = ((as_text(row.claim_id), row.reviewer) for row in assignments.rows(session))
    return tuple(form.Assignment(*ends) for ends in dict.fromkeys(asked))


def _attachments(session: Session, folder: str) -> dict[str, tuple[str, bytes]]:
    """Return for each piece of evidence the path of its attachment and its SHA-256."""
    return {
        as_text(row.id): (
            _path(folder, row.attachment_sha256, row.attachment_name),
            row.attachment_sha256,
        )
        for row in evidence.rows(session)
        if row.attachment_sha256 is not None and not row.confidential
    }


def _path(folder: str, sha256: bytes, name: str) -> str:
    """Return a path that every system allows and that no other attachment has."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in name)
    return f"{folder}/{sha256.hex()[:16]}-{plain[-60:] or 'attachment'}"
