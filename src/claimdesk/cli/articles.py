"""The verb that brings articles in: import."""

from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path

from claimdesk.cli.answers import Answer
from claimdesk.cli.opening import opened
from claimdesk.core.errors import ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import Id, Original, ReadArticle
from claimdesk.exchange.readers import ArticleReader, Wish
from claimdesk.exchange.wording import shown
from claimdesk.store import articles
from claimdesk.store.store import Session, Store

_REMARKS = 12
"""How many remarks are printed; subtitles have one for every line."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that came in, or whose text was there already."""

    path: Path
    id: Id
    title: str
    added: bool
    remarks: tuple[str, ...]


def import_files(arguments: Namespace) -> Answer:
    """Import articles from files, each by itself: a bad one does not keep the others out."""
    if len(arguments.files) > 1 and (arguments.title or arguments.url):
        arguments.usage_error("--title and --url are for a single file")
    done: list[Imported] = []
    trouble: list[ReviewError] = []
    with opened(arguments.project) as store, ArticleReader() as reader:
        for path in arguments.files:
            try:
                done.append(_import(store, reader, path, arguments))
            except ReviewError as error:
                trouble.append(error)
    return Answer(
        {"articles": [_data(one) for one in done], "failed": len(trouble)},
        tuple(line for one in done for line in _lines(one)),
        tuple(trouble),
    )


def _import(store: Store, reader: ArticleReader, path: Path, arguments: Namespace) -> Imported:
    read, original = reader.read(path, Wish(arguments.encoding, arguments.whole_page))
    described = replace(
        read,
        title=arguments.title or read.title,
        url=arguments.url or read.url,
        published=arguments.published or read.published,
    )
    (article_id, added), _ = store.run(
        "Import article", lambda session: _add(session, described, original)
    )
    row = store.read(articles.row, article_id)
    title = row.title if row else described.title
    return Imported(path, article_id, title, added, read.remarks)


def _add(session: Session, read: ReadArticle, original: Original | None) -> tuple[Id, bool]:
    there = articles.with_text(session, articles.fingerprint(read.text))
    return (there, False) if there else (articles.add(session, read, original), True)


def _data(one: Imported) -> dict[str, object]:
    return {
        "file": str(one.path),
        "id": as_text(one.id),
        "title": one.title,
        "added": one.added,
        "remarks": list(one.remarks),
    }


def _lines(one: Imported) -> tuple[str, ...]:
    what = "Imported" if one.added else "Was there already:"
    line = f"{what} “{shown(one.title)}” from {shown(one.path.name)} as {as_text(one.id)}"
    more = len(one.remarks) - _REMARKS
    rest = (f"  … and {more} more; --json lists all",) if more > 0 else ()
    return (line, *(f"  {remark}" for remark in one.remarks[:_REMARKS]), *rest)
