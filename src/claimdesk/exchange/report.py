"""What a report says of articles and claims, in words and in order; writers only set it in type."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.model import (
    Agreement,
    ArticleRow,
    Because,
    ClaimRow,
    Id,
    LinkRow,
    Verdict,
)
from claimdesk.exchange.highlighted import Highlight, in_lanes
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim, Source, moment
from claimdesk.exchange.report_words import (
    BECAUSE,
    EVIDENCE_STANCES,
    RELATIONS,
    STANCES,
    VERDICTS,
    VOICES,
    counted,
    fit,
    listed,
)

Facts = tuple[tuple[str, str], ...]
"""Names of fields and what stands in them; empty fields are left out."""

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, or a reviewer's verdict with its reason: who and when, what, in whole words."""

    head: str
    body: str
    verdict: Verdict | None = None
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A piece of evidence; the address is one of the web or empty."""

    stance: str
    title: str
    url: str
    details: Facts
    quote: str
    notes: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class PassageCard:
    """A passage of a claim and what is said about it."""

    link: LinkRow
    said: str
    notes: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """All a report says of one claim; ``opinions`` only where there is more than the verdict."""

    row: ClaimRow
    text: str
    verdict: str
    facts: Facts
    reason: str
    opinions: tuple[Remark, ...]
    sources: tuple[SourceCard, ...]
    passages: tuple[PassageCard, ...]
    related: tuple[tuple[str, ClaimRow], ...]
    notes: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article, where it came from, and the highlights in its text."""

    row: ArticleRow
    title: str
    facts: Facts
    highlights: tuple[Highlight, ...]
    notes: tuple[Remark, ...]


class Report:
    """A review as a report has it: the articles that carry its claims, then the claims."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._notes = outgoing.notes
        self.title = fit(outgoing.project.title)
        self.description = fit(outgoing.project.description)
        self.claims = outgoing.claims
        self._rows = {one.row.id: one.row for one in self.claims}
        self.articles, self.left_out = self._chosen()

    def beat(self) -> None:
        """Let whoever waits stop the work."""
        self._outgoing.beat()

    @property
    def counts(self) -> dict[Verdict | None, int]:
        """Return how many claims there are of each verdict."""
        given = [one.row.verdict for one in self.claims]
        return {verdict: given.count(verdict) for verdict in VERDICTS}

    @property
    def summary(self) -> str:
        """Return what the report is about in one line."""
        counts = [
            f"{number:,} {VERDICTS[verdict].lower()}"
            for verdict, number in self.counts.items()
            if number
        ]
        texts = counted(len(self.articles), "article")
        claims = counted(len(self.claims), "claim")
        return f"{texts}, {claims}" + (f": {listed(counts)}" if counts else "")

    def remarks(self) -> tuple[str, ...]:
        """Return what is to be said about what is not in the report."""
        if not self.left_out:
            return ()
        texts = counted(self.left_out, "article")
        return (f"Left out: {texts} with no passage of the claims in the report.",)

    def text(self, card: ArticleCard) -> str:
        """Return the text of an article as it is highlighted."""
        return self._outgoing.text(card.row)

    def article_cards(self) -> Iterator[ArticleCard]:
        """Yield what is said of each article."""
        for row in self.articles:
            yield ArticleCard(
                row=row,
                title=fit(row.title) or "Article without a title",
                facts=_facts(
                    ("Published", row.published),
                    ("Publisher", row.publisher),
                    ("Author", row.author),
                    ("Address", row.source_url),
                    ("Archived copy", row.archived_url),
                    ("Captured", row.captured),
                    ("SHA-256 of the text", row.text_sha256.hex()),
                ),
                highlights=tuple(in_lanes(self._by_article.get(row.id, ()))),
                notes=self._remarks(row.id),
            )

    def card(self, claim: OutgoingClaim) -> ClaimCard:
        """Return what is said of one claim."""
        row, detail = claim.row, claim.detail
        has_more = len(claim.assessments) > 1 or claim.final is not None
        return ClaimCard(
            row=row,
            text=fit(row.text),
            verdict=verdict_of(row),
            facts=_facts(
                ("Claimant", row.claimant),
                ("Said on", detail.said_on),
                ("Said where", detail.said_where),
                ("Context", detail.context),
                ("Kind", detail.claim_type),
                ("Tags", listed(claim.tags)),
                ("Published at", detail.published_url),
            ),
            reason=fit(row.reason),
            opinions=tuple(
                Remark(
                    _head(one.reviewer, one.verdict, one.because, one.as_of),
                    fit(one.reason),
                    one.verdict,
                )
                for one in (claim.assessments if has_more else ())
            ),
            sources=tuple(map(self._source, claim.sources)),
            passages=tuple(map(self._passage, claim.links)),
            related=tuple(
                (RELATIONS[one.kind], self._rows[one.to_claim_id])
                for one in claim.relations
                if one.to_claim_id in self._rows
            ),
            notes=self._remarks(row.id),
        )

    def _chosen(self) -> tuple[tuple[ArticleRow, ...], int]:
        """Return the articles with passages of the claims, or all if none has, and the rest."""
        self._by_article: dict[Id, list[Highlight]] = {}
        for claim in self.claims:
            self._outgoing.beat()
            for link in claim.links:
                held = self._by_article.setdefault(link.article_id, [])
                held.append(Highlight(link, claim.row))
        every = self._outgoing.articles
        carrying = tuple(row for row in every if row.id in self._by_article)
        chosen = carrying or every
        return chosen, len(every) - len(chosen)

    def _source(self, source: Source) -> SourceCard:
        row = source.row
        return SourceCard(
            stance=EVIDENCE_STANCES[source.use.stance],
            title=fit(row.title or row.citation or row.url or row.kind),
            url=web_address(row.url),
            details=_facts(
                ("Author", row.author),
                ("Publisher", row.publisher),
                ("Published", row.published),
                ("Address", row.url),
                ("Archived copy", row.archive_url),
                ("Read on", row.accessed),
                ("Citation", row.citation if row.title else ""),
                ("Answers", source.use.question),
                ("The source’s own interest", row.interest),
                ("Asked", listed((row.asked_on, row.asked_how))),
                ("Answered", row.answered_on),
                ("Attachment", row.attachment_name),
            ),
            quote=fit(row.quote),
            notes=self._remarks(row.id),
        )

    def _passage(self, link: LinkRow) -> PassageCard:
        said = listed((STANCES[link.stance].lower(), VOICES[link.voice], fit(link.speaker)))
        return PassageCard(link, said, self._remarks(link.passage_id))

    def _remarks(self, subject_id: Id) -> tuple[Remark, ...]:
        return tuple(map(_remark, self._notes.get(subject_id, ())))


def web_address(url: str) -> str:
    """Return an address that a reader may follow: one of the web; anything else is only text."""
    address = "".join(fit(url).split())
    return address if address.lower().startswith(_WEB) else ""


def verdict_of(row: ClaimRow) -> str:
    """Return the leading verdict of a claim: why it is unverified, as of when, by whom."""
    said = _head("", row.verdict, row.because, row.as_of)
    who = listed((fit(row.reviewer), moment(row.decided_ms)[:10]))
    kind = {
        Agreement.ADJUDICATED: "final verdict",
        Agreement.DIFFER: "reviewers differ",
        Agreement.AGREE: "reviewers agree",
    }.get(row.agreement, "")
    return listed((said, who, kind))


def _remark(note: NoteRow) -> Remark:
    head = listed((fit(note.reviewer), moment(note.written_ms)[:10]))
    return Remark(head, fit(note.body), is_answer=note.reply_to_id is not None)


def _facts(*fields: tuple[str, str]) -> Facts:
    return tuple((name, fit(value)) for name, value in fields if value)


def _head(who: str, verdict: Verdict | None, because: Because, as_of: str) -> str:
    why = f" ({BECAUSE[because]})" if BECAUSE[because] else ""
    day = f" as of {fit(as_of)}" if as_of else ""
    return listed((fit(who), f"{VERDICTS[verdict]}{why}{day}"))
