"""What the codebook and the project of REFI-QDA 1.0 share: claims as codes, verdicts as sets.

The exchange format of qualitative data analysis programs: www.qdasoftware.org, edition of
2019-09-25. A claim is a code, a verdict or a tag a set of codes, a passage a selection.
"""

import io
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from claimdesk.core.ids import as_text, derived_id
from claimdesk.core.model import Id, Verdict
from claimdesk.exchange.outgoing import OutgoingClaim, Source
from claimdesk.exchange.report_words import VERDICTS, fit, listed
from claimdesk.exchange.writers import words

ORIGIN = "Claimdesk"
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


def codebook(parent: ET.Element, claims: Iterable[OutgoingClaim]) -> None:
    """Add the codes of claims, and sets of them by verdict and by tag."""
    claims = list(claims)
    top = child(child(parent, "Codes"), "Code", guid=CLAIMS, name="Claims", isCodable="false")
    sets: dict[str, list[Id]] = {}
    for claim in claims:
        row = claim.row
        code = child(
            top, "Code", guid=as_text(row.id), name=f"{row.number}. {row.text}", isCodable="true",
            color=_COLOURS[row.verdict],
        )  # fmt: skip
        child(code, "Description", _description(claim))
        for name in (VERDICTS[row.verdict], *(f"Tag: {tag}" for tag in claim.tags)):
            sets.setdefault(name, []).append(row.id)
    if sets:
        holder = child(parent, "Sets")
        for name, members in sets.items():
            guid = as_text(derived_id("refi", b"set", name.encode()))
            one = child(holder, "Set", guid=guid, name=name)
            for member in members:
                child(one, "MemberCode", targetGUID=as_text(member))


def as_bytes(root: ET.Element) -> bytes:
    """Return a document as UTF-8 with its declaration."""
    ET.indent(root)
    stream = io.BytesIO()
    ET.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue()


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
