"""A blind project: others' verdicts, reasons and counts are hidden until one's own is given."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from claimdesk.core.ids import derived_id
from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import Agreement, Id, Opinion, ReviewerRow, Verdict
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    blind,
    claims,
    file,
    highlights,
    listing,
    projects,
    touched,
)
from claimdesk.store.store import Reader, Session, Store
from store.conftest import Opener, Review
from store.world import OTHER, do, refusal

THIRD = ReviewerRow(derived_id("reviewer", b"Cleo Dahl"), "Cleo Dahl", "CD")
FINAL = Opinion(Verdict.DENIED, reason="Counted again.")


@pytest.fixture
def hidden(review: Review) -> Review:
    """A blind project in which Nina Marsh has confirmed the first claim."""
    do(review.store, projects.set_blind, blind=True)
    do(review.store, assessments.describe, review.first, reason="I was there.")
    return review


@contextmanager
def seen_by(review: Review, opened: Opener, who: ReviewerRow) -> Iterator[Store]:
    review.store.close()
    store = opened(who=who)
    yield store
    store.close()


def shown(store: Store, claim_id: Id) -> tuple[Verdict | None, str, str, Agreement]:
    row = store.read(claims.row, claim_id)
    assert row is not None
    return row.verdict, row.reason, row.reviewer, row.agreement


NOTHING = (None, "", "", Agreement.NOT_REVIEWED)


def test_nothing_of_others_verdicts_shows_before_mine(hidden: Review, opened: Opener) -> None:
    claim = hidden.first
    do(hidden.store, adjudications.decide, [claim], FINAL)
    with seen_by(hidden, opened, OTHER) as store:
        assert store.read(projects.row).blind
        assert shown(store, claim) == NOTHING
        assert store.read(assessments.rows) == []
        assert store.read(adjudications.rows) == []
        assert store.read(projects.progress).reviewed == 0
        assert set(store.read(claims.decided).values()) == {None}
        assert [row.reviewed for row in store.read(articles.rows)] == [0]
        drawn = store.read(highlights.rows, hidden.version_id)
        assert {row.verdict for row in drawn} == {None}
        assert store.read(blind.closed) == {hidden.first, hidden.second}
        assert store.read(blind.hides, claim)
        do(store, assessments.decide, [claim], Verdict.CONFIRMED)
        assert shown(store, claim) == (
            *(Verdict.DENIED, "Counted again.", "Nina Marsh", Agreement.ADJUDICATED),
        )
        assert store.read(claims.decided)[claim] is Verdict.DENIED
        assert [row.reason for row in store.read(assessments.rows, claim)] == ["I was there.", ""]
        (final,) = store.read(adjudications.rows)
        assert final.stale  # mine is new
        assert store.read(blind.closed) == {hidden.second}
        assert not store.read(blind.hides, claim)
        do(store, assessments.withdraw, [claim])
        assert shown(store, claim) == NOTHING
    file.check(hidden.path)


def test_my_own_verdict_is_never_hidden_from_me(hidden: Review) -> None:
    assert shown(hidden.store, hidden.first)[0] is Verdict.CONFIRMED
    assert hidden.store.read(blind.closed) == {hidden.second}


def test_a_project_that_is_not_blind_hides_nothing(review: Review, opened: Opener) -> None:
    with seen_by(review, opened, OTHER) as store:
        assert shown(store, review.first)[0] is Verdict.CONFIRMED
        assert store.read(blind.closed) == frozenset()
        _, change = store.run("Blind", lambda session: projects.set_blind(session, blind=True))
        assert shown(store, review.first) == NOTHING
        assert not touched.is_short(change)  # every list is read anew
        store.revert(change)
        assert shown(store, review.first)[0] is Verdict.CONFIRMED


def test_the_filters_of_the_list_give_nothing_away(hidden: Review, opened: Opener) -> None:
    wanted = ClaimFilter(reviewers=frozenset([hidden.store.reviewer_id]))
    differing = ClaimFilter(differ=True)

    def passing(session: Session, one: ClaimFilter) -> list[Id]:
        return listing.ids(session, one, ClaimOrder())

    assert hidden.store.read(passing, wanted) == [hidden.first]
    with seen_by(hidden, opened, OTHER) as store:
        assert store.read(passing, wanted) == []
        do(store, assessments.decide, [hidden.first], Verdict.DENIED)
        assert store.read(passing, wanted) == [hidden.first]
        assert store.read(passing, differing) == [hidden.first]
    with seen_by(hidden, opened, THIRD) as store:
        assert store.read(passing, differing) == []


def test_who_is_not_asked_sees_what_all_who_are_asked_have_given(
    hidden: Review, opened: Opener
) -> None:
    claim = hidden.first
    do(hidden.store, assignments.assign, [claim], hidden.store.reviewer_id)
    with seen_by(hidden, opened, OTHER) as store:
        assert shown(store, claim)[0] is Verdict.CONFIRMED
        _, change = store.run("Ask", lambda s: assignments.assign(s, [claim], OTHER.id))
        assert store.read(touched.claims, change) == {claim}
        assert shown(store, claim) == NOTHING
    with seen_by(hidden, opened, THIRD) as store:
        assert shown(store, claim) == NOTHING
    with seen_by(hidden, opened, OTHER) as store:
        do(store, assessments.decide, [claim], Verdict.DENIED)
    with seen_by(hidden, opened, THIRD) as store:
        (row,) = store.read(adjudications.disagreements)
        assert [verdict for _, verdict in row.verdicts] == [Verdict.CONFIRMED, Verdict.DENIED]
        do(store, adjudications.decide, [claim], FINAL)
        assert store.read(adjudications.disagreements) == []


def test_nobody_settles_what_is_hidden(hidden: Review, opened: Opener) -> None:
    with seen_by(hidden, opened, OTHER) as store:
        refused = refusal(lambda: do(store, adjudications.decide, [hidden.first], FINAL))
        assert "until you have given yours" in refused
        # Written down from elsewhere, it rests on all there is, not on what is seen.
        do(store, adjudications.record, hidden.first, OTHER.id, FINAL)
        do(store, assessments.decide, [hidden.first], Verdict.CONFIRMED)
        do(store, adjudications.decide, [hidden.first], FINAL)
        assert not store.read(adjudications.rows)[0].stale


def test_background_work_sees_what_its_viewer_sees(hidden: Review) -> None:
    with Reader(hidden.path, viewer=OTHER.id) as reader:
        assert reader.read(assessments.rows) == []

        def everything(session: Session) -> int:
            with blind.seeing_all(session):
                return len(assessments.rows(session))

        assert reader.read(everything) == 1
        assert reader.read(assessments.rows) == []
    with Reader(hidden.path, viewer=None) as reader:
        assert len(reader.read(assessments.rows)) == 1
