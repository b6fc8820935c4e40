"""Words of a project on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.model import ReadArticle, ReviewerRow, Subject
from claimdesk.store import articles, claims, evidence, notes
from claimdesk.store.store import Session, Store

Run = Callable[..., Any]
TEXT = "Бої за Покровськ.\nIn Покровську nobody said “We are ready”."


@pytest.fixture
def path(tmp_path: Path, me: ReviewerRow) -> Path:
    path = tmp_path / "a.claimdesk"

    def fill(session: Session) -> None:
        articles.add(session, ReadArticle(TEXT, "City"))
        claim_id = claims.add(session, "Покровська мерія мовчить.")
        notes.add(session, Subject.CLAIM, claim_id, session.reviewer_id, "See\nПокровськ")
        evidence.add(session, title="Покровськ, secretly", confidential=True)
        evidence.add(session, title="Map of Покровськ")

    with Store.create(path, "River", me, durable=False) as store:
        store.run("Fill", fill)
    return path


def test_hits_are_listed_by_article_and_kind(path: Path, run: Run) -> None:
    said = run("search", path, "покровську")
    assert said.status == 0
    assert said.out.splitlines() == [
        "City: 2 hits",
        "       7  Бої за [Покровськ]. In Покровську nobody said “We are ready…",
        "      21  Бої за Покровськ. In [Покровську] nobody said “We are ready…",
        "1 hit in claims:",
        "       1  [Покровська] мерія мовчить.",
        "1 hit in notes:",
        "Покровська мерія мовчить.  See [Покровськ]",
        "1 hit in evidence:",
        "Map of Покровськ  Map of [Покровськ]",
    ]


def test_programs_get_positions(path: Path, run: Run) -> None:
    data = run("search", path, "we are", "ready", "--phrase", "--json").data
    assert data["total"] == 1
    (hit,) = data["hits"]
    assert (hit["kind"], hit["name"], hit["field"]) == ("article", "City", "text")
    assert TEXT[hit["start"] : hit["end"]] == hit["words"] == "We are ready"
    claim, note = run("search", path, "^Покр", "--expression", "--json").data["hits"]
    assert claim["number"] == 1
    assert "number" not in note


def test_nothing_found_is_said(path: Path, run: Run) -> None:
    assert run("search", path, "zebra").out == "Nothing found.\n"


def test_what_cannot_be_looked_for_is_said(path: Path, run: Run) -> None:
    assert run("search", path, " ").status == 2
    refused = run("search", path, "(", "--expression")
    assert refused.status == 1
    assert "claimdesk-cli: refused: This is not a valid expression" in refused.err
