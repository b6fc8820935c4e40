"""Past actions are called what the command that did them called them."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.apparatus import RelationRow
from claimdesk.core.change import Transaction
from claimdesk.core.deeds import Deed, Did, Step
from claimdesk.core.model import (
    EvidenceStance,
    Id,
    Opinion,
    ReadArticle,
    RelationKind,
    Stance,
    Subject,
    Verdict,
)
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    claims,
    coverage,
    deeds,
    evidence,
    namesakes,
    notes,
    passages,
    projects,
    relations,
    reshaping,
    reviewers,
)
from claimdesk.store.records import FIELDS
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.models.deeds import label

Ids = dict[str, Id]


def cite(session: Session, ids: Ids) -> None:
    passage_id = passages.mark(session, version(session, ids), 4, 9)
    evidence.join(session, ids["cost"], evidence.cite(session, passage_id, title="Bridge"))


def worded(project: Project) -> str:
    (last,) = project.read(deeds.rows, most=1)
    return label(last)


def version(session: Session, ids: Ids) -> Id:
    row = articles.row(session, ids["first"])
    assert row is not None
    return row.version_id


def link(session: Session, ids: Ids, *numbers: int, claim: str = "loose") -> None:
    for number in numbers:
        passage_id = passages.mark(session, version(session, ids), number, number + 3)
        passages.link(session, ids[claim], passage_id)


def link_both(session: Session, ids: Ids) -> None:
    link(session, ids, 4)
    link(session, ids, 9, claim="cost")


def mark(session: Session, ids: Ids, *numbers: int) -> None:
    for number in numbers:
        passages.mark(session, version(session, ids), number, number + 3)


def load(session: Session, ids: Ids, claim_texts: tuple[str, ...] = ("A", "B", "C")) -> None:
    who = reviewers.named(session, "Zoe")
    for text in claim_texts:
        claim_id = claims.add(session, text)
        assessments.record(session, claim_id, who, Opinion(Verdict.DENIED))
    mark(session, ids, 1, 9)


def record(session: Session, ids: Ids, *names: str) -> None:
    for name in names:
        who = reviewers.named(session, name)
        assessments.record(session, ids["loose"], who, Opinion(Verdict.DENIED))


def new_source(session: Session, ids: Ids) -> None:
    source = evidence.add(session, title="Report")
    evidence.join(session, ids["cost"], source, EvidenceStance.SUPPORTS)


def unlink(session: Session, ids: Ids, *claim_names: str) -> None:
    for name in claim_names:
        row = passages.links(session, ids[name])[0]
        passages.unlink(session, row.claim_id, row.passage_id)


def adjudicate(session: Session, ids: Ids) -> None:
    adjudications.record(session, ids["cost"], session.reviewer_id, Opinion(Verdict.CONFIRMED))


def remove_passages(session: Session, ids: Ids, number: int) -> None:
    for row in passages.rows(session)[:number]:
        passages.remove(session, row.id)


def move_edge(session: Session, ids: Ids) -> None:
    row = passages.links(session, ids["cost"])[0]
    passages.move_edges(session, row.passage_id, row.start, row.end - 8)


def split(session: Session, ids: Ids) -> None:
    row = passages.links(session, ids["closed"])[0]
    reshaping.split(session, ids["closed"], "The other half", [row.id])


def bear(session: Session, ids: Ids, **bearing: object) -> None:
    row = passages.links(session, ids["cost"])[0]
    passages.change_link(session, row.id, **bearing)  # type: ignore[arg-type]  # as they come


def note(session: Session, ids: Ids, number: int = 1) -> None:
    for one in range(number):
        notes.add(session, Subject.CLAIM, ids["cost"], session.reviewer_id, f"Note {one}")


def cover(session: Session, ids: Ids) -> None:
    coverage.add(session, version(session, ids), session.reviewer_id, 0, 5)


CASES: tuple[tuple[str, Callable[[Session, Ids], object]], ...] = (
    ("New claim", lambda s, _: claims.add(s, "Claim")),
    ("Import claims: 3 claims, 2 passages", load),
    ("Import claims: 1 claim, 2 passages", lambda s, i: load(s, i, ("A",))),
    ("Load review: 1 verdict", lambda s, i: record(s, i, "Zoe")),
    ("Load review: 2 verdicts", lambda s, i: record(s, i, "Zoe", "Omar")),
    ("Merge claims", lambda s, i: reshaping.merge(s, i["cost"], [i["closed"]])),
    ("Split claim", split),
    ("Split claim", lambda s, i: reshaping.split(s, i["cost"], "The other half", [])),
    ("Duplicate claim", lambda s, i: reshaping.duplicate(s, i["closed"])),
    ("Duplicate claim", lambda s, i: reshaping.duplicate(s, i["loose"])),
    ("Assign claim", lambda s, i: assignments.assign(s, [i["cost"]], s.reviewer_id)),
    ("Edit claim text", lambda s, i: claims.change(s, i["cost"], text="Other")),
    ("Change stage", lambda s, i: claims.change(s, i["cost"], stage="done")),
    ("Change priority", lambda s, i: claims.change(s, i["cost"], priority=3)),
    ("Change day to check again", lambda s, i: claims.change(s, i["cost"], recheck_on="2026")),
    ("Edit claim", lambda s, i: claims.change(s, i["cost"], stage="done", claimant="X")),
    ("Remove claim", lambda s, i: claims.remove(s, [i["cost"]])),
    ("Remove 2 claims", lambda s, i: claims.remove(s, [i["cost"], i["closed"]])),
    ("Mark as denied", lambda s, i: assessments.decide(s, [i["cost"]], Verdict.DENIED)),
    (
        "Mark as confirmed",
        lambda s, i: assessments.decide(s, [i["cost"], i["loose"]], Verdict.CONFIRMED),
    ),
    ("Final verdict: confirmed", adjudicate),
    ("Import “New”", lambda s, _: articles.add(s, ReadArticle("Some words.", "New"))),
    ("Remove article “Bridge closed”", lambda s, i: articles.remove(s, i["first"])),
    ("Correct article details", lambda s, i: articles.change(s, i["first"], title="X")),
    ("Mark passage", lambda s, i: mark(s, i, 4)),
    ("Mark 2 passages", lambda s, i: mark(s, i, 4, 9)),
    ("Move passage edge", move_edge),
    ("Remove passage", lambda s, i: remove_passages(s, i, 1)),
    ("Remove 2 passages", lambda s, i: remove_passages(s, i, 2)),
    ("Link to claim 3", lambda s, i: link(s, i, 4)),
    ("Link 2 passages to claim 3", lambda s, i: link(s, i, 4, 9)),
    ("Link 2 passages to claims", link_both),
    ("Unlink from claim 2", lambda s, i: unlink(s, i, "cost")),
    ("Unlink from claim", lambda s, i: unlink(s, i, "cost", "closed")),
    ("Mark link as “disputes”", lambda s, i: bear(s, i, stance=Stance.DISPUTES)),
    ("Change voice of a link", lambda s, i: bear(s, i, voice="quoted")),
    ("Change speaker", lambda s, i: bear(s, i, speaker="Doran")),
    ("Edit link", lambda s, i: bear(s, i, speaker="Doran", voice="quoted")),
    ("New note", note),
    ("2 new notes", lambda s, i: note(s, i, 2)),
    ("New evidence", new_source),
    ("New evidence", cite),
    ("Nothing to check here", cover),
    ("Change tags", lambda s, i: claims.set_tags(s, i["cost"], ["bridge"])),
    ("Change project details", lambda s, _: projects.rename(s, "Other")),
    ("New reviewer", lambda s, _: reviewers.named(s, "Zoe")),
    ("Several changes", lambda s, _: s.action.put(("tag", b"t" * 16), {"name": "loose"})),
)


@pytest.mark.parametrize(("said", "edit"), CASES, ids=[said for said, _ in CASES])
def test_an_action_is_called_by_what_it_did(
    project: Project, review: Ids, said: str, edit: Callable[[Session, Ids], object]
) -> None:
    assert project.did("Edit", lambda session: edit(session, review))
    assert worded(project) == said


def test_relations_are_named_when_they_are_made_changed_and_taken_back(
    project: Project, review: Ids
) -> None:
    cost, closed = review["cost"], review["closed"]
    part, same, whole = (
        RelationRow(cost, closed, RelationKind.PART_OF),
        RelationRow(cost, closed, RelationKind.SAME),
        RelationRow(closed, cost, RelationKind.PART_OF),
    )
    steps: tuple[tuple[str, Callable[[Session], object]], ...] = (
        ("Relate claims", lambda s: relations.relate(s, cost, closed, RelationKind.PART_OF)),
        ("Change relation", lambda s: relations.change(s, part, same)),
        ("Change relation", lambda s: relations.change(s, same, whole)),
        ("Change relation", lambda s: relations.change(s, whole, part)),
        ("Take claims out of relation", lambda s: relations.remove(s, [part])),
        ("Relate claims", lambda s: relations.relate(s, cost, closed, RelationKind.SAME)),
    )
    for said, edit in steps:
        assert project.did("Edit", edit)
        assert worded(project) == said


def test_what_was_decided_before_can_be_decided_again_described_and_taken_back(
    project: Project, review: Ids
) -> None:
    cost = review["cost"]
    steps: tuple[tuple[str, Callable[[Session], object]], ...] = (
        ("Mark as denied", lambda s: assessments.decide(s, [cost], Verdict.DENIED)),
        ("Mark as denied", lambda s: assessments.decide(s, [cost], Verdict.DENIED)),
        ("Edit reason", lambda s: assessments.describe(s, cost, reason="So")),
        ("Change as-of date", lambda s: assessments.describe(s, cost, as_of="2025")),
        ("Edit verdict", lambda s: assessments.describe(s, cost, as_of="2024", reason="")),
        ("Take verdict back", lambda s: assessments.withdraw(s, [cost])),
        ("Mark as denied", lambda s: assessments.decide(s, [cost], Verdict.DENIED)),
        ("Final verdict: confirmed", lambda s: adjudicate(s, review)),
    )
    for said, edit in steps:
        assert project.did("Edit", edit)
        assert worded(project) == said
    project.undo_stack.undo()
    assert worded(project) == "Take final verdict back"


def test_a_new_text_of_an_article_is_a_new_version_of_it() -> None:
    steps = (
        Step("article", Did.CHANGED, 1, frozenset(("current_version_id",)), {"title": "Bridge"}),
        Step("article_version", Did.ADDED, 1, frozenset(("length",)), {}),
    )
    assert label(deed_of(steps)) == "New version of “Bridge”"


def test_what_comes_back_is_said_to_be_restored(project: Project, review: Ids) -> None:
    for edit, said in (
        (lambda s: articles.remove(s, review["second"]), "Restore article “Nobody crossed”"),
        (lambda s: claims.remove(s, [review["loose"]]), "Restore claim"),
    ):
        assert project.did("Edit", edit)
        project.undo_stack.undo()
        assert worded(project) == said
        project.undo_stack.redo()
    read = ReadArticle("Quite another text.", "Nobody crossed")
    assert project.did("Edit", lambda s: articles.add(s, read, article_id=review["second"]))
    assert worded(project) == "Import “Nobody crossed”"


def deed_of(steps: tuple[Step, ...], number: int = 0) -> Deed:
    return Deed((Transaction(b"s" * 16, 1),), Id(b"r" * 16), "N", 0, steps, None, number)


KINDS = st.sampled_from(sorted(FIELDS))


@given(
    steps=st.lists(
        st.builds(
            lambda entity, did, records, fields: Step(entity, did, records, frozenset(fields), {}),
            KINDS,
            st.sampled_from(Did),
            st.integers(1, 3),
            st.sets(st.sampled_from(sorted({name for rules in FIELDS.values() for name in rules}))),
        ),
        max_size=4,
    ),
    number=st.integers(0, 2),
)
def test_whatever_was_done_has_a_name(steps: list[Step], number: int) -> None:
    said = label(deed_of(tuple(steps), number))
    assert said
    assert "{" not in said


def test_a_copy_is_called_so_though_both_were_worded_otherwise_since(
    project: Project, review: Ids
) -> None:
    assert project.did("Edit", lambda s: reshaping.duplicate(s, review["closed"]))
    past = project.read(deeds.rows, most=1)[0].transactions[0]
    for row in project.read(claims.rows):
        reword = partial(claims.change, claim_id=row.id, text="Other words.")
        assert project.did("Edit", reword)
    assert label(project.read(deeds.of, past)) == "Duplicate claim"


def test_a_merger_of_a_claim_without_passages_is_one(project: Project, review: Ids) -> None:
    assert project.did("Edit", lambda s: claims.set_tags(s, review["loose"], ["bridge"]))
    assert project.did("Edit", lambda s: reshaping.merge(s, review["cost"], [review["loose"]]))
    assert worded(project) == "Merge claims"


def test_what_was_assigned_to_a_name_is_taken_over_and_given_back(
    project: Project, review: Ids
) -> None:
    cost = [review["cost"]]
    assert project.did("Edit", lambda s: assignments.share(s, cost, {}, "Zoe"))
    (row,) = project.read(assignments.rows)
    assert project.did("Edit", lambda s: namesakes.take_over(s, [row.reviewer_id]))
    assert worded(project) == "Take over assignments"
    project.undo_stack.undo()
    assert worded(project) == "Give assignments back"


def test_a_merger_of_claims_with_nothing_on_them_is_one_even_if_there_is_nothing_to_take_over(
    project: Project, review: Ids
) -> None:
    another = project.do("Edit", lambda s: claims.add(s, "Another."))
    assert another is not None
    others = [review["loose"], another]
    assert project.did("Edit", lambda s: reshaping.merge(s, review["cost"], others))
    assert worded(project) == "Merge claims"
    project.undo_stack.undo()
    assert worded(project) == "Restore 2 claims"
    project.undo_stack.redo()
    assert worded(project) == "Merge claims"
    project.undo_stack.undo()
    assert project.did("Edit", lambda s: claims.remove(s, others))
    assert worded(project) == "Remove 2 claims"
