"""A report as blocks of text for the press: what is printed, not yet how it looks on paper.

Blocks go to the press as JSON, because it is a process of its own (see ``pressing``); positions
are code points of the block's text.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What a block is."""

    TITLE = "title"
    CHAPTER = "chapter"
    ARTICLE = "article"
    CLAIM = "claim"
    PART = "part"
    TEXT = "text"
    NORMAL = "normal"
    FACT = "fact"
    ITEM = "item"
    DETAIL = "detail"


class Style(StrEnum):
    """How some letters of a block differ from the others."""

    PLAIN = "plain"
    STRONG = "strong"
    VERDICT = "verdict"
    REFERENCE = "reference"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Letters:
    """Some letters of a block; ``verdict`` colours them, "open" standing for not reviewed yet."""

    text: str
    style: Style = Style.PLAIN
    verdict: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight on a block: code points, in a lane of its own; ``disputes`` doubles its ends."""

    start: int
    end: int
    lane: int
    verdict: str
    disputes: bool = False
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; ``edge`` is the verdict of the claim it belongs to, if it does."""

    kind: Kind
    letters: tuple[Letters, ...]
    marks: tuple[Mark, ...] = ()
    edge: str = ""

    @property
    def text(self) -> str:
        """Return all its letters."""
        return "".join(one.text for one in self.letters)


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that is printed; the blocks are gone through several times."""

    title: str
    blocks: Iterable[Block]


class _Written:
    """The blocks a file holds, read again each time: a long report is never held as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Block]:
        with self._path.open(encoding="utf-8") as file:
            next(file)
            yield from map(_block, map(json.loads, file))


def write(path: Path, title: str, blocks: Iterable[Block]) -> None:
    """Write down what is printed: the title, then a block a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(title) + "\n")
        for one in blocks:
            letters = [astuple(some) for some in one.letters]
            marks = [astuple(some) for some in one.marks]
            file.write(json.dumps([one.kind, letters, marks, one.edge]) + "\n")


def read(path: Path) -> Sheets:
    """Return what ``write`` wrote down."""
    with path.open(encoding="utf-8") as file:
        return Sheets(json.loads(next(file)), _Written(path))


def _block(found: list[Any]) -> Block:
    kind, letters, marks, edge = found
    return Block(
        Kind(kind),
        tuple(Letters(text, Style(style), *rest) for text, style, *rest in letters),
        tuple(Mark(*one) for one in marks),
        edge,
    )
