"""How far the review has come: bars of claims by verdict, each a way to its claims."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from claimdesk.core.change import Change
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Verdict
from claimdesk.store.overview import Bar, Grouping
from claimdesk.ui.base.bars import paint_bar
from claimdesk.ui.base.cards import Index, RowDelegate
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, show_text
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.overview_bars import Picture, columns, grouping_word
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import ROW_ROLE, RowTable

_TABLES = (
    *("claim", "link", "passage", "article", "assessment", "adjudication", "project"),
    *("assignment", "reviewer", "evidence", "claim_evidence"),
)
_LETTERS, _NAME = 136, 32
_LINES = 34
_PAUSE_MS = 200
"""How long an edit may be followed by others before all is counted anew."""


class Overview(PlainDialog):
    """A list of bars that stays open beside the work; Enter or a double click shows the claims."""

    read_wanted = Signal(object)
    """(grouping: Grouping) the bars of a chart are to be counted and given to ``show_bars``."""
    claims_wanted = Signal(object)
    """(wanted: ClaimFilter) the claims of a bar, or of a part of it, are to be shown."""
    save_wanted = Signal(object)
    """(picture: Picture) the chart is to be written to a file."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None) -> None:
        super().__init__("overview", tr("Overview"), parent)
        self._project = project
        self._theme = theme
        self.chart = QuietCombo({one.value: grouping_word(one) for one in Grouping})
        self.told = Sentence()
        self.model = RowTable(columns(self.grouping), _key, self)
        self.table = plain_table(self.model, "overview-bars", tr("Bars"), frozenset(("bar",)))
        self._bars = _BarDelegate(theme, self.table)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.go = self.button("overview-go", tr("&Show these claims"), role, self._on_go)
        self.save = self.button("overview-save", tr("Sa&ve…"), role, self._on_save)
        self.finish(self.close_button(), letters=_LETTERS)
        self.resize(self.width(), self.lines(_LINES))
        self.go.setDefault(True)
        self.chart.picked.connect(self._on_picked)
        self.table.doubleClicked.connect(self._on_go)
        self._pause.timeout.connect(self.reload)
        project.changed.connect(self._on_changed)
        theme.changed.connect(self.table.viewport().update)

    @property
    def grouping(self) -> Grouping:
        """Return which chart is shown."""
        return Grouping(self.chart.choice)

    def reload(self) -> None:
        """Have the bars counted."""
        if not self.model.rows:
            show_text(self.told, tr("Counting…"))
        self.read_wanted.emit(self.grouping)

    def show_bars(self, grouping: Grouping, bars: Sequence[Bar]) -> None:
        """Show the bars that were counted, unless another chart is asked for by now."""
        if grouping is not self.grouping:
            return
        now = self.table.currentIndex()
        self._bars.most = max((one.claims for one in bars), default=0)
        self.model.replace(bars)
        self.table.viewport().update()
        place = now if now.isValid() else self.model.index(0, 0)
        self.table.setCurrentIndex(place if place.row() < len(bars) else self.model.index(0, 0))
        self.go.setEnabled(bool(bars))
        self.save.setEnabled(bool(bars))
        show_text(self.told, _told(grouping, bars))

    def picture(self) -> Picture:
        """Return the chart as it can be saved, in the colours of the window."""
        title = grouping_word(self.grouping)
        return Picture(title, self.model.rows, self.grouping, self._theme.now, self.font())

    def _lay_out(self) -> None:
        name_widget(self.chart, "overview-chart", tr("Chart"))
        name_widget(self.told, "overview-told", tr("What is shown"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setItemDelegateForColumn(1, self._bars)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 18)
        self.table.setMinimumHeight(self.lines(8))
        header = self.table.horizontalHeader()
        header.show()
        for place, column in enumerate(self.model.columns):
            if column.name != "bar":
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                titled = header.fontMetrics().horizontalAdvance(column.title) + self.letters(4)
                header.resizeSection(place, titled if place else self.letters(_NAME))
        self.column.addWidget(self.chart)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.told)

    def _on_picked(self) -> None:
        self.model.replace([])
        self.model.columns = columns(self.grouping)
        self.reload()

    def _on_go(self) -> None:
        index = self.table.currentIndex()
        bar = self.model.row_at(index.row())
        if bar is not None:
            self.claims_wanted.emit(self._wanted(bar, self.model.columns[index.column()].name))

    def _wanted(self, bar: Bar, column: str) -> ClaimFilter:
        """Return the filter of a bar, or of a verdict in it where that is the claim's own."""
        if not column.startswith("verdict ") or self.grouping is Grouping.REVIEWER:
            return bar.wanted
        word = column.removeprefix("verdict ")
        return replace(bar.wanted, verdicts=frozenset([Verdict(word) if word else None]))

    def _on_save(self) -> None:
        self.save_wanted.emit(self.picture())

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self._pause.start()


class _BarDelegate(RowDelegate):
    """Paints a bar as long as its claims are many among all bars."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self.most = 0

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one bar."""
        bar: Bar = index.data(ROW_ROLE)
        room = QRectF(option.rect).adjusted(8, 5, -8, -5)
        paint_bar(painter, room, bar.counts, self.most, self._theme.now)


def _key(bar: Bar) -> str:
    return bar.key


def _told(grouping: Grouping, bars: Sequence[Bar]) -> str:
    if not bars:
        return {
            Grouping.SPEAKER: tr(
                "No passage has a speaker yet. Speakers are named in a claim’s list of passages."
            ),
            Grouping.ARTICLE: tr("No article has a passage of a claim yet."),
            Grouping.REVIEWER: tr("Nobody has given a verdict yet."),
        }.get(grouping, tr("There are no claims yet."))
    said = [count(len(bars), "{n} bar", "{n} bars")]
    if grouping in (Grouping.SPEAKER, Grouping.ARTICLE):
        said.append(tr("a claim counts once for each it belongs to"))
    if grouping is Grouping.REVIEWER:
        said.append(tr("the verdicts each of them gave"))
    return ", ".join(said) + "."
