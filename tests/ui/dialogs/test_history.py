"""The window of the history: filters, pages, one entry in full, bringing back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMainWindow, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from claimdesk.core.chronicle import Hindrance, HistoryRow, Tally
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Because, Id, Verdict
from claimdesk.store import assessments, chronicle, claims, evidence
from claimdesk.store.chronicle import Wish
from claimdesk.store.since import Differences, Side
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.dialogs.history.dialog import HistoryDialog
from claimdesk.ui.dialogs.history.filters import Doing, Moments, Time
from claimdesk.ui.models.happened import Part

NOBODY = Side((), (), 0)


class Reading:
    """The window as its user meets it."""

    def __init__(self, dialog: HistoryDialog) -> None:
        self.dialog = dialog
        self.searched: list[tuple[Wish, int]] = []
        self.counted: list[Wish] = []
        self.exported: list[Wish] = []
        self.gone: list[HistoryRow] = []
        dialog.search_wanted.connect(lambda *about: self.searched.append(about))
        dialog.count_wanted.connect(self.counted.append)
        dialog.export_wanted.connect(self.exported.append)
        dialog.go_wanted.connect(self.gone.append)

    @property
    def told(self) -> list[str]:
        model = self.dialog.model
        return [model.index(row, 4).data() for row in range(model.rowCount())]

    @property
    def headline(self) -> str:
        return self.dialog.headline.text()

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChildren(QPushButton, name)[0]

    def pane(self, name: str) -> QTextEdit:
        return self.dialog.findChildren(QTextEdit, name)[0]

    def choose(self, place: int) -> None:
        self.dialog.table.setCurrentIndex(self.dialog.model.index(place, 0))

    def only(self, doing: Doing) -> None:
        self.dialog.filters.doing.show_choice(doing)
        self.dialog.filters.changed.emit()

    def at(self, when: Time) -> None:
        self.dialog.filters.time.show_choice(when)
        self.dialog.filters.time.picked.emit(when)


@pytest.fixture
def claim(review: dict[str, Id], project: Project) -> Id:
    claim_id = review["closed"]
    project.do("Mark", lambda s: assessments.decide(s, [claim_id], Verdict.CONFIRMED))
    project.do("Edit", lambda s: assessments.describe(s, claim_id, reason="The city says so."))
    project.do("Edit", lambda s: assessments.describe(s, claim_id, reason="The mayor says so."))
    return claim_id


@pytest.fixture
def reading(
    claim: Id, project: Project, window: QMainWindow, show: Callable[[QDialog], None]
) -> Reading:
    now = int(dt.datetime.now().astimezone().timestamp() * 1000)
    dialog = HistoryDialog(project, Moments(now - 1000, now - 2000), window)
    show(dialog)
    return Reading(dialog)


def test_everything_is_listed_the_latest_first_and_the_latest_is_shown_in_full(
    reading: Reading,
) -> None:
    assert reading.headline.startswith("As it reached this file, the latest first;")
    assert reading.told[0] == "Reason: The city says so. → The mayor says so."
    assert reading.told[-2:] == ["Project made: Project", "Joined: Nina Marsh"]
    detail = reading.dialog.detail
    assert detail.heading.text() == "Claim 1 “The bridge was closed on Monday.”"
    assert detail.under.text().startswith("Nina Marsh · Today, ")
    assert detail.under.text().endswith(" · Edit reason")
    assert reading.pane("history-before").toPlainText() == "The city says so."
    assert reading.pane("history-after").toPlainText() == "The mayor says so."
    assert "line-through" in reading.pane("history-before").toHtml()
    assert "underline" in reading.pane("history-after").toHtml()


def test_an_old_value_comes_back_by_its_button_and_by_undo_goes_again(
    reading: Reading, project: Project, claim: Id
) -> None:
    assert not reading.button("history-restore-after").isEnabled()
    assert reading.dialog.detail.after.why.text() == "This is the present value."
    reading.button("history-restore-before").click()
    assert project.read(assessments.rows, claim)[0].reason == "The city says so."
    assert reading.told[0] == "Reason: The mayor says so. → The city says so."
    assert project.undo_stack.undoText() == "Restore “Reason”"
    project.undo_stack.undo()
    assert project.read(assessments.rows, claim)[0].reason == "The mayor says so."
    place = reading.told.index("Reason: – → The city says so.")
    reading.choose(place)
    reading.button("history-restore-after").click()
    assert project.read(assessments.rows, claim)[0].reason == "The city says so."


def test_the_verdict_of_somebody_else_cannot_be_restored_and_it_is_said_why(
    reading: Reading, project: Project, claim: Id
) -> None:
    other = derived_id("reviewer", b"Omar Bell")

    def theirs(session: Session) -> None:
        session.action.put(("reviewer", other), {"name": "Omar Bell", "initials": "OB"})
        from_them = {"verdict": Verdict.DENIED, "claim_id": claim, "reviewer_id": other}
        key = ("assessment", derived_id("assessment", claim, other))
        session.action.put(key, {**from_them, "decided_ms": 1, "reason": "No."})
        session.action.write(key, {"reason": "Certainly not."})

    project.do("Load", theirs)
    assert reading.told[0] == "Reason: No. → Certainly not."
    reading.choose(0)
    assert not reading.button("history-restore-before").isEnabled()
    said = reading.dialog.detail.before.why.text()
    assert said == "Only whoever gave this verdict can bring it back."


def test_removed_items_are_listed_and_come_back_with_what_went_with_them(
    reading: Reading, project: Project, claim: Id
) -> None:
    project.do("Remove", lambda s: claims.remove(s, [claim]))
    reading.only(Doing.STILL_REMOVED)
    assert reading.told == [
        "Passage removed: nobody crossed it",
        "Passage removed: The bridge was closed",
        "Claim removed: The bridge was closed on Monday.",
    ]
    reading.choose(2)
    assert not reading.button("history-go").isEnabled()
    assert "“The bridge was closed on Monday.”" in reading.dialog.detail.whole.toPlainText()
    reading.button("history-restore").click()
    assert project.read(claims.row, claim) is not None
    assert project.undo_stack.undoText() == "Restore claim"
    assert reading.told == []
    assert reading.dialog.empty.text() == "Nothing of this kind was done."
    assert not reading.button("history-export").isEnabled()
    assert not reading.dialog.detail.isVisible()


def test_what_is_added_is_shown_with_what_it_began_with(reading: Reading, project: Project) -> None:
    project.do("Add", lambda s: evidence.add(s, title="A photo", url="https://x.example"))
    reading.choose(0)
    assert reading.dialog.detail.whole.toPlainText() == (
        "Evidence added\nTitle: A photo\nAddress: https://x.example"
    )
    assert not reading.button("history-restore").isVisible()


def test_filters_narrow_the_list(reading: Reading) -> None:
    filters = reading.dialog.filters
    filters.part.show_choice(Part.VERDICTS)
    filters.changed.emit()
    assert len(reading.told) == 3
    reading.only(Doing.ADDED)
    assert reading.told == ["Verdict given: Confirmed"]
    filters.who.setCurrentIndex(1)
    filters.who.activated.emit(1)
    assert reading.told == ["Verdict given: Confirmed"]
    assert filters.wish.reviewer_id is not None


def test_words_are_looked_for_after_a_moment(reading: Reading, qtbot: QtBot) -> None:
    text = reading.dialog.filters.text
    text.setFocus()
    QTest.keyClicks(text, "MAYOR says")
    qtbot.waitUntil(lambda: len(reading.told) == 1)
    assert reading.told == ["Reason: The city says so. → The mayor says so."]


def test_a_time_narrows_the_list_and_asks_for_a_count(reading: Reading) -> None:
    for when, lead in (
        (Time.TODAY, "Today"),
        (Time.YESTERDAY, "Yesterday"),
        (Time.WEEK, "In the last 7 days"),
    ):
        reading.at(when)
        assert reading.headline == lead
        assert len(reading.counted) > 0
    assert reading.counted[0].until_ms is None
    assert reading.counted[1].until_ms == reading.counted[0].since_ms
    reading.at(Time.OPENING)
    assert reading.headline.startswith("Since I last had it open (Today, ")
    reading.at(Time.BACKUP)
    assert reading.headline.startswith("Since the last backup (Today, ")
    wish = reading.dialog.filters.wish
    reading.dialog.show_tally(wish, (Tally("claim", 3, 0, 0),))
    assert reading.headline.endswith("): 3 claims new.")
    reading.at(Time.ANY)
    reading.dialog.show_tally(wish, (Tally("claim", 3, 0, 0),))
    assert reading.headline.startswith("As it reached this file, the latest first;")


def test_a_day_is_chosen_from_a_calendar(reading: Reading) -> None:
    filters = reading.dialog.filters
    assert not filters.day.isVisible()
    reading.at(Time.DAY)
    assert filters.day.isVisible()
    assert len(reading.told) > 3
    filters.day.setDate(QDate(2020, 2, 29))
    assert reading.told == []
    assert reading.headline == "On 2020-02-29"
    reading.at(Time.SINCE)
    assert reading.headline == "Since 2020-02-29"
    assert len(reading.told) > 3


def test_moments_nobody_knows_are_not_offered(
    claim: Id, project: Project, window: QMainWindow, qtbot: QtBot
) -> None:
    dialog = HistoryDialog(project, Moments(), window)
    words = [dialog.filters.time.itemText(n) for n in range(dialog.filters.time.count())]
    assert "Since the last backup" not in words
    assert "Since a day" in words
    dialog.close()


def test_a_long_history_is_read_as_far_as_it_is_scrolled(
    claim: Id, project: Project, window: QMainWindow, show: Callable[[QDialog], None], qtbot: QtBot
) -> None:
    project.do("Fill", lambda s: [claims.add(s, f"Claim {n}") for n in range(150)])
    dialog = HistoryDialog(project, Moments(), window)
    show(dialog)
    reading = Reading(dialog)
    assert dialog.model.rowCount() == chronicle.PAGE
    bar = dialog.table.verticalScrollBar()
    while dialog.model.rowCount() < 120:
        bar.setValue(0)
        bar.setValue(bar.maximum())
    assert reading.told[70] == "Claim made: Claim 79"
    project.do("Edit", lambda s: claims.change(s, claim, text="Other."))
    assert dialog.model.rowCount() >= 120
    assert reading.told[0].startswith("Text: ")


def test_what_is_rare_is_searched_further_back_in_the_background(
    claim: Id,
    project: Project,
    window: QMainWindow,
    show: Callable[[QDialog], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chronicle, "LOOK", 3)
    dialog = HistoryDialog(project, Moments(), window)
    show(dialog)
    reading = Reading(dialog)
    reading.only(Doing.REMOVED)
    ((wish, before),) = reading.searched
    assert dialog.empty.text() == "Looking further back…"
    bar = dialog.table.verticalScrollBar()
    bar.valueChanged.emit(bar.maximum())
    dialog.show_found(Wish(text="old"), (), None)
    assert dialog.empty.text() == "Looking further back…"
    rows = project.read(chronicle.page, Wish(), before).rows
    dialog.show_found(wish, rows, None)
    assert dialog.model.rows == list(rows)
    dialog.show_found(wish, (), None)
    dialog.stop_searching()
    assert dialog.model.rows == list(rows)
    reading.only(Doing.RESTORED)
    dialog.stop_searching()
    assert dialog.empty.text() == "Stopped before the beginning was reached."


def test_a_claim_alone_and_the_whole_again(reading: Reading, claim: Id) -> None:
    reading.dialog.keep_to(claim, "Claim 1 and all that hangs on it.")
    assert reading.headline == "Claim 1 and all that hangs on it."
    assert reading.told[-1] == "Claim made: The bridge was closed on Monday."
    third = reading.dialog.model.row_at(2)
    assert third is not None
    reading.dialog.choose(third.key)
    assert reading.dialog.table.currentIndex().row() == 2
    reading.button("history-all").click()
    assert reading.headline.startswith("As it reached this file, the latest first;")
    assert reading.told[-2:] == ["Project made: Project", "Joined: Nina Marsh"]


def test_another_copy_is_shown_beside_and_nothing_of_it_can_be_restored(
    reading: Reading, project: Project
) -> None:
    here, there, *_ = project.read(chronicle.page).rows
    found = Differences(
        Side((here,), (Tally("assessment", 0, 1, 0),), 1),
        Side((there,), (Tally("claim", 3, 0, 0),), 1),
    )
    reading.dialog.show_differences("copy", found)
    assert reading.headline == (
        "Only in this project: 1 verdict changed.\nOnly in “copy”: 3 claims new."
    )
    reading.choose(0 if here.when_ms < there.when_ms else 1)
    assert reading.dialog.detail.under.text().endswith(" · only in the other copy")
    assert reading.dialog.detail.before.why.text() == "This is only in the other copy."
    assert not reading.button("history-export").isEnabled()
    assert reading.button("history-go").isEnabled()
    sides = {str(reading.dialog.model.index(row, 2).data()) for row in range(2)}
    assert sides == {"copy", "this project"}
    assert not reading.dialog.table.isColumnHidden(2)
    project.do("Edit", lambda s: claims.remove(s, [row.id for row in claims.rows(s)]))
    assert len(reading.told) == 2
    assert not reading.button("history-go").isEnabled()
    reading.dialog.show_tally(reading.dialog.filters.wish, ())
    assert reading.headline.startswith("Only in this project")
    reading.dialog.show_differences("copy", Differences(NOBODY, NOBODY))
    assert reading.dialog.empty.text() == "Both copies have the same history."


def test_return_and_a_double_click_lead_to_the_record(reading: Reading, qtbot: QtBot) -> None:
    reading.dialog.table.setFocus()
    QTest.keyClick(reading.dialog.table, Qt.Key.Key_Return)
    first = reading.dialog.model.row_at(0)
    assert reading.gone == [first]
    reading.dialog.table.doubleClicked.emit(reading.dialog.model.index(0, 0))
    assert reading.gone == [first, first]


def test_what_is_removed_cannot_be_gone_to(reading: Reading, project: Project, claim: Id) -> None:
    project.do("Remove", lambda s: claims.remove(s, [claim]))
    reading.choose(0)
    reading.dialog.table.doubleClicked.emit(reading.dialog.model.index(0, 0))
    assert reading.gone == []
    assert reading.dialog.detail.go.toolTip() == "It is removed, so it is nowhere."


def test_values_that_stood_beside_are_told_in_a_sentence(
    reading: Reading, project: Project
) -> None:
    (row, *_) = project.read(chronicle.page).rows
    settled = replace(row, changes=(replace(row.changes[0], beside=("The police say so.",)),))
    reading.dialog.detail.show_row(settled, (Hindrance.NONE,) * 3, "")
    assert reading.dialog.detail.beside.text() == (
        "Somebody had set it to “The police say so.” without seeing this."
    )


def test_a_verdict_that_is_not_unverified_has_no_why(
    reading: Reading, project: Project, claim: Id
) -> None:
    project.do("A", lambda s: assessments.decide(s, [claim], Verdict.UNVERIFIED))
    project.do("B", lambda s: assessments.describe(s, claim, because=Because.NOT_CHECKABLE))
    project.do("C", lambda s: assessments.decide(s, [claim], Verdict.DENIED))
    place = next(
        n for n, told in enumerate(reading.told) if told.endswith("Not said → Not checkable")
    )
    reading.choose(place)
    assert reading.dialog.detail.after.why.text() == "The verdict is not “unverified” now."


def test_people_and_the_project_have_no_place_to_go_to(reading: Reading) -> None:
    reading.choose(len(reading.told) - 1)
    assert reading.dialog.detail.heading.text() == "Nina Marsh"
    assert not reading.button("history-go").isEnabled()


def test_the_export_asks_for_what_is_shown(reading: Reading) -> None:
    reading.only(Doing.CHANGED)
    reading.button("history-export").click()
    assert reading.exported == [reading.dialog.filters.wish]
