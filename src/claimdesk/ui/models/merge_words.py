"""What merging claims would do, in words: what is joined, which verdicts stay, what is removed."""

from collections.abc import Mapping

from claimdesk.core.i18n import mark
from claimdesk.core.merging import Given, MergePlan, Outcome
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr

_COUNTED = {
    "link": (mark("{n} passage"), mark("{n} passages")),
    "claim_evidence": (mark("{n} piece of evidence"), mark("{n} pieces of evidence")),
    "note": (mark("{n} note"), mark("{n} notes")),
    "claim_tag": (mark("{n} tag"), mark("{n} tags")),
    "claim_relation": (mark("{n} relation"), mark("{n} relations")),
    "claim_check": (*(mark("{n} answer to the checklist"), mark("{n} answers to the checklist")),),
    "assignment": (mark("{n} assignment"), mark("{n} assignments")),
    "dismissal": (mark("{n} dismissed suggestion"), mark("{n} dismissed suggestions")),
}


def joined(plan: MergePlan) -> list[str]:
    """Return what comes over to the claim that is kept, and what is left for being there."""
    new, old = (_counted(one) for one in (plan.joined, plan.known))
    found = [new or tr("Nothing comes over.")]
    if old:
        found.append(tr("There already, and left as it is: {what}", what=old))
    return found


def verdicts(plan: MergePlan, number: int) -> list[str]:
    """Return what becomes of the verdicts, first of those that differ.

    ``number`` is that of the claim that is kept.
    """
    ordered = sorted(plan.outcomes, key=lambda one: not one.differs)
    return [_outcome(one, number) for one in ordered]


def _outcome(one: Outcome, number: int) -> str:
    who = one.reviewer or tr("Final verdict")
    if not one.left:
        if one.stays.number == number:
            return tr("{who}: {verdict} stays", who=who, verdict=_verdict(one.stays))
        return tr("{who}: {verdict} comes over", who=who, verdict=_given(one.stays))
    left = ", ".join(map(_given, one.left))
    if one.differs:
        said = tr("{who} differs: {stays} stays, {left} goes")
    else:
        said = tr("{who}: {stays} stays with its reason, {left} goes")
    return said.format(who=who, stays=_given(one.stays), left=left)


def _given(one: Given) -> str:
    return tr("{verdict} (claim {n})", verdict=_verdict(one), n=one.number)


def _verdict(one: Given) -> str:
    return verdict_word(one.verdict).lower()


def _counted(numbers: Mapping[str, int]) -> str:
    found = ((numbers.get(kind, 0), words) for kind, words in _COUNTED.items())
    return ", ".join(count(number, *words) for number, words in found if number)
