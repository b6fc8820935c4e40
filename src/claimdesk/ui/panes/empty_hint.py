"""What an empty list says: how to fill it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel


class EmptyHint(QLabel):
    """A quiet sentence in the middle of a list, shown while it has nothing else to show."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self._ground = view.viewport()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(16)
        self.setProperty("quiet", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._ground.installEventFilter(self)

    def say(self, text: str) -> None:
        """Show a sentence, or nothing when it is empty."""
        self.setText(text)
        self.setGeometry(self._ground.rect())
        self.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the list as it is resized."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)
