"""What a saved page says about itself: title, author, publisher, date, language, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from claimdesk.core.model import ReadArticle

_SAVED = re.compile(r"saved from url=\(\d+\)(\S+)|^\s*url:\s*(\S+)", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting")
)
_DEEPEST = 6
_TITLES = ("og:title", "twitter:title", "dc.title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher")
_DATES = (
    *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate"),
    *("parsely-pub-date", "dcterms.created", "og:published_time"),
)


@dataclass(slots=True)
class Page:
    """What was found; empty where the page says nothing."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    canonical: str = ""
    saved_from: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The page's own address; the one it was saved from where they are of different places."""
        canonical, saved = self.canonical, self.saved_from
        if not saved:
            return canonical
        same = canonical and urlsplit(canonical).hostname == urlsplit(saved).hostname
        return canonical if same else saved

    def article(self, text: str, remarks: tuple[str, ...]) -> ReadArticle:
        """Return a text of this page as an article, with what the page says about itself."""
        return ReadArticle(
            text,
            title=self.title,
            author=self.author,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            language=self.language,
            media_type="text/html",
            remarks=remarks,
        )


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.data: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language, the address, the facts, and what has text of interest inside."""
        values = {name: value or "" for name, value in attrs}
        match tag:
            case "html":
                self.page.language = self.page.language or values.get("lang", "")
            case "link" if "canonical" in values.get("rel", "").lower().split():
                self.page.canonical = self.page.canonical or _address(values.get("href", ""))
            case "meta":
                name = values.get("property") or values.get("name") or values.get("itemprop", "")
                self.page.facts.setdefault(name.lower(), values.get("content", ""))
            case "title":
                self._inside = "" if self.page.title else "title"
            case "script" if values.get("type", "").lower() == "application/ld+json":
                self._inside = "json"
                self.data.append("")

    def handle_endtag(self, tag: str) -> None:
        """Stop listening."""
        if tag in ("title", "script"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Take the title and the structured data."""
        if self._inside == "title":
            self.page.title += data
        elif self._inside == "json":
            self.data[-1] += data

    def handle_comment(self, data: str) -> None:
        """Take the address a browser or SingleFile saved the page from."""
        found = _SAVED.search(data)
        if found and not self.page.saved_from:
            self.page.saved_from = _address(found[1] or found[2])


def metadata(source: str) -> Page:
    """Return what the source of a page says about the article on it."""
    head = _Head()
    head.feed(source)
    head.close()
    page = head.page
    said = _structured(head.data)
    page.title = _first(page, _TITLES) or said.get("title", "") or page.title
    page.author = said.get("author", "") or _no_address(_first(page, _AUTHORS))
    page.publisher = _first(page, _PUBLISHERS) or said.get("publisher", "")
    page.published = _day(said.get("published", "")) or _day(_first(page, _DATES))
    page.canonical = page.canonical or _address(page.facts.get("og:url", ""))
    page.language = page.language or page.facts.get("og:locale", "").replace("_", "-")
    return page


def _first(page: Page, names: tuple[str, ...]) -> str:
    return next((page.facts[name].strip() for name in names if page.facts.get(name)), "")


def _day(text: str) -> str:
    found = _DATE.match(text.strip())
    return found.group() if found else ""


def _no_address(text: str) -> str:
    return "" if text.startswith(("http:", "https:")) else text


def _address(text: str) -> str:
    text = text.strip()
    return text if text.startswith(("http://", "https://")) else ""


def _structured(data: list[str]) -> dict[str, str]:
    """Return what the page's JSON-LD says of its article, if it has one."""
    for one in data:
        try:
            read = json.loads(one)
        except (ValueError, RecursionError):
            continue
        for item in _items(read, _DEEPEST):
            kinds = item.get("@type")
            if _ARTICLES & set(kinds if isinstance(kinds, list) else [str(kinds)]):
                return {
                    "title": _name(item.get("headline")),
                    "author": _name(item.get("author")),
                    "publisher": _name(item.get("publisher")),
                    "published": _name(item.get("datePublished")),
                }
    return {}


def _items(read: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(read, list) and depth:
        for one in read:
            yield from _items(one, depth - 1)
    elif isinstance(read, dict):
        yield read
        if depth:
            yield from _items(read.get("@graph", []), depth - 1)


def _name(said: Any) -> str:
    if isinstance(said, list):
        return ", ".join(filter(None, map(_name, said[:10])))
    if isinstance(said, dict):
        said = said.get("name", "")
    return said.strip() if isinstance(said, str) else ""
