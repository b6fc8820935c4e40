"""Review JSON: whatever the words are, a review that is loaded elsewhere is the same review."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import Because, Opinion, ReadArticle, Stance, Subject, Verdict
from claimdesk.core.text import normalise
from claimdesk.exchange import review_json
from claimdesk.store import (
    articles,
    assessments,
    claims,
    evidence,
    notes,
    passages,
    reviewers,
)
from claimdesk.store.store import Session, Store

WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)
VERDICTS = st.sampled_from(Verdict)
STANCES = st.sampled_from(Stance)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, min_size=5, max_size=5), VERDICTS, STANCES, st.data())
def test_saved_loaded_and_saved_it_is_the_same(
    new_store: Callable[[], Store],
    tmp_path: Path,
    words: list[str],
    verdict: Verdict,
    stance: Stance,
    at: st.DataObject,
) -> None:
    text, worded, reason, title, remark = words
    start, end = sorted(at.draw(st.tuples(*[st.integers(0, len(normalise(text)))] * 2)))

    def fill(session: Session) -> None:
        article = articles.row(session, articles.add(session, ReadArticle(text, title)))
        assert article is not None
        claim = claims.add(session, worded, context=reason)
        with suppress(ReviewError):
            passage = passages.mark(session, article.version_id, start, end)
            passages.link(session, claim, passage, stance)
        who = reviewers.named(session, "Bo")
        assessments.record(session, claim, who, Opinion(verdict, Because.NOT_SAID, reason))
        evidence.join(session, claim, evidence.add(session, title=title, quote=text))
        with suppress(ReviewError):
            notes.add(session, Subject.CLAIM, claim, who, remark)

    one, other = new_store(), new_store()
    with suppress(ReviewError):
        one.run("Fill", fill)
    path = tmp_path / "saved.json"
    one.read(review_json.write_review, path)
    saved = path.read_bytes()
    review = review_json.read_review(path)
    report, _ = other.run("Load", lambda session: review_json.load(session, review))
    other.read(review_json.write_review, path)

    assert report.moved == report.missing == report.kept == ()
    assert path.read_bytes() == saved
