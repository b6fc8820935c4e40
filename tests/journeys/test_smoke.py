"""The installed program as its own process: it opens, shows the sample, and goes politely."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from journeys.screen import PATIENCE, PROGRAM, window, x_server

FEW_COLOURS = 40

GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv)
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """Start an X server on a free display and return the environment to use it."""
    with x_server() as environment:
        yield environment


def colours(picture: Path) -> int:
    """Return how many colours a picture has, looked at every few pixels."""
    image = QImage(str(picture))
    assert not image.isNull()
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    )


def wait_for_paint(environment: dict[str, str], picture: Path) -> None:
    """Take pictures of the whole screen until there is more on it than an empty window."""
    last_moment = time.monotonic() + PATIENCE
    while time.monotonic() < last_moment:
        subprocess.run([sys.executable, "-c", GRAB, str(picture)], env=environment, check=True)
        if colours(picture) > FEW_COLOURS:
            return
    raise AssertionError("the window stayed empty")


@pytest.mark.x11
def test_the_installed_program_opens_the_sample_and_quits_with_ctrl_q(
    display: dict[str, str], tmp_path: Path
) -> None:
    nowhere = tmp_path / "current"
    nowhere.mkdir()
    with subprocess.Popen(
        [str(PROGRAM), "--sample"],
        cwd=nowhere,
        env=display,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            number = window(display, program)
            wait_for_paint(display, tmp_path / "window.png")
            subprocess.run(["xdotool", "windowfocus", "--sync", number], env=display, check=True)
            subprocess.run(["xdotool", "key", "ctrl+q"], env=display, check=True)
            said = program.communicate(timeout=PATIENCE)
        finally:
            program.kill()
    assert program.returncode == 0, said
    assert said == ("", "")
    assert list(nowhere.iterdir()) == []


def test_the_installed_program_paints_itself_without_a_display(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY")
    blind = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [str(PROGRAM), "--sample", "--screenshot", str(picture)],
        env={**blind, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert colours(picture) > FEW_COLOURS


def test_version_and_help_need_no_display_at_all() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "nonsense"}
    for option in ("--version", "--help"):
        done = subprocess.run(
            [str(PROGRAM), option], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0
        assert "laimdesk" in done.stdout
