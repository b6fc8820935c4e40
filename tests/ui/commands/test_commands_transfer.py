"""What comes in and goes out, without a thread: twice the same, nothing open, one article."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core import resources
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.store import articles, claims
from claimdesk.ui.commands.transfer import article_filter, export_to, read_all, read_review
from claimdesk.ui.dialogs.export import ExportWish
from claimdesk.ui.dialogs.paste_article import PasteArticle

from .conftest import Chosen, said, trouble


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


def test_nothing_is_exported_without_a_project(program: Program, tmp_path: Path) -> None:
    program.transfer.ask_export()
    program.transfer.export(ExportWish("csv", tmp_path / "out.csv", True, False))
    assert not program.desk.tasks.busy
    assert list(tmp_path.iterdir()) == []


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
    path = sample.desk.project.path
    assert path is not None
    wish = ExportWish("web-annotation", tmp_path / "out.jsonld", True, False)
    export_to(path, wish, None, sample.desk.settings.me().id, unwatched)
    sample.open_files([wish.target])
    qtbot.waitUntil(lambda: bool(sample.desk.notifier.history), timeout=20_000)
    told = sample.desk.notifier.history[-1]
    assert told.startswith("Review loaded")
    assert "0 claims" in told


def test_a_review_that_cannot_be_saved_is_told_as_trouble(sample: Program) -> None:
    review = read_review(resources.path("samples", "sample.review.json"), unwatched)
    sample.desk.project.do("Remove", lambda s: articles.remove(s, articles.rows(s)[0].id))
    sample.transfer._load_review(review)
    assert sample.desk.notifier.history


def test_claims_of_one_article_are_exported_and_a_review_is_written(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = sample.desk.project.path
    assert path is not None
    row = sample.desk.project.read(articles.rows)[1]
    me = sample.desk.settings.me().id
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    export_to(path, ExportWish("csv", whole, True, False), None, me, unwatched)
    export_to(path, ExportWish("csv", part, True, True), row.id, me, unwatched)
    assert part.stat().st_size < whole.stat().st_size
    review = tmp_path / "out.review.json"
    export_to(path, ExportWish("review", review, True, False), None, me, unwatched)
    written = json.loads(review.read_text(encoding="utf-8"))
    assert len(written["claims"]) == len(sample.desk.project.read(claims.rows))
    sample.transfer.export(ExportWish("csv", tmp_path / "here.csv", False, True))
    qtbot.waitUntil(lambda: said(sample) == "Exported to here.csv")


def test_an_export_into_a_folder_that_is_not_there_is_trouble_in_words(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sample.transfer.export(ExportWish("csv", tmp_path / "no" / "out.csv", True, False))
    qtbot.waitUntil(lambda: bool(sample.desk.notifier.history))
    assert trouble(sample)


def test_the_file_dialog_offers_every_kind_that_can_be_read() -> None:
    every, *kinds, everything = article_filter().split(";;")
    assert every.startswith("Articles (*.txt ")
    assert "*.docx" in every
    assert "PDF (*.pdf)" in kinds
    assert everything == "All files (*)"
