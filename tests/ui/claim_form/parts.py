"""What the tests of the claim form reach for: its widgets by identifier, the claim as stored."""

from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from claimdesk.core.model import ClaimDetail, Id, Verdict
from claimdesk.store import assessments, claims
from claimdesk.ui.base.project import Project
from claimdesk.ui.panes.claim_form import ClaimFormPane


def detail(project: Project, claim_id: Id) -> ClaimDetail:
    """Return the claim as the project holds it."""
    found = project.read(claims.detail, claim_id)
    assert found is not None
    return found


def decide(project: Project, verdict: Verdict, claim_id: Id) -> None:
    """Give my verdict without the form."""
    project.do("Decide", partial(assessments.decide, claim_ids=[claim_id], verdict=verdict))


def part(pane: ClaimFormPane, identifier: str) -> QWidget:
    """Return a widget of the form."""
    found = pane.findChild(QWidget, identifier)
    assert isinstance(found, QWidget)
    assert found.accessibleIdentifier() == identifier
    return found


def line(pane: ClaimFormPane, identifier: str) -> QLineEdit:
    """Return a line of the form."""
    found = part(pane, identifier)
    assert isinstance(found, QLineEdit)
    return found


def type_into(widget: QWidget, text: str) -> None:
    """Go to a widget and type."""
    widget.setFocus()
    QTest.keyClicks(widget, text)
