"""The find bar: what is asked for, told in words, reached by keys, at every width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimdesk.core.query import Query
from claimdesk.ui.article.finder import Finding
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.find_bar import FindBar

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Asked:
    """What a bar asked for, in order."""

    def __init__(self, bar: FindBar) -> None:
        self.queries: list[Query] = []
        self.others: list[str] = []
        bar.wanted.connect(self.queries.append)
        bar.closed.connect(lambda: self.others.append("close"))
        bar.mark_wanted.connect(lambda: self.others.append("mark"))
        bar.stepped.connect(lambda by: self.others.append(f"step {by}"))


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> FindBar:
    bar = FindBar(theme)
    qtbot.addWidget(bar)
    bar.resize(420, 80)
    bar.open("word")
    with qtbot.waitActive(bar):
        bar.activateWindow()
    return bar


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(3, 12), "3 of 12"),
        (Finding(3, 120, is_complete=False), "3 of 120…"),
        (Finding(0, 120, is_complete=False), "120…"),
        (Finding(0, 0, is_complete=False), "Searching…"),
        (Finding(), "No matches"),
        (Finding(1, 12, rounds=1), "1 of 12, from the top"),
        (Finding(12, 12, rounds=-1), "12 of 12, from the end"),
        (Finding(trouble="This takes too long."), "This takes too long."),
    ],
)
def test_how_a_search_goes_is_told_in_words(bar: FindBar, finding: Finding, words: str) -> None:
    bar.show_finding(finding)
    assert bar.count.text() == words
    assert bar.next.isEnabled() == (finding.total > 0)
    assert bar.mark_button.isEnabled() == (finding.total > 0 and finding.is_complete)


def test_what_is_said_of_a_search_is_short(bar: FindBar) -> None:
    found = (Finding(1, 1), Finding(1, 7), Finding(), Finding(trouble="No."))
    assert [bar.said(one) for one in found] == ["1 match", "7 matches", "No matches", "No."]


def test_the_ways_of_finding_are_switched_by_key_and_remembered(qtbot: QtBot, bar: FindBar) -> None:
    asked = Asked(bar)
    for key in (Key.Key_M, Key.Key_W, Key.Key_R):
        QTest.keyClick(bar.text, key, ALT)
    qtbot.waitUntil(lambda: len(asked.queries) == 3)
    assert bar.query == Query("word", case=True, whole_word=True, is_regex=True)
    bar.case.click()
    bar.hide()
    bar.open("")
    assert asked.queries[-1] == Query("word", whole_word=True, is_regex=True)
    bar.open("1.5 (of 2)")
    assert asked.queries[-1].text == r"1\.5 \(of 2\)"


def test_every_part_has_a_name_a_tip_and_a_key_of_its_own(bar: FindBar) -> None:
    parts = (*bar._toggles, bar.previous, bar.next, bar.close_button, bar.mark_button)
    assert all(part.accessibleName() and part.toolTip() for part in parts)
    assert len({part.accessibleIdentifier() for part in parts}) == len(parts)
    keys = [part.shortcut().toString() for part in (*bar._toggles, bar.mark_button)]
    assert keys == ["Alt+M", "Alt+W", "Alt+R", "Alt+K"]


def test_tab_goes_through_the_bar_and_enter_presses_what_it_stands_on(bar: FindBar) -> None:
    asked = Asked(bar)
    bar.show_finding(Finding(1, 2))
    order = []
    for _ in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleIdentifier())
        QTest.keyClick(focused, Key.Key_Tab)
    assert order == [
        *("find-text", "find-case", "find-whole-word", "find-regex", "find-mark-all"),
        *("find-chevron-up", "find-chevron-down"),
    ]
    QTest.keyClick(bar.whole_word, Key.Key_Tab)
    for button in (bar.mark_button, bar.next, bar.close_button, bar.text):
        button.setFocus()
        QTest.keyClick(button, Key.Key_Return)
    assert asked.others == ["mark", "step 1", "close", "step 1"]
    bar.case.setFocus()
    QTest.keyClick(bar.case, Key.Key_Enter)
    assert asked.queries[-1].case


@pytest.mark.parametrize(("width", "rows"), [(420, 2), (1100, 1)])
def test_all_stands_in_one_row_where_there_is_room(
    qtbot: QtBot, bar: FindBar, width: int, rows: int
) -> None:
    bar.resize(1100, 80)
    bar.resize(width, 80)

    def is_one_row() -> bool:
        middles = [part.mapTo(bar, part.rect().center()).y() for part in (bar.text, bar.case)]
        return abs(middles[0] - middles[1]) < 5

    qtbot.waitUntil(lambda: bar.width() == width and is_one_row() == (rows == 1))
    assert bar.minimumSizeHint().width() <= 420
    assert bar.text.width() >= 150
