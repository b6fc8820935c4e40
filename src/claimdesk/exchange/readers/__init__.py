"""Read an article from a file: its text, where it came from, and its bytes as they were."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import Original, ReadArticle
from claimdesk.exchange import plain_file
from claimdesk.exchange.readers.isolation import ReadingProcess
from claimdesk.exchange.readers.kinds import KINDS, MARKDOWN, TABLE, TEXT, Kind, Wish, kind_of
from claimdesk.exchange.readers.text import read_markdown, read_table, read_text
from claimdesk.exchange.wording import shown

__all__ = ["KINDS", "MOST_BYTES", "ArticleReader", "Wish", "read_article"]

MOST_BYTES = 50_000_000
"""A larger file is no article."""
_AS_IT_IS = Wish()
_PLAIN = {TEXT: read_text, MARKDOWN: read_markdown, TABLE: read_table}
"""What is read without a process of its own: nothing in it has to be taken apart."""


class ArticleReader:
    """Reads files one after the other; all but plain text in one process with limits."""

    def __init__(self) -> None:
        self._process = ReadingProcess()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close()

    def read(
        self, path: Path, wish: Wish = _AS_IT_IS, beat: Callable[[], None] | None = None
    ) -> tuple[ReadArticle, Original]:
        """Read an article; ``beat`` is called while a file takes its time and may raise."""
        return self.read_bytes(plain_file.content(path, MOST_BYTES), path.name, wish, beat)

    def read_bytes(
        self,
        data: bytes,
        name: str,
        wish: Wish = _AS_IT_IS,
        beat: Callable[[], None] | None = None,
    ) -> tuple[ReadArticle, Original]:
        """Read an article from the bytes of a file of this name."""
        path = Path(name)
        kind = kind_of(data, path.suffix)
        try:
            article = self._read(data, kind, wish, beat)
        except ReviewError as error:
            sentence = f"“{shown(name)}”: {error.sentence}"
            raise ReviewError(error.code, sentence) from error
        if not article.title:
            article = replace(article, title=path.stem)
        return article, Original(data, name, kind.id)

    def _read(
        self, data: bytes, kind: Kind, wish: Wish, beat: Callable[[], None] | None
    ) -> ReadArticle:
        if kind in _PLAIN:
            return _PLAIN[kind](data, wish.encoding)
        return self._process.read(data, kind, wish, beat)


def read_article(path: Path, wish: Wish = _AS_IT_IS) -> tuple[ReadArticle, Original]:
    """Read a single article with the reader its content and its suffix call for."""
    with ArticleReader() as reader:
        return reader.read(path, wish)
