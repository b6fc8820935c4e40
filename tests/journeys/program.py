"""The real program in this process: started through ``main``, with a script in its event loop."""

import gc
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_log_path
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from claimdesk import app
from claimdesk.ui.main_window import MainWindow
from journeys.driver import Person

Script = Callable[[Person], None]
HARMLESS = "This plugin does not support"
"""What the offscreen platform says of every dialog and menu."""


def run(script: Script, *arguments: str | Path) -> None:
    """Start the program, let the script run in it, close it; what fails inside fails here."""
    trouble: list[BaseException] = []
    # Timers need an application; the program takes the one there is.
    application = QApplication.instance() or QApplication([])
    # A window that will not go must fail the test, not hang it.
    last_resort = QTimer(application, singleShot=True, interval=2000)
    last_resort.timeout.connect(QCoreApplication.quit)

    def begin() -> None:
        try:
            person = Person(_shown_window())
            person.settle()
            script(person)
            person.leave()
        except BaseException as error:  # noqa: BLE001 - travels to the test around Qt
            trouble.append(error)
        finally:
            for widget in QApplication.topLevelWidgets():
                widget.close()
            last_resort.start()

    QTimer.singleShot(0, begin)
    status = app.main([str(one) for one in arguments])
    ended_itself = last_resort.isActive()
    last_resort.deleteLater()
    # The process would have ended here; windows kept by their own connections would slow the next.
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    if trouble:
        raise trouble[0]
    assert (status, ended_itself) == (0, True)
    assert complaints() == []


def complaints() -> list[str]:
    """Return the warnings and errors of the program and of Qt in the log."""
    log = user_log_path("claimdesk", appauthor=False) / "claimdesk.log"
    if not log.exists():
        return []
    lines = log.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and HARMLESS not in line and " INFO " not in line]


def _shown_window() -> MainWindow:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    (window,) = [one for one in shown if one.isVisible()]
    return window
