"""What keeps a claim from being done: rules of the house, as findings and not as obstacles.

A claim may be called done all the same; the window only says what is missing, and an editor sees
it too.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimdesk.core.apparatus import AssignmentRow, CheckRow, EvidenceRow
from claimdesk.core.i18n import mark
from claimdesk.core.model import (
    AdjudicationRow,
    AssessmentRow,
    Because,
    ClaimDetail,
    Stage,
    Verdict,
)

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Lack(StrEnum):
    """What a claim lacks; the words are stable."""

    VERDICT = "no_verdict"
    REASON = "no_reason"
    BECAUSE = "no_because"
    EVIDENCE = "no_evidence"
    OPEN_EVIDENCE = "only_confidential_evidence"
    PASSAGE = "no_passage"
    CLAIMANT = "no_claimant"
    DATE = "no_date"
    CHECKS = "open_checks"
    ASSIGNED = "awaited_verdict"
    SECOND = "no_second_review"
    AGREEMENT = "differing_verdicts"
    FRESH = "stale_adjudication"
    RECHECK = "recheck_due"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing: its stable code and a sentence for the reviewer."""

    code: Lack
    sentence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of one claim; ``today`` is the day it is asked about (ISO 8601)."""

    detail: ClaimDetail
    passages: int
    assessments: Sequence[AssessmentRow]
    final: AdjudicationRow | None
    evidence: Sequence[EvidenceRow]
    checks: Sequence[CheckRow]
    assigned: Sequence[AssignmentRow]
    today: str


def is_due(day: str, today: str) -> bool:
    """Return whether a day, its month or its year has come (ISO 8601); other text never does."""
    return bool(_DATE.fullmatch(day)) and day <= today[: len(day)]


def findings(standing: Standing) -> tuple[Finding, ...]:
    """Return what the claim lacks, what matters most first."""
    return tuple(Finding(code, sentence) for code, sentence, lacks in _RULES if lacks(standing))


def _said(one: Standing) -> list[AssessmentRow | AdjudicationRow]:
    """Return what counts: the final verdict, else those of the reviewers."""
    return [one.final] if one.final is not None else list(one.assessments)


def _differ(one: Standing) -> bool:
    return one.final is None and len({row.verdict for row in one.assessments}) > 1


def _is_unexplained(row: AssessmentRow | AdjudicationRow) -> bool:
    return row.verdict is Verdict.UNVERIFIED and row.because is Because.NOT_SAID


def _lacks_second(one: Standing) -> bool:
    asked = one.detail.stage is Stage.SECOND_REVIEW
    return asked and one.final is None and len(one.assessments) == 1


_RULES: tuple[tuple[Lack, str, Callable[[Standing], bool]], ...] = (
    (Lack.VERDICT, mark("Nobody has given a verdict yet."), lambda one: not _said(one)),
    (
        Lack.AGREEMENT,
        mark("The reviewers differ, and nobody has settled it."),
        _differ,
    ),
    (
        Lack.FRESH,
        mark("A verdict was changed since the claim was settled; settle it again."),
        lambda one: one.final is not None and one.final.stale,
    ),
    (
        Lack.SECOND,
        mark("The second review is missing."),
        _lacks_second,
    ),
    (
        Lack.ASSIGNED,
        mark("Somebody who is asked for a verdict has not given it."),
        lambda one: not all(row.done for row in one.assigned),
    ),
    (
        Lack.REASON,
        mark("A verdict has no reason."),
        lambda one: not all(row.reason.strip() for row in _said(one)),
    ),
    (
        Lack.BECAUSE,
        mark("It is not said why the claim stays unverified."),
        lambda one: any(map(_is_unexplained, _said(one))),
    ),
    (Lack.EVIDENCE, mark("There is no evidence."), lambda one: not one.evidence),
    (
        Lack.OPEN_EVIDENCE,
        mark("All evidence is confidential, so readers will see none."),
        lambda one: bool(one.evidence) and all(row.confidential for row in one.evidence),
    ),
    (Lack.PASSAGE, mark("No passage carries the claim."), lambda one: not one.passages),
    (Lack.CLAIMANT, mark("The claimant is not named."), lambda one: not one.detail.claimant),
    (Lack.DATE, mark("The date of the statement is missing."), lambda one: not one.detail.said_on),
    (
        Lack.CHECKS,
        mark("Items of the checklist are open."),
        lambda one: not all(row.done for row in one.checks),
    ),
    (
        Lack.RECHECK,
        mark("The claim is due to be checked again."),
        lambda one: is_due(one.detail.recheck_on, one.today),
    ),
)
