"""A report on paper: articles with highlights in lanes, then their claims, as PDF."""

from collections.abc import Iterator
from typing import BinaryIO

from claimdesk.core.model import Stance, Verdict
from claimdesk.exchange.highlighted import Highlight, Paragraph, paragraphs
from claimdesk.exchange.outgoing import Outgoing
from claimdesk.exchange.pressing import press
from claimdesk.exchange.printed import Block, Kind, Letters, Mark, Style
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.report import (
    ClaimCard,
    Facts,
    PassageCard,
    Remark,
    Report,
    SourceCard,
    web_address,
)
from claimdesk.exchange.report_words import SIGNS, VERDICTS, fit, quoted

_JOINED, _APART = "\u2060", "\u202f"
"""Keep a reference on the line of the word it stands behind, and references from each other."""


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write the report as PDF."""
    report = Report(outgoing)
    press(report.title, blocks(report, tick), stream, tick)
    total = _total(report)
    tick(total, total)
    return report.remarks()


def blocks(report: Report, tick: Tick) -> Iterator[Block]:
    """Yield all that is printed; ``tick`` is told articles and claims and may stop it."""
    total = _total(report)
    yield _block(Kind.TITLE, report.title)
    if report.description:
        yield _block(Kind.NORMAL, report.description)
    yield _block(Kind.FACT, report.summary)
    for done, card in enumerate(report.article_cards()):
        tick(done, total)
        yield _block(Kind.ARTICLE, card.title)
        yield from _facts(card.facts, Kind.FACT)
        yield from _notes(card.notes, Kind.FACT)
        yield from map(_paragraph, paragraphs(report.text(card), card.highlights))
    yield _block(Kind.CHAPTER, "Claims" if report.claims else "No claim has a verdict yet.")
    for done, claim in enumerate(report.claims, len(report.articles)):
        tick(done, total)
        edge = _name(claim.row.verdict)
        for one in _claim(report.card(claim)):
            yield Block(one.kind, one.letters, one.marks, edge)


def _total(report: Report) -> int:
    return len(report.articles) + len(report.claims)


def _paragraph(pieces: Paragraph) -> Block:
    """Return a paragraph of an article; references are set in where passages end."""
    letters: list[Letters] = []
    starts: dict[Highlight, int] = {}
    marks: list[Mark] = []
    opened: set[Highlight] = set()
    at = 0
    for piece in pieces:
        letters.append(Letters(fit(piece.text)))
        opened.update(piece.begins)
        for one in piece.over:
            starts.setdefault(one, at)
        at += len(piece.text)
        marks += [
            _mark(one, starts.pop(one), at, opens=one in opened, closes=True) for one in piece.ends
        ]
        for place, one in enumerate(piece.ends):
            letters.append(_reference(one, _APART if place else _JOINED))
            at += len(letters[-1].text)
    for one, start in starts.items():
        marks.append(_mark(one, start, at, opens=one in opened, closes=False))
    return Block(Kind.TEXT, tuple(letters), tuple(sorted(marks, key=lambda mark: mark.start)))


def _mark(one: Highlight, start: int, end: int, *, opens: bool, closes: bool) -> Mark:
    disputes = one.link.stance is Stance.DISPUTES
    return Mark(start, end, one.lane, _name(one.claim.verdict), disputes, opens, closes)


def _reference(one: Highlight, before: str) -> Letters:
    sign = "≠" if one.link.stance is Stance.DISPUTES else ""
    shown = f"{before}{one.claim.number}{SIGNS[one.claim.verdict]}{sign}"
    return Letters(shown, Style.REFERENCE, _name(one.claim.verdict))


def _claim(card: ClaimCard) -> Iterator[Block]:
    row = card.row
    yield _block(Kind.CLAIM, f"{row.number}. {card.text}")
    word = VERDICTS[row.verdict]
    shown = Letters(f"{SIGNS[row.verdict]} {word}", Style.VERDICT, _name(row.verdict))
    yield Block(Kind.NORMAL, (shown, Letters(card.verdict.removeprefix(word))))
    if card.reason:
        yield _block(Kind.NORMAL, card.reason)
    yield from _facts(card.facts, Kind.FACT)
    yield from _part("Verdicts", map(_opinion, card.opinions))
    yield from _part("Evidence", (one for card in card.sources for one in _source(card)))
    yield from _part("Passages", (one for card in card.passages for one in _passage(card)))
    yield from _part(
        "Related claims",
        (_block(Kind.ITEM, f"{word}: {n.number}. {fit(n.text)}") for word, n in card.related),
    )
    yield from _notes(card.notes, Kind.FACT)


def _part(title: str, parts: Iterator[Block]) -> Iterator[Block]:
    for place, one in enumerate(parts):
        if not place:
            yield _block(Kind.PART, title)
        yield one


def _opinion(one: Remark) -> Block:
    sign = Letters(f"{SIGNS[one.verdict]} ", Style.VERDICT, _name(one.verdict))
    head = Letters(one.head, Style.STRONG)
    return Block(Kind.ITEM, (sign, head, Letters(f": {one.body}" if one.body else "")))


def _source(card: SourceCard) -> Iterator[Block]:
    link = Style.LINK if card.url else Style.STRONG
    title = Letters(card.title, link, address=card.url)
    yield Block(Kind.ITEM, (Letters(f"{card.stance}: "), title))
    if card.quote:
        yield _block(Kind.ITEM, quoted(card.quote))
    yield from _facts(card.details, Kind.DETAIL)
    yield from _notes(card.notes, Kind.DETAIL)


def _passage(card: PassageCard) -> Iterator[Block]:
    quote = Letters(quoted(fit(card.link.quote)))
    yield Block(Kind.ITEM, (quote, Letters(f" {fit(card.link.article)}: {card.said}")))
    yield from _notes(card.notes, Kind.DETAIL)


def _facts(facts: Facts, kind: Kind) -> Iterator[Block]:
    for name, said in facts:
        is_link = web_address(said) == said
        value = Letters(said, Style.LINK, address=said) if is_link else Letters(said)
        yield Block(kind, (Letters(f"{name}: "), value))


def _notes(notes: tuple[Remark, ...], kind: Kind) -> Iterator[Block]:
    for one in notes:
        arrow = "↳ " if one.is_answer else ""
        yield _block(kind, f"{arrow}Note by {one.head}: {one.body}")


def _block(kind: Kind, text: str) -> Block:
    return Block(kind, (Letters(text),))


def _name(verdict: Verdict | None) -> str:
    return verdict.value if verdict else "open"
