"""Final verdicts: seen side by side, settled with a reason, stale when a verdict changes."""

from functools import partial

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Because, Id, Opinion, Verdict
from claimdesk.store import adjudications, assessments, claims, reviewers
from claimdesk.store.store import Session
from claimdesk.ui.base.mark_sign import MarkSign
from claimdesk.ui.dialogs.final_verdict import FinalVerdictDialog

from .conftest import said


@pytest.fixture
def differing(sample: Program) -> Id:
    """Return a claim of the sample on which I say otherwise than somebody else."""
    project = sample.desk.project
    row = next(
        one
        for one in project.read(claims.rows)
        if one.verdict is Verdict.CONFIRMED and not project.read(adjudications.rows, one.id)
    )
    project.do("Mark", lambda session: assessments.decide(session, [row.id], Verdict.DENIED))
    sample.desk.selection.choose_claim(row.id)
    return row.id


def opened(program: Program) -> FinalVerdictDialog:
    program.actions.run("claim.settle")
    return program.window.findChildren(FinalVerdictDialog)[-1]


def ok(dialog: FinalVerdictDialog) -> QPushButton:
    button = dialog.findChild(QPushButton, "final-ok")
    assert button is not None
    return button


def test_a_difference_is_found_settled_with_a_reason_and_undone(
    sample: Program, differing: Id
) -> None:
    project = sample.desk.project
    sample.desk.selection.clear()
    sample.actions.run("claim.next_difference")
    assert sample.desk.selection.now.claim_id in [
        row.claim_id for row in project.read(adjudications.disagreements)
    ]
    sample.desk.selection.choose_claim(differing)
    dialog = opened(sample)
    assert not ok(dialog).isEnabled()
    dialog.verdict.setCurrentIndex(list(Verdict).index(Verdict.UNVERIFIED))
    dialog.reason.setPlainText("Two against one.")
    assert not ok(dialog).isEnabled()
    dialog.because.setCurrentIndex(list(Because).index(Because.CONFLICTING_EVIDENCE))
    ok(dialog).click()
    final = project.read(adjudications.rows, differing)[0]
    assert (final.verdict, final.reason) == (Verdict.UNVERIFIED, "Two against one.")
    assert said(sample).endswith("settled: unverified")
    assert project.undo_stack.undoText() == "Final verdict: unverified"
    project.undo_stack.undo()
    assert project.read(adjudications.rows, differing) == []


def test_a_changed_verdict_makes_it_stale_and_it_is_settled_again_from_what_was(
    sample: Program, differing: Id
) -> None:
    project = sample.desk.project
    opinion = Opinion(Verdict.DENIED, reason="So it is.")
    project.do("Settle", lambda session: adjudications.decide(session, [differing], opinion))
    project.do("Mark", lambda session: assessments.decide(session, [differing], Verdict.UNVERIFIED))
    shown = sample.window.form.form.opinions._shown
    assert "settle it again" in shown[0].heading
    dialog = opened(sample)
    assert dialog.verdict.choice is Verdict.DENIED
    assert dialog.reason.toPlainText() == "So it is."
    ok(dialog).click()
    assert not project.read(adjudications.rows, differing)[0].stale
    sample.actions.run("claim.unsettle")
    assert project.read(adjudications.rows, differing) == []
    sample.actions.run("claim.unsettle")
    assert said(sample) == "The claim has no final verdict"


def test_where_all_agree_that_is_proposed_and_steps_go_round(
    sample: Program, differing: Id
) -> None:
    project = sample.desk.project
    number = len(project.read(adjudications.disagreements))
    seen = []
    for _ in range(number + 1):
        sample.actions.run("claim.next_difference")
        seen.append(sample.desk.selection.now.claim_id)
    assert seen[0] == seen[-1]
    assert len(set(seen)) == number
    sample.actions.run("claim.previous_difference")
    assert sample.desk.selection.now.claim_id == seen[-2]
    one = next(row for row in project.read(claims.rows) if row.verdict is Verdict.UNVERIFIED)
    sample.desk.selection.choose_claim(one.id)
    assert opened(sample).verdict.choice is Verdict.UNVERIFIED


def test_without_differences_or_a_claim_it_is_said(program: Program, sample: Program) -> None:
    project = sample.desk.project
    for row in project.read(adjudications.disagreements):
        opinion = Opinion(Verdict.CONFIRMED, reason="Settled.")
        ids = [row.claim_id]
        project.do("Settle", partial(adjudications.decide, claim_ids=ids, opinion=opinion))
    sample.actions.run("claim.next_difference")
    assert said(sample) == "Nowhere do reviewers differ"
    open_claim = next(row for row in project.read(claims.rows) if row.verdict is None)
    sample.desk.selection.choose_claim(open_claim.id)
    assert not ok(opened(sample)).isEnabled()


def test_a_stale_final_verdict_is_confirmed_by_one_key(sample: Program, differing: Id) -> None:
    project = sample.desk.project
    sample.actions.run("claim.settle_again")
    assert said(sample) == "The claim has no final verdict"
    opinion = Opinion(Verdict.UNVERIFIED, Because.NOT_CHECKABLE, "Nobody can tell.")
    project.do("Settle", lambda session: adjudications.decide(session, [differing], opinion))
    sample.actions.run("claim.settle_again")
    assert said(sample) == "The final verdict rests on what is said now"
    project.do("Mark", lambda session: assessments.decide(session, [differing], Verdict.CONFIRMED))
    assert project.read(adjudications.rows, differing)[0].stale
    sample.actions.run("claim.settle_again")
    (final,) = project.read(adjudications.rows, differing)
    assert (final.verdict, final.because, final.reason) == (
        *(Verdict.UNVERIFIED, Because.NOT_CHECKABLE, "Nobody can tell."),
    )
    assert not final.stale
    sample.actions.run("edit.undo")
    assert project.read(adjudications.rows, differing)[0].stale
    sample.desk.selection.clear()
    sample.actions.run("claim.settle_again")


def test_a_filter_that_shows_the_claim_stays(sample: Program, differing: Id) -> None:
    bar = sample.window.claims.bar
    bar.use(ClaimFilter(differ=True))
    sample.actions.run("claim.next_difference")
    assert bar.wanted == ClaimFilter(differ=True)
    hidden = ClaimFilter(text="no such claim")
    bar.use(hidden)
    sample.actions.run("claim.next_difference")
    assert bar.wanted == hidden
    assert said(sample).endswith("(not in the list as filtered)")


def test_opinions_stand_side_by_side(sample: Program, differing: Id) -> None:
    dialog = opened(sample)
    opinions = dialog.findChild(QWidget, "final-opinions")
    assert opinions is not None
    signs = opinions.findChildren(MarkSign)
    assert len(signs) == len(sample.desk.project.read(assessments.rows, differing))
    assert len({sign.mapTo(opinions, sign.rect().topLeft()).y() for sign in signs}) == 1


@pytest.mark.parametrize(("width", "is_scrolled"), [(1280, False), (760, True)])
def test_four_opinions_stand_side_by_side_where_the_window_is_wide_enough(
    sample: Program, differing: Id, qtbot: QtBot, width: int, is_scrolled: bool
) -> None:
    def judge(session: Session) -> None:
        opinion = Opinion(Verdict.CONFIRMED, reason="Counted again and again. " * 9)
        assessments.record(session, differing, reviewers.named(session, "Zoe"), opinion)

    sample.desk.project.do("Judge", judge)
    assert len(sample.desk.project.read(assessments.rows, differing)) == 4
    sample.window.resize(width, 700)
    area = opened(sample).findChild(QScrollArea, "final-opinions")
    assert area is not None
    bar = area.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.isVisible() is is_scrolled)
