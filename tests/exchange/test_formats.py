"""What holds of every format of the table, whoever wrote it: a new writer is tested by itself."""

import copy
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pypdfium2
import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.model import Id
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import assessments, projects
from claimdesk.store.store import Reader, Store

Load = Callable[..., LoadReport]
ALL = Choice(reviewed=False)
EVERY = pytest.mark.parametrize("name", FORMATS)


def content(data: bytes) -> str:
    """Return all that stands in a file, packed or not."""
    if data.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    if is_zipfile(io.BytesIO(data)):
        with ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(content(archive.read(one)) for one in archive.namelist())
    return data.decode("utf-8-sig")


def written(path: Path, name: str, out: Path, viewer: Id | None = None) -> str:
    """Return all that an export writes, whatever the files."""
    out.mkdir()
    form = FORMATS[name]
    with Reader(path, viewer=viewer) as reader:
        try:
            reader.read(form.write, out / f"out{form.listed.suffix}", ALL)
        except ReviewError as error:
            # Without a verdict there is no review to announce.
            if not name.startswith("claimreview") or error.code is not Code.MISSING:
                raise
    return "\n".join(content(one.read_bytes()) for one in out.rglob("*") if one.is_file())


@pytest.fixture
def published(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a review of which every format can be written."""
    data = copy.deepcopy(whole)
    data["claims"][0]["text"] = "Zebras cross."
    for number, claim in enumerate(data["claims"]):
        claim["published_url"] = f"https://example.org/check/{number}"
    return data


@EVERY
def test_confidential_evidence_never_leaves(
    name: str, new_store: Callable[[], Store], load: Load, published: dict[str, Any], tmp_path: Path
) -> None:
    texts = ("title", "author", "publisher", "url", "citation", "quote", "interest", "asked_how")
    for one in published["evidence"]:
        one |= {text: f"https://example.org/Secretive-{text}" for text in texts}
        one |= {"confidential": True, "attachment_name": "Secretive.txt"}
    for one in published["claim_evidence"]:
        one["question"] = "Secretive question?"
    published["notes"] += [
        {"on": f"evidence:{one['id']}", "reviewer": "Bo", "body": "Secretive note"}
        for one in published["evidence"]
    ]
    store = new_store()
    load(store, published)

    text = written(store.path, name, tmp_path / "out")

    assert "Zebras" in text or "river" in text or "bridge" in text
    assert "Secretive" not in text
    assert "Dear editor" not in text


@EVERY
def test_what_others_decided_stays_hidden_until_mine_is_given(
    name: str, new_store: Callable[[], Store], load: Load, published: dict[str, Any], tmp_path: Path
) -> None:
    for given in (*published["assessments"], *published["adjudications"]):
        given["reason"] = "Secretive reason"
    published["assignments"] = []
    store = new_store()
    load(store, published)
    store.run("Blind", lambda session: projects.set_blind(session, blind=True))

    closed = written(store.path, name, tmp_path / "closed", new_id())
    shown = written(store.path, name, tmp_path / "open")

    assert "Secretive" not in closed
    if name not in ("doccano", "label-studio"):  # they have verdicts and no reasons
        assert "Secretive" in shown
    else:
        assert "Denied" in shown
        assert "Denied" not in closed


@EVERY
def test_a_stopped_export_leaves_what_was_there(
    name: str, new_store: Callable[[], Store], load: Load, published: dict[str, Any], tmp_path: Path
) -> None:
    store = new_store()
    load(store, published)
    form = FORMATS[name]
    place = tmp_path / "out" / f"out{form.listed.suffix}"
    place.parent.mkdir()
    place.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        if done == total:
            raise ReviewError(Code.CANCELLED, "Stopped.")

    with Reader(store.path, viewer=None) as reader, pytest.raises(ReviewError) as caught:
        reader.read(form.write, place, ALL, stop)

    assert caught.value.code is Code.CANCELLED
    assert [one.name for one in place.parent.iterdir()] == [place.name]
    assert place.read_bytes() == b"before"


@EVERY
def test_a_project_without_anything_is_written_or_refused_in_words(
    name: str, new_store: Callable[[], Store], tmp_path: Path
) -> None:
    written(new_store().path, name, tmp_path / "out")

    assert (tmp_path / "out").is_dir()


def test_my_own_verdict_opens_those_of_others(
    new_store: Callable[[], Store], load: Load, published: dict[str, Any], tmp_path: Path
) -> None:
    store = new_store()
    load(store, published)
    store.run("Blind", lambda session: projects.set_blind(session, blind=True))
    first = store.read(assessments.rows)[0]

    text = written(store.path, "markdown", tmp_path / "out", first.reviewer_id)

    assert first.reason.splitlines()[0] in text
