"""Taking back what others went on with: field by field, and said what was left."""

import pytest

from claimdesk.core.change import Change, Left, Since
from claimdesk.core.model import Because, Id, Opinion, Stage, Stance, Verdict
from claimdesk.store import (
    assessments,
    claims,
    deeds,
    evidence,
    file,
    passages,
    projects,
    reviewers,
)
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, do, live, rebuilt, refusal, tables


class Desk:
    """A project that two people take turns on, one opening after the other."""

    def __init__(self, review: Review, opened: Opener) -> None:
        self.review = review
        self.store: Store = review.store
        self._opened = opened

    def his(self, edit: object) -> None:
        """Let Omar do something."""
        self._turn(OTHER)
        self.store.run("Edit", edit)  # type: ignore[arg-type]  # an edit
        self._turn()

    def mine(self, edit: object) -> Change:
        """Do something myself."""
        return self.store.run("Edit", edit)[1]  # type: ignore[arg-type]  # an edit

    def check(self) -> None:
        """See that the file holds what its history says."""
        assert tables(self.review.path) == rebuilt(self.review.path)
        file.check(self.review.path)

    def _turn(self, *who: object) -> None:
        self.store.close()
        self.store = self._opened(self.review.path, *who)


@pytest.fixture
def desk(review: Review, opened: Opener) -> Desk:
    return Desk(review, opened)


def claim(store: Store, claim_id: Id) -> tuple[str, str, Stage]:
    row = store.read(claims.detail, claim_id)
    assert row is not None
    return row.text, row.claimant, row.stage


def test_fields_that_nobody_touched_since_come_back_and_the_others_are_named(desk: Desk) -> None:
    first = desk.review.first
    change = desk.mine(lambda s: claims.change(s, first, text="A", claimant="B", stage=Stage.DONE))
    desk.his(lambda s: claims.change(s, first, claimant="C", stage=Stage.OPEN))
    undone = desk.store.revert(change)
    assert claim(desk.store, first) == ("The bridge was closed.", "C", Stage.OPEN)
    assert undone.left == (Left("claim", frozenset(("claimant",)), Since.CHANGED, "Omar Bell", 1),)
    redone = desk.store.revert(undone)
    assert claim(desk.store, first) == ("A", "C", Stage.OPEN)
    assert redone.left == ()
    desk.check()


def test_what_was_changed_altogether_is_refused_with_the_name_of_who_did_it(desk: Desk) -> None:
    first = desk.review.first
    change = desk.mine(lambda s: claims.change(s, first, text="A"))
    desk.his(lambda s: claims.change(s, first, text="B"))
    before = tables(desk.review.path)
    assert "changed again since by Omar Bell" in refusal(lambda: desk.store.revert(change))
    assert tables(desk.review.path) == before


def test_of_several_who_changed_it_none_is_named_in_a_refusal(desk: Desk) -> None:
    both = desk.review.first, desk.review.second
    change = desk.mine(lambda s: claims.change_all(s, both, text="A"))
    desk.his(lambda s: claims.change(s, both[0], text="B"))
    desk.mine(lambda s: claims.change(s, both[1], text="C"))
    assert "changed again since, so" in refusal(lambda: desk.store.revert(change))


def test_records_that_were_removed_since_are_left_and_the_others_come_back(desk: Desk) -> None:
    first, second = desk.review.first, desk.review.second

    def edit(session: Session) -> None:
        for one in (first, second):
            claims.change(session, one, text="A")
        for row in passages.links(session, first):
            passages.change_link(session, row.id, stance=Stance.DISPUTES)

    change = desk.mine(edit)
    desk.his(lambda s: claims.remove(s, [first]))
    undone = desk.store.revert(change)
    assert claim(desk.store, second)[0] == "Ten people were hurt."
    assert {(one.entity, one.since) for one in undone.left} == {
        ("claim", Since.REMOVED),
        ("link", Since.REMOVED),
    }
    assert {one.claim for one in undone.left} == {0}
    assert undone.left[-1].reviewer == "Omar Bell"
    desk.check()


def test_a_new_claim_that_was_reworded_since_stays_with_its_passage(desk: Desk) -> None:
    made: list[Id] = []

    def edit(session: Session) -> None:
        for start in (0, 10):
            made.append(claims.add(session, f"Claim {start}"))
            passage_id = passages.mark(session, desk.review.version_id, start, start + 9)
            passages.link(session, made[-1], passage_id)

    change = desk.mine(edit)
    desk.his(lambda s: claims.change(s, made[1], context="In the evening"))
    undone = desk.store.revert(change)
    assert undone.left == (Left("claim", frozenset(), Since.CHANGED, "Omar Bell", 3),)
    assert desk.store.read(claims.row, made[0]) is None
    assert len(desk.store.read(passages.links, made[1])) == 1
    desk.check()
    assert len(desk.store.read(passages.rows)) == 3


def test_a_new_claim_that_somebody_else_judged_stays(desk: Desk) -> None:
    change = desk.mine(lambda s: claims.add(s, "Claim"))
    (made,) = change.records["claim"]
    desk.his(lambda s: assessments.decide(s, [made], Verdict.DENIED))
    assert "changed again since by Omar Bell" in refusal(lambda: desk.store.revert(change))
    desk.his(lambda s: assessments.withdraw(s, [made]))
    assert desk.store.revert(change).left == ()
    assert desk.store.read(claims.row, made) is None
    desk.check()


def test_what_was_judged_before_it_was_removed_can_be_removed_again(desk: Desk) -> None:
    second = desk.review.second
    desk.his(lambda s: assessments.decide(s, [second], Verdict.DENIED))
    undone = desk.store.revert(desk.mine(lambda s: claims.remove(s, [second])))
    assert desk.store.revert(undone).left == ()
    assert desk.store.read(claims.row, second) is None
    desk.check()


def test_when_a_verdict_was_given_is_never_an_exception(desk: Desk) -> None:
    first = desk.review.first
    change = desk.mine(lambda s: assessments.describe(s, first, reason="So"))
    desk.mine(lambda s: assessments.describe(s, first, as_of="2025"))
    undone = desk.store.revert(change)
    assert undone.left == ()
    row = desk.store.read(assessments.mine, first, desk.store.reviewer_id)
    assert row is not None
    assert (row.reason, row.as_of) == ("", "2025")


def test_a_verdict_and_why_it_is_unverified_go_together(desk: Desk) -> None:
    first = desk.review.first
    change = desk.mine(lambda s: assessments.decide(s, [first], Verdict.UNVERIFIED))
    desk.mine(lambda s: assessments.describe(s, first, because=Because.NOT_CHECKABLE))
    assert "changed again since" in refusal(lambda: desk.store.revert(change))
    row = desk.store.read(assessments.mine, first, desk.store.reviewer_id)
    assert row is not None
    assert (row.verdict, row.because) == (Verdict.UNVERIFIED, Because.NOT_CHECKABLE)


def test_verdicts_i_loaded_for_another_are_my_own_work(desk: Desk) -> None:
    first = desk.review.first
    omar = do(desk.store, reviewers.named, "Omar Bell")
    opinion = Opinion(Verdict.DENIED)
    recorded = desk.mine(lambda s: assessments.record(s, first, omar, opinion))
    removed = desk.mine(lambda s: claims.remove(s, [first]))
    after = live(desk.review.path)
    undone = desk.store.revert(removed)
    again = desk.store.revert(desk.store.revert(recorded))
    assert again.left == ()
    assert desk.store.revert(undone).left == ()
    assert live(desk.review.path) == after
    desk.check()


def test_what_hangs_on_no_claim_is_left_without_a_number(desk: Desk) -> None:
    def edit(session: Session) -> None:
        projects.rename(session, "A")
        claims.change(session, desk.review.first, text="A")

    change = desk.mine(edit)
    desk.his(lambda s: projects.rename(s, "B"))
    (left,) = desk.store.revert(change).left
    assert (left.entity, left.claim) == ("project", 0)


def test_an_attachment_and_other_ids_come_back_as_they_were(desk: Desk) -> None:
    source = do(desk.store, evidence.add, attachment=b"one", title="Report")
    before = live(desk.review.path)
    change = desk.mine(lambda s: evidence.detach(s, source))
    desk.his(lambda s: evidence.change(s, source, title="Annual report"))
    assert desk.store.revert(change).left == ()
    row = desk.store.read(evidence.row, source)
    assert row is not None
    assert row.title == "Annual report"
    assert row.attachment_sha256 == hash_of(before["evidence"])
    assert desk.store.read(deeds.rows, most=1)[0].reviewer == "Nina Marsh"


def hash_of(rows: list[tuple[object, ...]]) -> object:
    return next(one for one in rows[0] if isinstance(one, bytes) and len(one) == 32)
