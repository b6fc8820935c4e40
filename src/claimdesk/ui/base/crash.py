"""What happens to a bug: it is logged and shown, and the window goes on if it can."""

import logging
import logging.handlers
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from claimdesk.core.errors import ReviewError

LOG_NAME = "claimdesk.log"
_log = logging.getLogger("claimdesk")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHook(QObject):
    """Catches what nobody caught, on any thread; uninstalls what it installed."""

    caught = Signal(object, str)
    """(error, details) emitted from any thread, received on the window's."""

    def __init__(
        self, folder: Path, show: Callable[[str], None], trouble: Callable[[ReviewError], object]
    ) -> None:
        """``show`` gets the details of a bug; ``trouble`` what was expected after all."""
        super().__init__()
        self._show = show
        self._trouble = trouble
        self._before = (sys.excepthook, threading.excepthook)
        self._handler = _open_log(folder)
        self.caught.connect(self._on_caught)
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread
        self._qt_before = qInstallMessageHandler(_log_qt)

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception and show it; Ctrl+C in the terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("%s", details)
        if sys.stderr is not None:  # a windowed program on Windows has none
            sys.stderr.write(details)
        self.caught.emit(error, details)

    def remove(self) -> None:
        """Put everything back as it was."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._qt_before)
        _log.removeHandler(self._handler)
        self._handler.close()

    def _catch_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.catch(found.exc_type, found.exc_value, found.exc_traceback)

    def _on_caught(self, error: BaseException, details: str) -> None:
        if isinstance(error, ReviewError):  # a disk that went away while something was read
            self._trouble(error)
        else:
            self._show(details)


def _open_log(folder: Path) -> logging.Handler:
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG_NAME, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:  # a place that cannot be written must not keep the program from starting
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False
    return handler


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS[kind], "Qt: %s", message)
