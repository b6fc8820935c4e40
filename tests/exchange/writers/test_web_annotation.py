"""Web Annotations: what is written is what the model says, and what is read back is the same."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.model import (
    Because,
    ClaimType,
    LinkRow,
    Opinion,
    ReadArticle,
    ReviewerRow,
    Stance,
    Verdict,
    Voice,
)
from claimdesk.core.text import normalise, trim
from claimdesk.exchange import review_files
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    claims,
    evidence,
    passages,
    relations,
    reviewers,
)
from claimdesk.store.store import Session, Store

from . import golden

Load = Callable[..., LoadReport]
KINDS = {"Annotation", "AnnotationCollection", "AnnotationPage", "Person", "Software", "Text"}
KINDS |= {"TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"}
KINDS |= {"TimeState"}
PURPOSES = {"assessing", "classifying", "describing", "identifying", "linking", "moderating"}
PURPOSES |= {"questioning", "tagging"}


@pytest.fixture
def sample(tmp_path: Path, me: ReviewerRow) -> Iterator[Store]:
    with golden.sample(tmp_path / "sample.claimdesk", me) as store:
        yield store


def collection(store: Store, choice: Choice = golden.ALL) -> Any:
    return json.loads(golden.written(store, "web-annotation", choice))


def items(store: Store) -> list[Any]:
    found: list[Any] = collection(store)["first"]["items"]
    return found


def objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from objects(one)


def said(store: Store) -> dict[str, object]:
    """Return what a project says that annotations hold, without ids."""
    return store.read(_said)


def _said(session: Session) -> dict[str, object]:
    texts = {row.id: row.text for row in claims.rows(session)}
    tags: dict[str, set[str]] = {}
    for tag in claims.tags(session):
        tags.setdefault(texts[tag.claim_id], set()).add(tag.name)
    sources = {row.id: row for row in evidence.rows(session) if not row.confidential}
    return {
        "claims": sorted(
            (row.text, row.context, row.claimant, row.claim_type) for row in claims.details(session)
        ),
        "tags": tags,
        "links": sorted(
            (texts[row.claim_id], row.article, row.start, row.end, *_of_link(row))
            for row in passages.links(session)
        ),
        "assessments": sorted(
            (texts[row.claim_id], row.reviewer, row.verdict, row.because, row.reason, row.as_of)
            for row in assessments.rows(session)
        ),
        "finals": sorted(
            (texts[row.claim_id], row.reviewer, row.verdict, row.because, row.reason, row.as_of)
            for row in adjudications.rows(session)
        ),
        "evidence": sorted(
            (texts[use.claim_id], use.stance, use.question, *_of_evidence(row))
            for use in evidence.links(session)
            if (row := sources.get(use.evidence_id)) is not None
        ),
        "relations": sorted(
            (texts[row.from_claim_id], texts[row.to_claim_id], row.kind)
            for row in relations.rows(session)
        ),
    }


def _of_link(row: LinkRow) -> tuple[str, ...]:
    return row.quote, row.stance, row.voice, row.speaker


def _of_evidence(row: EvidenceRow) -> tuple[str, ...]:
    about = row.kind, row.title, row.author, row.publisher, row.published
    return *about, row.url, row.archive_url, row.citation, row.quote


def with_the_same_texts(store: Store, path: Path, me: ReviewerRow) -> Store:
    """Make a project with the articles of another and nothing else."""
    other = Store.create(path, "Other", me, durable=False)

    def bring(session: Session) -> None:
        for row in store.read(articles.rows):
            text = store.read(articles.text, row.version_id)
            articles.add(session, ReadArticle(text, title=row.title, url=row.source_url))

    other.run("Import", bring)
    return other


def loaded(store: Store, data: object, path: Path) -> LoadReport:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    review = review_files.read(path)
    return store.run("Load", lambda session: review_files.load_into(session, review))[0]


def test_the_sample_is_written_as_ever(sample: Store) -> None:
    golden.compare("sample.jsonld", golden.written(sample, "web-annotation").decode())


def test_every_object_is_of_a_kind_and_purpose_that_the_model_has(sample: Store) -> None:
    whole = collection(sample)

    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["total"] == len(whole["first"]["items"])
    for one in objects(whole):
        assert {one["type"]} <= KINDS if "type" in one else set(one) == {"name"}
        assert one.get("purpose", "tagging") in PURPOSES
    ids = [one["id"] for one in whole["first"]["items"]]
    assert len(ids) == len(set(ids))


def test_positions_are_code_points_of_the_text(sample: Store) -> None:
    texts = {
        row.title: sample.read(articles.text, row.version_id) for row in sample.read(articles.rows)
    }
    parts = [one["target"] for one in items(sample) if "selector" in one["target"]]

    assert len(parts) == len(sample.read(passages.links))
    for part in parts:
        quote, position = part["selector"]
        text = texts[part["source"]["dcterms:title"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote.get("prefix", ""))


def test_an_article_is_named_by_address_and_fingerprint_and_its_archived_copy_is_a_state(
    sample: Store,
) -> None:
    part = next(
        one["target"]
        for one in items(sample)
        if "Halm" in str(one["target"]) and "state" in one["target"]
    )

    assert part["source"]["id"] == "https://orva-courier.example/2025/04/01/halm-bridge"
    assert part["source"]["dcterms:identifier"].startswith("ni:///sha-256;")
    assert part["state"] == {
        "type": "TimeState",
        "cached": "https://archive.example/20250401/halm-bridge",
        "sourceDate": "2025-04-01T00:00:00Z",
    }


def test_confidential_evidence_stays_at_home(
    new_store: Callable[[], Store], load: Load, whole: dict[str, Any]
) -> None:
    for one in whole["evidence"]:
        one.update(confidential=True, title="Secret source")
    store = new_store()
    load(store, whole)

    assert b"Secret source" not in golden.written(store, "web-annotation")


def test_only_reviewed_claims_unless_all_are_wanted(sample: Store) -> None:
    some = collection(sample, Choice())["total"]

    assert 0 < some < collection(sample)["total"]


def test_what_is_read_back_is_the_same(sample: Store, tmp_path: Path, me: ReviewerRow) -> None:
    with with_the_same_texts(sample, tmp_path / "other.claimdesk", me) as other:
        report = loaded(other, collection(sample), tmp_path / "in.jsonld")

        assert said(other) == said(sample)
        assert (report.moved, report.missing, report.kept) == ((), (), ())


def test_a_review_with_every_kind_of_item_is_read_back(
    new_store: Callable[[], Store],
    load: Load,
    whole: dict[str, Any],
    tmp_path: Path,
    me: ReviewerRow,
) -> None:
    store = new_store()
    load(store, whole)

    with with_the_same_texts(store, tmp_path / "other.claimdesk", me) as other:
        report = loaded(other, collection(store), tmp_path / "in.jsonld")

        assert said(other) == said(store)
        assert not report.missing


def test_loading_twice_adds_nothing(sample: Store, tmp_path: Path, me: ReviewerRow) -> None:
    data = collection(sample)
    with with_the_same_texts(sample, tmp_path / "other.claimdesk", me) as other:
        loaded(other, data, tmp_path / "in.jsonld")
        again = loaded(other, data, tmp_path / "in.jsonld")

    assert not any(again.added.values())
    assert again.kept == ()


def test_loading_into_the_project_it_came_from_adds_nothing(sample: Store, tmp_path: Path) -> None:
    report = loaded(sample, collection(sample), tmp_path / "in.jsonld")

    assert not any(report.added.values())


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
WORDED = WORDS.filter(str.strip)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=WORDED, worded=st.lists(WORDED, min_size=1, max_size=3, unique_by=str.strip), at=st.data()
)
def test_whatever_the_words_are_they_are_read_back(
    text: str,
    worded: list[str],
    at: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    me: ReviewerRow,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    clean = normalise(text)
    ends = st.integers(0, len(clean))

    def review(session: Session) -> None:
        row = articles.row(session, articles.add(session, ReadArticle(text=text, title="A")))
        assert row is not None
        for words in worded:
            claim = claims.add(
                session,
                words,
                claimant=at.draw(WORDED),
                claim_type=at.draw(st.sampled_from(ClaimType)),
            )
            claims.set_tags(session, claim, at.draw(st.lists(WORDED, max_size=2)))
            start, end = trim(clean, *sorted((at.draw(ends), at.draw(ends))))
            if start < end:
                passage = passages.mark(session, row.version_id, start, end)
                stance, voice = at.draw(st.sampled_from(Stance)), at.draw(st.sampled_from(Voice))
                passages.link(session, claim, passage, stance, voice, at.draw(WORDED))
            verdict = at.draw(st.sampled_from(Verdict))
            because = Because.NOT_CHECKABLE if verdict is Verdict.UNVERIFIED else Because.NOT_SAID
            opinion = Opinion(verdict, because, at.draw(WORDED), "2025-04")
            assessments.record(session, claim, reviewers.named(session, "Bo"), opinion)

    with Store.create(folder / "one.claimdesk", "One", me, durable=False) as store:
        store.run("Review", review)
        with with_the_same_texts(store, folder / "two.claimdesk", me) as other:
            report = loaded(other, collection(store), folder / "in.jsonld")

            assert said(other) == said(store)
            assert not report.missing
