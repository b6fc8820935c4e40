"""Who says what as CSV: a row a claim, a column a speaker, nothing a spreadsheet would run."""

import csv
from pathlib import Path

from claimdesk.core.model import ReadArticle, Stance
from claimdesk.exchange.parties_csv import write_parties
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Session, Store


def test_the_table_has_stances_silence_and_no_formula(store: Store, tmp_path: Path) -> None:
    def fill(session: Session) -> None:
        article = articles.row(session, articles.add(session, ReadArticle("One two three", "T")))
        assert article is not None
        one, two = claims.add(session, "One."), claims.add(session, "Two.", claimant="X")
        claims.add(session, "Nobody says this.")
        first = passages.mark(session, article.version_id, 0, 3)
        second = passages.mark(session, article.version_id, 4, 7)
        passages.link(session, one, first, Stance.ASSERTS, speaker="=Kim")
        passages.link(session, one, second, Stance.DISPUTES, speaker="=Kim")
        passages.link(session, two, second, Stance.MENTIONS, speaker="Lee")

    store.run("Fill", fill)
    place = tmp_path / "who.csv"
    assert store.read(write_parties, place) == 2
    header, first, second = csv.reader(place.read_text("utf-8-sig").splitlines())
    assert header == ["claim_id", "number", "claim", "claimant", "verdict", "'=Kim", "Lee"]
    assert first[1:] == ["1", "One.", "", "", "asserts; disputes", "silent"]
    assert second[1:] == ["2", "Two.", "X", "", "silent", "mentions"]
