"""How texts and projects come to the window: paste, drop, recent files, sample, bad files."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from claimdesk.core import resources
from journeys.conftest import Answers, make_project
from journeys.driver import Person
from journeys.program import run

NBSP_TEXT = (
    "Ein Satz\u00a0mit Emoji \U0001f1fa\U0001f1f8\ttab.\r\nZweite Zeile — “so”.\u2028Dritte."
)


def drop(p: Person, *paths: Path) -> None:
    """Let files go over the middle of the window, on whatever widget is there."""
    window = p.window
    place = window.rect().center()
    below = window.childAt(place)
    target: QWidget | None = below
    while target is not None and not target.acceptDrops():
        target = target.parentWidget()
    assert target is not None, "nothing takes what is dropped"
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    point = target.mapFrom(window, place)
    copy, left, plain = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    entering = QDragEnterEvent(point, copy, files, left, plain)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(point), copy, files, left, plain))
    p.settle()


def shown(p: Person, identifier: str) -> str:
    """Return what a label says."""
    label = p.find(identifier)
    assert isinstance(label, QLabel)
    return label.text()


def names(p: Person, name: str) -> bool:
    """Return whether the import dialog names a file in what it says of it."""
    return name in shown(p, "import-standing")


def open_menu() -> list[tuple[str, bool]]:
    """Return the entries of the menu that is open, and which can be chosen."""
    menu = QApplication.activePopupWidget()
    assert menu is not None, "no menu is open"
    return [(one.text(), one.isEnabled()) for one in menu.actions() if one.text()]


def test_a_text_is_pasted_as_an_article_exactly(answers: Answers, tmp_path: Path) -> None:
    def work(p: Person) -> None:
        make_project(p, answers, tmp_path / "Review.claimdesk")
        QGuiApplication.clipboard().setText(NBSP_TEXT)
        p.press("Ctrl+Shift+V")
        p.until(lambda: p.sees("paste-article"), "the form is open")
        p.tab_to("paste-title")
        p.type("Наслідки")
        p.press("Ctrl+Return")
        p.until(lambda: p.articles() == ["Наслідки"], "the article is there")
        assert p.text() == NBSP_TEXT.replace("\r\n", "\n").replace("\u2028", "\n")
        p.press("Ctrl+Z")
        assert p.articles() == []
        p.press("Ctrl+Y")
        assert p.articles() == ["Наслідки"]
        p.press("Ctrl+Shift+V")
        p.press("Escape")
        p.until(lambda: not p.sees("paste-article"), "the form is gone")
        assert p.articles() == ["Наслідки"]

    run(work)


def test_pasting_without_a_project_makes_one_first(answers: Answers, tmp_path: Path) -> None:
    def work(p: Person) -> None:
        p.press("Ctrl+Shift+V")
        assert answers.asked == ["New project"]
        assert not p.sees("paste-article")
        answers.choose(tmp_path / "Review")
        QGuiApplication.clipboard().setText("Some words.")
        p.press("Ctrl+Shift+V", "Ctrl+Return")
        p.until(lambda: p.articles() == ["Some words."], "the article is there")
        assert (tmp_path / "Review.claimdesk").is_file()

    run(work)


def test_texts_and_a_project_are_dropped_on_the_window(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    project = tmp_path / "Review.claimdesk"

    def fill(p: Person) -> None:
        answers.choose(project)
        drop(p, our_texts[0])
        p.bring_in()
        p.until(lambda: len(p.articles()) == 1, "the text is there")
        drop(p, *our_texts)
        p.bring_in()
        p.until(lambda: len(p.articles()) == 2, "the other one too")
        p.press("Ctrl+W")
        assert p.sees("welcome-new")
        drop(p, project)
        assert len(p.articles()) == 2

    run(fill)


def test_nonsense_that_is_dropped_is_refused_in_words(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    binary, folder, empty = tmp_path / "photo.jpg", tmp_path / "folder", tmp_path / "empty.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    folder.mkdir()
    empty.write_bytes(b"")
    foreign = tmp_path / "foreign.claimdesk"
    foreign.write_text("no project at all", encoding="utf-8")

    def work(p: Person) -> None:
        make_project(p, answers, tmp_path / "Review.claimdesk")
        for one in (binary, empty, tmp_path / "gone.txt"):
            drop(p, one)
            p.until(lambda: p.sees("import-standing"), "what is wrong is said")
            p.until(partial(names, p, one.name), "the file is named")
            p.press("Escape")
        drop(p, folder)
        p.until(lambda: shown(p, "import-summary") == "There are no articles in it.")
        p.press("Escape")
        drop(p, foreign)
        assert foreign.name in p.trouble()
        assert p.articles() == []
        drop(p, binary, our_texts[0])
        p.until(lambda: p.sees("import-ok") and p.find("import-ok").isEnabled())
        p.press("Return")
        p.until(lambda: len(p.articles()) == 1, "the sound one came in all the same")
        assert shown(p, "import-summary") == "1 imported, 1 cannot be read"
        p.press("Escape")
        assert p.window.windowTitle().startswith("Review")

    run(work)


def test_a_file_that_is_no_sound_project_leaves_the_open_one_open(
    answers: Answers, tmp_path: Path
) -> None:
    project, sound = tmp_path / "Review.claimdesk", tmp_path / "sound.claimdesk"
    bad = {name: tmp_path / f"{name}.claimdesk" for name in ("damaged", "newer", "foreign", "cut")}

    def make(p: Person) -> None:
        make_project(p, answers, sound)

    def spoil() -> None:
        whole = sound.read_bytes()
        bad["cut"].write_bytes(whole[: len(whole) // 2])
        # What is looked at first is sound, what the window shows is not.
        bad["damaged"].write_bytes(whole[:16384] + b"\xff" * (len(whole) - 16384))
        for name, statement in (
            ("newer", "PRAGMA user_version = 99"),
            ("foreign", "PRAGMA application_id = 1"),
        ):
            bad[name].write_bytes(whole)
            with sqlite3.connect(bad[name]) as connection:
                connection.execute(statement)
            connection.close()

    def work(p: Person) -> None:
        make_project(p, answers, project)
        for path in [*bad.values(), tmp_path / "gone.claimdesk"]:
            before = path.read_bytes() if path.exists() else b""
            answers.choose(path)
            p.press("Ctrl+O")
            sentence = p.trouble()
            assert path.name in sentence
            assert sentence.endswith(".")
            assert p.window.windowTitle().startswith("Review")
            assert (path.read_bytes() if path.exists() else b"") == before
        p.press("Ctrl+Return")
        assert len(p.claims()) == 1

    run(make)
    spoil()
    run(work)


def test_a_project_is_opened_while_another_is_open(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    one, other = tmp_path / "One.claimdesk", tmp_path / "Other.claimdesk"

    def work(p: Person) -> None:
        make_project(p, answers, one)
        answers.choose(our_texts[0])
        p.press("Ctrl+I")
        p.bring_in()
        p.until(lambda: len(p.articles()) == 1, "the text is there")
        p.tab_to("article-text")
        p.select_by_keys(0, 9)
        p.press("Ctrl+Return")
        p.type("Being typed when the other project is opened")
        make_project(p, answers, other)
        assert (p.articles(), p.claims()) == ([], [])
        assert p.menu_text("edit.undo") == "Undo"
        answers.choose(other)
        p.press("Ctrl+O")
        assert p.said == "This project is open already"
        answers.choose(one)
        p.press("Ctrl+N")
        assert "One.claimdesk" in p.trouble()
        answers.choose(one)
        p.press("Ctrl+O")
        assert p.claims()[0][2] == "Being typed when the other project is opened"

    run(work)


def test_recent_files_come_back_and_can_be_forgotten(answers: Answers, tmp_path: Path) -> None:
    one, other = tmp_path / "One & more.claimdesk", tmp_path / "Other.claimdesk"

    def begin(p: Person) -> None:
        for path in (one, other):
            make_project(p, answers, path)
        p.press("Ctrl+W")

    def come_back(p: Person) -> None:
        assert p.sees("welcome-new")
        other.unlink()
        p.choose_menu("File", "Open recent")
        assert open_menu() == [
            *(("One && more", True), ("Other", False), ("&Clear the list", True)),
        ]
        p.choose("One  more")
        assert p.window.windowTitle().startswith("One & more")
        p.choose_menu("File", "Open recent")
        p.choose("Clear the list")
        p.choose_menu("File", "Open recent")
        assert open_menu() == [("&Clear the list", False)]
        p.press("Escape", "Escape", "Escape")

    run(begin)
    run(come_back)


def test_the_last_project_is_opened_again_and_a_lost_one_is_not_missed(
    answers: Answers, tmp_path: Path
) -> None:
    project = tmp_path / "Review.claimdesk"
    run(lambda p: make_project(p, answers, project))
    run(lambda p: p.until(lambda: p.window.windowTitle().startswith("Review")))
    project.unlink()

    def come_back(p: Person) -> None:
        assert p.sees("welcome-new")
        p.click(p.find("recent-forget"))
        assert not p.sees("recent-file")

    run(come_back)


def test_the_sample_project_keeps_what_was_done_in_it(answers: Answers, home: Path) -> None:
    def work(p: Person) -> None:
        p.click(p.find("welcome-sample"))
        assert len(p.claims()) == 20
        p.press("Ctrl+J", "Ctrl+1")
        assert p.progress.startswith("17 of 20")
        p.choose_menu("File", "Open the sample project")
        assert p.said == "This project is open already"
        p.press("Ctrl+W")
        p.choose_menu("File", "Open the sample project")
        assert p.progress.startswith("17 of 20")

    run(work)


def test_the_next_start_leads_back_to_article_place_and_claim(home: Path) -> None:
    left: list[object] = []

    def place(p: Person) -> list[object]:
        now, view = p.window.article._selection.now, p.window.article.view
        return [now, view.selection(), view.top_place()]

    def read(p: Person) -> None:
        p.window.resize(780, 700)  # A larger one would not fit the screen at the next start.
        p.press("Alt+Down", "Alt+Down", "Alt+Down")
        p.window.articles.view.setFocus()
        p.press("Down", "Return")
        assert p.focus == "article-text"
        for _ in range(6):
            p.press("Ctrl+Down")
        p.press("Alt+Shift+Right", "PgDown", "Ctrl+Left", "Ctrl+Shift+E")
        p.settle()
        left.extend(place(p))
        assert p.window.article.view.selection()[0] > 0
        assert p.window.article.view.top_place() > 0

    def come_back(p: Person) -> None:
        p.settle()
        assert place(p) == left
        assert p.shows(p.window.article.view.selection()[0])
        p.window.resize(700, 600)
        p.settle()
        assert p.window.article.view.top_place() <= p.window.article.view.selection()[0]

    run(read, "--sample")
    run(come_back)


def test_copies_and_backups_are_whole_projects(answers: Answers, tmp_path: Path) -> None:
    copy = tmp_path / "Copy.claimdesk"

    def work(p: Person) -> None:
        rows = p.claims()
        p.press("Ctrl+S")
        p.until(lambda: p.said.startswith("Everything is saved. Backup made"), "a backup is made")
        answers.choose(copy)
        p.press("Ctrl+Shift+S")
        assert p.said == "Copy saved and checked: Copy.claimdesk"
        answers.choose(copy)
        p.press("Ctrl+O")
        p.settle()
        assert p.window.windowTitle().startswith("Copy")
        assert p.claims() == rows
        p.choose_menu("Tools", "Check the project file")
        assert "The project file is sound" in p.result()

    run(work, "--sample")


def test_a_review_is_dropped_and_needs_a_project_to_go_into(
    answers: Answers, tmp_path: Path
) -> None:
    review = resources.path("samples", "sample.review.json")

    def work(p: Person) -> None:
        drop(p, review)
        assert answers.asked == ["New project"]
        assert p.sees("welcome-new")
        answers.choose(tmp_path / "Review.claimdesk")
        drop(p, review)
        assert "20 claims" in p.result()
        assert len(p.claims()) == 20

    run(work)
