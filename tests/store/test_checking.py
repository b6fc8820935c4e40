"""Strangers' files are gone through by a process that starts light and ends on time."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import checking, opening, private, probe
from claimdesk.store.checking import Finding
from claimdesk.store.opening import STAGES, Stage
from claimdesk.store.salvage import salvaged
from store.conftest import Review
from store.world import folder_state, refusal, sql

ALONE = """
import claimdesk.store.checking, sys
heavy = {"sqlmodel", "sqlalchemy", "pydantic", "PySide6"}
sys.exit(", ".join(heavy & sys.modules.keys()) or 0)
"""


@pytest.fixture
def sound(review: Review) -> Path:
    """Return a small project nobody has open."""
    review.store.close()
    return review.path


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float]]:
    """Let this process be the child without binding it; what it would be bound by."""
    limits: list[tuple[int, float]] = []
    monkeypatch.setattr(checking, "limit", lambda *about: limits.append(about))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return limits


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    """Return what the child says."""
    assert checking.main([str(one) for one in arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_child_needs_neither_sqlmodel_nor_qt() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_sound_file_gives_its_figures_and_every_stage(sound: Path) -> None:
    before = folder_state(sound.parent)
    seen: list[tuple[int, int]] = []
    found = checking.examined(sound, lambda *done: seen.append((done[0], done[1])))
    assert found == Finding(None, Stage.PASSAGES, opening.examine(sound, seconds=60))
    assert {done for done, _ in seen} == set(range(len(STAGES)))
    assert folder_state(sound.parent) == before


def test_an_open_file_is_checked_without_a_handle_of_this_process(review: Review) -> None:
    assert checking.check(review.path).claims == 2


def test_a_name_no_file_can_have_is_told_as_such(tmp_path: Path) -> None:
    strange = tmp_path / "a\0b"
    assert "not valid" in refusal(lambda: checking.check(strange), Code.BAD_NAME)
    trouble = checking.examined(strange).trouble
    assert trouble is not None
    assert trouble.code is Code.BAD_NAME


def test_a_check_can_be_stopped(sound: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    refusal(lambda: checking.examined(sound, stop), Code.CANCELLED)


@pytest.mark.parametrize(
    "child", ["import time; time.sleep(600)", "import os; os.kill(os.getpid(), 9)", "1/0"]
)
def test_a_child_that_hangs_or_dies_is_a_timeout(
    sound: Path, child: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = subprocess.Popen

    def start(command: list[str], **settings: Any) -> object:
        return really([command[0], "-c", child], **settings)

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(checking, "_LEAST_S", 1.0)
    found = checking.examined(sound)
    assert found.trouble is not None
    assert found.trouble.code is Code.TIMEOUT


def test_the_clock_gives_a_large_file_more_time() -> None:
    assert checking.seconds_for(0) == 12
    assert checking.seconds_for(120_000_000) == 72


def test_the_child_binds_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    bound: dict[int, int] = {}

    def bind(what: int, most: tuple[int, int]) -> None:
        if what == resource.RLIMIT_CORE:
            raise ValueError("not on this system")
        bound[what] = most[0]

    monkeypatch.setattr(resource, "setrlimit", bind)
    checking.limit(1_000_000, 12.5)
    assert bound == {resource.RLIMIT_AS: (192 << 20) + 8_000_000, resource.RLIMIT_CPU: 13}


def test_the_child_announces_each_stage_once(
    sound: Path,
    tmp_path_factory: pytest.TempPathFactory,
    unlimited: list[tuple[int, float]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("private")
    *stages, last = said(capsys, "check", 60, 5, folder, sound)
    assert [one["stage"] for one in stages] == list(STAGES)
    assert last["kept"]["claims"] == 2
    assert unlimited == [(5, 60.0)]
    assert [one.name for one in folder.iterdir()] == [sound.name]


def test_the_child_says_what_is_wrong(
    sound: Path,
    tmp_path_factory: pytest.TempPathFactory,
    unlimited: list[tuple[int, float]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("private")
    sql(sound, "DELETE FROM project")
    assert said(capsys, "check", 60, 0, folder, sound)[-1]["code"] == "damaged"
    (folder / sound.name).unlink()
    (folder / sound.name).mkdir()
    assert said(capsys, "check", 60, 0, folder, sound)[-1]["code"] == "exists"


def test_the_child_recovers(
    sound: Path,
    tmp_path_factory: pytest.TempPathFactory,
    unlimited: list[tuple[int, float]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("private")
    last = said(capsys, "recover", 60, 0, folder, sound, folder / "new")[-1]
    assert (last["cause"], last["kept"]["claims"]) == ("nothing", 2)


def test_the_child_salvages(
    sound: Path,
    tmp_path_factory: pytest.TempPathFactory,
    unlimited: list[tuple[int, float]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("private")
    *percent, last = said(capsys, "salvage", 60, 5, folder, sound, folder / "new")
    assert [one["percent"] for one in percent] == [0, 10, 50, 75]
    assert (last["found"]["claims"], last["lost"], last["left_out"]) == (2, 0, {})
    assert unlimited == [(15, 60.0)]


def test_a_salvage_in_the_child_gives_the_whole_report(sound: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = tmp_path / "whole.claimdesk"
    saved = checking.salvage(sound, path, lambda *done: seen.append((done[0], done[1])))
    assert saved == salvaged(sound, path.with_name("again.claimdesk"))
    assert (75, 100) in seen
    assert opening.examine(path, seconds=60) == saved.found


def test_a_file_that_changes_while_it_is_copied(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "private"
    folder.mkdir()

    def touch(source: Path, _target: Path) -> None:
        os.utime(source, ns=(1, 1))

    monkeypatch.setattr(private, "copy", touch)
    refusal(lambda: checking._checked(sound, folder, 60, opening.unwatched), Code.CHANGED)


def test_a_file_whose_owner_wrote_between_the_look_and_the_lock_is_checked_as_it_is_now(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    look = opening.look

    def looks(path: Path, watch: opening.Watch = opening.unwatched) -> probe.Found:
        found = look(path, watch)
        if path == sound:
            os.utime(sound, ns=(1, 1))
        return found

    monkeypatch.setattr(opening, "look", looks)
    assert checking._checked(sound, folder, 60, opening.unwatched).claims
