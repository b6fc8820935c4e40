"""EPUB books: the chapters in the order they are read, under the book's own particulars."""

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.file_dates import is_day
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import text_of
from claimdesk.exchange.readers.packed import Packed, attribute, found, local

_EMPTY = mark("There is no text in it.")
_LOCKED = mark("It is protected against copying (DRM) and cannot be read.")
_NO_LIST = mark("It is damaged: it does not say which chapters it has.")
_LEFT_OUT = mark("Left out: pictures and the table of contents. Chapters read: {count}.")


def read_epub(data: bytes, _wish: Wish) -> ReadArticle:
    """Read an EPUB book."""
    with Packed(data) as packed:
        place = _package(packed)
        package = packed.xml(place)
        locked = _locked(packed)
        chapters = []
        for name in _chapters(package, posixpath.dirname(place)):
            if name in packed.names:
                page = packed.read(name)
                if name in locked:
                    raise ReviewError(Code.REFUSED, _LOCKED)
                chapters.append(text_of(page.decode(errors="replace")))
    text = "\n\n\n".join(chapter for chapter in chapters if chapter)
    if not text:
        raise ReviewError(Code.EMPTY, _EMPTY)
    return ReadArticle(
        text,
        title=found(package, "title"),
        author=found(package, "creator"),
        publisher=found(package, "publisher"),
        published=_published(package),
        language=found(package, "language"),
        media_type="application/epub+zip",
        remarks=(_LEFT_OUT.format(count=sum(map(bool, chapters))),),
    )


def _published(package: Element) -> str:
    """Return the day the book came out, not one on which its file was made or changed."""
    for one in package.iter():
        if local(one.tag) == "date" and attribute(one, "event") in ("", "publication"):
            said = (one.text or "").strip()[:10]
            if is_day(said) or said.isdecimal():
                return said
    return ""


def _package(packed: Packed) -> str:
    for element in packed.xml("META-INF/container.xml").iter():
        if local(element.tag) == "rootfile":
            return attribute(element, "full-path")
    raise ReviewError(Code.DAMAGED, _NO_LIST)


def _chapters(package: Element, folder: str) -> list[str]:
    """Return the names of the chapters in reading order."""
    items: dict[str, str] = {}
    order: list[str] = []
    for element in package.iter():
        match local(element.tag):
            case "item" if "nav" not in attribute(element, "properties").split():
                items[attribute(element, "id")] = unquote(attribute(element, "href"))
            case "itemref":
                order.append(attribute(element, "idref"))
    unique = dict.fromkeys(items[one] for one in order if one in items)
    return [posixpath.normpath(posixpath.join(folder, name)) for name in unique]


def _locked(packed: Packed) -> set[str]:
    """Return the names of what is encrypted; often only the fonts are."""
    place = "META-INF/encryption.xml"
    if place not in packed.names:
        return set()
    return {unquote(attribute(one, "URI")) for one in packed.xml(place).iter()}
