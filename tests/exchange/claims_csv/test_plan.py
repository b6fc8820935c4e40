"""Claims of a table come in as one edit: placed where their quotes stand, once, nothing lost."""

import pytest

from claimdesk.core.anchors import Quote
from claimdesk.core.ids import as_text
from claimdesk.core.model import EvidenceKind, Id, ReadArticle, Stance, Verdict
from claimdesk.core.quoting import QuoteFinder, Sought, Standing
from claimdesk.exchange.claims_csv import places
from claimdesk.exchange.claims_csv.drafts import Quoted, drafts
from claimdesk.exchange.claims_csv.fields import guess
from claimdesk.exchange.claims_csv.places import Outcome, Placed, place_all
from claimdesk.exchange.claims_csv.plan import AS_PLANNED, Plan, Wish, plan, take_in
from claimdesk.exchange.claims_csv.sheet import sheet_in
from claimdesk.exchange.claims_csv.telling import told
from claimdesk.exchange.review_load import LoadReport
from claimdesk.store import articles, assessments, claims, evidence, notes, passages
from claimdesk.store.store import Store

FIRST = (
    "Officials said the bridge will not be closed before spring. Police declined to comment.\n"
    "The mayor said that 14.5 tonnes was the limit. Police declined to comment."
)
OTHER_WORDS = "“The major said that 14.5 tonnes” stands in other words in “The bridge”"
SECOND = "A second paper wrote that the bridge will not be closed before spring, citing police."


@pytest.fixture
def papers(store: Store) -> tuple[Id, Id]:
    """Import two articles."""
    read = [
        ReadArticle(FIRST, title="The bridge", url="https://example.org/one/"),
        ReadArticle(SECOND, title="The Second Paper"),
    ]
    first, second = store.run(
        "Import", lambda session: [articles.add(session, one, None) for one in read]
    )[0]
    return first, second


def planned(store: Store, *lines: str) -> Plan:
    sheet = sheet_in("\n".join(lines).encode(), "claims.csv")
    return store.read(plan, drafts(sheet, guess(sheet.header)))


def brought(store: Store, *lines: str, wish: Wish = AS_PLANNED) -> LoadReport:
    found = planned(store, *lines)
    report, _ = store.run("Import claims", lambda session: take_in(session, found, wish))
    return report


def placed(store: Store, quote: str, *names: str, start: int = -1) -> Placed:
    end = start + len(quote) if start >= 0 else -1
    quoted = Quoted(2, Quote(quote), start, end, names)
    return store.read(place_all, [quoted])[quoted]


def where(found: Placed) -> list[tuple[str, int, str]]:
    return [(one.article.title, one.start, one.words) for one in found.places]


def test_quotes_are_found_in_the_one_article_that_has_them(
    store: Store, papers: tuple[Id, Id]
) -> None:
    found = placed(store, "the mayor said")
    assert (found.outcome, found.is_sure) == (Outcome.FOUND, True)
    assert where(found) == [("The bridge", 88, "The mayor said")]
    assert placed(store, "The major said that 14.5 tonnes").outcome is Outcome.ALIKE
    assert placed(store, "No word of this stands anywhere").outcome is Outcome.NOT_FOUND


def test_quotes_of_several_places_are_never_guessed(store: Store, papers: tuple[Id, Id]) -> None:
    found = placed(store, "the bridge will not be closed")
    assert (found.outcome, found.is_sure) == (Outcome.AMBIGUOUS, False)
    assert [title for title, _, _ in where(found)] == ["The bridge", "The Second Paper"]
    twice = placed(store, "Police declined to comment.", "The bridge")
    assert (twice.outcome, len(twice.places)) == (Outcome.AMBIGUOUS, 2)


@pytest.mark.parametrize(
    "name", ["the second  paper", "ID", "SHA", "THE SECOND PAPER", "Bridges|The second paper"]
)
def test_an_article_is_known_by_what_rows_call_it(
    store: Store, papers: tuple[Id, Id], name: str
) -> None:
    row = store.read(articles.row, papers[1])
    assert row is not None
    known = {"ID": as_text(row.id), "SHA": row.text_sha256.hex()}
    names = known.get(name, name).split("|")
    found = placed(store, "the bridge will not be closed", *names)
    assert [one.article.id for one in found.places] == [papers[1]]


def test_names_that_contradict_leave_those_the_first_names(
    store: Store, papers: tuple[Id, Id]
) -> None:
    by_both = placed(store, "will not be closed", "https://example.org/one", "The Second Paper")
    assert [one.article.id for one in by_both.places] == [papers[0]]
    by_none = placed(store, "will not be closed", "Another paper")
    assert by_none.outcome is Outcome.NO_ARTICLE


def test_the_place_a_row_gives_counts_where_the_words_stand_there(
    store: Store, papers: tuple[Id, Id]
) -> None:
    quote = "Police declined to comment."
    last = FIRST.rindex(quote)
    there = placed(store, quote, "The bridge", start=last)
    assert (there.outcome, where(there)[0][1]) == (Outcome.FOUND, last)
    beside = placed(store, "The mayor said", "The bridge", start=3)
    assert (beside.outcome, where(beside)[0][1]) == (Outcome.MOVED, 88)


@pytest.mark.parametrize(
    ("quote", "names", "start", "sentence"),
    [
        ("the mayor said", [], -1, "“the mayor said” stands in “The bridge”."),
        (
            *("The mayor said", ["The bridge"], 3),
            "“The mayor said” stands at 88 in “The bridge”, not at 3.",
        ),
        (
            *("The major said that 14.5 tonnes", [], -1),
            f"{OTHER_WORDS}: “The mayor said that 14.5 tonnes”.",
        ),
        (
            *("Police declined", [], -1),
            "“Police declined” can be meant in 2 places, the first in “The bridge”; choose one.",
        ),
        ("No word of this", [], -1, "“No word of this” was not found."),
        ("x", ["Elsewhere"], -1, "“x” is from “Elsewhere”, which is not in this project."),
    ],
)
def test_what_came_of_a_quote_is_told_in_a_sentence(
    store: Store, papers: tuple[Id, Id], quote: str, names: list[str], start: int, sentence: str
) -> None:
    assert told(placed(store, quote, *names, start=start)) == sentence


def test_a_table_comes_in_with_all_it_says(store: Store, papers: tuple[Id, Id]) -> None:
    report = brought(
        store,
        "claim;claimant;quote;stance;verdict;reason;source;note;tags",
        "The limit is 14.5 tonnes;Mayor;the mayor said that 14.5 tonnes;supports;true;Seen.;"
        "https://example.org/source.pdf;ask;bridge",
        "The bridge stays open;;will not be closed before spring;;;;;;",
    )
    assert (report.added["claims"], report.added["links"]) == (2, 1)
    first, second = store.read(claims.rows)
    assert (first.text, first.claimant, first.verdict) == (
        *("The limit is 14.5 tonnes", "Mayor", Verdict.CONFIRMED),
    )
    (link,) = store.read(passages.links)
    assert (link.claim_id, link.stance, link.quote) == (
        *(first.id, Stance.SUPPORTS, "The mayor said that 14.5 tonnes"),
    )
    (source,) = store.read(evidence.rows)
    assert (source.kind, source.url) == (EvidenceKind.DOCUMENT, "https://example.org/source.pdf")
    assert [one.body for one in store.read(notes.rows)] == ["ask"]
    (assessment,) = store.read(assessments.rows)
    assert (assessment.reviewer, assessment.reason) == ("Nina Marsh", "Seen.")
    assert second.verdict is None


def test_taking_a_table_in_twice_adds_nothing(store: Store, papers: tuple[Id, Id]) -> None:
    table = (
        "claim;quote;verdict;source;note",
        "The limit is 14.5 tonnes;14.5 tonnes was the limit;true;A book;a note",
    )
    brought(store, *table)
    again = brought(store, *table)
    assert not any(again.added.values())
    assert again.kept == ()


def test_undoing_takes_the_whole_table_back(store: Store, papers: tuple[Id, Id]) -> None:
    found = planned(store, "claim;quote", "a;the mayor said", "b;14.5 tonnes was")
    _, change = store.run("Import claims", lambda session: take_in(session, found))
    store.revert(change)
    assert store.read(claims.rows) == []
    assert store.read(passages.rows) == []


def test_a_claim_that_says_the_same_is_the_same_claim(store: Store, papers: tuple[Id, Id]) -> None:
    own, _ = store.run(
        "New", lambda session: claims.add(session, "The limit is 14.5 tonnes", claimant="Mayor")
    )
    store.run("New", lambda session: claims.add(session, "Another", claimant="Mayor"))
    found = planned(
        store,
        *("claim;claimant;quote", "the LIMIT is 14.5 tonnes;;the mayor said", "Another;Police;"),
        "Not that text;;",
    )
    assert [one.there and one.there.id for one in found.claims] == [own, None, None]
    store.run("Import", lambda session: take_in(session, found))
    (link,) = store.read(passages.links)
    assert link.claim_id == own
    row = store.read(claims.row, own)
    assert row is not None
    assert (row.text, row.claimant) == ("The limit is 14.5 tonnes", "Mayor")


def test_a_claim_is_known_by_its_id_and_keeps_what_it_says(store: Store) -> None:
    own, _ = store.run("New", lambda session: claims.add(session, "Old words", claimant="Mayor"))
    report = brought(store, "claim_id;claim;claimant", f"{as_text(own)};New words;Police")
    assert report.kept == ("Line 2: the project has another claimant and keeps it.",)
    (row,) = store.read(claims.rows)
    assert (row.text, row.claimant) == ("Old words", "Mayor")


def test_a_verdict_of_mine_stays(store: Store) -> None:
    brought(store, "claim;verdict", "a;true")
    report = brought(store, "claim;verdict", "x;true", "a;false")
    assert report.kept == ("Line 3: the project has another verdict and keeps it.",)


def test_verdicts_of_others_come_in_as_theirs(store: Store) -> None:
    brought(store, "claim;verdict;checked by", "a;true;Olena", "b;false;Nina Marsh")
    found = {row.reviewer: row.verdict for row in store.read(assessments.rows)}
    assert found == {"Olena": Verdict.CONFIRMED, "Nina Marsh": Verdict.DENIED}


def test_what_is_wished_is_done(store: Store, papers: tuple[Id, Id]) -> None:
    table = ("claim;quote", "a;will not be closed", "b;the mayor said", "c;Police declined")
    found = planned(store, *table)
    ambiguous, sure, other = (one.quotes[0] for one in found.claims)
    wish = Wish(
        frozenset({found.claims[2].draft.line}),
        {ambiguous.quoted: ambiguous.places[1], sure.quoted: None},
    )
    assert [wish.place_of(one) for one in (ambiguous, sure, other)] == [
        *(ambiguous.places[1], None, None),
    ]
    store.run("Import", lambda session: take_in(session, found, wish))
    assert [row.text for row in store.read(claims.rows)] == ["a", "b"]
    (link,) = store.read(passages.links)
    assert link.article_id == papers[1]


def test_two_quotes_of_one_place_are_one_passage(store: Store, papers: tuple[Id, Id]) -> None:
    report = brought(
        store, "claim;quote", "a;the mayor said", "b;The Mayor said", "a;THE MAYOR SAID"
    )
    assert (report.added["passages"], report.added["links"]) == (1, 2)


def test_looking_for_quotes_can_be_watched_and_stopped(store: Store, papers: tuple[Id, Id]) -> None:
    steps: list[tuple[int, int]] = []
    quoted = Quoted(2, Quote("no such words in any of them"))
    store.read(place_all, [quoted], lambda *step: steps.append(step))
    assert list(dict.fromkeys(steps)) == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_only_what_was_found_nowhere_is_looked_for_in_nearly_its_words(
    store: Store, papers: tuple[Id, Id], monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []

    class Counting(QuoteFinder):
        def find_alike(self, sought_now: Sought) -> Standing:
            sought.append(sought_now.exact)
            return super().find_alike(sought_now)

    monkeypatch.setattr(places, "QuoteFinder", Counting)
    placed(store, "14.5 tonnes was the limit")
    assert sought == []
    placed(store, "14.5 tonnes were the limit", "The bridge")
    assert sought == ["14.5 tonnes were the limit"]
