"""What the codebook and the project of REFI-QDA 1.0 share: claims as codes, verdicts as sets.

The exchange format of qualitative data analysis programs: www.qdasoftware.org, edition of
2019-09-25. A claim is a code, a verdict or a tag a set of codes, a passage a selection.

Checked against the published schemas, Codebook.xsd 1.0 and Project.xsd of 18 March 2019: which
parts and attributes there are, which must be, in which order (``tests/exchange/writers/
refi_shape.py`` says so in our words). Sets stand in a codebook, but beside the one of a project,
and their members are named by ``guid`` there and by ``targetGUID`` here.
"""

from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from claimdesk.core.ids import as_text, derived_id
from claimdesk.core.model import Id, Verdict
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim, Source
from claimdesk.exchange.report_words import VERDICTS, fit, listed
from claimdesk.exchange.writers import words

ORIGIN = "Claimdesk"
_DEPTH = 4
"""Elements so deep, as a code below that of all claims, are written as a whole."""
CLAIMS = as_text(derived_id("refi", b"claims"))
"""The code that stands above all claims, so that they stay together among the codes of others."""

_COLOURS: Mapping[Verdict | None, str] = {
    None: "#566472",
    Verdict.CONFIRMED: "#12786D",
    Verdict.DENIED: "#AC2A0A",
    Verdict.UNVERIFIED: "#5B2F8C",
}


def child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element with a text and with those attributes that are not empty."""
    made = ET.SubElement(parent, tag, {k: fit(v) for k, v in attributes.items() if v})
    made.text = fit(text) or None
    return made


def codes(parent: ET.Element, outgoing: Outgoing) -> None:
    """Add the codes of claims."""
    top = child(child(parent, "Codes"), "Code", guid=CLAIMS, name="Claims", isCodable="false")
    for claim in outgoing.claims:
        outgoing.beat()
        row = claim.row
        code = child(
            top, "Code", guid=as_text(row.id), name=f"{row.number}. {row.text}", isCodable="true",
            color=_COLOURS[row.verdict],
        )  # fmt: skip
        child(code, "Description", _description(claim))


def sets(outgoing: Outgoing, aim: str) -> ET.Element:
    """Return sets of claims by verdict and by tag; ``aim`` is how a member names its code."""
    members: dict[str, list[Id]] = {}
    for claim in outgoing.claims:
        for name in (VERDICTS[claim.row.verdict], *(f"Tag: {tag}" for tag in claim.tags)):
            members.setdefault(name, []).append(claim.row.id)
    holder = ET.Element("Sets")
    for name, ids in members.items():
        guid = as_text(derived_id("refi", b"set", name.encode()))
        one = child(holder, "Set", guid=guid, name=name)
        for member in ids:
            child(one, "MemberCode", **{aim: as_text(member)})
    return holder


def put(root: ET.Element, stream: IO[bytes], outgoing: Outgoing) -> None:
    """Write a document as UTF-8 with its declaration, piece by piece."""
    stream.write(b"<?xml version='1.0' encoding='utf-8'?>\n")
    for piece in _pieces(root, 0):
        outgoing.beat()
        stream.write(piece.encode())


def _pieces(element: ET.Element, depth: int) -> Iterator[str]:
    """Yield an element in lines; what lies deep is small enough to be written at once."""
    margin = depth * "  "
    if depth == _DEPTH or not len(element):
        ET.indent(element, level=depth)
        yield f"{margin}{ET.tostring(element, encoding='unicode')}\n"
        return
    attributes = "".join(f" {name}={quoteattr(said)}" for name, said in element.items())
    yield f"{margin}<{element.tag}{attributes}>\n"
    for one in element:
        yield from _pieces(one, depth + 1)
    yield f"{margin}</{element.tag}>\n"


def _description(claim: OutgoingClaim) -> str:
    row = claim.row
    lines = (
        words.verdict(claim),
        row.reason,
        words.said(claim),
        claim.detail.context,
        *(words.assessment(one) for one in claim.assessments if len(claim.assessments) > 1),
        *map(_source, claim.sources),
    )
    return "\n".join(filter(None, lines))


def _source(source: Source) -> str:
    row = source.row
    parts = (row.title or row.citation, row.publisher, row.published, row.url)
    quote = f": “{row.quote}”" if row.quote else ""
    return f"Evidence, {source.use.stance}: {listed(parts) or row.kind}{quote}"
