"""The list of what was found: each hit in its sentence, to be taken or left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from claimdesk.core.sentences import sentence_at
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import Column, Index, RowTable

_BEFORE = 60
"""Characters shown before a hit at most, so that it stands on the first line."""
_AFTER = 240
_LONGEST = 160
_BLANKS = re.compile(r"\s+")
_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A hit, in code points, and whether it is a passage already."""

    start: int
    end: int
    is_passage: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A hit as it is shown: on one line, with what stands around it in its sentence."""

    before: str
    hit: str
    after: str

    @classmethod
    def of(cls, text: str, place: FoundPlace) -> "Context":
        """Cut the sentence around a hit, and what is too long of it."""
        start, end = place.start, place.end
        first, last = sentence_at(text, start)
        hit = _one_line(text[start : min(end, start + _LONGEST)])
        before = _one_line(text[max(first, start - _BEFORE) : start])
        after = _one_line(text[end : min(max(last, end), end + _AFTER)])
        if start - first > _BEFORE:
            before = f"…{before[before.find(' ') + 1 :]}"
        return cls(
            before,
            f"{hit}…" if end - start > _LONGEST else hit,
            f"{after}…" if last - end > _AFTER else after,
        )

    def __str__(self) -> str:
        return self.before + self.hit + self.after


class FoundTable(RowTable[FoundPlace]):
    """Hits with a check box each; those that are passages already count only for linking."""

    chosen_changed = Signal()
    """Others are chosen now."""

    def __init__(self, text: str, places: Sequence[FoundPlace], parent: QObject) -> None:
        column: Column[FoundPlace] = Column(
            "found",
            tr("Match"),
            show=lambda place: str(Context.of(text, place)),
            said=self._spoken,
            mark=lambda place: Context.of(text, place),
        )
        super().__init__((column,), lambda place: place.start, parent)
        self._text = text
        self._takes_passages = False
        self._left = {place.start for place in places if place.is_passage}
        self.replace(places)

    @property
    def possible(self) -> list[FoundPlace]:
        """Return what could be chosen."""
        return [place for place in self.rows if self._is_possible(place)]

    @property
    def chosen(self) -> list[FoundPlace]:
        """Return what is chosen, in text order."""
        return [place for place in self.possible if place.start not in self._left]

    def choose_all(self, *, on: bool) -> None:
        """Choose everything, or nothing."""
        self._left = set() if on else {place.start for place in self.rows}
        self._tell(0, len(self.rows) - 1)

    def let_passages(self, *, in_: bool) -> None:
        """Offer, or do not offer, what is a passage already."""
        self._takes_passages = in_
        self._tell(0, len(self.rows) - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the view asks, the check box too."""
        place = self.row_at(index.row())
        if role != _CHECK or place is None:
            return super().data(index, role)
        if not self._is_possible(place):
            return None
        is_left = place.start in self._left
        return Qt.CheckState.Unchecked if is_left else Qt.CheckState.Checked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave one hit."""
        place = self.row_at(index.row())
        if role != _CHECK or place is None or not self._is_possible(place):
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left.discard(place.start)
        else:
            self._left.add(place.start)
        self._tell(index.row(), index.row())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what can be chosen be checked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def _is_possible(self, place: FoundPlace) -> bool:
        return self._takes_passages or not place.is_passage

    def _spoken(self, place: FoundPlace) -> str:
        shown = Context.of(self._text, place)
        said = tr("{hit}, in: {sentence}", hit=shown.hit, sentence=str(shown))
        return tr("{found} Already a passage.", found=said) if place.is_passage else said

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.chosen_changed.emit()


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text)
