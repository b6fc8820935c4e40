"""Bars by verdict: as long as they count, told apart without colour, never outside their room."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from claimdesk.core.model import Verdict
from claimdesk.ui.base.bars import ORDER, Counts, paint_bar, segments
from claimdesk.ui.base.colours import PALETTES, Palette

ROOM = QRectF(10, 4, 400, 24)


def painted(counts: Counts, palette: Palette) -> QImage:
    image = QImage(420, 32, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.paper))
    painter = QPainter(image)
    paint_bar(painter, ROOM, counts, sum(counts.values()), palette)
    painter.end()
    return image


def test_parts_are_as_wide_as_they_count_and_stay_inside() -> None:
    counts = {Verdict.CONFIRMED: 2, Verdict.DENIED: 1, None: 1}
    found = segments(ROOM, counts, 8)
    assert [one.verdict for one in found] == [Verdict.CONFIRMED, Verdict.DENIED, None]
    assert found[0].rect.width() == pytest.approx(2 * found[1].rect.width())
    assert found[-1].rect.right() < ROOM.center().x() + 5
    assert segments(ROOM, {}, 0) == []


def test_one_among_thousands_can_still_be_seen_and_nothing_is_longer_than_its_room() -> None:
    found = segments(ROOM, {Verdict.CONFIRMED: 20_000, Verdict.DENIED: 1}, 20_001)
    assert found[1].rect.width() == 3
    assert found[1].rect.right() <= ROOM.right() + 0.01


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_verdicts_differ_in_grey_too(qapp: object, palette: Palette) -> None:
    seen = set()
    for verdict in ORDER:
        grey = painted({verdict: 3}, palette).convertToFormat(QImage.Format.Format_Grayscale8)
        row = bytes(grey.pixelColor(x, 11).red() for x in range(12, 200))
        seen.add(row)
        assert len({grey.pixelColor(x, 16).red() for x in range(180, 240)}) > 1  # the number
    assert len(seen) == len(ORDER)


def test_narrow_parts_have_no_number(qapp: object) -> None:
    image = painted({Verdict.CONFIRMED: 999, Verdict.UNVERIFIED: 1}, PALETTES[0])
    assert not image.isNull()
