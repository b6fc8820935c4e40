"""What was said before, field by field."""

from functools import partial

from claimdesk.core.model import Because, Stage, Verdict
from claimdesk.store import assessments, claims, past
from claimdesk.store.store import Store


def test_a_field_of_a_claim_held_its_default_and_all_it_was_given(store: Store) -> None:
    claim_id, _ = store.run("Add", lambda session: claims.add(session, "One.", claimant="Mayor"))
    for text, stage in (("Two.", Stage.DONE), ("Three.", Stage.OPEN)):
        store.run("Change", partial(claims.change, claim_id=claim_id, text=text, stage=stage))
    assert store.read(past.of_claim, claim_id, "text") == {"One.", "Two.", "Three."}
    assert store.read(past.of_claim, claim_id, "stage") == {"open", "done"}
    assert store.read(past.of_claim, claim_id, "claimant") == {"Mayor"}
    assert store.read(past.of_claim, claim_id, "said_on") == {""}


def test_a_verdict_held_what_was_decided_and_why(store: Store) -> None:
    claim_id, _ = store.run("Add", lambda session: claims.add(session, "One."))
    me = store.reviewer_id
    assert store.read(past.of_verdict, claim_id, me, "verdict") == set()
    for verdict in (Verdict.DENIED, Verdict.UNVERIFIED):
        store.run("Decide", partial(assessments.decide, claim_ids=[claim_id], verdict=verdict))
    because = Because.NOT_CHECKABLE
    store.run("Say", lambda session: assessments.describe(session, claim_id, because=because))
    assert store.read(past.of_verdict, claim_id, me, "verdict") == {"denied", "unverified"}
    assert store.read(past.of_verdict, claim_id, me, "unverified_because") == {"", because}
