"""The history as a table for spreadsheets."""

import csv
import io
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import EvidenceStance, Id, Verdict
from claimdesk.exchange import history_csv
from claimdesk.store import assessments, claims, evidence
from claimdesk.store.chronicle import Wish
from claimdesk.store.store import Session, Store


def written(store: Store, target: Path, wish: Wish) -> list[dict[str, str]]:
    count = store.read(history_csv.write_history, target, wish)
    text = target.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == count
    return rows


@pytest.fixture
def claim(store: Store) -> Id:
    claim_id, _ = store.run("New", lambda s: claims.add(s, "It was shut.", claimant="The city"))
    store.run("Mark", lambda s: assessments.decide(s, [claim_id], Verdict.DENIED))
    store.run("Edit", lambda s: claims.change(s, claim_id, claimant="=1+1"))
    return claim_id


def test_each_field_is_a_line_with_its_old_and_new_value(
    store: Store, claim: Id, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_csv, "_AT_ONCE", 2)
    store.run("Remove", lambda s: claims.remove(s, [claim]))
    removed, changed, *rest = written(store, tmp_path / "h.csv", Wish())
    assert (removed["change"], removed["record"], removed["field"]) == ("removed", "claim", "")
    assert (changed["field"], changed["old"], changed["new"]) == ("claimant", "The city", "'=1+1")
    assert changed["reviewer"] == "Nina Marsh"
    assert changed["at"].endswith("Z")
    assert changed["claim_number"] == ""
    made = [(row["record"], row["field"], row["new"]) for row in rest if row["change"] == "added"]
    assert ("assessment", "verdict", "denied") in made
    assert ("claim", "claimant", "The city") in made


def test_it_is_written_for_spreadsheets(store: Store, claim: Id, tmp_path: Path) -> None:
    target = tmp_path / "h.csv"
    written(store, target, Wish(text="city"))
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfat,reviewer,change,record,")
    assert data.count(b"\r\n") == len(data.splitlines())
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".csv"] == ["h.csv"]


def test_confidential_evidence_stays_at_home(store: Store, claim: Id, tmp_path: Path) -> None:
    def work(session: Session) -> None:
        secret = evidence.add(session, title="A letter", confidential=True)
        evidence.join(session, claim, secret, EvidenceStance.REFUTES)
        evidence.add(session, title="A photo")

    store.run("Add", work)
    rows = written(store, tmp_path / "h.csv", Wish())
    assert {row["words"] for row in rows if row["record"].endswith("evidence")} == {"A photo"}


def test_stopping_leaves_no_file(store: Store, claim: Id, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        store.read(history_csv.write_history, tmp_path / "h.csv", Wish(), stop)
    assert not (tmp_path / "h.csv").exists()


def test_a_link_without_values_has_its_line_and_a_mad_clock_no_time(
    tmp_path: Path, store: Store
) -> None:
    store._writer.clock = lambda: 2**62
    store.run("New", lambda s: claims.add(s, "A claim."))
    rows = written(store, tmp_path / "h.csv", Wish(kinds=frozenset(("claim",))))
    assert [row["at"] for row in rows] == [""]
