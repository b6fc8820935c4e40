"""How far the review has come: claims by verdict, by speaker, article, reviewer and stage.

The leading verdict of each claim is asked for once; everything else is counted from pairs, so that
20,000 claims take no longer than reading them. What is hidden from who looks counts as not
reviewed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, Stage, Verdict
from claimdesk.store import blind, listing, verdicts
from claimdesk.store.store import Session
from claimdesk.store.tables import (
    Article,
    ArticleVersion,
    Assessment,
    Claim,
    Link,
    Passage,
    Reviewer,
)


class Grouping(StrEnum):
    """What claims can be counted by."""

    PROGRESS = "progress"
    SPEAKER = "speaker"
    ARTICLE = "article"
    REVIEWER = "reviewer"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Bar:
    """Some claims by verdict, None standing for not reviewed yet.

    ``name`` is a speaker, title or reviewer, or the stable word of a stage or of a part of the
    progress; ``wanted`` lets just these claims through.
    """

    key: str
    name: str
    counts: Mapping[Verdict | None, int]
    wanted: ClaimFilter

    @property
    def claims(self) -> int:
        """Return how many claims there are."""
        return sum(self.counts.values())


_PARTS: Mapping[str, ClaimFilter] = {
    "all": ClaimFilter(),
    "differ": ClaimFilter(differ=True),
    "no_evidence": ClaimFilter(no_evidence=True),
    "no_passage": ClaimFilter(no_passage=True),
}


def bars(session: Session, grouping: Grouping) -> list[Bar]:
    """Return the bars of one chart: those with most claims first, stages and parts in order."""
    match grouping:
        case Grouping.PROGRESS:
            return _progress(session)
        case Grouping.SPEAKER:
            return _by_speaker(session)
        case Grouping.ARTICLE:
            return _by_article(session)
        case Grouping.REVIEWER:
            return _by_reviewer(session)
        case _:
            return _by_stage(session)


def _progress(session: Session) -> list[Bar]:
    led = {claim_id: verdict for claim_id, verdict, _ in _led(session)}
    found = []
    for name, wanted in _PARTS.items():
        some = led if wanted.is_empty else listing.ids(session, wanted, ClaimOrder())
        found.append(Bar(name, name, Counter(led[one] for one in some), wanted))
    return found if led else []


def _by_stage(session: Session) -> list[Bar]:
    counts: defaultdict[Stage, Counter[Verdict | None]] = defaultdict(Counter)
    for _, verdict, stage in _led(session):
        counts[stage][verdict] += 1
    return [
        Bar(stage, stage, counts[stage], ClaimFilter(stages=frozenset([stage])))
        for stage in Stage
        if counts
    ]


def _by_speaker(session: Session) -> list[Bar]:
    counts = _counted(session, _pairs(session, col(Link.speaker), col(Link.speaker) != ""))
    found = (
        Bar(name, name, count, ClaimFilter(speakers=frozenset([name])))
        for name, count in counts.items()
    )
    return _sorted(found)


def _by_article(session: Session) -> list[Bar]:
    query = select(col(Article.id), col(Article.title)).where(col(Article.deleted) == 0)
    counts = _counted(session, _pairs(session, col(Article.id)))
    found = (
        Bar(article_id.hex(), title, counts[article_id], _of_article(article_id))
        for article_id, title in session.rows(query)
        if article_id in counts
    )
    return _sorted(found)


def _of_article(article_id: Id) -> ClaimFilter:
    return ClaimFilter(articles=frozenset([article_id]))


def _by_reviewer(session: Session) -> list[Bar]:
    """Count what each reviewer said, which need not be the leading verdict."""
    query = (
        select(col(Reviewer.id), col(Reviewer.name), col(Assessment.verdict))
        .join(Reviewer, col(Reviewer.id) == col(Assessment.reviewer_id))
        .join(Claim, (col(Claim.id) == col(Assessment.claim_id)) & (col(Claim.deleted) == 0))
        .where(col(Assessment.deleted) == 0, blind.is_open(col(Claim.id)))
    )
    counts: defaultdict[tuple[Id, str], Counter[Verdict | None]] = defaultdict(Counter)
    for reviewer_id, name, verdict in session.rows(query):
        counts[Id(reviewer_id), name][verdict] += 1
    found = (
        Bar(one.hex(), name, count, ClaimFilter(reviewers=frozenset([one])))
        for (one, name), count in counts.items()
    )
    return _sorted(found)


def _led(session: Session) -> list[tuple[Id, Verdict | None, Stage]]:
    """Return each claim with its leading verdict and its stage."""
    query: Any = select(col(Claim.id), verdicts.leading().verdict, col(Claim.stage))
    query = verdicts.led(query.select_from(Claim).where(col(Claim.deleted) == 0))
    return [
        (Id(claim_id), Verdict(verdict) if verdict else None, Stage(stage))
        for claim_id, verdict, stage in session.rows(query)
    ]


def _pairs(session: Session, column: Any, *more: Any) -> Sequence[Any]:
    """Return what stands in a column beside each claim that has a passage there, once each."""
    query = (
        select(column, col(Link.claim_id))
        .select_from(Link)
        .join(Passage, col(Passage.id) == col(Link.passage_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Passage.article_version_id))
        .join(Article, col(Article.current_version_id) == col(ArticleVersion.id))
        .where(col(Link.deleted) == 0, col(Passage.deleted) == 0, col(Article.deleted) == 0)
        .where(*more)
        .distinct()
    )
    return session.rows(query)


def _counted(session: Session, pairs: Iterable[Any]) -> dict[Any, Counter[Verdict | None]]:
    led = {claim_id: verdict for claim_id, verdict, _ in _led(session)}
    counts: defaultdict[Any, Counter[Verdict | None]] = defaultdict(Counter)
    for name, claim_id in pairs:
        if claim_id in led:
            counts[name][led[claim_id]] += 1
    return counts


def _sorted(found: Iterable[Bar]) -> list[Bar]:
    return sorted(found, key=lambda one: (-one.claims, one.name.casefold(), one.key))
