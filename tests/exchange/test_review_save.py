import json
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text, new_id
from claimdesk.core.model import (
    Id,
    ReadArticle,
    ReviewerRow,
    Subject,
    Verdict,
)
from claimdesk.exchange import review_json
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import articles, assessments, claims, coverage, evidence, notes, passages
from claimdesk.store.store import Session, Store

Load = Callable[[Store, dict[str, Any]], LoadReport]
SCHEMA = Path(__file__).parents[2] / "resources" / "schema" / "review-1.schema.json"


def load_from(store: Store, path: Path) -> LoadReport:
    review = review_json.read_review(path)
    return store.run("Load", lambda session: review_json.load(session, review))[0]


def test_saving_loading_and_saving_again_is_the_same_file(
    new_store: Callable[[], Store], whole: dict[str, Any], load: Load, tmp_path: Path
) -> None:
    first, second = new_store(), new_store()
    load(first, whole)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()

    first.read(review_json.write_review, tmp_path / "one" / "saved.json")
    report = load_from(second, tmp_path / "one" / "saved.json")
    second.read(review_json.write_review, tmp_path / "two" / "saved.json")

    saved = (tmp_path / "one" / "saved.json").read_bytes()
    assert (tmp_path / "two" / "saved.json").read_bytes() == saved
    assert report.kept == report.moved == report.missing == ()
    attachments = list((tmp_path / "two" / "saved-files").iterdir())
    assert [path.name[16:] for path in attachments] == ["-letter.txt"]
    assert attachments[0].read_bytes().startswith(b"Dear editor,\r\n")


def test_a_project_finds_nothing_new_in_its_own_review(
    store: Store, whole: dict[str, Any], load: Load, tmp_path: Path
) -> None:
    load(store, whole)
    store.read(review_json.write_review, tmp_path / "saved.json")

    report = load_from(store, tmp_path / "saved.json")

    assert not any(report.added.values())
    assert report.kept == ()


def test_what_is_saved_fits_the_schema_and_says_what_was_loaded(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    ids = load(store, whole).ids
    saved = json.loads(store.read(review_json.save, "beside").text())

    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(saved)
    own = {name: {as_text(new): said for said, new in pairs.items()} for name, pairs in ids.items()}
    for name in ("claims", "passages"):
        said = {item["id"]: item for item in whole[name]}
        for item in saved[name]:
            told = said[own[name][item["id"]]]
            for key in told.keys() - {"id", "article"}:
                assert item[key] == told[key]


def test_the_file_is_plain_to_read(store: Store, whole: dict[str, Any], load: Load) -> None:
    load(store, whole)

    text = store.read(review_json.save, "beside").text()

    assert text.startswith('{\n  "format": "claimdesk-review",\n  "version": 1,\n  "articles": [')
    assert "Не один снаряд" in text
    assert text.endswith("}\n")


def test_an_empty_project_is_an_empty_review(store: Store, tmp_path: Path) -> None:
    store.read(review_json.write_review, tmp_path / "saved.json")

    assert [path.name for path in tmp_path.glob("saved*")] == ["saved.json"]
    assert json.loads((tmp_path / "saved.json").read_bytes())["claims"] == []


def test_a_stopped_saving_leaves_nothing_behind(
    store: Store, whole: dict[str, Any], load: Load, tmp_path: Path
) -> None:
    load(store, whole)
    out = tmp_path / "out"
    out.mkdir()

    def stop(done: int, total: int) -> None:
        if done == total:
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        store.read(review_json.write_review, out / "saved.json", stop)

    assert list(out.iterdir()) == []


def test_people_of_the_same_name_are_told_apart(
    new_store: Callable[[], Store], tmp_path: Path, me: ReviewerRow
) -> None:
    first, second = new_store(), new_store()

    claim, _ = first.run("Add", lambda session: claims.add(session, "Something."))
    for _ in range(3):
        twin = ReviewerRow(new_id(), "Twin", "T")
        with Store(first.path, twin, durable=False) as own:
            own.run("Decide", lambda s: assessments.decide(s, [claim], Verdict.UNVERIFIED))

    first.read(review_json.write_review, tmp_path / "saved.json")

    assert load_from(second, tmp_path / "saved.json").added["assessments"] == 3
    with Store(first.path, me, durable=False) as again:
        assert not any(load_from(again, tmp_path / "saved.json").added.values())


def test_notes_keep_their_order(new_store: Callable[[], Store], tmp_path: Path) -> None:
    first, second = new_store(), new_store()

    def prepare(session: Session) -> None:
        claim = claims.add(session, "Something.")
        for body in ("zebra", "apple", "zebra", "mango"):
            notes.add(session, Subject.CLAIM, claim, session.reviewer_id, body)

    first.run("Prepare", prepare)
    first.read(review_json.write_review, tmp_path / "saved.json")
    load_from(second, tmp_path / "saved.json")

    assert [row.body for row in second.read(notes.rows)] == ["zebra", "apple", "mango"]


def test_what_hangs_on_removed_things_stays_at_home(store: Store) -> None:
    def prepare(session: Session) -> None:
        article = articles.row(session, articles.add(session, ReadArticle("One two three.")))
        assert article is not None
        claim = claims.add(session, "Something.")
        passage = passages.mark(session, article.version_id, 0, 3)
        passages.link(session, claim, passage)
        notes.add(session, Subject.CLAIM, claim, session.reviewer_id, "On the claim.")
        evidence.add(session, title="Source", passage_id=passage)
        claims.remove(session, [claim])

    store.run("Prepare", prepare)

    saved = store.read(review_json.save, "beside").data

    for name in ("claims", "passages", "links", "notes"):
        assert saved[name] == []
    assert "passage" not in saved["evidence"][0]  # type: ignore[index]


def test_a_stretch_two_people_looked_at_is_saved_once(
    tmp_path: Path, new_store: Callable[[], Store]
) -> None:
    store = new_store()

    def cover(session: Session) -> None:
        row = articles.rows(session)[0]
        coverage.add(session, row.version_id, session.reviewer_id, 0, 3, "heading")

    store.run("Import", lambda session: articles.add(session, ReadArticle("One two three.")))
    store.run("Cover", cover)
    with Store(store.path, ReviewerRow(new_id(), "Other", "O"), durable=False) as other:
        other.run("Cover", cover)

    saved = store.read(review_json.save, "beside").data

    assert len(saved["coverage"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "../../évil name?.pdf", "con", "x" * 300])
def test_attachments_get_names_that_are_safe_everywhere(store: Store, name: str) -> None:
    store.run(
        "Add", lambda session: evidence.add(session, attachment=b"data", attachment_name=name)
    )

    path = next(iter(store.read(review_json.save, "beside").attachments))

    folder, _, file_name = path.partition("/")
    assert folder == "beside"
    assert set(file_name) <= set(string.ascii_letters + string.digits + "-._")
    assert file_name[0] in string.hexdigits
    assert len(file_name) < 100


def test_a_review_without_what_came_later_is_written_as_before(
    store: Store, whole: dict[str, Any], load: Load
) -> None:
    for name in ("checklist", "checks", "assignments", "dismissals"):
        del whole[name]
    del whole["notes"][-1]
    load(store, whole)
    saved = json.loads(store.read(review_json.save, "beside").text())
    assert list(saved)[-1] == "notes"
    assert all("id" not in note for note in saved["notes"])


def test_answers_stand_behind_what_they_answer_whatever_the_clocks_said(store: Store) -> None:
    early = Id(bytes(15) + b"\1")

    def edit(session: Session) -> None:
        claim_id = claims.add(session, "A claim.")
        first = notes.add(session, Subject.CLAIM, claim_id, session.reviewer_id, "First")
        notes.record_reply(session, first, session.reviewer_id, "Answer", own_id=early)

    store.run("Edit", edit)
    saved = json.loads(store.read(review_json.save, "beside").text())
    assert [note["body"] for note in saved["notes"]] == ["First", "Answer"]
    assert saved["notes"][1]["reply_to"] == saved["notes"][0]["id"]
