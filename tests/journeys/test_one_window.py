"""A second start hands its files to the window that is there, or opens a window of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from claimdesk import app
from claimdesk.app import instance, meeting
from claimdesk.app.instance import Listener, hand_over
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="plays with sockets of POSIX"),
    # What the offscreen platform says of a window that comes forward.
    pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True),
]
Took = tuple[list[Path], bool]


@pytest.fixture
def where() -> Iterator[str]:
    yield meeting.address()
    Path(meeting.address()).unlink(missing_ok=True)


@pytest.fixture
def took() -> list[Took]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def listener(window: QWidget, where: str, took: list[Took]) -> Iterator[Listener]:
    """Listen as the first window does."""
    made = Listener(where, window, lambda paths, sample: took.append((paths, sample)))
    assert made.is_listening
    yield made
    made.close()


HAND = """
import sys
from pathlib import Path
from claimdesk.app.instance import hand_over
sys.exit(not hand_over(sys.argv[1], [Path(one) for one in sys.argv[3:]], sample=sys.argv[2] == "1"))
"""


def second(qtbot: QtBot, where: str, *files: Path, sample: bool = False) -> bool:
    """Hand files over from another process, while this one goes on."""
    command = [sys.executable, "-c", HAND, where, str(int(sample)), *map(str, files)]
    with subprocess.Popen(command) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
    qtbot.wait(20)
    return process.returncode == 0


def say(qtbot: QtBot, where: str, data: bytes) -> bytes:
    """Send anything at all to the window and return its answer."""

    def talk() -> bytes:
        with socket.socket(socket.AF_UNIX) as guest:
            guest.settimeout(10)
            guest.connect(where)
            try:
                guest.sendall(data)
                return guest.recv(100)
            except (BrokenPipeError, ConnectionResetError):
                return b""

    with ThreadPoolExecutor(1) as pool:
        done: Future[bytes] = pool.submit(talk)
        qtbot.waitUntil(done.done, timeout=20_000)
    return done.result()


def test_files_reach_the_window_that_is_there_and_bring_it_forward(
    qtbot: QtBot, listener: Listener, window: QWidget, where: str, took: list[Took], tmp_path: Path
) -> None:
    window.showMinimized()
    paths = [tmp_path / "a.claimdesk", tmp_path / "b ‘ü’.txt"]
    assert second(qtbot, where, *paths)
    assert second(qtbot, where, sample=True)
    assert took == [(paths, False), ([], True)]
    assert window.isVisible()
    assert not window.isMinimized()


def test_a_socket_is_for_its_user_alone(listener: Listener, where: str) -> None:
    assert Path(where).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "data",
    [
        b"hello\n",
        b"[]\n",
        b"[" * 5000 + b"\n",
        b'{"files": "x", "sample": false, "token": ""}\n',
        b'{"files": [1], "sample": false, "token": ""}\n',
        b'{"files": ["a\\u0000b"], "sample": false, "token": ""}\n',
        b'{"files": [], "sample": 1, "token": ""}\n',
        b"x" * (instance.MOST_BYTES + 10),
    ],
    ids=["word", "list", "deep", "one file", "number", "zero", "sample", "without end"],
)
def test_what_is_no_wish_is_not_answered(
    qtbot: QtBot, listener: Listener, where: str, took: list[Took], data: bytes
) -> None:
    assert say(qtbot, where, data) == b""
    assert took == []


def test_a_wish_without_its_second_word_is_forgotten(
    qtbot: QtBot, listener: Listener, where: str, took: list[Took]
) -> None:
    wish = json.dumps({"files": ["/a"], "sample": False, "token": "t"}).encode() + b"\n"
    assert say(qtbot, where, wish) == b"ok\n"
    qtbot.waitUntil(lambda: not listener._wishes)
    assert took == []


def test_a_window_that_does_not_answer_is_not_waited_for_long(
    qtbot: QtBot, listener: Listener, where: str, took: list[Took], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "PATIENCE_MS", 50)
    assert not hand_over(where, [], sample=False)  # this very thread would have to answer
    qtbot.wait(50)
    assert took == []  # whoever gave up has a window of its own by now


def test_too_many_files_are_opened_where_they_were_named(listener: Listener, where: str) -> None:
    assert not hand_over(where, [Path("x" * 300)] * 300, sample=False)


def test_a_socket_that_a_killed_program_left_is_no_obstacle(
    qtbot: QtBot, window: QWidget, where: str, took: list[Took]
) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(where)
    assert not hand_over(where, [], sample=False)
    listener = Listener(where, window, lambda paths, sample: took.append((paths, sample)))
    assert listener.is_listening
    assert second(qtbot, where)
    listener.close()
    assert not Path(where).exists()


def test_what_is_no_socket_of_ours_is_neither_talked_to_nor_removed(
    window: QWidget, where: str
) -> None:
    Path(where).write_text("mine")
    assert not meeting.is_mine(where)
    assert not hand_over(where, [], sample=False)
    assert not Listener(where, window, lambda _paths, _sample: None).is_listening
    assert Path(where).read_text() == "mine"


def test_a_second_window_does_not_take_the_place_of_the_first(
    listener: Listener, window: QWidget, where: str
) -> None:
    assert not Listener(where, window, lambda _paths, _sample: None).is_listening
    assert listener.is_listening
    assert Path(where).exists()


def test_windows_of_other_screens_and_settings_do_not_meet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = meeting.address()
    monkeypatch.setenv("DISPLAY", ":77")
    elsewhere = meeting.address()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert len({here, elsewhere, meeting.address()}) == 3
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("long" * 30)))
    assert len(meeting.address()) < 108


START = "import sys; from claimdesk import app; sys.exit(app.main(sys.argv[1:]))"


def start(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Start the program a second time, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, arguments)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_second_start_hands_its_files_over_and_ends(
    answers: Answers, tmp_path: Path, our_texts: list[Path]
) -> None:
    answers.choose(tmp_path / "Review.claimdesk")

    def work(p: Person) -> None:
        p.until(lambda: meeting.is_mine(meeting.address()), "the window listens")
        with start(our_texts[0]) as guest:
            p.until(lambda: guest.poll() is not None, "the second start ends")
            assert (guest.returncode, guest.communicate()) == (0, ("", ""))
        p.settle()
        assert len(p.articles()) == 1
        assert p.window.isActiveWindow()

    run(work)
    assert not Path(meeting.address()).exists()


def test_a_picture_and_a_window_of_its_own_are_never_handed_over(
    listener: Listener, took: list[Took], tmp_path: Path
) -> None:
    picture = tmp_path / "window.png"
    with start("--screenshot", picture) as guest:
        assert guest.wait(60) == 0
    assert picture.exists()
    assert app._parser().parse_args(["--new-window"]).new_window
    assert took == []
