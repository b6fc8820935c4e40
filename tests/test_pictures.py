"""The pictures of README and help: all there, small, and made as other eyes would see them."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QColor, QImage, qRgb
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "packaging" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "pictures", module)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_there_and_small(pictures: ModuleType) -> None:
    names = {shot.name for shot in (*pictures.SHOTS, pictures.SCALED_SHOT)}
    files = {path.stem: path for path in pictures.PICTURES.glob("*.png")}
    assert set(files) == names
    assert all(path.stat().st_size < 250_000 for path in files.values())
    sizes = {QImage(str(files[name])).size() for name in ("light", "dark", "contrast")}
    assert sizes == {pictures.WINDOW}


def test_other_eyes_see_other_colours_and_keep_black_and_white(
    pictures: ModuleType, qtbot: QtBot
) -> None:
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#AC2A0A"))
    image.setPixel(0, 0, qRgb(0, 0, 0))
    image.setPixel(1, 0, qRgb(255, 255, 255))
    for eye in (pictures.PROTANOPIA, pictures.DEUTERANOPIA, pictures.GREY):
        seen = pictures._mapped(image, lambda colour, eye=eye: pictures._seen(eye, colour))
        assert seen.pixelColor(0, 0) == QColor("black")
        assert seen.pixelColor(1, 0) == QColor("white")
        red = seen.pixelColor(0, 1)
        assert abs(red.red() - red.green()) < 30


def test_few_colours_change_nothing_where_there_are_few(pictures: ModuleType, qtbot: QtBot) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    for x in range(40):
        for y in range(40):
            image.setPixel(x, y, qRgb(x * 6, 40, 200 if y % 2 else 20))
    few = pictures._few_colours(image)
    assert few.format() == QImage.Format.Format_Indexed8
    assert few.convertToFormat(QImage.Format.Format_RGB32) == image
