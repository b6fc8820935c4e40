"""Copies for outsiders: valid projects, in whose bytes nothing of what was left out is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import (
    EvidenceKind,
    EvidenceStance,
    Id,
    Original,
    ReadArticle,
    Subject,
    Verdict,
)
from claimdesk.store import (
    articles,
    assessments,
    checklist,
    claims,
    evidence,
    file,
    notes,
    projects,
)
from claimdesk.store.outsiders import Removed, Wish, copy, removed
from store.conftest import Opener, Review
from store.world import OTHER, do, live, refusal, sql

KEPT = "Ten people were hurt"
OLD, GONE, NOTE, SECRET = "Outdatedwording", "Removedclaimwords", "Privateremark", "Secretsource"
NAMES = (b"Nina Marsh", b"Omar Bell")


@pytest.fixture
def project(review: Review, opened: Opener) -> Path:
    """A project with an old wording, a removed claim and article, a note, confidential evidence."""
    store = review.store
    me = store.reviewer_id
    do(store, claims.change, review.second, context=OLD)
    do(store, claims.change, review.second, context="Now worded otherwise")
    gone = do(store, claims.add, GONE)
    do(store, assessments.decide, [gone], Verdict.DENIED)
    do(store, claims.remove, [gone])
    read = ReadArticle(f"{GONE} in an article.", GONE)
    original = Original(GONE.encode() * 3, "gone.html")
    do(store, articles.remove, do(store, articles.add, read, original))
    do(store, notes.add, Subject.CLAIM, review.first, me, NOTE)
    secret = do(
        store,
        evidence.add,
        kind=EvidenceKind.INTERVIEW,
        title=SECRET,
        confidential=True,
        attachment=f"{SECRET} attached".encode(),
        attachment_name=f"{SECRET}.txt",
    )
    do(store, notes.add, Subject.EVIDENCE, secret, me, f"{SECRET} remark")
    do(store, evidence.join, review.first, secret, EvidenceStance.SUPPORTS)
    do(store, evidence.add, kind=EvidenceKind.WEB, title="Open source")
    store.close()
    store = opened(who=OTHER)
    do(store, assessments.decide, [review.first], Verdict.DENIED)
    store.close()
    return review.path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "outside.claimdesk"


def holds(path: Path, words: str | bytes) -> bool:
    """Return whether words stand anywhere in the bytes of a file, in UTF-8 or as hexadecimals."""
    data = words.encode() if isinstance(words, str) else words
    everything = path.read_bytes()
    return data in everything or data.hex().encode() in everything


def test_a_copy_with_its_history_holds_all_there_is(project: Path, target: Path) -> None:
    copied = copy(project, target, Wish(history=False))

    assert copied.removed == removed(project, Wish(history=False)) == Removed()
    assert copied.found == file.check(target) == file.check(project)
    assert copied.size == target.stat().st_size
    assert live(target) == live(project)
    assert all(holds(target, words) for words in (OLD, GONE, NOTE, SECRET, *NAMES))


def test_a_copy_without_history_holds_the_present_state_and_no_word_more(
    project: Path, target: Path, opened: Opener
) -> None:
    copied = copy(project, target, Wish())

    assert not holds(target, OLD)
    assert not holds(target, GONE)
    assert all(holds(target, words) for words in (KEPT, NOTE, SECRET, *NAMES))
    mine, theirs = live(target), live(project)
    for table in ("claim", "article", "passage", "link", "note", "evidence"):
        assert mine[table] == theirs[table]
    assert len(mine["assessment"]) == len(theirs["assessment"]) - 1 == 2  # one on a removed claim
    assert mine["project"][0][1:] == theirs["project"][0][1:]
    assert mine["project"][0][0] != theirs["project"][0][0]
    assert copied.removed.entries == file.check(project).revisions
    assert copied.removed.gone == {"claim": 1, "article": 1, "assessment": 1}
    assert copied.removed.content == 2
    store = opened(target)
    do(store, claims.add, "Work goes on in the copy.")
    file.check_open(target)


def test_the_history_of_such_a_copy_is_written_at_once(project: Path, target: Path) -> None:
    copy(project, target, Wish())
    authors = "SELECT count(*), count(DISTINCT reviewer_id) FROM session"
    assert sql(target, authors) == [(3, 3)]  # the copy's own, and one per reviewer with verdicts
    assert len(sql(target, "SELECT DISTINCT wall_ms FROM revision")) == 1
    assert sql(target, "SELECT count(*) FROM revision WHERE parents<>x''") == [(0,)]


def test_a_copy_without_names_tells_reviewers_apart_by_numbers(
    project: Path, target: Path, me: object
) -> None:
    copied = copy(project, target, Wish(names=True))

    assert copied.removed.names == 2
    cards = {row[1:4] for row in live(target)["reviewer"]} - {("Claimdesk (copy)", "", "")}
    assert cards == {("Reviewer 1", "R1", ""), ("Reviewer 2", "R2", "")}
    for one in sql(project, "SELECT id, name FROM reviewer"):
        assert not holds(target, one[0])
        assert not holds(target, one[1])
    verdicts = "SELECT claim_id, verdict FROM assessment WHERE deleted=0 ORDER BY 1, 2"
    here = sql(target, verdicts)
    assert len(here) == 2
    assert set(here) <= set(sql(project, verdicts))


def test_a_copy_without_notes_holds_none(project: Path, target: Path) -> None:
    copied = copy(project, target, Wish(notes=True))

    assert copied.removed.notes == 2
    assert not live(target)["note"]
    assert not holds(target, NOTE)
    assert holds(target, SECRET)


def test_a_copy_without_notes_holds_no_remark_on_the_checklist(
    review: Review, target: Path
) -> None:
    store = review.store
    item = do(store, checklist.add, "Asked the other side?")
    do(store, checklist.tick, [review.first], item, done=True, remark=NOTE)
    store.close()

    copied = copy(review.path, target, Wish(notes=True))

    assert copied.removed.notes == 1
    assert not holds(target, NOTE)
    assert sql(target, "SELECT done, remark FROM claim_check") == [(1, "")]


def test_a_copy_without_confidential_evidence_holds_nothing_of_it(
    project: Path, target: Path
) -> None:
    copied = copy(project, target, Wish(confidential=True))

    assert (copied.removed.evidence, copied.removed.content) == (1, 3)
    assert not holds(target, SECRET)
    assert [row[2] for row in live(target)["evidence"]] == ["Open source"]
    assert not live(target)["claim_evidence"]
    assert holds(target, NOTE)


def test_what_will_go_is_counted_beforehand_as_it_then_goes(project: Path, target: Path) -> None:
    wish = Wish(names=True, notes=True, confidential=True)
    assert copy(project, target, wish).removed == removed(project, wish)
    for words in (OLD, GONE, NOTE, SECRET, *NAMES):
        assert not holds(target, words)
    assert holds(target, KEPT)


def test_a_wish_for_less_always_means_a_new_history() -> None:
    assert not Wish(history=False).rewrites
    assert all(
        replace(Wish(history=False), **{name: True}).rewrites
        for name in ("history", "names", "notes", "confidential")
    )


def test_an_open_project_is_copied_too(
    review: Review, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(review.path, target, Wish())
    do(review.store, claims.add, "Work went on.")
    assert file.check(target).claims == 2


def test_claims_outlive_their_article_and_evidence_its_passage(
    review: Review, target: Path
) -> None:
    store = review.store
    article_id = Id(sql(review.path, "SELECT id FROM article")[0][0])
    do(store, claims.change, review.first, article_id=article_id)
    do(store, evidence.add, title="Quoted", passage_id=review.own)
    do(store, articles.remove, article_id)
    copied = copy(review.path, target, Wish())
    assert copied.removed.gone == {"article": 1, "passage": 2}
    assert [row[1] for row in live(target)["claim"]] == [None, None]
    assert store.read(projects.progress).claims == 2


def test_nothing_is_written_over(project: Path, target: Path) -> None:
    target.write_text("mine", encoding="utf-8")
    refusal(lambda: copy(project, target, Wish()), Code.EXISTS)
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_trouble_in_words(project: Path, tmp_path: Path) -> None:
    for wish in (Wish(), Wish(history=False)):
        with pytest.raises(ReviewError):
            copy(project, tmp_path / "no" / "copy.claimdesk", wish)


def test_a_copy_that_cannot_get_its_name_leaves_nothing_behind(
    project: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_about: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    for wish in (Wish(), Wish(history=False)):
        refusal(lambda wish=wish: copy(project, target, wish), Code.NO_PERMISSION)  # type: ignore[misc]
    assert [one.name for one in target.parent.iterdir()] == [project.name]
