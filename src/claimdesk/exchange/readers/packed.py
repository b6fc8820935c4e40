"""Packed files (ZIP) and the XML inside them, opened as if they were out to harm.

Sizes are counted while unpacking, whatever a file claims; XML with declarations of its own is
refused, so that entities cannot grow or reach for other files.
"""

import io
import zipfile
import zlib
from typing import Self
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark

MOST_UNPACKED = 200_000_000
"""Bytes of all members read; more is a bomb."""
_MOST_MEMBERS = 20_000
_DEEPEST = 200

_DAMAGED = mark("It is damaged, or not what its name says.")
_LACKS = mark("It is damaged: a part of it, “{name}”, is missing.")
_LOCKED = mark("It is protected by a password; save it without one and import it again.")
_BOMB = mark("It unpacks to more than an article can be.")
_ENTITIES = mark("It declares entities of its own, which no honest document needs.")
_TOO_DEEP = mark("It is nested too deeply to be read.")


class Packed:
    """The members of a packed file; what is read of them is bounded in sum."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise ReviewError(Code.DAMAGED, _DAMAGED) from error
        self.names = frozenset(self._zip.namelist())
        if len(self.names) > _MOST_MEMBERS:
            raise ReviewError(Code.TOO_BIG, _BOMB)
        self._left = MOST_UNPACKED

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes:
        """Return the bytes of a member."""
        if name not in self.names:
            raise ReviewError(Code.DAMAGED, _LACKS.format(name=name[:60]))
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except RuntimeError as error:  # a password, or a way of packing nobody has
            raise ReviewError(Code.REFUSED, _LOCKED) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise ReviewError(Code.DAMAGED, _DAMAGED) from error
        self._left -= len(data)
        if self._left < 0:
            raise ReviewError(Code.TOO_BIG, _BOMB)
        return data

    def xml(self, name: str) -> Element:
        """Return a member as the tree it is."""
        return tree(self.read(name))


def tree(data: bytes) -> Element:
    """Return the tree of XML that declares nothing and is not too deep."""
    builder = TreeBuilder()
    depth = 0
    parser = expat.ParserCreate(namespace_separator="}")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ReviewError(Code.DAMAGED, _TOO_DEEP)
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refused
    try:
        parser.Parse(data, True)  # noqa: FBT003 - that is all of it
    except expat.ExpatError as error:
        raise ReviewError(Code.DAMAGED, _DAMAGED) from error
    root: Element = builder.close()
    return root


def local(tag: str) -> str:
    """Return the name of an element or attribute without its name space."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its name space, empty if it is not there."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def found(root: Element, name: str) -> str:
    """Return the text of the first element of a name, whatever its name space."""
    return next(
        ("".join(one.itertext()) for one in root.iter() if local(one.tag) == name), ""
    ).strip()


def _refused(*_: object) -> None:
    raise ReviewError(Code.REFUSED, _ENTITIES)
