"""A report as blocks of text for the press: what is printed, not yet how it looks on paper.

Blocks go to the press as JSON, because it is a process of its own (see ``pressing``); positions
are code points of the block's text.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
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
    """All that is printed."""

    title: str
    blocks: tuple[Block, ...]


def written(title: str, blocks: Iterable[Block]) -> str:
    """Return what is printed as JSON."""
    return json.dumps({"title": title, "blocks": [asdict(one) for one in blocks]})


def read(text: str) -> Sheets:
    """Return what ``written`` wrote down."""
    found: dict[str, Any] = json.loads(text)
    return Sheets(found["title"], tuple(map(_block, found["blocks"])))


def _block(found: dict[str, Any]) -> Block:
    letters = (Letters(**{**one, "style": Style(one["style"])}) for one in found["letters"])
    marks = (Mark(**one) for one in found["marks"])
    return Block(Kind(found["kind"]), tuple(letters), tuple(marks), found["edge"])
