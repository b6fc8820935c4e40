"""claims.csv comes back through the menu or by dropping it, is shown and taken in."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.exchange import csv_export
from claimdesk.exchange.claims_csv.changes import Changes
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.progress import unwatched
from claimdesk.store import claims
from claimdesk.ui.commands.claim_changes import compare
from claimdesk.ui.commands.claim_tables import read_sheet
from claimdesk.ui.dialogs.claim_changes.dialog import ClaimChanges

from .conftest import Chosen, said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Shown = Callable[[], ClaimChanges]


@pytest.fixture
def table(sample: Program, tmp_path: Path) -> Path:
    """Export the claims of the sample, and give three of them another claimant."""
    path = tmp_path / "claims.csv"
    with path.open("wb") as stream:
        sample.desk.project.read(csv_export.stream_csv, stream, Choice(reviewed=False))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows[:3]):
        row["claimant"] = f"King {number}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def shown(sample: Program, qtbot: QtBot) -> Shown:
    def wait() -> ClaimChanges:
        found: list[ClaimChanges] = []

        def look() -> bool:
            found[:] = sample.window.findChildren(ClaimChanges)
            return bool(found)

        qtbot.waitUntil(look, timeout=20_000)
        return found[0]

    return wait


def claimants(program: Program) -> list[str]:
    return [row.claimant for row in program.desk.project.read(claims.rows)[:3]]


def test_a_table_is_chosen_and_taken_in_as_one_action(
    sample: Program, table: Path, chosen: Chosen, shown: Shown
) -> None:
    before = claimants(sample)
    chosen.paths = [table]
    sample.actions.run("file.import_claims")
    dialog = shown()
    assert dialog.windowTitle() == "Changes in claims.csv"
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)

    assert claimants(sample) == ["King 0", "King 1", "King 2"]
    assert said(sample) == "3 changes taken in to 3 claims"
    stack = sample.desk.project.undo_stack
    assert stack.undoText() == "Take in changes from claims.csv"
    stack.undo()
    assert claimants(sample) == before


def test_a_table_that_is_dropped_goes_the_same_way(
    sample: Program, table: Path, shown: Shown
) -> None:
    sample.open_files([table], is_dropped=True)
    dialog = shown()
    assert dialog.summary.text() == "3 changes to 3 claims can be taken in."
    dialog.reject()
    assert "King 0" not in claimants(sample)


def test_the_window_comes_back_as_large_as_it_was_left(
    sample: Program, table: Path, shown: Shown, qtbot: QtBot
) -> None:
    sample.claim_tables.take(table)
    first = shown()
    first.resize(901, 702)
    first.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    sample.claim_tables.take(table)
    second = shown()
    assert second.size() == QSize(901, 702)
    second.reject()
    assert dict(sample.desk.settings.now.dialog_sizes) == {"claim-changes": "901x702"}


def test_a_table_is_read_and_compared_without_a_thread(sample: Program, table: Path) -> None:
    path = sample.desk.project.path
    assert path is not None
    steps: list[tuple[int, int]] = []
    copy = path.with_name("copy.claimdesk")
    sample.desk.project.backup(copy)
    viewer = sample.desk.project.reviewer_id
    found = compare(
        copy, read_sheet(table, unwatched), viewer, lambda done, total: steps.append((done, total))
    )
    assert [one.column for one in found.open] == ["claimant"] * 3
    assert steps[-1] == (20, 20)
    history = len(sample.desk.announcer.history)
    sample.claim_tables._changes._take_in([])
    assert len(sample.desk.announcer.history) == history


def test_nothing_is_shown_when_no_file_is_chosen_or_the_project_is_left_meanwhile(
    sample: Program, table: Path, chosen: Chosen
) -> None:
    sample.actions.run("file.import_claims")
    path = sample.desk.project.path
    assert path is not None
    assert chosen.proposed == [path.parent]
    sheet = read_sheet(table, unwatched)
    sample.files.close()
    sample.claim_tables.ask()
    sample.claim_tables._offer(path, table, sheet)
    sample.claim_tables._changes.offer_changes(sheet)
    sample.claim_tables._changes._show(path, "claims.csv", Changes((), 0, 0, (), (), ()))
    assert sample.window.findChildren(ClaimChanges) == []
