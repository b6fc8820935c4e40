"""Work in the background: a Qt-free function, its progress, its result on the window's thread.

The function gets its arguments and ``progress(done, total)``, which raises ReviewError CANCELLED
once the reviewer has had enough. Nothing a task raises vanishes.
"""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from claimdesk.core.errors import Code, ReviewError

_BEAT = 0.05
"""Seconds between two signals of progress: more would only keep the window busy."""

_ASIDE = 4
"""Threads for what nobody waits for: most of that waits itself, for a file or another process."""

Done = Callable[[Any], None]
Way = Callable[[], bool]


class Task(QObject):
    """One piece of work under way."""

    advanced = Signal(object, int, int)
    """(task, done, total)"""
    ended = Signal(object, object, object)
    """(task, result, error: BaseException | None)"""

    def __init__(
        self, work: Callable[..., Any], done: Done | None, *, quiet: bool, way: Way | None = None
    ) -> None:
        """``way`` says whether work that somebody waits for is going on; this then slows down."""
        super().__init__()
        self.quiet = quiet
        self.done = done
        self.way = way
        self._work = work
        self._stopped = threading.Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped.set()

    def run(self) -> None:
        """Do the work, on whatever thread this is."""
        result, trouble = None, None
        try:
            result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001 - handed to the window's thread, not lost
            trouble = error
        self.ended.emit(self, result, trouble)

    def _progress(self, done: int, total: int) -> None:
        if self.way is not None and self.way():
            self._stopped.wait(_BEAT)
        if self._stopped.is_set():
            raise ReviewError(Code.CANCELLED, "Stopped; nothing was changed.")
        now = time.monotonic()
        if 0 < total == done or now - self._last >= _BEAT:
            self._last = now
            self.advanced.emit(self, done, total)


class _Run(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        """Hand the thread to the task."""
        self._task.run()


class Tasks(QObject):
    """All work in the background; results arrive in the order they end."""

    began = Signal(str)
    """(title) something is being done."""
    advanced = Signal(int, int)
    """(done, total) of what was begun last."""
    idle = Signal()
    """Nothing is being done any more."""
    failed = Signal(object)
    """(error: ReviewError) something could not be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._aside = QThreadPool(self)
        self._aside.setMaxThreadCount(_ASIDE)
        self._running: list[Task] = []

    @property
    def busy(self) -> bool:
        """Return whether anything is being done that somebody waits for."""
        return bool(self._watched())

    def start(
        self,
        title: str,
        function: Callable[..., Any],
        *arguments: object,
        done: Done | None = None,
        quiet: bool = False,
        aside: bool = False,
    ) -> None:
        """Run ``function(*arguments, progress)``; ``done`` gets its result.

        Nobody sees that ``quiet`` work is going on. What is to be done ``aside`` is quiet, too: it
        has threads of its own, so that nothing queues behind it, and gives way to everything else.
        """
        quiet = quiet or aside
        way = self._is_at_work if aside else None
        task = Task(lambda progress: function(*arguments, progress), done, quiet=quiet, way=way)
        task.advanced.connect(self._on_advanced)
        task.ended.connect(self._on_ended)
        self._running.append(task)
        if not quiet:
            self.began.emit(title)
        (self._aside if aside else self._pool).start(_Run(task))

    def cancel(self) -> None:
        """Stop everything that somebody waits for."""
        for task in self._watched():
            task.cancel()

    def wait_all(self) -> None:
        """Stop everything and wait until it has stopped; results not delivered yet are dropped."""
        dropped, self._running = self._running, []
        for task in dropped:
            task.cancel()
        self._pool.waitForDone()
        self._aside.waitForDone()
        if dropped:
            self.idle.emit()

    def _is_at_work(self) -> bool:
        """Return whether anything is being done but what gives way; asked from other threads."""
        return any(task.way is None for task in tuple(self._running))

    def _watched(self) -> list[Task]:
        return [task for task in self._running if not task.quiet]

    def _on_advanced(self, task: Task, done: int, total: int) -> None:
        if [task] == self._watched()[-1:]:
            self.advanced.emit(done, total)

    def _on_ended(self, task: Task, result: object, error: BaseException | None) -> None:
        if task not in self._running:
            return
        self._running.remove(task)
        if not task.quiet and not self.busy:
            self.idle.emit()
        if isinstance(error, ReviewError):
            self.failed.emit(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
        elif task.done is not None:
            task.done(result)
