"""The article list: each article's title and how far its review has come."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from claimdesk.core.change import Change
from claimdesk.core.model import ArticleRow
from claimdesk.store import articles
from claimdesk.ui.base.cards import CardList, Index, RowDelegate, quiet_ink
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.lines import elided_lines, paint_lines, takes_two_lines
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.columns import article_columns
from claimdesk.ui.models.row_table import ROW_ROLE, RowTable
from claimdesk.ui.panes.empty_hint import EmptyHint

_TABLES = (
    *("article", "claim", "link", "passage", "assessment", "adjudication"),
    *("assignment", "project"),
)
_PAD_X, _PAD_Y = 12, 8
_GAP = 4
_LINES = 2
_BAR = 3


class ArticleCard(RowDelegate):
    """Up to two lines of the title, then a thin bar and "12/37"."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card: short titles take one line."""
        step = option.fontMetrics.lineSpacing()
        width = option.rect.width() - 2 * _PAD_X
        row: ArticleRow = index.data(ROW_ROLE)
        lines = 1 + (width <= 0 or takes_two_lines(row.title, option.font, width))
        return QSize(80, (lines + 1) * step + _GAP + 2 * _PAD_Y)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint title and progress."""
        row: ArticleRow = index.data(ROW_ROLE)
        box: QRect = option.rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        lines = elided_lines(row.title, option.font, box.width(), _LINES)
        paint_lines(painter, box, lines)
        step = option.fontMetrics.lineSpacing()
        foot = QRect(box.left(), box.top() + len(lines) * step + _GAP, box.width(), step)
        said = tr("{done}/{n}", done=row.reviewed, n=row.claims) if row.claims else tr("No claims")
        painter.setPen(quiet_ink(option))
        painter.drawText(
            foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said
        )
        if row.claims:
            taken = option.fontMetrics.horizontalAdvance(said) + 10
            self._paint_bar(painter, foot.adjusted(taken, 0, 0, 0), row)

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

    def __init__(self, model: RowTable[ArticleRow], theme: Theme) -> None:
        super().__init__(model)
        self.setItemDelegate(ArticleCard(theme, self))
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
        self.model: RowTable[ArticleRow] = RowTable(article_columns(), lambda row: row.id, self)
        self.view = ArticleListView(self.model, theme)
        self._hint = EmptyHint(self.view)
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activated.connect(self.opened)
        self.view.menu_wanted.connect(self.menu_wanted)
        project.changed.connect(self._on_project_changed)
        project.switched.connect(self._refresh)
        selection.changed.connect(self._on_selection_changed)
        self._refresh()

    def _lay_out(self) -> None:
        heading = QLabel(tr("Articles"))
        heading.setProperty("heading", "true")
        heading.setContentsMargins(12, 8, 12, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.view, 1)

    def _refresh(self) -> None:
        rows = self._project.read(articles.rows) if self._project.is_open else []
        before = [row.id for row in self.model.rows]
        self._is_refreshing = True
        self.model.replace(rows)
        self._is_refreshing = False
        self._hint.say("" if rows else tr("Drop files here or press Ctrl+I"))
        now = self._selection.now.article_id
        if now is None or self.model.place_of(now) is None:
            place = before.index(now) if now in before else 0
            row = self.model.row_at(min(place, len(rows) - 1))
            self._selection.choose_article(row.id if row else None)
        self._follow()

    def _follow(self) -> None:
        """Make the article that is pointed at the current row."""
        now = self._selection.now.article_id
        index = QModelIndex() if now is None else self.model.index_of(now)
        if index.row() != self.view.currentIndex().row():
            self._is_refreshing = True
            clear = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, clear)
            self._is_refreshing = False
            self.view.scrollTo(index)

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self.model.row_at(current.row())
        if not self._is_refreshing and row is not None:
            self._selection.choose_article(row.id)

    def _on_project_changed(self, change: Change) -> None:
        if not change.touches(*_TABLES):
            return
        altered = self._project.read(articles.after, change)
        if altered is None:
            self._refresh()
        else:
            self.model.change(altered)

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        if new.article_id != old.article_id:
            self._follow()
