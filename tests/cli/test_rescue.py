"""The verb for damaged files: what it writes, what it says, and that it touches nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimdesk.store import file

Run = Callable[..., Any]


def spoilt(path: Path, words: bytes) -> Path:
    """Damage every page in which these words stand."""
    data = bytearray(path.read_bytes())
    for place in range(0, len(data), 4096):
        if words in data[place : place + 4096]:
            data[place : place + 4096] = bytes(4096)
    path.write_bytes(data)
    return path


def test_a_sound_project_is_recovered_whole(full: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "new.claimdesk"
    said = run("recover", full, "--to", target)
    assert said.status == 0
    assert said.out.splitlines()[1:] == [
        *("Nothing was half-written beside it.", "Nothing is known to be missing."),
    ]
    again = run("recover", full, "--to", tmp_path / "again.claimdesk", "--json").data
    assert (again["complete"], again["cause"], again["kept"]["claims"]) == (True, "nothing", 4)
    assert file.check(target) == file.check(full)


def test_a_damaged_project_is_told_in_words_and_figures(
    full: Path, tmp_path: Path, run: Run
) -> None:
    before = spoilt(full, b"it added.\n\n=1+1").read_bytes()
    target, again = tmp_path / "new.claimdesk", tmp_path / "again.claimdesk"

    said = run("recover", full, "--to", target)
    data = run("recover", full, "--to", again, "--json").data
    why = run("check", full, "--json").data

    assert said.status == 0
    assert "Left out: 2 articles." in said.out.splitlines()
    assert "A backup from before the damage may hold what is missing here." in said.out
    assert data["complete"] is False
    assert why["code"] == "damaged"
    assert why["detail"]
    assert data["left_out"]["article"] == 2
    named = [one["name"] for one in data["names_left_out"] if one["kind"] == "article"]
    assert len(named) == 2
    assert all(f"  article: {name}" in said.out.splitlines() for name in named)
    assert run("check", target).status == 0
    assert full.read_bytes() == before


def test_lost_sessions_and_history_are_told(full: Path, tmp_path: Path, run: Run) -> None:
    data = bytearray(full.read_bytes())
    pages = range(0, len(data), 4096)
    sessions = [
        place for place in pages if data[place] == 10 and b"0." in data[place : place + 4096]
    ]
    for place in (*sessions, max(place for place in pages if b'{"' in data[place : place + 4096])):
        data[place : place + 4096] = bytes(4096)
    full.write_bytes(data[:-4096])

    said = run("recover", full, "--to", tmp_path / "new.claimdesk")

    assert said.status == 0
    for words in ("could not be read", "lost", "written again", "who made it"):
        assert words in said.out


def test_nothing_is_recovered_over_a_file_that_is_there(
    full: Path, project: Path, run: Run
) -> None:
    said = run("recover", full, "--to", project)
    assert said.status == 1
    assert said.err.startswith("claimdesk-cli: exists:")


def test_a_file_that_is_no_project_is_refused_in_words(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.claimdesk").write_text("nothing", encoding="utf-8")
    said = run("recover", tmp_path / "a.claimdesk", "--to", tmp_path / "b.claimdesk")
    assert said.status == 1
    assert said.err.startswith("claimdesk-cli: damaged: Nothing of a project can be found")
    assert not (tmp_path / "b.claimdesk").exists()
