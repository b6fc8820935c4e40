"""One window per person: a second start hands its files to the window that is there.

They meet at a local socket that only the same user can open, one for each configuration folder and
screen. Whatever goes wrong, or takes longer than a moment, the second start opens its own window.
"""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from claimdesk.app.meeting import is_mine

PATIENCE_MS = 1500
"""How long a second start waits for the window that is there."""
MOST_BYTES = 1 << 16
_MOST_GUESTS = 8
_ACCEPTED, _GO = b"ok\n", b"go\n"
"""What the window answers, and what is said to that by whoever still waits for it."""
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - what a desktop lets a window come to the front by


def hand_over(where: str, files: Sequence[Path], *, sample: bool) -> bool:
    """Give files to the window that is there; return whether it took them."""
    wish = {
        "files": [str(path.absolute()) for path in files],
        "sample": sample,
        "token": os.environ.get(_TOKEN, ""),
    }
    data = json.dumps(wish).encode() + b"\n"
    if len(data) > MOST_BYTES or not is_mine(where):
        return False
    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(data)
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(PATIENCE_MS):
        answer += bytes(socket.readAll().data())
    if answer != _ACCEPTED:
        socket.abort()
        return False
    socket.write(_GO)
    return bool(socket.waitForBytesWritten(PATIENCE_MS))


Take = Callable[[list[Path], bool], object]
"""Opens files; whether the sample project was asked for."""


Wish = tuple[list[Path], bool, str]
"""Files, whether the sample project was asked for, and a token of the desktop."""


class Listener(QObject):
    """Takes the files of later starts, and lets the window come to the front."""

    def __init__(self, where: str, window: QWidget, take: Take) -> None:
        """Listen for later starts, whose files ``take`` opens."""
        super().__init__(window)
        self._window = window
        self._take = take
        self._wishes: dict[QLocalSocket, Wish] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_GUESTS)
        self._server.newConnection.connect(self._on_guest)
        if _is_free(where):  # Qt would put its socket in the place of anything
            self._server.listen(where)

    @property
    def is_listening(self) -> bool:
        """Return whether later starts can reach this window."""
        return self._server.isListening()

    def close(self) -> None:
        """Stop listening; later starts open windows of their own."""
        self._server.close()

    def _on_guest(self) -> None:
        guest = self._server.nextPendingConnection()
        guest.setParent(self)
        guest.setReadBufferSize(MOST_BYTES + 1)
        guest.readyRead.connect(lambda: self._on_said(guest))
        guest.disconnected.connect(lambda: self._wishes.pop(guest, None))
        guest.disconnected.connect(guest.deleteLater)
        self._on_said(guest)

    def _on_said(self, guest: QLocalSocket) -> None:
        if guest.bytesAvailable() > MOST_BYTES:
            guest.abort()
            return
        while guest.canReadLine():
            self._hear(guest, bytes(guest.readLine().data()))

    def _hear(self, guest: QLocalSocket, line: bytes) -> None:
        """Note a wish and carry it out at the next word: who waited too long says none."""
        if line == _GO and guest in self._wishes:
            paths, sample, token = self._wishes.pop(guest)
            self._come_forward(token)
            self._take(paths, sample)
            return
        wish = _read(line)
        if wish is None:
            guest.abort()
            return
        self._wishes[guest] = wish
        guest.write(_ACCEPTED)
        guest.flush()

    def _come_forward(self, token: str) -> None:
        if token:
            os.environ[_TOKEN] = token
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        os.environ.pop(_TOKEN, None)


def _read(data: bytes) -> Wish | None:
    """Return what a guest wishes: files, the sample, a token; None if it is no guest of ours."""
    try:
        wish = json.loads(data)
        files, sample, token = wish["files"], wish["sample"], wish["token"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    if not isinstance(files, list) or not isinstance(sample, bool) or not isinstance(token, str):
        return None
    if not all(isinstance(one, str) and "\0" not in one + token for one in files):
        return None
    return [Path(one) for one in files], sample, token


def _is_free(where: str) -> bool:
    """Return whether nothing lies there but what a program of this user left that is gone."""
    if not os.path.lexists(where):
        return True
    if not is_mine(where):
        return False
    socket = QLocalSocket()
    socket.connectToServer(where)
    answers = socket.waitForConnected(PATIENCE_MS)
    socket.abort()
    return not answers
