"""Articles coming in: the files one after the other, what each reads as, then all of them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.model import ReadArticle
from claimdesk.exchange.intake import MOST_FILES, Found
from claimdesk.exchange.readers import Wish
from claimdesk.ui.base.forms import PlainDialog, above, label, name_widget
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.import_articles.preview import Preview
from claimdesk.ui.models.import_queue import Queued, State, queue_model
from claimdesk.ui.models.plain_table import plain_table


class ImportArticles(PlainDialog):
    """A queue of files beside a preview; with a single file there is only the preview.

    Files are read while it is open; nothing is in the project before *Import* is pressed.
    """

    import_wanted = Signal(object)
    """(rows: list[Queued]) these are to become articles."""
    reread_wanted = Signal(object)
    """(row: Queued) this one is to be read again, in the way it wishes now."""
    open_wanted = Signal(object)
    """(article: Id) the article that has this text already is to be shown."""
    files_wanted = Signal()
    """More files are to be chosen."""
    folder_wanted = Signal()
    """A folder is to be chosen."""
    left_out = Signal()
    """Files were taken out of the queue, perhaps one of two with the same text."""
    stop_wanted = Signal()
    """The import under way is to stop; what is in the project stays there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import-articles", tr("Import articles"), parent)
        self.model = queue_model()
        self._complaints: dict[int, str] = {}
        self._is_importing = False
        self._said = ""
        self._view = plain_table(self.model, "import-queue", tr("Files"), frozenset(("name",)))
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._preview = Preview()
        self._queue = QWidget()
        self._summary = QLabel()
        self._bar = QProgressBar()
        self._lay_out()
        self._view.selectionModel().currentRowChanged.connect(self._on_current)
        self._preview.described.connect(self._on_described)
        self._preview.wished.connect(self._on_wished)
        self._preview.open_wanted.connect(self._on_open)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete),
            self._view,
            self._leave_out,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        self._refresh()

    def add(self, rows: Sequence[Queued]) -> None:
        """Put files at the end of the queue; they are read from now on."""
        self.model.change(rows)
        if not self._view.currentIndex().isValid() and rows:
            self._view.setCurrentIndex(self.model.index(0, 0))
        self._refresh()
        if len(self.model.rows) == 1:
            self._preview.focus_first()
        else:
            self._view.setFocus()
        self._show_import(self._ready)  # Qt has chosen a default button by itself meanwhile

    def update_rows(self, rows: Sequence[Queued]) -> None:
        """Show what became of files of the queue; those left out meanwhile stay out."""
        known = [row for row in rows if self.model.place_of(row.number) is not None]
        self.model.change(known)
        self._refresh()

    def row(self, number: int) -> Queued | None:
        """Return a file of the queue by its number."""
        place = self.model.place_of(number)
        return None if place is None else self.model.row_at(place)

    def look_into_folders(self) -> None:
        """Say that the folders are being looked into."""
        self._said = tr("Looking into the folders…")
        self._refresh()

    def tell_folders(self, found: Found) -> None:
        """Say what of the folders is not in the queue."""
        said = []
        if found.passed_over:
            one, many = "{n} file of another kind left out", "{n} files of other kinds left out"
            said.append(count(found.passed_over, one, many))
        if found.too_many:
            said.append(tr("only the first {n} files were taken", n=f"{MOST_FILES:,}"))
        self._said = ", ".join(said) or ("" if found.files else tr("There are no articles in it."))
        self._refresh()

    def begin_import(self) -> None:
        """Show that the import is under way."""
        self._is_importing = True
        self._refresh()

    def end_import(self) -> None:
        """Close, unless something could not be imported that should be seen."""
        self._is_importing = False
        if all(row.state in (State.DONE, State.THERE, State.TWICE) for row in self.model.rows):
            self.accept()
        else:
            self._refresh()

    def reject(self) -> None:
        """Stop an import that is under way; otherwise leave."""
        if self._is_importing:
            self.stop_wanted.emit()
        else:
            super().reject()

    @property
    def _chosen(self) -> Queued | None:
        return self.model.row_at(self._view.currentIndex().row())

    @property
    def _ready(self) -> list[Queued]:
        return [row for row in self.model.rows if row.state is State.READY]

    def _lay_out(self) -> None:
        name_widget(self._summary, "import-summary", "")
        name_widget(self._bar, "import-progress", tr("Progress"))
        self._summary.setProperty("quiet", "true")
        self._bar.setTextVisible(False)
        self._out = QPushButton(tr("Lea&ve out"))
        name_widget(self._out, "import-leave-out", tr("Leave out"))
        self._out.clicked.connect(self._leave_out)
        left = above(label(tr("&Files"), self._view), self._view)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._summary)
        left.addWidget(self._bar)
        line = QHBoxLayout()
        line.addWidget(self._out)
        line.addStretch()
        left.addLayout(line)
        self._queue.setLayout(left)
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addWidget(self._queue, 5)
        right = QVBoxLayout()
        right.addWidget(self._preview, 1)
        columns.addLayout(right, 7)
        self.column.addLayout(columns, 1)
        role = QDialogButtonBox.ButtonRole
        self._ok = self.button("import-ok", tr("&Import"), role.AcceptRole, self._on_import)
        self.button("import-more-files", tr("Add fi&les…"), role.ActionRole, self.files_wanted.emit)
        self.button(
            "import-more-folder", tr("Add a f&older…"), role.ResetRole, self.folder_wanted.emit
        )
        self.cancel_button()
        self.finish(self._ok, letters=88)
        self.resize(self.letters(120), self.lines(36))

    def _refresh(self) -> None:
        rows, ready = self.model.rows, self._ready
        self._queue.setVisible(len(rows) != 1 or bool(self._said))
        waiting = sum(1 for row in rows if row.state is State.WAITING)
        self._bar.setVisible(bool(waiting) or self._is_importing)
        self._bar.setRange(0, len(rows))
        self._bar.setValue(len(rows) - (len(ready) if self._is_importing else waiting))
        parts = (_summary(rows), self._said)
        self._summary.setText("; ".join(part for part in parts if part))
        self._summary.setAccessibleName(self._summary.text())
        self._out.setEnabled(not self._is_importing)
        self._show_current()
        self._show_import(ready)

    def _show_current(self) -> None:
        row = self._chosen
        complaint = self._complaints.get(row.number, "") if row else ""
        self._preview.show_row(row, complaint)
        self._preview.setEnabled(not self._is_importing)

    def _show_import(self, ready: Sequence[Queued]) -> None:
        is_bad = any(self._complaints.get(row.number) for row in ready)
        several = len(self.model.rows) > 1
        self._ok.setText(count(len(ready), "&Import", "&Import {n}") if several else tr("&Import"))
        self._ok.setEnabled(bool(ready) and not is_bad and not self._is_importing)
        chosen = self._chosen
        if chosen is not None and chosen.state is State.THERE and not several:
            self._preview.lead_to_it()
        else:
            self._ok.setDefault(True)

    def _leave_out(self) -> None:
        """Take the chosen files out of the queue; the files themselves are not touched."""
        places = {index.row() for index in self._view.selectionModel().selectedRows()}
        kept = [row for place, row in enumerate(self.model.rows) if place not in places]
        first = min(places, default=0)
        self.model.replace(kept)
        if kept:
            self._view.setCurrentIndex(self.model.index(min(first, len(kept) - 1), 0))
        self._refresh()
        self.left_out.emit()

    def _on_current(self, *_indexes: QModelIndex) -> None:
        self._show_current()

    def _on_described(self, article: ReadArticle, complaint: str) -> None:
        row = self._chosen
        if row is not None:
            self._complaints[row.number] = complaint
            self.model.change([replace(row, article=article)])
            self._show_import(self._ready)

    def _on_wished(self, wish: Wish) -> None:
        row = self._chosen
        if row is not None:
            wished = replace(row, wish=wish, state=State.WAITING, sentence="")
            self.update_rows([wished])
            self.reread_wanted.emit(wished)

    def _on_open(self) -> None:
        row = self._chosen
        if row is not None and row.there is not None:
            self.accept()
            self.open_wanted.emit(row.there)

    def _on_import(self) -> None:
        self.import_wanted.emit(self._ready)


def _summary(rows: Sequence[Queued]) -> str:
    """Return how the queue stands in one line."""
    named = (
        (State.WAITING, "{n} being read", "{n} being read"),
        (State.READY, "{n} ready", "{n} ready"),
        (State.DONE, "{n} imported", "{n} imported"),
        (State.THERE, "{n} in the project already", "{n} in the project already"),
        (State.TWICE, "{n} twice here", "{n} twice here"),
        (State.BAD, "{n} cannot be read", "{n} cannot be read"),
    )
    counts = {state: sum(1 for row in rows if row.state is state) for state, _, _ in named}
    return ", ".join(count(counts[state], one, many) for state, one, many in named if counts[state])
