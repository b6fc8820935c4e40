"""Footnotes of web pages: found by the links that lead there and back, wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from lxml import html as pages

from claimdesk.exchange.readers.markup import text_of

_MARK = re.compile(
    r"[\[(]?\s*((?:\w{1,4}\s)?\d{1,4}|[A-Za-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})\s*[\])]?", re.IGNORECASE
)
"""What the mark of a note looks like in the text."""
_BLOCKS = frozenset(("p", "li", "div", "aside", "dd", "tr", "section", "blockquote"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_PARTS = 300
"""Elements in a note; what holds more is a part of the page."""
_MOST_NOTES = 5000
_NEAR = 3
"""Elements around a mark that a note may lead back to instead of the mark itself."""


@dataclass(slots=True)
class _Note:
    label: str
    element: pages.HtmlElement
    marks: list[pages.HtmlElement] = field(default_factory=list)
    ways_back: list[pages.HtmlElement] = field(default_factory=list)


def take_notes(tree: pages.HtmlElement) -> dict[str, str]:
    """Take the notes out of a page and call them [1] where they are referred to.

    Return the text of each by its mark, such as “[1]”.
    """
    taken: dict[str, str] = {}
    for note in _notes(tree):
        mark = f"[{note.label}]"
        for link in note.marks:
            for inner in list(link):
                link.remove(inner)
            link.text = mark
        for link in note.ways_back:
            link.drop_tree()
        words = " ".join(
            text_of(pages.tostring(note.element, encoding="unicode", with_tail=False)).split()
        )
        note.element.drop_tree()
        taken.setdefault(mark, words.removeprefix("- ").lstrip("^↑*. ").rstrip("↩︎ "))
    return taken


def _notes(tree: pages.HtmlElement) -> list[_Note]:
    """Return the notes in the order of their marks."""
    order = {one: number for number, one in enumerate(tree.iter())}
    places = {name: one for one in order for name in (one.get("id"), one.get("name")) if name}
    found: dict[pages.HtmlElement, _Note] = {}
    back: set[pages.HtmlElement] = set()
    for link in tree.iter("a"):
        said = _MARK.fullmatch(" ".join("".join(link.itertext()).split()))
        target = places.get(_fragment(link))
        element = None if target is None else _element(target)
        if said is None or element is None or order[element] < order[link]:
            continue
        ways = [way for way in _links(element) if _leads_to(places.get(_fragment(way)), link)]
        if ways or link.get("role") == "doc-noteref":
            note = found.setdefault(element, _Note(said[1], element))
            note.marks.append(link)
            note.ways_back += (way for way in ways if way not in back)
            back.update(ways)
        if len(found) == _MOST_NOTES:
            break
    inside = {mark for note in found.values() for mark in note.marks}
    return [note for note in found.values() if not inside.intersection(note.element.iter("a"))]


def _fragment(link: pages.HtmlElement) -> str:
    return unquote((link.get("href") or "").partition("#")[2])


def _element(target: pages.HtmlElement) -> pages.HtmlElement | None:
    """Return the whole note of which a target is the beginning; None if it is no note."""
    for one in (target, *target.iterancestors()):
        if one.tag in _BLOCKS:
            parts = list(islice(one.iter(), _MOST_PARTS))
            is_note = len(parts) < _MOST_PARTS and not any(p.tag in _HEADINGS for p in parts)
            return one if is_note else None
    return None


def _links(element: pages.HtmlElement) -> Iterator[pages.HtmlElement]:
    return (one for one in element.iter("a") if "#" in (one.get("href") or ""))


def _leads_to(place: pages.HtmlElement | None, link: pages.HtmlElement) -> bool:
    """Return whether a place is the link, right around it, or in it."""
    if place is None:
        return False
    near = (link, *islice(link.iterancestors(), _NEAR))
    return place in near or link in place.iterancestors() or link.getprevious() is place
