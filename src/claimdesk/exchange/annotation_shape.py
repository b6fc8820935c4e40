"""Check the shape of Web Annotations (W3C, JSON-LD): what is read of them, as frozen records.

Keys that are not read here may stand there, as JSON-LD allows; a key that is read must hold what
the Web Annotation Data Model says, or the file is refused with the place. Nothing is fetched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from claimdesk.core.text import normalise
from claimdesk.exchange.review_rules import POSITION, TEXT
from claimdesk.exchange.review_shape import bad

Object = Mapping[str, object]

_QUOTE = ("exact", "prefix", "suffix")
_TERMS = ("title", "publisher", "issued", "type", "bibliographicCitation")
_NAMES = ("name", "nickname", "id")


@dataclass(frozen=True, slots=True)
class Thing:
    """What is named by an address: a text, a claim, a source; ``also`` are further names of it.

    ``said`` holds what stands with it, by the names of the Dublin Core terms.
    """

    id: str = ""
    also: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """One thing an annotation says, and for what purpose; either a value or a source."""

    purpose: str
    label: str = ""
    value: str = ""
    id: str = ""
    source: Thing | None = None
    cached: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """What an annotation is on: a thing, or the part of it that its selectors name.

    ``place`` is where this stands in the file; ``start`` and ``end`` are code points, -1 where
    no position is said.
    """

    place: str
    thing: Thing
    is_part: bool = False
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation, and where in the file it stands."""

    place: str
    id: str
    motivations: tuple[str, ...]
    creator: str
    bodies: tuple[Body, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """All annotations of a file; ``is_cut`` says that more are on pages elsewhere."""

    items: tuple[Annotation, ...]
    is_cut: bool = False


def is_annotations(data: object) -> bool:
    """Return whether a document says that it holds annotations."""
    first = data[0] if isinstance(data, list) and data else data
    return bool(_types(first) & {"Annotation", "AnnotationPage", "AnnotationCollection"})


def parse(data: object) -> Annotations:
    """Check a document of annotations; BAD_REVIEW names the first place that is wrong."""
    found, is_cut = _items(data)
    return Annotations(tuple(_annotation(place, one) for place, one in found), is_cut)


def _items(data: object) -> tuple[list[tuple[str, object]], bool]:
    """Return the annotations with their places, and whether more are elsewhere."""
    if isinstance(data, Mapping) and "Annotation" in _types(data):
        return [("annotation", data)], False
    place, holder = "", data
    if "AnnotationCollection" in _types(holder) and "items" not in _object(holder, "collection"):
        if _object(holder, "collection").get("total") == 0:
            return [], False
        place, holder = "first.", _object(holder, "collection").get("first")
        if not isinstance(holder, Mapping):
            raise bad("first", "must be a page that is in this file; nothing is fetched")
    listed = holder.get("items") if isinstance(holder, Mapping) else holder
    if not isinstance(listed, list):
        raise bad(f"{place}items", "must be a list of annotations")
    more = isinstance(holder, Mapping) and bool(holder.get("next"))
    return [(f"{place}items[{n}]", one) for n, one in enumerate(listed)], more


def _annotation(place: str, data: object) -> Annotation:
    one = _object(data, place)
    if "Annotation" not in _types(one):
        raise bad(place, "is not an annotation")
    motivations = tuple(_texts(one.get("motivation"), f"{place}.motivation"))
    purpose = motivations[0] if motivations else "commenting"
    bodies = [
        _body(where, body, purpose) for where, body in _listed(one.get("body"), f"{place}.body")
    ]
    if "bodyValue" in one:
        bodies.append(Body(purpose, value=_text(one, "bodyValue", place)))
    spots = [_spot(where, spot) for where, spot in _listed(one.get("target"), f"{place}.target")]
    if not spots:
        raise bad(place, "has no target")
    return Annotation(
        place=place,
        id=_text(one, "id", place),
        motivations=motivations,
        creator=_creator(one, place),
        bodies=tuple(bodies),
        spots=tuple(spots),
    )


def _body(place: str, data: object, purpose: str) -> Body:
    if isinstance(data, str):
        return Body(purpose, source=Thing(_clean(place, data)))
    one = _object(data, place)
    purpose = next(iter(_texts(one.get("purpose"), f"{place}.purpose")), purpose)
    label = one.get("label")
    state = one.get("state")
    state = _object(state, f"{place}.state") if state is not None else {}
    has_source = "source" in one
    return Body(
        purpose=purpose,
        label=label if isinstance(label, str) else "",
        value=_text(one, "value", place),
        id=_text(one, "id", place),
        source=_thing(f"{place}.source", one["source"]) if has_source else None,
        cached=_text(state, "cached", f"{place}.state"),
        day=_text(state, "sourceDate", f"{place}.state")[:10],
    )


def _spot(place: str, data: object) -> Spot:
    if isinstance(data, str) or "source" not in _object(data, place):
        return Spot(place, _thing(place, data))
    one = _object(data, place)
    spot = Spot(place, _thing(f"{place}.source", one["source"]), is_part="selector" in one)
    for where, selector in _listed(one.get("selector"), f"{place}.selector"):
        spot = _selected(spot, where, selector)
    return spot


def _selected(spot: Spot, place: str, data: object) -> Spot:
    """Return the spot with what one selector says; those of other kinds say nothing here."""
    if not isinstance(data, Mapping) or "refinedBy" in data:
        return spot
    if "TextQuoteSelector" in _types(data):
        exact, prefix, suffix = (normalise(_text(data, name, place)) for name in _QUOTE)
        return replace(spot, exact=exact, prefix=prefix, suffix=suffix)
    if "TextPositionSelector" in _types(data):
        start, end = (_number(data, name, place) for name in ("start", "end"))
        return replace(spot, start=start, end=end)
    return spot


def _thing(place: str, data: object) -> Thing:
    if isinstance(data, str):
        return Thing(_clean(place, data))
    one = _object(data, place)
    said = {
        name: _text(one, f"dcterms:{name}", place) for name in _TERMS if f"dcterms:{name}" in one
    }
    also = [
        name
        for key in ("dcterms:identifier", "canonical")
        for name in _texts(one.get(key), f"{place}.{key}")
    ]
    said["creator"] = _creator(one, place)
    own = _text(one, "id", place)
    if not own:
        raise bad(place, "does not say of what it is: it has no id")
    return Thing(own, tuple(also), said)


def _creator(one: Object, place: str) -> str:
    """Return the name of the first who made it, or else the address."""
    for where, who in _listed(one.get("creator"), f"{place}.creator"):
        if isinstance(who, str):
            return _clean(where, who)
        person = _object(who, where)
        return next(filter(None, (_text(person, key, where) for key in _NAMES)), "")
    return ""


def _listed(data: object, place: str) -> Iterator[tuple[str, object]]:
    """Yield what JSON-LD allows to stand alone or in a list, each with its place."""
    if isinstance(data, list):
        yield from ((f"{place}[{n}]", one) for n, one in enumerate(data))
    elif data is not None:
        yield place, data


def _texts(data: object, place: str) -> Iterator[str]:
    return (_clean(where, one) for where, one in _listed(data, place))


def _types(data: object) -> set[str]:
    """Return the types an object says it has."""
    said = data.get("type") if isinstance(data, Mapping) else None
    return {one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str)}


def _object(data: object, place: str) -> Object:
    if not isinstance(data, Mapping):
        raise bad(place, "must be an object")
    return data


def _text(one: Object, key: str, place: str) -> str:
    return _clean(f"{place}.{key}", one.get(key, ""))


def _number(one: Object, key: str, place: str) -> int:
    try:
        return int(str(POSITION.read(one.get(key))))
    except ValueError as error:
        raise bad(f"{place}.{key}", f"must be {POSITION.wanted}") from error


def _clean(place: str, value: object) -> str:
    try:
        return str(TEXT.read(value))
    except ValueError as error:
        raise bad(place, f"must be {TEXT.wanted}") from error
