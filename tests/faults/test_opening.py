"""What is no project, or none any more: each has its code and a sentence, and stays as it was.

Every case goes through the child process, as the function and as ``claimdesk-cli check``.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from claimdesk import cli
from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import checking, opening, schema
from claimdesk.store.store import Store
from faults import sample
from faults.conftest import Examiner, is_plain
from faults.spoiling import (
    IN_LOG,
    STOPPED,
    Spoil,
    a_definition,
    a_socket,
    beside,
    cut,
    holes,
    holes_behind,
    in_utf16,
    instead,
    patched,
    rewritten,
    running,
    super_journal,
)
from store.world import folder_state, refusal, sql

NOISE = random.Random(5).randbytes(1_000_000)
DATA = Path(__file__).parents[1] / "data"


def _loses_its_folder(path: Path) -> None:
    """Let the folder be a file."""
    shutil.rmtree(path.parent)
    path.parent.write_text("not a folder")


def _link(target: str) -> Spoil:
    return instead(lambda path: path.symlink_to(target))


def _older(name: str) -> Spoil:
    return lambda path: shutil.copy(DATA / name, path)


def _killed(script: str) -> Spoil:
    return lambda path: subprocess.run([sys.executable, "-c", script, str(path)], check=False)


FILES: dict[str, tuple[Spoil, Code]] = {
    "missing": (Path.unlink, Code.MISSING),
    "a link to nothing": (_link("nothing"), Code.MISSING),
    "a circle of links": (instead(lambda path: path.symlink_to(path)), Code.IO),
    "a folder": (instead(Path.mkdir), Code.DIRECTORY),
    "a pipe": (instead(os.mkfifo), Code.NOT_REGULAR),
    "a socket": (instead(a_socket), Code.NOT_REGULAR),
    "a device without end": (_link("/dev/zero"), Code.NOT_REGULAR),
    "a terminal": (_link("/dev/tty"), Code.NOT_REGULAR),
    "empty": (cut(0), Code.EMPTY),
    "cut in its first word": (cut(10), Code.TRUNCATED),
    "cut in its header": (cut(60), Code.TRUNCATED),
    "cut in a page": (cut(10_000), Code.TRUNCATED),
    "cut between pages": (cut(12_288), Code.TRUNCATED),
    "a byte too many": (lambda path: path.write_bytes(path.read_bytes() + b"x"), Code.TRUNCATED),
    "5 GB of holes": (holes(5_000_000_000), Code.TOO_BIG),
    "5 GB with holes behind": (cut(5_000_000_000), Code.TOO_BIG),
    "4 GB of holes": (holes(4 << 30), Code.NOT_PROJECT),
    "4 GB with holes behind": (holes_behind, Code.DAMAGED),
    "text": (lambda path: path.write_text("No database.\n" * 500), Code.NOT_PROJECT),
    "an archive": (lambda path: path.write_bytes(b"PK\3\4" + bytes(5000)), Code.NOT_PROJECT),
    "another database": (instead(running("CREATE TABLE t (x)")), Code.NOT_PROJECT),
    "another application": (patched(68, b"GPKG"), Code.NOT_PROJECT),
    "a format below zero": (patched(60, b"\xff\xff\xff\xff"), Code.NOT_PROJECT),
    "a header and no more": (
        lambda path: path.write_bytes(path.read_bytes()[:100] + NOISE[: path.stat().st_size - 100]),
        Code.DAMAGED,
    ),
    "UTF-16, little end first": (in_utf16("UTF-16le"), Code.ENCODING),
    "UTF-16, big end first": (in_utf16("UTF-16be"), Code.ENCODING),
    "said to be UTF-16": (patched(56, b"\0\0\0\2"), Code.ENCODING),
    "a newer format": (patched(60, (schema.FORMAT + 1).to_bytes(4, "big")), Code.TOO_NEW),
    "the format of drafts": (
        lambda path: shutil.copy(DATA / "format0.claimdesk", path),
        Code.TOO_OLD,
    ),
    "an older format": (lambda path: shutil.copy(DATA / "format1.claimdesk", path), Code.TOO_OLD),
    "an impossible page size": (patched(16, b"\x10\x01"), Code.DAMAGED),
    "a small page size": (patched(16, b"\x02\x00"), Code.DAMAGED),
    "a journal half-written": (_killed(STOPPED), Code.NEEDS_RECOVERY),
    "a log left behind": (_killed(IN_LOG), Code.NEEDS_RECOVERY),
    "a log of zeros": (
        beside("-wal", lambda path: path.write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))),
        Code.NEEDS_RECOVERY,
    ),
    "a header of WAL mode": (patched(18, b"\2\2"), Code.NEEDS_RECOVERY),
}
STRUCTURES: dict[str, tuple[Spoil, Code]] = {
    "a table": (running("CREATE TABLE extra (x)"), Code.BAD_SCHEMA),
    "a view": (running("CREATE VIEW extra AS SELECT * FROM claim"), Code.BAD_SCHEMA),
    "a trigger": (
        running("CREATE TRIGGER extra AFTER UPDATE ON claim BEGIN DELETE FROM note; END"),
        Code.BAD_SCHEMA,
    ),
    "an index": (running("CREATE INDEX extra ON claim (text)"), Code.BAD_SCHEMA),
    "an index of an expression": (
        running("CREATE INDEX extra ON claim (abs(priority))"),
        Code.BAD_SCHEMA,
    ),
    "an index without end": (
        a_definition("index", "CREATE INDEX extra ON claim (length(zeroblob(1000000000)))"),
        Code.BAD_SCHEMA,
    ),
    "a view without end": (
        running(
            "CREATE VIEW extra AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) "
            "SELECT sum(x) FROM n"
        ),
        Code.BAD_SCHEMA,
    ),
    "a virtual table": (running("CREATE VIRTUAL TABLE extra USING fts5(x)"), Code.BAD_SCHEMA),
    "a column": (running("ALTER TABLE note ADD COLUMN extra TEXT"), Code.BAD_SCHEMA),
    "a generated column": (
        running("ALTER TABLE note ADD COLUMN extra TEXT AS (upper(body))"),
        Code.BAD_SCHEMA,
    ),
    "a default that is an expression": (
        rewritten("tag", "DEFAULT ''", "DEFAULT (hex(zeroblob(400000000)))"),
        Code.BAD_SCHEMA,
    ),
    "a check that works for ever": (
        rewritten("tag", "CHECK (deleted IN (0, 1))", "CHECK (length(randomblob(900000000)))"),
        Code.BAD_SCHEMA,
    ),
    "another check": (
        rewritten("tag", "CHECK (deleted IN (0, 1))", "CHECK (deleted IN (0, 2))"),
        Code.BAD_SCHEMA,
    ),
    "a table that is not strict": (rewritten("tag", "STRICT", ""), Code.BAD_SCHEMA),
    "no SQL": (rewritten("tag", "CREATE TABLE", "CREATE TABEL"), Code.DAMAGED),
    "a table too few": (running("DROP TABLE note"), Code.BAD_SCHEMA),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_project_is_refused(sound: Path, examiner: Examiner, name: str) -> None:
    spoil, code = FILES[name]
    spoil(sound)
    examiner.refuses(sound, code)


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_structure_of_its_own_is_refused(sound: Path, examiner: Examiner, name: str) -> None:
    spoil, code = STRUCTURES[name]
    spoil(sound)
    assert "a index" not in examiner.refuses(sound, code)


def test_a_sound_project_is_accepted(sound: Path, examiner: Examiner) -> None:
    examiner.accepts(sound)


def test_a_folder_that_is_a_file_holds_no_project(sound: Path, examiner: Examiner) -> None:
    _loses_its_folder(sound)
    said = examiner.ask(sound)
    assert (said["code"], said["cli"]["said"]["code"]) == (Code.MISSING, Code.MISSING)


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "a\0b/c.claimdesk"])
def test_a_name_no_file_can_have_is_refused(sound: Path, examiner: Examiner, name: str) -> None:
    said = examiner.ask(sound.parent / name)
    assert (said["code"], said["cli"]["said"]["code"]) == (Code.BAD_NAME, Code.BAD_NAME)
    assert said["sentence"].endswith((" is not valid.", " is too long."))


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize(
    "make",
    [lambda path: path.symlink_to("/dev/zero"), Path.mkdir, os.mkfifo, a_socket],
    ids=["link", "folder", "pipe", "socket"],
)
def test_what_lies_beside_must_be_ordinary(
    sound: Path, examiner: Examiner, suffix: str, make: Spoil
) -> None:
    beside(suffix, make)(sound)
    examiner.refuses(sound, Code.BAD_SIDECAR)


def test_a_used_up_journal_and_an_empty_one_are_no_obstacle(
    sound: Path, examiner: Examiner
) -> None:
    for left in (b"", bytes(1000)):
        beside("-journal", lambda path, data=left: path.write_bytes(data))(sound)  # type: ignore[misc]
        examiner.accepts(sound)


def test_a_journal_that_names_a_victim_leaves_it_alone(
    sound: Path, examiner: Examiner, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("do not delete me")
    beside("-journal", lambda path: path.write_bytes(super_journal(victim)))(sound)
    assert "names another file" in examiner.refuses(sound, Code.BAD_SIDECAR)
    refusal(lambda: checking.recover(sound, tmp_path / "new"), Code.BAD_SIDECAR)
    refusal(lambda: Store.open(sound, sample.ME), Code.BAD_SIDECAR)
    assert victim.read_text() == "do not delete me"
    with suppress(sqlite3.DatabaseError):
        sql(sound, "SELECT * FROM claim")
    assert not victim.exists(), "SQLite alone deletes it: the journal is a real trap"


def _said(capsys: pytest.CaptureFixture[str], path: Path) -> str:
    """Return the code the command line tells, in this process."""
    assert cli.main(["check", str(path)]) == 1
    name, code, _ = capsys.readouterr().err.split(": ", 2)
    assert name == "claimdesk-cli"
    return code


def test_a_check_that_takes_too_long_is_stopped_by_the_clock(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = folder_state(sound.parent)
    monkeypatch.setattr(checking, "_LEAST_S", -100.0)
    refusal(lambda: checking.check(sound), Code.TIMEOUT)
    assert _said(capsys, sound) == Code.TIMEOUT
    assert folder_state(sound.parent) == before


def test_a_project_that_is_open_here_is_not_opened_twice(sound: Path) -> None:
    with Store.open(sound, sample.ME):
        refusal(lambda: opening.look(sound), Code.ALREADY_OPEN)
        refusal(lambda: Store.open(sound, sample.ME), Code.ALREADY_OPEN)
        link = sound.with_name("link")
        link.symlink_to(sound)
        refusal(lambda: Store.open(link, sample.ME), Code.ALREADY_OPEN)
        hard = sound.with_name("hard")
        hard.hardlink_to(sound)
        refusal(lambda: Store.open(hard, sample.ME), Code.ALREADY_OPEN)


def _is_called_changed(path: Path) -> bool:
    try:
        checking.check(path)
    except ReviewError as error:
        return error.code is Code.CHANGED
    return False


def test_a_file_that_changes_while_it_is_checked_is_said_to(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # A process of its own: a thread might not get its turn while this one looks at the file.
    touching = (
        "import os, sys, time\n"
        "for time_ns in range(1, 10**9):\n"
        "    os.utime(sys.argv[1], ns=(time_ns, time_ns))\n"
        "    time.sleep(0.0005)\n"
    )
    with subprocess.Popen([sys.executable, "-c", touching, str(sound)]) as toucher:
        try:
            while sound.stat().st_mtime_ns > 10**9:
                time.sleep(0.01)
            # On a busy machine the other process may miss its turn; not twenty times.
            assert any(_is_called_changed(sound) for _ in range(20))
            assert any(cli.main(["check", str(sound)]) for _ in range(20))
            assert "changed" in capsys.readouterr().err
        finally:
            toucher.kill()


_LOOKED_AT_BY_NOBODY = """
import os, sys
from pathlib import Path
from claimdesk.core.errors import ReviewError
from claimdesk.store import opening
if os.geteuid() == 0:
    os.setuid(65534)
try:
    opening.look(Path(sys.argv[1]))
except ReviewError as error:
    print(error.code, error.sentence, sep=": ")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_file_one_may_not_read_is_told_so(sound: Path) -> None:
    """Root may read everything, so a process looks at the file that is nobody by then."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        closed = Path(shutil.copy(sound, folder))
        closed.chmod(0)
        command = [sys.executable, "-c", _LOOKED_AT_BY_NOBODY, str(closed)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    code, _, sentence = said.partition(": ")
    assert code == Code.NO_PERMISSION
    assert is_plain(sentence)


def test_every_code_of_opening_has_its_case() -> None:
    """What is left has tests of its own: here, or where the trouble is made."""
    of_opening = list(Code)[: list(Code).index(Code.CHANGED) + 1]
    in_tables = {code for _, code in (*FILES.values(), *STRUCTURES.values())}
    alone = {Code.BAD_NAME, Code.BAD_SIDECAR, Code.TIMEOUT, Code.ALREADY_OPEN, Code.CHANGED}
    alone |= {Code.NO_PERMISSION}
    with_others = {Code.LOCKED}
    assert set(of_opening) == in_tables | alone | with_others
