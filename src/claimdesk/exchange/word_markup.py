"""What a report needs of Office Open XML beyond what the library offers: shades, places, links."""

import unicodedata
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from claimdesk.core.model import Verdict
from claimdesk.exchange.highlighted import Piece

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_FROM_RIGHT = frozenset(("R", "AL"))
_DEPTHS = 3


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


def shade(run: Run, piece: Piece) -> None:
    """Mark a stretch as the highlights on it have it: the innermost gives colour and line."""
    look = LOOKS[piece.innermost.claim.verdict]
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library's way to its own elements
    line = _element("w:u", {"w:val": look.line, "w:color": look.ink})
    ground = look.grounds[min(len(piece.over), _DEPTHS) - 1]
    properties.append(line)
    properties.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground}))


def colour(run: Run, verdict: Verdict | None) -> None:
    """Write a run in the colour of a verdict, bold."""
    run.font.bold = True
    run.font.color.rgb = RGBColor.from_string(LOOKS[verdict].ink)


def add_paragraph(document: Document, style_id: str) -> Paragraph:
    """Add a paragraph at the end, by the id of its style.

    The library would look through the whole document for its end, and through all styles.
    """
    made: Any = OxmlElement("w:p")
    document.element.body[-1].addprevious(made)
    if style_id:
        made.style = style_id
    return Paragraph(made, document._body)  # noqa: SLF001 - as above


def direct(paragraph: Paragraph, text: str) -> None:
    """Set a paragraph from the right if its first letter with a direction is written from there."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in ("L", *_FROM_RIGHT)), "L")
    if first in _FROM_RIGHT:
        paragraph._p.get_or_add_pPr().append(_element("w:bidi", {}))  # noqa: SLF001 - as above


def place(run: Run, number: int, name: str) -> None:
    """Make a run a place that links lead to; ``number`` is another one for each place."""
    start = _element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    run._r.addprevious(start)  # noqa: SLF001 - as above
    run._r.addnext(_element("w:bookmarkEnd", {"w:id": str(number)}))  # noqa: SLF001 - as above


def inner_link(paragraph: Paragraph, text: str, name: str) -> Run:
    """Add a link to a place of the document."""
    return _linked(paragraph, text, {"w:anchor": name, "w:history": "1"})


def outer_link(paragraph: Paragraph, text: str, address: str, relation: str) -> Run:
    """Add a link to an address of the web, named ``relation``; nothing is fetched from there."""
    part = paragraph.part
    if relation not in part.rels:
        # Asked for a name of its own, the library would go through all that are there.
        part.load_rel(_RELATION, address, relation, is_external=True)
    run = _linked(paragraph, text, {"r:id": relation, "w:history": "1"})
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string("0B57D0")
    return run


def _linked(paragraph: Paragraph, text: str, attributes: dict[str, str]) -> Run:
    run = paragraph.add_run(text)
    link = _element("w:hyperlink", attributes)
    run._r.addprevious(link)  # noqa: SLF001 - as above
    link.append(run._r)  # noqa: SLF001 - as above
    return run


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
