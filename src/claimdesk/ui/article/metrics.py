"""Every length of the article view, derived from the size of its letters."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF

from claimdesk.core.settings import PIXELS, ArticleFont, LineSpacing

USUAL = 18
"""The letter size, in pixels, that all lengths are meant for."""
CHARACTERS = 70
"""Most average characters on a line."""

_FAMILIES = {
    ArticleFont.SERIF: ("Charter", "Source Serif 4", "Noto Serif", "Georgia", "Cambria"),
    ArticleFont.SANS: ("Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial"),
}
_LINES = {LineSpacing.COMPACT: 1.5, LineSpacing.USUAL: 1.68, LineSpacing.WIDE: 1.95}
"""From line to line, in letter sizes."""
_OTHER_FAMILIES = ("DejaVu Serif", "Noto Color Emoji")
_BADGE_FAMILIES = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial")
_SAMPLE = "the quick brown fox jumps over a lazy dog, and then 3 more"
_GUTTER, _WIDE_GUTTER, _GUTTER_SHARE = 78.0, 105.0, 0.16
"""Room for one badge and a count; for two where the view is wide enough to share it so."""
_MARGIN = 24.0
_LEAST_COLUMN = 120.0
_SMALLEST_BADGE, _LARGEST_BADGE = 0.9, 1.6


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How the reviewer wants the article set, its size aside."""

    family: str = ArticleFont.SERIF.value
    """An `ArticleFont`, or the name of a family."""
    characters: int = CHARACTERS
    """The most that a line holds."""
    spacing: str = LineSpacing.USUAL.value


USUAL_TYPE = Typesetting()


@dataclass(frozen=True, slots=True)
class Metrics:
    """Lengths in pixels; those called below or above count from the baseline."""

    font: QFont
    badge_font: QFont
    pixels: int
    scale: float
    """Letter size compared with the usual one."""
    badge_scale: float
    line: int
    ascent: int
    """From the top of a line to its baseline."""
    gap: int
    """After a paragraph."""
    blank: int
    """Height of an empty paragraph."""
    typesetting: Typesetting
    character: float
    """Average width of a letter."""
    above: int
    below: int
    """The tint box."""
    lane: float
    """Baseline to the middle of the first lane."""
    pitch: float
    """From lane to lane."""
    thin: float
    thick: float
    heavy: float
    """Lines: not reviewed, usual, active."""
    top: float = 28.0
    bottom: float = 60.0

    def column(self, width: float, beside: float = 0) -> tuple[float, float]:
        """Return where the text column starts and how wide it is in a view of this width.

        ``beside`` is what the right margin needs, at the usual size of badges.
        """
        scale = max(1.0, self.badge_scale)
        wanted = max(_GUTTER * scale, min(_WIDE_GUTTER * scale, width * _GUTTER_SHARE))
        gutter = min(wanted, max(0.0, width - _LEAST_COLUMN))
        margin = max(min(_MARGIN, max(6.0, width * 0.04)), beside * self.badge_scale)
        column = max(
            _LEAST_COLUMN,
            min(width - gutter - margin, self.character * self.typesetting.characters),
        )
        left = max(gutter, (width - column) / 2)
        return float(int(left)), float(int(column))


def measured(pixels: int, typesetting: Typesetting = USUAL_TYPE) -> Metrics:
    """Return all lengths for letters of this size, kept within what can be read."""
    pixels = max(PIXELS.start, min(PIXELS.stop - 1, pixels))
    font = QFont()
    font.setFamilies(_families(typesetting.family))
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    letters = QFontMetricsF(font)
    height = letters.ascent() + letters.descent()
    scale = pixels / USUAL
    is_compact = typesetting.spacing == LineSpacing.COMPACT
    above = round(pixels * (0.80 if is_compact else 0.86))
    below = round(pixels * (0.24 if is_compact else 0.30))
    thick = max(2.0, round(2 * scale))
    # Three lanes lie between the tint of a line and that of the next one, a pixel apart at least.
    least = thick + 1
    around = above + below + scale + thick / 2
    wanted = round(pixels * _LINES[LineSpacing(typesetting.spacing)])
    line = max(wanted, round(letters.height()) + 2, ceil(around + 2 * least))
    badge_scale = max(_SMALLEST_BADGE, min(scale, _LARGEST_BADGE))
    return Metrics(
        font=font,
        badge_font=_badge_font(badge_scale),
        pixels=pixels,
        scale=scale,
        badge_scale=badge_scale,
        line=line,
        ascent=round((line - height) * 0.28 + letters.ascent()),
        gap=round(line * 0.55),
        blank=round(line * 0.3),
        typesetting=typesetting,
        character=letters.horizontalAdvance(_SAMPLE) / len(_SAMPLE),
        above=above,
        below=below,
        lane=below + scale,
        pitch=max(least, min(3.6 * scale, (line - around) / 2)),
        thin=max(1.0, round(scale)),
        thick=thick,
        heavy=max(3.0, round(3 * scale)),
    )


def _families(wanted: str) -> list[str]:
    """Return families in the order of wish; where one has no such letter the next is asked."""
    known = {kind.value for kind in ArticleFont}
    named = [] if wanted in known else [wanted]
    kind = ArticleFont(wanted) if wanted in known else ArticleFont.SERIF
    return [*named, *_FAMILIES[kind], *_OTHER_FAMILIES]


def _badge_font(scale: float) -> QFont:
    font = QFont()
    font.setFamilies(_BADGE_FAMILIES)
    font.setPixelSize(max(9, round(11 * scale)))
    font.setBold(True)
    return font
