"""More about the claim: what not every claim needs, and what is not in the way until it is wanted.

The claim form saves what is typed here with its other fields; this part only shows and places it.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from claimdesk.core.model import ClaimDetail, ClaimType, Id
from claimdesk.core.sources import is_address
from claimdesk.store import claims
from claimdesk.store.store import Session
from claimdesk.ui.base import dates
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.terms import PRIORITIES, claim_type_word, priority_word
from claimdesk.ui.panes.fields import Complaint, Field, LineField, TextField, captioned
from claimdesk.ui.panes.folding import FoldingRow
from claimdesk.ui.panes.sections import Part

_GAP = 10
Saver = Callable[[str], Callable[[str], object]]
"""From the name of a field to what saves it."""


class MorePart(Part):
    """Context, type, priority, when to check again, and where the check was published."""

    tables = ("claim",)

    def __init__(self, save: Saver) -> None:
        super().__init__()
        self.context = TextField(tr("Context"), save("context"))
        self.claim_type = QuietCombo({one: claim_type_word(one) for one in ClaimType})
        self.priority = QuietCombo({str(one): priority_word(one) for one in PRIORITIES})
        self.recheck_on = LineField(tr("Check again on"), save("recheck_on"), dates.complaint)
        self.published_url = LineField(
            *(tr("Published at"), save("published_url"), _address_complaint)
        )
        self._name()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 6)
        layout.setSpacing(_GAP)
        for row in (
            self.context,
            FoldingRow(
                captioned(tr("Type"), self.claim_type), captioned(tr("Priority"), self.priority)
            ),
            FoldingRow(self.recheck_on, self.published_url),
        ):
            layout.addWidget(row)

    @property
    def fields(self) -> dict[str, Field]:
        """Return the text fields by the names of what they hold."""
        return {
            "context": self.context,
            "recheck_on": self.recheck_on,
            "published_url": self.published_url,
        }

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in reading order."""
        return (
            *(self.context.edit, self.claim_type, self.priority),
            *(self.recheck_on.line, self.published_url.line),
        )

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how much of this is said of the claim."""
        detail = claims.detail(session, claim_id)
        return sum(map(bool, values(detail).values())) if detail else 0

    def show_claim(self, claim_id: Id) -> None:
        """Leave the showing to the form, which shows all fields of a claim at once."""

    def show_detail(self, detail: ClaimDetail) -> None:
        """Show what is chosen for a claim; what is typed the form shows as its other fields."""
        self.claim_type.show_choice(detail.claim_type)
        self.priority.offer(str(detail.priority), priority_word(detail.priority))
        self.priority.show_choice(str(detail.priority))

    def commit(self) -> None:
        """Save what is typed."""
        for field in self.fields.values():
            field.commit()

    def _name(self) -> None:
        name_widget(self, "claim-more", tr("More about the claim"))
        name_widget(self.context.edit, "claim-context", tr("Context"))
        name_widget(self.claim_type, "claim-type", tr("Type"))
        name_widget(self.priority, "priority", tr("Priority"))
        name_widget(self.recheck_on.line, "recheck-on", tr("Check again on"))
        name_widget(self.published_url.line, "published-url", tr("Published at"))
        self.context.edit.setPlaceholderText(tr("What a reader must know to understand the claim"))
        self.recheck_on.line.setPlaceholderText(tr("2025, 2025-10 or 2025-10-29"))
        self.published_url.line.setPlaceholderText(tr("https://…"))
        self.priority.setToolTip(tr("How much the claim is worth checking"))
        self.recheck_on.line.setToolTip(tr("From this day on the claim is shown as due"))
        self.published_url.line.setToolTip(tr("The address of the published check"))


def values(detail: ClaimDetail) -> dict[str, str]:
    """Return what is said of a claim, as text; what is not said is empty."""
    return {
        "context": detail.context,
        "claim_type": detail.claim_type,
        "priority": str(detail.priority or ""),
        "recheck_on": detail.recheck_on,
        "published_url": detail.published_url,
    }


def _address_complaint(text: str) -> Complaint:
    if not text or is_address(text):
        return ""
    return tr("Write an address as https://example.org/check.")
