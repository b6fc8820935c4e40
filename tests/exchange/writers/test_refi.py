"""REFI-QDA: what other programs read back is the same articles, passages and claims."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimdesk.core import resources
from claimdesk.core.errors import ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import ReadArticle
from claimdesk.core.text import normalise
from claimdesk.exchange import review_json
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.writers import refi
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Session, Store

from . import refi_shape

Load = Callable[..., LoadReport]
ALL = Choice(reviewed=False)
P = "{urn:QDA-XML:project:1.0}"
C = "{urn:QDA-XML:codebook:1.0}"
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def written(store: Store, name: str, choice: Choice = ALL) -> bytes:
    stream = io.BytesIO()
    store.read(FORMATS[name].stream, stream, choice)
    return stream.getvalue()


def parsed(document: bytes) -> ET.Element:
    return ET.fromstring(document)  # noqa: S314 - written by the program under test


def project(store: Store, choice: Choice = ALL) -> tuple[ET.Element, dict[str, str]]:
    """Return the document of a project and its texts by their paths."""
    with ZipFile(io.BytesIO(written(store, "qdpx", choice))) as archive:
        texts = {
            f"internal://{Path(name).name}": archive.read(name).decode()
            for name in archive.namelist()
            if name != "project.qde"
        }
        return parsed(archive.read("project.qde")), texts


def quotes(root: ET.Element, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield claim and quote of each coding, as another program finds them."""
    for source in root.iter(f"{P}TextSource"):
        text = texts[source.attrib["plainTextPath"]]
        for one in source.iter(f"{P}PlainTextSelection"):
            quote = text[int(one.attrib["startPosition"]) : int(one.attrib["endPosition"])]
            for code in one.iter(f"{P}CodeRef"):
                yield code.attrib["targetGUID"], quote


def linked(session: Session) -> list[tuple[str, str]]:
    return sorted((as_text(row.claim_id), row.quote) for row in passages.links(session))


@pytest.fixture
def sample(new_store: Callable[[], Store]) -> Store:
    store = new_store()
    review = review_json.read_review(resources.path("samples", "sample.review.json"))
    store.run("Load review", lambda session: review_json.load(session, review))
    return store


def test_each_link_is_a_coding_of_the_same_words(sample: Store) -> None:
    root, texts = project(sample)

    assert sorted(quotes(root, texts)) == sample.read(linked)
    assert len(texts) == len(sample.read(articles.rows))


def test_documents_have_the_shape_of_the_published_schemas(
    sample: Store, loaded: Store, new_store: Callable[[], Store]
) -> None:
    for store in (sample, loaded, new_store()):
        refi_shape.check(project(store)[0], refi_shape.PROJECT)
        refi_shape.check(parsed(written(store, "qdc")), refi_shape.CODEBOOK)


def test_every_reference_leads_somewhere_and_every_id_is_there_once(sample: Store) -> None:
    root, _ = project(sample)
    ids = [one.attrib["guid"] for one in root.iter() if "guid" in one.attrib]
    aims = {one.attrib["targetGUID"] for one in root.iter() if "targetGUID" in one.attrib}
    aims |= {one.attrib["originGUID"] for one in root.iter() if "originGUID" in one.attrib}

    assert len(ids) == len(set(ids))
    assert all(GUID.fullmatch(one) for one in ids)
    assert aims <= set(ids)


def test_the_parts_of_a_project_stand_in_the_order_of_the_standard(sample: Store) -> None:
    root, _ = project(sample)
    parts = ("Users", "CodeBook", "Sources", "Notes", "Links", "Sets", "Description")
    order = [P + tag for tag in parts]

    assert [one.tag for one in root] == [tag for tag in order if root.find(tag) is not None]


def test_the_codebook_has_each_claim_with_verdict_and_reason(sample: Store) -> None:
    root = parsed(written(sample, "qdc"))
    codes = {one.attrib["guid"]: one for one in root.iter(f"{C}Code")}
    members = {
        one.attrib["name"]: {member.attrib["guid"] for member in one}
        for one in root.iter(f"{C}Set")
    }

    assert codes.pop(refi.CLAIMS).attrib["isCodable"] == "false"
    for row in sample.read(claims.rows):
        code = codes.pop(as_text(row.id))
        assert code.attrib["name"] == f"{row.number}. {row.text}"
        assert row.reason in (code.findtext(f"{C}Description") or "")
        verdict = row.verdict.capitalize() if row.verdict else "Not reviewed yet"
        assert as_text(row.id) in members[verdict]
    assert not codes


def test_only_reviewed_claims_unless_all_are_wanted(sample: Store) -> None:
    root = parsed(written(sample, "qdc", Choice()))

    assert "Not reviewed yet" not in {one.attrib["name"] for one in root.iter(f"{C}Set")}


def test_the_same_review_gives_the_same_file(sample: Store) -> None:
    assert written(sample, "qdpx") == written(sample, "qdpx")


def test_confidential_evidence_stays_at_home(
    new_store: Callable[[], Store], load: Load, whole: dict[str, Any]
) -> None:
    for one in whole["evidence"]:
        one.update(confidential=True, title="Secret source")
    store = new_store()
    load(store, whole)
    root, _ = project(store)

    assert b"Secret source" not in ET.tostring(root)
    assert b"Secret source" not in written(store, "qdc")


def test_a_project_without_claims_is_a_project_all_the_same(new_store: Callable[[], Store]) -> None:
    root, texts = project(new_store())

    assert not texts
    assert [one.tag for one in root] == [P + "CodeBook"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(min_size=1, max_size=60), worded=st.text(min_size=1, max_size=60), at=st.data())
def test_whatever_the_words_are_positions_and_xml_hold(
    text: str, worded: str, at: st.DataObject, store: Store
) -> None:
    ends = st.integers(0, len(normalise(text)))
    start, end = sorted((at.draw(ends), at.draw(ends)))

    def review(session: Session) -> None:
        article = articles.add(session, ReadArticle(text=text))
        row = articles.row(session, article)
        assert row is not None
        passage = passages.mark(session, row.version_id, start, end)
        passages.link(session, claims.add(session, worded), passage)

    with suppress(ReviewError):
        store.run("Review", review)

    assert sorted(quotes(*project(store))) == store.read(linked)
