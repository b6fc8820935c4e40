"""What a filtered list shows when nothing passes: that it is so, and the way back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget

from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.words import tr


class NothingFound(QWidget):
    """A sentence and a button in the middle of a list."""

    cleared = Signal()
    """The filter is to be cleared."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self._ground = view.viewport()
        sentence = QLabel(tr("No claim matches the filter"))
        sentence.setProperty("quiet", "true")
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence.setWordWrap(True)
        self.button = QPushButton(tr("Clear filter"))
        name_widget(self.button, "clear-filter", tr("Clear filter"))
        self.button.clicked.connect(self.cleared)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()
        self._ground.installEventFilter(self)

    def appear(self, *, is_wanted: bool) -> None:
        """Come or go."""
        self.setGeometry(self._ground.rect())
        self.setVisible(is_wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the list as it is resized."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)
