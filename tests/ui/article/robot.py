"""A robot that does to an article view, at random, what readers, panes and desktops do."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from claimdesk.core.model import HighlightRow, Id, Stance, Verdict
from claimdesk.core.query import Query
from claimdesk.core.settings import ArticleFont, LineSpacing
from claimdesk.core.text import grapheme_floor, trim
from claimdesk.ui.article.metrics import Typesetting
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from claimdesk.ui.base.theme import Theme

MakeRow = Callable[..., HighlightRow]

PIECES = [
    "Ordain has announced the capture of Sarrowby. ",
    "\U0001f6a8\U0001f1fa\U0001f1f8 Breaking! ",
    "قال الرئيس إن القوات دخلت Sarrowby. ",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 ",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 cafe\u0301 ",
    "הנשיא אמר כי ",
    "हिन्दी में लिखा है। ",
    "官员否认了这一说法。",
    "1️⃣ 🏴\U000e0067\U000e0062\U000e007f က္က ",
    "\n",
    "\n\n",
    "word " * 40,
]
_NEEDLES = (
    *("", "a", "Sarrowby", "\n", "القوات", "e\u0301", "e", "\U0001f1f8", "\U0001f468", " "),
    *("w(or)d", ".*", "(", r"\b", r"\w+", ".", "否认"),
)
_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Return),
    *(Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_Delete),
)
_MODIFIERS = (
    *(_PLAIN, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier),
    Qt.KeyboardModifier.AltModifier,
)


class Robot:
    """Does one thing after the other, each drawn from the same seed, and looks at the result."""

    def __init__(self, view: ArticleView, row: MakeRow, theme: Theme, seed: int) -> None:
        self.view, self.row, self.theme = view, row, theme
        self.hand = random.Random(seed)
        self.text, self.rows = "", list[HighlightRow]()
        self.done = Counter[str]()
        self.deck: list[Callable[[], None]] = []
        self.actions: tuple[Callable[[], None], ...] = (
            *(self.load, self.mark, self.unmark, self.judge, self.exchange, self.choose),
            *(self.reveal, self.select, self.keys, self.drag, self.click, self.double_click),
            *(self.hover, self.card, self.menu, self.wheel, self.map, self.scroll, self.find),
            *(self.step_on, self.copy, self.resize, self.zoom, self.type, self.recolour, self.fade),
            *(self.widen, self.travel, self.come_back, self.snap, self.look),
            *(self.move_edge, self.open_card),
        )
        view.edges_moved.connect(self.on_edges_moved)
        self.load()

    def step(self) -> None:
        """Do something; whatever it was, text, caret and highlights are sound."""
        if not self.deck:
            # Drawn without putting back, so that nothing is left out however short the run.
            self.deck = [*self.actions, self.mark, self.mark, self.keys, self.keys]
            self.hand.shuffle(self.deck)
        action = self.deck.pop()
        action()
        self.done[action.__name__] += 1
        QApplication.processEvents()
        self.check()

    def check(self) -> None:
        """See that ends are on grapheme boundaries and the highlights are those that were set."""
        start, end = self.view.selection()
        assert 0 <= start <= end <= len(self.text)
        assert grapheme_floor(self.text, start) == start
        assert grapheme_floor(self.text, end) == end
        index = self.view._scene.index
        assert len(index) == len(self.rows)
        assert all(index.get((one.passage_id, one.claim_id)) is not None for one in self.rows)
        assert self.view.document().characterCount() - 1 == self.view._caret.positions.utf16_length
        bar = self.view.verticalScrollBar()
        assert 0 <= bar.value() <= bar.maximum()

    def place(self) -> int:
        return self.hand.randrange(len(self.text) + 1)

    def point(self, widget: QWidget | None = None) -> QPoint:
        size = (widget or self.view.viewport()).size()
        return QPoint(
            self.hand.randrange(max(1, size.width())), self.hand.randrange(max(1, size.height()))
        )

    # Panes ------------------------------------------------------------------------------------

    def load(self) -> None:
        count = self.hand.choice([0, 1, 5, 60, 60, 400])
        self.text = "".join(self.hand.choice(PIECES) for _ in range(count))
        self.rows = []
        some = [self.new_row() for _ in range(self.hand.choice([0, 3, 30]))]
        self.rows = [one for one in some if one is not None]
        self.view.set_article(self.text, self.rows)

    def new_row(self) -> HighlightRow | None:
        start = self.place()
        most = self.hand.choice([8, 90, 2000])
        start, end = trim(self.text, start, min(len(self.text), start + self.hand.randrange(most)))
        if end <= start:
            return None
        number = self.hand.choice([None, self.hand.randrange(1, 40)])
        passage, stance = b"%d" % self.hand.getrandbits(60), self.hand.choice(list(Stance))
        return self.row(number, start, end, self.verdict(), passage=passage, stance=stance)

    def verdict(self) -> Verdict | None:
        verdicts: list[Verdict | None] = [*Verdict, None]
        return self.hand.choice(verdicts)

    def mark(self) -> None:
        made = self.new_row()
        self.rows += [made] if made else []
        self.view.set_highlights(self.rows)

    def unmark(self) -> None:
        for _ in range(min(len(self.rows), self.hand.choice([1, 1, 20]))):
            self.rows.pop(self.hand.randrange(len(self.rows)))
        self.view.set_highlights(self.rows)

    def judge(self) -> None:
        verdict = self.verdict()
        self.rows = [replace(one, verdict=verdict) if one.number else one for one in self.rows]
        self.view.set_highlights(self.rows)

    def exchange(self) -> None:
        if not self.rows:
            return
        old = self.hand.choice(self.rows)
        start, end = trim(self.text, old.start, self.place())
        moved = replace(old, start=start, end=end) if start < end else old
        same = [one for one in self.rows if one.passage_id == old.passage_id]
        self.rows = [one for one in self.rows if one.passage_id != old.passage_id]
        self.rows += [replace(one, start=moved.start, end=moved.end) for one in same]
        self.view.update_highlights([old.passage_id], self.rows[-len(same) :])

    def choose(self) -> None:
        if self.rows:
            row = self.hand.choice(self.rows)
            ids = (row.passage_id, row.claim_id)
            self.view.choose(*self.hand.choice([ids, (None, ids[1]), (ids[0], None), (None, None)]))

    def reveal(self) -> None:
        if self.rows:
            self.view.reveal_passage(self.hand.choice(self.rows).passage_id)

    def select(self) -> None:
        self.view.select(self.place(), self.place(), reveal=self.hand.random() < 0.5)

    # Readers ----------------------------------------------------------------------------------

    def keys(self) -> None:
        modifiers = self.hand.choice(_MODIFIERS) | self.hand.choice(_MODIFIERS)
        for _ in range(self.hand.choice([1, 1, 8])):
            QTest.keyClick(self.view, self.hand.choice(_KEYS), modifiers)

    def drag(self) -> None:
        viewport, modifier = self.view.viewport(), self.hand.choice(_MODIFIERS)
        QTest.mousePress(viewport, _LEFT, modifier, self.point())
        for _ in range(3):
            QTest.mouseMove(viewport, self.point())
        QTest.mouseRelease(viewport, _LEFT, modifier, self.point())

    def click(self) -> None:
        place = self.point()
        place.setX(self.hand.choice([place.x(), max(0, int(self.view._layout.left) - 20)]))
        for _ in range(self.hand.choice([1, 2])):
            QTest.mouseClick(self.view.viewport(), _LEFT, _PLAIN, place)

    def double_click(self) -> None:
        place = self.point()
        QTest.mouseDClick(self.view.viewport(), _LEFT, _PLAIN, place)
        if self.hand.random() < 0.5:
            QTest.mouseClick(self.view.viewport(), _LEFT, _PLAIN, place)

    def hover(self) -> None:
        QTest.mouseMove(self.view.viewport(), self.point())

    def card(self) -> None:
        place = self.point()
        event = QHelpEvent(QEvent.Type.ToolTip, place, self.view.viewport().mapToGlobal(place))
        QApplication.sendEvent(self.view.viewport(), event)

    def menu(self) -> None:
        place, reasons = self.point(), QContextMenuEvent.Reason
        reason = self.hand.choice([reasons.Mouse, reasons.Keyboard])
        event = QContextMenuEvent(reason, place, self.view.viewport().mapToGlobal(place))
        QApplication.sendEvent(self.view.viewport(), event)

    def wheel(self) -> None:
        place, turned = QPointF(self.point()), self.hand.choice([-600, -120, -30, 30, 120, 600])
        event = QWheelEvent(
            place, self.view.viewport().mapToGlobal(place), QPoint(), QPoint(0, turned),
            Qt.MouseButton.NoButton, self.hand.choice(_MODIFIERS), Qt.ScrollPhase.NoScrollPhase,
            False,
        )  # fmt: skip
        QApplication.sendEvent(self.view.viewport(), event)

    def map(self) -> None:
        QTest.mouseClick(self.view._map, _LEFT, _PLAIN, self.point(self.view._map))

    def scroll(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(self.hand.randrange(bar.maximum() + 1))

    def find(self) -> None:
        needle = self.hand.choice(_NEEDLES)
        case, whole_word, is_regex = (self.hand.random() < 0.4 for _ in range(3))
        finder = self.view.finder
        finder.start(Query(needle, case=case, whole_word=whole_word, is_regex=is_regex))
        if self.hand.random() < 0.7:
            finder.finish()
            ends = {end for hit in finder.hits for end in hit}
            assert all(grapheme_floor(self.text, end) == end for end in ends)
        finder.step(self.hand.choice([-1, 0, 1]))
        if self.hand.random() < 0.3:
            self.view.clear_find()

    def step_on(self) -> None:
        self.view.find_step(self.hand.choice([-7, -1, 1, 7]))

    def copy(self) -> None:
        start, end = self.view.selection()
        self.view.copy()
        if start < end:
            assert QApplication.clipboard().text() == self.text[start:end]

    def move_edge(self) -> None:
        if not self.rows:
            return
        row = self.hand.choice(self.rows)
        self.view.choose(row.passage_id, row.claim_id)
        self.view.select(row.start, row.start)
        exact = self.hand.choice([_PLAIN, Qt.KeyboardModifier.ControlModifier])
        for _ in range(self.hand.choice([1, 3, 9])):
            QTest.keyClick(self.view, self.hand.choice(_ARROWS), _ALT | _SHIFT | exact)
        end = self.hand.choice([Qt.Key.Key_Alt, Qt.Key.Key_Escape, Qt.Key.Key_End, None])
        if end is Qt.Key.Key_Alt:
            QTest.keyRelease(self.view, end)
        elif end is not None:
            QTest.keyClick(self.view, end)

    def on_edges_moved(self, passage_id: Id, start: int, end: int) -> None:
        assert trim(self.text, start, end) == (start, end)
        same = [one for one in self.rows if one.passage_id == passage_id]
        self.rows = [one for one in self.rows if one.passage_id != passage_id]
        self.rows += [replace(one, start=start, end=end) for one in same]
        self.view.update_highlights([passage_id], self.rows[len(self.rows) - len(same) :])

    def open_card(self) -> None:
        if self.rows:
            row = self.hand.choice(self.rows)
            self.view.select(row.start, row.start)
        QTest.keyClick(self.view, Qt.Key.Key_Return)
        keys = [Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Down, Qt.Key.Key_Escape]
        for _ in range(self.hand.randrange(4)):
            focus = QApplication.focusWidget() or self.view
            QTest.keyClick(focus, self.hand.choice(keys))
        self.view.setFocus()

    def widen(self) -> None:
        ink = trim(self.text, *self.view.selection())
        for _ in range(4):
            if self.view.expand():
                start, end = self.view.selection()
                assert ink[0] == ink[1] or start <= ink[0] < ink[1] <= end
                ink = start, end
        for _ in range(self.hand.randrange(5)):
            self.view.shrink()

    def travel(self) -> None:
        by = self.hand.choice([-1, 1])
        passage = self.view.passage_beside(None, by)
        if passage is not None:
            self.view.reveal_passage(passage.row.passage_id)
        sentence = self.view.unclaimed_beside(by)
        if sentence is not None:
            self.view.select(sentence.start, sentence.end)

    def come_back(self) -> None:
        self.view.show_from(self.hand.choice([self.view.top_place(), self.place()]))

    def snap(self) -> None:
        self.view.snap_words(on=self.hand.random() < 0.5)

    # Desktops ---------------------------------------------------------------------------------

    def resize(self) -> None:
        self.view.resize(self.hand.randrange(200, 1200), self.hand.randrange(100, 800))

    def zoom(self) -> None:
        self.view.zoom(self.hand.choice([-5, -1, 1, 5]))

    def type(self) -> None:
        family = self.hand.choice([*ArticleFont, "DejaVu Sans Mono"])
        characters, spacing = self.hand.choice([40, 70, 90]), self.hand.choice(list(LineSpacing))
        self.view.set_type(Typesetting(family, characters, spacing))

    def fade(self) -> None:
        self.view.fade(on=self.hand.choice([True, False]))

    def recolour(self) -> None:
        self.theme.changed.emit(self.hand.choice([LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK]))

    def look(self) -> None:
        assert not self.view.grab().isNull()
