import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import ReadArticle
from claimdesk.exchange import csv_export, tables
from claimdesk.exchange.formula_guard import unguard
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import articles, claims, evidence
from claimdesk.store.store import Session, Store

Load = Callable[[Store, dict[str, Any]], LoadReport]
ALL = Choice(reviewed=False)


def table(data: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{key: unguard(cell) for key, cell in row.items()} for row in rows]


def export(store: Store, folder: Path, choice: Choice = ALL) -> dict[str, list[dict[str, str]]]:
    folder.mkdir(exist_ok=True)
    store.read(csv_export.write_csv, folder, choice)
    return {name: table((folder / f"{name}.csv").read_bytes()) for name in csv_export.TABLES}


@pytest.fixture
def ids(store: Store, whole: dict[str, Any], load: Load) -> Any:
    """Load the whole review and return what its ids became."""
    return {
        name: {said: as_text(own) for said, own in pairs.items()}
        for name, pairs in load(store, whole).ids.items()
    }


def test_the_columns_are_those_that_were_promised() -> None:
    promised = (
        "claim_id, number, claim, claimant, said_on, said_where, claim_type, verdict, "
        "unverified_because, reason, as_of, reviewer, reviewed_at, stage, agreement, passages, "
        "articles, first_quote, evidence, tags, published_at"
    )
    assert ", ".join(tables.CLAIMS) == promised
    promised = (
        "claim_id, number, claim, verdict, stance, voice, speaker, quote, prefix, suffix, start, "
        "end, article_id, article, publisher, url, archived_url, published, article_sha256, "
        "passage_id"
    )
    assert ", ".join(tables.PASSAGES) == promised


def test_a_claim_with_everything_fills_its_row(store: Store, ids: Any, tmp_path: Path) -> None:
    row = export(store, tmp_path / "out")["claims"][0]

    assert row.pop("reviewed_at").endswith("Z")
    assert row == {
        "claim_id": ids["claims"]["C1"],
        "number": "1",
        "claim": "The mayor’s office holds the bridge.",
        "claimant": "Mayor's office",
        "said_on": "2025-03-03",
        "said_where": "press release",
        "claim_type": "event",
        "verdict": "confirmed",
        "unverified_because": "",
        "reason": "Two against one.",
        "as_of": "2025-03-07",
        "reviewer": "Editor",
        "stage": "done",
        "agreement": "adjudicated",
        "passages": "1",
        "articles": "1",
        "first_quote": "“We hold the bridge,”",
        "evidence": "Letter https://example.org/letter",
        "tags": "bridge; Не тег",
        "published_at": "https://example.org/check/1",
    }


def test_every_quote_is_the_slice_of_the_text_between_its_offsets(
    store: Store, ids: Any, whole: dict[str, Any], tmp_path: Path
) -> None:
    texts = {
        as_text(row.id): store.read(articles.text, row.version_id)
        for row in store.read(articles.rows)
    }
    rows = export(store, tmp_path / "out")["passages"]

    assert len(rows) == len(whole["links"])
    for row in rows:
        text, start, end = texts[row["article_id"]], int(row["start"]), int(row["end"])
        assert text[start:end] == row["quote"]
        assert text[:start].endswith(row["prefix"])
        assert text[end:].startswith(row["suffix"])


def test_a_link_fills_its_row(store: Store, ids: Any, tmp_path: Path) -> None:
    row = export(store, tmp_path / "out")["passages"][0]

    assert (row["claim_id"], row["number"], row["verdict"]) == (
        *(ids["claims"]["C1"], "1", "confirmed"),
    )
    assert (row["stance"], row["voice"], row["speaker"]) == ("asserts", "quoted", "Mayor's office")
    assert (row["article"], row["publisher"], row["published"]) == (
        *("Flags over the bridge", "The Example", "2025-03-03"),
    )
    assert (row["url"], row["archived_url"]) == (
        *("https://example.org/bridge", "https://archive.example.org/1"),
    )
    assert row["passage_id"] == ids["passages"]["P1"]
    assert len(row["article_sha256"]) == 64


def test_every_assessment_has_a_row_whoever_made_it(store: Store, ids: Any, tmp_path: Path) -> None:
    rows = export(store, tmp_path / "out")["assessments"]

    assert [(row["number"], row["reviewer"], row["verdict"]) for row in rows] == [
        ("1", "Ana Anić", "confirmed"),
        ("1", "Bo", "denied"),
        ("2", "Bo", "unverified"),
        ("3", "Ana Anić", "denied"),
    ]
    assert rows[0]["reason"] == "Seen on the photo.\nTwo sources."


def test_only_reviewed_claims_go_out_unless_told(store: Store, ids: Any, tmp_path: Path) -> None:
    reviewed = export(store, tmp_path / "out", Choice())
    everything = export(store, tmp_path / "out")

    assert [row["number"] for row in reviewed["claims"]] == ["1", "2", "3"]
    assert len(reviewed["passages"]) == 5
    assert [row["verdict"] for row in everything["claims"]] == [
        *("confirmed", "unverified", "denied", ""),
    ]


def test_one_article_alone_counts_and_lists_its_own_passages(
    store: Store, ids: Any, whole: dict[str, Any], tmp_path: Path
) -> None:
    chosen = {as_text(row.id): row.id for row in store.read(articles.rows)}[ids["articles"]["B"]]

    tables = export(store, tmp_path / "out", Choice(False, frozenset([chosen])))

    (claim,) = tables["claims"]
    assert (claim["number"], claim["passages"], claim["articles"]) == ("3", "2", "1")
    assert claim["first_quote"] == "The bridge fell in spring"
    assert {row["article"] for row in tables["passages"]} == {"Spring"}
    assert [row["number"] for row in tables["assessments"]] == ["3"]


def test_confidential_evidence_never_goes_out(store: Store, ids: Any, tmp_path: Path) -> None:
    export(store, tmp_path / "out")

    for name in csv_export.TABLES:
        assert "soldier" not in (tmp_path / "out" / f"{name}.csv").read_text("utf-8")


def test_evidence_stands_one_a_line(store: Store, ids: Any, tmp_path: Path) -> None:
    claim = store.read(claims.rows)[3].id

    def add(session: Session) -> None:
        for one in (
            evidence.add(session, title="Two\nlines"),
            evidence.add(session, url="https://a"),
            evidence.add(session, citation="C"),
            evidence.add(session),
        ):
            evidence.join(session, claim, one)

    store.run("Add", add)

    row = export(store, tmp_path / "out")["claims"][3]

    assert sorted(row["evidence"].split("\n")) == ["C", "Two lines", "https://a", "web"]


def test_the_file_is_as_spreadsheets_expect_it(store: Store, ids: Any, tmp_path: Path) -> None:
    export(store, tmp_path / "out")

    data = (tmp_path / "out" / "claims.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbfclaim_id,number,")
    assert data.endswith(b"\r\n")
    assert b",'=1+1 is all the post said.," in data
    assert b",'@ministry," in data
    assert data.replace(b"\r\n", b"").count(b"\r") == 0


def test_a_file_name_puts_the_other_tables_beside_it(
    store: Store, ids: Any, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()

    counts = store.read(csv_export.write_csv, out / "week 9.csv", ALL)

    assert sorted(path.name for path in out.iterdir()) == [
        *("week 9-assessments.csv", "week 9-passages.csv", "week 9.csv"),
    ]
    assert counts == {"claims": 4, "passages": 7, "assessments": 4}
    assert len(table((out / "week 9.csv").read_bytes())) == 4
    assert csv_export.targets(out / "bare")["passages"].name == "bare-passages.csv"


def test_a_stream_gets_the_claims(store: Store, ids: Any, tmp_path: Path) -> None:
    stream = io.BytesIO()

    assert store.read(csv_export.stream_csv, stream, ALL) == 4

    export(store, tmp_path / "out")
    assert stream.getvalue() == (tmp_path / "out" / "claims.csv").read_bytes()


def test_an_empty_project_gives_headers_only(store: Store, tmp_path: Path) -> None:
    store.run("Import", lambda session: articles.add(session, ReadArticle("Text.")))

    assert export(store, tmp_path / "out") == {"claims": [], "passages": [], "assessments": []}


def test_progress_ends_with_all_rows(store: Store, ids: Any, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    (tmp_path / "out").mkdir()

    store.read(csv_export.write_csv, tmp_path / "out", ALL, lambda *now: seen.append(now))

    assert seen == [(done, 15) for done in range(16)]


def test_a_stopped_export_leaves_the_files_of_before(
    store: Store, ids: Any, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(store, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def stop(done: int, _total: int) -> None:
        if done == 10:
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError) as caught:
        store.read(csv_export.write_csv, out, Choice(), stop)

    assert caught.value.code is Code.CANCELLED
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
