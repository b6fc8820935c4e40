"""Check the shape of a review and write it back: both follow the declarations of the format."""

from collections.abc import Callable
from dataclasses import MISSING
from enum import StrEnum
from typing import Any, TypeVar

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.review_format import FORMAT, KINDS, LATER, VERSION, Document, Item, keys
from claimdesk.exchange.review_rules import Rule, Target
from claimdesk.exchange.wording import shown

T = TypeVar("T", bound=Item)


def parse(data: object) -> Document:
    """Check a review item by item; BAD_REVIEW names the first place that is wrong."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ReviewError(Code.NOT_REVIEW, f"This is not a review: its format is not “{FORMAT}”.")
    _check_version(data.get("version"))
    for name in data:
        if name not in KINDS and name not in {"format", "version"}:
            raise bad(shown(name), "is not a key of the review format")
    lists: dict[str, Any] = {
        name: _list(kind, name, data.get(name, [])) for name, kind in KINDS.items()
    }
    return Document(**lists)


def as_data(document: Document, beat: Callable[[], object] = lambda: None) -> dict[str, object]:
    """Return the review as it is written; keys that say nothing are left out.

    ``beat`` is called with each item, for somebody who waits.
    """
    data: dict[str, object] = {"format": FORMAT, "version": VERSION}
    for name in KINDS:
        if name in LATER and not getattr(document, name):
            continue
        items = []
        for item in getattr(document, name):
            beat()
            items.append(_written(item))
        data[name] = items
    return data


def bad(place: str, trouble: str) -> ReviewError:
    """Word what is wrong at one place of a review."""
    return ReviewError(Code.BAD_REVIEW, f"{place} {trouble}.")


def _check_version(version: Any) -> None:
    known = isinstance(version, int | float) and not isinstance(version, bool)
    number = version if known else 0
    if number < VERSION:
        raise ReviewError(Code.NOT_REVIEW, f"This is not a review: its version is not {VERSION}.")
    if number > VERSION:
        raise ReviewError(
            Code.TOO_NEW,
            f"This review has format version {shown(str(number))}; this program reads {VERSION}.",
        )


def _list(kind: type[Item], name: str, data: object) -> tuple[Item, ...]:
    if not isinstance(data, list):
        raise bad(name, "must be a list")
    items = tuple(_item(kind, f"{name}[{n}]", part) for n, part in enumerate(data))
    places: dict[tuple[object, ...], int] = {}
    for n, item in enumerate(items):
        first = places.setdefault(item.identity, n)
        if first != n:
            shared = " and ".join(kind.same)
            raise bad(f"{name}[{n}]", f"has the same {shared} as {name}[{first}]")
    return items


def _item(kind: type[T], place: str, data: object) -> T:
    if not isinstance(data, dict):
        raise bad(place, "must be an object")
    known = keys(kind)
    for name in data:
        if name not in known:
            raise bad(f"{place}.{shown(name)}", "is not a key of the review format")
    values: dict[str, Any] = {}
    for name, part in known.items():
        if name in data:
            values[part.name] = _value(part.metadata["rule"], f"{place}.{name}", data[name])
        elif part.default is MISSING:
            raise bad(f"{place}.{name}", "is missing")
    item = kind(**values)
    if trouble := item.trouble():
        raise bad(place, trouble)
    return item


def _value(rule: Rule, place: str, value: object) -> object:
    try:
        return rule.read(value)
    except ValueError as error:
        raise bad(place, f"must be {rule.wanted}") from error


def _written(item: Item) -> dict[str, object]:
    written = {}
    for name, part in keys(type(item)).items():
        value = getattr(item, part.name)
        if value != part.default:
            written[name] = str(value) if isinstance(value, Target | StrEnum) else value
    return written
