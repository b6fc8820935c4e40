"""All that is found is made passages: as one action, undone as one, linked if wanted."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from claimdesk.app.program import Program
from claimdesk.core.model import Id, PassageRow
from claimdesk.store import articles, claims, passages
from claimdesk.ui.dialogs.mark_found import MOST, MarkFound
from ui.commands.conftest import said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def standing(program: Program) -> list[PassageRow]:
    row = program.desk.project.read(articles.row, article_id(program))
    assert row is not None
    return program.desk.project.read(passages.rows, row.version_id)


def article_id(program: Program) -> Id:
    now = program.desk.selection.now.article_id
    assert now is not None
    return now


def find(program: Program, text: str, *, is_regex: bool = False) -> None:
    bar = program.window.article.find_bar
    program.actions.run("edit.find")
    bar.is_regex.setChecked(is_regex)
    bar.text.setText(text)
    bar.flush()


def preview(program: Program) -> MarkFound:
    program.actions.run("article.mark_found")
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MarkFound)]
    return dialog


def test_all_hits_become_passages_in_one_action_and_undo_takes_them_back(sample: Program) -> None:
    before = standing(sample)
    find(sample, "the bridge")
    QTest.mouseClick(sample.window.article.find_bar.mark_button, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MarkFound)]
    number = len(dialog.wish.stretches)
    dialog._ok.click()
    after = standing(sample)
    new = [row for row in after if row.id not in {old.id for old in before}]
    assert len(new) == number > 3
    assert {row.quote.lower() for row in new} == {"the bridge"}
    assert said(sample) == f"{number} passages marked"
    stack = sample.desk.project.undo_stack
    assert stack.undoText() == f"Mark {number} passages"
    sample.actions.run("edit.undo")
    assert standing(sample) == before
    sample.actions.run("edit.redo")
    assert standing(sample) == after


def test_all_hits_are_linked_to_the_current_claim_when_wanted(sample: Program) -> None:
    project = sample.desk.project
    claim = project.read(claims.rows)[4]
    sample.desk.selection.choose_claim(claim.id)
    find(sample, r"flag\w*", is_regex=True)
    dialog = preview(sample)
    dialog._link.click()
    number = len(dialog.wish.stretches)
    dialog._ok.click()
    linked = [row for row in project.read(passages.links, claim.id) if row.quote[:4] == "flag"]
    assert len(linked) == number > 1
    assert said(sample) == f"{number} passages linked to claim {claim.number}"
    assert project.undo_stack.undoText() == f"Link {number} passages to claim {claim.number}"
    sample.actions.run("edit.undo")
    assert len(project.read(passages.links, claim.id)) == claim.passages


def test_what_stands_already_is_not_marked_twice(sample: Program) -> None:
    quote = standing(sample)[0].quote
    find(sample, quote)
    dialog = preview(sample)
    assert not dialog._ok.isEnabled()
    dialog.reject()


def test_without_anything_to_mark_it_is_said_in_words(sample: Program) -> None:
    sample.actions.run("article.mark_found")
    assert said(sample) == "Type what is to be found first"
    assert sample.window.article.find_bar.isVisible()
    find(sample, "zzzz")
    sample.actions.run("article.mark_found")
    assert said(sample) == "No matches"
    find(sample, r"\s+", is_regex=True)
    sample.actions.run("article.mark_found")
    assert said(sample) == "All of it is marked already"


def test_a_claim_that_is_gone_meanwhile_leaves_everything_as_it_was(sample: Program) -> None:
    project, before = sample.desk.project, standing(sample)
    find(sample, "the bridge")
    dialog = preview(sample)
    dialog._link.click()
    claim_id = dialog.wish.claim_id
    assert claim_id is not None
    sample.window.article.finding.leave()
    project.do("Remove", partial(claims.remove, claim_ids=[claim_id]))
    left = standing(sample)
    dialog._ok.click()
    assert standing(sample) == left
    assert len(left) <= len(before)


def test_very_many_hits_are_marked_some_at_a_time(sample: Program) -> None:
    find(sample, ".", is_regex=True)
    dialog = preview(sample)
    assert len(dialog.wish.stretches) == MOST
    dialog.reject()


def test_nothing_is_done_without_an_article(program: Program) -> None:
    from_nowhere = program.actions.action("article.mark_found")
    assert not from_nowhere.isEnabled()
    from_nowhere.setEnabled(True)
    program.actions.run("article.mark_found")
    assert not program.window.article.find_bar.isVisible()
