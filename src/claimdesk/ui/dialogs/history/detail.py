"""One entry of the history in full: which record, who, when, the old and the new value."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core import word_diff
from claimdesk.core.chronicle import About, Hindrance, HistoryRow
from claimdesk.core.deeds import Did
from claimdesk.core.i18n import mark
from claimdesk.core.word_diff import Mark
from claimdesk.store.restoring import Old
from claimdesk.ui.base.dates import moment
from claimdesk.ui.base.forms import Sentence, name_widget, quiet
from claimdesk.ui.base.words import tr
from claimdesk.ui.models import happened, marked

_LINES = 3
_WHY = {
    Hindrance.OTHERS_VERDICT: mark("Only whoever gave this verdict can bring it back."),
    Hindrance.REMOVED: mark("It is removed now; bring it back first."),
    Hindrance.SAME: mark("This is the present value."),
    Hindrance.FIXED: mark("This cannot be set by itself."),
    Hindrance.TARGET_REMOVED: mark("What it pointed to is removed now."),
    Hindrance.NO_VERDICT: mark("The verdict is not “unverified” now."),
    Hindrance.ELSEWHERE: mark("This is only in the other copy."),
}


class Value(QWidget):
    """A caption, a value in full that can be read and copied, and a button that brings it back."""

    wanted = Signal(object)
    """(value: Old) the value is to be brought back."""

    def __init__(self, identifier: str, caption: str) -> None:
        super().__init__()
        self._value: Old | None = None
        self.caption = QLabel(caption)
        self.caption.setProperty("quiet", "true")
        self.text = _pane()
        self.restore = QPushButton(tr("Restore this value"))
        self.restore.setAutoDefault(False)
        self.why = quiet("")
        name_widget(self.text, f"history-{identifier}", caption)
        name_widget(
            self.restore,
            f"history-restore-{identifier}",
            tr("Restore this value: {which}", which=caption),
        )
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addWidget(self.why, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self.caption)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.restore.clicked.connect(lambda: self.wanted.emit(self._value))

    def show_value(self, rich: str, value: Old, hindrance: Hindrance) -> None:
        """Show a value, and the sentence why it cannot be brought back if it cannot."""
        self._value = value
        self.text.setHtml(rich or f"<i>{tr('empty')}</i>")
        self.restore.setEnabled(not hindrance)
        self.why.setText(why(hindrance))


class HistoryDetail(QWidget):
    """Shows one row; asks to bring values and records back, and to go where they stand."""

    restore_wanted = Signal(object)
    """(old: Old) a field is to be given this value again."""
    bring_back_wanted = Signal(object)
    """(row: HistoryRow) a removed record is to be brought back."""
    go_wanted = Signal(object)
    """(row: HistoryRow) the record is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._row: HistoryRow | None = None
        self.heading = Sentence()
        self.heading.setProperty("heading", "true")
        self.under = quiet("")
        self.before = Value("before", tr("Before"))
        self.after = Value("after", tr("After"))
        self.whole = _pane()
        self.beside = quiet("")
        self.why = quiet("")
        self.back = QPushButton(tr("&Restore it"))
        self.go = QPushButton(tr("&Go to it"))
        self._lay_out()

    def show_row(
        self, row: HistoryRow | None, hindrances: tuple[Hindrance, Hindrance, Hindrance], label: str
    ) -> None:
        """Show a row; ``hindrances`` are those of the old value, the new one and the record.

        ``label`` is what the action is called that it belongs to.
        """
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(happened.record_words(row.about))
        self.heading.setToolTip(row.about.claim or row.about.article)
        said = (happened.who(row), moment(row.when_ms), label)
        self.under.setText(" · ".join(part for part in said if part))
        is_change = row.did is Did.CHANGED
        self.before.setVisible(is_change)
        self.after.setVisible(is_change)
        self.whole.setVisible(not is_change)
        self.beside.setVisible(False)
        if is_change:
            self._show_change(row, hindrances)
        else:
            self.whole.setPlainText(_in_full(row))
        can_return = row.did is Did.REMOVED and hindrances[2] is not Hindrance.NOT_REMOVED
        self.back.setVisible(can_return)
        self.back.setEnabled(not hindrances[2])
        self.why.setText(why(hindrances[2]) if can_return else "")
        self.go.setEnabled(not row.about.is_hidden and _has_place(row.about))
        self.go.setToolTip(tr("It is removed, so it is nowhere.") if row.about.is_hidden else "")

    def _show_change(
        self, row: HistoryRow, hindrances: tuple[Hindrance, Hindrance, Hindrance]
    ) -> None:
        field = happened.done(row)
        self.before.caption.setText(tr("{field} before", field=field))
        self.after.caption.setText(tr("{field} after", field=field))
        parts = word_diff.parts(happened.old_words(row), happened.new_words(row))
        muted = self.palette().placeholderText().color().name()
        one = row.changes[0]
        for value, dropped, raw, hindrance in (
            (self.before, Mark.IN, one.raw_old, hindrances[0]),
            (self.after, Mark.OUT, one.raw_new, hindrances[1]),
        ):
            shown = tuple(part for part in parts if part[0] is not dropped)
            held = Old(row.about.kind, row.about.id, one.field, raw)
            value.show_value(marked.rich(shown, muted), held, hindrance)
        others = happened.beside_words(row)
        if others:
            said = "; ".join(f"“{one}”" for one in others)
            self.beside.setText(
                tr("Somebody had set it to {values} without seeing this.", values=said)
            )
            self.beside.setVisible(True)

    def _lay_out(self) -> None:
        name_widget(self.heading, "history-record", tr("Where it was"))
        name_widget(self.under, "history-who", tr("Who and when"))
        name_widget(self.whole, "history-what", tr("What it was"))
        name_widget(self.back, "history-restore", tr("Restore it"))
        name_widget(self.go, "history-go", tr("Go to it"))
        self.back.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.back)
        row.addWidget(self.why, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        # Of one height, or the list above would move when another kind of row is chosen.
        self.whole.setMinimumHeight(self.before.minimumSizeHint().height())
        values = QHBoxLayout()
        values.setSpacing(16)
        for part in (self.before, self.after, self.whole):
            values.addWidget(part, 1)
        layout.addWidget(self.heading)
        layout.addWidget(self.under)
        layout.addLayout(values, 1)
        layout.addWidget(self.beside)
        layout.addLayout(row)
        for sentence in (self.heading, self.under):
            sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        for value in (self.before, self.after):
            value.wanted.connect(self.restore_wanted)
        self.back.clicked.connect(lambda: self.bring_back_wanted.emit(self._row))
        self.go.clicked.connect(lambda: self.go_wanted.emit(self._row))


def _pane() -> QTextEdit:
    """Return a pane to read in that takes what room there is, three lines at least."""
    made = QTextEdit()
    made.setReadOnly(True)
    made.setProperty("field", "true")
    made.setTabChangesFocus(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * _LINES)
    return made


def why(hindrance: Hindrance) -> str:
    """Return in words why something cannot be brought back; nothing if it can."""
    return tr(_WHY[hindrance]) if hindrance in _WHY else ""


def _has_place(one: About) -> bool:
    """Return whether a record can be shown in the window; people and the project cannot."""
    ends = one.claim_id, one.article_id, one.passage_id
    return one.kind == "evidence" or any(end is not None for end in ends)


def _in_full(row: HistoryRow) -> str:
    kind = row.about.kind
    fields = [
        f"{happened.field_word(one.field)}: {words}"
        for one in row.changes
        if (words := happened.value_words(kind, one.field, one.new))
    ]
    head = happened.done(row)
    words = "" if kind in ("assessment", "adjudication") else row.about.words
    told = f"“{words}”" if words and words not in "\n".join(fields) else ""
    return "\n".join(part for part in (head, told, *fields) if part)
