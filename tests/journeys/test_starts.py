"""How the program starts: with files named, with settings or projects that are not there."""

from collections.abc import Sequence
from pathlib import Path

from journeys.conftest import Answers, make_project
from journeys.driver import Person
from journeys.program import run


def test_files_named_at_the_start_are_opened(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    project = tmp_path / "Review.claimdesk"
    run(lambda p: make_project(p, answers, project))

    def work(p: Person) -> None:
        p.until(lambda: len(p.articles()) == 2, "the texts are there")
        assert p.window.windowTitle().startswith("Review")

    run(work, project, *our_texts)


def test_a_file_named_at_the_start_that_is_not_there_leaves_a_working_window(
    answers: Answers, tmp_path: Path
) -> None:
    def work(p: Person) -> None:
        assert "gone.claimdesk" in p.trouble()
        make_project(p, answers, tmp_path / "Review.claimdesk")

    run(work, tmp_path / "gone.claimdesk")


def test_settings_that_cannot_be_written_stop_no_work(
    answers: Answers, home: Path, tmp_path: Path
) -> None:
    (home / ".config" / "claimdesk").write_text("a file where a folder should be", encoding="utf-8")

    def work(p: Person) -> None:
        make_project(p, answers, tmp_path / "Review.claimdesk")
        p.press("Ctrl+Return", "Ctrl+=", "Ctrl+W")
        assert p.sees("recent-file")

    run(work)


def test_a_missing_project_leaves_no_folder_behind(answers: Answers, tmp_path: Path) -> None:
    def work(p: Person) -> None:
        assert "gone.claimdesk" in p.trouble()
        assert not (tmp_path / "no").exists()

    run(work, tmp_path / "no" / "folder" / "gone.claimdesk")
