"""Read an article from a file: its text, where it came from, and its bytes as they were."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import Original, ReadArticle
from claimdesk.exchange import plain_file
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


def read_article(path: Path, encoding: str | None = None) -> tuple[ReadArticle, Original]:
    """Read an article with the reader its suffix calls for; other suffixes are tried as text."""
    name = shown(path.name)
    data = plain_file.content(path, MOST_BYTES)
    importer, reader = _READERS.get(path.suffix.lower(), _ANY_OTHER)
    try:
        article = reader(data, encoding)
    except ReviewError as error:
        raise ReviewError(error.code, f"“{name}”: {error.sentence}") from error
    if not article.title:
        article = replace(article, title=path.stem)
    return article, Original(data, path.name, importer)
