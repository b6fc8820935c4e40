"""What the tests of the command line share: a way to run it, and projects to run it on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from claimdesk.cli import main

WHOLE = Path(__file__).parents[1] / "data" / "review" / "whole.review.json"


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return what was said in JSON."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process."""

    def ran(*arguments: object) -> Outcome:
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return ran


@pytest.fixture
def project(tmp_path: Path, run: Run) -> Path:
    """Make an empty project."""
    path = tmp_path / "project.claimdesk"
    assert run("new", path, "--title", "Bridge").status == 0
    return path


@pytest.fixture
def whole_path() -> Path:
    return WHOLE


@pytest.fixture
def full(project: Path, run: Run) -> Path:
    """Make a project with the whole review in it."""
    assert run("load", project, WHOLE).status == 0
    return project
