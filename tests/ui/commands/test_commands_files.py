"""The File menu where things go wrong: cancelled, unwritable, already open, too long a name."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from claimdesk.app.program import Program
from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import review_json
from claimdesk.store import projects
from claimdesk.ui.commands.files import RECENT

from .conftest import Chosen, said, trouble


def test_a_dialog_that_is_cancelled_changes_nothing(program: Program, chosen: Chosen) -> None:
    assert not program.files.new()
    program.files.open()
    program.files.save_copy()
    program.importing.ask_files()
    program.importing.ask_folder()
    program.transfer.ask_review()
    assert not program.desk.project.is_open
    assert not program.desk.notifier.history


def test_a_new_project_gets_its_ending(program: Program, chosen: Chosen, tmp_path: Path) -> None:
    chosen.paths = [tmp_path / "Review 1.2"]
    assert program.files.new()
    assert (tmp_path / "Review 1.2.claimdesk").is_file()
    assert program.desk.settings.now.last_project == str(tmp_path / "Review 1.2.claimdesk")


def test_a_sample_that_cannot_be_made_is_not_left_half_made(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise ReviewError(Code.BAD_REVIEW, "The sample is spoilt.")

    monkeypatch.setattr(review_json, "read_review", refuse)
    program.files.open_sample()
    assert trouble(program) == "The sample is spoilt."
    assert list((program.desk.folders.data / "sample").iterdir()) == []
    assert not program.desk.project.is_open


def test_a_sample_of_an_older_format_is_made_anew(program: Program) -> None:
    old = program.desk.folders.data / "sample" / "River crossing.claimdesk"
    old.parent.mkdir(parents=True)
    shutil.copy(Path(__file__).parents[2] / "data" / "format1.claimdesk", old)
    program.files.open_sample()
    assert program.desk.project.path == old
    assert program.desk.project.read(projects.row).title == "Sample: the river crossing"
    program.files.open_sample()
    assert said(program) == "This project is open already"


def test_a_sample_without_a_place_to_be_in_is_trouble_in_words(program: Program) -> None:
    data = program.desk.folders.data
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text("a file where a folder should be", encoding="utf-8")
    program.files.open_sample()
    assert "River crossing.claimdesk" in trouble(program)


def test_a_copy_is_not_written_over_the_project_itself(sample: Program, chosen: Chosen) -> None:
    assert sample.desk.project.path is not None
    chosen.paths = [sample.desk.project.path]
    sample.files.save_copy()
    assert said(sample) == "This project is open already"


def test_a_copy_into_a_place_that_is_taken_is_refused_in_words(
    sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    (tmp_path / "Copy.claimdesk").mkdir()
    chosen.paths = [tmp_path / "Copy.claimdesk"]
    sample.files.save_copy()
    assert "Copy.claimdesk" in trouble(sample)


def test_a_name_too_long_for_the_disk_is_refused_in_words(sample: Program) -> None:
    sample.files.open_path(Path("x" * 300 + ".claimdesk"))
    assert "too long" in trouble(sample)


def test_only_the_latest_projects_are_remembered(
    program: Program, chosen: Chosen, tmp_path: Path
) -> None:
    for number in range(RECENT + 2):
        chosen.paths = [tmp_path / f"{number}.claimdesk"]
        assert program.files.new()
    names = [Path(name).stem for name in program.desk.settings.now.recent_files]
    assert names == [str(number) for number in range(RECENT + 1, 1, -1)]


def test_what_another_program_changed_is_not_written_over_nor_called_done(
    sample: Program,
) -> None:
    assert sample.desk.project.path is not None
    sample.actions.run("claim.next")
    sample.actions.run("claim.deny")
    with sqlite3.connect(sample.desk.project.path) as other:
        other.execute("INSERT INTO meta VALUES ('other', 'program')")
    other.close()
    for action in ("claim.confirm", "claim.withdraw", "claim.unlink", "claim.remove"):
        sample.actions.run(action)
        assert "Another program wrote to" in sample.window.notice.sentence.text()
    sample.actions.run("article.remove_passage")
    sample.actions.run("article.remove")
    assert said(sample).startswith("Another program wrote to")
    assert sample.window.claims.model.rowCount() == 20
    assert sample.desk.project.undo_stack.count() == 1
