"""What keeps claims from being done, told on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_each_claim_comes_with_what_it_lacks(full: Path, run: Run) -> None:
    said = run("rules", full, "--json")
    assert said.status == 0
    found = {one["number"]: [lack["code"] for lack in one["lacks"]] for one in said.data["claims"]}
    assert sorted(found) == [1, 2, 3, 4]
    assert "no_reason" in found[3]
    assert "no_verdict" in found[4]


def test_in_words_each_lack_is_a_sentence_below_its_claim(full: Path, run: Run) -> None:
    said = run("rules", full)
    assert "   Nobody has given a verdict yet.\n" in said.out
    assert said.out.endswith("claims lack nothing.\n")
