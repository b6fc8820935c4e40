"""The project: its title and how far its review has come."""

from claimdesk.core.model import Id, Opinion, Progress, Verdict
from claimdesk.store import adjudications, articles, assessments, claims, file, projects
from store.conftest import Opener, Review
from store.world import do, refusal


def test_a_project_can_get_another_title(review: Review) -> None:
    before = review.store.read(projects.row)
    assert (before.title, before.description, before.language) == ("Project", "", "")
    _, change = review.store.run("Rename", lambda session: projects.rename(session, " New "))
    assert review.store.read(projects.row).title == "New"
    assert review.store.read(projects.row).id == before.id
    assert change.touches("project")
    refusal(lambda: do(review.store, projects.rename, " "))
    review.store.revert(change)
    assert review.store.read(projects.row) == before
    file.check(review.path)


def test_an_empty_project_has_made_no_progress(opened: Opener) -> None:
    assert opened().read(projects.progress) == Progress(0, 0, 0, 0, 0)


def test_progress_counts_claims_by_their_leading_verdict(review: Review) -> None:
    assert review.store.read(projects.progress) == Progress(1, 2, 1, 0, 0)
    third = do(review.store, claims.add, "Third")
    do(review.store, assessments.decide, [review.second], Verdict.DENIED)
    do(review.store, assessments.decide, [third], Verdict.UNVERIFIED)
    assert review.store.read(projects.progress) == Progress(1, 3, 1, 1, 1)
    opinion = Opinion(Verdict.DENIED)
    do(review.store, adjudications.record, third, review.store.reviewer_id, opinion)
    assert review.store.read(projects.progress) == Progress(1, 3, 1, 2, 0)
    assert review.store.read(projects.progress).reviewed == 3
    do(review.store, claims.remove, [third])
    do(review.store, articles.remove, review.store.read(articles.rows)[0].id)
    assert review.store.read(projects.progress) == Progress(0, 2, 1, 1, 0)


def test_a_project_knows_its_records_even_those_that_were_removed(review: Review) -> None:
    do(review.store, claims.remove, [review.second])
    assert review.store.read(projects.knows, review.second)
    assert not review.store.read(projects.knows, Id(b"?" * 16))
