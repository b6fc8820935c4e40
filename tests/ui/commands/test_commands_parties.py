"""Who says what, in the window: shown, narrowed to an article, led to the text, written out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Verdict
from claimdesk.store import assessments, claims, parties, passages
from claimdesk.ui.dialogs import parties as shown
from claimdesk.ui.dialogs.parties import Parties

from .conftest import Chosen, said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SAID = int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def dialog(sample: Program) -> Parties:
    sample.actions.run("tools.parties")
    return next(one for one in sample.window.findChildren(Parties))


def test_cells_say_by_sign_and_word_who_says_what(sample: Program, dialog: Parties) -> None:
    names = [one.name for one in sample.desk.project.read(parties.speakers)]
    assert [one.title for one in dialog.model.columns][3:] == names[: shown.MOST_SPEAKERS]
    row = dialog.model.rows[0]
    speaker = row.said[0].speaker
    place = [one.title for one in dialog.model.columns].index(speaker)
    index = dialog.model.index(0, place)
    assert dialog.model.data(index).startswith(("● ", "▲ ", "≠ ", "○ "))
    assert row.said[0].quote in dialog.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert dialog.model.data(index, SAID).startswith(f"{speaker}: ")
    silent = next(at for at in range(3, 3 + len(names)) if not row.by(names[at - 3]))
    assert dialog.model.data(dialog.model.index(0, silent)) == "– silent"
    assert dialog.model.data(dialog.model.index(0, silent), SAID).endswith(": silent")
    assert dialog.told.text().endswith(f"{len(names)} speakers.")


def test_enter_leads_to_the_passage_and_a_silent_cell_to_the_claim(
    sample: Program, dialog: Parties
) -> None:
    row = dialog.model.rows[0]
    dialog.table.setCurrentIndex(dialog.model.index(0, 1))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    now = sample.desk.selection.now
    assert (now.passage_id, now.claim_id) == (row.said[0].passage_id, row.claim.id)
    names = [one.name for one in dialog.model.columns]
    silent = next(
        at for at, name in enumerate(names) if at > 2 and not row.by(name.removeprefix("by "))
    )
    other = dialog.model.rows[1]
    sample.desk.selection.choose_claim(other.claim.id)
    dialog.table.setCurrentIndex(dialog.model.index(0, silent))
    dialog.go.click()
    assert sample.desk.selection.now.claim_id == row.claim.id


def test_a_verdict_changes_its_line_at_once(sample: Program, dialog: Parties) -> None:
    row = next(one for one in dialog.model.rows if one.claim.verdict is None)
    place = list(dialog.model.rows).index(row)
    ids = [row.claim.id]
    sample.desk.project.do("Deny", lambda s: assessments.decide(s, ids, Verdict.DENIED))
    assert dialog.model.data(dialog.model.index(place, 2)) == "Denied"
    sample.desk.project.do("Tag", lambda s: claims.tag(s, ids, ["a"]))
    assert dialog.model.rows[place].claim.verdict is Verdict.DENIED


def test_it_follows_edits_and_one_article_has_its_own(
    sample: Program, dialog: Parties, qtbot: QtBot
) -> None:
    before = len(dialog.model.rows)
    dialog.article.setCurrentIndex(1)
    dialog.article.activated.emit(1)
    assert dialog.article_id is not None
    assert 0 < len(dialog.model.rows) <= before
    links = sample.desk.project.read(passages.links)
    ids = [one.id for one in links if one.speaker]
    sample.desk.project.do("Speakers", lambda s: passages.change_links(s, ids, speaker=""))
    qtbot.waitUntil(lambda: dialog.model.rows == [])
    assert dialog.told.text().startswith("No passage has a speaker yet")
    assert not dialog.go.isEnabled()
    dialog._on_go()


def test_what_is_too_much_is_told(
    sample: Program, dialog: Parties, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "MOST_CLAIMS", 1)
    monkeypatch.setattr(shown, "MOST_SPEAKERS", 1)
    dialog.reload()
    assert len(dialog.model.rows) == 1
    assert len(dialog.model.columns) == 4
    assert "the first 1 claims are shown, all are exported" in dialog.told.text()
    assert dialog.told.text().endswith("the 1 speakers with most passages are shown.")


def test_it_is_exported_and_goes_with_its_project(
    sample: Program, dialog: Parties, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.export.click()
    chosen.paths = [tmp_path / "who"]
    dialog.export.click()
    qtbot.waitUntil(lambda: "exported to who.csv" in said(sample))
    assert (tmp_path / "who.csv").read_text("utf-8-sig").startswith("claim_id,number,claim")
    sample.actions.run("tools.parties")
    assert len(sample.window.findChildren(Parties)) == 1
    sample.actions.run("file.close")
    assert not dialog.isVisible()
