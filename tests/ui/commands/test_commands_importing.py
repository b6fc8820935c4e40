"""Articles coming in: through the queue, from folders and the clipboard, as one step to undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.store import articles
from claimdesk.ui.commands import import_queue
from claimdesk.ui.commands.import_queue import article_filter
from claimdesk.ui.commands.importing import read_all
from claimdesk.ui.dialogs.import_articles.dialog import ImportArticles
from claimdesk.ui.dialogs.paste_article import PasteArticle
from claimdesk.ui.models.import_queue import State

from .conftest import Chosen, said, trouble


@pytest.fixture
def project(program: Program, chosen: Chosen, tmp_path: Path) -> Program:
    chosen.paths = [tmp_path / "Review.claimdesk"]
    program.files.new()
    return program


def texts(folder: Path, number: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{n:04}.txt" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(f"Headline {n}\n\nThe text of article {n}.\n", encoding="utf-8")
    return paths


def shown(program: Program) -> ImportArticles:
    (dialog,) = (one for one in program.window.findChildren(ImportArticles) if one.isVisible())
    return dialog


def states(program: Program) -> list[State]:
    return [row.state for row in shown(program).model.rows]


def wait_read(program: Program, qtbot: QtBot, number: int) -> ImportArticles:
    def is_read() -> bool:
        found = states(program)
        return len(found) == number and State.WAITING not in found

    qtbot.waitUntil(is_read, timeout=20_000)
    return shown(program)


def press(dialog: ImportArticles, name: str) -> None:
    dialog.findChildren(QPushButton, name)[0].click()


def wait_gone(program: Program, qtbot: QtBot) -> None:
    def is_gone() -> bool:
        return not any(one.isVisible() for one in program.window.findChildren(ImportArticles))

    qtbot.waitUntil(is_gone, timeout=20_000)


def titles(program: Program) -> list[str]:
    return [row.title for row in program.desk.project.read(articles.rows)]


def test_a_folder_comes_in_as_one_step_and_goes_again(
    project: Program, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    texts(tmp_path / "in", 45)
    chosen.paths = [tmp_path / "in"]
    project.importing.ask_folder()
    dialog = wait_read(project, qtbot, 45)
    assert set(states(project)) == {State.READY}
    press(dialog, "import-ok")
    wait_gone(project, qtbot)
    assert said(project) == "45 articles imported"
    assert titles(project) == [f"Headline {n}" for n in range(45)]
    stack = project.desk.project.undo_stack
    assert (stack.count(), stack.undoText()) == (1, "Import 45 articles")
    stack.undo()
    assert titles(project) == []
    stack.redo()
    assert len(titles(project)) == 45


def test_files_are_judged_one_by_one(
    project: Program, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second, third = texts(tmp_path / "in", 3)
    chosen.paths = [first]
    project.importing.ask_files()
    press(wait_read(project, qtbot, 1), "import-ok")
    wait_gone(project, qtbot)
    assert said(project) == "1 article imported"
    third.write_bytes(second.read_bytes())
    bad = tmp_path / "in" / "bad.txt"
    bad.write_bytes(b"")
    project.importing.queue([first, second, third, bad])
    dialog = wait_read(project, qtbot, 4)
    assert states(project) == [State.THERE, State.READY, State.TWICE, State.BAD]
    assert "0001.txt" in dialog.model.rows[2].sentence
    dialog._view.selectRow(1)
    press(dialog, "import-leave-out")
    assert states(project) == [State.THERE, State.READY, State.BAD]
    press(dialog, "import-ok")
    qtbot.waitUntil(lambda: states(project) == [State.THERE, State.DONE, State.BAD])
    assert said(project) == "1 article imported"
    dialog.reject()
    assert titles(project) == ["Headline 0", "Headline 1"]


def test_the_article_that_is_there_is_shown_instead(
    project: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = texts(tmp_path / "in", 2)
    project.importing.import_articles([first, second])
    qtbot.waitUntil(lambda: len(titles(project)) == 2)
    rows = project.desk.project.read(articles.rows)
    assert project.desk.selection.now.article_id == rows[0].id
    project.importing.queue([second])
    press(wait_read(project, qtbot, 1), "import-show")
    wait_gone(project, qtbot)
    assert project.desk.selection.now.article_id == rows[1].id


def test_a_file_is_read_again_as_wished(project: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Čačak ždral, đak šeta po mostu.".encode("cp1250"))
    project.importing.queue([path])
    dialog = wait_read(project, qtbot, 1)
    combo = dialog._preview._encoding
    for name, begins in (("WINDOWS-1250", "Čačak"), ("UTF-8", None)):
        place = combo.findText(name)
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        wait_read(project, qtbot, 1)
        article = dialog.model.rows[0].article
        assert (article.text[:5] if article else None) == begins
    assert states(project) == [State.BAD]
    assert "utf-8" in dialog.findChildren(QLabel, "import-standing")[0].text()
    dialog.reject()


def test_more_files_can_be_added_and_reading_stops_with_the_dialog(
    project: Program, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = texts(tmp_path / "in", 3)
    project.importing.queue(paths[:1])
    dialog = wait_read(project, qtbot, 1)
    chosen.paths = paths[1:2]
    press(dialog, "import-more-files")
    wait_read(project, qtbot, 2)
    chosen.paths = [tmp_path / "in"]
    press(dialog, "import-more-folder")
    wait_read(project, qtbot, 5)
    assert states(project).count(State.TWICE) == 2
    project.importing.queue(texts(tmp_path / "many", 50))
    for one in project.window.findChildren(ImportArticles):
        one.reject()
    project.desk.tasks.wait_all()
    assert titles(project) == []


def test_an_import_that_is_stopped_keeps_what_is_in(
    project: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_queue, "_PART", 1)
    project.importing.queue(texts(tmp_path / "in", 5))
    dialog = wait_read(project, qtbot, 5)
    press(dialog, "import-ok")
    qtbot.waitUntil(lambda: bool(titles(project)))
    dialog.reject()
    qtbot.waitUntil(lambda: said(project).endswith("imported"))
    assert dialog.isVisible()
    came_in = len(titles(project))
    assert states(project).count(State.DONE) == came_in < 5
    assert project.desk.project.undo_stack.count() == 1
    dialog.reject()
    assert len(titles(project)) == came_in


def test_a_dialog_that_is_closed_while_it_imports_leaves_one_step_to_undo(
    project: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_queue, "_PART", 1)
    project.importing.queue(texts(tmp_path / "in", 4))
    dialog = wait_read(project, qtbot, 4)
    press(dialog, "import-ok")
    qtbot.waitUntil(lambda: bool(titles(project)))
    dialog.done(0)
    assert project.desk.project.undo_stack.count() == 1


def test_an_import_that_cannot_be_written_is_told_and_can_be_tried_again(
    project: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_about: object) -> None:
        raise ReviewError(Code.DISK_FULL, "The disk is full.")

    project.importing.queue(texts(tmp_path / "in", 2))
    dialog = wait_read(project, qtbot, 2)
    monkeypatch.setattr(import_queue, "add_each", refuse)
    press(dialog, "import-ok")
    qtbot.waitUntil(lambda: bool(project.desk.notifier.history))
    assert trouble(project) == "The disk is full."
    assert states(project) == [State.READY, State.READY]
    monkeypatch.undo()
    press(dialog, "import-ok")
    wait_gone(project, qtbot)
    assert len(titles(project)) == 2


def test_what_does_not_fit_into_memory_is_left_for_later(
    project: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_queue, "_MOST_HELD", 150)
    project.importing.queue(texts(tmp_path / "in", 3))
    dialog = wait_read(project, qtbot, 3)
    assert states(project) == [State.READY, State.BAD, State.BAD]
    assert "more was chosen than fits" in dialog.model.rows[1].sentence
    dialog.reject()


def test_nothing_comes_in_without_a_project(
    program: Program, chosen: Chosen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def decline() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(program.importing, "_ensure_project", decline)
    QGuiApplication.clipboard().setText("Some words.")
    chosen.paths = [tmp_path / "a.txt"]
    program.importing.ask_files()
    chosen.paths = [tmp_path]
    program.importing.ask_folder()
    program.importing.paste()
    assert len(asked) == 3
    assert not program.window.findChildren(ImportArticles)


def paste(program: Program, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    program.importing.paste()


def test_a_page_on_the_clipboard_is_read_as_one(project: Program) -> None:
    data = QMimeData()
    data.setHtml("<head><title>Rain</title></head><h1>Rain</h1><ul><li>Monday<li>Tuesday</ul>")
    data.setText("Rain\nMonday\nTuesday")
    paste(project, data)
    (dialog,) = project.window.findChildren(PasteArticle)
    assert dialog.article.text == "Rain\n\n- Monday\n- Tuesday"
    assert dialog.article.title == "Rain"
    dialog._ok.click()
    assert titles(project) == ["Rain"]
    assert said(project) == "1 article imported"
    paste(project, data)
    dialog = project.window.findChildren(PasteArticle)[-1]
    combo = dialog._as
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert dialog.article.text == "Rain\nMonday\nTuesday"
    dialog._title.setText("Wet")
    dialog._ok.click()
    assert titles(project) == ["Rain", "Wet"]


@pytest.mark.parametrize(
    ("kind", "said", "address"),
    [
        ("chromium/x-source-url", b"https://a.example/rain", "https://a.example/rain"),
        ("text/x-moz-url-priv", "https://a.example/r".encode("utf-16-le"), "https://a.example/r"),
        ("chromium/x-source-url", b"file:///home/a.html", ""),
        ("chromium/x-source-url", b"https://a.example\nhttps://b.example", ""),
    ],
)
def test_a_copied_page_comes_with_the_address_the_browser_tells(
    project: Program, kind: str, said: bytes, address: str
) -> None:
    data = QMimeData()
    data.setHtml("<h1>Rain</h1><p>It rained.</p>")
    data.setData(kind, said)
    paste(project, data)
    (dialog,) = project.window.findChildren(PasteArticle)
    assert dialog.article.url == address


def test_files_on_the_clipboard_go_through_the_queue(
    project: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in texts(tmp_path / "in", 2)])
    paste(project, data)
    press(wait_read(project, qtbot, 2), "import-ok")
    wait_gone(project, qtbot)
    assert len(titles(project)) == 2


def test_what_is_pasted_twice_is_shown_not_added(project: Program) -> None:
    article = ReadArticle(text="Some words.", title="Pasted")
    project.importing.add_all([(article, None)])
    project.importing.add_all([(article, None)])
    assert said(project) == "“Pasted” is in the project already"
    project.importing.add_all([(ReadArticle(text=" \n ", title="Blank"), None)])
    assert titles(project) == ["Pasted"]


def test_files_named_at_the_start_come_in_by_themselves(
    project: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    good, bad = *texts(tmp_path / "in", 1), tmp_path / "gone.txt"
    project.importing.import_articles([bad, good])
    qtbot.waitUntil(lambda: len(titles(project)) == 1)
    assert "gone.txt" in trouble(project)
    project.importing.import_articles([bad])
    qtbot.waitUntil(lambda: len(project.desk.notifier.history) == 2)


def test_reading_at_the_start_can_be_stopped(tmp_path: Path) -> None:
    good = texts(tmp_path / "in", 1)
    told: list[tuple[int, int]] = []
    assert len(read_all(good, lambda *step: told.append(step))) == 1
    assert told[-1] == (1, 1)

    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        read_all(good, stop)


def test_the_file_dialog_offers_every_kind_that_can_be_read() -> None:
    every, *kinds, everything = article_filter().split(";;")
    assert every.startswith("Articles (*.txt ")
    assert "*.docx" in every
    assert "PDF (*.pdf)" in kinds
    assert everything == "All files (*)"
