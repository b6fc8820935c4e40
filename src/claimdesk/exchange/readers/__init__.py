"""Read an article from a file: its text, where it came from, and its bytes as they were."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.core.i18n import mark
from claimdesk.core.model import Original, ReadArticle
from claimdesk.exchange.readers.text import read_markdown, read_text
from claimdesk.exchange.wording import shown

Reader = Callable[[bytes, str | None], ReadArticle]
"""Makes an article of a file's bytes; the second argument names the encoding, if one was named."""

MOST_BYTES = 50_000_000
"""A larger file is no article."""

_READERS: dict[str, tuple[str, Reader]] = {
    ".md": ("markdown", read_markdown),
    ".markdown": ("markdown", read_markdown),
}
_ANY_OTHER: tuple[str, Reader] = ("text", read_text)

_TOO_BIG = mark("“{name}” is larger than 50 MB; split it, or import the part that matters.")
_NOT_REGULAR = mark("“{name}” is not an ordinary file.")
_FOLDER = mark("“{name}” is a folder; choose a file.")
_BAD_NAME = mark("“{name}” cannot be the name of a file.")


def read_article(path: Path, encoding: str | None = None) -> tuple[ReadArticle, Original]:
    """Read an article with the reader its suffix calls for; other suffixes are tried as text."""
    name = shown(path.name)
    data = _bytes_of(path, name)
    importer, reader = _READERS.get(path.suffix.lower(), _ANY_OTHER)
    try:
        article = reader(data, encoding)
    except ReviewError as error:
        raise ReviewError(error.code, f"“{name}”: {error.sentence}") from error
    if not article.title:
        article = replace(article, title=path.stem)
    return article, Original(data, path.name, importer)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReviewError(Code.DIRECTORY, _FOLDER.format(name=name))
        if not stat.S_ISREG(mode):
            raise ReviewError(Code.NOT_REGULAR, _NOT_REGULAR.format(name=name))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise from_os(error, name) from error
    except ValueError as error:
        raise ReviewError(Code.BAD_NAME, _BAD_NAME.format(name=name)) from error
    if len(data) > MOST_BYTES:
        raise ReviewError(Code.TOO_BIG, _TOO_BIG.format(name=name))
    return data
