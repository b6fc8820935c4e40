"""The report for word processors: highlights, comments, links both ways, nothing confidential."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from claimdesk import exchange
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle, Stance, Verdict
from claimdesk.exchange import word_file
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.word_markup import LOOKS
from claimdesk.exchange.writers import docx
from claimdesk.store import articles, assessments, claims, keep, passages, projects
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import Project

from .conftest import EVERYTHING, Compare, Made


def lines(made: bytes) -> Iterator[str]:
    """Yield the paragraphs with their styles, then the comments."""
    document = Document(io.BytesIO(made))
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.pPr.pStyle.get(qn("w:val")) if paragraph.pPr is not None else "Normal"
        text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        yield f"{style}: {text}"
    for comment in document.comments:
        yield f"comment {comment.initials}: " + " | ".join(one.text for one in comment.paragraphs)


def xml(made: bytes, name: str = "word/document.xml") -> Any:
    with ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read(name))


def text_of(made: bytes) -> str:
    return "\n".join(lines(made))


def test_the_document_is_what_it_was(loaded: Store, made: Made, compare: Compare) -> None:
    compare("report.docx.txt", text_of(made(loaded, "docx")) + "\n")


def test_each_passage_is_shaded_and_has_a_comment_and_every_link_a_place(
    loaded: Store, made: Made
) -> None:
    data = made(loaded, "docx")
    tree = xml(data)
    links = loaded.read(passages.links)
    named = [one.get(qn("w:name")) for one in tree.iter(qn("w:bookmarkStart"))]
    numbers = [one.get(qn("w:id")) for one in tree.iter(qn("w:bookmarkStart"))]
    assert len(set(named)) == len(named) == len(links) + len(loaded.read(claims.rows))
    assert len(set(numbers)) == len(numbers)
    wanted = {one.get(qn("w:anchor")) for one in tree.iter(qn("w:hyperlink"))} - {None}
    assert wanted <= set(named)
    shades = {one.get(qn("w:fill")) for one in tree.iter(qn("w:shd"))}
    assert shades <= {ground for look in LOOKS.values() for ground in look.grounds}
    assert len(list(tree.iter(qn("w:commentReference")))) == len(links)
    comments = [line for line in lines(data) if line.startswith("comment")]
    assert len(comments) == len(links)
    assert "comment 1: 1. The mayor’s office holds the bridge. | ✓ Confirmed" in comments[0]


def test_a_comment_says_why_and_is_by_whoever_decided(loaded: Store, made: Made) -> None:
    document = Document(io.BytesIO(made(loaded, "docx")))
    rows = {str(row.number): row for row in loaded.read(claims.rows)}
    for comment in document.comments:
        row = rows[comment.initials or ""]
        assert comment.author == (row.reviewer or "Claimdesk")
        assert row.reason.split("\n")[0] in comment.text


def test_confidential_evidence_and_unwished_notes_stay_at_home(
    new_store: Callable[[], Store],
    load: Callable[..., LoadReport],
    whole: dict[str, Any],
    made: Made,
) -> None:
    for one in whole["evidence"]:
        one["confidential"] = True
        one["title"] = "Secret source"
    store = new_store()
    load(store, whole)
    data = made(store, "docx")
    assert "Secret source" not in text_of(data)
    assert b"Secret" not in b"".join(
        ZipFile(io.BytesIO(data)).read(n) for n in ["word/comments.xml"]
    )
    assert "Ask for the whole photo." in text_of(data)
    assert "Ask for" not in text_of(made(store, "docx", Choice(reviewed=False)))


def test_strange_letters_and_addresses_do_no_harm(store: Store, made: Made) -> None:
    def fill(session: Session) -> None:
        read = ReadArticle("שלום עולם ]]> <b>\tx", "כותרת <w:p>", url="javascript:alert(1)")
        article = articles.row(session, articles.add(session, read))
        assert article is not None
        claim = claims.add(session, "A & B < C " + "x" * 300)
        passages.link(session, claim, passages.mark(session, article.version_id, 0, 4))
        projects.rename(session, "T" * 300)

    store.run("Fill", fill)
    data = made(store, "docx")
    tree = xml(data)
    assert len(list(tree.iter(qn("w:bidi")))) >= 2
    assert "Address: javascript:alert(1)" in text_of(data)
    with ZipFile(io.BytesIO(data)) as archive:
        assert b"javascript" not in archive.read("word/_rels/document.xml.rels")


def test_too_many_comments_are_left_out_and_told(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "MOST_COMMENTS", 2)
    written = loaded.read(FORMATS["docx"].write, tmp_path / "a.docx", EVERYTHING)
    number = len(loaded.read(passages.links)) - 2
    assert written.remarks == (
        f"Left out: the comments on {number} passages; there are too many for word processors.",
    )
    assert len(list(Document(str(tmp_path / "a.docx")).comments)) == 2


def test_description_and_disputes_are_shown(store: Store, made: Made) -> None:
    def fill(session: Session) -> None:
        article = articles.row(session, articles.add(session, ReadArticle("One two", "T")))
        assert article is not None
        claim = claims.add(session, "Claim")
        passage = passages.mark(session, article.version_id, 0, 3)
        passages.link(session, claim, passage, Stance.DISPUTES)
        assessments.decide(session, [claim], Verdict.UNVERIFIED)
        project = projects.row(session).id
        keep.change(session, Project, project, description="What it is about")

    store.run("Fill", fill)
    text = text_of(made(store, "docx", Choice()))
    assert "Normal: What it is about" in text
    assert "1?≠" in text


def test_without_the_library_the_line_that_installs_it_is_told(
    loaded: Store, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "claimdesk.exchange.writers.docx")
    monkeypatch.delitem(sys.modules, "claimdesk.exchange.word_frame")
    monkeypatch.delattr(exchange, "word_frame")
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ReviewError) as told:
        made(loaded, "docx")
    assert told.value.code is Code.NOT_INSTALLED
    assert 'pip install "claimdesk[docx]"' in told.value.sentence


def test_a_comment_on_several_paragraphs_begins_and_ends_once(store: Store, made: Made) -> None:
    def fill(session: Session) -> None:
        article = articles.row(
            session, articles.add(session, ReadArticle(" One\n\ntwo\tthree", "T"))
        )
        assert article is not None
        passages.link(
            session, claims.add(session, "C"), passages.mark(session, article.version_id, 0, 9)
        )

    store.run("Fill", fill)
    data = made(store, "docx")
    tree = xml(data)
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [one.get(qn("w:id")) for one in tree.iter(qn(f"w:{kind}"))] == ["0"]
    assert [one.tag for one in tree.iter(qn("w:tab"))] == [qn("w:tab")]
    assert len(list(Document(io.BytesIO(data)).comments)) == 1


def test_a_report_no_word_processor_can_hold_is_refused(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_file, "_MOST", 5_000)
    with pytest.raises(ReviewError) as told:
        loaded.read(FORMATS["docx"].write, tmp_path / "a.docx", EVERYTHING)
    assert told.value.code is Code.TOO_BIG
    assert list(tmp_path.glob("*.docx")) == []


def test_a_long_text_stops_when_asked(loaded: Store, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        loaded.read(FORMATS["docx"].write, tmp_path / "a.docx", EVERYTHING, stop)
    assert list(tmp_path.glob("*.docx")) == []
