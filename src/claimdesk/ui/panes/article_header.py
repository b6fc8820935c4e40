"""Above the article: its title, where it comes from, its address, and which version it is."""

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from claimdesk.core.model import ArticleRow
from claimdesk.store.articles import VersionRow
from claimdesk.ui.base.elided_label import ElidedLabel
from claimdesk.ui.base.forms import name_widget, show_text
from claimdesk.ui.base.lines import elided_lines, paint_lines
from claimdesk.ui.base.words import count, tr

_LINES = 2
"""More lines of a title than this end in dots."""
_SHARE = 4
"""The header takes one part in so many of the pane's height at most."""
_EDGE = 4
"""Border and padding of a link at each side; the other lines keep clear of it too."""


class Headline(QLabel):
    """A title that takes one line or two and tells the rest when asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("heading", "true")
        # So that layouts ask how high it is at their width.
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines it takes at a width."""
        lines = elided_lines(self.text(), self.font(), width - _EDGE, _LINES)
        return max(1, len(lines)) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(0, self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, the last one with dots where it does not fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = self.contentsRect()
        paint_lines(painter, box, elided_lines(self.text(), self.font(), box.width(), _LINES))
        painter.end()


class AddressLink(QPushButton):
    """An address that opens in the browser by a click or Enter; nothing is fetched before."""

    def __init__(self) -> None:
        super().__init__()
        self._address = ""
        self.setProperty("link", "true")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._open = QAction(tr("&Open in the browser"), self)
        self._open.triggered.connect(self._on_opened)
        copy = QAction(tr("&Copy address"), self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._address))
        self.addActions([self._open, copy])
        self.clicked.connect(self._open.trigger)

    @property
    def address(self) -> str:
        """Return the whole address."""
        return self._address

    def show_address(self, address: str) -> None:
        """Show an address; what no browser can open is text that can be copied."""
        self._address = address
        is_link = QUrl(address).scheme() in {"http", "https"}
        self._open.setEnabled(is_link)
        font = self.font()
        font.setUnderline(is_link)
        self.setFont(font)
        self.unsetCursor()
        if is_link:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("{address}\nOpens in the browser", address=address) if is_link else "")
        self.setAccessibleName(tr("Address: {address}", address=address))
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the whole address."""
        width = self.fontMetrics().horizontalAdvance(self._address) + 2 * _EDGE
        return QSize(width, self.fontMetrics().lineSpacing() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for the dots."""
        return QSize(
            self.fontMetrics().horizontalAdvance("…") + 2 * _EDGE, self.sizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the middle of an address that is longer than the line."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - 2 * _EDGE
        shown = self.fontMetrics().elidedText(self._address, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))

    def _on_opened(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))


class ArticleHeader(QWidget):
    """A few quiet lines; the less important go where the pane is low."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Headline()
        self.origin = ElidedLabel()
        self.address = AddressLink()
        self.version = ElidedLabel()
        self._room = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20 - _EDGE, 12, 20, 10)
        self._column.setSpacing(2)
        for widget, identifier, spoken in (
            (self.title, "article-title", tr("Article title")),
            (self.origin, "article-origin", tr("Publisher and date")),
            (self.address, "article-address", tr("Address")),
            (self.version, "article-version", tr("Version")),
        ):
            name_widget(widget, identifier, spoken)
            self._column.addWidget(widget)
        self._column.setAlignment(self.address, Qt.AlignmentFlag.AlignLeft)
        for label in (self.title, self.origin, self.version):
            label.setContentsMargins(_EDGE, 0, 0, 0)
            # Or there would be no tool tip with what the dots stand for.
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        for quiet in (self.origin, self.version):
            quiet.setProperty("quiet", "true")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def show_article(self, row: ArticleRow, version: VersionRow) -> None:
        """Show where an article comes from; what is not known takes no room."""
        origin = " · ".join(part for part in (row.publisher, row.author, row.published) if part)
        shown = ((self.title, row.title), (self.origin, origin), (self.version, _said(version)))
        for label, text in shown:
            show_text(label, text)
            label.setToolTip(text)
        self.address.show_address(row.source_url)
        self._fit()

    def use_room(self, height: int) -> None:
        """Take no more than a fair part of a pane of this height."""
        self._room = height // _SHARE
        self._fit()

    def _fit(self) -> None:
        self.origin.setVisible(bool(self.origin.text()))
        self.address.setVisible(bool(self.address.address))
        self.version.show()
        for least in (self.version, self.address, self.origin):
            if self._wanted_height() > self._room:
                least.hide()

    def _wanted_height(self) -> int:
        self._column.invalidate()
        return self._column.totalHeightForWidth(self.width())


def _said(version: VersionRow) -> str:
    day = QDateTime.fromMSecsSinceEpoch(version.imported_ms).date()
    return tr(
        "Version {number}, imported {day}, {length}",
        number=version.number
        if version.versions == 1
        else tr("{n} of {all}", n=version.number, all=version.versions),
        day=QLocale().toString(day, "d MMMM yyyy"),
        length=count(version.length, "{n:,} character", "{n:,} characters"),
    )
