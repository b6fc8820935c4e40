"""Verdicts are told by shape and word, icons stay sharp and follow the theme."""

import itertools

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from pytestqt.qtbot import QtBot

from claimdesk.core import resources
from claimdesk.core.model import Verdict
from claimdesk.ui.base import icons
from claimdesk.ui.base.actions import ACTIONS
from claimdesk.ui.base.colours import LIGHT, PALETTES, Palette
from claimdesk.ui.base.marks import Marks, mark_icon, paint_mark, verdict_word

VERDICTS: tuple[Verdict | None, ...] = (*Verdict, None)


def painted(verdict: Verdict | None, palette: Palette, size: int = 64) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(QColor(palette.paper))
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, size, size), verdict, palette)
    painter.end()
    return image


def silhouette(image: QImage) -> frozenset[tuple[int, int]]:
    """Where the picture is not like its corner: the shape without its colour."""
    ground = image.pixelColor(0, 0).lightness()
    return frozenset(
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(image.pixelColor(x, y).lightness() - ground) > 40
    )


def test_not_reviewed_yet_is_not_called_unverified() -> None:
    words = [verdict_word(verdict) for verdict in VERDICTS]
    assert words == ["Confirmed", "Denied", "Unverified", "Not reviewed yet"]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda one: str(one.name))
def test_marks_differ_in_shape_not_only_in_colour(qtbot: QtBot, palette: Palette) -> None:
    shapes = [silhouette(painted(verdict, palette)) for verdict in VERDICTS]
    for one, other in itertools.combinations(shapes, 2):
        assert len(one ^ other) > 64 * 64 * 0.05


def test_a_mark_stands_in_the_middle_of_a_wide_place(qtbot: QtBot) -> None:
    image = QImage(60, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, 60, 20), Verdict.DENIED, LIGHT)
    painter.end()
    columns = [x for x, _ in silhouette(image)]
    assert min(columns) >= 20
    assert max(columns) < 40


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_a_list_paints_a_mark_it_has_drawn_before_as_it_would_draw_it(
    qtbot: QtBot, verdict: Verdict | None, ratio: float
) -> None:
    drawn, painted_twice = (QImage(60, 60, QImage.Format.Format_ARGB32) for _ in range(2))
    middle, side = QPointF(20.5, 18.0), 17
    for image in (drawn, painted_twice):
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(LIGHT.paper))
    painter = QPainter(drawn)
    corner = middle - QPointF(side, side) / 2
    paint_mark(painter, QRectF(corner, QSizeF(side, side)), verdict, LIGHT)
    painter.end()
    marks = Marks()
    for _ in range(2):
        painted_twice.fill(QColor(LIGHT.paper))
        painter = QPainter(painted_twice)
        marks.paint(painter, middle, side, verdict, LIGHT)
        painter.end()
    assert silhouette(painted_twice) == silhouette(drawn)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_mark_icon_is_sharp_on_dense_screens(qtbot: QtBot, verdict: Verdict | None) -> None:
    icon = mark_icon(verdict, LIGHT, 16)
    assert icon.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def test_a_disabled_mark_is_grey(qtbot: QtBot) -> None:
    pixmap = mark_icon(Verdict.CONFIRMED, LIGHT, 16).pixmap(QSize(16, 16), 1.0, QIcon.Mode.Disabled)
    colours = {pixmap.toImage().pixelColor(x, 8).name().upper() for x in range(2, 5)}
    assert LIGHT.disabled in colours
    assert LIGHT.confirmed.ink not in colours


def test_every_icon_of_the_table_is_there_and_takes_the_colour_of_the_text(qtbot: QtBot) -> None:
    names = {spec.icon for spec in ACTIONS if spec.icon and not spec.icon.startswith("mark-")}
    for name in sorted(names):
        for palette in PALETTES:
            image = icons.icon(name, palette).pixmap(QSize(20, 20), 2.0).toImage()
            inks = [
                image.pixelColor(x, y)
                for x in range(image.width())
                for y in range(image.height())
                if image.pixelColor(x, y).alpha() == 255
            ]
            assert inks, name
            lightness = QColor(palette.text).lightness()
            assert all(abs(ink.lightness() - lightness) <= 2 for ink in inks)


def test_a_disabled_icon_is_grey(qtbot: QtBot) -> None:
    pixmap = icons.icon("search", LIGHT).pixmap(QSize(20, 20), 2.0, QIcon.Mode.Disabled)
    image = pixmap.toImage()
    strong = max(
        (image.pixelColor(x, y) for x in range(40) for y in range(40)),
        key=lambda colour: colour.alpha(),
    )
    assert strong.name().upper() == LIGHT.disabled


def test_one_picture_can_be_had_at_any_size(qtbot: QtBot) -> None:
    assert icons.drawing("search", LIGHT.muted, 48, 2.0).size() == QSize(96, 96)


def test_the_licence_of_the_icons_comes_with_them() -> None:
    licence = resources.path("icons", "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("ISC License")
