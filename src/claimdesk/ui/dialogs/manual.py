"""The manual: pages that lie beside the program, a list of them, and a way to find words in all.

It can stay open beside the work, follows the colours of the moment and never leads to a network.
"""

import re
from functools import cache

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core import resources
from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import Palette, of_paper
from claimdesk.ui.base.forms import PlainDialog, above, label, name_widget
from claimdesk.ui.base.marks import mark_icon
from claimdesk.ui.base.words import count, tr

PAGES = (
    *(
        "first-steps",
        "importing",
        "keeping",
        "sharing",
        "exporting",
        "backups",
        "rescue",
        "history",
    ),
)
"""The pages in the order of the list: files in ``resources/help``."""
_MARKS: dict[str, Verdict | None] = {
    "mark:confirmed": Verdict.CONFIRMED,
    "mark:denied": Verdict.DENIED,
    "mark:unverified": Verdict.UNVERIFIED,
    "mark:unreviewed": None,
}
_SHARP = 3
"""Marks are drawn larger than shown, for dense screens."""
_LINK = "page:"


class Manual(PlainDialog):
    """The pages of help; Return in the find field goes from match to match."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__("manual", tr("Help"), parent)
        self._now = ""
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.document().setDocumentMargin(22)
        self._list = QListWidget()
        self._find = QLineEdit()
        self._found = QLabel()
        self._lay_out()
        self._text.anchorClicked.connect(self._on_link)
        self._list.currentItemChanged.connect(self._on_chosen)
        self._find.textChanged.connect(self._on_wanted)
        self._find.returnPressed.connect(self._go_on)
        self.turn_to(page)
        self._text.setFocus()

    def turn_to(self, page: str) -> None:
        """Show a page from its beginning."""
        self._list.setCurrentRow(PAGES.index(page))

    def changeEvent(self, event: QEvent) -> None:
        """Write the page again in the colours and letters of the moment."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and self._now:
            place = self._text.verticalScrollBar().value()
            self._write()
            self._text.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return in the find field go on to the next match and press no button."""
        is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (is_return and self._find.hasFocus()):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the list again: only now its letters and margins are those of the style."""
        super().showEvent(event)
        self._list.doItemsLayout()

    def _lay_out(self) -> None:
        name_widget(self._text, "manual-text", "")
        name_widget(self._list, "manual-pages", tr("Pages"))
        name_widget(self._find, "manual-find", tr("Find in the help"))
        name_widget(self._found, "manual-found", "")
        self._find.setClearButtonEnabled(True)
        self._found.setProperty("quiet", "true")
        self._found.hide()
        for page in PAGES:
            self._list.addItem(QListWidgetItem(title_of(page)))
        self._list.setFixedWidth(self.letters(32))
        self._list.setProperty("bare", "true")
        self._list.setUniformItemSizes(True)
        left, columns = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(8)
        left.addLayout(above(label(tr("&Find in the help"), self._find), self._find))
        left.addWidget(self._found)
        left.addLayout(above(label(tr("&Pages"), self._list), self._list), 1)
        columns.setSpacing(16)
        columns.addLayout(left)
        columns.addWidget(self._text, 1)
        self.column.addLayout(columns, 1)
        self.finish(self.close_button(), letters=80)
        self.resize(self.letters(132), self.lines(38))

    def _on_chosen(self) -> None:
        self._now = PAGES[self._list.currentRow()]
        self._text.setAccessibleName(title_of(self._now))
        self._write()
        self._text.verticalScrollBar().setValue(0)
        if self._find.text():
            self._go_on()

    def _on_link(self, link: QUrl) -> None:
        self.turn_to(link.toString().removeprefix(_LINK))

    def _on_wanted(self) -> None:
        """Leave the pages with these words in the list, and go to the first of them."""
        wanted = self._find.text().casefold()
        holding = [page for page in PAGES if wanted in _plain_text(page)]
        for row, page in enumerate(PAGES):
            self._list.item(row).setHidden(page not in holding)
        total = sum(_plain_text(page).count(wanted) for page in holding) if wanted else 0
        said = count(total, "{n} match", "{n} matches") if wanted else ""
        self._found.setText(said)
        self._found.setVisible(bool(said))
        self._found.setAccessibleName(said)
        if holding and self._now not in holding:
            self.turn_to(holding[0])
        else:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next match on this page, or on from its beginning; mark them all."""
        wanted = self._find.text()
        self._mark_all(wanted)
        if wanted and not self._text.find(wanted):
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(wanted)

    def _mark_all(self, wanted: str) -> None:
        marked = []
        colour = QColor(self._colours().find)
        found = QTextCursor(self._text.document())
        while wanted and not (found := self._text.document().find(wanted, found)).isNull():
            one = QTextEdit.ExtraSelection()
            one.cursor = found
            one.format.setBackground(colour)
            marked.append(one)
        self._text.setExtraSelections(marked)

    def _colours(self) -> Palette:
        """Return the colours of the paper the text stands on; the window has others."""
        return of_paper(self._text.palette().color(QPalette.ColorRole.Base).name())

    def _write(self) -> None:
        document = self._text.document()
        colours = self._colours()
        size = self.fontMetrics().height()
        for name, verdict in _MARKS.items():
            picture = mark_icon(verdict, colours, size).pixmap(size * _SHARP).toImage()
            picture.setDevicePixelRatio(1)
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
        document.setDefaultStyleSheet(_style(colours))
        self._text.setHtml(_source(self._now).replace("MARK_SIZE", str(size)))
        self._mark_all(self._find.text())


def title_of(page: str) -> str:
    """Return what a page is called."""
    found = re.search("<title>(.*)</title>", _source(page))
    return found.group(1) if found else page


@cache
def _source(page: str) -> str:
    return resources.path("help", f"{page}.html").read_text(encoding="utf-8")


@cache
def _plain_text(page: str) -> str:
    """Return the words of a page, folded, as they stand on the screen."""
    document = QTextDocument()
    document.setHtml(_source(page))
    return document.toPlainText().casefold()


def _style(colours: Palette) -> str:
    return f"""
        h1 {{ font-size: x-large; font-weight: 600; }}
        h2 {{ font-size: large; font-weight: 600; margin-top: 20px; }}
        p, li {{ line-height: 135%; }}
        li {{ margin-bottom: 5px; }}
        a {{ color: {colours.caret}; }}
        .key {{ background-color: {colours.hover}; }}
        .quiet {{ color: {colours.muted}; }}
    """
