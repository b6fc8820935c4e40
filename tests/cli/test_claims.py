"""claims.csv taken back in: what is taken, what is left, and why."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Rows = list[dict[str, str]]


@pytest.fixture
def table(full: Path, run: Run, tmp_path: Path) -> Path:
    """Export the claims of the whole review."""
    path = tmp_path / "out" / "claims.csv"
    path.parent.mkdir()
    assert run("export", full, "--format", "csv", "--all", "--to", path.parent).status == 0
    return path


def rewrite(table: Path, edit: Callable[[Rows], object]) -> None:
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    edit(rows)
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_a_table_that_was_not_edited_changes_nothing(full: Path, table: Path, run: Run) -> None:
    before = full.read_bytes()
    said = run("claims", full, table)
    assert (said.status, said.out) == (0, "Nothing differs.\n")
    assert full.read_bytes() == before


def test_what_was_edited_is_taken_in_and_the_rest_told(full: Path, table: Path, run: Run) -> None:
    rewrite(table, lambda rows: rows[0].update(claimant="King", stage="ready", number="7"))

    dry = run("claims", full, table, "--dry-run")

    assert dry.status == 0
    assert dry.out.startswith("Would take in 1 change to 1 claim:\n  Claim 1, claimant: “")
    assert "Left as they are: 2 cells\n  Line 2, number: The number is" in dry.out
    assert "  Line 2, stage: “ready” is no stage; it is open, in_progress," in dry.out
    said = run("claims", full, table, "--json").data
    assert [(one["column"], one["taken"]) for one in said["changes"]] == [
        ("number", False),
        ("claimant", True),
        ("stage", False),
    ]
    assert said["dry_run"] is False
    assert run("claims", full, table).out.startswith("There is nothing to take in.\n")


def test_what_the_project_changed_since_is_left(full: Path, table: Path, run: Run) -> None:
    old = table.read_bytes()
    rewrite(table, lambda rows: rows[0].update(claimant="King"))
    assert run("claims", full, table).out.startswith("Took in 1 change to 1 claim:\n")
    table.write_bytes(old)
    said = run("claims", full, table).out
    assert "Line 2, claimant: The project said so before and was changed since." in said


def test_only_so_many_are_printed(full: Path, table: Path, run: Run) -> None:
    def edit(rows: Rows) -> None:
        for row in rows:
            row.update(dict.fromkeys(("passages", "articles", "number", "agreement"), "99"))
        rows += [row | dict.fromkeys(row, "1") | {"claim_id": row["claim_id"]} for row in rows]

    rewrite(table, edit)
    said = run("claims", full, table).out
    assert " more; --json lists all\n" in said
