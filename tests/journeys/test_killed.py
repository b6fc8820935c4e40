"""The program is killed in the middle of work: what the window had shown is in the file."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from claimdesk.core.model import ReviewerRow, Verdict
from claimdesk.store import claims, file
from claimdesk.store.store import Store
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run

TESTS = Path(__file__).resolve().parents[1]
VERDICTS = {"Denied": Verdict.DENIED, "Not reviewed yet": None}


def work_until_killed(project: Path, edits: int, rest_ms: float) -> list[str]:
    """Kill the program a moment after so many edits; return all it had acknowledged."""
    places = (str(TESTS), os.environ.get("PYTHONPATH", ""))
    with subprocess.Popen(
        [sys.executable, "-m", "journeys.busy_reviewer", str(project)],
        cwd=TESTS,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(places)},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        done = [program.stdout.readline() for _ in range(edits)]
        try:
            program.wait(rest_ms / 1000)
        except subprocess.TimeoutExpired:
            program.kill()
        done += program.stdout.readlines()
    assert program.returncode == -9
    # The last line may have been cut by the kill.
    return [line.strip() for line in done if line.endswith("\n")]


def expected(acknowledged: list[str]) -> dict[str, Verdict | None]:
    """Return the verdict of each claim that was acknowledged."""
    state: dict[str, Verdict | None] = {}
    for line in acknowledged:
        what, number = line.split()
        state[f"Claim {number}"] = Verdict.DENIED if what == "denied" else None
    return state


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_the_window_had_shown_is_there_after_a_kill(
    seed: int, tmp_path: Path, me: ReviewerRow, answers: Answers
) -> None:
    moment = random.Random(seed)
    project = tmp_path / "Review.claimdesk"
    with Store.create(project, "Review", me):
        pass
    acknowledged = work_until_killed(project, moment.randrange(3, 30), moment.random() * 60)
    wanted = expected(acknowledged)
    shown: list[tuple[str, ...]] = []
    recovered = tmp_path / "Review recovered.claimdesk"

    def look(p: Person) -> None:
        if p.sees("recovery"):
            answers.choose(recovered)
            p.press("Return")
            p.settle()
        shown.extend(p.claims())

    run(look, project)
    project = recovered if recovered.exists() else project
    assert file.check(project).claims == len(shown)
    with Store.open(project, me) as store:
        held = {row.text: row.verdict for row in store.read(claims.rows)}
    assert [VERDICTS[row[1]] for row in shown] == list(held.values())
    last = acknowledged[-1].split()[1]
    for text, verdict in wanted.items():
        assert text in held
        # One more edit than acknowledged may have been committed, on the last claim.
        assert held[text] is verdict or text == f"Claim {last}"


def test_a_project_that_is_being_reviewed_survives_many_openings(
    tmp_path: Path, me: ReviewerRow
) -> None:
    project = tmp_path / "Review.claimdesk"
    with Store.create(project, "Review", me):
        pass

    def add_one(p: Person) -> None:
        p.press("Ctrl+Return")

    for _ in range(3):
        run(add_one, project)
    with Store.open(project, me) as store:
        assert len(store.read(claims.rows)) == 3
