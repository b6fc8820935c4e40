"""The script of the first minute: what it finds out, what it says, what it leaves alone."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "packaging" / "bootstrap.py"


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_linux_can_be_without_a_display(bootstrap: ModuleType) -> None:
    assert not bootstrap.has_display("linux", {})
    assert bootstrap.has_display("linux", {"DISPLAY": ":0"})
    assert bootstrap.has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert bootstrap.has_display("darwin", {})
    assert bootstrap.has_display("win32", {})


@pytest.mark.x11
def test_without_a_display_one_sentence_offers_a_picture() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    blind = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "run"], env=blind, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "--screenshot" in done.stderr


def test_an_interpreter_that_only_pretends_is_not_taken(
    bootstrap: ModuleType, tmp_path: Path
) -> None:
    assert bootstrap.is_new_enough(sys.executable)
    assert not bootstrap.is_new_enough(str(tmp_path / "python3.13"))


def test_no_python_that_is_new_enough_is_said_in_words(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 or newer"):
        bootstrap.newer_python()


def test_the_best_line_of_a_long_complaint_is_shown(bootstrap: ModuleType) -> None:
    said = "WARNING: old\nERROR: No matching distribution found for nothing\n\nnotice: new pip\n"
    assert bootstrap.last_error(said) == "ERROR: No matching distribution found for nothing"
    assert bootstrap.last_error("first\nlast\n") == "last"
    assert bootstrap.last_error("") == "no reason was given"


def test_a_failing_command_gives_its_status_and_its_last_line(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", "print('one'); print('two'); print(); raise SystemExit(3)"]
    assert bootstrap.watched(command) == (3, "two")
    assert capsys.readouterr().out == "one\ntwo\n\n"


def test_the_quick_checks_are_the_first_of_all_checks(bootstrap: ModuleType) -> None:
    quick = [title for title, _ in bootstrap.checks(fast=True)]
    whole = [title for title, _ in bootstrap.checks(fast=False)]
    assert whole[: len(quick)] == quick
    assert len(whole) > len(quick)


def test_an_environment_without_a_stamp_counts_as_not_installed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "BIN", Path(sys.executable).parent)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp.json")
    assert bootstrap.stamp() == ("", set())
    bootstrap.STAMP.write_text('{"of": "abc", "extras": ["dev"]}', encoding="utf-8")
    assert bootstrap.stamp() == ("abc", {"dev"})
    bootstrap.STAMP.write_text("[]", encoding="utf-8")
    assert bootstrap.stamp() == ("", set())


def test_missing_system_packages_are_named_with_the_line_that_installs_them(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "missing_packages", lambda names: list(names[:2]))
    monkeypatch.setattr(bootstrap, "as_root", lambda: None)
    line = "sudo apt-get install --yes --no-install-recommends libegl1 xvfb"
    bootstrap.ensure_packages(["libegl1", "xvfb", "xauth"], needed=False)
    assert capsys.readouterr().out.rstrip().endswith(line)
    with pytest.raises(bootstrap.SetupError, match=line):
        bootstrap.ensure_packages(["libegl1", "xvfb", "xauth"], needed=True)


def test_packages_that_cannot_be_installed_stop_the_tests_but_not_the_program(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def apt(command: list[str]) -> str:
        asked.append(command)
        return "E: no network"

    monkeypatch.setattr(bootstrap, "missing_packages", list)
    monkeypatch.setattr(bootstrap, "as_root", lambda: ["sudo", "-n"])
    monkeypatch.setattr(bootstrap, "apt", apt)
    bootstrap.ensure_packages(["xvfb"], needed=False)
    assert asked[0] == ["sudo", "-n", "apt-get", "update"]
    assert "going on without them" in capsys.readouterr().out
    with pytest.raises(bootstrap.SetupError, match="E: no network"):
        bootstrap.ensure_packages(["xvfb"], needed=True)
