"""Markdown: claims with verdicts, reasons, evidence and passages, to read or to paste."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from claimdesk.core.model import LinkRow
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim, Source
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.writers import words

_MEANINGFUL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST_OR_RULE = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write the review as CommonMark in UTF-8."""
    total = len(outgoing.claims)
    stream.write(f"# {inline(outgoing.project.title)}\n".encode())
    for done, claim in enumerate(outgoing.claims):
        tick(done, total)
        stream.write(("\n" + "\n".join(_claim(claim)) + "\n").encode())
    tick(total, total)
    return ()


def inline(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    escaped = _MEANINGFUL.sub(r"\\\1", " ".join(text.split()))
    return _LIST_OR_RULE.sub(_escape_first, escaped)


def _escape_first(found: re.Match[str]) -> str:
    start = found[2]
    return found[1] + (f"{start[:-1]}\\{start[-1]}" if start[0].isdigit() else f"\\{start}")


def _claim(claim: OutgoingClaim) -> Iterator[str]:
    row = claim.row
    yield f"## {row.number}. {inline(row.text)}"
    yield ""
    yield f"**{inline(words.verdict(claim))}**"
    if said := words.said(claim):
        yield from ("", inline(said))
    if row.reason:
        yield from ("", *(inline(line) for line in row.reason.split("\n")))
    for one in claim.assessments if len(claim.assessments) > 1 or claim.final else ():
        yield from ("", f"- {inline(words.assessment(one))}")
    if claim.sources:
        yield from ("", "Evidence:", "", *(_source(one) for one in claim.sources))
    if claim.links:
        yield from ("", "Passages:", "", *(_passage(one) for one in claim.links))


def _source(source: Source) -> str:
    row = source.row
    title = inline(row.title or row.citation or row.kind)
    named = f"[{title}](<{_address(row.url)}>)" if row.url else title
    rest = ", ".join(inline(part) for part in (row.publisher, row.published) if part)
    quote = f": “{inline(row.quote)}”" if row.quote else ""
    return f"- {source.use.stance.capitalize()}: {named}{', ' + rest if rest else ''}{quote}"


def _passage(link: LinkRow) -> str:
    who = f", {inline(link.speaker)}" if link.speaker else ""
    return f"- “{inline(link.quote)}” ({inline(link.article)}, {link.stance}{who})"


def _address(url: str) -> str:
    """Return an address that cannot end the brackets it stands in."""
    return "".join(url.split()).replace("<", "%3C").replace(">", "%3E")
