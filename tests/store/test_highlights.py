"""What the article view draws, read whole or only where an edit altered it."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.change import Change
from claimdesk.core.model import HighlightRow, Id, Opinion, Stance, Verdict
from claimdesk.store import adjudications, assessments, claims, highlights, passages
from claimdesk.store.store import Session, Store
from store.conftest import Review
from store.world import TEXT, an_article, do


def test_highlights_are_one_per_link_and_one_per_lonely_passage(review: Review) -> None:
    lonely = do(review.store, passages.mark, review.version_id, 0, 10)
    found = [
        (row.passage_id, row.claim_id, row.number, row.verdict, row.stance)
        for row in review.store.read(highlights.rows, review.version_id)
    ]
    assert found == [
        (lonely, None, None, None, None),
        (review.own, review.first, 1, Verdict.CONFIRMED, Stance.ASSERTS),
        (review.shared, review.first, 1, Verdict.CONFIRMED, Stance.ASSERTS),
        (review.shared, review.second, 2, None, Stance.ASSERTS),
    ]
    do(review.store, claims.remove, [review.first])
    assert [
        (row.passage_id, row.number)
        for row in review.store.read(highlights.rows, review.version_id)
    ] == [(lonely, None), (review.shared, 1)]


def test_a_passage_whose_only_claim_was_removed_elsewhere_is_drawn_as_lonely(
    review: Review,
) -> None:
    def edit(session: Session) -> None:
        claims.remove(session, [review.first])
        passages.mark(session, review.version_id, 15, 31, passage_id=review.own)

    do(review.store, edit)
    own = review.store.read(highlights.rows, review.version_id)[0]
    assert (own.passage_id, own.claim_id, own.verdict) == (review.own, None, None)


class Drawing:
    """The highlights as a view holds them: read once, then brought up to date by each edit."""

    def __init__(self, store: Store, version_id: Id) -> None:
        self._store, self._version_id = store, version_id
        self.rows = set(self.read())
        self.was_read_again = False

    def read(self) -> list[HighlightRow]:
        return self._store.read(highlights.rows, self._version_id)

    def follow(self, change: Change) -> None:
        now = self._store.read(highlights.after, self._version_id, change)
        self.was_read_again = now is None
        if now is None:
            self.rows = set(self.read())
        else:
            kept = (row for row in self.rows if not {row.passage_id, row.claim_id} & now.ids)
            self.rows = {*kept, *now.rows}

    def does(self, edit: Callable[[Session], object]) -> bool:
        """Edit and follow; tell whether everything had to be read again."""
        _, change = self._store.run("Edit", edit)
        self.follow(change)
        assert sorted(self.rows, key=repr) == sorted(self.read(), key=repr)
        return self.was_read_again


def test_the_loop_of_a_review_never_reads_all_highlights_again(review: Review) -> None:
    drawing = Drawing(review.store, review.version_id)

    def new_claim(session: Session) -> None:
        passage_id = passages.mark(session, review.version_id, 0, 10)
        passages.link(session, claims.add(session, "A third."), passage_id, Stance.DISPUTES)

    for edit in (
        partial(passages.mark, version_id=review.version_id, start=4, end=20),
        new_claim,
        partial(assessments.decide, claim_ids=[review.second], verdict=Verdict.DENIED),
        partial(assessments.withdraw, claim_ids=[review.first]),
        partial(claims.change, claim_id=review.first, text="Reworded."),
        partial(passages.unlink, claim_id=review.second, passage_id=review.shared),
        partial(passages.remove, passage_id=review.own),
    ):
        assert not drawing.does(edit), edit


def test_highlights_are_read_again_when_claims_get_other_numbers(review: Review) -> None:
    drawing = Drawing(review.store, review.version_id)
    _, removed = review.store.run("Remove", partial(claims.remove, claim_ids=[review.first]))
    drawing.follow(removed)
    assert drawing.was_read_again
    drawing.follow(review.store.revert(removed))
    assert drawing.was_read_again
    assert sorted(drawing.rows, key=repr) == sorted(drawing.read(), key=repr)
    assert drawing.does(
        lambda session: session.action.write(("claim", review.first), {"position": "z"})
    )


def test_highlights_are_read_again_when_an_edit_touches_very_many(review: Review) -> None:
    drawing = Drawing(review.store, review.version_id)

    def mark_all(session: Session) -> None:
        for start in range(60):
            passages.mark(session, review.version_id, start, start + 5)

    assert drawing.does(mark_all)

    def one_claim_of_all(session: Session) -> None:
        claim_id = claims.add(session, "Everywhere.")
        for row in passages.rows(session, review.version_id):
            passages.link(session, claim_id, row.id)

    assert drawing.does(one_claim_of_all)
    last = review.store.read(claims.rows)[-1].id
    assert drawing.does(partial(assessments.decide, claim_ids=[last], verdict=Verdict.DENIED))


def test_edits_of_another_article_leave_the_highlights_alone(review: Review) -> None:
    drawing = Drawing(review.store, review.version_id)
    version_id = an_article(review.store, TEXT, "Another")

    def link_there(session: Session) -> None:
        passages.link(session, review.first, passages.mark(session, version_id, 0, 10))

    assert not drawing.does(link_there)


def test_the_final_verdict_of_an_editor_is_drawn(review: Review) -> None:
    drawing = Drawing(review.store, review.version_id)
    me, final = review.store.reviewer_id, Opinion(Verdict.DENIED, reason="Settled.")
    assert not drawing.does(
        partial(adjudications.record, claim_id=review.first, reviewer_id=me, opinion=final)
    )
