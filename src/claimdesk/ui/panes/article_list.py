"""The article list: each article's title and how far its review has come.

The titles of all are known at once, for the heights of the cards follow from them; how far a review
has come is counted for the articles that are looked at.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from claimdesk.core.change import Change
from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ArticleRow, Id
from claimdesk.store import articles
from claimdesk.ui.base.cards import CardList, Index, RowDelegate, quiet_ink
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.lines import LineCounter, elided_lines, paint_lines
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.columns import article_columns
from claimdesk.ui.models.paged_table import PagedTable
from claimdesk.ui.models.row_table import ROW_ROLE
from claimdesk.ui.models.shares import Shares
from claimdesk.ui.panes.empty_hint import EmptyHint

_TABLES = (
    *("article", "claim", "link", "passage", "assessment", "adjudication"),
    *("assignment", "project"),
)
_PAD_X, _PAD_Y = 12, 8
_GAP = 4
_LINES = 2
_BAR = 3
Articles = PagedTable[Id, ArticleRow]


class ArticleCard(RowDelegate):
    """Up to two lines of the title, then "12/37", a thin bar and the percentage looked at."""

    def __init__(
        self, theme: Theme, title_at: Callable[[int], str], shares: Shares, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares = shares
        self._title_at = title_at
        self._counter = LineCounter()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card: short titles take one line."""
        step = option.fontMetrics.lineSpacing()
        width = option.rect.width() - 2 * _PAD_X
        title = self._title_at(index.row())
        lines = 1 + (width <= 0 or self._counter.takes_two_lines(title, option.font, width))
        return QSize(80, (lines + 1) * step + _GAP + 2 * _PAD_Y)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint title and progress; the title alone where the article cannot be read."""
        row: ArticleRow | None = index.data(ROW_ROLE)
        box: QRect = option.rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        lines = elided_lines(self._title_at(index.row()), option.font, box.width(), _LINES)
        paint_lines(painter, box, lines)
        if row is None:
            return
        step = option.fontMetrics.lineSpacing()
        foot = QRect(box.left(), box.top() + len(lines) * step + _GAP, box.width(), step)
        said = tr("{done}/{n}", done=row.reviewed, n=row.claims) if row.claims else tr("No claims")
        painter.setPen(quiet_ink(option))
        painter.drawText(
            foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said
        )
        share = self._shares.of(row.id)
        looked = "" if share is None else tr("{n} %", n=share.percent)
        painter.drawText(
            foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), looked
        )
        if row.claims:
            left, right = (option.fontMetrics.horizontalAdvance(one) + 10 for one in (said, looked))
            self._paint_bar(painter, foot.adjusted(left, 0, -right, 0), row)

    def _paint_bar(self, painter: QPainter, box: QRect, row: ArticleRow) -> None:
        bar = QRect(box.left(), box.center().y() - _BAR // 2, min(box.width(), 140), _BAR)
        if bar.width() < 20:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.now.pressed))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        done = QRect(bar)
        done.setWidth(round(bar.width() * row.reviewed / row.claims))
        painter.setBrush(QColor(self._theme.now.caret))
        painter.drawRoundedRect(done, 1.5, 1.5)


class ArticleListView(CardList):
    """The list itself."""

    def __init__(
        self, model: Articles, theme: Theme, title_at: Callable[[int], str], shares: Shares
    ) -> None:
        super().__init__(model)
        self.setItemDelegate(ArticleCard(theme, title_at, shares, self))
        self.setProperty("bare", "true")
        name_widget(self, "article-list", tr("Articles"))


class ArticleListPane(QWidget):
    """Heading and list of the project's articles."""

    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the current article is asked for."""
    opened = Signal()
    """Enter was pressed on the current article, or it was double-clicked."""

    def __init__(self, project: Project, selection: Selection, theme: Theme) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self._is_refreshing = False
        self._titles: dict[Id, str] = {}
        self._shares = Shares(project)
        columns = article_columns(self._shares.of)
        self.model: Articles = PagedTable(columns, self._fetch, self)
        self.view = ArticleListView(self.model, theme, self._title_at, self._shares)
        self._hint = EmptyHint(self.view)
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activated.connect(self.opened)
        self.view.menu_wanted.connect(self.menu_wanted)
        self._shares.found.connect(self._on_share_found)
        project.changed.connect(self._on_project_changed)
        project.switched.connect(self._on_switched)
        selection.changed.connect(self._on_selection_changed)
        self._on_switched()

    def _lay_out(self) -> None:
        heading = QLabel(tr("Articles"))
        heading.setProperty("heading", "true")
        heading.setContentsMargins(12, 8, 12, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.view, 1)

    def _refresh(self, show: Callable[[list[Id]], None]) -> None:
        before = self.model.keys
        self._titles = self._project.read(articles.titles) if self._project.is_open else {}
        self._is_refreshing = True
        show(list(self._titles))
        self._is_refreshing = False
        self._hint.say("" if self._titles else tr("Drop files here or press Ctrl+I"))
        now = self._selection.now.article_id
        if now is None or now not in self._titles:
            place = before.index(now) if now in before else 0
            last = len(self._titles) - 1
            self._selection.choose_article(self.model.key_at(min(place, last)))
        self._follow()

    def _title_at(self, place: int) -> str:
        key = self.model.key_at(place)
        return "" if key is None else self._titles.get(key, "")

    def _fetch(self, some: Sequence[Id]) -> Mapping[Id, ArticleRow]:
        """Read rows for a view, which cannot be told of trouble in the middle of its painting."""
        try:
            return self._project.read(articles.some, some)
        except ReviewError as error:
            trouble = error
            QTimer.singleShot(0, self, lambda: self._project.failed.emit(trouble))
            return {}

    def _follow(self) -> None:
        """Make the article that is pointed at the current row."""
        now = self._selection.now.article_id
        index = self.model.index_of(now)
        if index.row() != self.view.currentIndex().row():
            self._is_refreshing = True
            clear = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, clear)
            self._is_refreshing = False
            self.view.scrollTo(index)

    def _on_current_changed(self, current: QModelIndex) -> None:
        article_id = self.model.key_at(current.row())
        if not self._is_refreshing and article_id is not None:
            self._selection.choose_article(article_id)

    def _on_share_found(self, article_id: Id) -> None:
        self.view.update(self.model.index_of(article_id))

    def _on_project_changed(self, change: Change) -> None:
        if change.touches("coverage"):
            self.view.viewport().update()
        if not change.touches(*_TABLES):
            return
        altered = self._project.read(articles.after, change)
        if altered is None:
            self._refresh(self.model.replace)
        else:
            self.model.renew(altered)

    def _on_switched(self) -> None:
        self._refresh(self.model.show)

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        if new.article_id != old.article_id:
            self._follow()
