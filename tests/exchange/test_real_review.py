"""A whole review of a real article, when it stands beside the checkout: nothing may be lost."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from claimdesk.core.ids import as_text
from claimdesk.exchange import csv_export, review_json
from claimdesk.exchange.formula_guard import unguard
from claimdesk.exchange.outgoing import Choice
from claimdesk.store.store import Store

SCHEMA = Path(__file__).parents[2] / "resources" / "schema" / "review-1.schema.json"
NAME = "pokrovsk-capture-announced.review.json"
PASSING = {"claim_id", "article_id", "passage_id", "reviewed_at"}
"""Columns with ids and times, which may differ between two projects."""


def tables(store: Store, folder: Path) -> dict[str, list[dict[str, str]]]:
    folder.mkdir()
    store.read(csv_export.write_csv, folder, Choice(reviewed=False))
    found = {}
    for name in csv_export.TABLES:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            found[name] = [{key: unguard(cell) for key, cell in row.items()} for row in rows]
    return found


def load(store: Store, path: Path) -> review_json.LoadReport:
    review = review_json.read_review(path)
    return store.run("Load review", lambda session: review_json.load(session, review))[0]


def lasting(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: cell for key, cell in row.items() if key not in PASSING} for row in rows]


def test_the_real_review_fits_the_schema(real_articles: Path) -> None:
    schema = json.loads(SCHEMA.read_bytes())

    jsonschema.Draft202012Validator(schema).validate(
        json.loads((real_articles / NAME).read_bytes())
    )


def test_every_field_of_the_real_review_is_in_the_tables(
    store: Store, real_articles: Path, tmp_path: Path
) -> None:
    said: dict[str, Any] = json.loads((real_articles / NAME).read_bytes())

    report = load(store, real_articles / NAME)
    out = tables(store, tmp_path / "out")

    assert report.moved == report.missing == report.kept == ()
    assert (len(out["claims"]), len(out["passages"]), len(out["assessments"])) == (31, 52, 31)
    assert len({row["passage_id"] for row in out["passages"]}) == 43
    ids = {kind: {k: as_text(v) for k, v in own.items()} for kind, own in report.ids.items()}
    assessed = {one["claim"]: one for one in said["assessments"]}
    for claim, row in zip(said["claims"], out["claims"], strict=True):
        verdict = assessed[claim["id"]]
        assert row["claim_id"] == ids["claims"][claim["id"]]
        assert (row["claim"], row["claimant"]) == (claim["text"], claim["claimant"])
        assert (row["claim_type"], row["stage"]) == (claim["type"], claim["stage"])
        assert row["tags"] == "; ".join(sorted(claim["tags"]))
        assert (row["verdict"], row["unverified_because"]) == (
            *(verdict["verdict"], verdict["because"]),
        )
        assert (row["reason"], row["as_of"]) == (verdict["reason"], verdict["as_of"])
        assert row["reviewer"] == verdict["reviewer"]
    places = {one["id"]: one for one in said["passages"]}
    rows = {(row["claim_id"], row["passage_id"]): row for row in out["passages"]}
    for link in said["links"]:
        row = rows[ids["claims"][link["claim"]], ids["passages"][link["passage"]]]
        place = places[link["passage"]]
        assert (row["stance"], row["voice"]) == (link["stance"], link["voice"])
        assert row["speaker"] == link["speaker"]
        assert (int(row["start"]), int(row["end"])) == (place["start"], place["end"])
        assert row["quote"] == place["quote"]
        assert row["article_sha256"] == said["articles"][0]["sha256"]


def test_loading_the_real_review_twice_adds_nothing(store: Store, real_articles: Path) -> None:
    first = load(store, real_articles / NAME)

    second = load(store, real_articles / NAME)

    assert not any(second.added.values())
    assert second.there == first.added


def test_the_real_review_survives_saving_and_loading(
    new_store: Callable[[], Store], real_articles: Path, tmp_path: Path
) -> None:
    first, second = new_store(), new_store()
    load(first, real_articles / NAME)
    first.read(review_json.write_review, tmp_path / "saved.json")

    load(second, tmp_path / "saved.json")

    before, after = tables(first, tmp_path / "before"), tables(second, tmp_path / "after")
    for name, rows in before.items():
        assert lasting(after[name]) == lasting(rows)
    second.read(review_json.write_review, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "saved.json").read_bytes()
