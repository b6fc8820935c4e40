"""The backups of a project: when they were made, how they differ from now, what they hold.

The project need not be open, nor be there any more.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from claimdesk.store.backups import Backup, Shelf
from claimdesk.store.comparison import Comparison, Counts, Item, Kind
from claimdesk.ui.base.dates import when
from claimdesk.ui.base.forms import PlainDialog, Sentence, above, add_row, label, name_widget, quiet
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.plain_table import plain_table
from claimdesk.ui.models.row_table import END, Column, RowTable

_TIP = Qt.ItemDataRole.ToolTipRole
_MOST = 1000
"""How many things are listed that would come back."""


class Backups(PlainDialog):
    """Lists the backups beside what differs in the one that is chosen; changes nothing."""

    compare_wanted = Signal(object)
    """(backup: Backup) what differs in this one is to be found out."""
    open_wanted = Signal(object)
    """(backup: Backup) this one is to be opened, as a copy."""
    folder_wanted = Signal(object)
    """(folder: Path) this folder of backups is to be shown."""
    shelf_wanted = Signal(object)
    """(shelf: Shelf) the backups of another project are to be listed."""
    help_wanted = Signal()
    """The reviewer wants to read about backups."""

    def __init__(
        self, shelves: Sequence[Shelf], chosen: Shelf | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("backups", tr("Backups"), parent)
        self._shelves = tuple(shelves)
        self._beside_now = True
        self._known: dict[Path, Comparison | str] = {}
        self._list = RowTable(_backup_columns(), lambda row: row.path)
        self._counts = RowTable(_count_columns(), lambda row: row.kind)
        self._items: RowTable[tuple[int, Item]] = RowTable(_item_columns(), lambda row: row[0])
        self._view = _table(self._list, "backup-list", tr("Backups"))
        self._counts_view = _table(self._counts, "backup-counts", tr("How it differs from now"))
        self._items_view = _table(self._items, "backup-items", tr("What would come back"))
        self._headline = Sentence()
        self._full = QWidget()
        self._comes_back = QWidget()
        self._projects = QComboBox()
        self._lay_out()
        if chosen is not None:
            self._projects.setCurrentIndex(self._shelves.index(chosen))
        self._projects.currentIndexChanged.connect(self._on_shelf)
        self._view.selectionModel().currentRowChanged.connect(self._on_chosen)
        self._view.doubleClicked.connect(self._on_open)
        self.show_backups(())

    def show_backups(self, backups: Sequence[Backup], *, beside_now: bool = True) -> None:
        """List these backups, the latest first; the one chosen stays chosen.

        Without ``beside_now`` the project is not open, so that there is nothing to compare with.
        """
        self._beside_now = beside_now
        for place, column in enumerate(self._counts.columns):
            is_of_both = column.name in {"kind", "then"}
            self._counts_view.setColumnHidden(place, not (beside_now or is_of_both))
        self._comes_back.setVisible(beside_now)
        self._list.replace(backups)
        for part in (self._open, self._folder):
            part.setEnabled(bool(backups))
        self._empty.setVisible(not backups)
        self._full.setVisible(bool(backups))
        if backups and not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._list.index(0, 0))
        if not self._projects.hasFocus():
            (self._view if backups else self._close).setFocus()
        # While it could not be pressed, Qt let Return press another button.
        self._open.setDefault(bool(backups))
        self._show()

    def show_comparison(self, backup: Backup, found: Comparison | str) -> None:
        """Show how a backup differs from now, or the sentence why that cannot be told."""
        self._known[backup.path] = found
        self._show()

    def forget(self) -> None:
        """Find out anew what differs: the project was changed."""
        self._known.clear()
        self._on_chosen()

    @property
    def shelf(self) -> Shelf:
        """Return whose backups are listed."""
        return self._shelves[self._projects.currentIndex()]

    @property
    def chosen(self) -> Backup | None:
        """Return the backup that is chosen."""
        return self._list.row_at(self._view.currentIndex().row())

    def _lay_out(self) -> None:
        self.column.addWidget(
            quiet(
                tr(
                    "A backup is the whole project as it was, checked when it was made. "
                    "Opening one makes a copy: neither the backup nor your project is changed."
                )
            )
        )
        self._lay_out_projects()
        name_widget(self._headline, "backup-difference", "")
        self._headline.setProperty("heading", "true")
        self._empty = QLabel(
            tr("There are no backups of this project yet.\nCtrl+S makes one.")
            if self._shelves
            else tr("There are no backups on this computer yet.\nEach project gets its own.")
        )
        name_widget(self._empty, "backup-empty", self._empty.text())
        self._empty.setProperty("quiet", "true")
        self._counts_view.horizontalHeader().setVisible(True)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left.addLayout(above(label(tr("&Backups"), self._view), self._view))
        right.setSpacing(10)
        right.addWidget(self._headline)
        right.addWidget(self._counts_view)
        caption = label(tr("&What would come back"), self._items_view)
        inside = above(caption, self._items_view)
        inside.setContentsMargins(0, 0, 0, 0)
        self._comes_back.setLayout(inside)
        right.addWidget(self._comes_back, 1)
        right.addStretch()
        columns = QHBoxLayout(self._full)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(20)
        columns.addLayout(left, 3)
        columns.addLayout(right, 4)
        self.column.addWidget(self._full, 1)
        self.column.addWidget(self._empty, 1)
        role = QDialogButtonBox.ButtonRole
        self._open = self.button(
            "backup-open", tr("&Open as a copy…"), role.AcceptRole, self._on_open
        )
        self._folder = self.button(
            "backup-folder",
            tr("Show &folder"),
            role.ActionRole,
            lambda: self.folder_wanted.emit(self.shelf.folder),
        )
        self.button("backup-help", tr("&Help"), role.ActionRole, self.help_wanted.emit)
        self._close = self.close_button()
        self.finish(self._open, letters=100)
        self.resize(self.letters(136), self.lines(35))
        self._items_view.setMinimumHeight(self.lines(5))
        self._counts_view.setFixedHeight(_height_of(self._counts_view, len(Kind)))
        self._view.setFocus()

    def _lay_out_projects(self) -> None:
        """Add the choice of a project, each with where it was."""
        for place, shelf in enumerate(self._shelves):
            self._projects.addItem(_named(shelf))
            self._projects.setItemData(place, str(shelf.project or shelf.folder), _TIP)
        self._projects.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        if self._shelves:
            add_row(self.form(), tr("Pro&ject"), "backup-project", self._projects)

    def _on_shelf(self) -> None:
        self._view.setCurrentIndex(QModelIndex())
        self.shelf_wanted.emit(self.shelf)

    def _on_chosen(self, *_rows: QModelIndex) -> None:
        chosen = self.chosen
        self._show()
        if chosen is not None and chosen.path not in self._known:
            self.compare_wanted.emit(chosen)

    def _on_open(self) -> None:
        if self.chosen is not None:
            self.open_wanted.emit(self.chosen)

    def _show(self) -> None:
        chosen = self.chosen
        known = self._known.get(chosen.path) if chosen else ""
        found = known if isinstance(known, Comparison) else None
        if known is None:
            comparing = tr("Comparing with now…") if self._beside_now else tr("Looking into it…")
            self._headline.setText(comparing)
        elif found is None:
            self._headline.setText(str(known))
        else:
            self._headline.setText(difference(found) if self._beside_now else holdings(found))
        self._headline.setAccessibleName(self._headline.text())
        self._counts_view.setVisible(found is not None)
        self._counts.replace(found.counts if found else ())
        self._items.replace(list(enumerate(found.items[:_MOST])) if found else [])


def _named(shelf: Shelf) -> str:
    """Return what a project is called, and the folder it was in."""
    if shelf.project is None:
        return shelf.title
    folder, home = shelf.project.parent, Path.home()
    where = Path("~") / folder.relative_to(home) if folder.is_relative_to(home) else folder
    name = shelf.project.stem
    title = shelf.title if name == shelf.title else f"{shelf.title} ({name})"
    return tr("{title}, in {folder}", title=title, folder=where)


def difference(found: Comparison) -> str:
    """Return in one sentence how a backup differs from now."""
    if found.same:
        return tr("Nothing differs from now.")
    parts = [_more_or_fewer(one) for one in found.counts if one.then != one.now]
    if not parts:
        return tr("As much of everything as now, but not all of it is the same.")
    return tr("Compared with now: {parts}.", parts=", ".join(parts))


def holdings(found: Comparison) -> str:
    """Return in one sentence what a backup holds."""
    parts = [count(one.then, *_HELD[one.kind]) for one in found.counts if one.then]
    if not parts:
        return tr("It holds nothing yet.")
    return tr("It holds {parts}.", parts=", ".join(parts))


def _more_or_fewer(one: Counts) -> str:
    few, many = _FEWER[one.kind], _MORE[one.kind]
    number = abs(one.then - one.now)
    return count(number, *(few if one.then < one.now else many))


_HELD = {
    Kind.ARTICLE: ("{n} article", "{n} articles"),
    Kind.CLAIM: ("{n} claim", "{n} claims"),
    Kind.PASSAGE: ("{n} passage", "{n} passages"),
    Kind.VERDICT: ("{n} verdict", "{n} verdicts"),
    Kind.EVIDENCE: ("{n} piece of evidence", "{n} pieces of evidence"),
    Kind.NOTE: ("{n} note", "{n} notes"),
}
_FEWER = {
    Kind.ARTICLE: ("{n} article fewer", "{n} articles fewer"),
    Kind.CLAIM: ("{n} claim fewer", "{n} claims fewer"),
    Kind.PASSAGE: ("{n} passage fewer", "{n} passages fewer"),
    Kind.VERDICT: ("{n} verdict fewer", "{n} verdicts fewer"),
    Kind.EVIDENCE: ("{n} piece of evidence fewer", "{n} pieces of evidence fewer"),
    Kind.NOTE: ("{n} note fewer", "{n} notes fewer"),
}
_MORE = {
    Kind.ARTICLE: ("{n} article more", "{n} articles more"),
    Kind.CLAIM: ("{n} claim more", "{n} claims more"),
    Kind.PASSAGE: ("{n} passage more", "{n} passages more"),
    Kind.VERDICT: ("{n} verdict more", "{n} verdicts more"),
    Kind.EVIDENCE: ("{n} piece of evidence more", "{n} pieces of evidence more"),
    Kind.NOTE: ("{n} note more", "{n} notes more"),
}


def _kinds() -> dict[Kind, tuple[str, str]]:
    """Return what one of a kind is called, and several."""
    return {
        Kind.ARTICLE: (tr("Article"), tr("Articles")),
        Kind.CLAIM: (tr("Claim"), tr("Claims")),
        Kind.PASSAGE: (tr("Passage"), tr("Passages")),
        Kind.VERDICT: (tr("Verdict"), tr("Verdicts")),
        Kind.EVIDENCE: (tr("Evidence"), tr("Evidence")),
        Kind.NOTE: (tr("Note"), tr("Notes")),
    }


def _backup_columns() -> tuple[Column[Backup], ...]:
    made: Column[Backup] = Column(
        name="made",
        title=tr("Made"),
        show=lambda row: when(row.made),
        tip=lambda row: row.path.name,
        said=lambda row: ", ".join(
            part for part in (when(row.made), _size(row.size), row.remark) if part
        ),
    )
    size: Column[Backup] = Column(
        name="size", title=tr("Size"), show=lambda row: _size(row.size), align=END
    )
    remark: Column[Backup] = Column(
        name="remark", title=tr("Remark"), show=lambda row: row.remark, tip=lambda row: row.remark
    )
    return (made, size, remark)


def _size(number: int) -> str:
    return QLocale().formattedDataSize(number, 1)


def _count_columns() -> tuple[Column[Counts], ...]:
    kinds = _kinds()
    kind: Column[Counts] = Column(
        name="kind", title="", spoken_title=tr("Kind"), show=lambda row: kinds[row.kind][1]
    )
    then: Column[Counts] = Column(
        name="then", title=tr("Then"), show=lambda row: f"{row.then:,}", align=END
    )
    now: Column[Counts] = Column(
        name="now", title=tr("Now"), show=lambda row: f"{row.now:,}", align=END
    )
    added: Column[Counts] = Column(
        name="added", title=tr("Added since"), show=lambda row: _some(row.added), align=END
    )
    removed: Column[Counts] = Column(
        name="removed", title=tr("Removed since"), show=lambda row: _some(row.removed), align=END
    )
    changed: Column[Counts] = Column(
        name="changed", title=tr("Changed since"), show=lambda row: _some(row.changed), align=END
    )
    return (kind, then, now, added, removed, changed)


def _some(number: int) -> str:
    return f"{number:,}" if number else "–"


def _item_columns() -> tuple[Column[tuple[int, Item]], ...]:
    kinds = _kinds()
    kind: Column[tuple[int, Item]] = Column(
        name="kind", title=tr("Kind"), show=lambda row: kinds[row[1].kind][0]
    )
    text: Column[tuple[int, Item]] = Column(
        name="text",
        title=tr("Text"),
        show=lambda row: _words(row[1]),
        tip=lambda row: row[1].text,
    )
    fate: Column[tuple[int, Item]] = Column(
        name="fate",
        title=tr("Since then"),
        show=lambda row: tr("removed since") if row[1].removed else tr("changed since"),
    )
    return (kind, text, fate)


def _words(item: Item) -> str:
    text = " ".join(item.text.split())
    return f"{verdict_word(item.verdict)}: {text}" if item.verdict else text


def _table(model: RowTable[Any], identifier: str, spoken: str) -> QTableView:
    return plain_table(model, identifier, spoken, frozenset(("text", "remark")))


def _height_of(view: QTableView, rows: int) -> int:
    row = view.verticalHeader().defaultSectionSize()
    return rows * row + view.horizontalHeader().sizeHint().height() + 2 * view.frameWidth()
