"""Tools > History in the whole program: from the menu, from a claim, against a copy, to a file."""

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.chronicle import HistoryPage
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import EvidenceStance, Id, ReadArticle, ReviewerRow, Verdict
from claimdesk.store import articles, assessments, backups, chronicle, claims, evidence
from claimdesk.store.backups import Backup
from claimdesk.store.chronicle import Wish
from claimdesk.store.since import Differences, Side
from claimdesk.store.store import Session, Store
from claimdesk.ui.commands import history
from claimdesk.ui.dialogs.history.dialog import HistoryDialog
from claimdesk.ui.dialogs.history.filters import Doing, Time
from claimdesk.ui.panes.history_list import HistoryPart

from .conftest import Chosen, said, trouble


def dialogs(program: Program) -> list[HistoryDialog]:
    return [one for one in program.window.findChildren(HistoryDialog) if one.isVisible()]


@pytest.fixture
def shown(sample: Program) -> HistoryDialog:
    sample.actions.run("tools.history")
    (dialog,) = dialogs(sample)
    return dialog


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.desk.tasks.busy, timeout=20_000)


def edit(program: Program, text: str = "One more.") -> Id:
    claim_id = program.desk.project.do("Edit", lambda session: claims.add(session, text))
    assert claim_id is not None
    return claim_id


def told(dialog: HistoryDialog, place: int = 0) -> str:
    return str(dialog.model.index(place, 4).data())


def button(dialog: HistoryDialog, name: str) -> QPushButton:
    return dialog.findChildren(QPushButton, name)[0]


def test_it_opens_once_and_closes_with_the_project(
    sample: Program, shown: HistoryDialog, qtbot: QtBot
) -> None:
    sample.actions.run("tools.history")
    assert dialogs(sample) == [shown]
    edit(sample)
    assert told(shown) == "Claim made: One more."
    sample.actions.run("file.close")
    qtbot.waitUntil(lambda: dialogs(sample) == [])
    sample.files.open_sample()
    sample.actions.run("tools.history")
    assert len(dialogs(sample)) == 1


def test_the_claim_form_leads_to_the_history_of_its_claim(sample: Program) -> None:
    claim_id = edit(sample)
    sample.desk.selection.choose_claim(claim_id)
    sample.desk.project.do("Edit", lambda s: claims.change(s, claim_id, claimant="The city"))
    sample.window.form.form.sections.go_to("history")
    part = sample.window.form.form.sections.named("history").part
    assert isinstance(part, HistoryPart)
    part.view.opened.emit(part.model.index(1, 0))
    (dialog,) = dialogs(sample)
    assert dialog.headline.text() == "Claim 21 and all that hangs on it, the latest first."
    assert (told(dialog), told(dialog, 1)) == (
        *("Claimant: – → The city", "Claim made: One more."),
    )
    assert dialog.table.currentIndex().row() == 1
    part.whole.click()
    assert dialogs(sample) == [dialog]
    sample.desk.selection.choose_claim(None)
    part.whole_wanted.emit(None)


def test_go_to_leads_to_passages_claims_articles_and_evidence(
    sample: Program, shown: HistoryDialog
) -> None:
    selection = sample.desk.selection
    project = sample.desk.project
    claim_id = edit(sample)
    shown.table.selectRow(0)
    shown.detail.go.click()
    assert selection.now.claim_id == claim_id
    linked = next(row for row in project.read(chronicle.page).rows if row.about.kind == "link")
    shown.go_wanted.emit(linked)
    assert selection.now.passage_id == linked.about.passage_id
    assert selection.now.claim_id == linked.about.claim_id
    text = ReadArticle("Another text.", "Another")
    article_id = project.do("Import", lambda s: articles.add(s, text))
    shown.table.selectRow(0)
    shown.detail.go.click()
    assert selection.now.article_id == article_id

    def source(session: Session) -> None:
        evidence.join(session, claim_id, evidence.add(session, title="A"), EvidenceStance.CONTEXT)

    project.do("Evidence", source)
    row = project.read(chronicle.page).rows[1]
    shown.go_wanted.emit(row)
    assert selection.now.claim_id == claim_id
    project.do("Evidence", lambda s: evidence.add(s, title="B"))
    shown.go_wanted.emit(project.read(chronicle.page).rows[0])
    assert selection.now.claim_id == claim_id


def test_what_changed_since_the_last_opening_and_backup_is_counted(
    sample: Program, qtbot: QtBot
) -> None:
    path = sample.desk.project.path
    assert path is not None
    edit(sample, "The last time.")
    sample.actions.run("file.save")
    settle(qtbot, sample)
    sample.actions.run("file.close")
    QTest.qWait(5)
    sample.files.open_path(path)
    edit(sample)
    sample.actions.run("tools.history")
    (dialog,) = dialogs(sample)
    dialog.filters.time.show_choice(Time.OPENING)
    dialog.filters.changed.emit()
    qtbot.waitUntil(lambda: dialog.headline.text().endswith(": 1 claim new."))
    dialog.filters.time.show_choice(Time.BACKUP)
    dialog.filters.changed.emit()
    qtbot.waitUntil(lambda: dialog.headline.text().endswith(" new."))
    assert dialog.headline.text().startswith("Since the last backup (Today, ")


def test_a_rare_change_is_found_in_the_background(
    sample: Program, shown: HistoryDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronicle, "LOOK", 20)
    edit(sample)
    shown.filters.text.setText("no such word anywhere")
    shown.filters.changed.emit()
    qtbot.waitUntil(lambda: shown.empty.text() == "Nothing of this kind was done.")
    shown.filters.text.setText("Project made")
    shown.filters.text.clear()
    shown.filters.doing.show_choice(Doing.REMOVED)
    shown.filters.changed.emit()
    settle(qtbot, sample)
    shown.close()
    sample.desk.project.do("More", lambda s: claims.add(s, "More"))


def test_answers_that_come_after_the_window_was_closed_are_dropped(sample: Program) -> None:
    commands = history.HistoryCommands(sample.desk, sample.window.form)
    commands._on_found(Wish(), HistoryPage((), None))
    commands._on_counted(Wish(), ())
    commands._on_compared("copy", Differences(*[Side((), (), 0)] * 2))
    sample.desk.project.use(None)
    commands._search(Wish(), 1)
    commands._count(Wish())
    commands._compare()
    commands._export(Wish())
    assert not sample.desk.tasks.busy


def test_another_copy_is_checked_and_compared(
    sample: Program, shown: HistoryDialog, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.claimdesk"
    sample.desk.project.backup(copy)
    omar = ReviewerRow(Id(b"o" * 16), "Omar Bell", "OB")
    with Store.open(copy, omar, durable=False) as other:
        first = other.read(claims.rows)[0].id
        other.run("Mark", lambda s: assessments.decide(s, [first], Verdict.DENIED))
    edit(sample)
    chosen.paths = [copy]
    button(shown, "history-compare").click()
    settle(qtbot, sample)
    assert shown.headline.text() == (
        "Only in this project: 1 claim new.\nOnly in “copy”: 1 verdict new."
    )
    chosen.paths = []
    button(shown, "history-compare").click()
    settle(qtbot, sample)
    assert shown.headline.text().startswith("Only in")


def test_what_is_no_copy_is_told_in_a_sentence(
    sample: Program, shown: HistoryDialog, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.claimdesk"
    omar = ReviewerRow(Id(b"o" * 16), "Omar Bell", "OB")
    Store.create(other, "Other", omar, durable=False).close()
    chosen.paths = [other]
    button(shown, "history-compare").click()
    settle(qtbot, sample)
    assert "is another project, not a copy of this one" in trouble(sample)


def test_what_is_shown_is_written_as_csv(
    sample: Program, shown: HistoryDialog, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    edit(sample, "=2+3")
    shown.filters.text.setText("=2+3")
    shown.filters.changed.emit()
    button(shown, "history-export").click()
    chosen.paths = [tmp_path / "changes"]
    button(shown, "history-export").click()
    settle(qtbot, sample)
    assert said(sample) == "1 change exported to changes.csv"
    text = (tmp_path / "changes.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["change"], row["field"], row["new"]) == ("added", "text", "'=2+3")


def test_backups_that_cannot_be_listed_only_take_that_choice_away(
    sample: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sample.desk.folders.data / "backups"
    folder.mkdir(parents=True, exist_ok=True)

    def broken(_folder: Path) -> list[Backup]:
        raise ReviewError(Code.IO, "The disk is gone.")

    monkeypatch.setattr(backups, "listed", broken)
    sample.actions.run("tools.history")
    (dialog,) = dialogs(sample)
    words = [dialog.filters.time.itemText(n) for n in range(dialog.filters.time.count())]
    assert "Since the last backup" not in words


def test_the_work_in_the_background_needs_no_window(sample: Program, tmp_path: Path) -> None:
    path, me = sample.desk.project.path, sample.desk.project.reviewer_id
    assert path is not None
    edit(sample)
    told: list[int] = []
    page = history.search(
        path, me, Wish(), 40, lambda: True, lambda done, _total: told.append(done)
    )
    assert (page.next, told[0]) == (None, 0)
    assert all(row.place < 40 for row in page.rows)
    assert history.search(path, me, Wish(), 40, lambda: False, lambda *_: None).rows == ()
    assert history.tally(path, me, Wish(), lambda *_: None)
    copy = tmp_path / "copy.claimdesk"
    sample.desk.project.backup(copy)
    found = history.compare(path, me, copy, lambda *_: None)
    assert found.here.entries == found.there.entries == 0
    assert history.export(path, me, tmp_path / "h.csv", Wish(text="One more"), lambda *_: None) == 1


def test_a_search_that_was_stopped_says_so(
    sample: Program, shown: HistoryDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(chronicle, "LOOK", 2)
    monkeypatch.setattr(history, "search", _stopped)
    shown.filters.text.setText("no such word anywhere")
    shown.filters.changed.emit()
    qtbot.waitUntil(lambda: "Stopped" in shown.empty.text())
    assert shown.empty.text() == "Stopped before the beginning was reached."


def _stopped(*_about: object) -> HistoryPage:
    raise ReviewError(Code.CANCELLED, "Stopped; nothing was changed.")
