"""The page of first steps."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QTextBrowser

from claimdesk.core import resources
from claimdesk.core.model import Verdict
from claimdesk.ui.base.actions import ACTIONS, plain
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.first_steps import FirstSteps

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def steps(window: QMainWindow, theme: Theme, show: Callable[[QDialog], None]) -> FirstSteps:
    dialog = FirstSteps(window)
    show(dialog)
    return dialog


def page(steps: FirstSteps) -> QTextBrowser:
    return steps.findChildren(QTextBrowser, "first-steps-text")[0]


def source() -> str:
    return resources.path("help", "first-steps.html").read_text(encoding="utf-8")


def test_it_tells_the_loop_the_words_the_keys_and_what_is_saved(steps: FirstSteps) -> None:
    said = page(steps).toPlainText()
    for heading in ("A review in five minutes", "The words", "The keys", "What is saved when"):
        assert heading in said


def test_every_verdict_is_explained_under_its_name(steps: FirstSteps) -> None:
    said = page(steps).toPlainText().replace("\u00a0", " ")
    for verdict in (*Verdict, None):
        assert verdict_word(verdict) in said


def test_every_key_is_one_of_the_program() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    named = re.findall(r'class="key">&nbsp;([^&]+)&nbsp;', source())
    assert len(named) > 15
    assert [key for key in named if key not in known] == []


def test_every_menu_it_names_is_there() -> None:
    names = {plain(action.text).rstrip("…").lower() for action in ACTIONS}
    for menu, entry in re.findall(
        r"(File|Help),\s+(\w+(?:\s\w+)*?)(?:\)| writes| shows)", source()
    ):
        assert " ".join(entry.split()).lower() in names, (menu, entry)


def test_nothing_in_it_leads_to_the_network() -> None:
    assert "http" not in source()
    assert "<a " not in source()


def test_it_scrolls_with_the_keys(steps: FirstSteps) -> None:
    bar = page(steps).verticalScrollBar()
    assert page(steps).hasFocus()
    QTest.keyClick(page(steps), Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_it_is_written_again_in_other_colours_and_letters_at_the_same_place(
    steps: FirstSteps, theme: Theme, qapp: QApplication
) -> None:
    bar = page(steps).verticalScrollBar()
    bar.setValue(120)
    theme.prefer("dark")
    QApplication.processEvents()
    assert bar.value() == 120
    assert page(steps).viewport().grab().toImage().pixelColor(4, 4).lightness() < 80
    before = page(steps).document().size().height()
    font = steps.font()
    font.setPixelSize(26)
    steps.setFont(font)
    page(steps).setFont(font)
    QApplication.processEvents()
    assert page(steps).document().size().height() > before
