"""Correcting where an article came from."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.core.model import ArticleRow
from claimdesk.ui.dialogs.article_details import ArticleDetails

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Correcting:
    def __init__(self, dialog: ArticleDetails) -> None:
        self.dialog = dialog
        self.corrected: list[dict[str, str]] = []
        dialog.corrected.connect(self.corrected.append)
        self.save = dialog.findChildren(QPushButton, "article-details-save")[0]

    def line(self, name: str) -> QLineEdit:
        return self.dialog.findChildren(QLineEdit, f"article-{name}")[0]

    def type(self, name: str, text: str) -> None:
        self.line(name).selectAll()
        QTest.keyClick(self.line(name), Qt.Key.Key_Delete)
        QTest.keyClicks(self.line(name), text)

    def complaint(self) -> str:
        return self.dialog.findChildren(QLabel, "article-details-complaint")[0].text()


@pytest.fixture
def correcting(
    window: QMainWindow, article: ArticleRow, show: Callable[[QDialog], None]
) -> Correcting:
    dialog = ArticleDetails(article, window)
    show(dialog)
    return Correcting(dialog)


def test_only_what_was_changed_is_told(correcting: Correcting) -> None:
    correcting.type("title", "  Bridge reopened ")
    correcting.type("language", "de")
    QTest.keyClick(correcting.line("language"), Qt.Key.Key_Return)
    assert correcting.corrected == [{"title": "Bridge reopened", "language": "de"}]


def test_all_fields_can_be_changed(correcting: Correcting) -> None:
    wanted = {
        "title": "T",
        "publisher": "P",
        "author": "A",
        "published": "2025-12",
        "source_url": "https://s.example",
        "archived_url": "https://a.example",
        "captured": "2025-12-04",
        "language": "pt-BR",
    }
    for name, text in wanted.items():
        correcting.type(name.replace("_", "-"), text)
    QTest.mouseClick(correcting.save, Qt.MouseButton.LeftButton)
    assert correcting.corrected == [wanted]


def test_nothing_changed_tells_nothing(correcting: Correcting, qtbot: QtBot) -> None:
    QTest.mouseClick(correcting.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shiboken6.isValid(correcting.dialog))
    assert correcting.corrected == []


def test_a_title_may_not_be_blank(correcting: Correcting) -> None:
    correcting.type("title", "  ")
    assert not correcting.save.isEnabled()
    assert correcting.complaint() == "Title: An article needs a title."
    assert correcting.line("title").accessibleDescription() == "An article needs a title."
    QTest.keyClick(correcting.line("title"), Qt.Key.Key_Return)
    assert correcting.corrected == []
    correcting.type("title", "B")
    assert correcting.save.isEnabled()
    assert correcting.complaint() == ""


@pytest.mark.parametrize(
    ("name", "text", "is_fine"),
    [
        ("published", "2025", True),
        ("published", "2025-10", True),
        ("published", "2025-10-29", True),
        ("published", "", True),
        ("published", "29.10.2025", False),
        ("published", "2025-13", False),
        ("published", "2025-02-30", False),
        ("captured", "2025-10-29T08:00Z", True),
        ("captured", "yesterday", False),
        ("language", "", True),
        ("language", "English", False),
    ],
)
def test_dates_and_languages_are_checked_in_words(
    correcting: Correcting, name: str, text: str, is_fine: bool
) -> None:
    correcting.type(name, text)
    assert correcting.save.isEnabled() is is_fine
    assert (correcting.complaint() == "") is is_fine


def test_what_was_there_is_left_alone(correcting: Correcting) -> None:
    assert correcting.line("published").text() == "3 December"
    correcting.type("author", "B")
    assert correcting.save.isEnabled()


def test_an_article_whose_title_is_blank_already_can_be_opened(
    window: QMainWindow, article: ArticleRow
) -> None:
    assert ArticleDetails(replace(article, title=""), window).changes == {}
