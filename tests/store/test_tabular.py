"""Claims one after the other: the same as the list has, with what hangs on them in its order."""

from claimdesk.store import claims, evidence, passages, tabular
from claimdesk.store.store import Session
from store.conftest import Review
from store.world import do


def test_claims_come_as_the_list_has_them(review: Review) -> None:
    do(review.store, claims.change, review.first, said_on="2025-03-03")
    rows = review.store.read(claims.rows)
    lines = review.store.read(lambda session: list(tabular.claims(session)))

    assert [(one.id, one.text, one.verdict, one.reason, one.reviewer) for one in lines] == [
        (one.id, one.text, one.verdict, one.reason, one.reviewer) for one in rows
    ]
    assert lines[0].said_on == "2025-03-03"


def test_what_hangs_on_claims_comes_in_their_order(review: Review) -> None:
    def hang(session: Session) -> None:
        for row in reversed(claims.rows(session)):
            claims.tag(session, [row.id], ["b", "a"])
            secret = evidence.add(session, title="Letter", confidential=True)
            evidence.join(session, row.id, secret)

    review.store.run("Hang", hang)
    ids = [row.id for row in review.store.read(claims.rows)]
    tags = review.store.read(lambda session: list(tabular.tags(session)))
    sources = review.store.read(lambda session: list(tabular.evidence(session)))
    links = review.store.read(lambda session: list(tabular.links(session)))

    assert tags == [(one, name) for one in ids for name in ("a", "b")]
    assert sources == [(one, True, "Letter", "", "", "web") for one in ids]
    assert links == [
        (row.claim_id, row.article_id, row.quote) for row in review.store.read(passages.links)
    ]
