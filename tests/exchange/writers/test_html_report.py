"""The report of one file: complete, closed to the network, safe from what texts say."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import articles, assessments, blind, claims, evidence, passages, projects
from claimdesk.store.store import Reader, Session, Store
from store.world import OTHER, do

from .conftest import EVERYTHING, Compare, Made

HOSTILE = (
    "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'>&amp; \u202eevil <!-- ]]>"
)


class Page(HTMLParser):
    """A page taken apart: elements, attributes, text; what is not closed is told."""

    VOID = frozenset(("meta", "br", "img", "link"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def the_page(made: Made, store: Reader, choice: Choice = EVERYTHING) -> Page:
    page = Page(made(store, "html-report", choice).decode())
    assert page.open == []
    return page


def test_the_report_is_what_it_was(loaded: Store, made: Made, compare: Compare) -> None:
    text = made(loaded, "html-report").decode()
    without_style = re.sub(r"<style>.*?</style>|sha256-[^']+", "", text, flags=re.DOTALL)
    compare("report.html", without_style)


def test_every_link_inside_leads_somewhere_and_no_place_has_two(loaded: Store, made: Made) -> None:
    page = the_page(made, loaded)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = [one for one in page.values("href") if one.startswith("#")]
    assert {one[1:] for one in inside} <= set(ids)
    links = loaded.read(passages.links)
    assert sum(one.startswith("#p") for one in inside) == len(links)
    assert sum(
        attributes.get("class", "").startswith("badge ref") for _, attributes in page.elements
    ) == len(links)


def test_nothing_is_fetched_and_nothing_runs(loaded: Store, made: Made) -> None:
    text = made(loaded, "html-report").decode()
    page = Page(text)
    assert {tag for tag, _ in page.elements} & {"script", "img", "link", "iframe", "form"} == set()
    assert "src" not in {name for _, attributes in page.elements for name in attributes}
    assert not any(name.startswith("on") for _, had in page.elements for name in had)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.values("content")[0]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "url(" not in style[1]
    assert "style" not in {name for _, attributes in page.elements for name in attributes}


def test_verdicts_are_said_in_words_and_shown_by_signs(loaded: Store, made: Made) -> None:
    page = the_page(made, loaded)
    for word in ("Confirmed", "Denied", "Unverified", "Not reviewed yet"):
        assert word in page.text
    assert {"✓", "✕", "?", "○"} <= set(page.text)
    assert "Claim 1✓, confirmed" in page.text or "Claim 1✕" in page.text
    landmarks = {tag for tag, _ in page.elements} & {"header", "nav", "main", "footer", "section"}
    assert len(landmarks) == 5


def test_hostile_texts_stay_texts(store: Store, made: Made) -> None:
    def fill(session: Session) -> None:
        read = ReadArticle(
            f"Before {HOSTILE} after", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, '"><b>'
        )
        article = articles.row(session, articles.add(session, read))
        assert article is not None
        claim = claims.add(session, HOSTILE, claimant=HOSTILE)
        claims.change(session, claim, context=HOSTILE, said_where=HOSTILE)
        claims.tag(session, [claim], [HOSTILE])
        passage = passages.mark(session, article.version_id, 0, 30)
        passages.link(session, claim, passage, speaker=HOSTILE)
        for url in (
            "javascript:alert(1)",
            ' java\nscript:alert("1")',
            "data:text/html,<b>",
            'https://a/"><script>',
        ):
            piece = evidence.add(session, title=HOSTILE, url=url, quote=HOSTILE, citation=HOSTILE)
            evidence.join(session, claim, piece)
        projects.rename(session, HOSTILE)

    store.run("Fill", fill)
    page = the_page(made, store)
    assert {tag for tag, _ in page.elements} & {"script", "img", "b"} == set()
    assert not any(name.startswith("on") for _, had in page.elements for name in had)
    assert {one.split(":")[0] for one in page.values("href") if one[0] != "#"} == {"https"}
    assert '"><b>' not in page.values("lang")
    assert "<script>alert(1)</script>" in page.text


def test_confidential_evidence_and_its_notes_never_leave(
    new_store: Callable[[], Store],
    load: Callable[..., LoadReport],
    whole: dict[str, Any],
    made: Made,
) -> None:
    for one in whole["evidence"]:
        one["confidential"] = True
        one["title"] = "Secret source"
    on = f"evidence:{whole['evidence'][0]['id']}"
    whole["notes"].append({"on": on, "reviewer": "Bo", "body": "Secret note"})
    store = new_store()
    load(store, whole)
    page = the_page(made, store)
    assert "Secret" not in page.text
    assert "Ask for the whole photo." in page.text


def test_notes_go_along_only_if_wished(loaded: Store, made: Made) -> None:
    assert "Ask for the whole photo." in the_page(made, loaded).text
    assert "Ask for" not in the_page(made, loaded, Choice(reviewed=False)).text


def test_what_a_blind_project_hides_is_not_in_my_report(
    new_store: Callable[[], Store],
    load: Callable[..., LoadReport],
    whole: dict[str, Any],
    made: Made,
) -> None:
    whole["assignments"] = []
    loaded = new_store()
    load(loaded, whole)
    given = loaded.read(assessments.rows)
    do(loaded, projects.set_blind, blind=True)
    with Reader(loaded.path, viewer=OTHER.id) as reader:
        hidden = reader.read(blind.closed)
        reasons = [one.reason for one in given if one.claim_id in hidden]
        page = the_page(made, reader)
    assert any(reasons)
    assert not any(reason in page.text for reason in reasons if reason)
    kinds = {had.get("id"): had["class"] for _, had in page.elements if had.get("class")}
    rows = [row for row in loaded.read(claims.rows) if row.id in hidden]
    assert {kinds[f"claim-{row.number}"] for row in rows} == {"claim open"}


def test_articles_without_a_passage_are_left_out_and_that_is_told(
    loaded: Store, tmp_path: Any
) -> None:
    do(loaded, articles.add, ReadArticle("Nobody marked this.", "Unmarked"))
    written = loaded.read(FORMATS["html-report"].write, tmp_path / "a.html", EVERYTHING)
    assert written.remarks == ("Left out: 1 article with no passage of the claims in the report.",)
    assert "Unmarked" not in (tmp_path / "a.html").read_text("utf-8")


def test_an_empty_project_makes_a_page_that_says_so(store: Store, made: Made) -> None:
    assert "No claim has a verdict yet." in the_page(made, store, Choice()).text


def test_deep_overlaps_get_more_room(store: Store, made: Made) -> None:
    version = articles.row
    article_id = do(store, articles.add, ReadArticle("Some words that eight claims share.", "Deep"))
    article = store.read(version, article_id)
    assert article is not None
    for number in range(8):
        claim = do(store, claims.add, f"Claim {number}")
        do(
            store,
            passages.link,
            claim,
            do(store, passages.mark, article.version_id, number // 4 * 5, 20),
        )
    page = the_page(made, store)
    assert "deep6" in page.values("class")
    assert len(page.values("class")) > 8
    (paragraph,) = [
        one for one in page.elements if one[0] == "p" and one[1].get("class") == "deep6"
    ]
    assert paragraph[1]["dir"] == "auto"


def test_it_can_be_stopped_and_leaves_nothing(loaded: Store, tmp_path: Any) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with pytest.raises(ReviewError):
        loaded.read(FORMATS["html-report"].write, tmp_path / "a.html", EVERYTHING, stop)
    assert not (tmp_path / "a.html").exists()
    assert not list(tmp_path.glob(".claimdesk-*"))
