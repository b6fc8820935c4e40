"""Pieces of Office Open XML as text: runs, paragraphs, places, links, ranges of comments.

Made as text because a tree of a long report takes a hundred times the memory of its letters.
``look`` is what stands in the properties of a run, its elements in the order the format wants.
"""

import unicodedata
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from claimdesk.core.model import Verdict
from claimdesk.exchange.highlighted import Piece
from claimdesk.exchange.report_words import fit

_FROM_RIGHT = frozenset(("R", "AL"))
_DEPTHS = 3
_HALF_POINTS = 26
"""Size of the number of a claim behind its passage."""


class Look(NamedTuple):
    """How a verdict looks on white paper: ink, three depths of ground, line below."""

    ink: str
    grounds: tuple[str, str, str]
    line: str


LOOKS: dict[Verdict | None, Look] = {
    Verdict.CONFIRMED: Look("12786D", ("DDF0EB", "C4E4DC", "AEDCD1"), "thick"),
    Verdict.DENIED: Look("AC2A0A", ("FBE3DA", "F6CFC0", "F3BFAB"), "dash"),
    Verdict.UNVERIFIED: Look("5B2F8C", ("EBE4F5", "DCD0EE", "CFBEE8"), "dotted"),
    None: Look("566472", ("E6EAEE", "D8DEE4", "C8D0D8"), "single"),
}
"""The light colours of the program."""
BOLD = "<w:b/>"
OUTSIDE = '<w:color w:val="0B57D0"/><w:u w:val="single"/>'
"""The look of a link to the web."""


def shaded(piece: Piece) -> str:
    """Return the look of a stretch with highlights: the innermost gives colour and line."""
    look = LOOKS[piece.innermost.claim.verdict]
    ground = look.grounds[min(len(piece.over), _DEPTHS) - 1]
    return (
        f'<w:u w:val="{look.line}" w:color="{look.ink}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    )


def coloured(verdict: Verdict | None) -> str:
    """Return the look of words in the colour of a verdict."""
    return f'{BOLD}<w:color w:val="{LOOKS[verdict].ink}"/>'


def raised(verdict: Verdict | None) -> str:
    """Return the look of the number of a claim behind its passage."""
    return f'{coloured(verdict)}<w:sz w:val="{_HALF_POINTS}"/><w:vertAlign w:val="superscript"/>'


def run(text: str, look: str = "") -> str:
    """Return letters of one look; none for no text."""
    if not text:
        return ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = ("<w:tab/>".join(map(_letters, line.split("\t"))) for line in fit(text).split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style_id: str, inside: str, text: str = "") -> str:
    """Return a paragraph of runs; ``text`` is what it says, which gives its direction."""
    style = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    direction = "<w:bidi/>" if _is_from_right(text) else ""
    properties = f"<w:pPr>{style}{direction}</w:pPr>" if style or direction else ""
    return f"<w:p>{properties}{inside}</w:p>"


def place(inside: str, number: int, name: str) -> str:
    """Make runs a place that links lead to; ``number`` is another one for each place."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def inner_link(inside: str, name: str) -> str:
    """Return a link to a place of the document."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{inside}</w:hyperlink>'


def outer_link(text: str, relation: str) -> str:
    """Return a link to the address that has this relation; nothing is fetched from there."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{run(text, OUTSIDE)}</w:hyperlink>'


def comment_start(number: int) -> str:
    """Return where the words begin that a comment is on."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def comment_end(number: int) -> str:
    """Return where they end, and the sign of the comment."""
    return (
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/>'
        f'</w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


def _letters(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _is_from_right(text: str) -> bool:
    """Return whether the first letter with a direction is written from the right."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", *_FROM_RIGHT)), "L") in _FROM_RIGHT
