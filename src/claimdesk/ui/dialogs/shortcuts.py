"""The list of all keys, where they can be changed."""

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.errors import ReviewError
from claimdesk.core.fuzzy import score
from claimdesk.core.settings import SettingsFile
from claimdesk.ui.base.action_set import ActionSet, portable
from claimdesk.ui.base.actions import ACTIONS
from claimdesk.ui.base.fixed_keys import FIXED_KEYS, RESERVED
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import Column, RowTable

_USUAL = {spec.id: spec.keys for spec in ACTIONS}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the list; ``action_id`` is empty for keys that cannot be changed."""

    action_id: str
    menu: str
    text: str
    keys: str


class Shortcuts(QDialog):
    """Search, choose an action, press its new keys; a key that is taken is refused in words."""

    def __init__(self, actions: ActionSet, settings: SettingsFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setObjectName("shortcuts")
        self.setAccessibleIdentifier("shortcuts")
        self.setAccessibleName(self.windowTitle())
        self._actions = actions
        self._settings = settings
        self._table: RowTable[KeyRow] = RowTable(_columns(), lambda row: (row.menu, row.text), self)
        self._search = self._make_search()
        self._list = self._make_list()
        self._label = QLabel()
        self._keys = QKeySequenceEdit()
        self._keys.setMaximumSequenceLength(1)
        self._keys.setObjectName("shortcut-keys")
        self._keys.setAccessibleIdentifier("shortcut-keys")
        self._keys.setClearButtonEnabled(True)
        self._label.setBuddy(self._keys)
        self._set = _button(tr("&Set"), "shortcut-set")
        self._usual = _button(tr("&Usual keys"), "shortcut-usual")
        self._none = _button(tr("&No keys"), "shortcut-none")
        self._all_usual = _button(tr("&All usual again"), "shortcut-reset")
        self._message = QLabel()
        self._message.setObjectName("shortcut-message")
        self._message.setAccessibleIdentifier("shortcut-message")
        self._message.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._fill()
        self._list.setCurrentIndex(self._table.index(0, 0))

    def _make_search(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("shortcut-search")
        field.setAccessibleIdentifier("shortcut-search")
        field.setAccessibleName(tr("Search actions and keys"))
        field.setPlaceholderText(tr("Search actions and keys"))
        field.setClearButtonEnabled(True)
        return field

    def _make_list(self) -> QTreeView:
        view = QTreeView()
        view.setObjectName("shortcut-list")
        view.setAccessibleIdentifier("shortcut-list")
        view.setAccessibleName(tr("Actions and their keys"))
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.ensurePolished()  # else rows are measured before the style sheet makes them roomy
        view.setModel(self._table)
        header = view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        return view

    def _lay_out(self) -> None:
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.close)
        closing.addButton(self._all_usual, QDialogButtonBox.ButtonRole.ResetRole)
        row = QHBoxLayout()
        for part in (self._keys, self._set, self._usual, self._none):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._label)
        layout.addLayout(row)
        layout.addWidget(self._message)
        layout.addWidget(closing)
        letter, line = self.fontMetrics().horizontalAdvance("M"), self.fontMetrics().height()
        self.resize(44 * letter, 34 * line)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._fill)
        self._list.selectionModel().currentChanged.connect(self._on_chosen)
        self._set.clicked.connect(self._set_keys)
        self._none.clicked.connect(lambda: self._keep(self._chosen(), ""))
        self._usual.clicked.connect(lambda: self._keep(self._chosen(), None))
        self._all_usual.clicked.connect(self._reset)

    def _fill(self) -> None:
        typed = self._search.text()
        rows = [
            KeyRow(entry.id, entry.menu, _bare(entry.id, entry.text), self._native(entry.id))
            for entry in self._actions.entries()
        ]
        rows += [KeyRow("", tr("In the article"), tr(text), keys) for text, keys in FIXED_KEYS]
        rows = [
            row for row in rows if score(typed, f"{row.text} {row.menu} {row.keys}") is not None
        ]
        self._table.replace(rows)
        if rows and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._table.index(0, 0))
        self._on_chosen(self._list.currentIndex())

    def _native(self, action_id: str) -> str:
        sequences = self._actions.action(action_id).shortcuts()
        return "  ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in sequences)

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self._table.row_at(index.row())
        changeable = row is not None and bool(row.action_id)
        for part in (self._keys, self._set, self._usual, self._none):
            part.setEnabled(changeable)
        self._message.clear()
        self._keys.clear()
        if row is None:
            self._label.setText(tr("No action has these letters"))
        elif changeable:
            self._label.setText(tr("New &keys for “{action}”", action=row.text))
            self._keys.setKeySequence(self._actions.action(row.action_id).shortcut())
        else:
            self._label.setText(tr("These keys belong to the article and cannot be changed"))

    def _chosen(self) -> str:
        row = self._table.row_at(self._list.currentIndex().row())
        return row.action_id if row else ""

    def _set_keys(self) -> None:
        sequence = self._keys.keySequence()
        trouble = self._trouble(self._chosen(), sequence)
        if trouble:
            self._say(trouble)
        else:
            self._keep(self._chosen(), portable([sequence]))

    def _trouble(self, action_id: str, sequence: QKeySequence) -> str:
        """Return in words why an action cannot have these keys; empty if it can."""
        if sequence.isEmpty():
            return tr("Press the new keys first.")
        named = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        written = portable([sequence])
        if len(written.removeprefix("Shift+")) == 1:
            return tr("{keys} alone would be lost while typing; hold Ctrl or Alt.", keys=named)
        if written in RESERVED:
            return tr("{keys} is needed for moving in lists and texts.", keys=named)
        owner = self._actions.owner(written, but=action_id)
        if owner is not None:
            text = next(one.text for one in self._actions.entries() if one.id == owner)
            return tr(
                "{keys} belongs to “{action}”; give that other keys first.",
                keys=named,
                action=_bare(owner, text),
            )
        return ""

    def _keep(self, action_id: str, keys: str | None) -> None:
        """Use and remember the keys of an action; None for its usual ones."""
        changed = {
            one: own for one, own in self._settings.now.shortcuts.items() if one != action_id
        }
        if keys is None:
            taken = self._first_taken(action_id)
            if taken:
                self._say(taken)
                return
        elif tuple(filter(None, keys.split(", "))) != _USUAL[action_id]:
            changed[action_id] = keys
        self._use(changed, tr("Changed."))

    def _first_taken(self, action_id: str) -> str:
        """Return why an action cannot have its usual keys back; empty if it can."""
        wanted = (QKeySequence(key) for key in _USUAL[action_id])
        return next(filter(None, (self._trouble(action_id, one) for one in wanted)), "")

    def _reset(self) -> None:
        self._use({}, tr("All actions have their usual keys again."))

    def _use(self, changed: dict[str, str], said: str) -> None:
        self._actions.use_shortcuts(changed)
        self._fill()
        try:
            self._settings.change(shortcuts=MappingProxyType(changed))
        except ReviewError as error:
            said = error.sentence
        self._say(said)

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setAccessibleName(text)


def _columns() -> tuple[Column[KeyRow], ...]:
    return (
        Column(name="menu", title=tr("Menu"), show=lambda row: row.menu),
        Column(name="action", title=tr("Action"), show=lambda row: row.text),
        Column(name="keys", title=tr("Keys"), show=lambda row: row.keys),
    )


def _button(text: str, identifier: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(identifier)
    button.setAccessibleIdentifier(identifier)
    button.setAutoDefault(False)
    return button


def _bare(action_id: str, text: str) -> str:
    """Return the words of an action without what undo would undo just now."""
    words = {"edit.undo": tr("Undo"), "edit.redo": tr("Redo")}
    return words.get(action_id, text.rstrip("…"))
