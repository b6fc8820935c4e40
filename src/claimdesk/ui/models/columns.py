"""The columns of the lists; a new column is one more line here."""

from collections.abc import Callable

from claimdesk.core.listing import ListedClaim
from claimdesk.core.model import Agreement, ArticleRow, ClaimRow, Id, LinkRow
from claimdesk.core.rules import is_due
from claimdesk.store import assignments
from claimdesk.store.coverage import Share
from claimdesk.ui.base.dates import today
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import CENTRE, END, Column
from claimdesk.ui.models.terms import (
    because_word,
    claim_type_word,
    priority_word,
    stage_word,
    stance_word,
)


def claim_columns() -> tuple[Column[ListedClaim], ...]:
    """Return the columns of the claim list."""
    number: Column[ListedClaim] = Column(
        name="number",
        title="#",
        spoken_title=tr("Number"),
        show=lambda row: str(row.number),
        align=END,
    )
    verdict: Column[ListedClaim] = Column(
        name="verdict",
        title="",
        spoken_title=tr("Verdict"),
        show=lambda row: verdict_word(row.verdict),
        tip=_verdict_at_length,
        said=_verdict_at_length,
        mark=lambda row: row.verdict,
    )
    claim: Column[ListedClaim] = Column(
        name="claim",
        title=tr("Claim"),
        show=lambda row: row.text,
        tip=_claim_at_length,
        said=_claim_at_length,
        mark=_is_due,
    )
    claimant: Column[ListedClaim] = Column(
        name="claimant",
        title=tr("Claimant"),
        show=lambda row: row.claimant,
        tip=lambda row: row.claimant,
    )
    passages: Column[ListedClaim] = Column(
        name="passages",
        title="¶",
        spoken_title=tr("Passages"),
        show=lambda row: str(row.passages),
        said=lambda row: count(row.passages, "{n} passage", "{n} passages"),
        align=CENTRE,
        falls=True,
    )
    reviewer: Column[ListedClaim] = Column(
        name="reviewer",
        title=tr("Reviewer"),
        show=lambda row: row.reviewer,
        tip=lambda row: row.reviewer,
    )
    stage: Column[ListedClaim] = Column(
        name="stage", title=tr("Stage"), show=lambda row: stage_word(row.stage)
    )
    return (number, verdict, claim, claimant, passages, reviewer, stage, *_hidden_at_first())


def _hidden_at_first() -> tuple[Column[ListedClaim], ...]:
    """Return the columns that are there for those who want them."""
    priority: Column[ListedClaim] = Column(
        name="priority",
        title=tr("Priority"),
        show=lambda row: priority_word(row.priority) if row.priority else "",
        falls=True,
    )
    claim_type: Column[ListedClaim] = Column(
        name="type",
        title=tr("Type"),
        show=lambda row: claim_type_word(row.claim_type) if row.claim_type else "",
    )
    tags: Column[ListedClaim] = Column(
        name="tags", title=tr("Tags"), show=lambda row: row.tags, tip=lambda row: row.tags
    )
    due: Column[ListedClaim] = Column(
        name="due",
        title=tr("Due"),
        spoken_title=tr("To be checked again on"),
        show=lambda row: row.due,
    )
    assigned: Column[ListedClaim] = Column(
        name="assigned",
        title=tr("Assigned to"),
        show=lambda row: row.assigned,
        tip=_assigned_at_length,
        said=_assigned_at_length,
    )
    return (priority, claim_type, tags, due, assigned)


def article_columns(share: Callable[[Id], Share | None]) -> tuple[Column[ArticleRow], ...]:
    """Return the one column of the article list; ``share`` tells how much of it I looked at."""

    def looked_at(row: ArticleRow) -> str:
        known = share(row.id)
        return "" if known is None else share_sentence(known)

    def in_words(row: ArticleRow) -> str:
        return ", ".join(filter(None, (row.title, progress_sentence(row), looked_at(row))))

    article: Column[ArticleRow] = Column(
        name="article",
        title=tr("Article"),
        show=lambda row: row.title,
        tip=lambda row: "\n".join(filter(None, (_article_at_length(row), looked_at(row)))),
        said=in_words,
    )
    return (article,)


def share_sentence(share: Share) -> str:
    """Return how much of an article I have dealt with: what the percentage in the list says."""
    return tr(
        "{done} of {n} sentences have a claim or nothing to check ({percent} %)",
        done=share.done,
        n=share.sentences,
        percent=share.percent,
    )


def passage_columns() -> tuple[Column[LinkRow], ...]:
    """Return the columns of a claim's passages."""
    quote: Column[LinkRow] = Column(
        name="quote",
        title=tr("Quote"),
        show=lambda row: one_line(row.quote),
        tip=lambda row: row.quote,
        said=_link_in_words,
    )
    stance: Column[LinkRow] = Column(
        name="stance", title=tr("Stance"), show=lambda row: stance_word(row.stance)
    )
    speaker: Column[LinkRow] = Column(
        name="speaker", title=tr("Speaker"), show=lambda row: row.speaker
    )
    article: Column[LinkRow] = Column(
        name="article", title=tr("Article"), show=lambda row: row.article
    )
    return (quote, stance, speaker, article)


def progress_sentence(row: ArticleRow) -> str:
    """Return how far the review of an article has come."""
    if not row.claims:
        return tr("no claims yet")
    said = (
        tr("{done} of {n} claims reviewed") if row.claims > 1 else tr("{done} of 1 claim reviewed")
    )
    return said.format(done=row.reviewed, n=row.claims)


def one_line(text: str) -> str:
    """Return a text with its line breaks and runs of blanks as single spaces."""
    return " ".join(text.split())


def _is_due(row: ListedClaim) -> bool:
    return is_due(row.due, today())


def _assigned_at_length(row: ListedClaim) -> str:
    return row.assigned.replace(assignments.DONE, tr(" (verdict given)"))


def _claim_at_length(row: ListedClaim) -> str:
    if not _is_due(row):
        return row.text
    return tr("{claim}\nTo be checked again since {day}", claim=row.text, day=row.due)


def _verdict_at_length(row: ClaimRow) -> str:
    parts = [verdict_word(row.verdict)]
    if row.because:
        parts.append(because_word(row.because).lower())
    match row.agreement:
        case Agreement.DIFFER:
            parts.append(tr("reviewers differ"))
        case Agreement.ADJUDICATED:
            parts.append(tr("final"))
        case _:
            pass
    return ", ".join(parts)


def _article_at_length(row: ArticleRow) -> str:
    parts = [row.title, row.publisher, row.published, progress_sentence(row)]
    return "\n".join(part for part in parts if part)


def _link_in_words(row: LinkRow) -> str:
    parts = [f"“{one_line(row.quote)}”", stance_word(row.stance), row.speaker, row.article]
    return ", ".join(part for part in parts if part)
