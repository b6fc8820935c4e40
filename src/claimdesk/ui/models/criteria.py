"""What the criteria of the claim list are called on screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimdesk.core.listing import NOT_REVIEWED, REVIEWED, ClaimFilter
from claimdesk.core.model import Id, Verdict
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.terms import claim_type_word, priority_word, stage_word, stance_word

VERDICTS: tuple[frozenset[Verdict | None], ...] = (
    frozenset(),
    NOT_REVIEWED,
    REVIEWED,
    *(frozenset([verdict]) for verdict in Verdict),
)
"""What the list can be narrowed to by verdict."""


def verdicts_word(verdicts: frozenset[Verdict | None]) -> str:
    """Return what one of the choices by verdict is called."""
    if not verdicts:
        return tr("All")
    if verdicts == NOT_REVIEWED:
        return tr("Not reviewed")
    if verdicts == REVIEWED:
        return tr("Reviewed")
    return tr(" or ").join(verdict_word(one) for one in (*Verdict, None) if one in verdicts)


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in a filter are called."""

    reviewers: Mapping[Id, str] = field(default_factory=dict)
    articles: Mapping[Id, str] = field(default_factory=dict)


def criteria(wanted: ClaimFilter, names: Names) -> list[tuple[str, str]]:
    """Return name and words of each criterion beside text and verdict that is set."""
    found = [
        ("stages", tr("Stage"), [stage_word(one) for one in wanted.stages]),
        ("priorities", tr("Priority"), [priority_word(one) for one in wanted.priorities]),
        ("types", tr("Type"), [claim_type_word(one) for one in wanted.types]),
        ("claimants", tr("Claimant"), wanted.claimants),
        ("tags", tr("Tag"), wanted.tags),
        ("reviewers", tr("Reviewer"), [_named(one, names.reviewers) for one in wanted.reviewers]),
        ("assigned", tr("Assigned to"), [_named(one, names.reviewers) for one in wanted.assigned]),
        ("stances", tr("Stance"), [stance_word(one) for one in wanted.stances]),
        ("speakers", tr("Speaker"), wanted.speakers),
        ("articles", tr("Article"), [_named(one, names.articles) for one in wanted.articles]),
    ]
    chips = [(name, _set_in_words(title, words)) for name, title, words in found if words]
    flags = [(name, word) for name, word in flag_words().items() if getattr(wanted, name)]
    return [*chips, *flags]


def flag_words() -> dict[str, str]:
    """Return what can only be asked for or not, and what it is called."""
    return {
        "differ": tr("Reviewers differ"),
        "unanswered": tr("Assigned, not judged yet"),
        "no_evidence": tr("No evidence"),
        "no_passage": tr("No passage"),
        "due_by": tr("Due to be checked again"),
    }


def _set_in_words(title: str, words: Iterable[str]) -> str:
    return f"{title}: {tr(' or ').join(sorted(words, key=str.casefold))}"


def _named(one: Id, names: Mapping[Id, str]) -> str:
    return names.get(one, tr("not in this project"))
