"""The verb that brings articles in: import."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import looked_at, opened
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import Id, Original, ReadArticle
from claimdesk.exchange.intake import MOST_FILES, Found, Reading, files_in, read_each
from claimdesk.exchange.readers import Wish
from claimdesk.exchange.wording import on_one_line, shown
from claimdesk.store import articles
from claimdesk.store.store import Reader, Session, Store

_REMARKS = 12
"""How many remarks are printed; subtitles have one for every line."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that came in, or whose text was there already; without an id it would come in."""

    path: Path
    id: Id | None
    title: str
    added: bool
    characters: int
    remarks: tuple[str, ...]


def import_files(arguments: Namespace) -> Answer:
    """Import articles from files and folders; a bad file does not keep the others out."""
    found = files_in(arguments.files)
    if not found.files:
        names = ", ".join(f"“{on_one_line(path.name)}”" for path in arguments.files)
        raise ReviewError(Code.EMPTY, f"There is nothing to import in {names}.")
    several = len(arguments.files) > 1 or arguments.files[0].is_dir()
    if several and (arguments.title or arguments.url):
        arguments.usage_error("--title and --url are for a single file")
    if arguments.dry_run:
        with looked_at(arguments.project) as reader:
            done, trouble = _each(found, arguments, partial(_looked_at, reader))
    else:
        with opened(arguments.project) as store:
            done, trouble = _each(found, arguments, partial(_imported, store))
    data = {
        "articles": [_data(one) for one in done],
        "failed": len(trouble),
        "passed_over": found.passed_over,
        "dry_run": bool(arguments.dry_run),
    }
    lines = [line for one in done for line in _lines(one, dry=arguments.dry_run)]
    return Answer(data, (*lines, *_about_folders(found)), tuple(trouble))


def _each(
    found: Found, arguments: Namespace, bring: Callable[[ReadArticle, Reading], Imported]
) -> tuple[list[Imported], list[ReviewError]]:
    """Read the files and bring each in by itself."""
    done: list[Imported] = []
    trouble: list[ReviewError] = []
    for reading in read_each(found.files, Wish(arguments.encoding, arguments.whole_page)):
        try:
            done.append(bring(_described(reading, arguments), reading))
        except ReviewError as error:
            trouble.append(error)
    return done, trouble


def _described(reading: Reading, arguments: Namespace) -> ReadArticle:
    if reading.article is None:
        raise reading.trouble or ReviewError(Code.EMPTY, "There is nothing to read.")
    read = reading.article
    return replace(
        read,
        title=arguments.title or read.title,
        url=arguments.url or read.url,
        published=arguments.published or read.published,
    )


def _imported(store: Store, read: ReadArticle, reading: Reading) -> Imported:
    (article_id, added), _ = store.run(
        "Import article", lambda session: _add(session, read, reading.original)
    )
    row = store.read(articles.row, article_id)
    title = row.title if row else read.title
    return Imported(reading.path, article_id, title, added, len(read.text), read.remarks)


def _looked_at(store: Reader, read: ReadArticle, reading: Reading) -> Imported:
    """Say what importing would do, and do nothing."""
    there = store.read(articles.with_text, articles.fingerprint(read.text))
    return Imported(reading.path, there, read.title, there is None, len(read.text), read.remarks)


def _add(session: Session, read: ReadArticle, original: Original | None) -> tuple[Id, bool]:
    there = articles.with_text(session, articles.fingerprint(read.text))
    return (there, False) if there else (articles.add(session, read, original), True)


def _data(one: Imported) -> dict[str, object]:
    return {
        "file": str(one.path),
        "id": as_text(one.id) if one.id else None,
        "title": one.title,
        "added": one.added,
        "characters": one.characters,
        "remarks": list(one.remarks),
    }


def _lines(one: Imported, *, dry: bool) -> tuple[str, ...]:
    named = f"“{shown(one.title)}” from {shown(one.path.name)}"
    if not one.id:
        line = f"Would import {named}, {counted(one.characters, 'character', 'characters')}"
    elif dry:
        line = f"Is there already: {named} as {as_text(one.id)}"
    else:
        what = "Imported" if one.added else "Was there already:"
        line = f"{what} {named} as {as_text(one.id)}"
    more = len(one.remarks) - _REMARKS
    rest = (f"  … and {more} more; --json lists all",) if more > 0 else ()
    return (line, *(f"  {remark}" for remark in one.remarks[:_REMARKS]), *rest)


def _about_folders(found: Found) -> tuple[str, ...]:
    said = []
    if found.passed_over:
        files = counted(found.passed_over, "file", "files")
        said.append(f"Passed over: {files} of other kinds")
    if found.too_many:
        said.append(f"Only the first {MOST_FILES:,} files were taken; import the rest afterwards")
    return tuple(said)
