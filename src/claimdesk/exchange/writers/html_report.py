"""A report of one file that any browser shows: articles with highlights beside their claims.

It asks nothing of a network and runs no script: everything is in it, and its policy forbids the
rest. Links lead from each passage to its claim and back.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from string import Template
from typing import BinaryIO

from claimdesk.core import resources
from claimdesk.core.model import ClaimRow, Id, Stance, Verdict
from claimdesk.exchange.highlighted import Highlight, Paragraph, Piece, is_heading, paragraphs
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.report import (
    ArticleCard,
    ClaimCard,
    Facts,
    PassageCard,
    Remark,
    Report,
    SourceCard,
    web_address,
)
from claimdesk.exchange.report_words import SIGNS, VERDICTS, fit, quoted

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LANES, _DEPTHS = 6, 3
_MOST_RULES = 1500
"""Passages of which the whole lights up when a link leads to it; of more only the beginning."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_JOINED = "\u2060"
"""Keeps a badge on the line of the word it stands behind."""


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write the report as HTML in UTF-8."""
    report = Report(outgoing)
    page = _Page(report)
    steps = chain(page.head(), page.articles(), page.claims(), page.foot())
    total = len(report.articles) + len(report.claims) + 2
    for done, part in enumerate(steps):
        tick(min(done, total), total)
        stream.write(part.encode())
    tick(total, total)
    return report.remarks()


class _Page:
    """The parts of the page, one for each article and claim."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._places = {
            link.id: f"p{claim.row.number}-{place}"
            for claim in report.claims
            for place, link in enumerate(claim.links, 1)
        }

    def head(self) -> Iterator[str]:
        """Yield what stands before the articles."""
        report = self._report
        style = resources.path("report", "report.css").read_text("utf-8") + self._rules()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        frame = Template(resources.path("report", "frame.html").read_text("utf-8"))
        lead = f"<p>{_text(report.description)}</p>" if report.description else ""
        yield (
            frame.substitute(policy=policy, style=style, title=_text(report.title))
            + f'<header class="top"><div class="lead"><h1 dir="auto">{_text(report.title)}</h1>'
            + f'{lead}<p class="quiet">{_text(report.summary)}</p></div>{self._counts()}</header>'
            + self._contents()
        )

    def articles(self) -> Iterator[str]:
        """Yield the articles with their highlights."""
        yield '\n<main class="articles" id="articles" tabindex="0" aria-label="Articles">'
        yield from (self._article(n, card) for n, card in enumerate(self._cards(), 1))
        yield "</main>\n"

    def claims(self) -> Iterator[str]:
        """Yield the claims."""
        yield '<section class="claims" id="claims" tabindex="0" aria-label="Claims"><h2>Claims</h2>'
        if not self._report.claims:
            yield "<p>No claim has a verdict yet.</p>"
        yield from (self._claim(self._report.card(claim)) for claim in self._report.claims)
        yield "</section>\n"

    def foot(self) -> Iterator[str]:
        """Yield what stands under the claims."""
        yield (
            '<footer class="foot quiet">Written by Claimdesk. Everything is in this file; nothing '
            "is fetched from a network.</footer>\n</body>\n</html>\n"
        )

    def _cards(self) -> Iterator[ArticleCard]:
        return self._report.article_cards()

    def _rules(self) -> str:
        """Return the style that depends on the review: shares of the bar, whole passages."""
        shares = (
            f".bar .{_name(verdict)}{{flex-grow:{number}}}"
            for verdict, number in self._report.counts.items()
        )
        places = list(self._places.values())
        lit = (
            f":root:has(#{place}:target) .{place}{{background:var(--find)}}"
            for place in (places if len(places) <= _MOST_RULES else ())
        )
        return "\n".join(chain(shares, lit))

    def _counts(self) -> str:
        there = [(one, number) for one, number in self._report.counts.items() if number]
        if not there:
            return ""
        bars = "".join(f'<span class="{_name(one)}"></span>' for one, _ in there)
        keys = "".join(
            f"<li>{_badge(one)}{number:,} {VERDICTS[one].lower()}</li>" for one, number in there
        )
        return (
            f'<div class="counts"><div class="bar" aria-hidden="true">{bars}</div>'
            f'<ul class="key">{keys}</ul></div>'
        )

    def _contents(self) -> str:
        articles = "".join(
            f'<li><a href="#article-{number}"><span dir="auto">{_text(card.title)}</span></a></li>'
            for number, card in enumerate(self._cards(), 1)
        )
        claims = "".join(map(self._content, self._report.claims))
        return (
            '<nav class="contents" tabindex="0" aria-label="Contents"><h2>Contents</h2>'
            + (f"<h3>Articles</h3><ol>{articles}</ol>" if articles else "")
            + (f"<h3>Claims</h3><ol>{claims}</ol>" if claims else "")
            + "</nav>"
        )

    def _content(self, claim: OutgoingClaim) -> str:
        self._report.beat()
        row = claim.row
        said = f'<span class="said">, {VERDICTS[row.verdict].lower()}</span>'
        return (
            f'<li><a href="#claim-{row.number}"><span class="number">{row.number}</span>'
            f'{_badge(row.verdict)}<span dir="auto">{_text(row.text)}{said}</span></a></li>'
        )

    def _article(self, number: int, card: ArticleCard) -> str:
        text = self._report.text(card)
        language = card.row.language
        lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
        seen: set[Id] = set()
        body = "".join(self._paragraph(one, seen) for one in paragraphs(text, card.highlights))
        return (
            f'<article class="article" id="article-{number}" aria-labelledby="title-{number}">'
            f'<h3 id="title-{number}" dir="auto"{lang}>{_text(card.title)}</h3>{_facts(card.facts)}'
            f'{_notes(card.notes)}<div class="text" dir="auto"{lang}>{body}</div></article>\n'
        )

    def _paragraph(self, paragraph: Paragraph, seen: set[Id]) -> str:
        depth = max((one.lane for piece in paragraph for one in piece.over), default=0) + 1
        deep = f"deep{min(depth, _LANES)}" if depth > _DEPTHS else ""
        head = "head" if is_heading("".join(piece.text for piece in paragraph)) else ""
        kinds = " ".join(filter(None, (deep, head)))
        kind = f' class="{kinds}"' if kinds else ""
        return f'<p dir="auto"{kind}>{"".join(self._piece(one, seen) for one in paragraph)}</p>\n'

    def _piece(self, piece: Piece, seen: set[Id]) -> str:
        if not piece.over:
            return _text(piece.text)
        marked = self._marked(piece, _text(piece.text), seen)
        if not piece.ends:
            return marked
        refs = _JOINED + "".join(self._ref(one) for one in piece.ends)
        going = tuple(one for one in piece.over if one not in piece.ends)
        return marked + (self._marked(Piece("", going), refs, seen) if going else refs)

    def _marked(self, piece: Piece, inside: str, seen: set[Id]) -> str:
        for one in reversed(piece.over):
            place = self._places[one.link.id]
            anchor = "" if one.link.id in seen else f' id="{place}"'
            seen.add(one.link.id)
            lane = f" k{min(one.lane, _LANES - 1)}" if one.lane else ""
            kind = f"k{lane} {_name(one.claim.verdict)} {place}"
            inside = f'<span class="{kind}"{anchor}>{inside}</span>'
        depth = min(len(piece.over), _DEPTHS)
        return f'<mark class="{_name(piece.innermost.claim.verdict)} d{depth}">{inside}</mark>'

    def _ref(self, one: Highlight) -> str:
        verdict, number = one.claim.verdict, one.claim.number
        stance = one.link.stance
        sign = "≠" if stance is Stance.DISPUTES else ""
        spoken = f"{VERDICTS[verdict].lower()}, {stance}"
        return (
            f'<a class="badge ref {_name(verdict)}" href="#claim-{number}" '
            f'title="{_text(fit(one.claim.text))}"><span class="said">Claim </span>'
            f'{number}<span aria-hidden="true">{SIGNS[verdict]}{sign}</span>'
            f'<span class="said">, {spoken}</span></a>'
        )

    def _claim(self, card: ClaimCard) -> str:
        row = card.row
        name = _name(row.verdict)
        reason = f'<p class="reason" dir="auto">{_text(card.reason)}</p>' if card.reason else ""
        related = (f"{word}: {_to_claim(other)}" for word, other in card.related)
        return (
            f'<article class="claim {name}" id="claim-{row.number}" '
            f'aria-labelledby="claim-{row.number}-text">'
            f'<h3 id="claim-{row.number}-text" dir="auto"><span class="number">{row.number}.</span>'
            f"{_text(card.text)}</h3>"
            f'<p class="verdict">{_badge(row.verdict)}<span>{_verdict(card)}</span></p>'
            f"{reason}{_facts(card.facts)}"
            f"{_list('Verdicts', map(_opinion, card.opinions))}"
            f"{_list('Evidence', map(_source, card.sources))}"
            f"{_list('Passages', map(self._passage, card.passages), 'passages')}"
            f"{_list('Related claims', related)}{_notes(card.notes)}</article>\n"
        )

    def _passage(self, card: PassageCard) -> str:
        place = self._places[card.link.id]
        quote = _text(quoted(card.link.quote))
        return (
            f'<a class="back" href="#{place}"><span aria-hidden="true">↩</span>'
            f'<span class="said">To the passage</span></a> <blockquote dir="auto">{quote}'
            f'</blockquote> <span class="quiet">{_text(fit(card.link.article))}: {_text(card.said)}'
            f"</span>{_notes(card.notes)}"
        )


def _text(text: str) -> str:
    """Return a text that is nothing but text, in a page and in the value of an attribute."""
    return escape(fit(text))


def _dated(text: str) -> str:
    """Return a text whose days are not broken at their hyphens."""
    return _DAY.sub(r"<time>\g<0></time>", _text(text))


def _name(verdict: Verdict | None) -> str:
    return verdict.value if verdict else "open"


def _badge(verdict: Verdict | None) -> str:
    return f'<span class="badge {_name(verdict)}" aria-hidden="true">{SIGNS[verdict]}</span>'


def _to_claim(row: ClaimRow) -> str:
    return f'<a href="#claim-{row.number}">{row.number}. {_text(row.text)}</a>'


def _verdict(card: ClaimCard) -> str:
    word = VERDICTS[card.row.verdict]
    rest = card.verdict.removeprefix(word)
    return f'<strong class="{_name(card.row.verdict)}">{word}</strong>{_dated(rest)}'


def _facts(facts: Facts) -> str:
    rows = "".join(
        f"<dt>{_text(name)}</dt><dd dir='auto'>{_linked(said)}</dd>" for name, said in facts
    )
    return f'<dl class="facts">{rows}</dl>' if rows else ""


def _linked(said: str) -> str:
    address = web_address(said)
    if address != said:
        return _text(said)
    return f'<a href="{_text(address)}" rel="noopener noreferrer">{_text(said)}</a>'


def _list(title: str, items: Iterable[str], name: str = "") -> str:
    shown = "".join(f"<li>{item}</li>" for item in items)
    kind = f' class="{name}"' if name else ""
    return f"<h4>{title}</h4><ul{kind}>{shown}</ul>" if shown else ""


def _opinion(one: Remark) -> str:
    reason = f": {_text(one.body)}" if one.body else ""
    return (
        f'{_badge(one.verdict)} <span dir="auto"><strong>{_dated(one.head)}</strong>{reason}</span>'
    )


def _source(card: SourceCard) -> str:
    title = _text(card.title)
    if card.url:
        title = f'<a href="{_text(card.url)}" rel="noopener noreferrer">{title}</a>'
    quote = f'<blockquote dir="auto">{_text(card.quote)}</blockquote>' if card.quote else ""
    head = f'<span class="quiet">{_text(card.stance)}:</span> <span dir="auto">{title}</span>'
    return f"{head}{quote}{_facts(card.details)}{_notes(card.notes)}"


def _notes(remarks: Iterable[Remark]) -> str:
    return "".join(
        f'<div class="note{" answer" if one.is_answer else ""}" role="note"><p class="quiet">'
        f'{_text(one.head)}</p><p dir="auto">{_text(one.body)}</p></div>'
        for one in remarks
    )
