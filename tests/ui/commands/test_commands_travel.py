"""Going on by passages and sentences, copying with source, and coming back where one was."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import ArticleRow, Id
from claimdesk.core.places import Pause, Place, Places
from claimdesk.store import articles, claims, passages
from claimdesk.ui.commands.citation import cited

from .conftest import Chosen, said


def shown(program: Program) -> ArticleRow:
    """Return the article that is shown."""
    article_id = program.desk.selection.now.article_id
    assert article_id is not None
    row = program.desk.project.read(articles.row, article_id)
    assert row is not None
    return row


def text_of(program: Program) -> str:
    return program.desk.project.read(articles.text, shown(program).version_id)


# Going on --------------------------------------------------------------------------------------


def test_passages_go_round_with_a_word_and_a_flash(sample: Program) -> None:
    view, selection = sample.window.article.view, sample.desk.selection
    rows = sample.desk.project.read(passages.rows, shown(sample).version_id)
    sample.actions.run("article.previous_passage")
    assert said(sample) == "Round again: last passage"
    assert selection.now.passage_id == rows[-1].id
    assert (selection.now.start, selection.now.end) == (rows[-1].start, rows[-1].start)
    assert view._scene.flashed
    sample.actions.run("article.next_passage")
    assert said(sample) == "Round again: first passage"
    assert selection.now.passage_id == rows[0].id
    for row in rows[1:]:
        sample.actions.run("article.next_passage")
        assert selection.now.passage_id == row.id
        assert not said(sample).startswith("Round")


def test_sentences_without_a_claim_are_selected_one_after_the_other(
    sample: Program, qtbot: QtBot
) -> None:
    selection = sample.desk.selection
    sample.actions.run("article.next_unclaimed")
    first = selection.now
    assert first.has_text
    assert said(sample) == "Open sentence"
    assert sample.window.article.view.hasFocus()
    sample.actions.run("claim.new")
    sample.actions.run("article.next_unclaimed")
    assert selection.now.start >= first.end
    sample.actions.run("article.previous_unclaimed")
    assert said(sample) == "Round again: open sentence"
    assert selection.now.start > first.end


def test_when_all_is_claimed_that_is_said(sample: Program) -> None:
    sample.actions.run("edit.select_all")
    sample.desk.selection.choose_text(0, len(text_of(sample)))
    sample.actions.run("claim.new")
    sample.actions.run("article.next_unclaimed")
    assert said(sample) == "No sentence is open"


def test_the_selection_is_expanded_and_shrunk_from_the_menu(sample: Program) -> None:
    sample.desk.selection.choose_text(2, 2)
    sample.actions.run("edit.shrink")
    assert said(sample) == "Nothing to shrink; the selection was not expanded"
    sample.actions.run("edit.expand")
    assert sample.desk.selection.now.has_text
    before = len(sample.desk.announcer.history)
    sample.actions.run("edit.shrink")
    assert (sample.desk.selection.now.start, sample.desk.selection.now.end) == (2, 2)
    assert len(sample.desk.announcer.history) == before


# Copying with source ---------------------------------------------------------------------------


def article(**known: str) -> ArticleRow:
    names = ("title", "source_url", "archived_url", "captured", "publisher", "author", "published")
    title, url, archived, captured, publisher, author, published = (
        known.get(name, "") for name in names
    )
    origin = (title, url, archived, captured, publisher, author, published, "")
    return ArticleRow(Id(b"article"), *origin, Id(b"version"), b"", 0, 0, 0)


@pytest.mark.parametrize(
    ("known", "source"),
    [
        (
            {
                "title": "Is it shut?",
                "publisher": "Post",
                "published": "2025-10-29",
                "source_url": "https://x.example/a",
            },
            "Is it shut? Post, 2025-10-29. https://x.example/a",
        ),
        ({"title": "Shut", "publisher": "Post"}, "Shut. Post."),
        ({"title": "Shut", "published": "2025"}, "Shut. 2025."),
        ({"title": "Shut"}, "Shut."),
    ],
)
def test_the_source_is_what_is_known_and_the_place_in_code_points(
    known: dict[str, str], source: str
) -> None:
    text = "🚨🇺🇸 It’s {shut}.\nNow."
    start, end = text.index("It"), text.index(".") + 1
    assert cited(article(**known), text, start, end) == (
        f"“It’s {{shut}}.”\n{source}\nCharacters 4–16"
    )


def test_the_selected_text_is_copied_with_its_source_or_else_the_passage(sample: Program) -> None:
    clipboard, text = QGuiApplication.clipboard(), text_of(sample)
    clipboard.setText("before")
    sample.actions.run("edit.copy_source")
    assert (said(sample), clipboard.text()) == ("Select some text first", "before")
    word = text.index(" ") + 1
    sample.desk.selection.choose_text(word - 1, text.index(" ", word) + 1)
    sample.actions.run("edit.copy_source")
    lines = clipboard.text().split("\n")
    assert lines[0] == f"“{text[word : text.index(' ', word)]}”"
    assert lines[1].startswith(shown(sample).title)
    assert lines[2] == f"Characters {word}–{text.index(' ', word)}"
    assert said(sample) == "Copied with source"
    sample.actions.run("article.next_passage")
    passage = next(
        row
        for row in sample.desk.project.read(passages.rows, shown(sample).version_id)
        if row.id == sample.desk.selection.now.passage_id
    )
    sample.actions.run("edit.copy_source")
    assert clipboard.text().startswith(f"“{passage.quote}”\n")
    assert clipboard.text().endswith(f"Characters {passage.start}–{passage.end}")


def test_without_an_article_nothing_is_copied(sample: Program) -> None:
    QGuiApplication.clipboard().setText("before")
    sample.desk.selection.choose_article(None)
    sample.actions.action("edit.copy_source").setEnabled(True)
    sample.actions.run("edit.copy_source")
    sample.actions.action("article.next_unclaimed").setEnabled(True)
    sample.actions.run("article.next_unclaimed")
    assert QGuiApplication.clipboard().text() == "before"


# Coming back -----------------------------------------------------------------------------------


def kept(program: Program) -> Places:
    """Return the places as the next start will read them."""
    return Places(program.desk.places.path.parent)


def test_places_are_written_down_when_an_article_and_when_the_project_is_left(
    sample: Program,
) -> None:
    desk, path = sample.desk, sample.desk.project.path
    assert path is not None
    first, second = desk.project.read(articles.rows)[:2]
    claim = desk.project.read(claims.rows)[6].id
    desk.selection.choose_text(30, 42)
    assert kept(sample).of(first.id) == Place()
    desk.selection.choose_article(second.id)
    assert kept(sample).of(first.id) == Place(30, 42, 0)
    desk.selection.choose_claim(claim)
    sample.files.close()
    assert kept(sample).pause(path) == Pause(second.id, claim)
    sample.files.open_path(path)
    assert (desk.selection.now.article_id, desk.selection.now.claim_id) == (second.id, claim)
    desk.selection.choose_article(first.id)
    assert (desk.selection.now.start, desk.selection.now.end) == (30, 42)
    sample.window.closing.emit()
    assert kept(sample).pause(path) == Pause(first.id, claim)


def test_an_article_and_a_claim_that_are_gone_are_not_missed(sample: Program) -> None:
    desk, path = sample.desk, sample.desk.project.path
    assert path is not None
    first, second = desk.project.read(articles.rows)[:2]
    desk.selection.choose_article(second.id)
    desk.selection.choose_claim(desk.project.read(claims.rows)[3].id)
    pause = Pause(second.id, desk.selection.now.claim_id)
    sample.actions.run("claim.remove")
    sample.actions.run("article.remove")
    sample.files.close()
    desk.places.leave_project(path, pause)
    sample.files.open_path(path)
    assert (desk.selection.now.article_id, desk.selection.now.claim_id) == (first.id, None)


def test_places_that_cannot_be_written_are_said_and_stop_nothing(
    sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    path = sample.desk.places.path
    path.unlink(missing_ok=True)
    path.mkdir()
    second = sample.desk.project.read(articles.rows)[1].id
    sample.desk.selection.choose_article(second)
    assert sample.desk.selection.now.article_id == second
    assert "places.json" in said(sample)
    path.rmdir()
