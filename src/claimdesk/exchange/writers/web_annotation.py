"""Web Annotations (W3C, JSON-LD): passages, claims and verdicts for annotation programs.

The Web Annotation Data Model of 2017-02-23 with the words of its own context and no others. Each
link, assessment, final verdict, use of evidence and relation is an annotation; what it says
stands in bodies with a purpose, and a label where one purpose has several meanings.

What the model demands of these parts is asked in ``test_web_annotation_model.py``, as we read it;
no validator was at hand. A page must hold something, so that a collection of nothing has none.
"""

import base64
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from claimdesk.core.ids import as_text, derived_id
from claimdesk.core.model import AdjudicationRow, ArticleRow, AssessmentRow, Id, LinkRow
from claimdesk.exchange.outgoing import Outgoing, OutgoingClaim, Source, moment
from claimdesk.exchange.progress import Tick

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Json = dict[str, object]

_ADDRESS = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\x00-\x1f]+""")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write one collection whose only page is in it."""
    told = _Annotations(outgoing)
    total = len(outgoing.claims)
    own = urn(outgoing.project.id)
    page = {"id": f"{own}#page", "type": "AnnotationPage", "partOf": own, "startIndex": 0}
    head: Json = {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": outgoing.project.title,
        "generator": {"type": "Software", "name": "Claimdesk"},
    }
    if not total:
        stream.write(f"{_lines({**head, 'total': 0})}\n".encode())
        return ()
    head["first"] = {**page, "items": []}
    begin, _, _ = _lines(head).rpartition("]")
    stream.write(begin.encode())
    written = 0
    for done, claim in enumerate(outgoing.claims):
        tick(done, total)
        for one in told.of(claim):
            stream.write(f"{',' if written else ''}\n{_lines(one)}".encode())
            written += 1
    # How many there are is known at the end, and the order of names says nothing in JSON.
    stream.write(f'\n]}}, "total": {written}}}\n'.encode())
    tick(total, total)
    return ()


def _lines(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False)


def urn(record_id: Id) -> str:
    """Return the address of what has none but its id."""
    return f"urn:uuid:{as_text(record_id)}"


def fingerprint(sha256: bytes) -> str:
    """Return the address of a text by its SHA-256 (RFC 6920)."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(sha256).decode().rstrip("=")


class _Annotations:
    """What each claim comes to; articles are described where they are named."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._passages = outgoing.passages
        self._articles = {row.id: _article(row) for row in outgoing.articles}
        self._states = {row.id: _state(row.archived_url, row.captured) for row in outgoing.articles}
        self._project = urn(outgoing.project.id)
        self._going = {claim.row.id for claim in outgoing.claims}

    def of(self, claim: OutgoingClaim) -> Iterator[Json]:
        """Yield the annotations of a claim: where it stands, what was decided, why."""
        for link in claim.links:
            yield _annotation(link.id, "describing", self._bodies(claim, link), self._place(link))
        if not claim.links:
            own = derived_id("annotation", b"claim", claim.row.id)
            home = claim.detail.article_id
            target = self._articles.get(home, self._project) if home else self._project
            yield _annotation(own, "describing", self._bodies(claim, None), target)
        for one in claim.assessments:
            yield _assessment(one)
        if claim.final:
            yield _final(claim.final)
        yield from (_evidence(source) for source in claim.sources)
        for relation in claim.relations:
            if relation.to_claim_id in self._going:
                ends = relation.from_claim_id, relation.to_claim_id, relation.kind.encode()
                own = derived_id("annotation", b"relation", *ends)
                to: Json = {
                    "type": "SpecificResource", "purpose": "linking", "label": "claim",
                    "source": urn(relation.to_claim_id),
                }  # fmt: skip
                bodies = [to, *_body("classifying", "relation", relation.kind)]
                yield _annotation(own, "linking", bodies, urn(relation.from_claim_id))

    def _bodies(self, claim: OutgoingClaim, link: LinkRow | None) -> list[Json]:
        row, detail = claim.row, claim.detail
        said = _body("describing", "claim", row.text)[0]
        return [
            {"id": urn(row.id), **said},
            *_body("describing", "context", detail.context),
            *_body("identifying", "claimant", row.claimant),
            *_body("classifying", "claim type", detail.claim_type),
            *(body for tag in claim.tags for body in _body("tagging", "", tag)),
            *_body("assessing", "verdict", row.verdict or ""),
            *(_link_bodies(link) if link else ()),
        ]

    def _place(self, link: LinkRow) -> Json:
        passage = self._passages[link.passage_id]
        quote = {"exact": passage.quote, "prefix": passage.prefix, "suffix": passage.suffix}
        said = {name: text for name, text in quote.items() if text}
        place: Json = {
            "id": urn(passage.id),
            "type": "SpecificResource",
            "source": self._articles[passage.article_id],
            "selector": [
                {"type": "TextQuoteSelector", **said},
                {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            ],
        }
        return place | self._states[passage.article_id]


def _link_bodies(link: LinkRow) -> Iterator[Json]:
    yield from _body("assessing", "stance", link.stance)
    yield from _body("classifying", "voice", link.voice)
    yield from _body("identifying", "speaker", link.speaker)


def _assessment(row: AssessmentRow) -> Json:
    own = derived_id("annotation", b"assessment", row.claim_id, row.reviewer_id)
    return _annotation(own, "assessing", _decided(row), urn(row.claim_id)) | _signed(row)


def _final(row: AdjudicationRow) -> Json:
    own = derived_id("annotation", b"final", row.claim_id)
    both = ["assessing", "moderating"]
    return _annotation(own, both, _decided(row), urn(row.claim_id)) | _signed(row)


def _decided(row: AssessmentRow | AdjudicationRow) -> list[Json]:
    return [
        *_body("assessing", "verdict", row.verdict),
        *_body("classifying", "because", row.because),
        *_body("describing", "reason", row.reason),
        *_body("classifying", "as of", row.as_of),
    ]


def _signed(row: AssessmentRow | AdjudicationRow) -> Json:
    who = {"id": urn(row.reviewer_id), "type": "Person", "name": row.reviewer}
    return {"creator": who, "created": moment(row.decided_ms)}


def _evidence(source: Source) -> Json:
    row, use = source.row, source.use
    own = derived_id("annotation", b"evidence", use.claim_id, use.evidence_id)
    there = _described(
        row.url, row.id, row.title, author=row.author, publisher=row.publisher, issued=row.published
    )
    there["dcterms:identifier"] = urn(row.id)
    there["dcterms:type"] = row.kind
    if row.citation:
        there["dcterms:bibliographicCitation"] = row.citation
    linked: Json = {
        "type": "SpecificResource", "purpose": "linking", "label": "evidence", "source": there,
        **_state(row.archive_url, row.accessed),
    }  # fmt: skip
    bodies = [
        linked,
        *_body("assessing", "stance", use.stance),
        *_body("describing", "quote", row.quote),
        *_body("questioning", "question", use.question),
    ]
    return _annotation(own, "linking", bodies, urn(use.claim_id))


def _article(row: ArticleRow) -> Json:
    described = _described(
        row.source_url, row.id, row.title,
        author=row.author, publisher=row.publisher, issued=row.published,
    )  # fmt: skip
    described["dcterms:identifier"] = fingerprint(row.text_sha256)
    return described | ({"language": row.language} if row.language else {})


def _described(
    url: str, record_id: Id, title: str, *, author: str, publisher: str, issued: str
) -> Json:
    words = {"dcterms:title": title, "dcterms:publisher": publisher, "dcterms:issued": issued}
    known: Json = {name: text for name, text in words.items() if text}
    address = url if _ADDRESS.fullmatch(url) else urn(record_id)
    by: Json = {"creator": {"name": author}} if author else {}
    return {"id": address, "type": "Text"} | known | by


def _state(cached: str, day: str) -> Json:
    """Return the state a page was in: its archived copy and when it was read, as far as known."""
    state: Json = {}
    if _ADDRESS.fullmatch(cached):
        state["cached"] = cached
    if _DAY.fullmatch(day):
        state["sourceDate"] = f"{day}T00:00:00Z"
    return {"state": {"type": "TimeState", **state}} if state else {}


def _annotation(own: Id, motivation: object, bodies: list[Json], target: object) -> Json:
    return {
        "id": urn(own), "type": "Annotation", "motivation": motivation, "body": bodies,
        "target": target,
    }  # fmt: skip


def _body(purpose: str, label: str, value: str) -> list[Json]:
    """Return a body that says one thing, or none where nothing is said."""
    named = {"label": label} if label else {}
    said: Json = {"type": "TextualBody", "purpose": purpose, **named, "value": value}
    return [said] if value else []
