"""How the current claim stands to another one: the kind of relation, and which claim."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from claimdesk.core.model import Id, RelationKind
from claimdesk.ui.base.forms import PlainDialog
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.relation_words import relation_word

_ID = int(Qt.ItemDataRole.UserRole)
_LETTERS = 70
Found = Sequence[tuple[Id, str]]
"""Claims, each with how it is shown."""


class RelateDialog(PlainDialog):
    """Finds the other claim while its words are typed; Return relates."""

    related = Signal(object, object)
    """(kind: RelationKind, claim: Id) the current claim stands so to this one."""

    def __init__(
        self, number: int, find: Callable[[str], Found], parent: QWidget | None = None
    ) -> None:
        super().__init__("relate", tr("Relate claim {n}", n=number), parent)
        self._find = find
        self.kind = QuietCombo({kind: relation_word(kind) for kind in RelationKind})
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Words of the other claim"))
        self.list = QListWidget()
        self.list.setMinimumHeight(self.lines(9))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field(tr("&Claim {n} is", n=number), "relate-kind", self.kind)
        self.field(tr("&Other claim"), "relate-words", self.words)
        self.field(tr("C&laims"), "relate-claims", self.list, stretch=1)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("relate-ok", tr("&Relate"), role, self._on_ok)
        self.cancel_button()
        self.words.textChanged.connect(self._show)
        self.list.itemDoubleClicked.connect(self._on_ok)
        self.words.installEventFilter(self)
        self._show()
        self.finish(self._ok, _LETTERS)
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the claims while words are typed."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in keys
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            place = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(place, self.list.count() - 1)))
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        self.list.clear()
        for claim_id, text in self._find(self.words.text().strip()):
            item = QListWidgetItem(text)
            item.setData(_ID, claim_id)
            item.setToolTip(text)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._ok.setEnabled(self.list.count() > 0)

    def _on_ok(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.related.emit(self.kind.choice, Id(item.data(_ID)))
