"""A report for word processors: articles with highlights and comments, then their claims.

Each passage is shaded and underlined by its verdict, ends in the number of its claim, which leads
there, and carries a comment with claim, verdict and reason by whoever decided.
"""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import BinaryIO

from claimdesk.core.model import Id, Stance
from claimdesk.exchange import word_frame, word_markup
from claimdesk.exchange.highlighted import Highlight, Piece, is_heading, paragraphs
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
from claimdesk.exchange.word_file import WordFile
from claimdesk.exchange.word_frame import Kind
from claimdesk.exchange.word_markup import run

MOST_COMMENTS = 1000
"""Passages with a comment; word processors open many thousands slowly or not at all."""
_JOINED = "\u2060"
"""Keeps the number of a claim on the line of the words it stands behind."""
_APART = "\u202f"
"""Keeps the numbers of two claims on one line, and apart."""


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write the report as Office Open XML."""
    report = Report(outgoing)
    total = len(report.articles) + len(report.claims) + 1
    with WordFile(word_frame.frame(report.title), stream) as file:
        made = _Docx(report, file)
        made.add_head()
        for done, card in enumerate(report.article_cards()):
            made.add_article(card, report.text(card), partial(tick, done, total))
        made.heading("Claims", 1)
        for done, claim in enumerate(report.claims, len(report.articles)):
            tick(done, total)
            made.add_claim(report.card(claim))
    tick(total, total)
    return (*report.remarks(), *made.remarks())


class _Docx:
    """The report as it runs into the file."""

    def __init__(self, report: Report, file: WordFile) -> None:
        self._report = report
        self._file = file
        self._places = {
            link.id: f"p{claim.row.number}_{number}"
            for claim in report.claims
            for number, link in enumerate(claim.links, 1)
        }
        self._placed: set[Id] = set()
        self._comments: dict[Id, int] = {}
        self._uncommented = 0
        self._numbers = count(1)

    def remarks(self) -> tuple[str, ...]:
        """Return what is to be said about what is not in the document."""
        if not self._uncommented:
            return ()
        passages = counted(self._uncommented, "passage")
        return (f"Left out: the comments on {passages}; there are too many for word processors.",)

    def heading(self, text: str, level: int, name: str = "") -> None:
        """Add a heading; a name makes it a place that links lead to."""
        inside = run(text)
        if name:
            inside = word_markup.place(inside, next(self._numbers), name)
        self._file.write(word_markup.paragraph(word_frame.HEADINGS[level], inside, text))

    def add_head(self) -> None:
        """Add what stands before the articles."""
        self.heading(self._report.title, 0)
        if self._report.description:
            self._text(self._report.description)
        self._text(self._report.summary, Kind.QUIET)

    def add_article(self, card: ArticleCard, text: str, beat: Callable[[], None]) -> None:
        """Add an article with its highlights."""
        self.heading(card.title, 1)
        self._facts(card.facts)
        self._notes(card.notes)
        self._text("", Kind.QUIET)
        for pieces in paragraphs(text, card.highlights):
            beat()
            words = "".join(piece.text for piece in pieces)
            kind = Kind.HEADING if is_heading(words) else Kind.ARTICLE
            self._add(kind, "".join(map(self._piece, pieces)), words)

    def add_claim(self, card: ClaimCard) -> None:
        """Add a claim with all that hangs on it."""
        row = card.row
        self.heading(f"{row.number}. {card.text}", 2, f"claim_{row.number}")
        word = VERDICTS[row.verdict]
        signed = run(f"{SIGNS[row.verdict]} {word}", word_markup.coloured(row.verdict))
        self._add(Kind.NORMAL, signed + run(card.verdict.removeprefix(word)))
        if card.reason:
            self._text(card.reason)
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
            text = run(f"{other.number}. {fit(other.text)}")
            self._add(Kind.ITEM, run(f"{said}: ") + _to_claim(text, other.number))
        self._notes(card.notes)

    # Pieces of a text ------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> str:
        made = run(piece.text, word_markup.shaded(piece) if piece.over else "")
        for one in piece.over:
            if one.link.id not in self._placed:
                self._placed.add(one.link.id)
                name = self._places[one.link.id]
                made = word_markup.place(made, next(self._numbers), name)
        starts = "".join(map(self._start, piece.begins))
        ends = (self._end(one, _APART if n else _JOINED) for n, one in enumerate(piece.ends))
        return f"{starts}{made}{''.join(ends)}"

    def _start(self, one: Highlight) -> str:
        if len(self._comments) == MOST_COMMENTS:
            self._uncommented += 1
            return ""
        author, number = fit(one.claim.reviewer) or word_frame.AUTHOR, str(one.claim.number)
        self._comments[one.link.id] = self._file.comment(_comment(one), author, number)
        return word_markup.comment_start(self._comments[one.link.id])

    def _end(self, one: Highlight, before: str) -> str:
        verdict, number = one.claim.verdict, one.claim.number
        sign = "≠" if one.link.stance is Stance.DISPUTES else ""
        shown = run(f"{before}{number}{SIGNS[verdict]}{sign}", word_markup.raised(verdict))
        comment = self._comments.get(one.link.id)
        ending = "" if comment is None else word_markup.comment_end(comment)
        return ending + _to_claim(shown, number)

    # Parts of a claim ------------------------------------------------------------------------

    def _part(self, title: str, is_there: bool) -> None:  # noqa: FBT001 - whether to add it
        if is_there:
            self._text(title, Kind.PART)

    def _opinion(self, one: Remark) -> None:
        sign = run(f"{SIGNS[one.verdict]} ", word_markup.coloured(one.verdict))
        head = run(one.head, word_markup.BOLD)
        self._add(Kind.ITEM, sign + head + run(f": {one.body}" if one.body else ""))

    def _source(self, card: SourceCard) -> None:
        title = self._linked(card.title, card.url)
        self._add(Kind.ITEM, run(f"{card.stance}: ") + title)
        if card.quote:
            self._text(quoted(card.quote), Kind.ITEM)
        self._facts(card.details, Kind.DETAIL)
        self._notes(card.notes)

    def _passage(self, card: PassageCard) -> None:
        quote = run(quoted(fit(card.link.quote)))
        link = word_markup.inner_link(quote, self._places[card.link.id])
        self._add(Kind.ITEM, link + run(f" {fit(card.link.article)}: {card.said}"))
        self._notes(card.notes)

    def _facts(self, facts: Facts, style: Kind = Kind.QUIET) -> None:
        for name, said in facts:
            address = said if web_address(said) == said else ""
            self._add(style, run(f"{name}: ") + self._linked(said, address))

    def _linked(self, text: str, address: str) -> str:
        """Return words that lead to an address, if there is one."""
        if not address:
            return run(text)
        return word_markup.outer_link(text, self._file.relation(address))

    def _notes(self, notes: tuple[Remark, ...]) -> None:
        for one in notes:
            arrow = "↳ " if one.is_answer else ""
            self._text(f"{arrow}Note by {one.head}: {one.body}", Kind.QUIET)

    def _text(self, text: str, style: Kind = Kind.NORMAL) -> None:
        self._add(style, run(text), text)

    def _add(self, style: Kind, inside: str, text: str = "") -> None:
        self._file.write(word_markup.paragraph(style, inside, text))


def _to_claim(inside: str, number: int) -> str:
    return word_markup.inner_link(inside, f"claim_{number}")


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
