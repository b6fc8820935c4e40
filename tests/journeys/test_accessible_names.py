"""What a screen reader and the Tab key find: a name on every control, no trap, every pane."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QKeySequenceEdit, QWidget

from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run

PANES = ("article-list", "article-text", "claim-filter", "verdict-filter", "claim-list")
FORM = (
    *("claim-text", "claimant", "said-on", "said-where", "verdict-confirmed", "verdict-denied"),
    *("verdict-unverified", "stage", "tag-edit", "passage-list", "passage-stance"),
    *("passage-voice", "passage-speaker"),
)
PARTED = (QAbstractSpinBox, QComboBox, QKeySequenceEdit)
"""Controls that speak for the parts Qt makes them of."""
DIALOGS = {
    "export": ("Ctrl+E",),
    "paste-article": ("Ctrl+Shift+V",),
    "preferences": ("Ctrl+,",),
    "palette": ("Ctrl+K",),
    "manual": ("F1",),
    "shortcuts": ("Ctrl+/",),
    "link-picker": ("Ctrl+L",),
}


def unnamed(window: QWidget) -> list[str]:
    """Return the controls on the screen that have no name to be read out."""
    missing = []
    for widget in (window, *window.findChildren(QWidget)):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        is_part = isinstance(widget.parent(), PARTED)
        if is_part or not (takes_focus and widget.isVisible() and widget.isEnabled()):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name).strip():
            missing.append(f"{type(widget).__name__} “{widget.objectName()}”")
    return missing


def test_every_control_of_the_window_has_a_name() -> None:
    def work(p: Person) -> None:
        p.press("Alt+Down", "Ctrl+3", "Ctrl+F")
        assert unnamed(p.window) == []
        p.press("Ctrl+W")
        assert unnamed(p.window) == []

    run(work, "--sample")


@pytest.mark.parametrize("identifier", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(identifier: str, answers: Answers) -> None:
    def work(p: Person) -> None:
        p.tab_to("article-text")
        p.select_by_keys(0, 7)
        p.press(*DIALOGS[identifier])
        p.until(lambda: p.sees(identifier), "the dialog is open")
        dialog = p.find(identifier)
        assert dialog.accessibleName()
        assert unnamed(dialog) == []
        p.press("Escape")
        p.until(lambda: not p.sees(identifier), "Esc closes the dialog")

    run(work, "--sample")


@pytest.mark.parametrize(
    ("identifier", "menu", "entry"),
    [("about", "Help", "About Claimdesk…"), ("article-details", "Article", "Article details…")],
)
def test_every_control_of_a_dialog_from_the_menus_has_a_name(
    identifier: str, menu: str, entry: str
) -> None:
    def work(p: Person) -> None:
        p.choose_menu(menu, entry)
        p.until(lambda: p.sees(identifier), "the dialog is open")
        assert unnamed(p.find(identifier)) == []
        p.press("Escape")
        p.until(lambda: not p.sees(identifier), "Esc closes the dialog")

    run(work, "--sample")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_reaches_every_pane_and_leaves_each(key: str) -> None:
    def work(p: Person) -> None:
        p.press("Alt+Down")
        p.tab_to("article-text")
        seen = []
        while p.focus not in seen:
            seen.append(p.focus)
            p.press(key)
        assert p.focus == "article-text", "Tab goes round"
        assert set(PANES + FORM) <= set(seen)
        assert "" not in seen
        in_order = [one for one in seen if one in PANES + FORM]
        wanted = PANES[1:] + FORM + PANES[:1]
        assert in_order == list(wanted if key == "Tab" else (wanted[0], *wanted[:0:-1]))

    run(work, "--sample")


def test_a_menu_opens_by_key_at_the_text_and_at_the_claim() -> None:
    def work(p: Person) -> None:
        for place in ("article-text", "claim-list", "article-list"):
            p.tab_to(place)
            p.menu_by_key()
            p.until(QApplication.activePopupWidget, "the context menu is open")
            p.press("Escape")
            p.window.activateWindow()
            p.until(p.window.isActiveWindow, "the window has the keyboard again")
            assert p.focus == place

    run(work, "--sample")
