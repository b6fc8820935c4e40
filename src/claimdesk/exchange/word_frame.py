"""The frame of a report for word processors: the page, the look of each kind of paragraph."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from docx import Document
from docx.document import Document as Frame
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

AUTHOR = "Claimdesk"
HEADINGS = ("Title", "Heading1", "Heading2")
_LONGEST_TITLE = 255
_INK, _MUTED = RGBColor(0x1D, 0x21, 0x29), RGBColor(0x5F, 0x64, 0x6B)
_SANS, _SERIF = "Calibri", "Georgia"
_PAGE = (Cm(21), Cm(29.7))
_MARGIN = Cm(2.3)


class Kind(StrEnum):
    """What a paragraph is; the value is the id of its style."""

    NORMAL = ""
    QUIET = "ReportDetails"
    DETAIL = "ReportSource"
    ARTICLE = "ReportArticle"
    HEADING = "ReportHeading"
    PART = "ReportPart"
    ITEM = "ReportItem"


class _Look(NamedTuple):
    """Of a kind of paragraph: its name for people, size and room around it in points."""

    name: str
    size: float
    before: float
    after: float
    font: str = _SANS
    is_bold: bool = False
    is_quiet: bool = False
    stays: bool = False
    indent: Length | None = None
    spacing: float | None = None


_LOOKS = {
    Kind.QUIET: _Look("Report Details", 9, 0, 1, is_quiet=True, stays=True),
    Kind.DETAIL: _Look("Report Source", 9, 0, 1, is_quiet=True, indent=Cm(0.5)),
    Kind.ARTICLE: _Look("Report Article", 11, 0, 8, _SERIF, spacing=1.5),
    Kind.HEADING: _Look("Report Heading", 11, 8, 4, _SERIF, is_bold=True, stays=True),
    Kind.PART: _Look("Report Part", 9.5, 8, 2, is_bold=True, is_quiet=True, stays=True),
    Kind.ITEM: _Look("Report Item", 10, 0, 3, indent=Cm(0.5)),
}
_SIZES = ((22, 0, 4), (17, 26, 6), (12, 18, 3))
"""Of the headings: letters, room before and after, in points."""


def frame(title: str) -> Frame:
    """Return a document without text: its page, its styles, what it says about itself."""
    document = Document()
    normal = _paragraph_style(document, "Normal")
    normal.font.name, normal.font.size = _SANS, Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for look in _LOOKS.values():
        _add(document, look)
    for name, size in zip(("Title", "Heading 1", "Heading 2"), _SIZES, strict=True):
        _set_heading(_paragraph_style(document, name), *size)
    _set_page(document)
    # The picture of an empty page that comes with the library says nothing of this one.
    relations = document.part.package.rels
    for name in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]
    said = document.core_properties
    said.title, said.author = title[:_LONGEST_TITLE], AUTHOR
    said.comments = ""
    said.created = said.modified = datetime.now(UTC).replace(tzinfo=None)
    return document


def _paragraph_style(document: Frame, name: str) -> ParagraphStyle:
    found = document.styles[name]
    assert isinstance(found, ParagraphStyle)  # noqa: S101 - of the kind asked for
    return found


def _add(document: Frame, look: _Look) -> None:
    made = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(made, ParagraphStyle)  # noqa: S101 - of the kind asked for
    made.base_style = document.styles["Normal"]
    made.font.name, made.font.size = look.font, Pt(look.size)
    made.font.bold = look.is_bold or None
    if look.is_quiet:
        made.font.color.rgb = _MUTED
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next = look.stays or None
    form.left_indent, form.line_spacing = look.indent, look.spacing


def _set_heading(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    style.font.size, style.font.bold = Pt(size), True
    style.font.color.rgb = _INK
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    for line in style.element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)


def _set_page(document: Frame) -> None:
    """Make it A4 with the number of the page at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)  # noqa: SLF001 - the library's way to its own elements
    _paragraph_style(document, "Footer").font.size = Pt(9)
