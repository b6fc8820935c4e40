"""What is laid into the document for screen readers, how much of it, and what is said in words."""

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from claimdesk.core.model import HighlightRow, Stance, Verdict
from claimdesk.ui.article.accessibility import MOST, MOST_WHEN_HEARD, in_words
from claimdesk.ui.article.view import ArticleView

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = "Officials said that nothing had been decided yet.\n" * 1000


@pytest.fixture
def screen_reader() -> Iterator[None]:
    """Make believe that a screen reader listens."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


def many(row: MakeRow, count: int) -> list[HighlightRow]:
    hand = random.Random(count)
    starts = (hand.randrange(1000) * 50 + hand.randrange(48) for _ in range(count))
    return [row(n, start, start + hand.randrange(1, 40)) for n, start in enumerate(starts)]


def told(view: ArticleView, index: int) -> bool:
    cursor = QTextCursor(view.document())
    cursor.setPosition(index + 1)
    return cursor.charFormat().underlineStyle() is not QTextCharFormat.UnderlineStyle.NoUnderline


@pytest.mark.parametrize(
    ("verdict", "stance", "words"),
    [
        (Verdict.CONFIRMED, Stance.ASSERTS, "Claim 12, confirmed"),
        (Verdict.DENIED, Stance.DISPUTES, "Claim 12, denied, disputed here"),
        (Verdict.UNVERIFIED, Stance.MENTIONS, "Claim 12, unverified, mentioned here"),
        (None, Stance.SUPPORTS, "Claim 12, not reviewed, supported here"),
    ],
)
def test_a_highlight_says_number_verdict_and_stance(
    row: MakeRow, verdict: Verdict | None, stance: Stance, words: str
) -> None:
    assert in_words(row(12, 0, 9, verdict, stance=stance)) == words
    assert in_words(row(None, 0, 9)) == "Passage without a claim"


def test_some_thousand_highlights_are_laid_into_the_text_always(
    view: ArticleView, row: MakeRow, qtbot: QtBot
) -> None:
    rows = many(row, MOST)
    view.set_article(TEXT, rows)
    qtbot.waitUntil(lambda: all(told(view, one.start) for one in rows))
    view.set_article(TEXT, many(row, MOST + 1))
    assert not any(told(view, index) for index in range(0, len(TEXT), 100))


def test_all_that_an_article_may_have_are_laid_into_it_while_a_screen_reader_listens(
    view: ArticleView, row: MakeRow, screen_reader: None
) -> None:
    rows = many(row, MOST_WHEN_HEARD)
    view.set_article(TEXT, rows)
    assert all(told(view, one.start) for one in rows[::50])
    added = row(99_999, 0, 9, Verdict.DENIED, passage=b"added")
    view.set_highlights([*rows[:-1], added])
    assert told(view, 0)
