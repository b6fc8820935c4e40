"""A project that somebody has open: verbs that read go on, those that write say who has it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimdesk.core.model import ReviewerRow
from claimdesk.store.store import Store
from cli.conftest import Run

HOLD = """
import sys
from pathlib import Path
from claimdesk.core.model import ReviewerRow
from claimdesk.store.store import Store

store = Store.open(Path(sys.argv[1]), ReviewerRow(b"o" * 16, "Omar Bell", "OB"))
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def held(full: Path) -> Iterator[Path]:
    """Let another process have the project open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(full)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield full
        process.communicate("\n")


def test_verbs_that_write_say_who_has_the_project(
    held: Path, run: Run, tmp_path: Path, whole_path: Path
) -> None:
    text = tmp_path / "article.txt"
    text.write_text("A text.", encoding="utf-8")
    for verb, what in (("import", text), ("load", whole_path)):
        outcome = run(verb, held, what)
        assert outcome.status == 1
        assert outcome.err.startswith("claimdesk-cli: locked: Omar Bell has “project.claimdesk”")
        assert len(outcome.err.splitlines()) == 1


def test_verbs_that_read_go_on(held: Path, run: Run, tmp_path: Path) -> None:
    for arguments in (
        ("info", held),
        ("check", held),
        ("backup", held, "--to", tmp_path / "copy.claimdesk"),
        ("export", held, "--format", "review", "--to", tmp_path / "review.json"),
        ("export", held, "--format", "csv", "--to", "-"),
    ):
        assert run(*arguments).status == 0


def test_a_verb_that_writes_leaves_no_lock_and_respects_one_of_this_process(
    full: Path, run: Run, tmp_path: Path, me: ReviewerRow
) -> None:
    text = tmp_path / "article.txt"
    text.write_text("A text.", encoding="utf-8")
    assert run("import", full, text).status == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [text.name, full.name]
    with Store.open(full, me, durable=False):
        assert "already_open" in run("import", full, text).err
