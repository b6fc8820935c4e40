import getpass
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_config_path

from claimdesk.cli import people
from claimdesk.core.settings import SettingsFile
from claimdesk.store import checking

Run = Callable[..., Any]


def test_a_new_project_is_called_as_told(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.claimdesk"

    said = run("new", path, "--title", "The bridge", "--reviewer", "Ana Anić", "--json")

    assert said.status == 0
    assert said.data["title"] == "The bridge"
    assert said.data["reviewer"] == "Ana Anić"
    assert run("info", path, "--json").data["reviewers"] == ["Ana Anić"]


def test_a_new_project_is_called_as_its_file_unless_told(tmp_path: Path, run: Run) -> None:
    said = run("new", tmp_path / "week 9.claimdesk")

    assert said.status == 0
    assert said.out.startswith("Made the project “week 9” in ")


def test_the_person_logged_in_is_the_reviewer_unless_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "nina")

    assert run("new", tmp_path / "a.claimdesk", "--json").data["reviewer"] == "nina"


def test_the_person_of_the_settings_goes_before_the_login(tmp_path: Path, run: Run) -> None:
    kept = SettingsFile(user_config_path("claimdesk", appauthor=False))
    assert people.reviewer().id != kept.me().id
    kept.change(reviewer_name="Nina Marsh")

    assert people.reviewer() == kept.me()
    assert people.reviewer("Nina Marsh") == kept.me()
    assert people.reviewer("Ana").id != kept.me().id
    assert run("new", tmp_path / "a.claimdesk", "--json").data["reviewer"] == "Nina Marsh"


def test_the_command_line_makes_no_settings(home: Path, project: Path, run: Run) -> None:
    assert run("info", project).status == 0

    assert [path.name for path in home.rglob("*") if path.is_file()] == ["known.json"]


def test_somebody_without_a_login_is_simply_the_reviewer(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nobody)

    assert run("new", tmp_path / "a.claimdesk", "--json").data["reviewer"] == "Reviewer"


def test_a_project_is_never_made_over_a_file(project: Path, run: Run) -> None:
    before = project.read_bytes()

    said = run("new", project, "--json")

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("claimdesk-cli: exists: “project.claimdesk” is there already")
    assert project.read_bytes() == before


def test_info_counts_what_is_in_a_project(full: Path, run: Run) -> None:
    data = run("info", full, "--json").data

    assert data["title"] == "Bridge"
    assert data["format"] == 2
    assert data["bytes"] == full.stat().st_size
    assert data["claims"] == {
        "all": 4,
        "confirmed": 1,
        "denied": 1,
        "unverified": 1,
        "not_reviewed": 1,
    }
    assert [article["title"] for article in data["articles"]] == ["Flags over the bridge", "Spring"]
    assert {"Ana Anić", "Bo", "Editor"} <= set(data["reviewers"])


def test_info_says_it_in_words_too(full: Path, run: Run) -> None:
    said = run("info", full)

    assert said.status == 0
    assert "Claims     4: 1 confirmed, 1 denied, 1 unverified, 1 not reviewed\n" in said.out
    assert "  Spring (1 of 1 claims)\n" in said.out or "Spring (1 of 1 claims)\n" in said.out


def test_looking_at_a_project_changes_nothing(full: Path, run: Run, tmp_path: Path) -> None:
    before = full.read_bytes()

    for command in (
        ("info", full),
        ("check", full),
        ("export", full, "--format", "csv", "--to", tmp_path),
        ("export", full, "--format", "review", "--to", tmp_path),
        ("backup", full, "--to", tmp_path / "copy.claimdesk"),
    ):
        assert run(*command).status == 0
        assert full.read_bytes() == before


def test_check_says_that_a_project_is_sound(full: Path, run: Run) -> None:
    said = run("check", full, "--json")

    assert said.status == 0
    assert said.data["sound"] is True
    assert (said.data["code"], said.data["stage"]) == (None, "passages")
    figures = said.data["figures"]
    assert (figures["articles"], figures["claims"]) == (2, 4)
    *stages, sentence = run("check", full).out.splitlines()
    assert len(stages) == 9
    assert all(line.startswith("ok  ") for line in stages)
    assert sentence.startswith("project.claimdesk is sound: 2 articles, 4 claims, ")


def test_check_finds_what_was_changed_behind_the_history(full: Path, run: Run) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("UPDATE claim SET text = 'Forged.'")
        connection.commit()

    said = run("check", full, "--json")

    assert said.status == 1
    assert (said.data["sound"], said.data["code"], said.data["stage"]) == (
        *(False, "damaged", "tables"),
    )
    assert said.data["sentence"] in said.err
    assert said.err.startswith("claimdesk-cli: damaged: “project.claimdesk” ")
    lines = run("check", full).out.splitlines()
    assert [line.split()[0] for line in lines] == ["ok"] * 7 + ["FAILED", "--"]


def test_a_project_from_elsewhere_is_checked_before_a_verb_works_on_it(
    full: Path, run: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "from elsewhere.claimdesk"
    copy.write_bytes(full.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE claim SET text = 'Forged.'")
        connection.commit()

    assert run("info", copy).err.startswith("claimdesk-cli: damaged: ")
    assert run("info", full).status == 0


def test_a_project_that_changes_while_it_is_checked_is_not_worked_on(
    full: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "from elsewhere.claimdesk"
    copy.write_bytes(full.read_bytes())

    def touch(path: Path) -> None:
        os.utime(path, ns=(1, 1))

    monkeypatch.setattr(checking, "check", touch)

    assert run("info", copy).err.startswith("claimdesk-cli: changed: ")


def test_a_backup_is_a_project_of_its_own(full: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.claimdesk"

    said = run("backup", full, "--to", copy, "--json")

    assert said.data == {"path": str(copy), "bytes": copy.stat().st_size}
    assert run("check", copy).status == 0
    assert run("info", copy, "--json").data["claims"] == run("info", full, "--json").data["claims"]


def test_a_backup_is_never_written_over_a_file(full: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"precious")
    before = full.read_bytes()

    for target in (tmp_path / "taken", full):
        said = run("backup", full, "--to", target)
        assert said.status == 1
        assert said.err.startswith("claimdesk-cli: exists: ")

    assert (tmp_path / "taken").read_bytes() == b"precious"
    assert full.read_bytes() == before


def test_blind_review_hides_on_the_command_line_what_it_hides_in_the_window(
    full: Path, tmp_path: Path, run: Run
) -> None:
    before = run("info", full, "--json").data["claims"]
    assert before["not_reviewed"] < before["all"]

    said = run("blind", full, "on")

    assert (said.status, said.out) == (0, "Verdicts of others appear once one's own is given.\n")
    hidden = run("info", full, "--json").data
    assert hidden["blind"]
    assert hidden["claims"]["not_reviewed"] > before["not_reviewed"]
    exported = run("export", full, "--format", "csv", "--to", f"{tmp_path}/", "--all")
    assert "Blind review: " in exported.out
    assert run("blind", full, "off", "--json").data == {"blind": False}
    assert run("info", full, "--json").data["claims"] == before
