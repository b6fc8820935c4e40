"""Web pages saved by a browser: the article on them, or the whole page if that is wished."""

import codecs
import re
from collections.abc import Iterator

import trafilatura
from lxml import html as pages

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import text_of, tidy
from claimdesk.exchange.readers.metadata import metadata
from claimdesk.exchange.readers.text import decoded, decoded_as

_NO_TEXT = mark("There is no text on this page; it may be put together by scripts in a browser.")
_EXTRACTED = mark(
    "Left out: what does not look like the article ({left} of {all} characters on the page)."
)
_WHOLE = mark("The whole page was read, with all that stands around the article.")
_NOT_FOUND = mark("No article was recognised; the whole page was read.")
_LOST = mark(
    "Quotations or embedded posts left out: {count}; reading the whole page brings them in."
)

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE
)
_HEAD = 4096
_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
"""What browsers take other names for."""
_PICTURES = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LONGEST_HEADING = 300
_MOST_HEADINGS = 1000
_RULE = re.compile(r"\|(?:-{3,}\|)+")
"""What extraction puts under the first row of a table."""
_NUMBERED = re.compile(r"^-\s+(?=\d{1,4}\. )")
_LEAST_QUOTE = 20
"""Letters by which a quotation is known again."""
_MOST_IN_WRAPPER = 3
"""Elements in a box that holds nothing but a post and its script."""


def read_html(data: bytes, wish: Wish) -> ReadArticle:
    """Read a saved web page."""
    source, remarks = page_source(data, wish.encoding)
    return article_of(source, wish, remarks)


def article_of(source: str, wish: Wish, remarks: tuple[str, ...] = ()) -> ReadArticle:
    """Return the article on a page, with what the page says about itself."""
    source = _PICTURES.sub("data:,", source).replace("\x00", "\ufffd")
    about = metadata(source)
    whole = text_of(source)
    if not whole:
        raise ReviewError(Code.EMPTY, _NO_TEXT)
    text, said = (whole, (_WHOLE,)) if wish.whole_page else _extracted(source, whole)
    return about.article(text, (*remarks, *said))


def page_source(data: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Return a page in characters: as named, as the page says, or as it looks."""
    if encoding:
        return decoded_as(data, encoding), ()
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = _CHARSET.search(data[:_HEAD])
        if found:
            try:
                name = codecs.lookup(found[1].decode()).name
                return data.decode(_BROWSERS_READ.get(name, name)), ()
            except (LookupError, UnicodeError):
                pass  # pages say what is not so
    return decoded(data)


def _extracted(source: str, whole: str) -> tuple[str, tuple[str, ...]]:
    parser = pages.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    tree = pages.document_fromstring(source.encode(), parser=parser)
    quotes = _plain_quotes(tree)
    _make_plain(tree)
    outline = _outline(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    text = _with_headings(_paragraphs(getattr(found, "text", None) or ""), outline)
    if not text:
        return whole, (_NOT_FOUND,)
    there = _squeezed(text)
    lost = sum(1 for quote in quotes if quote not in there)
    left = max(0, len(whole) - len(text))
    remarks = [_EXTRACTED.format(left=left, all=len(whole))] if left else []
    return text, (*remarks, *([_LOST.format(count=lost)] if lost else []))


def _plain_quotes(tree: pages.HtmlElement) -> list[str]:
    """Make quotations and embedded posts plain ones, which extraction keeps; return how they begin.

    Extraction throws away what is called an embed, though posts are what articles report on.
    """
    begun = []
    for quote in tree.iter("blockquote"):
        for element in (quote, *_wrappers(quote)):
            for name in ("class", "id", "style"):
                element.attrib.pop(name, None)
        for inner in list(quote.iter("div", "section", "a")):
            inner.attrib.pop("class", None)
            if inner.tag != "a":
                inner.tag = "p"
        words = _squeezed(" ".join(quote.itertext()))
        if len(words) >= _LEAST_QUOTE and _is_in_article(quote):
            begun.append(words[:_LEAST_QUOTE])
    return begun


def _wrappers(quote: pages.HtmlElement) -> Iterator[pages.HtmlElement]:
    for above in quote.iterancestors():
        if above.tag not in ("div", "figure", "section") or len(above) > _MOST_IN_WRAPPER:
            return
        yield above


def _is_in_article(element: pages.HtmlElement) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())


def _make_plain(tree: pages.HtmlElement) -> None:
    """Give text its blanks as a page shows them, lists their numbers and tables their headings.

    Extraction takes line ends of the source for those of paragraphs, and forgets the rest.
    """
    verbatim = {id(one) for pre in tree.iter("pre", "textarea") for one in pre.iter()}
    for element in tree.iter():
        if id(element) not in verbatim:
            element.text = _BLANKS.sub(" ", element.text) if element.text else element.text
        if element.tail and element.getparent() is not None:
            inside = id(element.getparent()) in verbatim
            element.tail = element.tail if inside else _BLANKS.sub(" ", element.tail)
    for heading in tree.iter("th"):
        heading.tag = "td"
    for row in tree.iter("tr"):
        row.attrib.pop("class", None)
    for items in tree.iter("ol"):
        for number, item in enumerate(items.iterchildren("li"), 1):
            first = next(iter(item.iterchildren("p")), item)
            first.text = f"{number}. {(first.text or '').lstrip()}"


def _outline(tree: pages.HtmlElement) -> list[tuple[str, str]]:
    """Return each heading with how the block right behind it begins, both squeezed together."""
    found: list[tuple[str, str]] = []
    heading = ""
    for block in tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "pre"):
        words = " ".join("".join(block.itertext()).split())
        if block.tag.startswith("h"):
            heading = words if 0 < len(words) <= _LONGEST_HEADING else ""
        elif words:
            if heading:
                found.append((heading, _squeezed(words)[:_LEAST_QUOTE]))
            heading = ""
    return found


def _with_headings(text: str, outline: list[tuple[str, str]]) -> str:
    """Put headings back that extraction has lost, each before the block that followed it."""
    blocks = text.split("\n\n") if text else []
    there = {_squeezed(block) for block in blocks}
    begun = [_squeezed(block.lstrip("-| ")) for block in blocks]
    for heading, begins in outline[:_MOST_HEADINGS]:
        wanted = _squeezed(heading)
        place = next((n for n, one in enumerate(begun) if one.startswith(begins)), None)
        if wanted not in there and place is not None:
            blocks.insert(place, heading)
            begun.insert(place, wanted)
            there.add(wanted)
    return "\n\n".join(blocks)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _kind(line: str) -> str:
    """Return what a line is that stands close to others of its kind: an item or a row."""
    if line.startswith(("- ", "|")):
        return line[0]
    return "1" if re.match(r"\d{1,4}\. ", line) else ""


def _paragraphs(text: str) -> str:
    """Return the lines of an extract as paragraphs, but items and rows close together."""
    pieces: list[str] = []
    before = ""
    for raw in text.split("\n"):
        if not raw.strip() or _RULE.fullmatch(raw):
            continue
        line = _NUMBERED.sub("", raw.strip(), count=1)
        if pieces:
            close = _kind(line) != "" and _kind(line) == _kind(before)
            pieces.append("\n" if close else "\n\n")
        pieces.append(line)
        before = line
    return tidy("".join(pieces))
