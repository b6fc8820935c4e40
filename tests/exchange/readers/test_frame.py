"""The process that reads files: what it may do, what becomes of a file that breaks it."""

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import ArticleReader, Wish, child, isolation, kinds
from claimdesk.exchange.readers.isolation import ReadingProcess
from claimdesk.exchange.readers.kinds import Kind, kind_of

BAD_READERS = """
import os, socket, subprocess, time

def hang(data, wish):
    time.sleep(60)

def spin(data, wish):
    while True:
        pass

def die(data, wish):
    os._exit(3)

def eat(data, wish):
    return "x" * (1 << 31)

def dig(data, wish):
    return dig(data, wish)

def call(data, wish):
    socket.create_connection(("127.0.0.1", 9))

def start(data, wish):
    subprocess.run(["true"])

def need(data, wish):
    import no_such_library_at_all

def chat(data, wish):
    from claimdesk.core.model import ReadArticle
    print("noise")
    os.write(1, b"more noise\\n")
    return ReadArticle(data.decode() + "\\ud800", title=" A\\n title\\x07 ", remarks=("a\\nb",))
"""


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Kind]:
    (tmp_path / "bad_readers.py").write_text(BAD_READERS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return lambda function: Kind("bad", "Bad", (".bad",), f"bad_readers:{function}")


def refusal(kind: Kind, process: ReadingProcess) -> ReviewError:
    with pytest.raises(ReviewError) as raised:
        process.read(b"abc", kind, Wish())
    return raised.value


def test_what_breaks_a_reader_is_one_sentence_and_the_next_file_is_read(
    bad: Callable[[str], Kind],
) -> None:
    process = ReadingProcess()
    try:
        for function, code, words in (
            ("die", Code.DAMAGED, "ended by it"),
            ("dig", Code.DAMAGED, "nested too deeply"),
            ("call", Code.DAMAGED, "PermissionError"),
            ("start", Code.DAMAGED, "PermissionError"),
            ("need", Code.NOT_INSTALLED, "no_such_library_at_all"),
            *((("eat", Code.TOO_BIG, "more memory"),) if sys.platform == "linux" else ()),
        ):
            error = refusal(bad(function), process)
            assert (error.code, words in error.sentence) == (code, True), error.sentence
        read = process.read(b"abc", bad("chat"), Wish())
    finally:
        process.close()
    assert read == ReadArticle("abc\ud800", title="A title�", remarks=("a�b",))


@pytest.mark.parametrize("function", ["hang", "spin"])
def test_a_reader_that_does_not_end_is_ended(bad: Callable[[str], Kind], function: str) -> None:
    process = ReadingProcess(seconds=0.5)
    error = refusal(bad(function), process)
    assert error.code is Code.TIMEOUT
    assert process._child is None


def test_waiting_can_be_stopped(bad: Callable[[str], Kind]) -> None:
    def stop() -> None:
        raise ReviewError(Code.CANCELLED, "Stopped.")

    process = ReadingProcess()
    with pytest.raises(ReviewError, match="Stopped"):
        process.read(b"abc", bad("hang"), Wish(), stop)
    assert process._child is None


def test_several_files_share_a_process_until_it_has_worked_enough(
    bad: Callable[[str], Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = ReadingProcess()
    try:
        seen = []
        for _ in range(3):
            process.read(b"abc", bad("chat"), Wish())
            seen.append(process._child)
        assert len(set(seen)) == 1
        monkeypatch.setattr(isolation, "_WORKED_S", 0.0)
        process.read(b"abc", bad("chat"), Wish())
        assert process._child not in seen
    finally:
        process.close()


def test_requests_are_answered_one_after_the_other(
    bad: Callable[[str], Kind], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    request = {"reader": "bad_readers:chat", "extra": "", "wish": {}, "bytes": 3}
    line = json.dumps(request).encode() + b"\n"
    sink = io.BytesIO()
    child.serve(io.BytesIO(line + b"abc" + line + b"def"), sink)
    texts = [json.loads(one)["article"]["text"] for one in sink.getvalue().splitlines()]
    assert texts == ["abc\ud800", "def\ud800"]


def test_an_article_has_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_CHARACTERS", 3)
    with pytest.raises(ReviewError) as raised:
        child._tidied(ReadArticle("abcd"))
    assert raised.value.code is Code.TOO_BIG
    assert len(child._tidied(ReadArticle("abc", title="x" * 9000)).title) == 500


def test_a_part_that_is_not_installed_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    for name in ("html", "extraction"):
        monkeypatch.delitem(sys.modules, f"claimdesk.exchange.readers.{name}", raising=False)
    said = child.answer(b"<p>x", "claimdesk.exchange.readers.html:read_html", "html", {})
    assert said["code"] is Code.NOT_INSTALLED
    assert said["sentence"].endswith('pip install "claimdesk[html]"')


def test_network_and_programs_are_refused_by_name() -> None:
    for event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        with pytest.raises(PermissionError):
            child._refuse(event, ())
    child._refuse("import", ())


def test_an_installed_package_adds_a_reader_for_a_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    info = site / "others-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: others\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[claimdesk.readers]\nzap = others:read\n")
    (site / "others.py").write_text(
        "from claimdesk.core.model import ReadArticle\n"
        "def read(data, wish):\n    return ReadArticle(data.decode().upper())\n"
    )
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PYTHONPATH", str(site))
    path = tmp_path / "a.zap"
    path.write_text("zapped")
    with ArticleReader() as reader:
        read, original = reader.read(path)
    assert (read.text, read.title, original.importer) == ("ZAPPED", "a", "zap")
    assert kind_of(b"zapped", ".zop") is kinds.TEXT


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"<!DOCTYPE html><p>x", ".aspx", "html"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- a --><html lang='en'>", "", "html"),
        (b"plain", ".HTM", "html"),
        (b"<html>", ".txt", "text"),
        (b"<html>", ".md", "markdown"),
        (b"plain", ".log", "text"),
        (b"<!--" + b"-" * 5000, "", "text"),
    ],
)
def test_content_comes_before_the_suffix(data: bytes, suffix: str, kind: str) -> None:
    assert kind_of(data, suffix).id == kind


def test_telling_the_kind_takes_no_time_over_hostile_bytes() -> None:
    started = time.process_time()
    kind_of(b"<!-- -->" * 600_000, "")
    assert time.process_time() - started < 5
