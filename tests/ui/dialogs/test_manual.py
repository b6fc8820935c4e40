"""The manual: its pages, the words and keys they name, the links, and the find field."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QTextBrowser,
)

from claimdesk.core import resources
from claimdesk.core.model import Verdict
from claimdesk.ui.base.actions import ACTIONS, plain
from claimdesk.ui.base.colours import DARK, LIGHT
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.manual import PAGES, Manual, title_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def manual(window: QMainWindow, theme: Theme, show: Callable[[QDialog], None]) -> Manual:
    dialog = Manual("first-steps", window)
    show(dialog)
    return dialog


def page(manual: Manual) -> QTextBrowser:
    return manual.findChildren(QTextBrowser, "manual-text")[0]


def titles(manual: Manual) -> list[str]:
    """Return the pages that are in the list now."""
    shown = manual.findChildren(QListWidget, "manual-pages")[0]
    items = [shown.item(row) for row in range(shown.count())]
    return [item.text() for item in items if not item.isHidden()]


def source(name: str) -> str:
    return resources.path("help", f"{name}.html").read_text(encoding="utf-8")


def test_the_first_steps_tell_the_loop_the_words_the_keys_and_what_is_saved(
    manual: Manual,
) -> None:
    said = page(manual).toPlainText()
    for heading in ("A review in five minutes", "The words", "The keys", "What is saved when"):
        assert heading in said


def test_every_verdict_is_explained_under_its_name(manual: Manual) -> None:
    said = page(manual).toPlainText().replace("\u00a0", " ")
    for verdict in (*Verdict, None):
        assert verdict_word(verdict) in said


def test_every_key_is_one_of_the_program() -> None:
    known = {key for action in ACTIONS for key in action.keys}
    named = [
        key
        for name in PAGES
        for key in re.findall(r'class="key">&nbsp;([^&]+)&nbsp;', source(name))
        if not key.startswith("claimdesk-cli ")
    ]
    assert len(named) > 15
    assert [key for key in named if key not in known] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_menu_a_page_names_is_there(name: str) -> None:
    entries = {(one.menu, plain(one.text).rstrip("…").lower()) for one in ACTIONS}
    text = " ".join(source(name).split())
    pattern = r"(?:<b>|\()(File|Edit|Help|Tools), (\w+(?: \w+)*?)(?:\)|</b>)"
    for menu, entry in re.findall(pattern, text):
        assert (menu.lower(), entry.lower()) in entries, (menu, entry)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_called_as_it_is_headed_and_leads_to_other_pages_only(name: str) -> None:
    text = source(name)
    assert f"<h1>{title_of(name)}</h1>" in text
    assert "http" not in text
    links = re.findall(r'href="([^"]*)"', text)
    assert [link for link in links if link.removeprefix("page:") not in PAGES] == []
    assert all(link.startswith("page:") for link in links)


def test_the_pages_say_what_is_promised_and_what_is_not() -> None:
    said = {name: " ".join(re.sub("<[^>]*>", "", source(name)).split()) for name in PAGES}
    assert "There is no unsaved state" in said["keeping"]
    assert "A name is not a signature" in said["keeping"]
    assert "one person at a time works in one file" in said["sharing"]
    for choice in ("Read only.", "Work on a copy.", "Open anyway."):
        assert choice in said["sharing"]
    assert "Backups lie on this computer" in said["backups"]
    assert "confidential evidence" in said["backups"]
    assert "nothing is fetched from the internet" in said["importing"]
    assert "a claim may stand in what is not there" in said["importing"]
    assert "is in no export" in said["exporting"]
    assert "Save what can be saved" in said["rescue"]
    assert "Undo survives closing" in said["history"]


def test_a_link_turns_to_its_page(manual: Manual) -> None:
    page(manual).anchorClicked.emit("page:keeping")
    assert "There is no unsaved state" in page(manual).toPlainText()
    assert page(manual).accessibleName() == "How your work is kept"


def test_what_is_typed_into_the_find_field_leaves_the_pages_that_have_it(manual: Manual) -> None:
    field = manual.findChildren(QLineEdit, "manual-find")[0]
    found = manual.findChildren(QLabel, "manual-found")[0]
    assert not found.isVisible()
    QTest.keyClicks(field, "SIGNATURE")
    assert titles(manual) == [
        *("How your work is kept", "Working with others", "Undo and history"),
    ]
    assert found.text() == "3 matches"
    assert page(manual).textCursor().selectedText() == "signature"
    assert len(page(manual).extraSelections()) == 1

    QTest.keyClicks(field, "x")
    assert (titles(manual), found.text()) == ([], "0 matches")
    assert page(manual).extraSelections() == []

    field.clear()
    assert len(titles(manual)) == len(PAGES)
    assert not found.isVisible()


def test_return_goes_from_match_to_match_and_round(manual: Manual) -> None:
    field = manual.findChildren(QLineEdit, "manual-find")[0]
    manual.turn_to("rescue")
    field.setFocus()
    QTest.keyClicks(field, "journal")
    places = []
    for _ in range(len(page(manual).extraSelections()) + 1):
        places.append(page(manual).textCursor().position())
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert manual.isVisible()
    assert len(set(places)) == len(places) - 1 == 2
    assert places[0] == places[-1]
    manual.turn_to("keeping")
    assert page(manual).textCursor().selectedText() == "journal"


def test_it_scrolls_with_the_keys(manual: Manual) -> None:
    bar = page(manual).verticalScrollBar()
    assert page(manual).hasFocus()
    QTest.keyClick(page(manual), Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_it_is_written_again_in_other_colours_and_letters_at_the_same_place(
    manual: Manual, theme: Theme, qapp: QApplication
) -> None:
    manual.turn_to("keeping")
    assert link_colour(manual) == QColor(LIGHT.caret)
    bar = page(manual).verticalScrollBar()
    bar.setValue(120)
    theme.prefer("dark")
    QApplication.processEvents()
    assert bar.value() == 120
    assert link_colour(manual) == QColor(DARK.caret)
    assert page(manual).viewport().grab().toImage().pixelColor(4, 4).lightness() < 80
    before = page(manual).document().size().height()
    font = manual.font()
    font.setPixelSize(26)
    manual.setFont(font)
    page(manual).setFont(font)
    QApplication.processEvents()
    assert page(manual).document().size().height() > before


def link_colour(manual: Manual) -> QColor:
    """Return the colour of the first link on the page."""
    block = page(manual).document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            style = pieces.fragment().charFormat()
            if style.isAnchor():
                return style.foreground().color()
            pieces += 1
        block = block.next()
    raise AssertionError("no link")
