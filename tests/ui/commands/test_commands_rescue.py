"""What is offered when a project does not open: salvage, backups, help, all into new files."""

import os
import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReviewerRow
from claimdesk.store import checking, claims
from claimdesk.store.salvage import Salvaged
from claimdesk.store.store import Store
from claimdesk.ui.base.message import Message
from claimdesk.ui.dialogs.manual import Manual
from claimdesk.ui.dialogs.salvage import SalvageDialog

from .conftest import Chosen, said

CLAIMS = 120


@pytest.fixture
def damaged(tmp_path: Path, me: ReviewerRow) -> Path:
    """Return a project of many claims some of which are spoilt on the disk."""
    path = tmp_path / "Spoilt.claimdesk"
    with Store.create(path, "Spoilt", me, durable=False) as store:
        for number in range(CLAIMS):
            store.run("Add", partial(claims.add, text=f"Claim number {number}."))
    data = bytearray(path.read_bytes())
    history = [at for at in range(0, len(data), 4096) if b'"text"' in data[at : at + 4096]]
    place = history[len(history) // 2]
    data[place : place + 4096] = bytes(4096)
    path.write_bytes(data)
    return path


def message(program: Program, qtbot: QtBot) -> Message:
    """Return the message that is shown next."""
    qtbot.waitUntil(lambda: bool(program.window.findChildren(Message)), timeout=20_000)
    return program.window.findChildren(Message)[-1]


def ways(box: Message) -> list[str]:
    """Return what a message offers."""
    names = [one.objectName() for one in box.findChildren(QPushButton)]
    return [name for name in names if name.split("-")[1] in {"salvage", "backups", "help"}]


def press(box: Message | SalvageDialog, name: str) -> None:
    button = box.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def offered(program: Program, qtbot: QtBot) -> SalvageDialog:
    """Return the dialog that says what can be saved."""
    qtbot.waitUntil(lambda: bool(program.window.findChildren(SalvageDialog)), timeout=20_000)
    return program.window.findChildren(SalvageDialog)[-1]


def test_what_can_be_saved_of_a_damaged_project_goes_into_a_new_file_and_opens(
    program: Program, qtbot: QtBot, damaged: Path, chosen: Chosen
) -> None:
    before, folder = damaged.read_bytes(), set(damaged.parent.iterdir())
    program.files.open_path(damaged)
    box = message(program, qtbot)
    assert "Stage: " in box.details
    assert f"File: {damaged}" in box.details
    assert "DatabaseError: " in box.details
    assert "(a part of it is spoilt)" in box.sentence
    assert f"Size: {len(before):,} bytes" in box.details
    press(box, "trouble-salvage")
    dialog = offered(program, qtbot)
    assert "steps of history are lost" in dialog.accessibleDescription()
    assert set(damaged.parent.iterdir()) == folder
    chosen.paths = [damaged]
    press(dialog, "salvage-save")
    assert "is there already" in program.desk.notifier.history[-1]
    target = damaged.with_name("Saved")
    chosen.paths = [target]
    press(dialog, "salvage-save")
    assert program.desk.project.path == target.with_name("Saved.claimdesk")
    kept = len(program.desk.project.read(claims.rows))
    assert 0 < kept < CLAIMS
    assert damaged.read_bytes() == before


def test_a_salvage_can_be_cancelled_and_leaves_nothing(
    program: Program, qtbot: QtBot, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = set(damaged.parent.iterdir())
    really = checking.salvage

    def slow(path: Path, into: Path, progress: checking.Progress) -> Salvaged:
        while True:
            really(path, into.with_name(os.urandom(4).hex()), progress)

    monkeypatch.setattr(checking, "salvage", slow)
    program.files.opening.rescue.salvage(damaged)
    program.desk.tasks.cancel()
    qtbot.waitUntil(lambda: not program.desk.tasks.busy, timeout=20_000)
    assert "Stopped" in said(program)
    assert program.window.findChildren(SalvageDialog) == []
    assert set(damaged.parent.iterdir()) == folder


def test_the_offer_opens_the_page_of_help(program: Program, qtbot: QtBot, damaged: Path) -> None:
    program.files.opening.rescue.salvage(damaged)
    press(offered(program, qtbot), "salvage-help")
    (manual,) = program.window.findChildren(Manual)
    manual.turn_to("keeping")
    press(offered(program, qtbot), "salvage-help")
    assert program.window.findChildren(Manual) == [manual]
    assert manual._now == "rescue"


@pytest.mark.parametrize(
    ("name", "code", "offers"),
    [
        ("a.claimdesk", Code.DAMAGED, ["salvage", "help"]),
        ("a.claimdesk", Code.NOT_PROJECT, ["salvage", "help"]),
        ("a.pdf", Code.NOT_PROJECT, ["help"]),
        ("a.claimdesk", Code.TOO_NEW, ["help"]),
        ("a.claimdesk", Code.MISSING, []),
    ],
)
def test_what_is_offered_depends_on_what_is_wrong(
    program: Program, qtbot: QtBot, tmp_path: Path, name: str, code: Code, offers: list[str]
) -> None:
    error = ReviewError(code, "It does not open.")
    program.files.opening.explain(tmp_path / name, error)
    assert ways(message(program, qtbot)) == [f"trouble-{one}" for one in offers]


def test_the_name_that_is_proposed_is_free(program: Program, qtbot: QtBot, damaged: Path) -> None:
    shutil.copy(damaged, damaged.with_name("Spoilt recovered.claimdesk"))
    program.files.opening.rescue.salvage(damaged)
    dialog = offered(program, qtbot)
    assert "called “Spoilt recovered 2.claimdesk”" in dialog.accessibleDescription()
