"""Undo, copy and select go to what has the focus; the other menus do what they say."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program

from .conftest import said


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(widget.hasFocus)


def test_undo_goes_to_what_is_being_typed_before_it_goes_to_the_project(
    sample: Program, qtbot: QtBot
) -> None:
    sample.actions.run("claim.next")
    sample.actions.run("claim.deny")
    edit = sample.window.form.form.text.edit
    stored = edit.toPlainText()
    focus(qtbot, edit)
    QTest.keyClicks(edit, "x")
    sample.actions.run("edit.undo")
    assert edit.toPlainText() == stored
    assert sample.desk.project.undo_stack.index() == 1
    sample.actions.run("edit.undo")
    assert sample.desk.project.undo_stack.index() == 0
    sample.actions.run("edit.redo")
    assert said(sample) == "Done again: Mark as denied"


def undo_one_of_two(program: Program) -> None:
    """Leave the project with something to undo and something to do again."""
    program.actions.run("claim.next")
    program.actions.run("claim.deny")
    program.actions.run("claim.confirm")
    program.actions.run("edit.undo")


def test_redo_brings_typing_back_before_it_goes_to_the_project(
    sample: Program, qtbot: QtBot
) -> None:
    undo_one_of_two(sample)
    edit = sample.window.form.form.text.edit
    stored = edit.toPlainText()
    focus(qtbot, edit)
    QTest.keyClicks(edit, "y")
    sample.actions.run("edit.undo")
    assert edit.toPlainText() == stored
    sample.actions.run("edit.redo")
    assert edit.toPlainText() == f"y{stored}"
    assert sample.desk.project.undo_stack.canRedo()


@pytest.mark.parametrize("identifier", ["claim-text", "claimant"])
def test_the_keys_of_undo_belong_to_the_field_only_while_something_is_typed(
    sample: Program, qtbot: QtBot, identifier: str
) -> None:
    undo_one_of_two(sample)
    stack, form = sample.desk.project.undo_stack, sample.window.form.form
    field = form.text.edit if identifier == "claim-text" else form.claimant.line
    focus(qtbot, field)
    QTest.keyClicks(field, "z")
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    QTest.keySequence(field, QKeySequence("Ctrl+Shift+Z"))
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    assert (stack.index(), stack.count()) == (1, 2)
    QTest.keySequence(field, QKeySequence("Ctrl+Z"))
    assert (stack.index(), stack.count()) == (0, 2)
    QTest.keySequence(field, QKeySequence("Ctrl+Shift+Z"))
    assert (stack.index(), stack.count()) == (1, 2)


def test_undo_and_redo_of_a_line_that_belongs_to_no_claim(sample: Program, qtbot: QtBot) -> None:
    undo_one_of_two(sample)
    line = sample.window.claims.bar.edit
    focus(qtbot, line)
    QTest.keyClicks(line, "bridge")
    sample.actions.run("edit.undo")
    assert line.text() == ""
    sample.actions.run("edit.redo")
    assert line.text() == "bridge"
    line.clear()


@pytest.mark.parametrize("where", ["list", "text", "line", "nowhere"])
def test_copy_and_select_all_work_where_the_focus_is(
    sample: Program, qtbot: QtBot, where: str
) -> None:
    window = sample.window
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    places = {
        "list": window.claims.table,
        "text": window.article.view,
        "line": window.claims.bar.edit,
        "nowhere": window.articles.view,
    }
    if where == "line":
        window.claims.bar.edit.setText("a 🇫🇮 flag")
    focus(qtbot, places[where])
    sample.actions.run("edit.select_all")
    sample.actions.run("edit.copy")
    copied = clipboard.text()
    expected = {"line": "a 🇫🇮 flag", "nowhere": "before", "text": window.article.view._caret.text}
    if where == "list":
        assert len(copied.splitlines()) == 20
        assert copied.splitlines()[0].split("\t")[0] == "1"
    else:
        assert copied == expected[where]


def test_finding_starts_from_the_menu_and_goes_on(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("edit.find_next")
    bar = sample.window.article.find_bar
    assert bar.isVisible()
    bar.text.setText("bridge")
    sample.actions.run("edit.find_next")
    assert bar.count.text().startswith("2 of ")
    sample.actions.run("edit.find_previous")
    assert bar.count.text().startswith("1 of ")


def test_text_size_and_colours_change_and_are_kept(sample: Program) -> None:
    view = sample.window.article.view
    usual = view.font_pixels
    sample.actions.run("view.zoom_in")
    sample.actions.run("view.zoom_in")
    sample.actions.run("view.zoom_out")
    assert view.font_pixels == usual + 1
    assert sample.desk.settings.now.article_pixels == usual + 1
    sample.actions.run("view.zoom_reset")
    assert view.font_pixels == usual
    sample.actions.run("view.theme_dark")
    assert sample.desk.settings.now.theme == "dark"
    assert sample.actions.action("view.theme_dark").isChecked()
    sample.actions.run("view.theme_light")


def test_unmarked_text_is_faded_from_the_menu_and_it_is_kept(sample: Program) -> None:
    look = sample.window.article.view._scene.look
    sample.actions.run("view.fade")
    assert look.fades
    assert sample.desk.settings.now.article_fades
    sample.actions.run("view.fade")
    assert not look.fades
    assert not sample.actions.action("view.fade").isChecked()


@pytest.mark.parametrize("name", ["contrast_light", "contrast_dark"])
def test_high_contrast_is_in_the_menu(sample: Program, name: str) -> None:
    sample.actions.run(f"view.theme_{name}")
    assert sample.desk.theme.now.contrast
    assert sample.desk.settings.now.theme == name
    assert sample.actions.action(f"view.theme_{name}").isChecked()


def test_the_window_fills_the_screen_and_comes_back(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("view.full_screen")
    assert sample.window.isFullScreen()
    sample.actions.run("view.full_screen")
    assert not sample.window.isFullScreen()


@pytest.mark.parametrize("name", ["view.articles", "view.claims", "view.details"])
def test_a_pane_is_hidden_and_shown_again(sample: Program, name: str) -> None:
    pane = sample.window.panes()[name]
    sample.actions.run(name)
    assert pane.isHidden()
    sample.actions.run(name)
    assert pane.isVisible()


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        *(("tools.palette", "command-palette"), ("help.shortcuts", "shortcuts")),
        *(
            ("edit.preferences", "preferences"),
            ("help.first_steps", "manual"),
            ("help.keeping", "manual"),
        ),
        ("help.about", "about"),
    ],
)
def test_each_window_of_tools_and_help_opens(program: Program, name: str, identifier: str) -> None:
    program.actions.run(name)
    (dialog,) = [one for one in program.window.findChildren(QDialog) if one.isVisible()]
    assert dialog.objectName() == identifier
    dialog.close()


def test_diagnostics_hold_versions_and_nothing_of_the_articles(sample: Program) -> None:
    sample.actions.run("help.diagnostics")
    copied = QGuiApplication.clipboard().text()
    assert "Qt" in copied
    assert "Halm" not in copied
    assert said(sample) == "Diagnostic information copied"


def test_the_folder_of_the_log_is_shown(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    program.actions.run("help.log")
    assert opened == [QUrl.fromLocalFile(str(program.desk.folders.log))]


def test_a_file_is_checked_only_when_there_is_one(program: Program, qtbot: QtBot) -> None:
    program.actions.action("tools.check").setEnabled(True)
    program.actions.run("tools.check")
    assert not program.desk.tasks.busy
    program.files.open_sample()
    program.actions.run("tools.check")
    qtbot.waitUntil(lambda: bool(program.desk.notifier.history))
    assert program.desk.notifier.history[-1].startswith("The project file is sound")
    assert "20 claims" in program.desk.notifier.history[-1]


def test_f6_goes_from_pane_to_pane_and_back(sample: Program, qtbot: QtBot) -> None:
    window = sample.window
    sample.actions.run("claim.next")
    focus(qtbot, window.articles.view)
    around = (window.article.view, window.claims.table, window.form.form.text.edit)
    for stop in (*around, window.articles.view):
        sample.actions.run("view.next_pane")
        assert stop.hasFocus()
    for stop in reversed(around):
        sample.actions.run("view.previous_pane")
        assert stop.hasFocus()


def test_f6_passes_over_what_is_hidden(sample: Program, qtbot: QtBot) -> None:
    window = sample.window
    focus(qtbot, window.articles.view)
    sample.actions.run("view.claims")
    sample.actions.run("view.next_pane")
    sample.actions.run("view.next_pane")
    assert window.articles.view.hasFocus()
    sample.actions.run("view.claims")


def test_esc_leads_back_from_the_form_to_the_text(sample: Program, qtbot: QtBot) -> None:
    sample.actions.run("claim.next")
    for place in (sample.window.form.form.text.edit, sample.window.form.form.claimant.line):
        focus(qtbot, place)
        QTest.keyClick(place, Qt.Key.Key_Escape)
        assert sample.window.article.view.hasFocus()
    QTest.keyClick(sample.window, Qt.Key.Key_F13)
    assert sample.window.article.view.hasFocus()
