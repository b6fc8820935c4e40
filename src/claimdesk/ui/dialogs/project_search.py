"""Search in the whole project: what is typed is found while it is typed, by article and kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from claimdesk.core.i18n import mark
from claimdesk.core.seeking import Mode
from claimdesk.store.corpus import ARTICLE, KINDS, Group
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, show_text
from claimdesk.ui.base.grouped_list import GroupedDelegate
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.row_table import ROW_ROLE
from claimdesk.ui.models.search_rows import MOST, FoundRow, FoundRows, kind_word

_PAUSE_MS = 120
_LONGEST = 1000
_KEYS_OF_LIST: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MODES = {
    Mode.WORDS: mark("All words"),
    Mode.PHRASE: mark("Exact phrase"),
    Mode.EXPRESSION: mark("Regular expression"),
}
_EVERYTHING = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, and in which kinds of things."""

    text: str
    mode: Mode
    kinds: tuple[str, ...]


class ProjectSearch(PlainDialog):
    """Asks and lists what somebody else finds; stays open beside the window."""

    wanted = Signal(object)
    """(question: Question) something else is to be found."""
    go_wanted = Signal(object)
    """(place: Place) a hit is to be shown."""
    mark_wanted = Signal(object)
    """(group: Group) the hits in one article are to become passages."""

    def __init__(self, may_write: bool, parent: QWidget | None = None) -> None:  # noqa: FBT001 - said once
        super().__init__("project-search", tr("Search in the project"), parent)
        self._may_write = may_write
        self._groups: Sequence[Group] = ()
        self.text = QLineEdit()
        self.mode = QuietCombo({mode: tr(word) for mode, word in _MODES.items()})
        words = {kind: kind_word(kind) for kind in KINDS}
        self.kinds = QuietCombo({_EVERYTHING: tr("Everywhere"), **words})
        self.count = Sentence()
        self.model = FoundRows(self)
        self.list = QListView()
        self.empty = QLabel()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.show_found((), "")

    @property
    def question(self) -> Question:
        """Return what is asked for now."""
        kind = self.kinds.choice
        return Question(self.text.text(), self.mode.choice, (kind,) if kind else KINDS)

    def ask(self) -> None:
        """Have found what is typed."""
        self._pause.stop()
        if self.text.text().strip() and not self._groups:
            # What stood here is not true of these words.
            self.empty.setText(tr("Searching…"))
        self.wanted.emit(self.question)

    def open_with(self, needle: str) -> None:
        """Go to what is to be found, with a first guess at it."""
        if needle:
            self.text.setText(needle[:_LONGEST])
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self.ask()

    def show_found(self, groups: Sequence[Group], trouble: str) -> None:
        """Show what was found, or why nothing can be."""
        self._groups = groups
        total = self.model.show_groups(groups)
        if not self.list.currentIndex().isValid():
            self.step(1, show=False)
        show_text(self.count, self._in_words(total, trouble))
        self.empty.setText(self._nothing(trouble))
        self.list.setVisible(total > 0)
        self.empty.setVisible(total == 0)
        self._on_current()

    def step(self, by: int, *, show: bool = True) -> None:
        """Choose the next or the previous hit, and show it."""
        place = self.model.beside(self.list.currentIndex().row(), by)
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place, 0))
            if show:
                self.go()

    def go(self) -> None:
        """Show the chosen hit."""
        row = self._current()
        if row is not None and row.place is not None:
            self.go_wanted.emit(row.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _KEYS_OF_LIST.get(event.key())
            if watched is self.text and by is not None:
                self.step(by, show=False)
                return True
        return super().eventFilter(watched, event)

    def _in_words(self, total: int, trouble: str) -> str:
        if trouble or not total:
            return trouble
        hits = count(total, "{n} match", "{n} matches")
        articles = sum(group.kind == ARTICLE for group in self._groups)
        if articles:
            where = count(articles, "{n} article", "{n} articles")
            hits = tr("{matches}, {articles}", matches=hits, articles=where)
        return tr("{found}; the first {n} are listed", found=hits, n=MOST) if total > MOST else hits

    def _nothing(self, trouble: str) -> str:
        if trouble:
            return ""
        if not self.text.text().strip():
            return tr(
                "Words are found in articles, claims, notes and evidence, whatever their "
                "endings, case, accents and quotation marks."
            )
        return tr("Nothing found.")

    def _current(self) -> FoundRow | None:
        return self.model.row_at(self.list.currentIndex().row())

    def _on_current(self) -> None:
        row = self._current()
        is_text = row is not None and row.group.kind == ARTICLE and row.place is not None
        self._mark.setEnabled(is_text and self._may_write)
        self._go.setEnabled(row is not None)

    def _on_mark(self) -> None:
        row = self._current()
        if row is not None:
            self.mark_wanted.emit(row.group)

    def _connect(self) -> None:
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.ask)
        self.mode.picked.connect(self.ask)
        self.kinds.picked.connect(self.ask)
        self.list.activated.connect(self.go)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        for keys, by in (("F4", 1), ("Shift+F4", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.step(by))

    def _lay_out(self) -> None:
        name_widget(self.text, "project-search-text", tr("Search in the project"))
        name_widget(self.mode, "project-search-mode", tr("How it is meant"))
        name_widget(self.kinds, "project-search-kinds", tr("Where to search"))
        name_widget(self.count, "project-search-count", tr("Matches"))
        name_widget(self.list, "project-search-results", tr("Matches"))
        name_widget(self.empty, "project-search-empty", tr("Nothing to show"))
        self.text.setPlaceholderText(tr("Words, a phrase or an expression"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(_LONGEST)
        self.list.setModel(self.model)
        GroupedDelegate(self.list, ROW_ROLE)
        self.list.setMinimumHeight(self.lines(8))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("quiet", "true")
        self.empty.setMinimumHeight(self.lines(8))
        self.count.setProperty("quiet", "true")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.text, 1)
        line.addWidget(self.mode)
        line.addWidget(self.kinds)
        self.column.addLayout(line)
        self.column.addWidget(self.count)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.empty, 1)
        roles = QDialogButtonBox.ButtonRole
        self._go = self.button("project-search-go", tr("&Go to"), roles.ActionRole, self.go)
        self._mark = self.button(
            "project-search-mark", tr("&Mark all in the article…"), roles.ActionRole, self._on_mark
        )
        self.close_button()
        self.finish(self._go, letters=66)
        self.resize(self.letters(110), self.lines(40))
