import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_loading_says_what_was_added_and_which_id_became_which(
    project: Path, whole_path: Path, run: Run
) -> None:
    data = run("load", project, whole_path, "--json").data

    assert data["added"]["claims"] == 4
    assert data["there"]["claims"] == 0
    assert set(data["ids"]["claims"]) == {"C1", "C2", "C3", "C4"}
    assert all(len(own) == 36 for own in data["ids"]["claims"].values())
    assert data["moved"] == data["missing"] == data["kept"] == []


def test_loading_says_it_in_words(project: Path, whole_path: Path, run: Run) -> None:
    assert run("load", project, whole_path).out == (
        "Added 2 articles, 4 claims, 7 passages, 7 links, 4 assessments, 2 adjudications, "
        "2 pieces of evidence, 3 uses of evidence, 2 relations, 1 stretch with nothing to check, "
        "5 notes, 2 items of the checklist, 2 answers to the checklist, 2 assignments, "
        "1 dismissed repeat.\n"
    )
    assert run("load", project, whole_path).out.startswith("Added nothing.\nThere already: 2 art")


def test_loading_again_changes_not_a_byte(full: Path, whole_path: Path, run: Run) -> None:
    before = full.read_bytes()

    assert run("load", full, whole_path).status == 0

    assert full.read_bytes() == before


def test_what_moved_is_told(project: Path, run: Run, tmp_path: Path) -> None:
    review = {
        "format": "claimdesk-review",
        "version": 1,
        "articles": [{"id": "A", "title": "T", "text": "One two three."}],
        "passages": [
            {"id": "P1", "article": "A", "start": 0, "end": 3, "quote": "two"},
            {"id": "P2", "article": "A", "start": 0, "end": 3, "quote": "four"},
        ],
    }
    path = tmp_path / "a.review.json"
    path.write_text(json.dumps(review), encoding="utf-8")

    assert run("load", project, path).out.splitlines() == [
        "Added 1 article, 1 passage.",
        "passages[0] “two” stands at 4 to 7, not at 0 to 3.",
        "passages[1] “four” was not found in “T”; links and notes left out with it: 0.",
    ]


def test_web_annotations_go_out_and_are_loaded_again(full: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonld"
    assert run("export", full, "--format", "web-annotation", "--to", out, "--all").status == 0

    assert run("load", full, out).out.startswith("Added nothing.\nThere already: 2 art")

    out.write_text(out.read_text(encoding="utf-8").replace('"target"', '"aim"', 1), "utf-8")
    said = run("load", full, out)
    assert (said.status, said.err) == (
        *(1, "claimdesk-cli: bad_review: first.items[0] has no target.\n"),
    )


def test_tables_go_into_a_folder(full: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()

    data = run("export", full, "--format", "csv", "--to", out, "--all", "--json").data

    assert data["rows"] == {"claims": 4, "passages": 7, "assessments": 4}
    assert data["files"] == {name: str(out / f"{name}.csv") for name in data["rows"]}
    assert sorted(path.name for path in out.iterdir()) == [
        *("assessments.csv", "claims.csv", "passages.csv"),
    ]


def test_a_folder_that_is_not_there_is_not_taken_for_a_file(
    full: Path, run: Run, tmp_path: Path
) -> None:
    said = run("export", full, "--format", "csv", "--to", f"{tmp_path}/out/")

    assert said.status == 1
    assert said.err == "claimdesk-cli: missing: There is no folder “out”; make it first.\n"
    assert not (tmp_path / "out").exists()


def test_only_reviewed_claims_go_out_unless_told(full: Path, run: Run, tmp_path: Path) -> None:
    for option in ([], ["--reviewed"], ["--only", "reviewed"]):
        said = run("export", full, "--format", "csv", "--to", tmp_path / "a.csv", *option)
        assert said.status == 0
        assert said.out.splitlines()[0].endswith("a.csv: 3 rows")


def test_claims_can_go_to_standard_output(full: Path, run: Run) -> None:
    said = run("export", full, "--format", "csv", "--to", "-", "--all")

    rows = list(csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"), newline="")))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]


def test_articles_can_be_chosen(full: Path, run: Run, tmp_path: Path) -> None:
    spring = run("info", full, "--json").data["articles"][1]["id"]
    to = ("--to", tmp_path / "a.csv", "--json")

    data = run("export", full, "--format", "csv", "--article", spring, *to).data

    assert data["rows"] == {"claims": 1, "passages": 2, "assessments": 1}


def test_an_article_that_is_not_there_is_named(full: Path, run: Run, tmp_path: Path) -> None:
    nowhere = "00000000-0000-7000-8000-000000000000"

    said = run("export", full, "--format", "csv", "--article", nowhere, "--to", tmp_path)

    assert said.status == 1
    assert said.err == (f"claimdesk-cli: missing: There is no article {nowhere} in this project.\n")
    assert not (tmp_path / "claims.csv").exists()


def test_a_saved_review_loads_into_another_project_and_comes_out_the_same(
    full: Path, run: Run, tmp_path: Path
) -> None:
    said = run("export", full, "--format", "review", "--to", tmp_path, "--json")
    saved = Path(said.data["files"]["review"])
    assert saved.name == "project.review.json"
    other = tmp_path / "other.claimdesk"
    run("new", other)
    run("load", other, saved)
    (tmp_path / "again").mkdir()

    again = tmp_path / "again" / "project.review.json"
    assert run("export", other, "--format", "review", "--to", again).out == f"Wrote {again}.\n"

    assert again.read_bytes() == saved.read_bytes()


def test_a_review_goes_to_standard_output_unless_files_belong_to_it(
    full: Path, project: Path, run: Run, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.claimdesk"
    run("new", plain)

    said = run("export", plain, "--format", "review", "--to", "-")
    refused = run("export", full, "--format", "review", "--to", "-")

    assert said.data["format"] == "claimdesk-review"
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("claimdesk-cli: refused: This project has attachments;")


def test_a_long_export_is_told_before_it_starts(
    full: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.exchange.forecast.AT_MOST", 3 / 20_000)
    wish = ("export", full, "--format", "xlsx", "--to", tmp_path / "a.xlsx")

    for more, number in (((), 3), (("--all",), 4), (("--claims", "1-3"), 3)):
        said = run(*wish, *more)
        assert said.status == 0
        assert said.err.startswith(f"claimdesk-cli: A workbook of {number} claims takes about")
        assert said.out.startswith("Wrote ")
    assert run(*wish, "--claims", "1-2").err == ""


@pytest.mark.parametrize("name", ["project.claimdesk", "other.claimdesk", "link"])
def test_an_export_never_goes_over_a_project(
    full: Path, run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "link").symlink_to(full)
    before = full.read_bytes()

    for form in ("csv", "review"):
        said = run("export", full, "--format", form, "--to", tmp_path / name)
        assert said.status == 1
        assert said.err.startswith("claimdesk-cli: refused: ")

    assert full.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "csv", "--to", "-", "--json"),
        ("--format", "review", "--to", "x.json", "--all"),
        ("--format", "review", "--to", "x.json", "--reviewed"),
        ("--format", "clay", "--to", "x.clay"),
        ("--format", "csv"),
        ("--format", "csv", "--to", "x.csv", "--article", "A"),
        ("--format", "csv", "--to", "x.csv", "--only", "some"),
        ("--format", "csv", "--to", "x.csv", "--claims", "1,two"),
        ("--format", "csv", "--to", "x.csv", "--claims", "1-10000000"),
        ("--format", "review", "--to", "x.json", "--claims", "1"),
        ("--format", "markdown", "--to", "x.md", "--columns", "claim"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    full: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    said = run("export", full, *arguments)

    assert (said.status, said.out) == (2, "")
    assert "usage: claimdesk-cli export" in said.err


def test_notes_go_into_a_report_only_if_wished(full: Path, run: Run, tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    for option, is_there in ((), False), (("--notes",), True):
        said = run("export", full, "--format", "html-report", "--to", place, "--all", *option)
        assert said.status == 0
        assert ("Ask for the whole photo." in place.read_text("utf-8")) is is_there

    said = run("export", full, "--format", "csv", "--to", tmp_path, "--notes")
    assert said.status == 2
    assert "the csv format has no choice of notes" in said.err


def exported(run: Run, full: Path, *arguments: object) -> list[str]:
    said = run("export", full, "--format", "csv", "--to", "-", *arguments)
    rows = csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"), newline=""))
    return [row["number"] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (("--only", "all"), ["1", "2", "3", "4"]),
        (("--only", "confirmed"), ["1"]),
        (("--only", "unverified"), ["2"]),
        (("--only", "denied"), ["3"]),
        (("--only", "not-reviewed"), ["4"]),
        (("--only", "differ"), []),
        (("--claims", "4,1-2"), ["1", "2", "4"]),
        (("--claims", "2-4", "--only", "reviewed"), ["2", "3"]),
    ],
)
def test_claims_can_be_chosen_by_verdict_and_number(
    full: Path, run: Run, arguments: tuple[str, ...], numbers: list[str]
) -> None:
    assert exported(run, full, *arguments) == numbers


def test_a_number_that_no_claim_has_is_named(full: Path, run: Run, tmp_path: Path) -> None:
    said = run("export", full, "--format", "csv", "--to", tmp_path / "a.csv", "--claims", "4,9,7")

    assert said.err == "claimdesk-cli: missing: There is no claim 7 in this project.\n"


def test_columns_are_chosen_and_ordered(full: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    columns = "verdict, number,passages.quote"

    data = run("export", full, "--format", "csv", "--to", out, "--columns", columns, "--json").data

    assert data["rows"] == {"claims": 3, "passages": 5}
    assert out.read_text("utf-8-sig").splitlines()[:2] == ["verdict,number", "confirmed,1"]
    passages = (tmp_path / "a-passages.csv").read_text("utf-8-sig").splitlines()
    assert passages[0] == "quote"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("colour", "There is no column “claims.colour”; there are: claim_id, number, claim,"),
        ("passages.colour", "There is no column “passages.colour”; there are: claim_id, number,"),
        ("evidence.title", "None of these columns is in a table that is written."),
        (",", "Name at least one column."),
    ],
)
def test_columns_that_are_not_there_are_told(
    full: Path, run: Run, tmp_path: Path, columns: str, words: str
) -> None:
    said = run("export", full, "--format", "csv", "--to", tmp_path / "a.csv", "--columns", columns)

    assert said.status == 1
    assert said.err.startswith(f"claimdesk-cli: refused: {words}")


def test_the_name_of_a_file_can_have_parts(full: Path, run: Run, tmp_path: Path) -> None:
    to = tmp_path / "{project} {format} {other}.md"

    data = run("export", full, "--format", "markdown", "--to", to, "--json").data

    assert data["files"] == {"markdown": str(tmp_path / "project markdown {other}.md")}
