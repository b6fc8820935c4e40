"""The icons of actions: line drawings in the colour of the text, sharp at every scale."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from claimdesk.core import resources
from claimdesk.ui.base.colours import Palette

SIZE = 20
"""The usual size in device-independent pixels."""
_RATIOS = (1, 2)


def icon(name: str, palette: Palette, size: int = SIZE) -> QIcon:
    """Return a drawing of resources/icons in the palette's text colour, greyed when disabled."""
    text = _text(name)
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, palette.text),
        (QIcon.Mode.Disabled, palette.disabled),
    ):
        for pixmap in _pixmaps(text, colour, size):
            made.addPixmap(pixmap, mode)
    return made


def drawing(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return one picture of a drawing in a colour, for labels and empty states."""
    return _pixmap(_renderer(_text(name), colour), size, ratio)


def _text(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _pixmaps(text: str, colour: str, size: int) -> list[QPixmap]:
    renderer = _renderer(text, colour)
    return [_pixmap(renderer, size, ratio) for ratio in _RATIOS]


def _renderer(text: str, colour: str) -> QSvgRenderer:
    # A thinner line than the drawing's own looks calmer at these sizes.
    tinted = text.replace("currentColor", QColor(colour).name())
    thinner = tinted.replace('stroke-width="2"', 'stroke-width="1.75"')
    return QSvgRenderer(QByteArray(thinner.encode()))


def _pixmap(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
