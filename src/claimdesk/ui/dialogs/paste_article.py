"""An article made of text the reviewer pastes or types."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit, QWidget

from claimdesk.core.model import ReadArticle
from claimdesk.core.text import grapheme_floor
from claimdesk.ui.base import dates
from claimdesk.ui.base.forms import Complaint, PlainDialog, add_row, label, name_widget
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr

TITLE = 80
"""Most characters of a title that is taken from the text."""
_PAGE, _PLAIN = "page", "plain"
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


class PasteArticle(PlainDialog):
    """A form for an article's text and where it came from; starts with what is on the clipboard.

    Where that is a page, its lists and tables are kept; the plain text can be had instead.
    """

    pasted = Signal(object)
    """(article: ReadArticle) the reviewer wants this as an article."""

    def __init__(self, page: ReadArticle | None = None, parent: QWidget | None = None) -> None:
        """``page`` is the article read from a page on the clipboard, if there is one."""
        super().__init__("paste-article", tr("Paste as article"), parent)
        self._page = page
        self._plain = QGuiApplication.clipboard().text()
        self._as = QuietCombo(
            {_PAGE: tr("The page, with lists and tables"), _PLAIN: tr("Its plain text")}
        )
        self._as_label = label(tr("&Read"), self._as)
        self._title = QLineEdit()
        self._publisher = QLineEdit()
        self._url = QLineEdit()
        self._published = QLineEdit()
        self._text = QPlainTextEdit()
        self._complaint = Complaint("paste-complaint")
        self._url.setPlaceholderText(tr("https://…"))
        self._published.setPlaceholderText(tr("2025-10-29, 2025-10 or 2025"))
        form = self.form()
        name_widget(self._as, "paste-as", tr("Read"))
        form.addRow(self._as_label, self._as)
        form.setRowVisible(self._as, self._page is not None)
        add_row(form, tr("&Title"), "paste-title", self._title)
        add_row(form, tr("&Publisher"), "paste-publisher", self._publisher)
        add_row(form, tr("A&ddress"), "paste-url", self._url)
        add_row(form, tr("P&ublished on"), "paste-published", self._published)
        self._add_text()
        self.column.addWidget(self._complaint)
        self._add_buttons()
        self.resize(self.letters(92), self.lines(34))
        self._published.textChanged.connect(self._on_typed)
        self._text.textChanged.connect(self._on_typed)
        self._as.picked.connect(self._fill)
        self._fill()
        (self._title if self.text.strip() else self._text).setFocus()

    @property
    def text(self) -> str:
        """Return the text exactly as it was pasted: with its no-break spaces and tabs."""
        return self._text.document().toRawText().translate(_BREAKS)

    @property
    def article(self) -> ReadArticle:
        """Return what the form says."""
        text, page = self.text, self._taken
        return replace(
            page or ReadArticle(text),
            text=text,
            title=self._title.text().strip() or first_line(text),
            publisher=self._publisher.text().strip(),
            published=self._published.text().strip(),
            url=self._url.text().strip(),
        )

    @property
    def _taken(self) -> ReadArticle | None:
        """Return the page, if it is the one that is pasted."""
        return self._page if self._as.choice == _PAGE else None

    def _fill(self) -> None:
        """Show the page or the plain text, and what the page says about itself."""
        page = self._taken
        self._text.setPlainText(page.text if page else self._plain)
        for line, name in (
            (self._title, "title"),
            (self._publisher, "publisher"),
            (self._url, "url"),
            (self._published, "published"),
        ):
            if self._page is not None and not line.isModified():
                line.setText(getattr(self._page, name))
                line.setCursorPosition(0)
        self._on_typed()

    def _add_text(self) -> None:
        # Tab leaves the field: with it in the text nobody gets out by keyboard.
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(self.lines(6))
        self.field(tr("Te&xt"), "paste-text", self._text, 1)

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("paste-article-add", tr("&Add article"), role, self._on_added)
        self.cancel_button()
        self.finish(self._ok, letters=70)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._ok.click)

    def _on_typed(self) -> None:
        text = self.text
        self._title.setPlaceholderText(first_line(text))
        complaint = dates.complaint(self._published.text().strip())
        self._published.setAccessibleDescription(complaint)
        self._complaint.say(complaint)
        self._ok.setEnabled(bool(text.strip()) and not complaint)

    def _on_added(self) -> None:
        article = self.article
        self.accept()
        self.pasted.emit(article)


def first_line(text: str) -> str:
    """Return the beginning of the first line that says something, on one line."""
    start = text.lstrip()
    line = " ".join(start[: start.find("\n") if "\n" in start else None].split())
    return line[: grapheme_floor(line, TITLE)].rstrip() if len(line) > TITLE else line
