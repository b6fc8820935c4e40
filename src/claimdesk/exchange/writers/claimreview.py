"""ClaimReview (JSON-LD of schema.org): reviews as Fact Check Explorer and other desks read them.

One claim is one object, several are a list. Only what is published can be announced: a claim
without the address of its review is refused. A reviewer is a person, a publisher is an
organisation; of a claimant or an author the project knows neither unless the same name publishes
something, and then no type is claimed rather than a wrong one.

``test_claimreview`` asks that every review has only properties that schema.org gives ClaimReview,
Claim, Rating, CreativeWork, DataFeed and DataFeedItem, and all that Google's page on fact checks
requires (claimReviewed, reviewRating.alternateName, url), as we know them; no validator was at
hand. Dates that are not ISO 8601 and addresses not of the web are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow, Id, Verdict
from claimdesk.exchange import json_pieces
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim, Source, moment
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.report_words import BECAUSE, VERDICTS

CONTEXT = "https://schema.org"
_BEST, _WORST = 5, 1
_SCALE: Mapping[Verdict, int] = {Verdict.CONFIRMED: _BEST, Verdict.DENIED: _WORST}
"""Unverified has no number: one in the middle would say "half true"."""
_LONG = 75
"""Google wants claims shorter than so many characters."""
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
"""A date or a moment of ISO 8601, a year or a month alone included."""
_NAMED = 12
"""How many claims a sentence names by their numbers."""

Node = dict[str, Any]


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write one review as an object, several as a list."""
    found, remarks = reviews(outgoing, tick)
    put(found[0] if len(found) == 1 else found, stream, outgoing)
    return remarks


def reviews(outgoing: Outgoing, tick: Tick) -> tuple[list[Node], tuple[str, ...]]:
    """Return the reviews of all claims that are reviewed, and remarks on them.

    Raises MISSING if one of them has no published address.
    """
    chosen = [claim for claim in outgoing.claims if claim.row.verdict]
    _refuse_unpublished(chosen)
    known = _Known(outgoing)
    found = []
    for done, claim in enumerate(chosen):
        tick(done, len(chosen))
        found.append(_review(claim, known))
    tick(len(chosen), len(chosen))
    return found, tuple(_remarks(outgoing.claims))


def put(data: object, stream: BinaryIO, outgoing: Outgoing) -> None:
    """Write JSON in UTF-8, to be read by people, too."""
    stream.writelines(json_pieces.pieces(data, 2, outgoing.beat))


def filled(node: Mapping[str, Any]) -> Node:
    """Return a node without the properties that say nothing."""
    return {name: value for name, value in node.items() if value not in ("", [], {}, None)}


def _refuse_unpublished(chosen: Sequence[OutgoingClaim]) -> None:
    if not chosen:
        raise ReviewError(Code.MISSING, "No claim with a verdict is chosen; there is no review.")
    lacking = [one.row.number for one in chosen if not _is_address(one.detail.published_url)]
    if lacking:
        one = "Claim {} has" if len(lacking) == 1 else "Claims {} have"
        raise ReviewError(
            Code.MISSING,
            f"{one.format(numbered(lacking))} no address where the review is published; "
            "ClaimReview needs it.",
        )


def numbered(numbers: Sequence[int]) -> str:
    """Return numbers of claims as a sentence has them, of many the first."""
    shown = [str(one) for one in numbers[:_NAMED]]
    more = len(numbers) - len(shown)
    if more:
        shown.append(f"{more} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _remarks(claims: Sequence[OutgoingClaim]) -> Iterator[str]:
    long = [claim.row.number for claim in claims if len(claim.row.text) >= _LONG]
    if long:
        yield (
            f"Worded in {_LONG} characters or more, which Google advises against: {numbered(long)}."
        )


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _address(url: str) -> str:
    return url if _is_address(url) else ""


def _day(text: str) -> str:
    return text if _DATE.fullmatch(text) else ""


class _Known:
    """The articles, and who is known to be an organisation: those who publish."""

    def __init__(self, outgoing: Outgoing) -> None:
        self.articles: Mapping[Id, ArticleRow] = {row.id: row for row in outgoing.articles}
        publishers = {row.publisher for row in outgoing.articles}
        for claim in outgoing.claims:
            publishers |= {one.row.publisher for one in claim.sources}
        self._publishers = {name.casefold() for name in publishers if name}

    def who(self, name: str) -> Node:
        """Return somebody of this name, of a type only if it is known."""
        if not name:
            return {}
        kind = {"@type": "Organization"} if name.casefold() in self._publishers else {}
        return {**kind, "name": name}


def _review(claim: OutgoingClaim, known: _Known) -> Node:
    row = claim.row
    return filled(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": f"urn:uuid:{as_text(row.id)}#review",
            "url": claim.detail.published_url,
            "datePublished": moment(row.decided_ms)[:10],
            "author": {"@type": "Person", "name": row.reviewer},
            "claimReviewed": row.text,
            "reviewBody": row.reason,
            "itemReviewed": _claim(claim, known),
            "reviewRating": _rating(claim),
            "citation": [_citation(one, known) for one in claim.sources],
            "keywords": ", ".join(claim.tags),
        }
    )


def _claim(claim: OutgoingClaim, known: _Known) -> Node:
    detail = claim.detail
    said_in = dict.fromkeys(one.article_id for one in claim.links if one.stance == "asserts")
    appearances = [_appearance(known.articles[one], known) for one in said_in]
    return filled(
        {
            "@type": "Claim",
            "@id": f"urn:uuid:{as_text(claim.row.id)}",
            "text": claim.row.text,
            "description": detail.context,
            "author": known.who(detail.claimant),
            "datePublished": _day(detail.said_on),
            "name": detail.said_where,
            "appearance": appearances,
        }
    )


def _appearance(article: ArticleRow, known: _Known) -> Node:
    return filled(
        {
            "@type": "CreativeWork",
            "url": _address(article.source_url),
            "headline": article.title,
            "author": known.who(article.author),
            "publisher": known.who(article.publisher),
            "datePublished": _day(article.published),
            "inLanguage": article.language,
            "archivedAt": _address(article.archived_url),
        }
    )


def _rating(claim: OutgoingClaim) -> Node:
    row = claim.row
    assert row.verdict is not None  # noqa: S101 - chosen for having one
    because = f": {BECAUSE[row.because]}" if row.because else ""
    rating = {
        "@type": "Rating",
        "alternateName": f"{VERDICTS[row.verdict]}{because}",
        "ratingExplanation": row.reason,
    }
    if row.verdict in _SCALE:
        numbers = {"ratingValue": _SCALE[row.verdict], "bestRating": _BEST, "worstRating": _WORST}
        return filled(rating | numbers)
    return filled(rating)


def _citation(source: Source, known: _Known) -> Node:
    row = source.row
    return filled(
        {
            "@type": "CreativeWork",
            "name": row.title or row.citation,
            "url": _address(row.url),
            "archivedAt": _address(row.archive_url),
            "author": known.who(row.author),
            "publisher": known.who(row.publisher),
            "datePublished": _day(row.published),
        }
    )
