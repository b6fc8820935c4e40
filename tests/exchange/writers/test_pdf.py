"""The report on paper: what is printed, and the press as the process it is."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange import pressing, printed
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice, Outgoing
from claimdesk.exchange.printed import Block, Kind, Letters, Mark, Style
from claimdesk.exchange.progress import unwatched
from claimdesk.exchange.report import Report
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.writers import pdf
from claimdesk.store import articles, claims, keep, passages, projects
from claimdesk.store.store import Session, Store
from claimdesk.store.tables import Project

from .conftest import EVERYTHING, Compare


def printed_blocks(store: Store, choice: Choice = EVERYTHING) -> list[Block]:
    def blocks(session: Session) -> list[Block]:
        return list(pdf.blocks(Report(Outgoing(session, choice)), unwatched))

    return store.read(blocks)


def in_words(block: Block) -> str:
    letters = "".join(
        one.text if one.style is Style.PLAIN else f"[{one.style} {one.text}]"
        for one in block.letters
    )
    marks = "".join(
        f" <{one.verdict} {one.lane}: {block.text[one.start : one.end]}>" for one in block.marks
    )
    return f"{block.kind}{f' ({block.edge})' if block.edge else ''}: {letters}{marks}"


def test_what_is_printed_is_what_it_was(loaded: Store, compare: Compare) -> None:
    compare("report.pdf.txt", "\n".join(map(in_words, printed_blocks(loaded))) + "\n")


def test_marks_lie_on_the_words_of_their_passages(loaded: Store) -> None:
    texts = [one for one in printed_blocks(loaded) if one.kind is Kind.TEXT]
    shown = [one.text[mark.start : mark.end] for one in texts for mark in one.marks]
    assert sorted(shown) == sorted(link.quote for link in loaded.read(passages.links))
    assert all(mark.opens and mark.closes for one in texts for mark in one.marks)


def test_a_passage_over_paragraphs_opens_and_closes_once(store: Store) -> None:
    def fill(session: Session) -> None:
        read = ReadArticle("One two\nthree\nfour five", "T")
        article = articles.row(session, articles.add(session, read))
        assert article is not None
        passage = passages.mark(session, article.version_id, 4, 18)
        passages.link(session, claims.add(session, "C"), passage)
        keep.change(session, Project, projects.row(session).id, description="All about it")

    store.run("Fill", fill)
    found = printed_blocks(store)
    marks = [mark for one in found for mark in one.marks]
    assert [(one.opens, one.closes) for one in marks] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert "All about it" in [one.text for one in found]


def test_confidential_evidence_and_unwished_notes_are_not_printed(
    new_store: Callable[[], Store], load: Callable[..., LoadReport], whole: dict[str, Any]
) -> None:
    for one in whole["evidence"]:
        one["confidential"] = True
        one["title"] = "Secret source"
    store = new_store()
    load(store, whole)
    text = "\n".join(one.text for one in printed_blocks(store))
    assert "Secret source" not in text
    assert "Ask for the whole photo." in text
    assert "Ask for" not in "\n".join(one.text for one in printed_blocks(store, Choice()))


def test_blocks_come_back_as_they_were_written(tmp_path: Path) -> None:
    blocks = (
        Block(Kind.TITLE, (Letters("Über 🌉"),)),
        Block(
            Kind.TEXT, (Letters("a", Style.LINK, "denied", "https://a"),), (Mark(0, 1, 2, "open"),)
        ),
    )
    printed.write(tmp_path / "blocks", "T\n", blocks)
    read = printed.read(tmp_path / "blocks")
    assert read.title == "T\n"
    for _ in range(2):
        assert tuple(read.blocks) == blocks


def test_the_press_writes_pages_with_text_that_is_found(loaded: Store, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    place = tmp_path / "a.pdf"
    loaded.read(FORMATS["pdf"].write, place, EVERYTHING, lambda *step: seen.append(step))
    document = pypdfium2.PdfDocument(place.read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    number = len(document)
    document.close()
    assert "The mayor’s office holds the bridge." in text
    assert f"{number} / {number}" in text
    assert "fell in spring" in text
    assert seen
    assert not list(tmp_path.glob(".claimdesk-*"))


def test_the_press_can_be_stopped(loaded: Store, tmp_path: Path) -> None:
    steps = 0

    def stop(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1
        if steps > 6:  # articles and claims are six
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError, match="Stopped"):
        loaded.read(FORMATS["pdf"].write, tmp_path / "a.pdf", EVERYTHING, stop)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_press_that_fails_is_told_in_a_sentence(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "_PRESS", "claimdesk.no_such_press")
    with pytest.raises(ReviewError) as told:
        loaded.read(FORMATS["pdf"].write, tmp_path / "a.pdf", EVERYTHING)
    assert told.value.code is Code.IO
    assert "no_such_press" in told.value.sentence
    assert list(tmp_path.glob("*.pdf")) == []
    monkeypatch.setattr(pressing, "_PRESS", "claimdesk.core.ids")
    with pytest.raises(ReviewError):
        loaded.read(FORMATS["pdf"].write, tmp_path / "a.pdf", EVERYTHING)


def test_a_press_that_says_nothing_but_dies_is_told_by_its_number(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = tmp_path / "dead"
    dead.write_text("#!/bin/sh\nexit 7\n")
    dead.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(dead))
    with pytest.raises(ReviewError, match="ended with 7"):
        loaded.read(FORMATS["pdf"].write, tmp_path / "a.pdf", EVERYTHING)
