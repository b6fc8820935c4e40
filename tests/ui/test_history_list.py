"""The history of the current claim in the claim form."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.core.chronicle import HistoryRow
from claimdesk.core.model import Id, Subject, Verdict
from claimdesk.store import assessments, claims, notes
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.history_list import HistoryPart


@pytest.fixture
def part(qtbot: QtBot, project: Project, review: dict[str, Id], theme: Theme) -> HistoryPart:
    made = HistoryPart(project)
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show_claim(review["closed"])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def told(part: HistoryPart) -> list[str]:
    return [part.model.index(row, 0).data() for row in range(part.model.rowCount())]


def test_what_was_done_to_the_claim_is_listed_the_latest_first(
    part: HistoryPart, project: Project, review: dict[str, Id]
) -> None:
    claim = review["closed"]
    project.do("Mark", lambda s: assessments.decide(s, [claim], Verdict.DENIED))
    project.do("Edit", lambda s: assessments.describe(s, claim, reason="The city says so."))
    project.do("Edit", lambda s: assessments.describe(s, claim, reason="The city writes so."))
    project.do("Other", lambda s: claims.change(s, review["cost"], text="It cost 4 million."))
    part.show_claim(claim)
    assert told(part) == [
        "Reason: The city says so. → The city writes so.",
        "Reason: – → The city says so.",
        "Verdict given: Denied",
        "Passage linked: nobody crossed it",
        "Passage linked: The bridge was closed",
        "Claim made: The bridge was closed on Monday.",
    ]
    assert project.read(part.count, claim) == 6
    said = part.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Reason changed from The city says so. to The city writes so., Nina")


def test_cards_are_as_high_as_they_need_to_be_and_the_list_scrolls(
    part: HistoryPart, project: Project, review: dict[str, Id]
) -> None:
    claim = review["closed"]
    low = part.view.height()
    body = "A long note on the bridge that was closed. " * 6
    for _ in range(8):
        project.do("Note", lambda s: notes.add(s, Subject.CLAIM, claim, s.reviewer_id, body))
    part.show_claim(claim)
    assert part.view.height() > low
    assert part.view.verticalScrollBar().maximum() > 0
    wide = part.view.height()
    part.resize(200, 600)
    assert part.view.height() > wide


def test_cards_paint_old_values_struck_and_new_ones_underlined(
    part: HistoryPart, project: Project, review: dict[str, Id]
) -> None:
    claim = review["closed"]
    before = part.view.viewport().grab().toImage()
    project.do("Edit", lambda s: claims.change(s, claim, text="The bridge was shut on Monday."))
    project.do("Move", lambda s: s.action.write(("claim", claim), {"position": "a0"}))
    part.show_claim(claim)
    QTest.qWait(0)
    after = part.view.viewport().grab().toImage()
    assert before != after
    assert told(part)[:2] == [
        "Moved in the list",
        "Text: The bridge was closed on Monday. → The bridge was shut on Monday.",
    ]


def test_enter_on_a_card_and_the_link_below_ask_for_the_whole_history(
    part: HistoryPart, qtbot: QtBot
) -> None:
    asked: list[HistoryRow | None] = []
    part.whole_wanted.connect(asked.append)
    part.view.setFocus()
    part.view.setCurrentIndex(part.model.index(1, 0))
    QTest.keyClick(part.view, Qt.Key.Key_Return)
    QTest.keyClick(part.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(part.view, Qt.Key.Key_Down)
    QTest.mouseClick(part.whole, Qt.MouseButton.LeftButton)
    assert asked == [part.model.row_at(1), None]
    assert part.view.currentIndex().row() == 2
    assert part.stops == (part.view, part.whole)


def test_a_narrow_card_keeps_what_was_done_and_cuts_who_and_when(
    part: HistoryPart, qtbot: QtBot
) -> None:
    part.resize(120, 600)
    picture = QPixmap(part.size())
    part.render(picture, QPoint())
    assert not picture.isNull()
