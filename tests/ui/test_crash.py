"""A bug is logged and shown, on any thread, and the hooks go away again."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qWarning
from pytestqt.qtbot import QtBot

from claimdesk.core.errors import Code, ReviewError
from claimdesk.ui.base import crash
from claimdesk.ui.base.crash import CrashHook


def _unexpected(error: ReviewError) -> None:
    raise AssertionError(error)


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def hook(qtbot: QtBot, tmp_path: Path, shown: list[str]) -> Iterator[CrashHook]:
    made = CrashHook(tmp_path / "log", shown.append, _unexpected)
    yield made
    made.remove()


def test_an_uncaught_exception_is_logged_and_shown(
    hook: CrashHook, tmp_path: Path, shown: list[str]
) -> None:
    sys.excepthook(KeyError, KeyError("a bug"), None)
    assert "KeyError: 'a bug'" in shown[0]
    assert "KeyError" in (tmp_path / "log" / crash.LOG_NAME).read_text(encoding="utf-8")


def test_a_bug_on_another_thread_is_shown_by_the_window(
    qtbot: QtBot, hook: CrashHook, shown: list[str]
) -> None:
    def stumble() -> None:
        raise ValueError("elsewhere")

    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert "ValueError: elsewhere" in shown[0]


def test_ctrl_c_in_the_terminal_is_left_alone(
    qtbot: QtBot, tmp_path: Path, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed.append(kind))
    hook = CrashHook(tmp_path, shown.append, _unexpected)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    hook.remove()
    assert (passed, shown) == ([KeyboardInterrupt], [])


def test_a_log_that_cannot_be_written_keeps_nothing_from_starting(
    qtbot: QtBot, tmp_path: Path, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    hook = CrashHook(tmp_path / "file" / "log", shown.append, _unexpected)
    hook.catch(KeyError, KeyError("a bug"), None)
    hook.remove()
    assert "KeyError" in capsys.readouterr().err


def test_what_qt_says_goes_to_the_log(hook: CrashHook, tmp_path: Path) -> None:
    qWarning("from Qt")
    crash._log_qt(QtMsgType.QtCriticalMsg, None, "worse")  # type: ignore[arg-type]
    text = (tmp_path / "log" / crash.LOG_NAME).read_text(encoding="utf-8")
    assert "WARNING Qt: from Qt" in text
    assert "ERROR Qt: worse" in text


def test_the_hooks_are_put_back(qtbot: QtBot, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger("claimdesk").handlers))
    CrashHook(tmp_path, print, _unexpected).remove()
    log = logging.getLogger("claimdesk")
    assert (sys.excepthook, threading.excepthook, log.handlers) == before


def test_expected_trouble_that_nobody_caught_is_said_as_trouble(
    qtbot: QtBot, tmp_path: Path, shown: list[str]
) -> None:
    said: list[ReviewError] = []
    hook = CrashHook(tmp_path, shown.append, said.append)
    gone = ReviewError(Code.IO, "The disk is gone.")
    sys.excepthook(ReviewError, gone, None)
    hook.remove()
    assert (said, shown) == ([gone], [])
