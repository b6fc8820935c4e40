"""One file of the queue: the text as it will stand, what is known of it, how it is read."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.model import ReadArticle
from claimdesk.core.text import normalise
from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.kinds import has_encoding, is_page
from claimdesk.ui.base import dates
from claimdesk.ui.base.encoding_combo import EncodingCombo
from claimdesk.ui.base.forms import (
    Complaint,
    Sentence,
    add_row,
    label,
    name_widget,
)
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.import_queue import Queued, State

_MOST_SHOWN = 100_000
"""Code points of a text that are shown; nobody reads more before importing."""
_MOST_REMARKS = 6
_EXTRACTED, _WHOLE = "article", "page"


class Preview(QWidget):
    """Shows a file of the queue and lets it be read otherwise and described better."""

    described = Signal(object, str)
    """(article: ReadArticle, complaint) the article was described better, or in a wrong way."""
    wished = Signal(object)
    """(wish: Wish) the file is to be read in another way."""
    open_wanted = Signal()
    """The article that is in the project already is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "import-preview", tr("Preview"))
        self._row: Queued | None = None
        self._shown = ""
        self._lines = {name: QLineEdit() for name, _, _ in _fields()}
        self._complaint = Complaint("import-complaint")
        self._encoding = EncodingCombo()
        self._extent = QuietCombo({_EXTRACTED: tr("The article"), _WHOLE: tr("The whole page")})
        self._text = QPlainTextEdit()
        self._caption = label(tr("Te&xt as it will stand"), self._text)
        self._length = QLabel()
        self._remarks = Sentence()
        self._standing = Sentence()
        self._open = QPushButton(tr("Sho&w it"))
        self._details = QWidget()
        self._encoding_label = label(tr("&Encoding"), self._encoding)
        self._extent_label = label(tr("&Read"), self._extent)
        self._lay_out()
        for line in self._lines.values():
            line.textEdited.connect(self._on_typed)
        self._encoding.picked.connect(self._on_wished)
        self._extent.picked.connect(self._on_wished)
        self._open.clicked.connect(self.open_wanted)
        self.show_row(None)

    def show_row(self, row: Queued | None, complaint: str = "") -> None:
        """Show a file of the queue with what is wrong with what was typed for it, or nothing."""
        is_other = self._row is None or row is None or self._row.number != row.number
        self._row = row
        article = row.article if row else None
        self._show_details(article, anew=is_other)
        self._show_text(article)
        self._show_ways(row)
        self._show_standing(row)
        is_bad = row is not None and row.state is State.BAD
        for part in (self._details, self._caption, self._length, self._text):
            part.setVisible(not is_bad)
        self._complain(complaint)

    def focus_first(self) -> None:
        """Give the first field the keyboard."""
        self._lines["title"].setFocus()

    def _show_details(self, article: ReadArticle | None, *, anew: bool) -> None:
        self._details.setEnabled(article is not None)
        for name, line in self._lines.items():
            value = getattr(article, name) if article else ""
            if anew or line.text().strip() != value:
                line.setText(value)
                line.setCursorPosition(0)

    def _show_text(self, article: ReadArticle | None) -> None:
        clean = normalise(article.text) if article else ""
        if clean != self._shown:
            self._shown = clean
            self._text.setPlainText(clean[:_MOST_SHOWN])
        self._length.setText(_length(clean) if article else "")
        remarks = article.remarks if article else ()
        self._remarks.setText("\n".join(_told(remarks)))
        self._remarks.setAccessibleName(self._remarks.text())
        self._remarks.setVisible(bool(remarks))

    def _show_ways(self, row: Queued | None) -> None:
        kind = row.kind if row else ""
        wish = row.wish if row else Wish()
        for combo, caption, is_fit, choice in (
            (
                self._encoding,
                self._encoding_label,
                has_encoding(kind),
                wish.encoding or EncodingCombo.FOUND_OUT,
            ),
            (self._extent, self._extent_label, is_page(kind), _extent(wish)),
        ):
            combo.setVisible(is_fit)
            caption.setVisible(is_fit)
            combo.show_choice(choice)

    def _show_standing(self, row: Queued | None) -> None:
        sentence = ""
        match row.state if row else None:
            case State.WAITING:
                sentence = tr("It is being read…")
            case State.THERE:
                sentence = tr("This text is in the project already; it is not imported again.")
            case State.BAD | State.TWICE:
                sentence = row.sentence if row else ""
            case State.DONE:
                sentence = tr("It was imported.")
        self._standing.setText(sentence)
        self._standing.setAccessibleName(sentence)
        self._standing.setVisible(bool(sentence))
        self._open.setVisible(row is not None and row.state is State.THERE)

    def lead_to_it(self) -> None:
        """Let Return show the article that is there already."""
        self._open.setDefault(True)

    def _complain(self, complaint: str) -> None:
        self._complaint.say(complaint)
        self._complaint.setVisible(bool(complaint))
        self._lines["published"].setAccessibleDescription(complaint)

    def _typed(self, name: str) -> str:
        return self._lines[name].text().strip()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        name_widget(self._open, "import-show", tr("Show it"))
        name_widget(self._standing, "import-standing", "")
        name_widget(self._remarks, "import-remarks", "")
        self._standing.setProperty("heading", "true")
        self._remarks.setProperty("quiet", "true")
        self._fill_details()
        column.addLayout(_row(self._standing, self._open))
        column.addWidget(self._details)
        column.addWidget(self._complaint)
        column.addLayout(self._ways())
        column.addLayout(self._text_part(), 1)
        column.addWidget(self._remarks)
        column.addStretch()  # takes what the text would, where there is none

    def _fill_details(self) -> None:
        form = QFormLayout(self._details)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, text, hint in _fields():
            self._lines[name].setPlaceholderText(hint)
            add_row(form, text, f"import-{name}", self._lines[name])

    def _ways(self) -> QHBoxLayout:
        ways = QHBoxLayout()
        ways.setSpacing(8)
        name_widget(self._encoding, "import-encoding", tr("Encoding"))
        name_widget(self._extent, "import-extent", tr("Read"))
        for part in (
            *(self._extent_label, self._extent),
            *(self._encoding_label, self._encoding),
        ):
            ways.addWidget(part)
        ways.addStretch()
        return ways

    def _text_part(self) -> QVBoxLayout:
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(self.fontMetrics().lineSpacing() * 5)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        name_widget(self._text, "import-text", tr("Text as it will stand"))
        self._length.setProperty("quiet", "true")
        part = QVBoxLayout()
        part.setSpacing(5)
        part.addLayout(_row(self._caption, self._length))
        part.addWidget(self._text, 1)
        return part

    def _on_typed(self) -> None:
        article = self._row.article if self._row else None
        if article is not None:
            complaint = dates.complaint(self._typed("published"))
            self._complain(complaint)
            corrected = replace(
                article,
                title=self._typed("title"),
                publisher=self._typed("publisher"),
                author=self._typed("author"),
                published=self._typed("published"),
                url=self._typed("url"),
                language=self._typed("language"),
            )
            self.described.emit(corrected, complaint)

    def _on_wished(self) -> None:
        self.wished.emit(Wish(self._encoding.encoding, whole_page=self._extent.choice == _WHOLE))


def _row(first: QWidget, last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(first, 1)
    row.addWidget(last)
    return row


def _extent(wish: Wish) -> str:
    return _WHOLE if wish.whole_page else _EXTRACTED


def _length(text: str) -> str:
    more = len(text) - _MOST_SHOWN
    said = count(len(text), "{n} character", "{n:,} characters")
    if more <= 0:
        return said
    return tr("{all}; the first {shown} are shown", all=said, shown=f"{_MOST_SHOWN:,}")


def _told(remarks: tuple[str, ...]) -> list[str]:
    more = len(remarks) - _MOST_REMARKS
    rest = [count(more, "… and {n} more remark", "… and {n} more remarks")] if more > 0 else []
    return [*(tr(one) for one in remarks[:_MOST_REMARKS]), *rest]


def _fields() -> tuple[tuple[str, str, str], ...]:
    """Return name, label and hint of each field in reading order."""
    return (
        ("title", tr("&Title"), ""),
        ("publisher", tr("&Publisher"), ""),
        ("author", tr("A&uthor"), ""),
        ("published", tr("Publi&shed on"), tr("2025-10-29, 2025-10 or 2025")),
        ("url", tr("A&ddress"), tr("https://…")),
        ("language", tr("Lan&guage"), tr("en, de, uk …")),
    )
