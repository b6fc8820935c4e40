"""A message in the house look: one sentence, what can be done about it, the details on request."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget
from claimdesk.ui.base.words import tr

_LETTERS = 64
_ICON = 32
_MORE_LINES = 14
"""What is said below the sentence scrolls beyond so many lines."""
_DETAIL_LINES = 9
_Role = QDialogButtonBox.ButtonRole


@dataclass(frozen=True, slots=True)
class Way:
    """Something a message offers to do: the words on its button and what that does."""

    identifier: str
    text: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says: the sentence, more sentences below it, details for a report."""

    sentence: str
    more: tuple[str, ...] = ()
    details: str = ""


class Message(PlainDialog):
    """Says what happened; goes away when one of its ways is taken."""

    def __init__(
        self,
        identifier: str,
        told: Told,
        ways: Iterable[Way] = (),
        icon: QStyle.StandardPixmap | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(identifier, tr("Claimdesk"), parent)
        self.setAccessibleName(told.sentence)
        self.setAccessibleDescription("\n".join(told.more))
        self._told = told
        self._details = QPlainTextEdit(told.details)
        self._toggle = QPushButton(tr("Show &details"))
        self._lay_out(icon)
        offered = [self._offer(way) for way in ways]
        close = self.close_button()
        default = offered[0] if offered else close
        self.finish(default, letters=_LETTERS)
        default.setFocus()
        if len(told.more) > _MORE_LINES:
            self.resize(self.width(), self.sizeHint().height())

    @property
    def sentence(self) -> str:
        """Return what happened, in one sentence."""
        return self._told.sentence

    @property
    def more(self) -> str:
        """Return what is said below it, a sentence a line."""
        return "\n".join(self._told.more)

    @property
    def details(self) -> str:
        """Return what is shown on request."""
        return self._told.details

    def _lay_out(self, icon: QStyle.StandardPixmap | None) -> None:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(16)
        if icon is not None:
            sign = QLabel()
            sign.setPixmap(self.style().standardIcon(icon).pixmap(_ICON))
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        sentence = Sentence(self._told.sentence)
        name_widget(sentence, f"{self.objectName()}-sentence", self._told.sentence)
        if self._told.more:
            sentence.setProperty("heading", "true")
        texts.setSpacing(8)
        texts.addStretch()
        texts.addWidget(sentence)
        if self._told.details:
            texts.addLayout(self._links())
        texts.addStretch()
        row.addLayout(texts, 1)
        self.column.addLayout(row)
        if self._told.more:
            self.column.addWidget(self._more(), 1)
        if self._told.details:
            self._details.setReadOnly(True)
            self._details.setTabChangesFocus(True)
            name_widget(self._details, f"{self.objectName()}-details", tr("Details"))
            self._details.setFixedHeight(self.lines(_DETAIL_LINES))
            self._details.hide()
            self.column.addWidget(self._details)

    def _more(self) -> QWidget:
        """Return the further sentences, which scroll if they are many."""
        lines = "\n".join(self._told.more)
        if len(self._told.more) <= _MORE_LINES:
            shown: QWidget = Sentence(lines)
        else:
            shown = QPlainTextEdit(lines)
            shown.setReadOnly(True)
            shown.setTabChangesFocus(True)
            shown.setMinimumHeight(self.lines(_MORE_LINES))
        name_widget(shown, f"{self.objectName()}-more", lines)
        return shown

    def _offer(self, way: Way) -> QPushButton:
        def take() -> None:
            self.accept()
            way.run()

        return self.button(way.identifier, way.text, _Role.AcceptRole, take)

    def _links(self) -> QHBoxLayout:
        """Return the quiet line by which the details are shown and copied."""
        name, links = self.objectName(), QHBoxLayout()
        links.setSpacing(12)
        for button, identifier, run in (
            (self._toggle, f"{name}-show-details", self._on_toggled),
            (QPushButton(tr("Cop&y details")), f"{name}-copy-details", self._on_copy),
        ):
            name_widget(button, identifier, plain(button.text()))
            button.setProperty("link", "true")
            button.setAutoDefault(False)
            button.clicked.connect(run)
            links.addWidget(button)
        links.addStretch()
        return links

    def _on_toggled(self) -> None:
        is_shown, height = self._details.isHidden(), self.height()
        self._details.setVisible(is_shown)
        self.column.activate()  # what the window must have at least is known only then
        text = tr("Hide &details") if is_shown else tr("Show &details")
        self._toggle.setText(text)
        self._toggle.setAccessibleName(plain(text))
        room = self._details.maximumHeight() + self.column.spacing()
        self.resize(self.width(), height + (room if is_shown else -room))

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(f"{self._told.sentence}\n\n{self._told.details}")
