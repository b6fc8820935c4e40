"""Find the article on a web page: which of its lines belong to it, not what they say.

Each line of the page gets a number before the page is searched. The lines whose numbers come back
are the article; their text is taken from the page itself, as every letter of it stands there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

import trafilatura
from lxml import etree
from lxml import html as pages

from claimdesk.exchange.readers.html_notes import take_notes
from claimdesk.exchange.readers.markup import is_block, is_hidden, is_silent, text_of, tidy

_OPEN = range(0x12000, 0x12100)
"""Signs of which two that are not on the page stand around the numbers."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no tree takes, though pages have it."""
_HEADINGS = re.compile("h[1-6]")
_EMPTY = re.compile(
    r"<(a|abbr|b|cite|code|div|em|h[1-6]|i|iframe|li|p|script|span|strong|sub|sup|td|title)"
    r"(\s[^<>]*)?/>"
)
"""An element without content as XML writes it, which HTML takes for one that goes on."""
_DEEPEST_HEADING = 4
"""Elements around the words of a heading, such as a link."""
_BEARERS = ("blockquote", "figcaption")
"""What holds words of others, which extraction may throw away."""
_PLAINER = {"figure": "div", "figcaption": "p"}
_LEAST_QUOTE = 20
"""Letters from which on a quotation that is lost is told."""
_MOST_IN_WRAPPER = 3
"""Elements in a box that holds nothing but a post and its script."""


@dataclass(slots=True)
class Extract:
    """The article found on a page; empty where none was."""

    text: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    """Its footnotes by their marks in the text."""
    lost: int = 0
    """Quotations, posts and captions in the article that were left out."""


def extract(source: str) -> Extract:
    """Return the article on a page."""
    parser = pages.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    if source.lstrip().startswith("<?xml"):
        source = _EMPTY.sub(r"<\1\2></\1>", source)
    try:
        tree = pages.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError:  # nothing but loose ends
        return Extract()
    notes = take_notes(tree)
    numbers = _Numbers(source)
    numbers.write(tree)
    page = text_of(pages.tostring(tree, encoding="unicode"))
    quoted = _make_plain(tree, numbers)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    kept = numbers.within(getattr(found, "text", None) or "")
    text = numbers.chosen(page, kept)
    return Extract(
        text,
        {mark: note for mark, note in notes.items() if mark in text},
        sum(1 for one in quoted if not kept & one),
    )


class _Numbers:
    """The numbers of the lines of a page."""

    def __init__(self, source: str) -> None:
        free = [chr(code) for code in _OPEN if chr(code) not in source]
        self._open, self._close = free[:2]
        self._number = re.compile(f"{self._open}(\\d+){self._close}")
        self._headings: set[int] = set()
        self._last = 0

    def write(self, tree: pages.HtmlElement) -> None:
        """Put a number before the first word of every line."""
        is_fresh = True
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            is_fresh = is_fresh or (is_block(element.tag) and element.tag != "br")
            place = "text" if event == "start" else "tail"
            if event == "start" and (is_silent(element.tag) or is_hidden(element.attrib)):
                walk.skip_subtree()
            elif is_fresh and (getattr(element, place) or "").strip():
                setattr(element, place, self._numbered(getattr(element, place)))
                is_fresh = False
                if _is_heading(element if event == "start" else element.getparent()):
                    self._headings.add(self._last)

    def within(self, text: str) -> set[int]:
        """Return the numbers in a text."""
        return {int(found) for found in self._number.findall(text)}

    def chosen(self, page: str, kept: set[int]) -> str:
        """Return the lines of a page that are kept, and headings right before them."""
        chosen: list[str] = []
        is_before_kept = False
        for block, text in reversed(list(self._blocks(page, kept))):
            numbers = self.within(block)
            is_heading = bool(numbers) and numbers <= self._headings
            said = block if is_heading and is_before_kept else text
            if not is_heading:
                is_before_kept = bool(text)
            if said:
                chosen.append(self._number.sub("", said))
        return tidy("\n\n".join(reversed(chosen)))

    def _blocks(self, page: str, kept: set[int]) -> Iterator[tuple[str, str]]:
        """Yield each block and what of it is kept; lines without a number go with those before."""
        is_kept = False
        for block in page.split("\n\n"):
            lines = []
            for line in block.split("\n"):
                numbers = self.within(line)
                is_kept = bool(numbers & kept) if numbers else is_kept
                lines += [line] if is_kept else []
            yield block, "\n".join(lines)

    def _numbered(self, text: str) -> str:
        self._last += 1
        blanks = text[: len(text) - len(text.lstrip())]
        words = _UNFIT.sub("\ufffd", text.lstrip())
        return f"{blanks}{self._open}{self._last}{self._close}{words}"


def _is_heading(element: pages.HtmlElement) -> bool:
    """Return whether an element is a heading, or a part of one."""
    around = (element, *element.iterancestors())
    return any(_HEADINGS.fullmatch(str(one.tag)) for one in around[:_DEEPEST_HEADING])


def _make_plain(tree: pages.HtmlElement, numbers: _Numbers) -> list[set[int]]:
    """Make quotations, posts and captions plain, which extraction keeps, and tables too.

    It throws away what is called an embed, though posts are what articles report on. Return the
    numbers of the lines of each quotation in an article.
    """
    quoted = []
    for bearer in list(tree.iter(*_BEARERS)):
        words = "".join("".join(bearer.itertext()).split())
        if len(words) >= _LEAST_QUOTE and _is_in_article(bearer):
            quoted.append(numbers.within(words))
        _lay_bare(bearer)
    for row in tree.iter("tr"):
        row.attrib.pop("class", None)
    for heading in tree.iter("th"):
        heading.tag = "td"
    return quoted


def _lay_bare(bearer: pages.HtmlElement) -> None:
    """Take away what an element and those around it are called, and what they look like."""
    for element in (bearer, *_wrappers(bearer)):
        for name in ("class", "id", "style"):
            element.attrib.pop(name, None)
        element.tag = _PLAINER.get(element.tag, element.tag)
    for inner in list(bearer.iter("div", "section", "a")):
        inner.attrib.pop("class", None)
        inner.tag = "a" if inner.tag == "a" else "p"


def _wrappers(bearer: pages.HtmlElement) -> Iterator[pages.HtmlElement]:
    return takewhile(_is_wrapper, bearer.iterancestors())


def _is_wrapper(element: pages.HtmlElement) -> bool:
    return element.tag in ("div", "figure", "section") and len(element) <= _MOST_IN_WRAPPER


def _is_in_article(element: pages.HtmlElement) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())
