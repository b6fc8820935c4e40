"""One cell that differs in full: what file and project say, what will be, and why it is left."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from claimdesk.core import word_diff
from claimdesk.core.word_diff import Mark, Parts
from claimdesk.ui.base.forms import Sentence, name_widget, show_text
from claimdesk.ui.base.words import tr
from claimdesk.ui.models import marked
from claimdesk.ui.models.claim_changes import ChangeRow

_FEWEST, _USUAL = 2, 4
"""Lines of a text that are seen in a low window, and where there is room."""
_FRAME = 18


class ChangeDetail(QWidget):
    """Three texts side by side that can be read and copied, and a sentence below."""

    def __init__(self) -> None:
        super().__init__()
        self.about = Sentence()
        self.why = Sentence()
        self.texts = {name: _pane() for name in ("file", "project", "after")}
        name_widget(self.about, "changes-about", tr("Which cell it is"))
        name_widget(self.why, "changes-why", tr("Why it is left, or what to look at"))
        self.about.setProperty("heading", "true")
        titles = {"file": tr("File"), "project": tr("Project"), "after": tr("Will be")}
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(14)
        for name, text in self.texts.items():
            name_widget(text, f"changes-{name}", titles[name])
            caption = QLabel(titles[name])
            caption.setProperty("quiet", "true")
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(caption)
            column.addWidget(text, 1)
            side_by_side.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)  # the table stands close above
        layout.setSpacing(8)
        layout.addWidget(self.about)
        layout.addLayout(side_by_side, 1)
        layout.addWidget(self.why)

    @property
    def usual_height(self) -> int:
        """Return how high it is where there is room, in pixels."""
        more = (_USUAL - _FEWEST) * self.fontMetrics().lineSpacing()
        return self.minimumSizeHint().height() + more

    def show_row(self, row: ChangeRow | None) -> None:
        """Show the cell of a row; of a heading, the claim alone."""
        cell = row.cell if row else None
        claim = tr("Claim {n}: {words}", n=row.number, words=row.claim) if row else ""
        for text in self.texts.values():
            text.setEnabled(cell is not None)
        if row is None or cell is None:
            show_text(self.about, claim)
            self._say_why("")
            for text in self.texts.values():
                text.clear()
            return
        what = tr("Claim {n}, {column}, {where}", n=row.number, column=row.title, where=row.where)
        show_text(self.about, what)
        self._say_why(cell.why_left or cell.warning)
        parts = word_diff.parts(cell.project, cell.after)
        self._show("file", ((Mark.SAME, cell.file),))
        self._show("project", tuple(part for part in parts if part[0] is not Mark.IN))
        self._show("after", tuple(part for part in parts if part[0] is not Mark.OUT))

    def _say_why(self, sentence: str) -> None:
        """Show a sentence; without one the texts have its room, so that nothing else moves."""
        show_text(self.why, sentence)
        self.why.setVisible(bool(sentence))

    def _show(self, name: str, parts: Parts) -> None:
        muted = self.palette().placeholderText().color().name()
        rich = marked.rich(tuple(part for part in parts if part[1]), muted)
        self.texts[name].setHtml(rich or f'<i style="color:{muted}">{tr("empty")}</i>')


def _pane() -> QTextEdit:
    made = QTextEdit()
    made.setReadOnly(True)
    made.setProperty("field", "true")
    made.setTabChangesFocus(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * _FEWEST + _FRAME)
    return made
