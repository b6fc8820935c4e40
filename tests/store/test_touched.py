"""Following edits one by one must show what reading everything again would show."""

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.change import Change
from claimdesk.core.ids import new_id
from claimdesk.core.model import ArticleRow, ClaimRow, HighlightRow, Id, ReadArticle, Verdict
from claimdesk.store import articles, assessments, claims, highlights, listing, passages, touched
from claimdesk.store.store import Session, Store
from store.conftest import Opener, Review
from store.world import TEXT, an_article, do

Edit = Callable[[Session], object]
Row = TypeVar("Row", ClaimRow, ArticleRow)


class Screen:
    """What a window holds of a project: read once, then brought up to date by each edit."""

    def __init__(self, store: Store, version_id: Id) -> None:
        self.store, self.version_id = store, version_id
        self.drawn: set[HighlightRow] = set()
        self.claims: dict[Id, ClaimRow] = {}
        self.articles: dict[Id, ArticleRow] = {}
        self.verdicts: dict[Id, Verdict | None] = {}
        self.read_again = {"drawn", "claims", "articles", "verdicts"}
        self.read()

    def read(self) -> None:
        """Read again what could not be followed."""
        read = self.store.read
        if "drawn" in self.read_again:
            self.drawn = set(read(highlights.rows, self.version_id))
        if "claims" in self.read_again:
            self.claims = {row.id: row for row in read(claims.rows)}
        if "articles" in self.read_again:
            self.articles = {row.id: row for row in read(articles.rows)}
        if "verdicts" in self.read_again:
            self.verdicts = read(claims.decided)

    def follow(self, change: Change) -> None:
        read, self.read_again = self.store.read, set[str]()
        drawn = read(highlights.after, self.version_id, change)
        if drawn is None:
            self.read_again.add("drawn")
        else:
            kept = (row for row in self.drawn if not {row.passage_id, row.claim_id} & drawn.ids)
            self.drawn = {*kept, *drawn.rows}
        listed = None if read(touched.renumbers, change) else read(listing.after, change)
        self._take("claims", self.claims, listed, claims.row)
        self._take("articles", self.articles, read(articles.after, change), articles.row)
        altered = read(claims.decided_after, change)
        if altered is None:
            self.read_again.add("verdicts")
        else:
            for one in altered.gone:
                self.verdicts.pop(one, None)
            self.verdicts.update(altered.rows)
        self.read()

    def _take(
        self,
        name: str,
        held: dict[Id, Row],
        altered: set[Id] | None,
        row: Callable[[Session, Id], Row | None],
    ) -> None:
        if altered is None:
            self.read_again.add(name)
            return
        for one in altered:
            found = self.store.read(row, one)
            if found is None:
                held.pop(one, None)
            else:
                held[one] = found

    def is_right(self) -> bool:
        """Tell whether it shows what a fresh reading shows, lists in the same order."""
        fresh = Screen(self.store, self.version_id)
        return (
            self.drawn == fresh.drawn
            and sorted(self.claims.values(), key=attrgetter("number")) == [*fresh.claims.values()]
            and self.articles == fresh.articles
            and self.verdicts == fresh.verdicts
        )

    def does(self, edit: Edit) -> set[str]:
        """Edit and follow; return what had to be read again."""
        self.follow(self.store.run("Edit", edit)[1])
        assert self.is_right()
        return self.read_again


def test_the_loop_of_a_review_reads_nothing_again(review: Review) -> None:
    screen = Screen(review.store, review.version_id)

    def new_claim(session: Session) -> None:
        passage_id = passages.mark(session, review.version_id, 0, 10)
        passages.link(session, claims.add(session, "A third."), passage_id)

    for edit in (
        partial(passages.mark, version_id=review.version_id, start=4, end=20),
        new_claim,
        partial(assessments.decide, claim_ids=[review.second], verdict=Verdict.DENIED),
        partial(claims.change, claim_id=review.first, text="Reworded."),
        partial(passages.unlink, claim_id=review.second, passage_id=review.shared),
        partial(passages.remove, passage_id=review.own),
    ):
        assert screen.does(edit) == set(), edit


def test_lists_are_read_again_when_an_article_goes_or_very_much_is_touched(
    review: Review,
) -> None:
    screen = Screen(review.store, review.version_id)
    other = ReadArticle("Another text.", "Another")
    assert screen.does(partial(articles.add, read=other)) == {"claims", "articles"}

    def one_claim_of_many(session: Session) -> None:
        for start in range(60):
            passage_id = passages.mark(session, review.version_id, start, start + 5)
            passages.link(session, review.first, passage_id)

    everything = {"drawn", "claims", "articles", "verdicts"}
    assert screen.does(one_claim_of_many) == everything
    verdict = partial(assessments.decide, claim_ids=[review.first], verdict=Verdict.DENIED)
    assert screen.does(verdict) == {"drawn", "articles"}
    first = do(review.store, passages.mark, review.version_id, 0, 30)

    def many_claims_of_one(session: Session) -> None:
        for number in range(60):
            passages.link(session, claims.add(session, f"Claim {number}."), first)

    assert screen.does(many_claims_of_one) == everything
    assert screen.does(partial(passages.remove, passage_id=first)) == {"claims"}


def test_a_new_claim_at_the_end_comes_and_goes_without_reading_anything_again(
    review: Review,
) -> None:
    screen = Screen(review.store, review.version_id)

    def some_claims(session: Session) -> None:
        passage_id = passages.mark(session, review.version_id, 0, 10)
        for text in ("A third.", "A fourth."):
            passages.link(session, claims.add(session, text), passage_id)

    change = review.store.run("Edit", some_claims)[1]
    screen.follow(change)
    for _ in range(3):
        assert screen.is_right()
        assert screen.read_again == set()
        change = review.store.revert(change)
        screen.follow(change)


def test_a_claim_that_goes_or_moves_among_others_gives_them_other_numbers(review: Review) -> None:
    third = do(review.store, claims.add, "A third.")
    screen = Screen(review.store, review.version_id)
    renumbered = {"drawn", "claims"}
    assert screen.does(partial(claims.remove, claim_ids=[review.second])) == renumbered

    def move(session: Session) -> None:
        session.action.write(("claim", third), {"position": "0"})

    assert screen.does(move) == renumbered


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_following_edits_shows_what_reading_everything_shows(
    opened: Opener, tmp_path: Path, data: st.DataObject
) -> None:
    store = opened(tmp_path / f"{new_id().hex()}.claimdesk")
    screen = Screen(store, an_article(store, TEXT))
    done: list[Change] = []
    for _ in range(data.draw(st.integers(1, 8))):
        if done and data.draw(st.sampled_from((True, False))):
            change = store.revert(done.pop())
        else:
            change = store.run("Edit", data.draw(st.sampled_from(_edits(screen, data))))[1]
            done.append(change)
        if change:
            screen.follow(change)
        assert screen.is_right()


def _edits(screen: Screen, data: st.DataObject) -> list[Edit]:
    version_id, claim_ids = screen.version_id, sorted(screen.claims)
    passage_ids = sorted({row.passage_id for row in screen.drawn})
    start = data.draw(st.integers(0, len(TEXT) - 12))
    edits: list[Edit] = [
        partial(passages.mark, version_id=version_id, start=start, end=start + 11),
        partial(claims.add, text="One more."),
    ]
    if claim_ids:
        claim_id = data.draw(st.sampled_from(claim_ids))
        verdict = data.draw(st.sampled_from(Verdict))
        edits += [
            partial(assessments.decide, claim_ids=[claim_id], verdict=verdict),
            partial(assessments.withdraw, claim_ids=[claim_id]),
            partial(claims.remove, claim_ids=[claim_id]),
        ]
        if passage_ids:
            passage_id = data.draw(st.sampled_from(passage_ids))
            edits.append(partial(passages.link, claim_id=claim_id, passage_id=passage_id))
    if passage_ids:
        passage_id = data.draw(st.sampled_from(passage_ids))
        edits.append(partial(passages.remove, passage_id=passage_id))
    return edits
