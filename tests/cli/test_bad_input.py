"""Whatever is wrong with what comes in: one sentence, exit status 1, not a byte changed."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from claimdesk.cli import people
from claimdesk.store import passages
from claimdesk.store.store import Store

Run = Callable[..., Any]
REVIEW = {"format": "claimdesk-review", "version": 1}
BAD_ARTICLES = {
    "missing": "missing",
    "empty": "empty",
    "blank": "empty",
    "binary": "binary",
    "folder": "empty",
    "pipe": "not_regular",
}
BAD_REVIEWS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "malformed": (b'{"format": "claimdesk-review", ', "not_review"),
    "binary": (bytes(range(256)), "not_review"),
    "a list": (b"[]", "not_review"),
    "another format": (b'{"format": "a", "version": 1}', "not_review"),
    "newer": (json.dumps({**REVIEW, "version": 2}).encode(), "too_new"),
    "unknown key": (json.dumps({**REVIEW, "claims": [{"verdict": 1}]}).encode(), "bad_review"),
    "nested": (b"[" * 100_000, "not_review"),
    "broken reference": (
        json.dumps({**REVIEW, "notes": [{"on": "claim:X", "reviewer": "R", "body": "B"}]}).encode(),
        "bad_review",
    ),
}


def assert_refused(said: Any, code: str) -> None:
    assert said.status == 1
    assert said.err.startswith(f"claimdesk-cli: {code}: ")
    assert said.err.endswith(".\n") or said.err.endswith(").\n")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("option", [(), ("--json",)])
@pytest.mark.parametrize(("name", "code"), BAD_ARTICLES.items())
def test_a_bad_article(
    full: Path, run: Run, tmp_path: Path, name: str, code: str, option: tuple[str, ...]
) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "blank").write_bytes(b" \n\t\n")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 100)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = full.read_bytes()

    said = run("import", full, tmp_path / name, *option)

    assert_refused(said, code)
    assert full.read_bytes() == before


@pytest.mark.parametrize("option", [(), ("--json",)])
@pytest.mark.parametrize("name", BAD_REVIEWS)
def test_a_bad_review(
    full: Path, run: Run, tmp_path: Path, name: str, option: tuple[str, ...]
) -> None:
    data, code = BAD_REVIEWS[name]
    (tmp_path / "bad.json").write_bytes(data)
    before = full.read_bytes()

    said = run("load", full, tmp_path / "bad.json", *option)

    assert_refused(said, code)
    assert said.out == ""
    assert full.read_bytes() == before


def test_a_review_that_is_refused_half_way_leaves_the_project_as_it_was(
    project: Path, run: Run, tmp_path: Path
) -> None:
    identity = "019a0000-0000-7000-8000-000000000001"
    article = {"id": "A", "title": "T", "text": "One two three."}
    passage = {"id": identity, "article": "A", "start": 0, "end": 3, "quote": "One"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**REVIEW, "articles": [article], "passages": [passage]}), "utf-8")
    assert run("load", project, path).status == 0
    with Store.open(project, people.reviewer()) as store:
        passage_id = store.read(passages.rows)[0].id
        store.run("Remove", lambda session: passages.remove(session, passage_id))
    before = project.read_bytes()
    elsewhere = {**passage, "start": 4, "end": 7, "quote": "two"}
    claims = [{"id": "C", "text": "A claim."}]
    bad = {**REVIEW, "articles": [article], "claims": claims, "passages": [elsewhere]}
    path.write_text(json.dumps(bad), "utf-8")

    assert_refused(run("load", project, path), "refused")

    assert project.read_bytes() == before


def spoil_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def spoil_length(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def spoil_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE extra (a)")


def overwrite(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


BAD_PROJECTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "missing"),
    "empty": (overwrite(b""), "empty"),
    "text": (overwrite(b"not a database" * 100), "not_project"),
    "newer": (spoil_version, "too_new"),
    "truncated": (spoil_length, "truncated"),
    "other tables": (spoil_schema, "bad_schema"),
}


@pytest.mark.parametrize("verb", ["info", "check", "backup", "import", "load", "export"])
@pytest.mark.parametrize("name", BAD_PROJECTS)
def test_a_bad_project(
    full: Path, run: Run, whole_path: Path, tmp_path: Path, name: str, verb: str
) -> None:
    spoil, code = BAD_PROJECTS[name]
    spoil(full)
    before = full.read_bytes() if full.exists() else None
    article = tmp_path / "a.txt"
    article.write_bytes(b"Some text.")
    rest: dict[str, tuple[object, ...]] = {
        "import": (article,),
        "load": (whole_path,),
        "export": ("--format", "csv", "--to", tmp_path),
        "backup": ("--to", tmp_path / "copy.claimdesk"),
    }
    files = {path.name for path in tmp_path.iterdir()}

    said = run(verb, full, *rest.get(verb, ()))

    assert_refused(said, code)
    assert said.out == "" or verb == "check"
    assert (full.read_bytes() if full.exists() else None) == before
    assert {path.name for path in tmp_path.iterdir()} == files


def test_a_folder_is_no_project(run: Run, tmp_path: Path) -> None:
    assert_refused(run("info", tmp_path), "directory")


def test_a_project_in_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    assert_refused(run("new", tmp_path / "nowhere" / "a.claimdesk"), "missing")
