"""Golden files of the sample review: what goes out is what went out before, to the letter."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from claimdesk.core.model import ReviewerRow
from claimdesk.exchange.formats import FORMATS
from claimdesk.store import claims
from claimdesk.store.store import Session, Store

from . import golden

HERE = {
    "csv": "sample.csv.txt",
    "xlsx": "sample.xlsx.txt",
    "markdown": "sample.md",
    "claimreview": "sample.claimreview.json",
    "claimreview-feed": "sample.claimreview-feed.json",
    "qdpx": "sample.qdpx.txt",
    "qdc": "sample.qdc",
    "doccano": "sample.doccano.jsonl",
    "label-studio": "sample.label-studio.json",
    "review": "sample.review.json",
}
"""Golden files compared here."""
ELSEWHERE = {
    "html-report": "report.html",
    "pdf": "report.pdf.txt",
    "docx": "report.docx.txt",
    "web-annotation": "sample.jsonld",
}
"""Golden files that the tests of their writers compare."""


@pytest.fixture
def sample(tmp_path: Path, me: ReviewerRow) -> Iterator[Store]:
    with golden.sample(tmp_path / "sample.claimdesk", me) as store:
        store.run("Publish", publish)
        yield store


def publish(session: Session) -> None:
    for row in claims.rows(session):
        address = f"https://example.org/checks/{row.number}"
        claims.change(session, row.id, published_url=address)


def lines(data: bytes, wanted: str) -> str:
    """Return those members of an archive that matter, an element a line."""
    with ZipFile(io.BytesIO(data)) as archive:
        found = [name for name in archive.namelist() if re.search(wanted, name)]
        texts = [archive.read(name).decode().replace("><", ">\n<") for name in found]
    return "".join(f"== {name}\n{text}\n" for name, text in zip(found, texts, strict=True))


def text(store: Store, name: str, folder: Path) -> str:
    """Return what a format writes as one text."""
    match name:
        case "csv":
            folder.mkdir()
            files = store.read(FORMATS[name].write, folder, golden.ALL).files
            tables = {one: path.read_bytes().decode("utf-8-sig") for one, path in files.items()}
            return "".join(f"== {one}\n{table}" for one, table in tables.items())
        case "xlsx":
            return lines(golden.written(store, name), r"^xl/worksheets/sheet")
        case "qdpx":
            return lines(golden.written(store, name), "")
        case _:
            return golden.written(store, name).decode()


@pytest.mark.parametrize("name", HERE)
def test_the_sample_goes_out_as_before(name: str, sample: Store, tmp_path: Path) -> None:
    golden.compare(HERE[name], text(sample, name, tmp_path / "out"))


def test_every_format_has_a_golden_file() -> None:
    assert {**HERE, **ELSEWHERE}.keys() == FORMATS.keys()
    assert all((golden.FOLDER / one).is_file() for one in (*HERE.values(), *ELSEWHERE.values()))
