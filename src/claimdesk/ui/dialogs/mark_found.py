"""What of all that was found should become passages: the preview before they are marked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QListView,
    QRadioButton,
    QStyleOptionViewItem,
    QWidget,
)

from claimdesk.core.model import ClaimRow, Id
from claimdesk.core.text import trim
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.cards import RowDelegate, hairline, ink, paint_check, quiet_ink
from claimdesk.ui.base.emphasis import emphasised
from claimdesk.ui.base.forms import PlainDialog, name_widget, quiet
from claimdesk.ui.base.marks import mark_icon, verdict_word
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.found import Context, FoundPlace, FoundTable
from claimdesk.ui.models.row_table import MARK_ROLE, ROW_ROLE, Index

MOST = 2000
"""So many are offered at once; whoever really wants more comes again for the next ones."""
_CLAIM_LETTERS = 90
_PAD = 7
_GAP = 10
_LINES = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a text: the places offered, and how many hits there are in all."""

    text: str
    places: Sequence[FoundPlace]
    total: int

    @classmethod
    def of(
        cls, text: str, hits: Sequence[tuple[int, int]], standing: Collection[tuple[int, int]]
    ) -> "Found":
        """Offer all hits, or as many as can be dealt with of those that are no passages yet."""
        stretches = (trim(text, start, end) for start, end in hits)
        places = (FoundPlace(*one, one in standing) for one in stretches if one[0] < one[1])
        if len(hits) > MOST:
            new = (place for place in places if not place.is_passage)
            return cls(text, list(islice(new, MOST)), len(hits))
        return cls(text, list(places), len(hits))


@dataclass(frozen=True, slots=True)
class MarkWish:
    """What the reviewer wants to have marked, and linked to a claim if there is one."""

    stretches: Sequence[tuple[int, int]]
    claim_id: Id | None


class MarkFound(PlainDialog):
    """Shows every hit in its sentence with a check box, and asks which claim they carry."""

    wished = Signal(object)
    """(wish: MarkWish) these are to become passages."""

    def __init__(
        self,
        found: Found,
        claims: Sequence[ClaimRow],
        current: Id | None,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("mark-found", tr("Make passages of what was found"), parent)
        self._found = found
        self._claims = claims
        self._table = FoundTable(found.text, found.places, self)
        self._all = QCheckBox(tr("&All"))
        self._list = QListView()
        self._only = QRadioButton(tr("&Only mark them"))
        self._link = QRadioButton(tr("&Link them to the claim"))
        self._claim = QComboBox()
        self._only.setChecked(True)
        self._fill_claims(current, theme)
        self._lay_out()
        self._table.chosen_changed.connect(self._refresh)
        self._link.toggled.connect(self._on_link)
        self._claim.activated.connect(self._on_claim)
        self._all.clicked.connect(self._on_all)
        self._refresh()
        self._list.setCurrentIndex(self._table.index(0, 0))
        self._list.setFocus()

    @property
    def wish(self) -> MarkWish:
        """Return what is chosen."""
        place = self._claim.currentIndex()
        claim_id = self._claims[place].id if self._link.isChecked() else None
        return MarkWish([(one.start, one.end) for one in self._table.chosen], claim_id)

    def _fill_claims(self, current: Id | None, theme: Theme) -> None:
        for row in self._claims:
            text = row.text if len(row.text) <= _CLAIM_LETTERS else f"{row.text[:_CLAIM_LETTERS]}…"
            self._claim.addItem(mark_icon(row.verdict, theme.now), f"{row.number}   {text}")
            said = tr("Claim {n}, {verdict}", n=row.number, verdict=verdict_word(row.verdict))
            place, role = self._claim.count() - 1, Qt.ItemDataRole.AccessibleTextRole
            self._claim.setItemData(place, f"{said}. {row.text}", role)
            if row.id == current:
                self._claim.setCurrentIndex(place)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._claim.setSizeAdjustPolicy(policy)
        self._claim.setMinimumContentsLength(20)
        for widget in (self._link, self._claim):
            widget.setEnabled(bool(self._claims))

    def _lay_out(self) -> None:
        self.column.addWidget(quiet(self._summary()))
        name_widget(self._all, "found-all", plain(self._all.text()))
        name_widget(self._only, "found-only-mark", plain(self._only.text()))
        name_widget(self._link, "found-link", plain(self._link.text()))
        name_widget(self._claim, "found-claim", tr("Claim"))
        name_widget(self._list, "found-list", tr("Matches"))
        self._list.setModel(self._table)
        self._list.setItemDelegate(_FoundRow(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(self.lines(9))
        self.column.addWidget(self._all)
        self.column.addWidget(self._list, 1)
        self.column.addWidget(self._only)
        line = QHBoxLayout()
        line.addWidget(self._link)
        line.addWidget(self._claim, 1)
        self.column.addLayout(line)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("found-mark", tr("&Mark"), role, self._on_wished)
        self.cancel_button()
        self.finish(self._ok, letters=66)
        self.resize(self.letters(96), self.lines(34))

    def _summary(self) -> str:
        sentences = [count(self._found.total, "{n} match.", "{n} matches.")]
        marked = sum(place.is_passage for place in self._found.places)
        if marked:
            sentences.append(
                count(marked, "{n} is a passage already.", "{n} are passages already.")
            )
        offered = len(self._found.places)
        if self._found.total > MOST:
            sentences.append(
                tr("The first {n} that are no passages yet are shown; mark them, then the next.",
                   n=offered)
            )  # fmt: skip
        return " ".join(sentences)

    def _refresh(self) -> None:
        chosen, possible = len(self._table.chosen), len(self._table.possible)
        if self._link.isChecked():
            self._ok.setText(count(chosen, "&Link {n} passage", "&Link {n} passages"))
        else:
            self._ok.setText(count(chosen, "&Mark {n} passage", "&Mark {n} passages"))
        self._ok.setAccessibleName(plain(self._ok.text()))
        self._ok.setEnabled(chosen > 0)
        state = Qt.CheckState
        partly = state.PartiallyChecked if chosen else state.Unchecked
        self._all.setCheckState(state.Checked if chosen and chosen == possible else partly)

    def _on_all(self) -> None:
        self._table.choose_all(on=len(self._table.chosen) < len(self._table.possible))

    def _on_link(self, is_linking: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._table.let_passages(in_=is_linking)

    def _on_claim(self) -> None:
        self._link.setChecked(True)

    def _on_wished(self) -> None:
        wish = self.wish
        self.accept()
        self.wished.emit(wish)


class _FoundRow(RowDelegate):
    """Paints two lines of the sentence, the hit in bold, and beside it what is a passage."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(120, _LINES * option.fontMetrics.lineSpacing() + 2 * _PAD)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the hit in its context."""
        row: FoundPlace = index.data(ROW_ROLE)
        context: Context = index.data(MARK_ROLE)
        box = option.rect.adjusted(_PAD, _PAD, -_PAD - 4, -_PAD)
        box.setLeft(paint_check(painter, option, index))
        if row.is_passage:
            box.setRight(_paint_note(painter, option, box))
        painter.setPen(ink(option))
        start = len(context.before)
        part = (start, start + len(context.hit))
        shown = emphasised(str(context), (part,), option.font, box.width(), _LINES)
        spare = box.height() - shown.lineCount() * option.fontMetrics.lineSpacing()
        shown.draw(painter, QPointF(box.left(), box.top() + spare / 2))
        hairline(painter, option)


def _paint_note(painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> int:
    """Say at the end of a row that it is a passage; return where the rest must end."""
    note, letters = tr("passage"), option.fontMetrics
    chip = QRect(0, 0, letters.horizontalAdvance(note) + 14, letters.lineSpacing() + 2)
    chip.moveCenter(box.center())
    chip.moveRight(box.right())
    painter.setPen(quiet_ink(option))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(chip, 5, 5)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, note)
    return chip.left() - _GAP
