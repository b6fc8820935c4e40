"""claims.csv of the sample project as LibreOffice wrote it, after somebody had worked on it there.

Dates were shown in another way, rows sorted, a column and a row removed, seven cells edited.
"""

from pathlib import Path

from claimdesk.core import resources
from claimdesk.exchange import review_json
from claimdesk.exchange.claims_csv import sheet
from claimdesk.exchange.claims_csv.changes import apply, changes
from claimdesk.store import claims
from claimdesk.store.store import Store

EDITED = Path(__file__).parents[2] / "data" / "foreign" / "claims-libreoffice.csv"


def test_only_what_was_edited_differs(store: Store) -> None:
    review = review_json.read_review(resources.path("samples", "sample.review.json"))
    store.run("Load review", lambda session: review_json.load(session, review))

    table = sheet.read(EDITED)
    found = store.read(changes, table)

    assert table.delimiter == ";"
    assert (found.compared, found.absent, found.nameless) == (19, 1, ())
    moments = [one for one in found.differences if one.column != "reviewed_at"]
    assert [(one.number, one.column, one.after) for one in moments if one.is_open] == [
        (2, "claim", "Velmark crossed the river with two boats, it is said."),
        (3, "claimant", "The river courier"),
        (4, "stage", "second_review"),
        (5, "tags", "barges; night; river"),
        (8, "said_where", "=1+1 is what they said"),
    ]
    assert [(one.number, one.column) for one in moments if not one.is_open] == [
        (6, "verdict"),
        (7, "said_on"),
    ]
    store.run("Take in", lambda session: apply(session, found.open))
    assert store.read(claims.details)[7].said_where == "=1+1 is what they said"
