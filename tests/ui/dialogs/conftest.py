"""A window for dialogs to stand over, and claims and an article to show in them."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow
from pytestqt.qtbot import QtBot

from claimdesk.core.folding import fold
from claimdesk.core.ids import derived_id
from claimdesk.core.model import (
    Agreement,
    ArticleRow,
    Because,
    ClaimRow,
    Id,
    Stage,
    Verdict,
)
from claimdesk.core.settings import SettingsFile
from claimdesk.ui.dialogs.claims.choice import Candidates
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportOffer

from .exporting import PARTS, Exporting


@pytest.fixture
def window(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> Iterator[QMainWindow]:
    """A shown window; what an override of Qt's raises fails the test."""
    QGuiApplication.clipboard().clear()
    window = QMainWindow()
    window.resize(900, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QDialog], None]:
    """Open a dialog and wait until keys reach it."""

    def shown(dialog: QDialog) -> None:
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)

    return shown


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings")


def claim(number: int, text: str, verdict: Verdict | None = None, claimant: str = "") -> ClaimRow:
    return ClaimRow(
        id=derived_id("claim", str(number).encode()),
        number=number,
        text=text,
        claimant=claimant,
        stage=Stage.OPEN,
        passages=1,
        verdict=verdict,
        because=Because.NOT_SAID,
        reason="",
        as_of="",
        reviewer="",
        decided_ms=None,
        agreement=Agreement.NOT_REVIEWED,
    )


@pytest.fixture
def rows() -> list[ClaimRow]:
    return [
        claim(1, "The bridge was closed on Monday.", Verdict.CONFIRMED, "The city"),
        claim(2, "The repair cost 3 million.", Verdict.DENIED, "A report"),
        claim(3, "Nobody was hurt.", None, "The mayor"),
        claim(4, "The school in the harbour opens late.", Verdict.UNVERIFIED),
        *(claim(n, f"Ship number {n} left.") for n in range(5, 13)),
    ]


def candidates(
    rows: Sequence[ClaimRow], near: Collection[Id] = (), *, is_ranked: bool = True
) -> Candidates:
    """Return what a picker offers where all claims are known and kept in their order."""

    def find(typed: str) -> list[ClaimRow]:
        words = fold(typed).split()
        return [one for one in rows if all(w in fold(f"{one.text} {one.claimant}") for w in words)]

    return Candidates(find, near, len(rows), is_ranked=is_ranked)


@pytest.fixture
def article() -> ArticleRow:
    return ArticleRow(
        id=derived_id("article", b"bridge"),
        title="Bridge closed",
        source_url="https://paper.example/bridge",
        archived_url="",
        captured="2025-12-03T10:15:00Z",
        publisher="The Paper",
        author="N. Marsh",
        published="3 December",
        language="en",
        version_id=Id(b"version"),
        text_sha256=b"",
        length=900,
        claims=3,
        reviewed=1,
    )


@pytest.fixture
def exporting(window: QMainWindow, tmp_path: Path, show: Callable[[QDialog], None]) -> Exporting:
    dialog = ExportDialog(ExportOffer(tmp_path, "review", PARTS, listed=5, chosen=2), window)
    show(dialog)
    return Exporting(dialog)
