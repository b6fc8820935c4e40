"""What REFI-QDA's schemas ask of the documents written here, in words of our own.

After Codebook.xsd 1.0 and Project.xsd of 18 March 2019: for each kind of element its parts in
their order, how many there may be, and its attributes. Kinds of sources and parts that are never
written have no line here; an element that has no line is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ANY = re.compile(r".*", re.DOTALL)
_KINDS = {
    "guid": _GUID,
    "targetGUID": _GUID,
    "originGUID": _GUID,
    "creatingUser": _GUID,
    "color": re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"),
    "isCodable": re.compile("true|false|0|1"),
    "startPosition": re.compile(r"[+-]?\d+"),
    "endPosition": re.compile(r"[+-]?\d+"),
    "direction": re.compile("Associative|OneWay|Bidirectional"),
}


@dataclass(frozen=True)
class Kind:
    """An element: its parts as ``Name``, ``Name?``, ``Name+`` or ``Name*``; its attributes."""

    parts: str = ""
    must: str = ""
    may: str = ""
    has_text: bool = False


TEXT = Kind(has_text=True)
_REF = Kind(must="targetGUID")
_CODES = {
    "Codes": Kind("Code+"),
    "Sets": Kind("Set+"),
    "Description": TEXT,
}
_SOURCE = Kind(
    "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
    "guid",
    "name richTextPath plainTextPath creatingUser creationDateTime modifyingUser modifiedDateTime",
)
CODEBOOK: Mapping[str, Kind] = {
    **_CODES,
    "CodeBook": Kind("Codes Sets?", may="xmlns origin"),
    "Code": Kind("Description? Code*", "guid name isCodable", "color"),
    "Set": Kind("Description? MemberCode*", "guid name"),
    "MemberCode": Kind(must="guid"),
}
PROJECT: Mapping[str, Kind] = {
    **_CODES,
    "Project": Kind(
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? "
        "NoteRef*",
        "name",
        "origin creatingUserGUID creationDateTime modifyingUserGUID modifiedDateTime basePath",
    ),
    "Users": Kind("User+"),
    "User": Kind(must="guid", may="name id"),
    "CodeBook": Kind("Codes"),
    "Code": Kind("Description? NoteRef* Code*", "guid name isCodable", "color"),
    "Sources": Kind("TextSource+"),
    "TextSource": _SOURCE,
    "PlainTextContent": TEXT,
    "PlainTextSelection": Kind(
        "Description? Coding* NoteRef*",
        "guid startPosition endPosition",
        "name creatingUser creationDateTime modifyingUser modifiedDateTime",
    ),
    "Coding": Kind("CodeRef NoteRef*", "guid", "creatingUser creationDateTime"),
    "CodeRef": _REF,
    "NoteRef": _REF,
    "Notes": Kind("Note+"),
    "Note": _SOURCE,
    "Links": Kind("Link+"),
    "Link": Kind("NoteRef*", "guid", "name direction color originGUID targetGUID"),
    "Set": Kind("Description? MemberCode* MemberSource* MemberNote*", "guid name"),
    "MemberCode": _REF,
}


def check(element: ET.Element, shape: Mapping[str, Kind]) -> None:
    """Assert that an element and all in it are as the schema wants them."""
    name = _local(element)
    kind = shape[name]
    parts = "".join(f"{_local(one)} " for one in element)
    wanted = "".join(re.sub(r"^(\w+)(.?)$", r"(\1 )\2", one) for one in kind.parts.split())
    assert re.fullmatch(wanted, parts), (name, parts)
    there, must = set(element.keys()), set(kind.must.split())
    assert must <= there <= must | set(kind.may.split()), (name, there)
    for attribute, said in element.items():
        assert _KINDS.get(attribute, _ANY).fullmatch(said), (name, attribute, said)
    assert kind.has_text or not (element.text or "").strip(), name
    if kind is _SOURCE:
        assert ("plainTextPath" in there) != ("PlainTextContent " in parts), name
    for one in element:
        check(one, shape)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
