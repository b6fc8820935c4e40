"""What was found beside a project whose writer was stopped, and what a new file would keep."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from claimdesk.store.recovery import Cause, Recovered
from claimdesk.ui.base.forms import PlainDialog, Sentence, quiet
from claimdesk.ui.base.words import count, tr

_LETTERS = 62


class RecoveryDialog(PlainDialog):
    """Offers to write what was recovered to a new file; the old one stays as it is."""

    wanted = Signal()
    """The reviewer wants the new file."""

    def __init__(self, name: str, found: Recovered, parent: QWidget | None = None) -> None:
        super().__init__("recovery", tr("Recover a project"), parent)
        kept = found.kept
        parts = (
            count(kept.revisions, "{n} step of history", "{n} steps of history"),
            count(kept.claims, "{n} claim", "{n} claims"),
            count(kept.articles, "{n} article", "{n} articles"),
        )
        happened = _what_happened(name, found.cause)
        held = tr("A new file would hold {parts}, all of them checked.", parts=", ".join(parts))
        self.column.addWidget(Sentence(happened))
        self.column.addWidget(Sentence(held))
        self.column.addWidget(
            quiet(tr("“{name}” and what lies beside it stay as they are.", name=name))
        )
        self.setAccessibleDescription(f"{happened} {held}")
        recover = self.button(
            "recovery-recover",
            tr("&Recover into a new file…"),
            QDialogButtonBox.ButtonRole.ActionRole,
            self.wanted.emit,
        )
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
        case _:
            return tr(
                "The program stopped while “{name}” was being saved. All that was saved before is "
                "there.",
                name=name,
            )
