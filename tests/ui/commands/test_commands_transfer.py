"""What comes in, without a thread: twice the same, nothing open, one article."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core import resources
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange import formats
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import articles
from claimdesk.ui.commands.transfer import article_filter, read_all, read_review
from claimdesk.ui.dialogs.paste_article import PasteArticle

from .conftest import Chosen, said


def unwatched(_done: int, _total: int) -> None:
    """Let the work go on."""


def begin(program: Program, chosen: Chosen, folder: Path) -> None:
    chosen.paths = [folder / "Review.claimdesk"]
    program.files.new()


def test_reading_goes_on_behind_a_bad_file_and_stops_when_asked(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Some words.", encoding="utf-8")
    told: list[tuple[int, int]] = []
    found = read_all([tmp_path / "gone.txt", good], lambda *step: told.append(step))
    assert isinstance(found[0][1], ReviewError)
    assert isinstance(found[1][1], ReadArticle)
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        read_all([good], stop)


def test_an_article_that_is_there_already_is_shown_not_added(
    program: Program, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(program, chosen, tmp_path)
    text = tmp_path / "words.txt"
    text.write_text("Some words.", encoding="utf-8")
    for answer in ("1 article imported", "“words” is in the project already"):
        chosen.paths = [text]
        with qtbot.waitSignal(program.desk.tasks.idle):
            program.transfer.ask_articles()
        assert said(program) == answer
    assert len(program.desk.project.read(articles.rows)) == 1
    program.actions.run("file.paste")
    (dialog,) = program.window.findChildren(PasteArticle)
    dialog.pasted.emit(ReadArticle(text="Some words.", title="Pasted"))
    dialog.close()
    assert said(program) == "“Pasted” is in the project already"


def test_a_blank_text_is_refused_in_words(program: Program, chosen: Chosen, tmp_path: Path) -> None:
    begin(program, chosen, tmp_path)
    assert program.transfer._add(ReadArticle(text=" \n ", title="Blank"), None) is None
    program.transfer._show(None)
    assert program.desk.project.read(articles.rows) == []


@pytest.mark.parametrize("answer", ["cancelled", "given"])
def test_what_comes_in_first_asks_for_a_project(
    program: Program, chosen: Chosen, tmp_path: Path, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def decline() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(program.transfer, "_ensure_project", decline)
    QGuiApplication.clipboard().setText("Some words.")
    chosen.paths = [tmp_path / "a.txt"] if answer == "given" else []
    program.transfer.ask_articles()
    chosen.paths = [tmp_path / "a.json"] if answer == "given" else []
    program.transfer.ask_review()
    program.transfer.paste()
    assert len(asked) == (3 if answer == "given" else 1)
    assert not program.desk.tasks.busy


def test_a_review_is_loaded_into_a_project_that_shows_an_article_already(
    sample: Program,
) -> None:
    here = sample.desk.selection.now.article_id
    review = read_review(resources.path("samples", "sample.review.json"), unwatched)
    sample.transfer._load_review(review)
    assert sample.desk.selection.now.article_id == here
    assert sample.desk.notifier.history[-1].startswith("Review loaded")


def test_web_annotations_that_are_dropped_are_loaded_as_a_review_is(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "out.jsonld"
    sample.desk.project.read(
        lambda session: formats.export(session, "web-annotation", target, Choice(reviewed=False))
    )
    sample.open_files([target])
    qtbot.waitUntil(lambda: bool(sample.desk.notifier.history), timeout=20_000)
    told = sample.desk.notifier.history[-1]
    assert told.startswith("Review loaded")
    assert "0 claims" in told


def test_what_moved_and_what_was_not_found_is_counted_before_it_is_listed(
    sample: Program, tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonld"
    sample.desk.project.read(
        lambda session: formats.export(session, "web-annotation", target, Choice(reviewed=False))
    )
    data = json.loads(target.read_bytes())
    parts = [one["target"] for one in data["first"]["items"] if "selector" in one["target"]]
    for part in parts[:3]:
        part["selector"][1]["start"] += 1
    parts[4]["selector"][0]["exact"] = "Nobody ever said that"
    target.write_text(json.dumps(data), encoding="utf-8")
    sample.transfer._load_review(read_review(target, unwatched))
    told = sample.desk.notifier.history[-1]
    assert "Found elsewhere: 3.\nNot found or left out: 1.\n" in told


def test_a_review_that_cannot_be_saved_is_told_as_trouble(sample: Program) -> None:
    review = read_review(resources.path("samples", "sample.review.json"), unwatched)
    sample.desk.project.do("Remove", lambda s: articles.remove(s, articles.rows(s)[0].id))
    sample.transfer._load_review(review)
    assert sample.desk.notifier.history


def test_the_file_dialog_offers_every_kind_that_can_be_read() -> None:
    every, *kinds, everything = article_filter().split(";;")
    assert every.startswith("Articles (*.txt ")
    assert "*.docx" in every
    assert "PDF (*.pdf)" in kinds
    assert everything == "All files (*)"
