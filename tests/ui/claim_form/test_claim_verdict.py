"""The verdict in the claim form: mine, its reason, what others decided, the stage."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from claimdesk.core.model import Because, Id, Opinion, Stage, Verdict
from claimdesk.store import adjudications, assessments, reviewers
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_form import ClaimFormPane
from ui.claim_form.parts import decide, detail, line, part

Key = Qt.Key


def pick(combo: QComboBox, text: str) -> None:
    combo.setCurrentText(text)
    combo.activated.emit(combo.currentIndex())


def test_a_verdict_is_given_with_its_button_and_only_one_is_mine(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    buttons = pane.form.verdicts.buttons
    QTest.mouseClick(buttons[Verdict.DENIED], Qt.MouseButton.LeftButton)
    assert project.undo_stack.undoText() == "Mark as denied"
    assert [v for v, button in buttons.items() if button.isChecked()] == [Verdict.DENIED]
    QTest.mouseClick(buttons[Verdict.DENIED], Qt.MouseButton.LeftButton)
    assert buttons[Verdict.DENIED].isChecked()
    assert project.undo_stack.count() == 1
    buttons[Verdict.CONFIRMED].setFocus()
    QTest.keyClick(buttons[Verdict.CONFIRMED], Key.Key_Space)
    assert [v for v, button in buttons.items() if button.isChecked()] == [Verdict.CONFIRMED]
    assert buttons[Verdict.CONFIRMED].hasFocus()
    project.undo_stack.undo()
    project.undo_stack.undo()
    assert not any(button.isChecked() for button in buttons.values())
    assert not pane.grab().isNull()


def test_what_is_typed_after_a_click_on_a_verdict_says_why(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    buttons = pane.form.verdicts.buttons
    line(pane, "claimant").setFocus()
    QTest.mouseClick(buttons[Verdict.DENIED], Qt.MouseButton.LeftButton)
    assert pane.form.reason.edit.hasFocus()
    line(pane, "claimant").setFocus()
    QTest.mouseClick(buttons[Verdict.UNVERIFIED], Qt.MouseButton.LeftButton)
    assert pane.form.because.hasFocus()


def test_reason_and_date_open_with_the_verdict(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    assert not part(pane, "reason").isEnabled()
    assert not part(pane, "as-of").isEnabled()
    assert pane.form.need.text() == "Choose a verdict, then say why."
    pane.edit_reason()
    assert pane.form.verdicts.buttons[Verdict.CONFIRMED].hasFocus()
    decide(project, Verdict.CONFIRMED, review["closed"])
    assert pane.form.need.isVisible()
    assert pane.form.need.text() == "A verdict needs a reason."
    pane.edit_reason()
    assert pane.form.reason.edit.hasFocus()
    QTest.keyClicks(pane.form.reason.edit, "The city said so.")
    pane.commit()
    assert not pane.form.need.isVisible()
    assert line(pane, "as-of").text()


def test_only_an_unverified_claim_says_because(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    because = pane.form.because
    assert not because.isVisible()
    decide(project, Verdict.UNVERIFIED, review["closed"])
    assert because.isVisible()
    pick(because, "Conflicting evidence")
    reviewer = project.reviewer_id
    mine = project.read(assessments.mine, review["closed"], reviewer)
    assert mine is not None
    assert mine.because is Because.CONFLICTING_EVIDENCE
    assert because.choice is Because.CONFLICTING_EVIDENCE
    assert project.undo_stack.undoText() == "Say why unverified"
    decide(project, Verdict.DENIED, review["closed"])
    assert not because.isVisible()


def test_a_reason_typed_while_the_verdict_goes_is_kept_until_there_is_one(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    decide(project, Verdict.DENIED, review["closed"])
    pane.form.reason.edit.setPlainText("Because.")
    project.undo_stack.undo()
    pane.commit()
    assert pane.form.reason.text == "Because."
    QTest.mouseClick(pane.form.verdicts.buttons[Verdict.CONFIRMED], Qt.MouseButton.LeftButton)
    pane.commit()
    mine = project.read(assessments.mine, review["closed"], project.reviewer_id)
    assert mine is not None
    assert mine.reason == "Because."


def test_other_reviewers_and_the_final_verdict_are_shown_below_mine(
    pane: ClaimFormPane, project: Project, review: dict[str, Id], theme: Theme
) -> None:
    def others(session: Session) -> None:
        omar = reviewers.named(session, "Omar Haddad")
        ida = reviewers.named(session, "Ida Berg")
        unsure = Opinion(Verdict.UNVERIFIED, Because.NOT_CHECKABLE, as_of="2025-12-01")
        assessments.record(session, review["closed"], omar, unsure)
        assessments.record(session, review["closed"], ida, Opinion(Verdict.DENIED, reason="Seen."))

    def final(session: Session) -> None:
        ida = reviewers.named(session, "Ida Berg")
        adjudications.record(session, review["closed"], ida, Opinion(Verdict.DENIED))

    assert not pane.form.opinions.isVisible()
    project.do("Others", others)
    assert pane.form.opinions.isVisible()
    said = [label.text() for label in pane.form.opinions.findChildren(QLabel)]
    assert "Omar Haddad: unverified (not checkable), as of 2025-12-01" in said
    assert "Ida Berg: denied" in said
    assert "Seen." in said
    project.do("Final", final)
    said = [label.text() for label in pane.form.opinions.findChildren(QLabel)]
    assert "Final, Ida Berg: denied" in said
    theme.prefer("dark")
    assert not pane.grab().isNull()
    theme.prefer("light")


def test_the_stage_is_picked(pane: ClaimFormPane, project: Project, review: dict[str, Id]) -> None:
    pick(pane.form.stage, "Second review")
    assert detail(project, review["closed"]).stage is Stage.SECOND_REVIEW
    assert project.undo_stack.undoText() == "Change stage"
    project.undo_stack.undo()
    assert pane.form.stage.choice is Stage.OPEN
    count = project.undo_stack.count()
    pick(pane.form.stage, "Open")
    assert project.undo_stack.count() == count
