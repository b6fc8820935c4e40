"""Articles: their exact text, where they came from, and how far their review has come."""

import hashlib
from functools import partial

import pytest

from claimdesk.core.ids import new_id
from claimdesk.core.model import ArticleRow, Id, Original, ReadArticle, Verdict
from claimdesk.store import articles, assessments, claims, content, file, keep, passages
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import ArticleVersion
from store.conftest import Opener, Review
from store.world import TEXT, a_link, an_article, do, refusal, sql, tables

READ = ReadArticle(
    "\ufeffFirst line\r\nSecond\x0bline",
    title="  A title ",
    author="Ann",
    publisher="The Paper",
    published="2024-05-01",
    url="https://example.org/a",
    language="en",
    media_type="text/html",
)


def _only(store: Store) -> ArticleRow:
    (row,) = store.read(articles.rows)
    return row


def test_an_article_keeps_its_normalised_text_and_what_was_read_about_it(opened: Opener) -> None:
    store = opened()
    article_id = do(store, articles.add, READ)
    row = _only(store)
    text = "First line\nSecond\nline"
    assert store.read(articles.text, row.version_id) == text
    assert row == ArticleRow(
        id=article_id,
        title="A title",
        source_url="https://example.org/a",
        archived_url="",
        captured="",
        publisher="The Paper",
        author="Ann",
        published="2024-05-01",
        language="en",
        version_id=row.version_id,
        text_sha256=hashlib.sha256(text.encode()).digest(),
        length=len(text),
        claims=0,
        reviewed=0,
    )
    assert store.read(articles.row, article_id) == row
    assert articles.fingerprint(READ.text) == row.text_sha256


def test_a_version_says_which_one_it_is_and_since_when(opened: Opener) -> None:
    store = opened()
    first = an_article(store, "The first text")
    other = an_article(store, "A text of another article")
    assert store.read(articles.version, other).versions == 1
    (row,) = [one for one in store.read(articles.rows) if one.version_id == first]

    def bring_in_again(session: Session) -> Id:
        return keep.put(
            session,
            ArticleVersion,
            new_id(),
            article_id=row.id,
            text_sha256=content.store(session, b"The second"),
            length=10,
        )

    second = do(store, bring_in_again)
    found = store.read(articles.version, second)
    assert (found.number, found.versions, found.length) == (2, 2, 10)
    before = store.read(articles.version, first)
    assert before.number == 1
    assert before.imported_ms < found.imported_ms


def test_length_counts_code_points(opened: Opener) -> None:
    store = opened()
    an_article(store, "👩‍🚒 é €")
    assert _only(store).length == len("👩‍🚒 é €")


def test_an_article_without_a_title_gets_one(opened: Opener) -> None:
    store = opened()
    do(store, articles.add, ReadArticle("Text", title=" "))
    assert _only(store).title == "Untitled article"


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff"])
def test_an_article_without_text_is_refused(opened: Opener, text: str) -> None:
    store = opened()
    refusal(lambda: do(store, articles.add, ReadArticle(text)))
    assert store.read(articles.rows) == []


def test_what_a_reader_guessed_is_told_of_one_version_or_of_all(opened: Opener) -> None:
    store = opened()
    for number, remarks in enumerate((("One guess", "Left out: a table"), (), ("Another",))):
        do(store, articles.add, ReadArticle(f"Text {number}", remarks=remarks))
    first, plain, third = (row.version_id for row in store.read(articles.rows))
    said = {first: ("One guess", "Left out: a table"), third: ("Another",)}
    assert store.read(articles.remarks) == said
    assert store.read(articles.remarks, first) == {first: said[first]}
    assert store.read(articles.remarks, plain) == {}


def test_the_original_bytes_are_kept_beside_the_text(opened: Opener) -> None:
    store = opened()
    original = Original(b"<p>Text</p>", "page.html", "html 1")
    do(store, articles.add, ReadArticle("Text"), original)
    version_id = _only(store).version_id
    assert store.read(articles.original, version_id) == original
    do(store, articles.add, ReadArticle("Other text"))
    other = store.read(articles.rows)[1]
    assert store.read(articles.original, other.version_id) is None


def test_the_same_bytes_are_kept_once(opened: Opener) -> None:
    store = opened()
    for _ in range(2):
        do(store, articles.add, ReadArticle("Text"), Original(b"Text"))
    assert sql(store.path, "SELECT count(*) FROM content") == [(1,)]
    assert len(store.read(articles.rows)) == 2


def test_an_article_is_found_by_its_text_while_it_is_not_removed(opened: Opener) -> None:
    store = opened()
    first = do(store, articles.add, ReadArticle("Text"))
    second = do(store, articles.add, ReadArticle("Text"))
    sha256 = articles.fingerprint("Text\r\n".strip())
    assert store.read(articles.with_text, sha256) == first
    do(store, articles.remove, first)
    assert store.read(articles.with_text, sha256) == second
    assert store.read(articles.with_text, b"?" * 32) is None


def test_articles_stand_in_the_order_they_were_added(opened: Opener) -> None:
    store = opened()

    for number in range(70):
        do(store, articles.add, ReadArticle(f"Text {number}", f"{number}"))
    listed = store.read(articles.rows)
    assert [row.title for row in listed] == [str(n) for n in range(70)]
    do(store, articles.remove, listed[0].id)
    assert store.read(articles.ids) == [row.id for row in listed[1:]]


def test_an_article_with_an_identity_is_added_once(opened: Opener) -> None:
    store = opened()
    article_id = new_id()
    for text in ("Text", "Another"):
        assert do(store, articles.add, ReadArticle(text), article_id=article_id) == article_id
    assert store.read(articles.text, _only(store).version_id) == "Text"
    assert sql(store.path, "SELECT count(*) FROM article_version") == [(1,)]


def test_a_removed_article_comes_back_with_its_passages_when_it_is_added_again(
    review: Review,
) -> None:
    before = _only(review.store)
    do(review.store, articles.remove, before.id)
    assert review.store.read(articles.rows) == []
    assert review.store.read(articles.row, before.id) is None
    do(review.store, articles.add, ReadArticle(TEXT, "Again"), article_id=before.id)
    after = _only(review.store)
    assert (after.title, after.version_id, after.claims) == ("Again", before.version_id, 2)
    assert len(review.store.read(passages.rows)) == 2
    file.check(review.path)


def test_a_removed_article_that_comes_back_with_another_text_shows_that_text(
    review: Review,
) -> None:
    before = _only(review.store)
    do(review.store, articles.remove, before.id)
    do(review.store, articles.add, ReadArticle("Corrected text.", "New"), article_id=before.id)
    after = _only(review.store)
    assert review.store.read(articles.text, after.version_id) == "Corrected text."
    assert (after.length, after.claims) == (15, 0)
    assert review.store.read(passages.rows) == []
    assert review.store.read(passages.links) == []
    assert [row.passages for row in review.store.read(claims.rows)] == [0, 0]
    assert len(review.store.read(passages.rows, before.version_id)) == 2
    file.check(review.path)


def test_what_is_known_about_an_article_can_be_corrected(review: Review) -> None:
    article_id = _only(review.store).id
    fields = {field: f"new {field}" for field in articles.FIELDS}
    do(review.store, articles.change, article_id, **fields)
    row = _only(review.store)
    assert {field: getattr(row, field) for field in articles.FIELDS} == fields
    refusal(lambda: do(review.store, articles.change, article_id, title=" "))
    with pytest.raises(TypeError, match="no such field: position"):
        do(review.store, articles.change, article_id, position="a")


def test_an_article_that_is_not_there_cannot_be_changed_or_removed(review: Review) -> None:
    before = tables(review.path)
    for article_id in (Id(b"?" * 16), review.first):
        refusal(partial(do, review.store, articles.change, article_id, title="x"))
        refusal(partial(do, review.store, articles.remove, article_id))
    assert tables(review.path) == before


def test_the_progress_of_an_article_counts_its_claims_once(review: Review) -> None:
    row = _only(review.store)
    assert (row.claims, row.reviewed) == (2, 1)
    do(review.store, assessments.decide, [review.second], Verdict.DENIED)
    assert _only(review.store).reviewed == 2
    other = an_article(review.store, "Something else was closed.", "Other")
    a_link(review.store, review.first, other, "closed")
    assert [(one.claims, one.reviewed) for one in review.store.read(articles.rows)] == [
        (2, 2),
        (1, 1),
    ]
    do(review.store, claims.remove, [review.first])
    assert [(one.claims, one.reviewed) for one in review.store.read(articles.rows)] == [
        (1, 1),
        (0, 0),
    ]
