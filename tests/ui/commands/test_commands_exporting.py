"""What goes out of the window: which claims, to which file, and what is remembered of it."""

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Verdict
from claimdesk.core.settings import ExportScope
from claimdesk.store import articles, claims
from claimdesk.ui.base.message import Message
from claimdesk.ui.commands.exporting import Shown, export_to
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportWish

from .conftest import said, trouble

ALL, REVIEWED, LISTED, CHOSEN = (
    *(ExportScope.ALL, ExportScope.REVIEWED, ExportScope.LISTED, ExportScope.CHOSEN),
)
NOTHING = Shown(None, ClaimFilter(), ())


def unwatched(_done: int, _total: int) -> None:
    """Let the work go on."""


def numbers(path: Path) -> list[int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [int(row["number"]) for row in csv.DictReader(file)]


def dialog(program: Program) -> ExportDialog:
    program.actions.run("file.export")
    return program.window.findChildren(ExportDialog)[-1]


def write(program: Program, qtbot: QtBot, wish: ExportWish) -> None:
    with qtbot.waitSignal(program.desk.tasks.idle):
        program.exporting.export(wish)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Collect the folders that would be shown; this system can."""
    there: list[Path] = []

    def show(url: QUrl) -> bool:
        there.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return there


def test_nothing_is_exported_without_a_project(program: Program, tmp_path: Path) -> None:
    program.exporting.ask()
    program.exporting.export(ExportWish("csv", tmp_path / "out.csv", ALL))
    assert not program.desk.tasks.busy
    assert list(tmp_path.iterdir()) == []


def test_claims_of_one_article_are_exported_and_a_review_is_written(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = sample.desk.project.path
    assert path is not None
    row = sample.desk.project.read(articles.rows)[1]
    me = sample.desk.settings.me().id
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    export_to(path, ExportWish("csv", whole, ALL), NOTHING, me, unwatched)
    export_to(path, ExportWish("csv", part, ALL), Shown(row.id, ClaimFilter(), ()), me, unwatched)
    assert part.stat().st_size < whole.stat().st_size
    review = tmp_path / "out.review.json"
    export_to(path, ExportWish("review", review, ALL), NOTHING, me, unwatched)
    written = json.loads(review.read_text(encoding="utf-8"))
    assert len(written["claims"]) == len(sample.desk.project.read(claims.rows))
    write(sample, qtbot, ExportWish("csv", tmp_path / "here.csv", REVIEWED, this_article=True))
    assert said(sample) == "Exported to here.csv"


def test_only_what_the_list_shows_goes_out(sample: Program, tmp_path: Path, qtbot: QtBot) -> None:
    denied = ClaimFilter(verdicts=frozenset([Verdict.DENIED]))
    sample.window.claims.bar.use(denied)
    write(sample, qtbot, ExportWish("csv", tmp_path / "a.csv", LISTED))
    rows = sample.desk.project.read(claims.rows)
    assert numbers(tmp_path / "a.csv") == [
        row.number for row in rows if row.verdict is Verdict.DENIED
    ]


def test_only_what_is_chosen_goes_out_reviewed_or_not(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = sample.desk.project.read(claims.rows)
    unseen = next(row for row in rows if row.verdict is None)
    sample.desk.selection.choose_claim(unseen.id)
    assert sample.window.claims.chosen() == [unseen.id]
    write(sample, qtbot, ExportWish("csv", tmp_path / "a.csv", CHOSEN))
    assert numbers(tmp_path / "a.csv") == [unseen.number]


def test_what_was_shown_when_it_was_asked_goes_out(sample: Program, tmp_path: Path) -> None:
    path, me = sample.desk.project.path, sample.desk.settings.me().id
    assert path is not None
    rows = sample.desk.project.read(claims.rows)
    denied = ClaimFilter(verdicts=frozenset([Verdict.DENIED]))
    shown = Shown(None, denied, [rows[3].id, rows[1].id])
    listed = ExportWish("csv", tmp_path / "listed.csv", LISTED)
    export_to(path, listed, shown, me, unwatched)
    export_to(path, ExportWish("csv", tmp_path / "chosen.csv", CHOSEN), shown, me, unwatched)
    assert numbers(tmp_path / "chosen.csv") == [2, 4]
    assert numbers(listed.target) == [row.number for row in rows if row.verdict is Verdict.DENIED]


def test_an_export_into_a_folder_that_is_not_there_is_trouble_in_words(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sample.exporting.export(ExportWish("csv", tmp_path / "no" / "out.csv", ALL))
    qtbot.waitUntil(lambda: bool(sample.desk.notifier.history))
    assert trouble(sample)


def test_what_was_chosen_is_offered_again(sample: Program, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "out.csv"
    columns = ("claims.number", "claims.verdict")
    write(
        sample,
        qtbot,
        ExportWish("xlsx", target, ALL, columns=columns, typed=f"{tmp_path}/{{title}} {{date}}.x"),
    )
    again = dialog(sample)
    assert (again.wish.format, again.wish.scope, again.wish.columns) == ("xlsx", ALL, columns)
    target_edit = again.findChildren(QLineEdit, "export-target")[0]
    assert target_edit.text() == f"{tmp_path}/{{title}} {{date}}.xlsx"
    again.reject()


def test_a_name_without_parts_belongs_to_its_project(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = sample.desk.project.path
    assert path is not None
    target = path.with_name("mine.csv")
    write(sample, qtbot, ExportWish("csv", target, ALL, typed=str(target)))
    again = dialog(sample)
    assert again.wish.target == path.with_suffix(".csv")
    again.reject()


def test_a_folder_that_is_gone_is_not_offered(sample: Program, tmp_path: Path) -> None:
    path = sample.desk.project.path
    assert path is not None
    sample.desk.keep(export_folder=str(tmp_path / "gone"))
    again = dialog(sample)
    assert again.wish.target.parent == path.parent
    again.reject()


def test_kept_columns_are_settings(sample: Program) -> None:
    sets = {"Short": ("claims.claim",)}
    asked = dialog(sample)
    asked.columns_kept.emit(sets)
    assert dict(sample.desk.settings.now.column_sets) == sets
    asked.reject()


def test_the_folder_is_opened_afterwards_if_wished(
    sample: Program, tmp_path: Path, qtbot: QtBot, opened: list[Path]
) -> None:
    write(sample, qtbot, ExportWish("markdown", tmp_path / "a.md", ALL, opens_folder=True))
    (tmp_path / "tables").mkdir()
    write(sample, qtbot, ExportWish("csv", tmp_path / "tables", ALL, opens_folder=True))
    assert opened == [tmp_path, tmp_path / "tables"]


def test_remarks_come_with_a_way_to_the_folder(
    sample: Program, tmp_path: Path, qtbot: QtBot, opened: list[Path]
) -> None:
    write(sample, qtbot, ExportWish("review", tmp_path / "a.json", ALL))
    (message,) = sample.window.findChildren(Message)
    assert message.more == "Confidential evidence is left out: 1."
    message.findChildren(QPushButton, "export-open-folder")[0].click()
    assert opened == [tmp_path]


def test_a_system_that_shows_no_folders_is_told(
    sample: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    write(sample, qtbot, ExportWish("markdown", tmp_path / "a.md", ALL, opens_folder=True))
    assert said(sample) == f"The folder {tmp_path} cannot be shown here"
