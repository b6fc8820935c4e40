"""The press seen from here: a process that sets blocks in type and writes them as PDF.

Letters on paper need Qt, which nothing below the window may load; so this program is started once
more, without a window, and given what to print. It is watched, and ended when nobody wants it.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import printed
from claimdesk.exchange.printed import Block
from claimdesk.exchange.progress import Tick

_PRESS = "claimdesk.app.press"
_BEAT_S = 0.1
_FAILED = "The PDF could not be made: {reason}"
_PORTION = 1 << 20


def press(title: str, blocks: Iterable[Block], stream: BinaryIO, tick: Tick) -> None:
    """Print blocks to a stream as PDF; ``tick`` is told pages and may end it."""
    with tempfile.TemporaryDirectory(prefix="claimdesk-") as folder:
        source, target = Path(folder, "blocks.json"), Path(folder, "report.pdf")
        printed.write(source, title, blocks)
        _print(source, target, tick)
        with target.open("rb") as made:
            while portion := made.read(_PORTION):
                stream.write(portion)


def _print(source: Path, target: Path, tick: Tick) -> None:
    # Not from the present folder (-P): a module there might be called like one of ours.
    command = [sys.executable, "-P", "-B", "-m", _PRESS, str(source), str(target)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(  # noqa: S603 - this program itself
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        told = _Listener(process.stdout)
        said = _Listener(process.stderr)
        try:
            while process.poll() is None:
                tick(*told.progress())
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_BEAT_S)
        except BaseException:
            process.kill()
            raise
        finally:
            told.join()
            said.join()
    if process.returncode:
        reason = said.last or f"its process ended with {process.returncode}."
        raise ReviewError(Code.IO, _FAILED.format(reason=reason))


class _Listener:
    """Hears what a process says, so that it never waits for somebody to listen."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        assert stream is not None  # noqa: S101 - the process was started with pipes
        self._stream = stream
        self.last = ""
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def progress(self) -> tuple[int, int]:
        """Return (done, total) as it was told last."""
        done, _, total = self.last.partition(" ")
        return (int(done), int(total)) if total.isdecimal() else (0, 1)

    def join(self) -> None:
        """Wait until everything is said."""
        self._thread.join()

    def _listen(self) -> None:
        for line in self._stream:
            self.last = line.decode(errors="replace").strip() or self.last
