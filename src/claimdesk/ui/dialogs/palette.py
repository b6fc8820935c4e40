"""The command palette: every action, found by a few letters."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.folding import fold
from claimdesk.core.fuzzy import ranked
from claimdesk.ui.base.action_set import ActionSet
from claimdesk.ui.base.action_spec import Entry
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import ROW_ROLE, Column, Index, RowTable

OWN = "tools.palette"
_WIDE = 34
"""Width in letters of the widest kind."""
_HIGH = 12
"""Height in rows."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _HIGH,
    Qt.Key.Key_PageUp: -_HIGH,
}


class Palette(QDialog):
    """Type, choose with the arrows, Enter; disabled actions are grey and do nothing."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Command palette"))
        self.setObjectName("command-palette")
        self._actions = actions
        self._entries = [entry for entry in actions.entries() if entry.id != OWN]
        self._table: RowTable[Entry] = RowTable((_column(),), lambda entry: entry.id, self)
        self._typed = self._make_field()
        self._list = self._make_list()
        self._nothing = QLabel(tr("No command has these letters"))
        self._nothing.setProperty("quiet", "true")
        self._nothing.setMargin(10)
        self._lay_out()
        self._filter("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; Enter is for the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step:
                self._choose(self._list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("palette")
        field.setAccessibleIdentifier("palette")
        field.setAccessibleName(tr("Find a command"))
        field.setPlaceholderText(tr("Find a command"))
        field.installEventFilter(self)
        field.textChanged.connect(self._filter)
        field.returnPressed.connect(self._run_chosen)
        return field

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("palette-list")
        view.setAccessibleIdentifier("palette-list")
        view.setAccessibleName(tr("Commands"))
        view.setProperty("bare", "true")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setModel(self._table)
        view.setItemDelegate(EntryDelegate(view))
        view.clicked.connect(self._run_chosen)
        return view

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        for part in (self._typed, self._list, self._nothing):
            layout.addWidget(part)
        letter, line = self.fontMetrics().horizontalAdvance("M"), self.fontMetrics().height()
        self.resize(_WIDE * letter, _HIGH * (line + 10) + 5 * line)
        parent = self.parentWidget()
        if parent is not None:
            corner = parent.mapToGlobal(parent.rect().center())
            top = parent.mapToGlobal(parent.rect().topLeft()).y() + parent.height() // 8
            self.move(corner.x() - self.width() // 2, top)

    def _filter(self, typed: str) -> None:
        found = ranked(typed, self._entries, _words)
        if typed.strip():
            found.sort(key=lambda entry: _is_worse(entry, fold(typed.strip())))
        self._table.replace(found)
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._choose(0)

    def _choose(self, place: int) -> None:
        last = self._table.rowCount() - 1
        index = self._table.index(min(max(place, 0), last), 0)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)
        entry = self._table.row_at(index.row())
        self._typed.setAccessibleDescription(_said(entry) if entry else "")

    def _run_chosen(self) -> None:
        entry = self._table.row_at(self._list.currentIndex().row())
        if entry is None or not entry.enabled:
            return
        self.close()
        # Many actions work on what has the focus, which must be back in the window by then.
        actions, chosen = self._actions, entry.id
        QTimer.singleShot(0, actions, lambda: actions.run(chosen))


class EntryDelegate(QStyledItemDelegate):
    """Paints an action: its words, then quietly its menu, its keys at the far end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        entry = index.data(ROW_ROLE)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        view = own.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, view)
        colours = own.palette
        group = QPalette.ColorGroup.Normal if entry.enabled else QPalette.ColorGroup.Disabled
        words = colours.color(group, QPalette.ColorRole.Text)
        quiet = colours.color(QPalette.ColorRole.PlaceholderText) if entry.enabled else words
        box = own.rect.adjusted(10, 0, -10, 0)
        metrics = own.fontMetrics
        painter.save()
        start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        keys_wide = metrics.horizontalAdvance(entry.keys)
        room = QRect(box)
        room.setWidth(box.width() - keys_wide - 16)
        said = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(words)
        painter.drawText(room, int(start), said)
        painter.setPen(quiet)
        painter.drawText(box, int(end), entry.keys)
        after = room.adjusted(metrics.horizontalAdvance(said) + 12, 0, 0, 0)
        painter.drawText(after, int(start), entry.menu)
        painter.restore()


def _column() -> Column[Entry]:
    return Column(name="command", title=tr("Command"), show=lambda entry: entry.text, said=_said)


def _said(entry: Entry) -> str:
    state = "" if entry.enabled else tr("not available now")
    return ", ".join(filter(None, (entry.text, entry.keys, state)))


def _is_worse(entry: Entry, typed: str) -> tuple[bool, bool]:
    """Return what comes later: what has the letters somewhere, and of the others what is off.

    What is off but begins so stays before what is on and only has the letters.
    """
    return f" {typed}" not in f" {fold(entry.text)}", not entry.enabled


def _words(entry: Entry) -> str:
    return f"{entry.text} {entry.menu}"
