"""The list from which the claim of a passage is picked: the likely ones first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from claimdesk.core.folding import fold
from claimdesk.core.model import ClaimRow, Id, Stance, Voice
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.cards import RowDelegate
from claimdesk.ui.base.forms import PlainDialog, Sentence, label, name_widget
from claimdesk.ui.base.icons import drawing
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.base.marks import paint_mark, verdict_word
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import ROW_ROLE, Column, Index, RowTable
from claimdesk.ui.models.terms import stance_word, voice_word

_QUOTE = 240
"""Characters of the passage that are shown: enough to know it by."""
_KEYS_OF_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_LIST_FOR_CONTROL = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
_PAD = 8
_PAUSE_MS = 200
"""Nobody wants every row read out while typing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the passage is linked to and how; without a claim, a new one of ``new_text``."""

    claim_id: Id | None
    new_text: str = ""
    stance: Stance = Stance.ASSERTS
    voice: Voice = Voice.NOT_SAID
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One row to pick: a claim, or a new one of this text.

    ``note`` stands beside a claim, ``haystack`` is what typed words are looked for in.
    """

    row: ClaimRow | None
    text: str
    note: str = ""
    haystack: str = ""

    @property
    def spoken(self) -> str:
        """Return the row in words."""
        if self.row is None:
            return tr("New claim: “{words}”", words=self.text)
        parts = (
            tr("Claim {n}, {verdict}", n=self.row.number, verdict=verdict_word(self.row.verdict)),
            self.text,
            self.row.claimant,
            self.note,
        )
        return ". ".join(part.removesuffix(".") for part in parts if part)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All claims; which are ``likely``, best first, and which are in the same article."""

    rows: Sequence[ClaimRow]
    likely: Sequence[Id] = ()
    near: frozenset[Id] = frozenset()


class LinkPicker(PlainDialog):
    """Type to filter, arrows to move, Enter to link, Ctrl+Enter for a new claim."""

    chosen = Signal(object)
    """(choice: Choice) the reviewer picked a claim."""

    def __init__(
        self,
        candidates: Candidates,
        quote: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("link-picker", tr("Link to a claim"), parent)
        self._quote = " ".join(quote.split())
        self._ranked = _ranked(candidates)
        self._filter = QLineEdit()
        self._stance = QuietCombo({one: stance_word(one) for one in Stance})
        self._voice = QuietCombo({one: voice_word(one) for one in Voice})
        self._speaker = QLineEdit()
        column: Column[Offer] = Column(
            "claim", tr("Claim"), lambda offer: offer.spoken, lambda offer: offer.text
        )
        self._table = RowTable((column,), _key, self)
        self._list = QListView()
        self._list.setModel(self._table)
        self._list.setItemDelegate(_OfferDelegate(theme, len(candidates.rows), self._list))
        theme.changed.connect(self._list.viewport().update)
        self._lay_out()
        self._filter.installEventFilter(self)
        self._list.installEventFilter(self)
        self._filter.textChanged.connect(self._on_typed)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.doubleClicked.connect(self._pick)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._pick_new)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._say_current)
        self._on_typed()
        self._filter.setFocus()

    @property
    def typed(self) -> str:
        """Return what was typed to filter."""
        return " ".join(self._filter.text().split())

    @property
    def offers(self) -> list[Offer]:
        """Return the rows as they are shown."""
        return list(self._table.rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the filter, and type into the filter from the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._filter and _is_for_list(event):
                QCoreApplication.sendEvent(self._list, event)
                return True
            if watched is self._list and _is_typing(event):
                self._filter.setFocus()
                QCoreApplication.sendEvent(self._filter, event)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        shown = self._quote if len(self._quote) <= _QUOTE else f"{self._quote[:_QUOTE].rstrip()}…"
        passage = Sentence(f"“{shown}”")
        name_widget(passage, "link-quote", tr("Passage: “{quote}”", quote=shown))
        self.column.addWidget(passage)
        self._filter.setPlaceholderText(tr("Words of the claim, or its number"))
        self._filter.setClearButtonEnabled(True)
        self.field(tr("&Claim"), "link-filter", self._filter)
        name_widget(self._list, "link-list", tr("Claims"))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setMinimumHeight(self.lines(8))
        self.column.addWidget(self._list, 1)
        self._add_bearing()
        roles = QDialogButtonBox.ButtonRole
        self._ok = self.button("link-ok", tr("&Link"), roles.AcceptRole, self._pick)
        new = self.button("link-new", tr("Ne&w claim"), roles.ActionRole, self._pick_new)
        new.setToolTip(tr("Make a new claim of the passage (Ctrl+Return)"))
        self.cancel_button()
        self.finish(self._ok, letters=66)
        self.resize(self.letters(104), self.lines(36))

    def _add_bearing(self) -> None:
        self._speaker.setPlaceholderText(tr("Who says it, if it is not the article"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields: tuple[tuple[str, str, QWidget], ...] = (
            (tr("&Stance"), "link-stance", self._stance),
            (tr("&Voice"), "link-voice", self._voice),
            (tr("S&peaker"), "link-speaker", self._speaker),
        )
        for place, (text, identifier, field) in enumerate(fields):
            name_widget(field, identifier, plain(text))
            grid.addWidget(label(text, field), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 2 if field is self._speaker else 1)
        self.column.addLayout(grid)

    def _on_typed(self) -> None:
        typed = self.typed
        found = _matching(self._ranked, typed)
        self._table.replace([*found, Offer(None, typed or self._quote)])
        first = self._table.index(0, 0)
        self._list.setCurrentIndex(first)
        self._list.scrollToTop()
        self._on_current()

    def _on_current(self) -> None:
        offer = self._table.row_at(self._list.currentIndex().row())
        if offer is not None:
            self._ok.setText(tr("&Link") if offer.row else tr("&Link to new claim"))
            self._pause.start()

    def _say_current(self) -> None:
        """Tell assistive technology what Enter would link to; the focus stays in the filter."""
        offer = self._table.row_at(self._list.currentIndex().row())
        if offer is not None and self._filter.hasFocus():
            self._filter.setAccessibleDescription(offer.spoken)
            said = QAccessibleAnnouncementEvent(self._filter, offer.spoken)
            QAccessible.updateAccessibility(said)

    def _pick(self) -> None:
        offer = self._table.row_at(self._list.currentIndex().row())
        if offer is not None and offer.row is not None:
            self._choose(offer.row.id, "")
        else:
            self._pick_new()

    def _pick_new(self) -> None:
        self._choose(None, self.typed or self._quote)

    def _choose(self, claim_id: Id | None, new_text: str) -> None:
        choice = Choice(
            claim_id,
            new_text,
            self._stance.choice,
            self._voice.choice,
            " ".join(self._speaker.text().split()),
        )
        self.accept()
        self.chosen.emit(choice)


class _OfferDelegate(RowDelegate):
    """Paints mark, number, two lines of text, and at the right who claims it."""

    def __init__(self, theme: Theme, claims: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digits = "0" * max(2, len(str(claims)))

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a row of two lines."""
        height = 2 * option.fontMetrics.lineSpacing() + 2 * _PAD
        return QSize(option.fontMetrics.averageCharWidth() * 30, height)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the offer."""
        offer: Offer = index.data(ROW_ROLE)
        cells = _Cells.of(option, self._digits)
        if offer.row is None:
            self._paint_new(painter, cells, offer)
        else:
            self._paint_claim(painter, cells, offer, offer.row)

    def _paint_new(self, painter: QPainter, cells: "_Cells", offer: Offer) -> None:
        colours = self._theme.now
        ratio = painter.device().devicePixelRatioF()
        plus = drawing("plus", colours.text, cells.mark.toRect().width(), ratio)
        painter.drawPixmap(cells.mark.toRect(), plus)
        painter.setPen(QColor(colours.text))
        _paint_text(painter, cells.number.united(cells.side), offer.spoken)

    def _paint_claim(self, painter: QPainter, cells: "_Cells", offer: Offer, row: ClaimRow) -> None:
        colours = self._theme.now
        paint_mark(painter, cells.mark, row.verdict, colours)
        painter.setPen(QColor(colours.muted))
        painter.drawText(cells.number, Qt.AlignmentFlag.AlignTrailing, str(row.number))
        _paint_text(painter, cells.side, row.claimant, offer.note)
        painter.setPen(QColor(colours.text))
        _paint_text(painter, cells.text, offer.text)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the parts of a row are."""

    mark: QRectF
    number: QRect
    text: QRect
    side: QRect

    @classmethod
    def of(cls, option: QStyleOptionViewItem, digits: str) -> "_Cells":
        """Divide a row; the claimant takes a quarter at most."""
        letters = option.fontMetrics
        box, line = option.rect.adjusted(_PAD + 2, _PAD, -_PAD - 2, -_PAD), letters.lineSpacing()
        size = min(line, round(letters.height() * 0.95))
        mark = QRectF(box.left(), box.top() + (line - size) / 2, size, size)
        number = QRect(box.left() + size + 6, box.top(), letters.horizontalAdvance(digits), line)
        width = min(letters.averageCharWidth() * 24, box.width() // 4)
        side = QRect(box.right() - width, box.top(), width, box.height())
        start = number.right() + 12
        text = QRect(start, box.top(), side.left() - 14 - start, box.height())
        return cls(mark, number, text, side)


def _paint_text(painter: QPainter, box: QRect, text: str, below: str = "") -> None:
    """Paint a text on the two lines of a row, or on the first with another one below it."""
    font, width = painter.font(), box.width()
    if below:
        above = elided_lines(text, font, width, 1) if text else []
        lines = [*above, *elided_lines(below, font, width, 1)]
    else:
        lines = elided_lines(text, font, width, 2)
    paint_lines(painter, box, lines)


def _ranked(candidates: Candidates) -> list[Offer]:
    """Return the likely claims first, then those near, then in list order."""
    places = {claim_id: place for place, claim_id in enumerate(candidates.likely)}
    near, behind = candidates.near, len(places)
    order = sorted(
        candidates.rows,
        key=lambda row: (places.get(row.id, behind), row.id not in near, row.number),
    )
    return [
        Offer(
            row=row,
            text=row.text,
            note=tr("in this article") if row.id in near else "",
            haystack=fold(f"{row.number} {row.text} {row.claimant}"),
        )
        for row in order
    ]


def _matching(ranked: list[Offer], typed: str) -> list[Offer]:
    """Return the claims that hold every typed word, the one of a typed number first."""
    words = fold(typed).removeprefix("#").split()
    found = [offer for offer in ranked if all(word in offer.haystack for word in words)]
    if len(words) == 1 and words[0].isdecimal():
        found.sort(key=lambda offer: offer.row is None or str(offer.row.number) != words[0])
    return found


def _key(offer: Offer) -> Id | None:
    return offer.row.id if offer.row else None


def _is_for_list(event: QKeyEvent) -> bool:
    if event.key() in _KEYS_OF_LIST:
        return True
    has_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return has_control and event.key() in _LIST_FOR_CONTROL


def _is_typing(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Backspace:
        return True
    commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & commanding
