"""The page under the article view: one long text in a centred column, zoom, theme, find."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from claimdesk.core.positions import Positions
from claimdesk.core.query import Query
from claimdesk.ui.article.caret import Caret
from claimdesk.ui.article.finder import Finder
from claimdesk.ui.article.guard import guarded, nothing
from claimdesk.ui.article.lanes import SpanIndex
from claimdesk.ui.article.layout import LazyLayout
from claimdesk.ui.article.look import Look
from claimdesk.ui.article.margin import ROOM
from claimdesk.ui.article.metrics import USUAL_TYPE, Metrics, Typesetting, measured
from claimdesk.ui.article.minimap import WIDTH as MAP_WIDTH
from claimdesk.ui.article.minimap import Minimap
from claimdesk.ui.article.painting import Scene
from claimdesk.ui.article.scrolling import Scroller
from claimdesk.ui.article.shape import Shape, shape_of
from claimdesk.ui.base.colours import Palette
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr

_FONT_EVENTS = (
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
    QEvent.Type.StyleChange,
)
_AIR = 8.0
"""Between the text and the cues in its margin, in pixels."""

_NOTCH = 120
"""A wheel's smallest step, in eighths of a degree; touchpads send fractions of it."""

_SCROLL_BAR = """
QScrollBar:vertical {{ background: {ground}; width: 12px; margin: 0; border: 0 }}
QScrollBar::handle:vertical {{
    background: {handle}; border-radius: 4px; min-height: 28px; margin: 2px 2px
}}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none }}
"""


class Page(QTextEdit):
    """Shows a text read-only, with a caret; nothing is read back from here but positions."""

    zoomed = Signal(int)
    """(pixels) the letters have another size."""

    _is_ready = False

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self._scene = Scene(Look(theme.now))
        self._layout = LazyLayout(document, self._scene)
        document.setDocumentLayout(self._layout)
        document.setDefaultFont(self._scene.look.metrics.font)
        self._caret = Caret(self)
        self._scroller = Scroller(self, self._layout)
        self._map = Minimap(self, self._layout)
        self.finder = Finder(self, self._scene, self._caret, self._scroller, self._map)
        self._turned = 0
        self._set_up(document)
        self._is_ready = True
        self._on_theme_changed(theme.now)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)

    def _set_up(self, document: QTextDocument) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        # Must follow setReadOnly, which takes the caret away.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, 0, MAP_WIDTH, 0)
        self.setObjectName("article-text")
        self.setAccessibleIdentifier("article-text")
        self.setAccessibleName(tr("Article text"))
        self.setDocument(document)
        self.viewport().setMouseTracking(True)

    def _show_text(self, text: str) -> None:
        """Take over a text without highlights, caret and view at its start."""
        positions = Positions(text)
        shape = shape_of(text, positions)
        self.finder.stop()
        self._caret.read(text, positions)
        self._scene.clear(SpanIndex(shape.starts))
        self._scene.margin.read(text, positions)
        with QSignalBlocker(self):
            # While Qt takes the text over, the layout has no paragraphs to be asked for.
            self._layout.use_shape(Shape())
            self.document().setPlainText(shape.shown)
            self._layout.use_shape(shape)
            self._caret.select(0, 0)
        self._place_column()
        self._scroller.forget()
        self._map.refresh()

    # Find ----------------------------------------------------------------------------------

    def find_all(self, needle: str, *, case: bool = False) -> int:
        """Box all hits, show the first one from the caret on, and return how many there are."""
        self.finder.start(Query(needle, case=case))
        self.finder.finish()
        return self.finder.finding.total

    def find_step(self, by: int) -> tuple[int, int]:
        """Go to another hit and select it; return its number, from 1, and how many there are."""
        self.finder.step(by)
        return self.finder.finding.number, self.finder.finding.total

    def clear_find(self) -> None:
        """Take the boxes away."""
        self.finder.stop()

    # Look -----------------------------------------------------------------------------------

    @property
    def font_pixels(self) -> int:
        """Return the size of the letters."""
        return self._scene.look.metrics.pixels

    def set_font_pixels(self, pixels: int) -> None:
        """Give the letters another size; the text at the top stays there."""
        now = self._scene.look.metrics
        metrics = measured(pixels, now.typesetting)
        if metrics.pixels != now.pixels:
            self._use_metrics(metrics)
            self.zoomed.emit(metrics.pixels)

    def set_type(self, typesetting: Typesetting = USUAL_TYPE) -> None:
        """Choose the letters, how many of them a line holds at most, and the spacing of lines."""
        metrics = measured(self.font_pixels, typesetting)
        if metrics != self._scene.look.metrics:
            self._use_metrics(metrics)

    def fade(self, *, on: bool) -> None:
        """Mute the letters that no passage covers, so that the passages stand out."""
        if on != self._scene.look.fades:
            self._scene.look.fades = on
            self.viewport().update()

    def cover(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Show in the margin where there is nothing to check, in code points."""
        self._scene.margin.cover(stretches)
        self.viewport().update()

    def is_covered(self, start: int, end: int) -> bool:
        """Return whether there is nothing to check in all of a stretch, in code points."""
        return self._scene.margin.covers(start, end)

    def show_cues(self, *, on: bool) -> None:
        """Show beside each line what in it may be worth checking; the text makes room."""
        if on != self._scene.margin.shows_cues:
            self._scene.margin.shows_cues = on
            with self._scroller.keeping():
                self._place_column()
            self._map.refresh()
            self.viewport().update()

    def cues_in_words(self, start: int, end: int) -> str:
        """Return which cues a stretch has while they are shown, in code points."""
        return self._scene.margin.named(start, end)

    def _use_metrics(self, metrics: Metrics) -> None:
        with self._scroller.keeping():
            self._scene.look.use_metrics(metrics)
            self.document().setDefaultFont(metrics.font)
            self._layout.forget()
            self._place_column()
        self._map.refresh()

    def zoom(self, step: int) -> None:
        """Make the letters larger or smaller by some pixels."""
        self.set_font_pixels(self.font_pixels + step)

    def _on_theme_changed(self, colours: Palette) -> None:
        self._scene.look.use_palette(colours)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._scene.look.paper)
        palette.setColor(QPalette.ColorRole.Text, self._scene.look.text)
        self.setPalette(palette)
        self.verticalScrollBar().setStyleSheet(_scroll_bar(colours))
        self._map.refresh()
        self.viewport().update()

    def _place_column(self) -> None:
        beside = ROOM + _AIR if self._scene.margin.shows_cues else 0
        width = self.viewport().width()
        self._layout.use_column(*self._scene.look.metrics.column(width, beside))

    def _on_scrolled(self) -> None:
        self._scroller.settle()
        self._map.update()

    # What Qt asks for ------------------------------------------------------------------------

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the column and the map; the text at the top stays there."""
        with self._scroller.keeping():
            super().resizeEvent(event)
            self._place_column()
        view = self.viewport().geometry()
        self._map.setGeometry(view.right() + 1, view.top(), MAP_WIDTH, view.height())
        self._map.refresh()

    @guarded(nothing)
    def changeEvent(self, event: QEvent) -> None:
        """Keep our font: the application's font or style sheet would replace the document's."""
        super().changeEvent(event)
        if self._is_ready and event.type() in _FONT_EVENTS:
            self.document().setDefaultFont(self._scene.look.metrics.font)

    @guarded(nothing)
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, which Qt would do by its own means; scroll otherwise."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom(steps)
        event.accept()


def _scroll_bar(colours: Palette) -> str:
    return _SCROLL_BAR.format(ground=colours.map_ground, handle=colours.edge)
