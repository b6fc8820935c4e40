"""What merging would do is said in plain words, what differs first."""

from claimdesk.core.merging import Given, MergePlan, Outcome
from claimdesk.core.model import Id, Verdict
from claimdesk.ui.models import merge_words

KEPT = Id(b"k" * 16)


def plan(*outcomes: Outcome, **joined: int) -> MergePlan:
    return MergePlan(KEPT, joined, {}, outcomes)


def test_what_is_joined_is_counted() -> None:
    some = plan(link=3, claim_evidence=1, note=2)
    assert merge_words.joined(some) == ["3 passages, 1 piece of evidence, 2 notes"]
    known = MergePlan(KEPT, {"link": 1}, {"claim_tag": 2}, ())
    assert merge_words.joined(known) == [
        "1 passage",
        "There already, and left as it is: 2 tags",
    ]
    assert merge_words.joined(plan()) == ["Nothing comes over."]


def test_verdicts_that_differ_are_said_first_with_the_one_that_stays() -> None:
    confirmed, denied = Given(2, Verdict.CONFIRMED), Given(5, Verdict.DENIED)
    found = plan(
        Outcome("Ann", confirmed, ()),
        Outcome("Ben", denied, ()),
        Outcome("Cem", confirmed, (Given(5, Verdict.CONFIRMED),)),
        Outcome("Dee", confirmed, (Given(5, Verdict.CONFIRMED), Given(7, Verdict.DENIED))),
        Outcome("", confirmed, (denied,)),
    )
    assert merge_words.verdicts(found, 2) == [
        "Dee differs: confirmed (claim 2) stays, confirmed (claim 5), denied (claim 7) goes",
        "Final verdict differs: confirmed (claim 2) stays, denied (claim 5) goes",
        "Ann: confirmed stays",
        "Ben: denied (claim 5) comes over",
        "Cem: confirmed (claim 2) stays with its reason, confirmed (claim 5) goes",
    ]
