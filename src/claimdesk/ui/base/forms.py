"""What the dialogs are made of: a window that goes away for good, rows with labels, sentences.

Every width follows from the letters in use, so that large fonts are never cut.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.words import tr

_MARGIN = 20
_SPACING = 14


def take_keyboard(dialog: QDialog) -> None:
    """Give a dialog that is shown the keyboard, and its window again when the dialog ends.

    Window managers do this by themselves; a screen without one does not.
    """
    dialog.activateWindow()
    parent = dialog.parentWidget()
    if parent is not None:
        dialog.finished.connect(parent.window().activateWindow)


def name_widget(widget: QWidget, identifier: str, spoken: str) -> None:
    """Name a widget for tests from outside and for assistive technology."""
    widget.setObjectName(identifier)
    widget.setAccessibleIdentifier(identifier)
    widget.setAccessibleName(spoken)


def show_text(shown: QLabel, text: str) -> None:
    """Show a text on a named label; assistive technology, told the name, is told the text too."""
    shown.setText(text)
    shown.setAccessibleDescription(text)


def label(text: str, buddy: QWidget) -> QLabel:
    """Return the label of a field; its mnemonic moves the focus there."""
    made = QLabel(text)
    made.setBuddy(buddy)
    return made


def quiet(text: str) -> QLabel:
    """Return a wrapped sentence that explains."""
    made = Sentence(text)
    made.setProperty("quiet", "true")
    return made


class Sentence(QLabel):
    """Plain wrapped words that can be selected and never force the window to be wide."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        self.setText(text)


class Complaint(Sentence):
    """The one sentence on what keeps a dialog from being finished; empty when nothing does."""

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self.setForegroundRole(QPalette.ColorRole.BrightText)
        self.setObjectName(identifier)
        self.setAccessibleIdentifier(identifier)

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self.setText(sentence)
        self.setAccessibleName(sentence)


class PlainDialog(QDialog):
    """A dialog that is made for one use and goes away for good when it is closed."""

    def __init__(self, identifier: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        name_widget(self, identifier, title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN - 4)
        self.column.setSpacing(_SPACING)
        self._box = QDialogButtonBox()

    def letters(self, number: int) -> int:
        """Return how wide so many average letters are."""
        return self.fontMetrics().averageCharWidth() * number

    def lines(self, number: int) -> int:
        """Return how high so many lines are."""
        return self.fontMetrics().lineSpacing() * number

    def form(self) -> QFormLayout:
        """Add a form below what is there."""
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(form)
        return form

    def field(self, text: str, identifier: str, field: QWidget, stretch: int = 0) -> None:
        """Add a field with its label above it."""
        name_widget(field, identifier, plain(text))
        self.column.addLayout(above(label(text, field), field), stretch)

    def button(
        self,
        identifier: str,
        text: str,
        role: QDialogButtonBox.ButtonRole,
        run: Callable[[], object],
    ) -> QPushButton:
        """Add a button to the row of buttons."""
        made = self._box.addButton(text, role)
        name_widget(made, identifier, plain(text))
        made.clicked.connect(run)
        return made

    def cancel_button(self) -> QPushButton:
        """Add the button that leaves everything as it was."""
        role = QDialogButtonBox.ButtonRole.RejectRole
        return self.button(f"{self.objectName()}-cancel", tr("Ca&ncel"), role, self.reject)

    def close_button(self) -> QPushButton:
        """Add the button of a dialog that asks nothing."""
        role = QDialogButtonBox.ButtonRole.RejectRole
        return self.button(f"{self.objectName()}-close", tr("&Close"), role, self.accept)

    def finish(self, default: QPushButton, letters: int) -> None:
        """Close the layout with the row of buttons; Return presses the default one."""
        self.column.addWidget(self._box)
        # Only now: before a button is in its window, the window would choose another one.
        default.setDefault(True)
        width = self.letters(letters)
        self.setMinimumWidth(width)
        self.resize(width, self.column.totalHeightForWidth(width))


def add_row(form: QFormLayout, text: str, identifier: str, field: QWidget) -> QWidget:
    """Add a field with its label to a form, and name it after the label."""
    name_widget(field, identifier, plain(text))
    form.addRow(label(text, field), field)
    return field


def above(caption: QLabel, field: QWidget | QLayout) -> QVBoxLayout:
    """Return a caption and close below it what it belongs to."""
    pair = QVBoxLayout()
    pair.setSpacing(5)
    pair.addWidget(caption)
    if isinstance(field, QLayout):
        pair.addLayout(field)
    else:
        pair.addWidget(field, 1)
    return pair
