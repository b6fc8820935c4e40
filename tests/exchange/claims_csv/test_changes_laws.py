"""Laws of claims.csv on its way out and back, for any project and any choice of columns."""

import csv
import io
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimdesk.core.model import Because, ClaimType, Opinion, Stage, Verdict
from claimdesk.exchange import csv_export
from claimdesk.exchange.claims_csv.changes import apply, changes, is_ours
from claimdesk.exchange.claims_csv.sheet import sheet_in
from claimdesk.exchange.formula_guard import unguard
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.tables import CLAIMS
from claimdesk.store import assessments, claims, reviewers
from claimdesk.store.store import Session, Store

Said = list[tuple[dict[str, Any], list[str], str, Opinion]]

TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.text(alphabet="a,;|\t\n\r\"'=-@ ?é😀\u2028\x85", max_size=12),
)
SAID = TEXT.filter(str.strip)
CLAIM = st.fixed_dictionaries(
    {
        "text": SAID,
        "claimant": TEXT,
        "said_on": st.one_of(st.dates().map(str), st.sampled_from(["", "2025", "2025-10"]), TEXT),
        "said_where": TEXT,
        "claim_type": st.sampled_from(ClaimType),
        "stage": st.sampled_from(Stage),
        "published_url": st.one_of(st.just("https://example.org/a,b;c"), TEXT),
    }
)
TAGS = st.lists(st.text(alphabet="ab é=", min_size=1, max_size=4), max_size=3)
OPINIONS = st.one_of(
    st.builds(
        Opinion, st.just(Verdict.UNVERIFIED), st.sampled_from(Because), TEXT, st.just("2025-10")
    ),
    st.builds(Opinion, st.sampled_from(Verdict), st.just(Because.NOT_SAID), TEXT, st.just("")),
)
WHO = st.sampled_from(["", "Nina Marsh", "Ada Byron", "both"])
PROJECT = st.lists(st.tuples(CLAIM, TAGS, WHO, OPINIONS), min_size=1, max_size=4)
SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def filled(store: Store, said: Said) -> Store:
    def fill(session: Session) -> None:
        ada = reviewers.named(session, "Ada Byron")
        for fields, tags, who, opinion in said:
            claim_id = claims.add(session, **fields)
            claims.set_tags(session, claim_id, tags)
            if who in ("Nina Marsh", "both"):
                assessments.record(session, claim_id, session.reviewer_id, opinion)
            if who in ("Ada Byron", "both"):
                assessments.record(session, claim_id, ada, Opinion(Verdict.DENIED))

    store.run("Fill", fill)
    return store


def exported(store: Store, columns: list[str]) -> bytes:
    stream = io.BytesIO()
    names = tuple(f"claims.{name}" for name in columns)
    store.read(csv_export.stream_csv, stream, Choice(reviewed=False, columns=names))
    return stream.getvalue()


def rewritten(data: bytes, delimiter: str, line_end: str) -> bytes:
    """Return a file as another program would write it."""
    stream = io.StringIO()
    # Of line ends inside a cell Python quotes only its own: a bare CR would end the row.
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    if line_end == "\n":
        writer = csv.writer(
            stream, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL
        )
    writer.writerows(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return stream.getvalue().encode()


@SETTINGS
@given(said=PROJECT, columns=st.sets(st.sampled_from(CLAIMS[1:]), min_size=1), data=st.data())
def test_what_goes_out_and_comes_back_differs_in_nothing(
    new_store: Callable[[], Store], said: Said, columns: set[str], data: st.DataObject
) -> None:
    with filled(new_store(), said) as store:
        _goes_and_comes(store, len(said), columns, data)


def _goes_and_comes(store: Store, count: int, columns: set[str], data: st.DataObject) -> None:
    ordered = data.draw(st.permutations(["claim_id", *sorted(columns)]))
    table = exported(store, ordered)
    if data.draw(st.booleans()):
        mark, end = data.draw(st.sampled_from(",;\t")), data.draw(st.sampled_from(["\n", "\r\n"]))
        table = rewritten(table, mark, end)
    sheet = sheet_in(table, "claims.csv")
    assert is_ours(sheet)
    found = store.read(changes, sheet)
    assert found.differences == ()
    assert (found.compared, found.absent, found.remarks) == (count, 0, ())


WORD = st.sampled_from([*Verdict, *Because, *Stage, *ClaimType, "maybe", "In progress"])
CELL = st.one_of(TEXT, WORD, st.dates().map(str), st.sampled_from(["1.2.2024", "Nina Marsh"]))


@SETTINGS
@given(
    said=PROJECT,
    edits=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(CLAIMS[1:]), CELL), max_size=8),
)
@example([({"text": "a"}, [], "", Opinion(Verdict.DENIED))], [(0, "verdict", "denied")])
def test_what_is_taken_in_stands_in_the_next_export_and_undo_brings_the_start_back(
    new_store: Callable[[], Store], said: Said, edits: list[tuple[int, str, str]]
) -> None:
    with filled(new_store(), said) as store:
        _is_taken_in(store, edits)


def _is_taken_in(store: Store, edits: list[tuple[int, str, str]]) -> None:
    before = exported(store, list(CLAIMS))
    rows = _rows(before)
    for row, column, cell in edits:
        rows[row % len(rows)][column] = cell
    stream = io.StringIO()
    writer = csv.DictWriter(stream, CLAIMS)
    writer.writeheader()
    writer.writerows(rows)
    found = store.read(changes, sheet_in(stream.getvalue().encode(), "claims.csv"))

    _, change = store.run("Take in", lambda session: apply(session, found.open))

    after = _rows(exported(store, list(CLAIMS)))
    for one in found.open:
        assert unguard(after[one.number - 1][one.column]) == one.after
    again = store.read(changes, sheet_in(stream.getvalue().encode(), "claims.csv"))
    taken = {(one.claim_id, one.column) for one in found.open}
    assert not taken & {(one.claim_id, one.column) for one in again.differences}
    if change:
        store.revert(change)
    assert exported(store, list(CLAIMS)) == before


def _rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
