"""A screen of its own for the program as its own process, with and without assistive technology."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("claimdesk")
PATIENCE = 60
"""Seconds; a busy machine is slow, a broken program says nothing for ever."""


@contextmanager
def x_server() -> Iterator[dict[str, str]]:
    """Start an X server on a free display and give the environment to use it."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        without = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        try:
            yield {**without, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


@contextmanager
def session_bus(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """Start a session bus on which assistive technology can be had, and give its environment."""
    with subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as session:
        assert session.stdout is not None
        address = session.stdout.readline().strip()
        assert address, "dbus-run-session did not start a bus"
        # Leaving closes the pipe that cat reads, which ends the session.
        yield {
            **environment,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }


def window(environment: dict[str, str], program: subprocess.Popen[str]) -> str:
    """Wait for the program's window and return its X number."""
    last_moment = time.monotonic() + PATIENCE
    while time.monotonic() < last_moment:
        assert program.poll() is None, f"the program ended: {program.communicate()}"
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Claimdesk"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if found.stdout.strip():
            return found.stdout.split()[-1]
        time.sleep(0.1)
    raise AssertionError("no window with the program's name appeared")
