"""Tables of claims on the command line: what would come in, what came in, what is amiss."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NO_VERDICT = "“mostly false” is no verdict known here; the claim comes in without one."
Run = Callable[..., Any]


@pytest.fixture
def table(tmp_path: Path, project: Path, run: Run) -> Path:
    text = tmp_path / "bridge.txt"
    text.write_text("The bridge\n\nThe mayor said that 14.5 tonnes was the limit.\n")
    assert run("import", project, text).status == 0
    path = tmp_path / "table.csv"
    path.write_text(
        "Behauptung;Zitat;Bewertung;Nr.\n"
        "The limit is 14.5 tonnes;the mayor said;wahr;1\n"
        "It is gone;no such words at all;mostly false;2\n"
        ";;;3\n",
        "utf-8",
    )
    return path


def test_a_dry_run_says_what_would_come_in_and_changes_nothing(
    project: Path, table: Path, run: Run
) -> None:
    before = project.read_bytes()
    said = run("claims", project, table, "--dry-run")
    assert said.status == 0
    assert said.out.splitlines() == [
        "Columns: Behauptung = claim, Zitat = quote, Bewertung = verdict",
        "Left out: Nr.",
        "Would add 2 claims; quotes found: 1.",
        f"Line 3, column “Bewertung”: {NO_VERDICT}",
        "Line 3: “no such words at all” was not found.",
        "Line 4: It has no claim, and is left out.",
        "To say what a word means: --verdict 'mostly false=denied'.",
    ]
    assert project.read_bytes() == before


def test_a_table_comes_in_and_only_once(project: Path, table: Path, run: Run) -> None:
    said = run("claims", project, table, "--verdict", "Mostly false=denied")
    assert "Added 2 claims, 1 passage, 1 link, 2 assessments." in said.out
    before = project.read_bytes()
    again = run("claims", project, table, "--verdict", "Mostly false=denied")
    assert "Added nothing.\nThere already: 2 claims." in again.out
    assert project.read_bytes() == before
    assert run("info", project, "--json").data["claims"]["denied"] == 1


def test_the_answer_in_json_has_every_quote_and_place(project: Path, table: Path, run: Run) -> None:
    data = run("claims", project, table, "--dry-run", "--json").data
    first, second = data["claims"]
    assert (first["line"], first["claim"], first["there"]) == (2, "The limit is 14.5 tonnes", None)
    (place,) = first["quotes"][0]["places"]
    assert (first["quotes"][0]["outcome"], place["words"], place["start"]) == (
        *("found", "The mayor said", 12),
    )
    assert second["quotes"][0]["outcome"] == "not_found"
    assert data["columns"] == {"Behauptung": "claim", "Zitat": "quote", "Bewertung": "verdict"}
    assert [one["line"] for one in data["troubles"]] == [3, 4]
    assert (data["dry_run"], data["added"]) == (True, {})


def test_columns_can_be_named(project: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("A=B;C\nThe bridge is gone;nonsense\n")
    refused = run("claims", project, path)
    assert refused.status == 1
    assert refused.err.endswith("which column holds the claims; say it, as --map 'A=B=claim'.\n")
    assert run("claims", project, path, "--map", "A=B=claim", "--map", "C=-").status == 0
    without = run("claims", project, path, "--no-header", "--map", "Column 1=claim", "--dry-run")
    assert "Would add 1 claim;" in without.out
    assert "There already: 1 claim." in without.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--map", "Zita=quote"], "There is no column “Zita”; there are: “Behauptung”, “Zitat”"),
        (["--map", "Zitat=words"], "Nothing is called “words”; a column can hold: claim_id, "),
        (["--verdict", "half=maybe"], "“half=maybe” names no verdict; there are: confirmed, "),
        (["--verdict", "denied"], "“denied” names no verdict"),
    ],
)
def test_what_is_named_wrong_is_refused_in_words(
    project: Path, table: Path, run: Run, arguments: list[str], words: str
) -> None:
    said = run("claims", project, table, *arguments)
    assert said.status == 1
    assert words in said.err


def test_a_word_can_be_left_without_a_verdict(project: Path, table: Path, run: Run) -> None:
    said = run("claims", project, table, "--verdict", "mostly false=-")
    assert "mostly false" not in said.out
    assert "1 assessment." in said.out


def test_what_is_amiss_in_many_lines_is_said_once(project: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "long.csv"
    path.write_text("claim;date\na;soon\nb;soon\nc;never\nd;soon\n")
    said = run("claims", project, path).out
    assert "Line 2 and 2 more lines, column “date”: “soon” is no date;" in said
    assert "Line 4, column “date”: “never” is no date;" in said


def test_columns_that_could_be_meant_as_well_are_told(
    project: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "coders.csv"
    path.write_text("claim;Coder 1 verdict;Coder 2 verdict\na;true;false\n")
    told = "“Coder 1 verdict” is taken; meant could be “Coder 2 verdict”: say it with --map.\n"
    assert told in run("claims", project, path, "--dry-run").out


def test_only_the_first_remarks_are_printed(project: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "long.csv"
    path.write_text("claim;date\n" + "".join(f"Claim {n};soon{n}\n" for n in range(30)))
    said = run("claims", project, path)
    assert "… and 10 more; --json lists all." in said.out
    assert len(run("claims", project, path, "--json").data["troubles"]) == 30


def test_claims_of_another_project_come_in_from_its_table(
    project: Path, tmp_path: Path, run: Run, whole_path: Path
) -> None:
    full = tmp_path / "full.claimdesk"
    run("new", full)
    run("load", full, whole_path)
    run("export", full, "--format", "csv", "--all", "--to", tmp_path / "out.csv")
    said = run("claims", project, tmp_path / "out.csv", "--json").data
    assert said["added"]["claims"] == len(said["claims"]) == 4
    assert "Columns:" not in run("claims", project, tmp_path / "out.csv").out


def test_the_real_review_comes_back_from_its_own_tables(
    project: Path, tmp_path: Path, run: Run, real_articles: Path
) -> None:
    full = tmp_path / "full.claimdesk"
    run("new", full)
    run("load", full, real_articles / "pokrovsk-capture-announced.review.json")
    run("export", full, "--format", "csv", "--all", "--to", tmp_path / "out.csv")
    assert run("import", project, *sorted(real_articles.glob("*.txt"))).status == 0
    said = run("claims", project, tmp_path / "out-passages.csv", "--json").data
    assert said["added"]["claims"] == 31
    assert (said["added"]["links"], said["added"]["passages"]) == (52, 43)
    assert all(quote["outcome"] == "found" for claim in said["claims"] for quote in claim["quotes"])
