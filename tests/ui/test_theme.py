"""Colours can be read, told apart, and follow the desktop or the reviewer's wish."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import DARK, LIGHT, Palette
from claimdesk.ui.base.style_sheet import style_sheet
from claimdesk.ui.base.theme import Theme, qt_palette

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: str(one.name))
VERDICTS: tuple[Verdict | None, ...] = (*Verdict, None)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    before = qapp.palette()
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")
    qapp.setPalette(before)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@PALETTES
def test_every_text_can_be_read_on_what_is_behind_it(palette: Palette) -> None:
    pairs = [
        (palette.text, ground)
        for ground in (
            palette.paper, palette.chrome, palette.field, palette.raised, palette.hover,
            palette.pressed, palette.chosen, palette.find,
        )
    ]  # fmt: skip
    pairs += [(palette.muted, palette.paper), (palette.muted, palette.chrome)]
    pairs += [(palette.caret, palette.paper), (palette.caret, palette.chrome)]
    pairs += [(palette.selection_text, palette.selection)]
    pairs += [(palette.find_now_text, palette.find_now), (palette.danger, palette.chrome)]
    for front, back in pairs:
        assert contrast(front, back) >= 4.5, (front, back)


@PALETTES
@pytest.mark.parametrize("verdict", VERDICTS)
def test_text_and_lines_stand_out_on_every_tint_of_a_verdict(
    palette: Palette, verdict: Verdict | None
) -> None:
    tints = palette.verdict(verdict)
    for ground in (tints.tint, tints.overlap, tints.strong):
        assert contrast(palette.text, ground) >= 4.5
        assert contrast(tints.ink, ground) >= 3
    assert contrast(tints.ink, palette.paper) >= 4.5
    assert contrast(tints.ink, palette.chosen) >= 3
    if verdict in {Verdict.CONFIRMED, Verdict.DENIED}:
        assert contrast(palette.badge_text, tints.ink) >= 4.5


@PALETTES
def test_focus_ring_and_check_boxes_stand_out_from_their_ground(palette: Palette) -> None:
    for ground in (palette.paper, palette.chrome, palette.field):
        assert contrast(palette.caret, ground) >= 3
        assert contrast(palette.edge, ground) >= 3


@PALETTES
def test_each_verdict_has_colours_of_its_own(palette: Palette) -> None:
    assert len({palette.verdict(verdict).ink for verdict in VERDICTS}) == 4
    assert len({palette.verdict(verdict).tint for verdict in VERDICTS}) == 4


@PALETTES
def test_qt_gets_the_same_colours_for_what_the_style_sheet_leaves_alone(palette: Palette) -> None:
    made = qt_palette(palette)
    assert made.color(QPalette.ColorRole.Base).name().upper() == palette.paper
    assert made.color(QPalette.ColorRole.Text).name().upper() == palette.text
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == palette.disabled


@PALETTES
def test_the_style_sheet_fills_every_place_and_is_understood(
    palette: Palette, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    sheet = style_sheet(palette)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(sheet)
    field.ensurePolished()
    assert "$" not in sheet
    assert "Could not parse" not in capfd.readouterr().err


def test_fields_grow_with_the_font(app: QApplication, qtbot: QtBot) -> None:
    Theme().apply(app, "light")
    field = QLineEdit()
    qtbot.addWidget(field)
    small = field.sizeHint().height()
    font = field.font()
    font.setPointSize(font.pointSize() * 3)
    field.setFont(font)
    assert field.sizeHint().height() >= max(small + 1, field.fontMetrics().height())


def test_a_preference_wins_over_the_desktop_and_is_told(app: QApplication, qtbot: QtBot) -> None:
    theme = Theme()
    theme.apply(app, "light")
    assert theme.now is LIGHT
    with qtbot.waitSignal(theme.changed) as told:
        theme.prefer("dark")
    assert told.args == [DARK]
    assert theme.now is DARK
    assert theme.choice == "dark"
    assert app.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.paper
    with qtbot.assertNotEmitted(theme.changed):
        theme.prefer("dark")


def test_without_a_preference_the_desktop_is_followed(app: QApplication, qtbot: QtBot) -> None:
    hints = app.styleHints()
    theme = Theme()
    theme.apply(app, "dark")
    hints.unsetColorScheme()
    theme.prefer("system")
    dark_desktop = hints.colorScheme() == Qt.ColorScheme.Dark
    assert theme.now is (DARK if dark_desktop else LIGHT)


def test_a_change_of_the_desktop_changes_the_colours_while_running(
    app: QApplication, qtbot: QtBot
) -> None:
    theme = Theme()
    theme.apply(app)
    before = theme.now
    with qtbot.waitSignal(theme.changed):
        other = Qt.ColorScheme.Light if before.dark else Qt.ColorScheme.Dark
        app.styleHints().colorSchemeChanged.emit(other)
    assert theme.now.dark is not before.dark


def test_a_preference_before_the_program_is_built_is_kept_for_later() -> None:
    theme = Theme()
    theme.prefer("dark")
    assert theme.choice == "dark"
    assert theme.now is LIGHT


def test_an_unknown_preference_is_refused() -> None:
    with pytest.raises(ValueError, match="mauve"):
        Theme().prefer("mauve")


def test_released_colours_follow_the_desktop_no_more(app: QApplication) -> None:
    theme = Theme()
    theme.release()
    theme.apply(app)
    theme.release()
    seen: list[object] = []
    theme.changed.connect(seen.append)
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    assert seen == []
