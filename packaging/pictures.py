"""Make the pictures of the README and the help anew, from the sample project, without a screen.

    .venv/bin/python packaging/pictures.py [--to FOLDER] [--project FILE]

All come from the program itself, so they look as it looks. ``--project`` shows another project,
for looking only: pictures of articles that are not ours stay out of the tree.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from platformdirs import PlatformDirs
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QSize
from PySide6.QtGui import QImage, QPainter, qBlue, qGreen, qRed, qRgb
from PySide6.QtWidgets import QApplication

from claimdesk.app.program import Program
from claimdesk.core.settings import SettingsFile
from claimdesk.store import claims

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "help" / "pictures"
WINDOW = QSize(1360, 860)
REVIEWER = "Mira Solberg"
CLAIM = 5
SETTLING_MS = 700
"""How long the window may lay itself out, and the map draw itself, before the picture."""

Matrix = tuple[tuple[float, float, float], ...]
PROTANOPIA: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
GREY: Matrix = ((0.2126, 0.7152, 0.0722),) * 3
"""Colours as other eyes see them (Machado, Oliveira and Fernandes 2009), in linear light."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, its settings, and what of the window is in it."""

    name: str
    settings: Mapping[str, object]
    eyes: tuple[Matrix, ...] = ()
    """Only the article, once for each of these eyes, side by side."""


SHOTS = (
    Picture("light", {"theme": "light"}),
    Picture("dark", {"theme": "dark"}),
    Picture("contrast", {"theme": "contrast_light"}),
    Picture("contrast-dark", {"theme": "contrast_dark"}),
    Picture("reading", {"theme": "light", "article_fades": True}),
    Picture("small", {"theme": "light", "article_pixels": 13}),
    Picture("large", {"theme": "light", "article_pixels": 26}),
    Picture("colour-blind", {"theme": "light"}, (DEUTERANOPIA, PROTANOPIA)),
    Picture("grey", {"theme": "light"}, (GREY,)),
)
SCALED_SHOT = Picture("scaled", {"theme": "light"})


def main() -> int:
    """Make every picture and say how large its file is."""
    wish = _wish()
    wish.to.mkdir(parents=True, exist_ok=True)
    if not wish.scaled:
        # The scale of the screen is fixed when Qt starts, so that picture needs its own process.
        environment = os.environ | {"QT_SCALE_FACTOR": "1.5"}
        command = [sys.executable, *sys.argv, "--scaled"]
        subprocess.run(command, env=environment, check=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        app = QApplication(sys.argv[:1])
        for picture in (SCALED_SHOT,) if wish.scaled else SHOTS:
            with _program(app, picture, wish.project) as program:
                target = wish.to / f"{picture.name}.png"
                _few_colours(_taken(program, picture)).save(str(target), quality=0)
                print(f"{target}: {target.stat().st_size // 1000} kB")
    return 0


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make the pictures of README and help anew.")
    parser.add_argument("--to", type=Path, default=PICTURES, metavar="FOLDER")
    parser.add_argument("--project", type=Path, metavar="FILE", help="instead of the sample")
    parser.add_argument("--scaled", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


@contextmanager
def _program(app: QApplication, picture: Picture, project: Path | None) -> Iterator[Program]:
    places = PlatformDirs("claimdesk", appauthor=False)
    SettingsFile(places.user_config_path).change(
        reviewer_name=REVIEWER, article_pixels=18, article_fades=False, last_project=""
    )
    SettingsFile(places.user_config_path).change(**picture.settings)
    program = Program(app, places)
    program.window.resize(WINDOW)
    program.show([project] if project else [], sample=project is None)
    rows = program.desk.project.read(claims.rows)
    program.desk.selection.choose_claim(rows[min(CLAIM, len(rows)) - 1].id)
    program.window.article.focus_text()
    _settle()
    yield program
    program.window.close()
    program.end()


def _settle() -> None:
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < SETTLING_MS:
        QCoreApplication.processEvents()


def _taken(program: Program, picture: Picture) -> QImage:
    if not picture.eyes:
        return program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    article = program.window.article.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole = QImage(
        article.width() * len(picture.eyes), article.height(), QImage.Format.Format_RGB32
    )
    painter = QPainter(whole)
    for place, eye in enumerate(picture.eyes):
        seen = _mapped(article, partial(_seen, eye))
        painter.drawImage(place * article.width(), 0, seen)
    painter.end()
    return whole


def _seen(eye: Matrix, colour: int) -> int:
    linear = [_linear(part / 255) for part in (qRed(colour), qGreen(colour), qBlue(colour))]
    mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in eye]
    return qRgb(*(round(255 * _gamma(min(1.0, max(0.0, part)))) for part in mixed))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _mapped(image: QImage, change: Callable[[int], int]) -> QImage:
    """Return a picture with each colour changed; a window has some thousands, not millions."""
    pixels = memoryview(image.constBits()).cast("I")
    others = {colour: change(colour) for colour in set(pixels)}
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    memoryview(made.bits()).cast("I")[:] = array("I", [others[colour] for colour in pixels])
    return made


def _few_colours(image: QImage) -> QImage:
    """Return a picture in its 256 commonest colours: a third of the size, and nobody sees it."""
    flat = QImage(image)
    flat.setDevicePixelRatio(1)
    commonest = Counter(memoryview(flat.constBits()).cast("I")).most_common(256)
    table = [colour for colour, _ in commonest]
    return flat.convertToFormat(QImage.Format.Format_Indexed8, table)


if __name__ == "__main__":
    sys.exit(main())
