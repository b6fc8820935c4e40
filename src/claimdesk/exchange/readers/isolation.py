"""The reading process seen from here: started when first needed, watched by a clock.

One process serves several files in a row, so that a folder of files is quick; one that took too
long or died is replaced, and the file at fault is refused in words.
"""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Kind, Wish

SECONDS = 20.0
"""How long the reading of one file may take."""
_CPU_S = 60
"""What one process may compute in its life."""
_WORKED_S = _CPU_S - 2 * SECONDS
"""After so much work a process is replaced, before its own limit ends it at an innocent file."""
_CHILD = "claimdesk.exchange.readers.child"
_BEAT_S = 0.1
_MOST_ANSWER = 200_000_000

_SLOW = mark("Reading it took longer than {seconds} seconds.")
_DIED = mark("It cannot be read: the process that tried was ended by it.")


class ReadingProcess:
    """Reads files in a process of its own; close it when the last file is read."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._worked = 0.0

    def read(
        self, data: bytes, kind: Kind, wish: Wish, beat: Callable[[], None] | None = None
    ) -> ReadArticle:
        """Return the article of a file; ``beat`` is called while waiting and may raise."""
        if self._worked > _WORKED_S:
            self.close()
        started = time.monotonic()
        try:
            said = self._ask(data, kind, wish, beat)
        except BaseException:
            self.close()
            raise
        self._worked += time.monotonic() - started
        if "article" not in said:
            raise ReviewError(Code(said["code"]), said["sentence"])
        article = said["article"]
        return ReadArticle(**{**article, "remarks": tuple(article["remarks"])})

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None
        self._worked = 0.0

    def _ask(
        self, data: bytes, kind: Kind, wish: Wish, beat: Callable[[], None] | None
    ) -> dict[str, Any]:
        request = {
            "reader": kind.reader,
            "extra": kind.extra,
            "wish": asdict(wish),
            "bytes": len(data),
        }
        process = self._started()
        answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        talk = threading.Thread(
            target=_talk, args=(process, json.dumps(request), data, answers), daemon=True
        )
        talk.start()
        deadline = time.monotonic() + self._seconds
        while time.monotonic() < deadline:
            with suppress(queue.Empty):
                line = answers.get(timeout=_BEAT_S)
                talk.join()
                if not line.endswith(b"\n"):
                    raise ReviewError(Code.DAMAGED, _DIED)
                return dict(json.loads(line))
            if beat is not None:
                beat()
        self._kill_and_wait(talk)
        raise ReviewError(Code.TIMEOUT, _SLOW.format(seconds=round(self._seconds)))

    def _kill_and_wait(self, talk: threading.Thread) -> None:
        """Let the talk end by itself, so that nobody closes a pipe another one reads."""
        if self._child is not None:
            self._child.kill()
        talk.join()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self.close()
            # Not from the present folder (-P): a module there might be as strange as the file.
            self._child = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-P", "-B", "-m", _CHILD, str(_CPU_S)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child


def _talk(
    process: "subprocess.Popen[bytes]",
    request: str,
    data: bytes,
    answers: "queue.SimpleQueue[bytes]",
) -> None:
    assert process.stdin is not None  # noqa: S101 - it was started with pipes
    assert process.stdout is not None  # noqa: S101
    line = b""
    with suppress(OSError, ValueError):
        process.stdin.write(request.encode() + b"\n" + data)
        process.stdin.flush()
        line = process.stdout.readline(_MOST_ANSWER)
    answers.put(line)
