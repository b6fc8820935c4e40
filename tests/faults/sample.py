"""The project the faults happen to: the sample review, worked on in two openings."""

from pathlib import Path

from claimdesk.core import resources
from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReviewerRow, Verdict
from claimdesk.exchange import review_json
from claimdesk.store import assessments, claims
from claimdesk.store.store import Store

ME = ReviewerRow(derived_id("reviewer", b"Nina Marsh"), "Nina Marsh", "NM")
OTHER = ReviewerRow(derived_id("reviewer", b"Omar Bell"), "Omar Bell", "OB")
SAMPLE = resources.path("samples", "sample.review.json")


def make(path: Path, review_file: Path = SAMPLE) -> None:
    """Make a project of a review, with an edit, a removal and an undo by two people."""
    review = review_json.read_review(review_file)
    with Store.create(path, "Review", ME, durable=False) as store:
        store.run("Load", lambda session: review_json.load(session, review))
    with Store.open(path, OTHER, durable=False) as store:
        first, second, *_ = [row.id for row in store.read(claims.rows)]
        store.run("Word", lambda session: claims.change(session, first, text="A better wording."))
        store.run("Deny", lambda session: assessments.decide(session, [second], Verdict.DENIED))
        _, change = store.run("Remove", lambda session: claims.remove(session, [first]))
        store.revert(change)
        store.run("Remove", lambda session: claims.remove(session, [second]))
