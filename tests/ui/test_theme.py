"""Colours can be read, told apart, and follow the desktop or the reviewer's wish."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    PALETTES,
    Palette,
    of_paper,
)
from claimdesk.ui.base.style_sheet import style_sheet
from claimdesk.ui.base.theme import Theme, contrast_hints, qt_palette
from ui.eyes import EYES, difference

EACH = pytest.mark.parametrize("palette", PALETTES, ids=lambda one: str(one.name))
HIGH = pytest.mark.parametrize(
    "palette", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda one: str(one.name)
)
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


@EACH
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


@EACH
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


@EACH
def test_focus_ring_and_check_boxes_stand_out_from_their_ground(palette: Palette) -> None:
    for ground in (palette.paper, palette.chrome, palette.field):
        assert contrast(palette.caret, ground) >= 3
        assert contrast(palette.edge, ground) >= 3


@HIGH
def test_high_contrast_has_all_text_at_seven_to_one(palette: Palette) -> None:
    grounds = [
        *(palette.paper, palette.chrome, palette.field, palette.raised, palette.map_ground),
        *(palette.hover, palette.pressed, palette.chosen),
    ]
    pairs = [(front, back) for front in (palette.text, palette.muted) for back in grounds]
    pairs += [(palette.text, palette.find), (palette.find_now_text, palette.find_now)]
    pairs += [(palette.selection_text, palette.selection), (palette.danger, palette.chrome)]
    pairs += [(palette.caret, palette.paper)]
    pairs += [(palette.badge_text, palette.verdict(one).ink) for one in VERDICTS]
    for verdict in VERDICTS:
        tints = palette.verdict(verdict)
        pairs += [(palette.text, one) for one in (tints.tint, tints.overlap, tints.strong)]
        pairs += [(tints.ink, palette.paper)]
    for front, back in pairs:
        assert contrast(front, back) >= 7, (front, back)


@HIGH
def test_high_contrast_has_all_lines_at_four_and_a_half_to_one(palette: Palette) -> None:
    borders = (palette.line, palette.edge, palette.control, palette.handle, palette.disabled)
    pairs = [(line, palette.paper) for line in (*borders, palette.find_edge)]
    pairs += [(palette.find_edge, palette.find), (palette.caret, palette.chosen)]
    for verdict in VERDICTS:
        tints = palette.verdict(verdict)
        pairs += [(tints.ink, one) for one in (tints.tint, tints.overlap, tints.strong)]
    for front, back in pairs:
        assert contrast(front, back) >= 4.5, (front, back)


@EACH
@pytest.mark.parametrize("eye", EYES)
def test_verdicts_can_be_told_apart_by_every_eye(palette: Palette, eye: str) -> None:
    inks = [palette.verdict(verdict).ink for verdict in Verdict]
    for one, other in itertools.combinations(inks, 2):
        assert difference(one, other, eye) >= 18, (one, other)


def test_colours_are_known_by_their_paper() -> None:
    assert [of_paper(one.paper.lower()) for one in PALETTES] == list(PALETTES)
    assert of_paper("#123456") is LIGHT


@EACH
def test_each_verdict_has_colours_of_its_own(palette: Palette) -> None:
    assert len({palette.verdict(verdict).ink for verdict in VERDICTS}) == 4
    assert len({palette.verdict(verdict).tint for verdict in VERDICTS}) == 4


@EACH
def test_qt_gets_the_same_colours_for_what_the_style_sheet_leaves_alone(palette: Palette) -> None:
    made = qt_palette(palette)
    assert made.color(QPalette.ColorRole.Base).name().upper() == palette.paper
    assert made.color(QPalette.ColorRole.Text).name().upper() == palette.text
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == palette.disabled


@EACH
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


@pytest.mark.parametrize(
    ("choice", "palette"),
    [("contrast_light", CONTRAST_LIGHT), ("contrast_dark", CONTRAST_DARK)],
)
def test_high_contrast_can_be_preferred(
    app: QApplication, choice: str, palette: Palette, qtbot: QtBot
) -> None:
    theme = Theme()
    theme.apply(app, "light")
    with qtbot.waitSignal(theme.changed) as told:
        theme.prefer(choice)
    assert told.args == [palette]
    assert app.palette().color(QPalette.ColorRole.Text).name().upper() == palette.text
    theme.release()


def test_the_contrast_of_the_desktop_is_followed_while_running(
    app: QApplication, qtbot: QtBot
) -> None:
    accessibility = contrast_hints(app.styleHints())
    if accessibility is None:
        return  # Qt before 6.10 does not tell.
    theme = Theme()
    theme.apply(app)
    plain = theme.now
    with qtbot.waitSignal(theme.changed):
        accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert theme.now.contrast
    assert theme.now.dark is plain.dark
    theme.prefer("light")
    with qtbot.assertNotEmitted(theme.changed):
        accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    theme.prefer("system")
    assert theme.now is plain
    theme.release()
    accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert theme.now is plain


def test_with_an_older_qt_the_contrast_of_the_desktop_is_not_known(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert contrast_hints(object()) is None  # type: ignore[arg-type]  # hints without the question
    monkeypatch.setattr("claimdesk.ui.base.theme.contrast_hints", lambda _hints: None)
    theme = Theme()
    theme.apply(app)
    assert not theme.now.contrast
    theme.release()


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


@pytest.mark.parametrize("choice", ["light", "dark", "contrast_light", "contrast_dark"])
def test_a_box_that_is_half_checked_looks_neither_checked_nor_empty(
    app: QApplication, qtbot: QtBot, choice: str
) -> None:
    theme = Theme()
    theme.apply(app, choice)
    boxes = QListWidget()
    qtbot.addWidget(boxes)
    for state in Qt.CheckState:
        item = QListWidgetItem("")
        item.setCheckState(state)
        boxes.addItem(item)
    boxes.setSelectionMode(QListWidget.SelectionMode.NoSelection)
    boxes.show()
    seen = [boxes.grab(boxes.visualItemRect(boxes.item(place))).toImage() for place in range(3)]
    assert seen[0] != seen[1] != seen[2] != seen[0]
    ground = theme.now.selection.lower()
    for image in seen[1:]:
        assert ground in {image.pixelColor(x, 3 + y).name() for x in range(30) for y in range(15)}
