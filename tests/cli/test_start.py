"""The program as a process: how it starts, ends, and behaves at the other end of a pipe."""

import errno
import io
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from claimdesk import __version__, cli
from claimdesk.cli.arguments import VERBS
from claimdesk.core.errors import Code, ReviewError

Run = Callable[..., Any]
LOADED = """
import sys
from claimdesk.cli import main
status = main(sys.argv[1:])
heavy = {"PySide6", "sqlmodel", "sqlalchemy", "pydantic", "sqlite3", "chardet", "regex"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""


def process(*arguments: object, **how: Any) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "claimdesk.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **how)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["export", "--help"], ["what"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, check=False, text=True
    )

    assert done.stderr.splitlines()[-1] == "[]"
    assert done.returncode == (2 if arguments == ["what"] else 0)


def test_no_verb_ever_loads_qt(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "info", str(project)],
        capture_output=True,
        check=False,
        text=True,
    )

    assert done.returncode == 0
    assert "PySide6" not in done.stderr
    assert "sqlmodel" in done.stderr


def test_the_version_is_the_programs(run: Run) -> None:
    assert run("--version").out == f"claimdesk-cli {__version__}\n"


def test_the_help_lists_every_verb_and_the_exit_status(run: Run) -> None:
    said = run("--help")

    assert said.status == 0
    assert "Exit status: 0 done, 1" in said.out
    for verb in VERBS:
        assert f"    {verb.name} " in said.out
        assert "--json" in run(verb.name, "--help").out


@pytest.mark.parametrize("arguments", [(), ("fly",), ("info",), ("info", "a", "b"), ("--jso",)])
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: claimdesk-cli")


def test_an_unknown_encoding_is_wrong_usage(project: Path, run: Run) -> None:
    for name in ("klingon", "utf\0"):
        said = run("import", project, "a.txt", "--encoding", name)
        assert said.status == 2
        assert "there is no encoding called" in said.err


def test_a_whole_session_as_processes(tmp_path: Path, whole_path: Path) -> None:
    project = tmp_path / "проект.claimdesk"

    assert process("new", project).returncode == 0
    loaded = process("load", project, whole_path)
    assert loaded.returncode == 0
    assert loaded.stderr == b""
    exported = process("export", project, "--format", "csv", "--to", "-", "--all")

    assert exported.stdout.startswith(b"\xef\xbb\xbfclaim_id,")
    assert exported.stdout.endswith(b"\r\n")
    assert b"\r\r\n" not in exported.stdout


def test_a_terminal_that_knows_only_ascii_is_no_trouble(full: Path) -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}

    words = process("info", full, env=plain)
    data = process("info", full, "--json", env=plain)
    trouble = process("info", full.parent / "nowhere", env=plain)

    assert words.returncode == data.returncode == 0
    assert b"Ana Ani\\u0107" in words.stdout
    assert "Ana Anić" in data.stdout.decode("utf-8")
    assert trouble.returncode == 1
    assert trouble.stderr.isascii()


def test_a_reader_that_has_seen_enough_is_no_trouble(full: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "claimdesk.cli", "info", str(full)],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)

    assert done.returncode == 1
    assert done.stderr == b""


def stop_with(trouble: BaseException) -> Callable[[Any], Any]:
    def verb(_arguments: Any) -> Any:
        raise trouble

    return verb


def test_a_full_disk_behind_standard_output_is_worded(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr("claimdesk.cli.projects.info", stop_with(full))

    said = run("info", project)

    assert said.status == 1
    assert said.err == (
        "claimdesk-cli: disk_full: The disk is full; make room and try “standard output” again.\n"
    )


def test_ctrl_c_is_quiet(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimdesk.cli.projects.info", stop_with(KeyboardInterrupt()))

    said = run("info", project)

    assert (said.status, said.out, said.err) == (128 + signal.SIGINT, "", "")


def test_trouble_is_always_one_line(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = ReviewError(Code.IO, "The disk\nmade a noise.")
    monkeypatch.setattr("claimdesk.cli.projects.info", stop_with(trouble))

    said = run("info", project)

    assert said.err == "claimdesk-cli: io: The disk made a noise.\n"


def test_a_broken_pipe_is_quiet(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.cli.projects.info", stop_with(BrokenPipeError()))
    with (tmp_path / "out").open("w", encoding="utf-8") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)

        assert cli.main(["info", str(project)]) == 1

        pipe.write("What Python still holds goes nowhere.")

    assert (tmp_path / "out").read_bytes() == b""


def test_standard_output_may_be_any_stream(project: Path) -> None:
    with redirect_stdout(io.StringIO()) as stream:
        assert cli.main(["info", str(project)]) == 0

    assert stream.getvalue().startswith("Project    Bridge\n")


def test_a_bug_is_not_hidden(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimdesk.cli.projects.info", stop_with(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        cli.main(["info", str(project)])


def test_the_module_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["claimdesk-cli", "--version"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("claimdesk.cli", run_name="__main__")

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"claimdesk-cli {__version__}\n"
