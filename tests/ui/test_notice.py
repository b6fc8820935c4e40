"""The bar above the panes: one sentence, its ways out, gone without a trace."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from claimdesk.ui.base.message import Way
from claimdesk.ui.panes.notice import NoticeBar


def test_a_notice_shows_its_sentence_and_its_ways_until_it_is_cleared(qtbot: QtBot) -> None:
    bar, taken = NoticeBar(), list[str]()
    whole = bar.above(QLabel("below"))
    qtbot.addWidget(whole)
    whole.show()
    assert bar.isHidden()
    ways = [Way("one", "&One", lambda: taken.append("one")), Way("two", "T&wo", taken.clear)]
    bar.say("It was deleted.", ways, grave=True)
    assert bar.isVisible()
    assert bar.sentence.text() == bar.sentence.accessibleName() == "It was deleted."
    assert [one.accessibleIdentifier() for one in bar.buttons] == ["one", "two"]
    assert bar.property("notice") == "grave"
    bar.buttons[0].click()
    assert taken == ["one"]
    bar.say("Read only.", [], grave=False)
    assert (bar.buttons, bar.property("notice")) == ([], "calm")
    bar.clear()
    assert bar.isHidden()
