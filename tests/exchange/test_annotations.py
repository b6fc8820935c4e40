"""Web Annotations from elsewhere: what is found, what is moved, what is told, what is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle, ReviewerRow, Stance, Verdict
from claimdesk.exchange import review_files
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.writers.web_annotation import fingerprint
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    claims,
    evidence,
    notes,
    passages,
)
from claimdesk.store.store import Store

from .annotated import CLAIM, SUNK, TEXT, URL, annotation, body, page, part

Take = Callable[..., LoadReport]


@pytest.fixture
def harbour(store: Store) -> Store:
    """Return a project with one article."""
    read = ReadArticle(TEXT, title="The ferry", url=URL)
    store.run("Import", lambda session: articles.add(session, read))
    return store


@pytest.fixture
def take(harbour: Store, tmp_path: Path) -> Take:
    """Load a document of annotations into the project."""

    def loaded(data: object) -> LoadReport:
        path = tmp_path / "in.jsonld"
        path.write_text(json.dumps(data), encoding="utf-8")
        review = review_files.read(path)
        return harbour.run("Load", lambda session: review_files.load_into(session, review))[0]

    return loaded


# where annotations stand


def test_words_are_found_where_they_are_said_to_stand(harbour: Store, take: Take) -> None:
    report = take(page(annotation(SUNK, CLAIM)))

    link = harbour.read(passages.links)[0]
    assert (link.start, link.end, link.quote) == (2, 16, "The ferry sank")
    assert (report.moved, report.missing) == ((), ())


def test_words_that_stand_elsewhere_are_moved_and_told(harbour: Store, take: Take) -> None:
    # As programs say that count in UTF-16: one too far behind an emoji.
    report = take(page(annotation(part("Nobody was hurt", 64), CLAIM)))

    start = TEXT.index("Nobody")
    assert harbour.read(passages.links)[0].start == start
    assert report.moved == (
        f"items[0].target “Nobody was hurt” stands at {start} to {start + 15}, not at 64 to 79.",
    )


def test_words_without_a_position_are_found_and_not_called_moved(
    harbour: Store, take: Take
) -> None:
    report = take(page(annotation(part("on Monday"), CLAIM)))

    assert harbour.read(passages.links)[0].quote == "on Monday"
    assert report.moved == ()


def test_nearly_the_same_words_are_taken_and_told(harbour: Store, take: Take) -> None:
    report = take(page(annotation(part("The fery sank last Monday"), CLAIM)))

    link = harbour.read(passages.links)[0]
    assert link.quote == TEXT[link.start : link.end] == "The ferry sank on Monday"
    (told,) = report.moved
    assert told == (
        f"items[0].target “The fery sank last Monday” stands at {link.start} to {link.end} in "
        "nearly these words: “The ferry sank on Monday”."
    )
    assert report.missing == ()


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (part("The ferry rose", 2), "“The ferry rose” was not found in “The ferry”"),
        (part("sank"), "“sank” could be meant at 2 places in “The ferry”, at 12, 48"),
        (
            {"source": URL, "selector": {"type": "TextPositionSelector", "start": 2, "end": 16}},
            "has a position without the words that stand there",
        ),
        (
            {"source": URL, "selector": {"type": "XPathSelector", "value": "/p"}},
            "names its place in a way that is not read here",
        ),
        (
            {"source": URL, "selector": {"type": "TextQuoteSelector", "exact": "on Monday"}
             | {"refinedBy": {"type": "TextPositionSelector", "start": 0, "end": 2}}},
            "names its place in a way that is not read here",
        ),
        (part("   "), "names its place in a way that is not read here"),
    ],
)  # fmt: skip
def test_what_cannot_be_found_is_told_and_never_guessed(
    harbour: Store, take: Take, target: object, told: str
) -> None:
    report = take(page(annotation(target, CLAIM, body("commenting", "Look"))))

    assert harbour.read(passages.rows) == []
    assert [row.text for row in harbour.read(claims.rows)] == ["The ferry sank."]
    assert len(report.missing) == 1
    assert told in report.missing[0]


def test_passages_in_unknown_articles_are_counted_by_article(harbour: Store, take: Take) -> None:
    other = {**part("x"), "source": {"id": "https://example.org/other", "dcterms:title": "Other"}}
    report = take(page(annotation(other, CLAIM), annotation(other, CLAIM), annotation(SUNK, CLAIM)))

    assert harbour.read(passages.links)[0].quote == "The ferry sank"
    assert report.missing == ("“Other” is not in this project; passages left out with it: 2.",)


def test_annotations_on_nothing_that_is_here_are_refused(harbour: Store, take: Take) -> None:
    other = {**part("x"), "source": "https://example.org/other"}
    with pytest.raises(ReviewError) as caught:
        take(page(annotation(other, CLAIM)))

    assert caught.value.code is Code.MISSING
    assert caught.value.sentence == (
        "These annotations are on “https://example.org/other”; import that article first."
    )
    assert harbour.read(claims.rows) == []


def test_context_tells_words_apart_that_stand_twice(harbour: Store, take: Take) -> None:
    take(page(annotation(part("sank", prefix="said: “It ", suffix=" twice"), CLAIM)))

    assert harbour.read(passages.links)[0].start == TEXT.index("sank twice")


def test_a_position_alone_counts_where_the_text_is_proved_the_same(
    harbour: Store, take: Take
) -> None:
    source = {"id": "urn:x:text", "dcterms:identifier": fingerprint(articles.fingerprint(TEXT))}
    position = {"type": "TextPositionSelector", "start": 2, "end": 16}

    take(page(annotation({"source": source, "selector": position}, CLAIM)))

    assert harbour.read(passages.links)[0].quote == "The ferry sank"


def test_articles_of_the_same_address_are_told_apart_by_the_words(
    harbour: Store, take: Take
) -> None:
    second = ReadArticle("Another day. The ferry sank on Monday.", title="Again", url=URL)
    harbour.run("Import", lambda session: articles.add(session, second))

    report = take(
        page(
            annotation(part("Nobody was hurt"), CLAIM),
            annotation(part("The ferry sank on Monday."), CLAIM),
        )
    )

    assert [row.quote for row in harbour.read(passages.links)] == ["Nobody was hurt"]
    assert report.missing == (
        "items[1].target “The ferry sank on Monday.” stands in several articles of this address.",
    )


# what annotations say


def test_an_annotation_of_another_program_is_a_passage_with_a_note(
    harbour: Store, take: Take, me: ReviewerRow
) -> None:
    report = take([annotation(SUNK, body("tagging", "ship"), bodyValue="Really?")])

    passage = harbour.read(passages.rows)[0]
    note = harbour.read(notes.rows)[0]
    assert (note.subject_id, note.body, note.reviewer) == (passage.id, "Really?", me.name)
    assert report.missing == ("Left out, as it has no place here: tagging.",)


def test_a_comment_on_a_whole_article_is_a_note_on_it(harbour: Store, take: Take) -> None:
    take(annotation(URL, {"type": "TextualBody", "value": "Old"}, creator={"nickname": "bo"}))

    note = harbour.read(notes.rows)[0]
    assert (note.about, note.body, note.reviewer) == ("The ferry", "Old", "bo")


def test_a_description_without_a_label_is_a_claim_and_its_own_verdict_counts(
    harbour: Store, take: Take
) -> None:
    bodies = body("describing", "It sank."), body("assessing", "denied", "verdict")
    take(page(annotation(SUNK, *bodies, creator=["https://example.org/bo"])))

    row = harbour.read(claims.rows)[0]
    assert (row.text, row.verdict) == ("It sank.", Verdict.DENIED)
    assert row.reviewer == "https://example.org/bo"


def test_a_comment_on_a_claim_is_a_note_on_it(harbour: Store, take: Take) -> None:
    take(page(annotation(URL, CLAIM, body("commenting", "Ask the port"))))
    take(page(annotation(URL, CLAIM), annotation("urn:x:sank", body("commenting", "Done"))))

    assert {(row.about, row.body) for row in harbour.read(notes.rows)} == {
        ("The ferry sank.", "Ask the port"),
        ("The ferry sank.", "Done"),
    }


def test_verdicts_on_the_claim_count_more_than_one_beside_a_passage(
    harbour: Store, take: Take
) -> None:
    take(
        page(
            annotation(SUNK, CLAIM, body("assessing", "confirmed", "verdict"), creator="Ada"),
            annotation(
                "urn:x:sank",
                body("assessing", "denied", "verdict"),
                body("classifying", "not_checkable", "because"),
                creator={"name": "Bo"},
            ),
            annotation(
                "urn:x:sank",
                body("assessing", "unverified", "verdict"),
                body("classifying", "not_checkable", "because"),
                motivation=["assessing", "moderating"],
                creator={"name": "Cy"},
            ),
        )
    )

    given = harbour.read(assessments.rows)
    assert [(row.reviewer, row.verdict, row.because) for row in given] == [("Bo", "denied", "")]
    final = harbour.read(adjudications.rows)[0]
    assert (final.reviewer, final.because) == ("Cy", "not_checkable")


def test_what_has_no_place_here_is_counted(harbour: Store, take: Take) -> None:
    report = take(
        page(
            annotation(SUNK, CLAIM, body("assessing", "doubts", "stance"), body("replying", "No")),
            annotation(SUNK, body("replying", "Yes")),
            annotation(SUNK, {**CLAIM, "value": "Another ferry sank."}),
            annotation("urn:x:sank", body("assessing", "half true", "verdict"), creator="Bo"),
            annotation("urn:x:sank", body("assessing", "denied", "verdict")),
            annotation("urn:x:sank", body("linking", "nowhere"), body("commenting", " ")),
            annotation("urn:x:sank", {"purpose": "linking", "source": "urn:x:sank"}),
            next="https://example.org/page2",
        )
    )

    assert harbour.read(passages.links)[0].stance is Stance.ASSERTS
    assert report.missing == (
        "items[4] does not say who gave its verdict.",
        "Left out, as it has no place here: assessing “stance”.",
        "Left out, as it has no place here: replying, 2 times.",
        "Left out, as it has no place here: another wording of a claim.",
        "Left out, as it has no place here: the verdict “half true”.",
        "Left out, as it has no place here: a link to nowhere.",
        "Left out, as it has no place here: an empty comment.",
        "Left out, as it has no place here: a relation of another kind.",
        "More annotations are on pages that are not in this file.",
    )


def test_a_source_linked_to_a_claim_is_evidence(harbour: Store, take: Take) -> None:
    source = {
        "purpose": "linking",
        "source": {"id": "https://port.example/log", "dcterms:type": "tape", "creator": "Port"},
    }
    take(page(annotation(SUNK, CLAIM), annotation("urn:x:sank", source)))

    row = harbour.read(evidence.rows)[0]
    assert (row.url, row.kind, row.author, row.claims) == (
        *("https://port.example/log", "web", "Port", 1),
    )


def test_a_claim_that_nothing_words_is_told(harbour: Store, take: Take) -> None:
    blank = body("describing", " ", "claim", id="urn:x:blank")
    report = take(page(annotation(URL, blank), annotation("urn:x:blank", body("commenting", "?"))))

    assert "is a claim that no annotation on an article words" in report.missing[0]


# what is refused


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (page({"type": "Note"}), "items[0] is not an annotation."),
        (page("x"), "items[0] must be an object."),
        (page({"type": "Annotation"}), "items[0] has no target."),
        ({"type": "AnnotationPage"}, "items must be a list of annotations."),
        (
            {"type": "AnnotationCollection", "first": "https://example.org/1"},
            "first must be a page that is in this file; nothing is fetched.",
        ),
        (page(annotation({"type": "List"})), "items[0].target does not say of what it is"),
        (page(annotation(5)), "items[0].target must be an object."),
        (page(annotation(URL, 5)), "items[0].body[0] must be an object."),
        (page(annotation(URL, "bad\ud800")), "items[0].body[0] must be a text"),
        (page(annotation(URL, {"value": ["x"]})), "items[0].body[0].value must be a text"),
        (page(annotation(URL, motivation=[1])), "items[0].motivation[0] must be a text"),
        (page(annotation(URL, creator=[1])), "items[0].creator[0] must be an object."),
        (page(annotation(URL, {"state": 1})), "items[0].body[0].state must be an object."),
        (
            page(annotation({"source": URL, "selector": {"type": "TextPositionSelector"}})),
            "items[0].target.selector.start must be a whole number from 0.",
        ),
        ([annotation(URL), 7], "items[1] must be an object."),
    ],
)
def test_what_does_not_fit_the_model_is_refused_with_its_place(
    harbour: Store, take: Take, data: object, told: str
) -> None:
    with pytest.raises(ReviewError) as caught:
        take(data)

    assert caught.value.code is Code.BAD_REVIEW
    assert told in caught.value.sentence
    assert harbour.read(claims.rows) == []


@pytest.mark.parametrize("data", [[], {}, [7], {"type": 7}, {"type": "Note"}, "Annotation", None])
def test_what_is_no_annotation_at_all_is_no_review(take: Take, data: object) -> None:
    with pytest.raises(ReviewError) as caught:
        take(data)

    assert caught.value.code is Code.NOT_REVIEW


@pytest.mark.parametrize("shape", ["collection with items", "deep"])
def test_collections_may_hold_their_items_at_once_and_depth_is_refused_in_words(
    take: Take, shape: str, tmp_path: Path
) -> None:
    if shape == "deep":
        path = tmp_path / "deep.jsonld"
        path.write_text('{"type":"Annotation","body":' + "[" * 200_000)
        with pytest.raises(ReviewError, match=r"nested too deeply|not JSON"):
            review_files.read(path)
    else:
        report = take({"type": ["AnnotationCollection"], "items": [annotation(SUNK, CLAIM)]})
        assert report.added["links"] == 1


def test_of_many_articles_only_the_words_of_some_are_held(
    harbour: Store, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.exchange.annotation_places._MOST_HELD", 1)
    other = ReadArticle("A bridge fell in the spring of that year.", url="https://a.example/b")
    harbour.run("Import", lambda session: articles.add(session, other))
    nearly = part("The fery sank last Monday")
    bridge = {**part("A bridge felt in the spring"), "source": "https://a.example/b"}
    report = take(page(*(annotation(target, CLAIM) for target in (nearly, bridge, nearly, bridge))))
    assert len(report.moved) == 4
    assert {row.quote for row in harbour.read(passages.links)} == {
        *("The ferry sank on Monday", "A bridge fell in the spring"),
    }
