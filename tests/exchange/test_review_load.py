from collections.abc import Callable
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text, new_id
from claimdesk.core.model import Because, ReadArticle, ReviewerRow, Verdict
from claimdesk.exchange import review_json
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.review_save import document
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    checklist,
    claims,
    coverage,
    dismissals,
    evidence,
    notes,
    passages,
    reviewers,
)
from claimdesk.store.store import Store

Load = Callable[[Store, dict[str, Any]], LoadReport]

COUNTS = {
    "articles": 2,
    "claims": 4,
    "passages": 7,
    "links": 7,
    "assessments": 4,
    "adjudications": 2,
    "evidence": 2,
    "claim_evidence": 3,
    "relations": 2,
    "coverage": 1,
    "notes": 5,
    "checklist": 2,
    "checks": 2,
    "assignments": 2,
    "dismissals": 1,
}
NOTHING = dict.fromkeys(COUNTS, 0)


def test_everything_of_a_review_comes_into_an_empty_project(
    store: Store, whole: dict[str, Any], load: Load, me: ReviewerRow
) -> None:
    report = load(store, whole)

    assert report.added == COUNTS
    assert report.there == NOTHING
    assert report.kept == ()
    assert {row.name for row in store.read(reviewers.rows)} == {me.name, "Ana Anić", "Bo", "Editor"}


def test_every_field_arrives(store: Store, whole: dict[str, Any], load: Load) -> None:
    ids = load(store, whole).ids

    article = store.read(articles.row, ids["articles"]["A"])
    assert article is not None
    said = whole["articles"][0]
    assert (article.title, article.source_url, article.archived_url) == (
        *(said["title"], said["url"], said["archived_url"]),
    )
    assert (article.captured, article.publisher, article.author) == (
        *(said["captured"], said["publisher"], said["author"]),
    )
    assert (article.published, article.language) == (said["published"], said["language"])
    assert store.read(articles.text, article.version_id) == said["text"]
    listed = store.read(claims.rows)
    assert [row.text for row in listed] == [claim["text"] for claim in whole["claims"]]
    detail = store.read(claims.detail, ids["claims"]["C1"])
    assert detail is not None
    assert detail.article_id == ids["articles"]["A"]
    assert (detail.context, detail.said_on, detail.said_where, detail.priority) == (
        *("On the day of the post.", "2025-03-03", "press release", 2),
    )
    assert {row.name for row in store.read(claims.tags, detail.id)} == {"bridge", "Не тег"}
    second = store.read(assessments.rows, ids["claims"]["C2"])[0]
    assert (second.reviewer, second.verdict, second.because, second.reason) == (
        *("Bo", Verdict.UNVERIFIED, Because.CONFLICTING_EVIDENCE, "“Quoted”, and more"),
    )
    letter = next(row for row in store.read(evidence.rows) if row.title == "Letter")
    assert letter.passage_id == ids["passages"]["P1"]
    assert letter.attachment_sha256 is not None
    assert store.read(evidence.attachment, letter.attachment_sha256).startswith(b"Dear editor")
    assert [row.body for row in store.read(notes.rows)] == [note["body"] for note in whole["notes"]]


def test_loading_the_same_file_twice_adds_nothing(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    first = load(store, whole)
    before = store.read(document)

    second = load(store, whole)

    assert second.added == NOTHING
    assert second.there == COUNTS
    assert second.kept == ()
    assert second.ids == first.ids
    assert store.read(document) == before


def test_loading_twice_is_not_even_a_step_of_history(
    store: Store, whole: dict[str, Any], load: Load, whole_path: Any
) -> None:
    load(store, whole)
    review = review_json.read_review(whole_path)

    _, change = store.run("Load review", lambda session: review_json.load(session, review))

    assert not change


def test_loading_is_one_action_that_can_be_undone_and_done_again(
    store: Store, whole_path: Any
) -> None:
    empty = store.read(document)
    review = review_json.read_review(whole_path)
    _, change = store.run("Load review", lambda session: review_json.load(session, review))
    full = store.read(document)

    undone = store.revert(change)
    assert store.read(document) == empty

    store.revert(undone)
    assert store.read(document) == full


def test_a_stopped_loading_leaves_nothing(store: Store, whole_path: Any) -> None:
    review = review_json.read_review(whole_path)
    before = store.read(document)

    def stop_in_the_middle(done: int, total: int) -> None:
        if done > total // 2:
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError) as caught:
        store.run("Load", lambda session: review_json.load(session, review, stop_in_the_middle))

    assert caught.value.code is Code.CANCELLED
    assert store.read(document) == before


def test_progress_goes_from_nothing_to_all(store: Store, whole_path: Any) -> None:
    review = review_json.read_review(whole_path)
    seen: list[tuple[int, int]] = []

    store.run(
        "Load", lambda session: review_json.load(session, review, lambda *now: seen.append(now))
    )

    total = sum(COUNTS.values())
    assert seen == [(done, total) for done in range(total + 1)]


def test_a_review_of_an_article_that_is_there_attaches_to_it(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    text = whole["articles"][0]["text"].replace("\n", "\r\n")
    there, _ = store.run("Import", lambda s: articles.add(s, ReadArticle(text, title="Ours")))

    report = load(store, whole)

    assert report.ids["articles"]["A"] == there
    assert report.there["articles"] == 1
    assert report.kept == ("articles[0]: the project has another title and keeps it.",)
    assert [row.title for row in store.read(articles.rows)] == ["Ours", "Spring"]


def test_a_passage_that_stands_in_the_project_is_used_again(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    whole_a = whole["articles"][0]["text"]
    said = whole["passages"][0]

    def prepare(session: Any) -> Any:
        article = articles.row(session, articles.add(session, ReadArticle(whole_a)))
        assert article is not None
        return passages.mark(session, article.version_id, said["start"], said["end"])

    mine, _ = store.run("Mark", prepare)

    report = load(store, whole)

    assert report.ids["passages"]["P1"] == mine
    assert report.there["passages"] == 1


def test_two_passages_of_the_file_on_one_stretch_become_one(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    whole["passages"].append({**whole["passages"][0], "id": "P8"})
    whole["links"].append({"claim": "C4", "passage": "P8"})
    whole["links"].append({"claim": "C1", "passage": "P8", "stance": "asserts"})

    report = load(store, whole)

    assert report.ids["passages"]["P8"] == report.ids["passages"]["P1"]
    assert report.added["passages"] == 7
    assert report.added["links"] == 8


def test_an_id_that_is_a_uuid_is_kept(store: Store, whole: dict[str, Any], load: Load) -> None:
    own = {name: new_id() for name in ("article", "claim", "passage", "evidence")}
    whole = {
        "format": "claimdesk-review",
        "version": 1,
        "articles": [{"id": as_text(own["article"]), "title": "T", "text": "One two."}],
        "claims": [{"id": as_text(own["claim"]).upper(), "text": "Two."}],
        "passages": [
            {
                "id": as_text(own["passage"]),
                "article": as_text(own["article"]),
                "start": 0,
                "end": 3,
                "quote": "One",
            }
        ],
        "evidence": [{"id": as_text(own["evidence"]), "title": "E"}],
    }

    load(store, whole)

    assert [row.id for row in store.read(articles.rows)] == [own["article"]]
    assert [row.id for row in store.read(claims.rows)] == [own["claim"]]
    assert [row.id for row in store.read(passages.rows)] == [own["passage"]]
    assert [row.id for row in store.read(evidence.rows)] == [own["evidence"]]


def test_the_same_article_id_with_another_text_is_another_article(store: Store, load: Load) -> None:
    article = {"id": as_text(new_id()), "title": "T", "text": "First."}
    review = {"format": "claimdesk-review", "version": 1, "articles": [article]}
    load(store, review)

    load(store, {**review, "articles": [{**article, "text": "Second."}]})

    assert len(store.read(articles.rows)) == 2


def test_a_removed_article_comes_back_with_its_text(store: Store, load: Load) -> None:
    article = {"id": as_text(new_id()), "title": "T", "text": "First."}
    review = {"format": "claimdesk-review", "version": 1, "articles": [article]}
    own = load(store, review).ids["articles"][article["id"]]
    store.run("Remove", lambda session: articles.remove(session, own))

    load(store, review)
    assert [row.id for row in store.read(articles.rows)] == [own]

    store.run("Remove", lambda session: articles.remove(session, own))
    load(store, {**review, "articles": [{**article, "text": "Second."}]})
    (back,) = store.read(articles.rows)
    assert (back.id, store.read(articles.text, back.version_id)) == (own, "Second.")


def test_what_the_project_says_otherwise_stays_and_is_reported(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    load(store, whole)
    whole["claims"][0]["stage"] = "in_progress"
    whole["assessments"][0] |= {"verdict": "denied"}
    whole["links"][0]["speaker"] = "Nobody"

    report = load(store, whole)

    assert report.added == NOTHING
    assert report.kept == (
        "claims[0]: the project has another stage and keeps it.",
        "links[0]: the project has another speaker and keeps it.",
        "assessments[0]: the project has another verdict and keeps it.",
    )


def test_what_the_file_leaves_open_is_no_difference(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    load(store, whole)
    for key in ("context", "claimant", "stage", "tags", "priority"):
        del whole["claims"][0][key]

    assert load(store, whole).kept == ()


def test_coverage_is_the_loading_reviewers(
    store: Store, whole: dict[str, Any], load: Load, me: ReviewerRow
) -> None:
    load(store, whole)

    assert [row.reviewer for row in store.read(coverage.rows)] == [me.name]


def test_moved_and_missing_passages_are_in_the_report(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    whole["passages"][1]["start"] -= 1
    whole["passages"][6]["quote"] = "🇫🇷"

    report = load(store, whole)

    assert len(report.moved) == len(report.missing) == 1
    assert report.added["passages"] == 6


def test_what_stands_around_the_claims_arrives(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    ids = load(store, whole).ids
    version_id = store.read(articles.rows)[0].version_id
    assert store.read(articles.remarks, version_id) == {
        version_id: tuple(whole["articles"][0]["remarks"])
    }
    first = ids["claims"]["C1"]
    detail = store.read(claims.detail, first)
    assert detail is not None
    assert detail.recheck_on == "2025-09"
    soldier = store.read(evidence.row, ids["evidence"]["E2"])
    assert soldier is not None
    assert (soldier.author, soldier.asked_on, soldier.asked_how, soldier.answered_on) == (
        *("A soldier", "2025-03-04", "by telephone", "2025-03-06"),
    )
    assert [
        (row.item, row.done, row.remark, row.reviewer)
        for row in store.read(checklist.checks, first)
    ] == [
        ("Was the claimant asked?", True, "By mail.", "Bo"),
        ("Is every date a date?", False, "", ""),
    ]
    assert [row.reviewer for row in store.read(assignments.rows)] == ["Bo", "Ana Anić"]
    assert [row.start for row in store.read(dismissals.rows)] == [174]
    finals = store.read(adjudications.rows)
    assert [(row.because, row.stale) for row in finals] == [
        *((Because.NOT_SAID, False), (Because.NOT_CHECKABLE, False)),
    ]
    *_, answer = store.read(notes.rows)
    assert (answer.body, answer.reply_to_id) == ("Seen.", ids["notes"]["N1"])


def test_an_item_of_the_checklist_in_the_same_words_is_the_same(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    own = store.run("Add", lambda s: checklist.add(s, "Was the claimant asked?"))[0]
    report = load(store, whole)
    assert report.ids["checklist"]["K1"] == own
    assert len(store.read(checklist.items)) == 2
    whole["checklist"][1] = {"id": as_text(new_id()), "text": "A third one?"}
    whole["checks"][1]["item"] = whole["checklist"][1]["id"]
    load(store, whole)
    assert len(store.read(checklist.items)) == 3


def test_a_note_whose_id_stands_for_another_is_added_beside_it(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    own = new_id()
    whole["notes"][1]["id"] = whole["notes"][4]["reply_to"] = as_text(own)
    assert load(store, whole).ids["notes"][as_text(own)] == own
    whole["notes"][1]["body"] = "Said otherwise."
    assert load(store, whole).added["notes"] == 2
    assert len(store.read(notes.rows)) == 7
