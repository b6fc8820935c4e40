"""A person at the program: looks at what is on the screen, types, clicks, drags.

Keys go to the window that has the focus, clicks to the place on the window, so that a key that is
taken or a widget that is covered fails as it would for a reviewer.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QScrollArea, QWidget

from claimdesk.core.sentences import next_sentence
from claimdesk.core.text import next_grapheme
from claimdesk.ui.base.message import Message
from claimdesk.ui.dialogs.progress import ProgressStrip
from claimdesk.ui.main_window import MainWindow

PATIENCE = 60.0
"""Seconds until something that should have happened is given up."""
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_PLAIN = Qt.KeyboardModifier.NoModifier


class Person:
    """Somebody who uses the program through screen, keyboard and mouse."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        window.activateWindow()
        self.until(window.isActiveWindow, "the window is active")

    # Looking -------------------------------------------------------------------------------

    def until(self, condition: Callable[[], object], what: str = "what was waited for") -> None:
        """Wait until something is so."""
        last_moment = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > last_moment:
                raise AssertionError(f"not so after {PATIENCE:.0f} s: {what}; {_on_screen()}")
            QTest.qWait(5)

    def settle(self) -> None:
        """Wait until background work is done and the window has drawn itself."""
        QTest.qWait(10)
        strip = self.window.status.findChild(ProgressStrip)
        assert strip is not None
        self.until(lambda: not strip.is_working, "the work in the background is done")
        QApplication.processEvents()

    def find(self, identifier: str) -> QWidget:
        """Return the widget on the screen that has an identifier."""
        found = self._seen(identifier)
        assert len(found) == 1, f"{len(found)} widgets on the screen are “{identifier}”"
        return found[0]

    def sees(self, identifier: str) -> bool:
        """Tell whether a widget is on the screen."""
        return bool(self._seen(identifier))

    def _seen(self, identifier: str) -> list[QWidget]:
        return [
            one
            for one in QApplication.allWidgets()
            if one.accessibleIdentifier() == identifier and one.isVisible()
        ]

    @property
    def focus(self) -> str:
        """Return the identifier of what the keyboard goes to."""
        widget = QApplication.focusWidget()
        return widget.accessibleIdentifier() if widget else ""

    @property
    def said(self) -> str:
        """Return what the status bar says was done last."""
        return self.window.status.message.text()

    @property
    def progress(self) -> str:
        """Return what the status bar says about the review."""
        return self.window.status.progress.text()

    def claims(self) -> list[tuple[str, ...]]:
        """Return the rows of the claim list as they are read out, column by column."""
        model = self.window.claims.model
        return [
            tuple(
                str(model.index(row, column).data() or "") for column in range(model.columnCount())
            )
            for row in range(model.rowCount())
        ]

    def articles(self) -> list[str]:
        """Return the titles in the article list."""
        model = self.window.articles.model
        return [row.title for row in model.rows_of(model.keys)]

    def text(self) -> str:
        """Return the article on the screen as it is stored."""
        return self.window.article.view._caret.text

    def shows(self, index: int) -> bool:
        """Tell whether a character of the article is in sight."""
        _let_draw()
        return self.window.article.view.viewport().rect().contains(self._box(index).center())

    def menu_text(self, action_id: str) -> str:
        """Return what an entry of the menus says now, without its mnemonic."""
        for menu in self.window.menuBar().findChildren(QMenu):
            for action in menu.actions():
                if action.objectName() == action_id:
                    return action.text().replace("&", "")
        raise AssertionError(f"no menu has {action_id}")

    def trouble(self) -> str:
        """Return the sentence of the one dialog of trouble, and close it with its button."""
        self.until(lambda: self.sees("trouble"), "a dialog says what is wrong")
        box = self.find("trouble")
        assert isinstance(box, Message)
        sentence = box.sentence
        self.click(self.find("trouble-close"))
        self.until(lambda: not self.sees("trouble"), "the dialog is gone")
        return sentence

    def result(self) -> str:
        """Return what the dialog of a result says, and close it."""
        self.until(lambda: self.sees("result"), "a dialog tells the result")
        box = self.find("result")
        assert isinstance(box, Message)
        told = f"{box.sentence}\n{box.more}"
        self.press("Return")
        self.until(lambda: not self.sees("result"), "the dialog is gone")
        return told

    # Keys ----------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Let the articles in the import dialog come in, once they are read."""
        self.until(lambda: self.sees("import-articles"), "the import dialog is open")
        self.until(self.find("import-ok").isEnabled, "the articles are read")
        self.press("Return")
        self.until(lambda: not self.sees("import-articles"), "the import dialog is gone")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their portable names."""
        for key in keys:
            QTest.keySequence(self._key_window(), QKeySequence(key))
        QApplication.processEvents()

    def menu_by_key(self) -> None:
        """Ask for the context menu by the key for it, as only a platform does."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        place = widget.rect().center()
        QApplication.sendEvent(
            widget,
            QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place)),
        )

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self._key_window(), ord(letter))
                continue
            # What input methods bring: a letter no key of the keyboard has.
            widget = QApplication.focusWidget()
            assert widget is not None, "nothing has the focus"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, _PLAIN, letter))
        QApplication.processEvents()

    def write(self, identifier: str, text: str) -> None:
        """Go to a field of the claim by Tab, as nobody would without a mouse, and retype it."""
        self.tab_to(identifier)
        self.press("Ctrl+A")
        self.type(text)

    def pick(self, identifier: str, word: str) -> None:
        """Go to a list of choices by Tab, and type the beginning of one until it is there."""
        self.tab_to(identifier)
        combo = self.find(identifier)
        assert isinstance(combo, QComboBox)
        for _ in range(20):
            for letter in word:
                if combo.currentText() == word:
                    return
                self.type(letter)
            QTest.qWait(QApplication.keyboardInputInterval() + 50)
        raise AssertionError(f"“{combo.currentText()}” instead of “{word}”")

    def tab_to(self, identifier: str) -> None:
        """Press Tab until a widget has the focus."""
        passed = [self.focus]
        while passed[-1] != identifier:
            assert len(passed) < 200, f"Tab never comes to {identifier}: {passed}; {_on_screen()}"
            self.press("Tab")
            passed.append(self.focus)

    def select_by_keys(self, start: int, end: int) -> None:
        """Select a stretch of the article: by sentence, by word and by character, with Shift."""
        assert self.focus == "article-text"
        self.press("Ctrl+Home")
        self._walk(start, "")
        assert self.window.article.view.selection() == (start, start)
        self._walk(end, "Shift+")
        assert self.window.article.view.selection() == (start, end)

    def _walk(self, target: int, shift: str) -> None:
        text, caret = self.text(), self.window.article.view._caret
        while caret.index < target:
            before = caret.index
            if next_sentence(text, before) <= target:
                self.press(f"Alt+{shift}Right")
            else:
                self.press(f"Ctrl+{shift}Right")
                if caret.index > target:
                    self.press(f"Ctrl+{shift}Left")
                    while caret.index < before:
                        self.press(f"{shift}Right")
                    while caret.index < target:
                        self.press(f"{shift}Right")
            assert caret.index > before, "the caret is stuck"

    # Mouse ---------------------------------------------------------------------------------

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click on a widget: on its middle, or on a place in it; scroll to it first."""
        area = _scrolled_by(widget)
        if area is not None:
            area.ensureWidgetVisible(widget)
            _let_draw()
        self._mouse(widget, place or widget.rect().center(), _LEFT)

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        """Click twice, quickly."""
        window, point = _on_window(widget, place)
        QTest.mouseDClick(window, _LEFT, _PLAIN, point)
        QApplication.processEvents()

    def choose_menu(self, title: str, *entries: str) -> None:
        """Open a menu of the menu bar and click on an entry, in a menu inside it if need be."""
        bar = self.window.menuBar()
        (action,) = [one for one in bar.actions() if _plain(one.text()) == title]
        self.click(bar, bar.actionGeometry(action).center())
        for entry in entries:
            self.choose(entry)

    def choose(self, entry: str) -> None:
        """Click on an entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        shown = [_plain(one.text()) for one in menu.actions()]
        assert entry in shown, shown
        action = menu.actions()[shown.index(entry)]
        assert action.isEnabled(), f"{entry} is greyed"
        inner = action.menu()
        self.click(menu, menu.actionGeometry(action).center())
        if inner is None:
            self.until(lambda: QApplication.activePopupWidget() is None, "the menu is closed")

    def menu_at(self, widget: QWidget, place: QPoint) -> None:
        """Ask for the context menu at a place, as the platform does after a right click."""
        _let_draw()
        window, point = _on_window(widget, place)
        QTest.mousePress(window, _RIGHT, _PLAIN, point)
        QTest.mouseRelease(window, _RIGHT, _PLAIN, point)
        self.until(QApplication.activePopupWidget, "the context menu is open")

    def place_of(self, index: int) -> QPoint:
        """Return the middle of a character of the article, scrolled to if it has to be."""
        view = self.window.article.view
        _let_draw()
        box = self._box(index)
        if not view.viewport().rect().adjusted(0, 20, 0, -20).contains(box.center()):
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - view.viewport().height() // 3)
            _let_draw()
            box = self._box(index)
        return box.center()

    def click_text(self, index: int) -> None:
        """Click on a character of the article."""
        self.click(self.window.article.view.viewport(), self.place_of(index))

    def drag_text(self, start: int, end: int) -> None:
        """Drag over a stretch of the article, from before the first to behind the last letter."""
        view = self.window.article.view
        viewport = view.viewport()
        self.place_of(start)
        last = end - 1
        first, final = self._box(start), self._box(last)
        # Left to right; in Arabic the stretch begins at the right edge of its first letter.
        begin = first.center() - QPoint(first.width() // 2, 0)
        stop = final.center() + QPoint(final.width() // 2 + 1, 0)
        window, place = _on_window(viewport, begin)
        _, goal = _on_window(viewport, stop)
        QTest.mousePress(window, _LEFT, _PLAIN, place)
        for step in range(1, 5):
            QTest.mouseMove(window, place + (goal - place) * (step / 4))
        QTest.mouseRelease(window, _LEFT, _PLAIN, goal)
        QApplication.processEvents()

    def hover(self, widget: QWidget, place: QPoint) -> None:
        """Move the mouse over a place."""
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(widget.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            _PLAIN,
        )
        QApplication.sendEvent(widget, event)

    def leave(self) -> None:
        """Quit with the key for it."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window is active")
        self.press("Ctrl+Q")
        self.until(lambda: not self.window.isVisible(), "the window is closed")

    def _key_window(self) -> QWindow:
        """Return the window that has the keyboard, as a window manager would have given it."""
        popup = QApplication.activePopupWidget()
        # Completions hand on what is typed to the line they complete, and may vanish under it.
        is_own = popup is not None and popup.focusProxy() is None
        window = popup.windowHandle() if popup and is_own else QGuiApplication.focusWindow()
        if window is None:
            # The offscreen platform leaves it to nobody when a dialog closes.
            next_one = QApplication.activeModalWidget() or self.window
            next_one.activateWindow()
            self.until(next_one.isActiveWindow, "a window has the keyboard")
            window = next_one.windowHandle()
        assert window is not None
        return window

    def _mouse(self, widget: QWidget, place: QPoint, button: Qt.MouseButton) -> None:
        _let_draw()
        window, point = _on_window(widget, place)
        QTest.mouseClick(window, button, _PLAIN, point)
        QApplication.processEvents()

    def _box(self, index: int) -> QRect:
        """Return where a character is in the viewport of the article."""
        view, text = self.window.article.view, self.text()
        cursor = QTextCursor(view.document())
        cursor.setPosition(view._caret.positions.to_utf16(index))
        left = view.cursorRect(cursor)
        cursor.setPosition(view._caret.positions.to_utf16(next_grapheme(text, index)))
        right = view.cursorRect(cursor)
        if right.top() != left.top():
            right.moveTo(left.left() + 6, left.top())
        return QRect(left.topLeft(), QPoint(right.left() - 1, left.bottom())).normalized()


def _plain(text: str) -> str:
    return text.replace("&", "")


def _scrolled_by(widget: QWidget) -> QScrollArea | None:
    """Return what scrolls a form with this widget in it."""
    above = widget.parentWidget()
    while above is not None and not (isinstance(above, QScrollArea) and above.isAncestorOf(widget)):
        above = above.parentWidget()
    return above


def _on_screen() -> str:
    """Say which windows there are, for the report of a failure."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return ", ".join(
        f"{type(one).__name__} “{one.windowTitle() or one.accessibleName()}”" for one in shown
    )


def _let_draw() -> None:
    """Let the window lay itself out, which asks for more laying out inside it."""
    for _ in range(3):
        QApplication.processEvents()


def _on_window(widget: QWidget, place: QPoint) -> tuple[QWindow, QPoint]:
    """Return the window a widget is in and where a place in the widget is on it."""
    top = widget.window()
    handle = top.windowHandle()
    assert handle is not None, "the widget is on no window"
    return handle, widget.mapTo(top, place)
