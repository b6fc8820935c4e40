"""Reviews that come in, without a thread."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core import resources
from claimdesk.exchange import formats
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import articles
from claimdesk.ui.commands.transfer import read_review


def unwatched(_done: int, _total: int) -> None:
    """Let the work go on."""


def test_a_review_is_loaded_into_a_project_that_shows_an_article_already(
    sample: Program,
) -> None:
    here = sample.desk.selection.now.article_id
    review = read_review(resources.path("samples", "sample.review.json"), unwatched)
    sample.transfer._load_review(review)
    assert sample.desk.selection.now.article_id == here
    assert sample.desk.notifier.history[-1].startswith("Review loaded")


def test_web_annotations_that_are_dropped_are_loaded_as_a_review_is(
    sample: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "out.jsonld"
    sample.desk.project.read(
        lambda session: formats.export(session, "web-annotation", target, Choice(reviewed=False))
    )
    sample.open_files([target])
    qtbot.waitUntil(lambda: bool(sample.desk.notifier.history), timeout=20_000)
    told = sample.desk.notifier.history[-1]
    assert told.startswith("Review loaded")
    assert "0 claims" in told


def test_what_moved_and_what_was_not_found_is_counted_before_it_is_listed(
    sample: Program, tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonld"
    sample.desk.project.read(
        lambda session: formats.export(session, "web-annotation", target, Choice(reviewed=False))
    )
    data = json.loads(target.read_bytes())
    parts = [one["target"] for one in data["first"]["items"] if "selector" in one["target"]]
    for part in parts[:3]:
        part["selector"][1]["start"] += 1
    parts[4]["selector"][0]["exact"] = "Nobody ever said that"
    target.write_text(json.dumps(data), encoding="utf-8")
    sample.transfer._load_review(read_review(target, unwatched))
    told = sample.desk.notifier.history[-1]
    assert "Found elsewhere: 3.\nNot found or left out: 1.\n" in told


def test_a_review_that_cannot_be_saved_is_told_as_trouble(sample: Program) -> None:
    review = read_review(resources.path("samples", "sample.review.json"), unwatched)
    sample.desk.project.do("Remove", lambda s: articles.remove(s, articles.rows(s)[0].id))
    sample.transfer._load_review(review)
    assert sample.desk.notifier.history
