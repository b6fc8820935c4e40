"""Read JSON without its loopholes: no NaN, no key twice, no endless depth, no guessing."""

import json
from pathlib import Path
from typing import NoReturn

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import plain_file


def read(path: Path) -> object:
    """Return what a JSON file says; NOT_REVIEW with one sentence if it is not plain JSON."""
    data = plain_file.content(path)
    if not data.strip():
        raise ReviewError(Code.EMPTY, f"“{path.name}” is empty.")
    try:
        return parse(data)
    except _LoopholeError as loophole:
        raise ReviewError(Code.NOT_REVIEW, f"“{path.name}” {loophole}.") from loophole


def parse(data: bytes) -> object:
    """Return what JSON in UTF-8 says; raises ValueError that completes "The file ..."."""
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant
        )
    except UnicodeDecodeError as error:
        raise _LoopholeError(f"is not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _LoopholeError(f"is not JSON (trouble at {place})") from error
    except RecursionError as error:
        raise _LoopholeError("is nested too deeply") from error
    except _LoopholeError:
        raise
    except ValueError as error:
        raise _LoopholeError("holds a number of too many digits") from error


class _LoopholeError(ValueError):
    """JSON that says something no reader should guess at."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read_object: dict[str, object] = {}
    for key, value in pairs:
        if key in read_object:
            raise _LoopholeError(f"says the key {key!a:.60} twice in one place")
        read_object[key] = value
    return read_object


def _constant(name: str) -> NoReturn:
    raise _LoopholeError(f"holds {name}, which is not a number")
