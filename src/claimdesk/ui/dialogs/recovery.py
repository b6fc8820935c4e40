"""What was found beside a project whose writer was stopped, and what a new file would keep."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from claimdesk.store.recovery import Cause, Recovered
from claimdesk.ui.base.forms import PlainDialog, Sentence, quiet
from claimdesk.ui.base.words import count, tr

_LETTERS = 70


class RecoveryDialog(PlainDialog):
    """Offers to write what was recovered to a new file; the old one stays as it is."""

    wanted = Signal()
    """The reviewer wants the new file."""
    help_wanted = Signal()
    """The reviewer wants to read how this works."""

    def __init__(
        self, path: Path, proposed: Path, found: Recovered, parent: QWidget | None = None
    ) -> None:
        super().__init__("recovery", tr("Recover a project"), parent)
        name = path.name
        kept = found.kept
        parts = (
            count(kept.articles, "{n} article", "{n} articles"),
            count(kept.claims, "{n} claim", "{n} claims"),
            count(kept.revisions, "{n} step of history", "{n} steps of history"),
        )
        happened = _what_happened(name, found.cause)
        held = tr("A new file would hold {parts}, all of them checked.", parts=", ".join(parts))
        self.column.addWidget(Sentence(happened))
        self.column.addWidget(Sentence(held))
        where = tr(
            "It would be called “{new}”, beside the old one, unless you choose another place. "
            "“{name}” and what lies beside it stay as they are.",
            new=proposed.name,
            name=name,
        )
        self.column.addWidget(quiet(where))
        self.setAccessibleDescription(f"{happened} {held} {where}")
        recover = self.button(
            "recovery-recover",
            tr("&Recover into a new file…"),
            QDialogButtonBox.ButtonRole.AcceptRole,
            self.wanted.emit,
        )
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.button("recovery-help", tr("&Help"), role, self.help_wanted.emit)
        self.cancel_button()
        self.finish(recover, _LETTERS)


def _what_happened(name: str, cause: Cause) -> str:
    match cause:
        case Cause.LOG:
            return tr(
                "Another program left finished work beside “{name}” and did not put it in.",
                name=name,
            )
        case Cause.STRAY:
            return tr(
                "What lies beside “{name}” does not belong to it; it can be left out.", name=name
            )
        case Cause.NOTHING:
            return tr(
                "Another program changed how “{name}” is kept on the disk. Nothing in it is "
                "half-written.",
                name=name,
            )
        case _:
            return tr(
                "The program stopped while “{name}” was being saved. All that was saved before is "
                "there.",
                name=name,
            )
