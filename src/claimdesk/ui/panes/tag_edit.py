"""Tags as one line of words with commas between them, each completed by itself."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

SEPARATOR = ", "
_KEYS_OF_THE_LIST = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
)


def split_tags(text: str) -> list[str]:
    """Return the tags of a line: in order, once each, without blanks around them."""
    return list(dict.fromkeys(tag for part in text.split(",") if (tag := part.strip())))


def join_tags(names: Iterable[str]) -> str:
    """Return tags as the line shows them: by name."""
    return SEPARATOR.join(sorted(names))


def tidy_tags(text: str) -> str:
    """Return a line of tags as it looks once it is saved."""
    return join_tags(split_tags(text))


class TagEdit(QLineEdit):
    """A line edit that completes the tag the caret is in."""

    def __init__(self) -> None:
        super().__init__()
        self._names = QStringListModel(self)
        # Not setCompleter: that would complete the whole line instead of the one tag.
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self.insert_tag)
        self.textEdited.connect(self._suggest)

    def offer(self, names: list[str]) -> None:
        """Complete from these tags."""
        self._names.setStringList(names)

    def insert_tag(self, name: str) -> None:
        """Put a whole tag in place of the one the caret is in."""
        start, end = self._tag_span()
        before, after = self.text()[:start].rstrip(), self.text()[end:]
        lead = f"{before} " if before else ""
        self.setText(f"{lead}{name}{after}")
        self.setCursorPosition(len(lead) + len(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that work the list of suggestions to it while it is open."""
        if self._popup().isVisible() and event.key() in _KEYS_OF_THE_LIST:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _popup(self) -> QAbstractItemView:
        # The completer makes and keeps its list; one handed to it would be deleted twice.
        return cast("QAbstractItemView", self._completer.popup())

    def _suggest(self) -> None:
        start, end = self._tag_span()
        begun = self.text()[start:end].strip()
        self._completer.setCompletionPrefix(begun)
        if begun and self._completer.completionCount():
            self._completer.complete()
        else:
            self._popup().hide()

    def _tag_span(self) -> tuple[int, int]:
        text, caret = self.text(), self.cursorPosition()
        end = text.find(",", caret)
        return text.rfind(",", 0, caret) + 1, len(text) if end < 0 else end
