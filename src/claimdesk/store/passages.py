"""Passages of articles and the claims they carry."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from claimdesk.core import anchors
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id, LinkRow, PassageRow, Stance, Subject, Voice
from claimdesk.core.text import trim
from claimdesk.store import articles, keep, notes, records, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Claim, Evidence, Link, Passage


def mark(
    session: Session, version_id: Id, start: int, end: int, *, passage_id: Id | None = None
) -> Id:
    """Make a passage of a stretch of text, or return the one that stands there already.

    Blanks at the ends are left out and no grapheme cluster is cut; REFUSED if nothing is left.
    """
    text = articles.text(session, version_id)
    if not 0 <= start <= end <= len(text):
        raise ReviewError(Code.REFUSED, "This stretch is not inside the article's text.")
    start, end = trim(text, start, end)
    if start >= end:
        raise ReviewError(Code.REFUSED, "Select some text first.")
    there = _standing_at(session, version_id, start, end)
    if there is not None:
        return there
    quote = anchors.quote_of(text, start, end)
    return keep.put(
        session,
        Passage,
        passage_id or new_id(),
        article_version_id=version_id,
        start=start,
        end=end,
        quote=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
    )


def rows(session: Session, version_id: Id | None = None) -> list[PassageRow]:
    """Return the passages of one article version, or of all current ones, in text order."""
    query = _rows()
    if version_id is None:
        query = query.where(col(Article.current_version_id) == col(Passage.article_version_id))
    else:
        query = query.where(col(Passage.article_version_id) == version_id)
    return session.records(PassageRow, query)


def row(session: Session, passage_id: Id) -> PassageRow | None:
    """Return a passage, or None if there is no such passage."""
    found = session.records(PassageRow, _rows().where(col(Passage.id) == passage_id))
    return found[0] if found else None


def article_of(session: Session, passage_id: Id) -> Id | None:
    """Return the article a passage stands in, or None if there is no such passage."""
    query = (
        select(col(ArticleVersion.article_id))
        .join(Passage, col(ArticleVersion.id) == col(Passage.article_version_id))
        .where(col(Passage.id) == passage_id, col(Passage.deleted) == 0)
    )
    found = session.rows(query)
    return Id(found[0][0]) if found else None


def links(session: Session, claim_id: Id | None = None) -> list[LinkRow]:
    """Return the links of one claim, or all in the order of the claim list and the texts."""
    if claim_id is None:
        return session.records(LinkRow, _links())
    return session.records(LinkRow, _links_of(), claim=claim_id)


def link(
    session: Session,
    claim_id: Id,
    passage_id: Id,
    stance: Stance = Stance.ASSERTS,
    voice: Voice = Voice.NOT_SAID,
    speaker: str = "",
) -> None:
    """Say that a passage belongs to a claim; a link that is there already stays as it is."""
    keep.live(session, Claim, claim_id)
    keep.live(session, Passage, passage_id)
    ends: dict[str, Any] = {"claim_id": claim_id, "passage_id": passage_id}
    link_id = records.id_of("link", ends)
    keep.put(session, Link, link_id, stance=stance, voice=voice, speaker=speaker, **ends)


def change_link(
    session: Session,
    link_id: Id,
    *,
    stance: Stance | None = None,
    voice: Voice | None = None,
    speaker: str | None = None,
) -> None:
    """Change what a passage does with its claim, in whose voice, or who speaks."""
    said = {"stance": stance, "voice": voice, "speaker": speaker}
    values = {name: value for name, value in said.items() if value is not None}
    keep.change(session, Link, link_id, **values)


def link_all(
    session: Session,
    claim_id: Id,
    passage_ids: Collection[Id],
    stance: Stance = Stance.ASSERTS,
    voice: Voice = Voice.NOT_SAID,
    speaker: str = "",
) -> None:
    """Say that several passages belong to a claim; links that are there stay as they are."""
    for passage_id in passage_ids:
        link(session, claim_id, passage_id, stance, voice, speaker)


def change_links(
    session: Session,
    link_ids: Collection[Id],
    *,
    stance: Stance | None = None,
    voice: Voice | None = None,
    speaker: str | None = None,
) -> None:
    """Change stance, voice or speaker of several links at once."""
    for link_id in link_ids:
        change_link(session, link_id, stance=stance, voice=voice, speaker=speaker)


def speakers(session: Session) -> list[str]:
    """Return every speaker named so far, for completion: those of most links first."""
    name = col(Link.speaker)
    query = (
        select(name)
        .join(Claim, (col(Claim.id) == col(Link.claim_id)) & (col(Claim.deleted) == 0))
        .join(Passage, (col(Passage.id) == col(Link.passage_id)) & (col(Passage.deleted) == 0))
        .where(col(Link.deleted) == 0, name != "")
        .group_by(name)
        .order_by(func.count().desc(), name)
    )
    return [speaker for (speaker,) in session.rows(query)]


def unlink(session: Session, claim_id: Id, passage_id: Id) -> None:
    """Take a passage from a claim; a passage no claim uses any more is removed with it."""
    keep.remove(session, Link, _link_id(claim_id, passage_id))
    if not _claims_of(session, passage_id):
        remove(session, passage_id)


def remove(session: Session, passage_id: Id) -> None:
    """Remove a passage, and with it its links."""
    keep.remove(session, Passage, passage_id)


def move_edges(session: Session, passage_id: Id, start: int, end: int) -> Id:
    """Let a passage reach from here to there and return the passage that stands there then.

    A passage never changes, so another one takes its place and takes over its links, notes and
    evidence; a link that is there already stays. REFUSED if nothing would be left.
    """
    passage = keep.live(session, Passage, passage_id)
    version_id = Id(passage["article_version_id"])
    if len(set(trim(articles.text(session, version_id), start, end))) == 1:
        raise ReviewError(Code.REFUSED, "A passage needs at least one character.")
    moved = mark(session, version_id, start, end)
    if moved != passage_id:
        for claim_id in sorted(_claims_of(session, passage_id)):
            old = keep.live(session, Link, _link_id(claim_id, passage_id))
            link(session, claim_id, moved, old["stance"], old["voice"], old["speaker"])
        notes.take(session, Subject.PASSAGE, passage_id, moved)
        for evidence_id in _citing(session, passage_id):
            keep.change(session, Evidence, evidence_id, passage_id=moved)
        remove(session, passage_id)
    return moved


def carried_only_by(session: Session, claim_ids: Collection[Id]) -> list[Id]:
    """Return the passages that belong to these claims and to no other."""
    query = (
        "SELECT passage.id FROM link JOIN passage ON passage.id = link.passage_id "
        "WHERE link.claim_id=? AND link.deleted=0 AND passage.deleted=0"
    )
    carried = {
        Id(one) for claim_id in claim_ids for (one,) in session.sqlite.execute(query, (claim_id,))
    }
    mine = set(claim_ids)
    return sorted(one for one in carried if _claims_of(session, one) <= mine)


def _claims_of(session: Session, passage_id: Id) -> set[Id]:
    query = (
        "SELECT claim.id FROM link JOIN claim ON claim.id = link.claim_id "
        "WHERE link.passage_id=? AND link.deleted=0 AND claim.deleted=0"
    )
    return {Id(one) for (one,) in session.sqlite.execute(query, (passage_id,))}


def _link_id(claim_id: Id, passage_id: Id) -> Id:
    return records.id_of("link", {"claim_id": claim_id, "passage_id": passage_id})


def _citing(session: Session, passage_id: Id) -> list[Id]:
    query = "SELECT id FROM evidence WHERE passage_id=? AND deleted=0 ORDER BY id"
    return [Id(one) for (one,) in session.sqlite.execute(query, (passage_id,)).fetchall()]


def _standing_at(session: Session, version_id: Id, start: int, end: int) -> Id | None:
    query = (
        "SELECT id FROM passage "
        'WHERE article_version_id=? AND start=? AND "end"=? AND deleted=0 ORDER BY id'
    )
    found = session.sqlite.execute(query, (version_id, start, end)).fetchone()
    return None if found is None else Id(found[0])


@cache
def _rows() -> sa.Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Passage.id), col(ArticleVersion.article_id), col(Passage.article_version_id)),
            *(col(Passage.start), col(Passage.end), col(Passage.quote)),
            *(col(Passage.prefix), col(Passage.suffix)),
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Passage.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Passage.deleted) == 0, col(Article.deleted) == 0)
        .order_by(*_text_order())
    )


def _text_order() -> tuple[sa.ColumnElement[Any] | Mapped[Any], ...]:
    return (
        *(col(Article.position), col(Article.id), col(Passage.start)),
        *(col(Passage.end).desc(), col(Passage.id)),
    )


def in_list_order(*columns: Any) -> sa.Select[*tuple[Any, ...]]:
    """Return the query for columns of links, in the order of the claim list and the texts."""
    return (
        select(*columns)
        .select_from(Link)
        .join(Claim, (col(Claim.id) == col(Link.claim_id)) & (col(Claim.deleted) == 0))
        .join(Passage, col(Passage.id) == col(Link.passage_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Passage.article_version_id))
        .join(
            Article,
            (col(Article.id) == col(ArticleVersion.article_id))
            & (col(Article.current_version_id) == col(ArticleVersion.id))
            & (col(Article.deleted) == 0),
        )
        .where(col(Link.deleted) == 0, col(Passage.deleted) == 0)
        .order_by(*verdicts.list_order(), *_text_order())
    )


@cache
def _links() -> sa.Select[*tuple[Any, ...]]:
    return in_list_order(
        *(col(Link.id), col(Link.claim_id), col(Link.passage_id), col(Article.id)),
        *(col(Article.title), col(Passage.start), col(Passage.end), col(Passage.quote)),
        *(col(Link.stance), col(Link.voice), col(Link.speaker)),
    )


@cache
def _links_of() -> sa.Select[*tuple[Any, ...]]:
    return _links().where(col(Link.claim_id) == bindparam("claim"))
