"""Work in the background: results, progress, cancelling, and that no trouble vanishes."""

import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.progress import Tick
from claimdesk.ui.base.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.wait_all()


def doubled(number: int, progress: Tick) -> int:
    for step in range(3):
        progress(step, 3)
    progress(3, 3)
    return number * 2


def test_a_result_arrives_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[tuple[int, threading.Thread]] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.start(
            "Doubling", doubled, 21, done=lambda r: got.append((r, threading.current_thread()))
        )
        assert tasks.busy
    assert got == [(42, threading.main_thread())]
    assert not tasks.busy


def test_work_whose_result_nobody_wants_ends_too(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.idle):
        tasks.start("Doubling", doubled, 1)


def test_progress_is_told_and_its_last_step_always(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[tuple[int, int]] = []
    tasks.advanced.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(tasks.idle):
        tasks.start("Doubling", doubled, 1)
    assert steps[0] == (0, 3)
    assert steps[-1] == (3, 3)


def test_cancelling_stops_the_work_and_says_so(qtbot: QtBot, tasks: Tasks) -> None:
    begun = threading.Event()

    def endless(progress: Tick) -> None:
        while True:
            begun.set()
            progress(0, 1)

    got: list[object] = []
    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.start("Endless", endless, done=got.append)
        assert begun.wait(5)
        tasks.cancel()
    assert failed.args[0].code is Code.CANCELLED
    assert got == []


def test_expected_trouble_is_told_as_trouble(qtbot: QtBot, tasks: Tasks) -> None:
    def trouble(progress: Tick) -> None:
        raise ReviewError(Code.DISK_FULL, "The disk is full.")

    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.start("Writing", trouble)
    assert failed.args[0].sentence == "The disk is full."


def test_a_bug_in_the_background_reaches_the_crash_hook(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))

    def bug(progress: Tick) -> None:
        raise KeyError("a bug")

    with qtbot.waitSignal(tasks.idle):
        tasks.start("Stumbling", bug)
    assert [type(error) for error in caught] == [KeyError]


def test_waiting_for_all_drops_results_of_a_project_that_is_closed(
    qtbot: QtBot, tasks: Tasks
) -> None:
    got: list[object] = []
    tasks.start("Doubling", doubled, 1, done=got.append)
    tasks.wait_all()
    qtbot.wait(50)
    assert got == []
    assert not tasks.busy


def test_progress_of_older_work_does_not_show_over_newer(qtbot: QtBot, tasks: Tasks) -> None:
    hold, begun = threading.Event(), threading.Event()

    def held(progress: Tick) -> None:
        begun.set()
        hold.wait(5)
        progress(7, 7)

    steps: list[tuple[int, int]] = []
    tasks.advanced.connect(lambda done, total: steps.append((done, total)))
    tasks.start("Held", held)
    assert begun.wait(5)
    with qtbot.waitSignal(tasks.idle):
        tasks.start("Also held", held)
        hold.set()
    assert steps.count((7, 7)) <= 2


def test_nothing_queues_behind_what_is_done_aside(qtbot: QtBot, tasks: Tasks) -> None:
    hold = threading.Event()
    for _ in range(20):
        tasks.start("Preparing", lambda _progress: hold.wait(60), aside=True)
    assert not tasks.busy
    with qtbot.waitSignal(tasks.idle):
        tasks.start("Doubling", doubled, 1)
    assert not hold.is_set()
    hold.set()


def test_what_is_done_aside_gives_way_to_what_somebody_waits_for(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimdesk.ui.base.tasks._BEAT", 600)
    hold, begun, aside = threading.Event(), threading.Event(), threading.Event()
    steps: list[int] = []

    def count(progress: Tick) -> None:
        aside.set()
        for step in range(1000):
            progress(step, 1000)
            steps.append(step)

    def held(_progress: Tick) -> None:
        begun.set()
        hold.wait(60)

    tasks.start("Held", held, quiet=True)
    assert begun.wait(5)
    tasks.start("Counting", count, aside=True)
    assert aside.wait(5)
    assert steps == []
    hold.set()
    tasks.wait_all()
    assert steps == []


def test_what_is_done_aside_goes_on_when_nothing_else_is_done(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[int] = []
    tasks.start("Doubling", doubled, 21, done=got.append, aside=True)
    qtbot.waitUntil(lambda: got == [42])
