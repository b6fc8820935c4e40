"""The first steps: how a review is done, which keys do it, what the words mean."""

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QPalette, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from claimdesk.core import resources
from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import Palette, of_paper
from claimdesk.ui.base.forms import PlainDialog, name_widget
from claimdesk.ui.base.marks import mark_icon
from claimdesk.ui.base.words import tr

_MARKS: dict[str, Verdict | None] = {
    "mark:confirmed": Verdict.CONFIRMED,
    "mark:denied": Verdict.DENIED,
    "mark:unverified": Verdict.UNVERIFIED,
    "mark:unreviewed": None,
}
_SHARP = 3
"""Marks are drawn larger than shown, for dense screens."""


class FirstSteps(PlainDialog):
    """A page of help that can stay open beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("first-steps", tr("First steps"), parent)
        self._page = QTextBrowser()
        self._page.setOpenLinks(False)
        self._page.document().setDocumentMargin(22)
        name_widget(self._page, "first-steps-text", tr("First steps"))
        self.column.addWidget(self._page, 1)
        self.finish(self.close_button(), letters=50)
        self.resize(self.letters(98), self.lines(40))
        self._write()
        self._page.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Write the page again in the colours and letters of the moment."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._write()

    def _write(self) -> None:
        page, document = self._page, self._page.document()
        place = page.verticalScrollBar().value()
        colours = of_paper(self.palette().color(QPalette.ColorRole.Base).name())
        size = self.fontMetrics().height()
        for name, verdict in _MARKS.items():
            picture = mark_icon(verdict, colours, size).pixmap(size * _SHARP).toImage()
            picture.setDevicePixelRatio(1)
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
        document.setDefaultStyleSheet(_style(colours))
        text = resources.path("help", "first-steps.html").read_text(encoding="utf-8")
        page.setHtml(text.replace("MARK_SIZE", str(size)))
        page.verticalScrollBar().setValue(place)


def _style(colours: Palette) -> str:
    return f"""
        h1 {{ font-size: x-large; font-weight: 600; }}
        h2 {{ font-size: large; font-weight: 600; margin-top: 20px; }}
        p, li {{ line-height: 135%; }}
        .key {{ background-color: {colours.hover}; }}
        .quiet {{ color: {colours.muted}; }}
    """
