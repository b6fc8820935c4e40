"""The overview as CSV: a row a bar, nothing a spreadsheet would run."""

import csv
from pathlib import Path

from claimdesk.core.model import ReadArticle, Verdict
from claimdesk.exchange.overview_csv import write_overview
from claimdesk.store import articles, assessments, claims, passages
from claimdesk.store.overview import Grouping
from claimdesk.store.store import Session, Store


def test_each_bar_is_a_row_with_its_numbers(store: Store, tmp_path: Path) -> None:
    def fill(session: Session) -> None:
        article = articles.row(session, articles.add(session, ReadArticle("One two three", "T")))
        assert article is not None
        one, two = claims.add(session, "One."), claims.add(session, "Two.")
        passage = passages.mark(session, article.version_id, 0, 3)
        passages.link(session, one, passage, speaker="=Kim()")
        passages.link(session, two, passage, speaker="=Kim()")
        assessments.decide(session, [one], Verdict.DENIED)

    store.run("Fill", fill)
    place = tmp_path / "chart.csv"
    assert store.read(write_overview, place, Grouping.SPEAKER) == 1
    header, row = csv.reader(place.read_text("utf-8-sig").splitlines())
    assert header == [
        *("chart", "name", "confirmed", "denied", "unverified", "not_reviewed", "claims"),
    ]
    assert row == ["speaker", "'=Kim()", "0", "1", "0", "1", "2"]
    assert store.read(write_overview, place, Grouping.STAGE) == 4
