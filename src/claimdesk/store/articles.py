"""Articles and the exact texts that are reviewed."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, case, func, select
from sqlmodel import col

from claimdesk.core.change import Change
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import ArticleRow, Id, Original, ReadArticle
from claimdesk.core.text import normalise
from claimdesk.store import content, keep, touched, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import Article, ArticleVersion, Claim, Content, Link, Passage

FIELDS = frozenset(
    (
        *("title", "source_url", "archived_url", "captured", "publisher"),
        *("author", "published", "language"),
    )
)
"""The fields of an article a reviewer can correct."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Which version of its article a text is, and since when (Unix time in ms) it is here."""

    number: int
    versions: int
    imported_ms: int
    length: int


def rows(session: Session) -> list[ArticleRow]:
    """Return the article list, with how far each review has come."""
    return session.records(ArticleRow, _all())


def ids(session: Session) -> list[Id]:
    """Return the articles in the order of their list."""
    return list(titles(session))


def titles(session: Session) -> dict[Id, str]:
    """Return the titles of all articles in the order of their list: what is cheap to know of all.

    How far the reviews have come is counted link by link, so a long list asks ``some`` for that.
    """
    query = "SELECT id, title FROM article WHERE deleted = 0 ORDER BY position, id"
    return dict(session.sqlite.execute(query).fetchall())


def some(session: Session, articles: Collection[Id]) -> dict[Id, ArticleRow]:
    """Return some articles by their ids, of those that are there."""
    found = session.records(ArticleRow, _some(), articles=list(articles))
    return {row.id: row for row in found}


def row(session: Session, article_id: Id) -> ArticleRow | None:
    """Return one article, or None if there is none."""
    return some(session, [article_id]).get(article_id)


def after(session: Session, change: Change) -> set[Id] | None:
    """Return the articles whose review an edit may have moved on; None if all are to be read."""
    if change.touches("article", "article_version") or not touched.is_short(change):
        return None
    passages = touched.passages(session, change, touched.claims(session, change))
    if len(passages) > touched.MOST:
        return None
    return set(session.column(_holding(), passages=sorted(passages)))


def text(session: Session, version_id: Id) -> str:
    """Return the exact text of an article version."""
    known = ("text", version_id)
    if known not in session.info:  # a text never changes, and marking reads it again and again
        session.info[known] = session.rows(_text(), version=version_id)[0][0].decode()
    return str(session.info[known])


def version(session: Session, version_id: Id) -> VersionRow:
    """Return which of its article's versions this is, in the order they were brought in."""
    query = """
        SELECT version.id, version.length, min(revision.wall_ms) AS imported_ms
        FROM article_version AS version JOIN revision ON revision.entity_id = version.id
        WHERE version.article_id = (SELECT article_id FROM article_version WHERE id = :id)
        AND (version.deleted = 0 OR version.id = :id)
        GROUP BY version.id ORDER BY imported_ms, version.id
    """
    found = session.sqlite.execute(query, {"id": version_id}).fetchall()
    number = [one for one, _, _ in found].index(version_id)
    _, length, imported_ms = found[number]
    return VersionRow(number + 1, len(found), imported_ms, length)


def remarks(session: Session, version_id: Id | None = None) -> dict[Id, tuple[str, ...]]:
    """Return what readers of files guessed or left out, of one version or all, by version."""
    query = select(col(ArticleVersion.id), col(ArticleVersion.remarks)).where(
        col(ArticleVersion.deleted) == 0, col(ArticleVersion.remarks) != ""
    )
    if version_id is not None:
        query = query.where(col(ArticleVersion.id) == version_id)
    return {Id(one): tuple(text.split("\n")) for one, text in session.rows(query)}


def original(session: Session, version_id: Id) -> Original | None:
    """Return the bytes an article version was read from, if they were kept."""
    query = (
        select(col(Content.data), col(ArticleVersion.file_name), col(ArticleVersion.importer))
        .join(Content, col(Content.sha256) == col(ArticleVersion.original_sha256))
        .where(col(ArticleVersion.id) == version_id)
    )
    found = session.rows(query)
    return Original(*found[0]) if found else None


def with_text(session: Session, sha256: bytes) -> Id | None:
    """Return the article whose current text has this SHA-256 (of its UTF-8), if there is one."""
    query = (
        select(col(Article.id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Article.current_version_id))
        .where(col(ArticleVersion.text_sha256) == sha256, col(Article.deleted) == 0)
        .order_by(col(Article.position), col(Article.id))
    )
    found = session.rows(query.limit(1))
    return Id(found[0][0]) if found else None


def fingerprints(session: Session) -> dict[bytes, Id]:
    """Return the SHA-256 of each article's current text, and which article it is."""
    query = (
        select(col(ArticleVersion.text_sha256), col(Article.id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Article.current_version_id))
        .where(col(Article.deleted) == 0)
        .order_by(col(Article.position).desc(), col(Article.id).desc())
    )
    return {sha256: Id(article_id) for sha256, article_id in session.rows(query)}


def fingerprint(text: str) -> bytes:
    """Return the SHA-256 a text is kept under once it is normalised."""
    return hashlib.sha256(normalise(text).encode()).digest()


def add(
    session: Session,
    read: ReadArticle,
    original: Original | None = None,
    *,
    article_id: Id | None = None,
) -> Id:
    """Add an article with its first version; REFUSED if there is nothing to read in it."""
    clean = normalise(read.text)
    if not clean.strip():
        raise ReviewError(Code.REFUSED, "An article without text cannot be reviewed.")
    article_id = article_id or new_id()
    if keep.find(session, Article, article_id):
        return article_id
    sha256 = content.store(session, clean.encode())
    version_id = keep.put(
        session,
        ArticleVersion,
        _version_with(session, article_id, sha256) or new_id(),
        article_id=article_id,
        text_sha256=sha256,
        length=len(clean),
        original_sha256=content.store(session, original.data) if original else None,
        media_type=read.media_type,
        file_name=original.file_name if original else "",
        importer=original.importer if original else "",
        remarks="\n".join(read.remarks),
    )
    keep.put(
        session,
        Article,
        article_id,
        title=read.title.strip() or "Untitled article",
        source_url=read.url,
        publisher=read.publisher,
        author=read.author,
        published=read.published,
        language=read.language,
        position=keep.next_position(session, Article),
        current_version_id=version_id,
    )
    keep.change(session, Article, article_id, current_version_id=version_id)
    return article_id


def change(session: Session, article_id: Id, **fields: str) -> None:
    """Correct what is known about an article."""
    if not fields.get("title", "-").strip():
        raise ReviewError(Code.REFUSED, "An article needs a title.")
    keep.check_names(fields, FIELDS)
    keep.change(session, Article, article_id, **fields)


def remove(session: Session, article_id: Id) -> None:
    """Remove an article from the lists; its passages go with it, its claims stay."""
    keep.remove(session, Article, article_id)


def _version_with(session: Session, article_id: Id, sha256: bytes) -> Id | None:
    """Return the version of a removed article that has this text, if there is one."""
    query = "SELECT id FROM article_version WHERE article_id=? AND text_sha256=? ORDER BY id"
    found = session.sqlite.execute(query, (article_id, sha256)).fetchone()
    return None if found is None else Id(found[0])


@cache
def _text() -> sa.Select[*tuple[Any, ...]]:
    query = select(col(Content.data))
    query = query.join(ArticleVersion, col(ArticleVersion.text_sha256) == col(Content.sha256))
    return query.where(col(ArticleVersion.id) == bindparam("version"))


@cache
def _all() -> sa.Select[*tuple[Any, ...]]:
    return _query(sa.true())


@cache
def _holding() -> sa.Select[*tuple[Any, ...]]:
    """Return the query of the articles that some passages stand in."""
    return (
        select(col(ArticleVersion.article_id))
        .join(Passage, col(Passage.article_version_id) == col(ArticleVersion.id))
        .where(col(Passage.id).in_(bindparam("passages", expanding=True)))
        .distinct()
    )


@cache
def _some() -> sa.Select[*tuple[Any, ...]]:
    """Return the query of a few articles: only their passages are counted."""
    of_some = col(Article.id).in_(bindparam("articles", expanding=True))
    versions = select(col(Article.current_version_id)).where(of_some)
    return _query(col(Passage.article_version_id).in_(versions)).where(of_some)


def _query(counted_of: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    used = (
        select(col(Passage.article_version_id).label("version_id"), col(Link.claim_id))
        .join(Link, (col(Link.passage_id) == col(Passage.id)) & (col(Link.deleted) == 0))
        .join(Claim, (col(Claim.id) == col(Link.claim_id)) & (col(Claim.deleted) == 0))
        .where(col(Passage.deleted) == 0, counted_of)
        .distinct()
        .subquery("used")
    )
    verdict = verdicts.is_given(used.c.claim_id)
    counted = (
        select(
            used.c.version_id,
            func.count().label("claims"),
            func.count(case((verdict, 1))).label("reviewed"),
        )
        .group_by(used.c.version_id)
        .subquery("counted")
    )
    return (
        select(
            *(col(Article.id), col(Article.title), col(Article.source_url)),
            *(col(Article.archived_url), col(Article.captured), col(Article.publisher)),
            *(col(Article.author), col(Article.published), col(Article.language)),
            *(col(ArticleVersion.id), col(ArticleVersion.text_sha256)),
            col(ArticleVersion.length),
            func.coalesce(counted.c.claims, 0),
            func.coalesce(counted.c.reviewed, 0),
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Article.current_version_id))
        .outerjoin(counted, counted.c.version_id == col(ArticleVersion.id))
        .where(col(Article.deleted) == 0)
        .order_by(col(Article.position), col(Article.id))
    )
