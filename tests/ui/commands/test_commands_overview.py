"""The overview in the window: counted, followed, led to the claims, saved in three ways."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Verdict
from claimdesk.store import assessments, claims
from claimdesk.store.overview import Grouping
from claimdesk.ui.dialogs.overview import Overview
from claimdesk.ui.models import overview_bars

from .conftest import Chosen, said, trouble

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SAID = int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def dialog(sample: Program, qtbot: QtBot) -> Overview:
    sample.actions.run("tools.overview")
    found = next(one for one in sample.window.findChildren(Overview))
    qtbot.waitUntil(lambda: bool(found.model.rows))
    return found


def pick(dialog: Overview, grouping: Grouping, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.chart, Qt.Key.Key_Home)
    for _ in range(list(Grouping).index(grouping)):
        QTest.keyClick(dialog.chart, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(dialog.model.rows))


def test_each_chart_counts_and_says_its_bars(
    sample: Program, dialog: Overview, qtbot: QtBot
) -> None:
    whole = len(sample.desk.project.read(claims.rows))
    assert dialog.model.rows[0].claims == whole
    assert dialog.model.data(dialog.model.index(0, 0)) == "All claims"
    assert dialog.model.data(dialog.model.index(0, 1), SAID).startswith(
        f"All claims: {whole} claims: "
    )
    for grouping in Grouping:
        pick(dialog, grouping, qtbot)
        assert dialog.grouping is grouping
        assert dialog.told.text().startswith(f"{len(dialog.model.rows)} bar")
        assert not dialog.table.grab().toImage().isNull()
    assert dialog.model.data(dialog.model.index(0, 0)) == "Open"
    verdict = dialog.model.index(0, 3)
    assert re.fullmatch(r"Open: \d+ confirmed", dialog.model.data(verdict, SAID))


def test_enter_shows_the_claims_of_a_bar_and_of_a_verdict_in_it(
    sample: Program, dialog: Overview, qtbot: QtBot
) -> None:
    pick(dialog, Grouping.SPEAKER, qtbot)
    bar = next(one for one in dialog.model.rows if one.counts.get(Verdict.DENIED))
    row = list(dialog.model.rows).index(bar)
    dialog.table.setCurrentIndex(dialog.model.index(row, 0))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    shown = sample.window.claims
    assert shown.bar.wanted == ClaimFilter(speakers=frozenset([bar.name]))
    assert shown.model.rowCount() == bar.claims
    assert said(sample).endswith("in the list")
    dialog.table.setCurrentIndex(dialog.model.index(row, 4))
    dialog.go.click()
    assert shown.bar.wanted.verdicts == {Verdict.DENIED}
    assert shown.model.rowCount() == bar.counts[Verdict.DENIED]
    dialog.table.setCurrentIndex(dialog.model.index(0, 6))
    dialog.go.click()
    assert shown.bar.wanted.verdicts == {None}


def test_a_reviewer_leads_to_all_claims_this_one_decided(
    sample: Program, dialog: Overview, qtbot: QtBot
) -> None:
    pick(dialog, Grouping.REVIEWER, qtbot)
    dialog.table.setCurrentIndex(dialog.model.index(0, 3))
    dialog.go.click()
    assert sample.window.claims.bar.wanted == dialog.model.rows[0].wanted
    assert sample.window.claims.model.rowCount() == dialog.model.rows[0].claims


def test_it_follows_what_is_decided(sample: Program, dialog: Overview, qtbot: QtBot) -> None:
    before = dialog.model.rows[0].counts.get(Verdict.DENIED, 0)
    open_one = next(row.id for row in sample.desk.project.read(claims.rows) if row.verdict is None)
    sample.desk.project.do("Deny", lambda s: assessments.decide(s, [open_one], Verdict.DENIED))
    qtbot.waitUntil(lambda: dialog.model.rows[0].counts[Verdict.DENIED] == before + 1)
    dialog.show_bars(Grouping.SPEAKER, [])
    assert dialog.model.rows


def test_a_chart_with_nothing_says_how_to_fill_it(
    program: Program, qtbot: QtBot, tmp_path: Path, chosen: Chosen
) -> None:
    chosen.paths = [tmp_path / "new.claimdesk"]
    program.actions.run("file.new")
    program.actions.run("tools.overview")
    (dialog,) = program.window.findChildren(Overview)
    texts = {
        Grouping.PROGRESS: "There are no claims yet.",
        Grouping.SPEAKER: "No passage has a speaker yet.",
        Grouping.ARTICLE: "No article has a passage of a claim yet.",
        Grouping.REVIEWER: "Nobody has given a verdict yet.",
        Grouping.STAGE: "There are no claims yet.",
    }
    for grouping, text in texts.items():
        QTest.keyClick(dialog.chart, Qt.Key.Key_Home)
        for _ in range(list(Grouping).index(grouping)):
            QTest.keyClick(dialog.chart, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda text=text: dialog.told.text().startswith(text))  # type: ignore[misc]
    assert not dialog.go.isEnabled()
    assert not dialog.save.isEnabled()
    dialog._on_go()
    assert dialog.picture().png().startswith(b"\x89PNG")


def test_a_chart_is_saved_as_picture_drawing_and_table(
    sample: Program, dialog: Overview, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.save.click()
    assert chosen.proposed[-1].name.endswith("-progress.png")
    for name in ("a.png", "b", "c.svg", "d.csv"):
        chosen.paths = [tmp_path / name]
        dialog.save.click()
        shown = name if "." in name else f"{name}.png"
        qtbot.waitUntil(lambda shown=shown: said(sample) == f"Saved {shown}")  # type: ignore[misc]
    picture = QImage(str(tmp_path / "a.png"))
    assert picture.size() == dialog.picture().size * 2
    assert (tmp_path / "b.png").read_bytes() == (tmp_path / "a.png").read_bytes()
    drawing = (tmp_path / "c.svg").read_bytes()
    assert QSvgRenderer(drawing).isValid()
    assert b"All claims: 20 claims" in drawing
    assert b"sans-serif" in drawing
    assert (tmp_path / "d.csv").read_text("utf-8-sig").startswith("chart,name,confirmed")


def test_the_kind_chosen_in_the_file_dialog_gives_the_ending(
    sample: Program, dialog: Overview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(*_about: object) -> tuple[str, str]:
        return str(tmp_path / "chart"), "Drawing (*.svg)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    dialog.save.click()
    assert (tmp_path / "chart.svg").read_bytes().startswith(b"<?xml")


def test_what_cannot_be_written_is_told(
    sample: Program, dialog: Overview, chosen: Chosen, tmp_path: Path
) -> None:
    (tmp_path / "there.png").mkdir()
    chosen.paths = [tmp_path / "there.png"]
    dialog.save.click()
    assert "is a folder" in trouble(sample)


def test_a_picture_tells_what_it_leaves_out(
    dialog: Overview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick(dialog, Grouping.SPEAKER, qtbot)
    whole = dialog.picture().size.height()
    monkeypatch.setattr(overview_bars, "MOST_PAINTED", 2)
    picture = dialog.picture()
    assert picture.size.height() < whole
    assert f"… and {len(dialog.model.rows) - 2} more".encode() in picture.svg()


def test_it_goes_with_its_project_and_comes_back(sample: Program, dialog: Overview) -> None:
    sample.actions.run("tools.overview")
    assert len(sample.window.findChildren(Overview)) == 1
    sample.actions.run("file.close")
    assert not dialog.isVisible()
    sample.files.open_sample()
    sample.actions.run("tools.overview")
    assert sample.window.findChildren(Overview)[-1].isVisible()
