"""The claim form: what it shows, when it saves, and that typing is never lost or misplaced."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Because, ClaimDetail, Id, Opinion, Stage, Verdict
from claimdesk.store import assessments, claims, projects, reviewers
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.fields import Field

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> ClaimFormPane:
    pane = ClaimFormPane(project, selection, theme)
    qtbot.addWidget(pane)
    pane.resize(460, 900)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    selection.choose_claim(review["closed"])
    return pane


def detail(project: Project, claim_id: Id) -> ClaimDetail:
    found = project.read(claims.detail, claim_id)
    assert found is not None
    return found


def decide(project: Project, verdict: Verdict, claim_id: Id) -> None:
    project.do("Decide", partial(assessments.decide, claim_ids=[claim_id], verdict=verdict))


def part(pane: ClaimFormPane, identifier: str) -> QWidget:
    found = pane.findChild(QWidget, identifier)
    assert isinstance(found, QWidget)
    assert found.accessibleIdentifier() == identifier
    return found


def line(pane: ClaimFormPane, identifier: str) -> QLineEdit:
    found = part(pane, identifier)
    assert isinstance(found, QLineEdit)
    return found


def type_into(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def pick(combo: QComboBox, text: str) -> None:
    combo.setCurrentText(text)
    combo.activated.emit(combo.currentIndex())


def complaint(field: Field) -> str:
    return field.complaint.text() if field.complaint.isVisible() else ""


# Showing ---------------------------------------------------------------------------------------


def test_without_a_claim_the_form_says_how_to_get_one(
    pane: ClaimFormPane, selection: Selection
) -> None:
    selection.choose_claim(None)
    assert pane.empty.isVisible()
    assert "Ctrl+Return" in pane.empty.text()
    pane.edit_text()
    pane.edit_reason()
    pane.commit()
    assert not pane.form.isVisible()


def test_the_form_shows_the_claim_that_is_pointed_at(
    pane: ClaimFormPane, selection: Selection, review: dict[str, Id]
) -> None:
    assert pane.form.heading.text() == "Claim 1"
    assert pane.form.text.text == "The bridge was closed on Monday."
    assert line(pane, "claimant").text() == "The city"
    assert pane.form.passages.model.rowCount() == 2
    selection.choose_claim(review["loose"])
    assert pane.form.heading.text() == "Claim 3"
    assert line(pane, "claimant").text() == ""
    assert pane.form.passages.model.rowCount() == 0


def test_every_field_has_its_identifier_and_every_combo_its_label(pane: ClaimFormPane) -> None:
    for identifier in (
        *("claim-text", "claimant", "said-on", "said-where", "as-of", "reason", "tag-edit"),
        *("verdict-confirmed", "verdict-denied", "verdict-unverified", "unverified-because"),
        *("stage", "passage-list"),
    ):
        assert part(pane, identifier).accessibleName()
    buddies = [label.buddy() for label in pane.findChildren(QLabel)]
    for combo in pane.findChildren(QComboBox):
        assert combo in buddies
    assert "stance of a link" in part(pane, "verdict-denied").toolTip()


def test_tab_goes_through_the_fields_in_reading_order(pane: ClaimFormPane) -> None:
    decide_first = pane.form.verdicts.buttons[Verdict.UNVERIFIED]
    QTest.mouseClick(decide_first, Qt.MouseButton.LeftButton)
    part(pane, "claim-text").setFocus()
    order = []
    for _ in range(13):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleIdentifier())
        QTest.keyClick(focused, Key.Key_Tab)
    assert order == [
        *("claim-text", "claimant", "said-on", "said-where"),
        *("verdict-confirmed", "verdict-denied", "verdict-unverified"),
        *("unverified-because", "as-of", "reason", "stage", "tag-edit", "passage-list"),
    ]


def test_a_narrow_form_with_large_letters_cuts_nothing_off(pane: ClaimFormPane) -> None:
    font = pane.font()
    font.setPointSize(20)
    pane.setFont(font)
    pane.resize(300, 600)
    QApplication.processEvents()
    assert not pane.grab().isNull()
    inside = pane.form.widget()
    assert inside is not None
    assert inside.width() <= pane.form.viewport().width()


# Saving ----------------------------------------------------------------------------------------


def test_enter_saves_a_line_and_undo_names_it(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    field = line(pane, "said-where")
    type_into(field, "A post")
    QTest.keyClick(field, Key.Key_Return)
    assert detail(project, review["closed"]).said_where == "A post"
    assert project.undo_stack.undoText() == "Change place of claim"
    project.undo_stack.undo()
    assert field.text() == ""


@pytest.mark.parametrize(
    ("name", "typed", "label"),
    [
        ("claimant", "X", "Change claimant"),
        ("said_on", "2025-10", "Change date of claim"),
        ("said_where", "X", "Change place of claim"),
        ("as_of", "2025", "Change as-of date"),
        ("reason", "X", "Edit reason"),
        ("tags", "b, a", "Change tags"),
        ("text", "X", "Edit claim text"),
    ],
)
def test_each_field_is_saved_under_its_own_name(
    pane: ClaimFormPane, project: Project, review: dict[str, Id], name: str, typed: str, label: str
) -> None:
    decide(project, Verdict.DENIED, review["closed"])
    field = pane.form.fields[name]
    editor = field.editor
    editor.setFocus()
    QTest.keyClick(editor, Key.Key_A, CTRL)
    QTest.keyClicks(editor, typed)
    pane.commit()
    assert project.undo_stack.undoText() == label
    assert not field.is_touched
    assert field.text == ("a, b" if name == "tags" else typed)


def test_ctrl_return_saves_the_text_instead_of_running_a_command(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    pane.edit_text()
    edit = pane.form.text.edit
    QTest.keyClicks(edit, "Closed.")
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Return, CTRL)
    asked.ignore()
    QApplication.sendEvent(edit, asked)
    assert asked.isAccepted()
    QTest.keyClick(edit, Key.Key_Return, CTRL)
    assert detail(project, review["closed"]).text == "Closed."
    other = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_F5, CTRL)
    other.ignore()
    QApplication.sendEvent(edit, other)
    assert not other.isAccepted()


def test_f2_selects_the_whole_text(pane: ClaimFormPane) -> None:
    pane.edit_text()
    assert pane.form.text.edit.hasFocus()
    assert pane.form.text.edit.textCursor().selectedText() == "The bridge was closed on Monday."


def test_leaving_a_field_saves_it_but_its_own_menu_does_not(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    field = line(pane, "claimant")
    type_into(field, " hall")
    popup = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(field, popup)
    assert detail(project, review["closed"]).claimant == "The city"
    line(pane, "said-on").setFocus()
    assert detail(project, review["closed"]).claimant != "The city"


def test_a_pause_in_typing_saves_and_keeps_the_caret(
    pane: ClaimFormPane, project: Project, review: dict[str, Id], qtbot: QtBot
) -> None:
    pane._pause.setInterval(20)
    field = line(pane, "said-where")
    type_into(field, "Radio ")
    qtbot.waitUntil(lambda: detail(project, review["closed"]).said_where == "Radio")
    QTest.keyClicks(field, "5")
    assert field.text() == "Radio 5"
    pane.commit()
    assert detail(project, review["closed"]).said_where == "Radio 5"


def test_typed_and_taken_back_saves_nothing(pane: ClaimFormPane, project: Project) -> None:
    field = line(pane, "said-where")
    type_into(field, "X")
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClick(field, Key.Key_Space)
    pane.commit()
    assert not project.undo_stack.canUndo()


def test_no_break_spaces_and_line_breaks_of_a_claim_are_kept(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    text = "3\u00a0million\nor more"
    project.do("Word", partial(claims.change, claim_id=review["cost"], text=text))
    selection.choose_claim(review["cost"])
    pane.commit()
    assert project.undo_stack.undoText() == "Word"
    pane.form.text.edit.insertPlainText("About ")
    pane.commit()
    assert detail(project, review["cost"]).text == f"About {text}"


def test_tags_are_saved_once_each_and_show_by_name(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    field = line(pane, "tag-edit")
    type_into(field, "war, bridge,war,")
    QTest.keyClick(field, Key.Key_Return)
    assert [tag.name for tag in project.read(claims.tags, review["closed"])] == ["bridge", "war"]
    project.undo_stack.undo()
    assert field.text() == ""


# Typing and the rest of the program ------------------------------------------------------------


def test_going_to_another_claim_saves_to_the_one_it_was_typed_for(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    type_into(line(pane, "said-where"), "A post")
    pane.form.text.edit.setPlainText("Closed.")
    selection.choose_claim(review["cost"])
    assert detail(project, review["closed"]).said_where == "A post"
    assert detail(project, review["closed"]).text == "Closed."
    assert detail(project, review["cost"]).said_where == ""
    assert line(pane, "said-where").text() == ""


def test_what_cannot_be_saved_is_explained_and_waits_for_the_reviewer(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    type_into(line(pane, "said-on"), "29 Oct")
    pane.commit()
    assert "2025-10-29" in complaint(pane.form.said_on)
    assert line(pane, "said-on").accessibleDescription() == complaint(pane.form.said_on)
    assert detail(project, review["closed"]).said_on == ""
    selection.choose_claim(review["cost"])
    assert line(pane, "said-on").text() == ""
    assert complaint(pane.form.said_on) == ""
    selection.choose_claim(review["closed"])
    assert line(pane, "said-on").text() == "29 Oct"
    assert complaint(pane.form.said_on)
    line(pane, "said-on").setText("2025-10-29")
    pane.commit()
    assert complaint(pane.form.said_on) == ""
    assert detail(project, review["closed"]).said_on == "2025-10-29"


def test_taking_back_what_was_wrong_takes_the_complaint_away(pane: ClaimFormPane) -> None:
    type_into(line(pane, "said-on"), "x")
    pane.commit()
    assert complaint(pane.form.said_on)
    line(pane, "said-on").clear()
    pane.commit()
    assert complaint(pane.form.said_on) == ""


def test_a_claim_without_words_is_not_saved(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    pane.form.text.edit.setPlainText(" \n")
    pane.commit()
    assert "needs words" in complaint(pane.form.text)
    assert detail(project, review["closed"]).text == "The bridge was closed on Monday."


def test_a_change_from_outside_shows_unless_something_is_typed(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    change = partial(claims.change, claim_id=review["closed"])
    project.do("Outside", partial(change, said_where="Radio", claimant="Mayor"))
    assert line(pane, "said-where").text() == "Radio"
    line(pane, "said-where").setText("TV")
    project.do("Outside", partial(change, said_where="Press", claimant="Council"))
    assert line(pane, "said-where").text() == "TV"
    assert line(pane, "claimant").text() == "Council"
    pane.commit()
    assert detail(project, review["closed"]).said_where == "TV"
    line(pane, "said-where").setText("Post")
    project.do("Outside", partial(change, said_where="Post"))
    assert not pane.form.said_where.is_touched


def test_typing_that_is_given_up_shows_what_came_from_outside_meanwhile(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    field = line(pane, "said-where")
    field.setText("TV")
    change = partial(claims.change, claim_id=review["closed"], said_where="Press")
    project.do("Outside", change)
    field.setText("")
    pane.commit()
    assert field.text() == "Press"


def test_a_claim_that_goes_empties_the_form_and_undo_brings_it_back(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    line(pane, "said-where").setText("TV")
    project.do("Remove", partial(claims.remove, claim_ids=[review["closed"]]))
    assert pane.empty.isVisible()
    project.undo_stack.undo()
    assert pane.form.isVisible()
    assert line(pane, "said-where").text() == ""


def test_changes_that_show_nothing_here_are_passed_over(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    before = pane._facts
    project.do("Rename", partial(projects.rename, title="Other"))
    assert pane._facts is before
    project.do("Tag", partial(claims.set_tags, claim_id=review["cost"], names=["x"]))
    project.do("Other", partial(claims.change, claim_id=review["cost"], claimant="Y"))
    assert line(pane, "claimant").text() == "The city"


def test_another_project_forgets_what_was_typed(
    pane: ClaimFormPane, project: Project, selection: Selection
) -> None:
    line(pane, "said-on").setText("nonsense")
    pane.commit()
    project.use(None)
    assert pane.empty.isVisible()
    pane.form.said_on.commit()
    assert pane._drafts == {}


# Verdict and reason ----------------------------------------------------------------------------


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
    project.undo_stack.undo()
    project.undo_stack.undo()
    assert not any(button.isChecked() for button in buttons.values())
    assert not pane.grab().isNull()


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
        assessments.adjudicate(session, review["closed"], ida, Opinion(Verdict.DENIED))

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


# Completion ------------------------------------------------------------------------------------


def test_claimants_of_the_project_are_offered(pane: ClaimFormPane) -> None:
    field = line(pane, "claimant")
    field.setFocus()
    for _ in range(2):
        pane.form.claimant.entered.emit()
    offered = field.completer().model()
    assert [offered.index(i, 0).data() for i in range(2)] == ["A report", "The city"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_tags_of_the_project_are_offered(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    project.do("Tag", partial(claims.set_tags, claim_id=review["cost"], names=["bridge"]))
    field = line(pane, "tag-edit")
    field.setFocus()
    pane.form.tags.entered.emit()
    QTest.keyClicks(field, "war, br")
    pane.form.tags.line.insert_tag("bridge")  # type: ignore[attr-defined]  # the line is a TagEdit
    assert field.text() == "war, bridge"
