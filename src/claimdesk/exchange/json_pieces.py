"""JSON written piece by piece: a long document is never held as text, and its writing is heard."""

import json
from collections.abc import Callable, Iterator
from itertools import islice

_AT_ONCE = 5_000
"""Parts of the text joined to a piece: some ten milliseconds."""


def pieces(data: object, indent: int, beat: Callable[[], object]) -> Iterator[bytes]:
    """Yield a document in UTF-8 for people to read, too, and call ``beat`` with each piece."""
    parts = json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(data)
    while some := "".join(islice(parts, _AT_ONCE)):
        beat()
        yield some.encode()
    yield b"\n"
