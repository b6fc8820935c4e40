"""A report for word processors: articles with highlights and comments, then their claims.

Each passage is shaded and underlined by its verdict, ends in the number of its claim, which leads
there, and carries a comment with claim, verdict and reason by whoever decided.
"""

from datetime import UTC, datetime
from itertools import count
from typing import BinaryIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from claimdesk.core.model import Id, Stance
from claimdesk.exchange import word_markup
from claimdesk.exchange.highlighted import Highlight, Piece, paragraphs
from claimdesk.exchange.outgoing import Outgoing
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.report import (
    ArticleCard,
    ClaimCard,
    Facts,
    PassageCard,
    Remark,
    Report,
    SourceCard,
    verdict_of,
    web_address,
)
from claimdesk.exchange.report_words import (
    SIGNS,
    STANCES,
    VERDICTS,
    counted,
    fit,
    listed,
    quoted,
)

MOST_COMMENTS = 1000
"""Passages with a comment; word processors open many thousands slowly or not at all."""
_AUTHOR = "Claimdesk"
_JOINED = "\u2060"
"""Keeps the number of a claim on the line of the words it stands behind."""
_APART = "\u202f"
"""Keeps the numbers of two claims on one line, and apart."""
_LONGEST_TITLE = 255
_HEADINGS = ("Title", "Heading1", "Heading2")
_QUIET = "Report Details"
_ARTICLE = "Report Article"
_DETAIL = "Report Source"
_PART = "Report Part"
_ITEM = "Report Item"


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write the report as Office Open XML."""
    report = Report(outgoing)
    made = _Docx(report)
    total = len(report.articles) + len(report.claims) + 1
    for done, card in enumerate(report.article_cards()):
        tick(done, total)
        made.add_article(card, report.text(card))
    made.heading("Claims", 1)
    for done, claim in enumerate(report.claims, len(report.articles)):
        tick(done, total)
        made.add_claim(report.card(claim))
    tick(total - 1, total)
    made.document.save(stream)
    tick(total, total)
    return (*report.remarks(), *made.remarks())


class _Docx:
    """The document while it grows."""

    def __init__(self, report: Report) -> None:
        self.document = Document()
        self._places = {
            link.id: f"p{claim.row.number}_{number}"
            for claim in report.claims
            for number, link in enumerate(claim.links, 1)
        }
        self._first: dict[Id, Run] = {}
        self._uncommented = 0
        self._commented = 0
        self._numbers = count(1)
        self._addresses: dict[str, str] = {}
        self._styles = {name: self._style(name, *how) for name, how in _STYLES.items()}
        self._set_up(report.title)
        self.heading(report.title, 0)
        if report.description:
            self._paragraph(report.description)
        self._paragraph(report.summary, _QUIET)

    def remarks(self) -> tuple[str, ...]:
        """Return what is to be said about what is not in the document."""
        if not self._uncommented:
            return ()
        passages = counted(self._uncommented, "passage")
        return (f"Left out: the comments on {passages}; there are too many for word processors.",)

    def heading(self, text: str, level: int, name: str = "") -> None:
        """Add a heading; a name makes it a place that links lead to."""
        made = word_markup.add_paragraph(self.document, _HEADINGS[level])
        word_markup.direct(made, text)
        run = made.add_run(text)
        if name:
            word_markup.place(run, next(self._numbers), name)

    def add_article(self, card: ArticleCard, text: str) -> None:
        """Add an article with its highlights."""
        self.heading(card.title, 1)
        self._facts(card.facts)
        self._notes(card.notes)
        self._paragraph("", _QUIET)
        for pieces in paragraphs(text, card.highlights):
            made = self._paragraph("", _ARTICLE)
            word_markup.direct(made, "".join(piece.text for piece in pieces))
            for piece in pieces:
                self._piece(made, piece)

    def add_claim(self, card: ClaimCard) -> None:
        """Add a claim with all that hangs on it."""
        row = card.row
        self.heading(f"{row.number}. {card.text}", 2, f"claim_{row.number}")
        made = self._paragraph("")
        word = VERDICTS[row.verdict]
        word_markup.colour(made.add_run(f"{SIGNS[row.verdict]} {word}"), row.verdict)
        made.add_run(card.verdict.removeprefix(word))
        if card.reason:
            self._paragraph(card.reason)
        self._facts(card.facts)
        self._part("Verdicts", bool(card.opinions))
        for opinion in card.opinions:
            self._opinion(opinion)
        self._part("Evidence", bool(card.sources))
        for source in card.sources:
            self._source(source)
        self._part("Passages", bool(card.passages))
        for passage in card.passages:
            self._passage(passage)
        self._part("Related claims", bool(card.related))
        for said, other in card.related:
            text = f"{other.number}. {fit(other.text)}"
            item = self._paragraph(f"{said}: ", _ITEM)
            word_markup.inner_link(item, text, f"claim_{other.number}")
        self._notes(card.notes)

    # Pieces of a text ------------------------------------------------------------------------

    def _piece(self, made: Paragraph, piece: Piece) -> None:
        run = made.add_run(fit(piece.text))
        if piece.over:
            word_markup.shade(run, piece)
        for one in piece.over:
            if one.link.id not in self._first:
                self._first[one.link.id] = run
                word_markup.place(run, next(self._numbers), self._places[one.link.id])
        for number, one in enumerate(piece.ends):
            self._end(made, one, run, _APART if number else _JOINED)

    def _end(self, made: Paragraph, one: Highlight, last: Run, before: str) -> None:
        verdict, number = one.claim.verdict, one.claim.number
        sign = "≠" if one.link.stance is Stance.DISPUTES else ""
        shown = f"{before}{number}{SIGNS[verdict]}{sign}"
        mark = word_markup.inner_link(made, shown, f"claim_{number}")
        mark.font.superscript = True
        mark.font.size = Pt(13)
        word_markup.colour(mark, verdict)
        if self._commented == MOST_COMMENTS:
            self._uncommented += 1
            return
        self._commented += 1
        runs = [self._first[one.link.id], last]
        author = fit(one.claim.reviewer) or _AUTHOR
        self.document.add_comment(runs, _comment(one), author, str(number))

    # Parts of a claim ------------------------------------------------------------------------

    def _part(self, title: str, is_there: bool) -> None:  # noqa: FBT001 - whether to add it
        if is_there:
            self._paragraph(title, _PART)

    def _opinion(self, one: Remark) -> None:
        made = self._paragraph("", _ITEM)
        word_markup.colour(made.add_run(f"{SIGNS[one.verdict]} "), one.verdict)
        made.add_run(one.head).bold = True
        made.add_run(f": {one.body}" if one.body else "")

    def _source(self, card: SourceCard) -> None:
        made = self._paragraph(f"{card.stance}: ", _ITEM)
        if card.url:
            self._outer_link(made, card.title, card.url)
        else:
            made.add_run(card.title)
        if card.quote:
            self._paragraph(quoted(card.quote), _ITEM)
        self._facts(card.details, _DETAIL)
        self._notes(card.notes)

    def _passage(self, card: PassageCard) -> None:
        made = self._paragraph("", _ITEM)
        quote = quoted(fit(card.link.quote))
        word_markup.inner_link(made, quote, self._places[card.link.id])
        made.add_run(f" {fit(card.link.article)}: {card.said}")
        self._notes(card.notes)

    def _facts(self, facts: Facts, style: str = _QUIET) -> None:
        for name, said in facts:
            made = self._paragraph(f"{name}: ", style)
            if web_address(said) == said:
                self._outer_link(made, said, said)
            else:
                made.add_run(said)

    def _outer_link(self, made: Paragraph, text: str, address: str) -> None:
        relation = self._addresses.setdefault(address, f"link{len(self._addresses)}")
        word_markup.outer_link(made, text, address, relation)

    def _notes(self, notes: tuple[Remark, ...]) -> None:
        for one in notes:
            arrow = "↳ " if one.is_answer else ""
            self._paragraph(f"{arrow}Note by {one.head}: {one.body}", _QUIET)

    def _paragraph(self, text: str, style: str = "") -> Paragraph:
        style_id = self._styles[style].style_id if style else ""
        made = word_markup.add_paragraph(self.document, style_id)
        if text:
            word_markup.direct(made, text)
            made.add_run(text)
        return made

    # The look --------------------------------------------------------------------------------

    def _style(self, name: str, size: float, before: float, after: float) -> ParagraphStyle:
        made = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(made, ParagraphStyle)  # noqa: S101 - of the kind asked for
        made.base_style = self.document.styles["Normal"]
        made.font.size = Pt(size)
        made.paragraph_format.space_before = Pt(before)
        made.paragraph_format.space_after = Pt(after)
        return made

    def _set_up(self, title: str) -> None:
        for name in (_QUIET, _DETAIL, _PART):
            self._styles[name].font.color.rgb = RGBColor(0x5F, 0x64, 0x6B)
        self._styles[_PART].font.bold = True
        self._styles[_PART].paragraph_format.keep_with_next = True
        self._styles[_ARTICLE].paragraph_format.line_spacing = 1.4
        for name in (_ITEM, _DETAIL):
            self._styles[name].paragraph_format.left_indent = Cm(0.5)
        # The picture of an empty page that comes with the library says nothing of this one.
        relations = self.document.part.package.rels
        for name in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
            del relations[name]
        said = self.document.core_properties
        said.title, said.author = title[:_LONGEST_TITLE], _AUTHOR
        said.comments = ""
        said.created = said.modified = datetime.now(UTC).replace(tzinfo=None)


def _comment(one: Highlight) -> str:
    """Return claim, verdict, why, and what the passage does; a line each."""
    row = one.claim
    said = (
        f"{row.number}. {fit(row.text)}",
        f"{SIGNS[row.verdict]} {verdict_of(row)}",
        fit(row.reason),
        listed((STANCES[one.link.stance], fit(one.link.speaker))),
    )
    return "\n".join(filter(None, said))


_STYLES: dict[str, tuple[float, float, float]] = {
    _QUIET: (9, 0, 1),
    _DETAIL: (9, 0, 1),
    _ARTICLE: (11.5, 0, 9),
    _PART: (9.5, 8, 2),
    _ITEM: (10, 0, 3),
}
"""Size of the letters, room before and after, in points."""
