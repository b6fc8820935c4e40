"""Somebody else has the project open: who, since when, and the three ways to go on."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from claimdesk.store.holder import Holder
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, quiet
from claimdesk.ui.base.words import tr

_LETTERS = 66


class HeldDialog(PlainDialog):
    """Offers to look, to work on a copy, or to open the file all the same."""

    look_wanted = Signal()
    """The project is to be opened to read only."""
    copy_wanted = Signal()
    """A copy is to be made and opened."""
    anyway_wanted = Signal()
    """The project is to be opened as if nobody had it."""
    help_wanted = Signal()
    """The page of the manual on sharing is asked for."""

    def __init__(
        self, name: str, sentence: str, holder: Holder | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("held", tr("Open elsewhere"), parent)
        told = sentence if holder is None else who_has_it(name, holder)
        self.column.addWidget(Sentence(told))
        self.setAccessibleDescription(told)
        look = self._offer(
            "held-look",
            tr("Open to &read only"),
            tr("You see what is written there, a moment later, and change nothing."),
            self.look_wanted,
        )
        self._offer(
            "held-copy",
            tr("Work on a &copy…"),
            tr("A file of your own, of the same project, that can be united with this one later."),
            self.copy_wanted,
        )
        self._offer(
            "held-anyway",
            tr("Open &anyway"),
            tr(
                "Only if you know that nobody works on it, for instance because that computer "
                "crashed. If somebody does, one of you will be stopped and must reload."
            ),
            self.anyway_wanted,
        )
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.button("held-help", tr("&Help"), role, self.help_wanted.emit)
        self.cancel_button()
        self.finish(look, _LETTERS)
        look.setFocus()

    def _offer(self, identifier: str, text: str, about: str, wanted: SignalInstance) -> QPushButton:
        def take() -> None:
            self.accept()
            wanted.emit()

        button, words = QPushButton(text), quiet(about)
        name_widget(button, identifier, plain(text))
        button.setAccessibleDescription(about)
        button.clicked.connect(take)
        pair = QVBoxLayout()
        pair.setSpacing(4)
        pair.addWidget(button)
        pair.addWidget(words)
        self.column.addLayout(pair)
        return button


def who_has_it(name: str, holder: Holder) -> str:
    """Return who has a project open, where and since when."""
    return tr(
        "{who} has “{name}” open on {host} since {since}.",
        who=holder.reviewer,
        name=name,
        host=holder.host,
        since=holder.since,
    )
