"""The claim form: what it shows, and when it saves."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id, Verdict
from claimdesk.store import claims
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.panes.claim_form import ClaimFormPane
from ui.claim_form.parts import decide, detail, line, part, type_into

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


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
    assert pane.form.sections.named("passages").heading.text() == "▾  Passages  2"
    selection.choose_claim(review["loose"])
    assert pane.form.heading.text() == "Claim 3"
    assert line(pane, "claimant").text() == ""
    assert pane.form.sections.named("passages").heading.text() == "▾  Passages"


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
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleIdentifier())
        QTest.keyClick(focused, Key.Key_Tab)
    assert order == [
        *("claim-text", "claimant", "said-on", "said-where"),
        *("verdict-confirmed", "verdict-denied", "verdict-unverified"),
        *("unverified-because", "reason", "as-of", "stage", "tag-edit"),
        *("section-more", "section-passages"),
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
        ("context", "X", "Change context of claim"),
        ("recheck_on", "2026-11", "Change day to check again"),
        ("published_url", "https://a.example/c", "Change where claim is published"),
    ],
)
def test_each_field_is_saved_under_its_own_name(
    pane: ClaimFormPane, project: Project, review: dict[str, Id], name: str, typed: str, label: str
) -> None:
    decide(project, Verdict.DENIED, review["closed"])
    pane.form.sections.restore_state("more")
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
