"""Making an article of pasted text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMainWindow, QPlainTextEdit, QPushButton

from claimdesk.core.model import ReadArticle
from claimdesk.ui.dialogs.paste_article import TITLE, PasteArticle, first_line

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TEXT = "\n  Bridge closed \nIt was\u00a0“closed”\ton Monday. \U0001f6a7\n\nThe end."
Start = Callable[[str], "Pasting"]


class Pasting:
    def __init__(self, dialog: PasteArticle) -> None:
        self.dialog = dialog
        self.pasted: list[ReadArticle] = []
        dialog.pasted.connect(self.pasted.append)
        self.add = dialog.findChildren(QPushButton, "paste-article-add")[0]
        self.text = dialog.findChildren(QPlainTextEdit, "paste-text")[0]

    def line(self, name: str) -> QLineEdit:
        return self.dialog.findChildren(QLineEdit, f"paste-{name}")[0]

    def complaint(self) -> str:
        return self.dialog.findChildren(QLabel, "paste-complaint")[0].text()


@pytest.fixture
def start(window: QMainWindow, show: Callable[[QDialog], None]) -> Start:
    def open_dialog(clipboard: str) -> Pasting:
        QGuiApplication.clipboard().setText(clipboard)
        dialog = PasteArticle(None, window)
        show(dialog)
        return Pasting(dialog)

    return open_dialog


def test_the_clipboard_is_taken_exactly(start: Start) -> None:
    pasting = start(TEXT)
    assert pasting.line("title").hasFocus()
    assert pasting.line("title").placeholderText() == "Bridge closed"
    QTest.keyClick(pasting.line("title"), Qt.Key.Key_Return)
    assert pasting.pasted == [ReadArticle(text=TEXT, title="Bridge closed")]


def test_all_that_is_known_goes_along(start: Start) -> None:
    pasting = start(TEXT)
    for name, text in (
        ("title", " A title"),
        ("publisher", "The Paper"),
        ("url", "https://p.example"),
        ("published", "2025-10"),
    ):
        QTest.keyClicks(pasting.line(name), text)
    QTest.mouseClick(pasting.add, Qt.MouseButton.LeftButton)
    assert pasting.pasted == [
        ReadArticle(
            text=TEXT,
            title="A title",
            publisher="The Paper",
            published="2025-10",
            url="https://p.example",
        )
    ]


def test_without_text_nothing_can_be_added(start: Start) -> None:
    pasting = start("")
    assert pasting.text.hasFocus()
    assert not pasting.add.isEnabled()
    pasting.text.setPlainText(" \n ")
    assert not pasting.add.isEnabled()
    QTest.keyClicks(pasting.text, "x")
    assert pasting.add.isEnabled()
    QTest.keyClick(pasting.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [article.title for article in pasting.pasted] == ["x"]


def test_a_date_is_checked_in_words(start: Start) -> None:
    pasting = start(TEXT)
    QTest.keyClicks(pasting.line("published"), "Monday")
    assert not pasting.add.isEnabled()
    assert pasting.complaint().startswith("Write a date as")


def test_tab_leaves_the_text(start: Start) -> None:
    pasting = start("")
    QTest.keyClick(pasting.text, Qt.Key.Key_Tab)
    assert not pasting.text.hasFocus()
    assert pasting.text.toPlainText() == ""


def test_a_long_first_line_is_cut_between_characters() -> None:
    assert first_line("word " * 40) == ("word " * 16).rstrip()
    flags = "a" + "\U0001f1fa\U0001f1e6" * 60
    assert len(first_line(flags)) == 79
    assert first_line("") == ""


@given(st.text())
def test_a_title_is_one_short_line(text: str) -> None:
    title = first_line(text)
    assert len(title) <= TITLE
    assert "\n" not in title
    assert bool(title) == bool(text.strip())
