"""Read rows straight from the pages of a damaged file, without SQLite and without its trees.

Every page that holds rows is looked at by itself, so a damaged page costs its own rows and no
others. What a row claims to be is decided by its shape; whether it is true, by its fingerprint.
"""

import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from claimdesk.core.errors import Code, ReviewError

Row = tuple[Any, ...]
_PAGE_SIZE = 4096
"""What SQLite gives a new file, for one whose header is lost."""
_TABLE_LEAF, _INDEX_INNER, _INDEX_LEAF = 13, 2, 10
_INTEGERS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
"""How many bytes a number takes, by its type."""
_TEXT, _BLOB = "text", "blob"
_SHAPES = {
    "revision": (*("null", 16, 16, "int", "int", "int", "int", _TEXT, _TEXT, 16, _BLOB, _TEXT),),
    "session": (16, 16, 16, _TEXT, "int"),
    "content": (32, "int", _BLOB),
    "numbering": (16, "int", "int"),
}
"""What the columns of a row look like; a number is a blob of so many bytes.

``numbering`` is the index over session and ``seq``, and whatever else looks like it.
"""
_IN_TABLES = frozenset(("revision", "content"))
"""What is kept by row number; the rest stands in pages of indexes."""


@dataclass(slots=True)
class Deadline:
    """A moment by which work must be done."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """Return the deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def check(self) -> None:
        """Raise TIMEOUT if it has passed."""
        if time.monotonic() > self.at:
            raise ReviewError(
                Code.TIMEOUT, "This takes too long; the file may be made to keep programs busy."
            )


class Carver:
    """Goes through the pages of one file."""

    def __init__(self, source: BinaryIO, deadline: Deadline) -> None:
        self._source = source
        self._deadline = deadline
        self._size = source.seek(0, 2)
        header = self._read(0, 100)
        size = struct.unpack(">H", header[16:18])[0] if len(header) == 100 else 0
        size = 65536 if size == 1 else size
        self._page_size = size if size in {2**power for power in range(9, 17)} else _PAGE_SIZE
        announced = struct.unpack(">I", header[28:32])[0] if len(header) == 100 else 0
        self.missing_bytes = max(0, announced * self._page_size - self._size)
        """How much the header promises beyond the end of the file; damage can make it lie."""

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """Yield (table, row number, columns) of every row that looks like one; 0 for no number."""
        for number in range(1, -(-self._size // self._page_size) + 1):
            page = self._page(number)
            start = 100 if number == 1 else 0
            if len(page) > start + 8 and page[start] in {_TABLE_LEAF, _INDEX_INNER, _INDEX_LEAF}:
                yield from self._rows_of(page, start)

    def _rows_of(self, page: bytes, start: int) -> Iterator[tuple[str, int, Row]]:
        kind = page[start]
        first = start + (12 if kind == _INDEX_INNER else 8)
        cells = struct.unpack(">H", page[start + 3 : start + 5])[0]
        for place in range(first, min(first + 2 * cells, len(page) - 1), 2):
            self._deadline.check()
            try:
                found = self._cell(page, struct.unpack(">H", page[place : place + 2])[0], kind)
            except (IndexError, ValueError, struct.error):
                continue  # a damaged cell; its neighbours may be whole
            if found:
                yield found

    def _cell(self, page: bytes, place: int, kind: int) -> tuple[str, int, Row] | None:
        is_table = kind == _TABLE_LEAF
        length, place = _varint(page, place + (4 if kind == _INDEX_INNER else 0))
        number, place = _varint(page, place) if is_table else (0, place)
        here = self._local(length, is_table=is_table)
        types, body = _header(page[place : place + here])
        table = _table_of(types, is_table=is_table)
        if table is None or length > self._size:
            return None
        payload = page[place : place + here]
        if here < length:
            following = struct.unpack(">I", page[place + here : place + here + 4])[0]
            payload += self._overflow(following, length - here)
        return table, number, _columns(payload, types, body)

    def _local(self, length: int, *, is_table: bool) -> int:
        """Return how much of a payload lies in its own page."""
        usable = self._page_size
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        return here if here <= most else least

    def _overflow(self, number: int, left: int) -> bytes:
        parts = []
        while left > 0:
            self._deadline.check()
            page = self._page(number)
            if len(page) < 4 or not number:
                raise ValueError("a chain of pages is broken")
            parts.append(page[4 : 4 + left])
            left -= len(parts[-1])
            number = struct.unpack(">I", page[:4])[0]
        return b"".join(parts)

    def _page(self, number: int) -> bytes:
        return self._read((number - 1) * self._page_size, self._page_size)

    def _read(self, place: int, size: int) -> bytes:
        self._source.seek(max(0, place))
        return self._source.read(size)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    return value << 8 | data[place + 8], place + 9


def _header(payload: bytes) -> tuple[list[int], int]:
    """Return the types of the columns and where their values begin."""
    body, place = _varint(payload, 0)
    types: list[int] = []
    while place < body:
        one, place = _varint(payload, place)
        types.append(one)
    return types, body


def _table_of(types: list[int], *, is_table: bool) -> str | None:
    for table, shape in _SHAPES.items():
        fits = len(shape) == len(types) and is_table == (table in _IN_TABLES)
        if fits and all(map(_is_like, types, shape)):
            return table
    return None


def _is_like(kind: int, shape: object) -> bool:
    match shape:
        case "null":
            return kind == 0
        case "int":
            return kind in _INTEGERS and kind != 0
        case "text":
            return kind >= 13 and kind % 2 == 1
        case "blob":
            return kind >= 12 and kind % 2 == 0
        case _:
            return kind == 12 + 2 * int(str(shape))


def _columns(payload: bytes, types: list[int], place: int) -> Row:
    values: list[Any] = []
    for kind in types:
        size = _INTEGERS[kind] if kind in _INTEGERS else (kind - 12) // 2
        data = payload[place : place + size]
        if len(data) != size:
            raise ValueError("a row is cut short")
        place += size
        values.append(_value(kind, data))
    return tuple(values)


def _value(kind: int, data: bytes) -> object:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    return data.decode() if kind % 2 else data  # text that is not UTF-8 is a ValueError
