from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_agreement_is_told_in_words_and_in_figures(full: Path, run: Run) -> None:
    said = run("agreement", full)

    assert said.status == 0
    assert said.out.splitlines()[-1].startswith(("1 claim was", "2 claims were", "3 claims were"))
    data = run("agreement", full, "--json").data
    assert {one["name"] for one in data["reviewers"]} >= {"Bo", "Editor"}
    for pair in data["pairs"]:
        assert pair["agreed"] <= pair["both_judged"]


def test_a_project_without_verdicts_has_none_to_tell(project: Path, run: Run) -> None:
    said = run("agreement", project)

    assert said.out.endswith(
        "0 claims were judged by two or more; all agree on 0; alpha not to be told\n"
    )
