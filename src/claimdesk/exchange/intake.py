"""What comes in when files and folders are named: which files those are, and what each reads as."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Original, ReadArticle
from claimdesk.exchange import readers
from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.kinds import is_readable
from claimdesk.store import articles

MOST_FILES = 20_000
"""Files of folders that are taken at once; more is no work for one day."""
_COMPANIONS = ("_files", "-files", ".files", "_file", "-Dateien", "_fichiers", "_archivos")
"""What browsers call the folder with the pictures of a saved page, behind the page's name."""
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Found:
    """The files that were named or found, in order, and how many others folders held."""

    files: tuple[Path, ...]
    passed_over: int = 0
    too_many: bool = False
    """Folders held more than are taken at once; the rest is left out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, with the fingerprint of its text, or what is wrong with it."""

    path: Path
    article: ReadArticle | None = None
    original: Original | None = None
    sha256: bytes = b""
    trouble: ReviewError | None = None


def files_in(paths: Iterable[Path], beat: Callable[[], None] | None = None) -> Found:
    """Return the files that are named, and of folders all in them that articles are read from.

    Hidden files, links to folders and the pictures of saved pages are passed over.
    """
    files: dict[Path, None] = {}
    passed_over = 0
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        for one in _below(path):
            if beat is not None:
                beat()
            if len(files) >= MOST_FILES:
                return Found(tuple(files), passed_over, too_many=True)
            if is_readable(one.suffix):
                files[one] = None
            else:
                passed_over += 1
    return Found(tuple(files), passed_over)


def read_each(
    paths: Iterable[Path], wish: Wish, beat: Callable[[], None] | None = None
) -> Iterator[Reading]:
    """Read files one after the other; a bad one does not keep the others out."""
    with readers.ArticleReader() as reader:
        for path in paths:
            if beat is not None:
                beat()
            try:
                article, original = reader.read(path, wish, beat)
            except ReviewError as error:
                if error.code is Code.CANCELLED:
                    raise
                yield Reading(path, trouble=error)
            else:
                yield Reading(path, article, original, articles.fingerprint(article.text))


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and the folders in it, in the order of their names."""
    for place, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
        folders[:] = sorted(one for one in folders if not _is_left(one, pages))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place, name)


def _is_left(folder: str, pages: set[str]) -> bool:
    """Return whether a folder is hidden, or holds the pictures of a page beside it."""
    if folder.startswith("."):
        return True
    return any(folder.removesuffix(end) in pages for end in _COMPANIONS if folder.endswith(end))
