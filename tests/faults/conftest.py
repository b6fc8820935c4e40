"""What the fault tests share: a project to spoil, somebody who examines it, and how often."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code
from claimdesk.store.checking import seconds_for
from conftest import REAL_ARTICLES
from faults import sample
from faults.processes import started
from store.world import folder_state

REAL_REVIEW = REAL_ARTICLES / "pokrovsk-capture-announced.review.json"
MOST_MEMORY = 200_000_000


@dataclass
class Examiner:
    """A process that checks files as the function and as the command line do."""

    process: "subprocess.Popen[str]"
    peak_bytes: int = 0
    """The most memory a check has used; after the first file also that of the examiner."""

    def ask(self, path: Path) -> dict[str, Any]:
        """Return what is said of a file."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(str(path)) + "\n")
        self.process.stdin.flush()
        said = dict(json.loads(self.process.stdout.readline()))
        self.peak_bytes = said["peak_bytes"]
        return said

    def refuses(self, path: Path, code: Code) -> str:
        """Return the sentence of a refusal that left everything as it was, within the bounds.

        The clock of a file starts at 12 s; the CPU the child took is what can be told of it on a
        machine that is busy with other things.
        """
        before = folder_state(path.parent)
        said = self.ask(path)
        assert folder_state(path.parent) == before
        sentence = str(said["sentence"])
        assert said["code"] == code, sentence
        assert is_plain(sentence), sentence
        assert said["cpu_s"] < seconds_for(0)
        assert self.peak_bytes < MOST_MEMORY, sentence
        told = said["cli"]
        assert told["status"] == 1
        assert told["err"] == f"claimdesk-cli: {code}: {sentence}\n"
        expected = {"sound": False, "code": code, "sentence": sentence, "stage": said["stage"]}
        del told["said"]["detail"]  # what SQLite said, for those who look into it
        assert told["said"] == {"path": str(path), **expected, "figures": None}
        return sentence

    def accepts(self, path: Path) -> None:
        """Check that a file is found sound and left as it was."""
        before = folder_state(path.parent)
        said = self.ask(path)
        assert folder_state(path.parent) == before
        assert (said["code"], said["cli"]["status"], said["cli"]["err"]) == (None, 0, "")
        assert said["cli"]["said"]["sound"] is True


def is_plain(sentence: str) -> bool:
    """Tell whether a text is one sentence on one line."""
    return "\n" not in sentence and sentence.endswith((".", ")", "?")) and len(sentence) < 300


@pytest.fixture(scope="session")
def examiner() -> Iterator[Examiner]:
    with started("faults.examiner") as process:
        yield Examiner(process)
        process.communicate()


@pytest.fixture
def rested() -> Iterator[Examiner]:
    """Start an examiner that has seen nothing yet: what it is told of memory is of one file."""
    with started("faults.examiner") as process:
        yield Examiner(process)
        process.communicate()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project all faults begin with; only to be copied."""
    path = tmp_path_factory.mktemp("kept") / "Review.claimdesk"
    sample.make(path)
    return path


@pytest.fixture
def sound(kept: Path, tmp_path: Path) -> Path:
    """Return a sound project in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copy(kept, folder))


@pytest.fixture
def is_long(pytestconfig: pytest.Config) -> bool:
    """Tell whether the runs at full length were asked for."""
    return bool(pytestconfig.getoption("--long"))
