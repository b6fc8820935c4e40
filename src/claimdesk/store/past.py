"""What fields of a claim and of one's own verdict on it held before, as the history has it."""

from claimdesk.core.model import Id
from claimdesk.store import records, revisions
from claimdesk.store.store import Session


def of_claim(session: Session, claim_id: Id, field: str) -> frozenset[str]:
    """Return every value that a text field of a claim ever had, the present one too."""
    return _values(session, "claim", claim_id, field)


def of_verdict(session: Session, claim_id: Id, reviewer_id: Id, field: str) -> frozenset[str]:
    """Return every value that a text field of one's own verdict ever had."""
    ends = {"claim_id": claim_id, "reviewer_id": reviewer_id}
    return _values(session, "assessment", records.id_of("assessment", ends), field)


def _values(session: Session, kind: str, record_id: Id, field: str) -> frozenset[str]:
    found = set()
    for entry in revisions.of_record(session.sqlite, record_id):
        if field in entry.values:
            found.add(str(entry.values[field]))
        elif not entry.parents:  # the first entry leaves out what has its default
            found.add(str(records.FIELDS[kind][field].default))
    return frozenset(found)
