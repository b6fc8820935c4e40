"""CSV: whatever stands in a claim comes back from a reader of RFC 4180, letter by letter."""

import csv
import io
from collections.abc import Callable

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimdesk.exchange import csv_export, tables
from claimdesk.exchange.formula_guard import unguard
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import claims
from claimdesk.store.store import Session, Store

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
COLUMNS = ("claims.number", "claims.claim", "claims.claimant", "claims.said_where")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXTS.filter(str.strip), TEXTS, TEXTS), max_size=4))
@example([("=1+1", "'=1", "\r\n")])
@example([('"a",b\n', "''", "\t")])
def test_a_table_of_claims_comes_back(
    new_store: Callable[[], Store], said: list[tuple[str, str, str]]
) -> None:
    store = new_store()

    def add(session: Session) -> None:
        for text, claimant, where in said:
            claims.add(session, text, claimant=claimant, said_where=where)

    store.run("Add", add)
    rows = {row.id: row for row in store.read(claims.details)}
    wanted = [
        (str(number), row.text, row.claimant, row.said_where)
        for number, row in enumerate(rows.values(), 1)
    ]
    stream = io.BytesIO()
    store.read(csv_export.stream_csv, stream, Choice(reviewed=False, columns=COLUMNS))
    header, *found = csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline=""))

    assert header == [name.partition(".")[2] for name in COLUMNS]
    assert [tuple(map(unguard, row)) for row in found] == wanted


@given(st.lists(st.sampled_from(tables.EVERY_COLUMN), min_size=1, unique=True))
def test_columns_are_read_as_they_are_written(names: list[str]) -> None:
    assert tables.read_columns(", ".join(names)) == tuple(names)
    chosen = tables.chosen(tables.COLUMNS, tuple(names))
    assert sorted(f"{table}.{one}" for table, some in chosen.items() for one in some) == sorted(
        names
    )
