"""The review of the sample project, which every copy of the program carries."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema

from claimdesk.core import resources
from claimdesk.exchange import csv_export, review_json
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import articles, passages
from claimdesk.store.store import Session, Store

SAMPLE = resources.path("samples", "sample.review.json")


def load(store: Store) -> review_json.LoadReport:
    review = review_json.read_review(SAMPLE)
    return store.run("Load review", lambda session: review_json.load(session, review))[0]


def slices(session: Session) -> list[tuple[str, str]]:
    texts = {row.id: articles.text(session, row.version_id) for row in articles.rows(session)}
    return [
        (row.quote, texts[row.article_id][row.start : row.end]) for row in passages.rows(session)
    ]


def test_the_sample_fits_the_schema() -> None:
    schema = json.loads(resources.path("schema", "review-1.schema.json").read_bytes())

    jsonschema.Draft202012Validator(schema).validate(json.loads(SAMPLE.read_bytes()))


def test_the_sample_loads_as_it_is_written(store: Store) -> None:
    said = json.loads(SAMPLE.read_bytes())

    report = load(store)

    assert report.moved == report.missing == report.kept == ()
    assert report.added == {name: len(said.get(name, [])) for name in report.added}
    assert all(quote == text for quote, text in store.read(slices))


def test_loading_the_sample_twice_adds_nothing(store: Store) -> None:
    first = load(store)

    assert load(store).there == first.added


def test_the_sample_goes_round_unchanged(new_store: Callable[[], Store], tmp_path: Path) -> None:
    first, second = new_store(), new_store()
    load(first)
    first.read(review_json.write_review, tmp_path / "one.json")
    review = review_json.read_review(tmp_path / "one.json")
    second.run("Load review", lambda session: review_json.load(session, review))

    second.read(review_json.write_review, tmp_path / "two.json")

    assert (tmp_path / "two.json").read_bytes() == (tmp_path / "one.json").read_bytes()


def test_the_sample_makes_three_tables(store: Store, tmp_path: Path) -> None:
    report = load(store)

    counts = store.read(csv_export.write_csv, tmp_path, Choice(reviewed=False))

    assert counts == {
        "claims": report.added["claims"],
        "passages": report.added["links"],
        "assessments": report.added["assessments"],
    }
