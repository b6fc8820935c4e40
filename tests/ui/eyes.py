"""How far apart two colours are for an eye: CIEDE2000 after Machado's simulation (2009)."""

import math
from collections.abc import Mapping
from types import MappingProxyType

Matrix = tuple[tuple[float, float, float], ...]

EYES: Mapping[str, Matrix] = MappingProxyType(
    {
        "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        "protanopia": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deuteranopia": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritanopia": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }
)

_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)

Lab = tuple[float, float, float]


def difference(one: str, other: str, eye: str) -> float:
    """Return the CIEDE2000 difference of two colours (#RRGGBB); some 20 is plain to see."""
    return _ciede2000(_lab(one, EYES[eye]), _lab(other, EYES[eye]))


def _times(matrix: Matrix, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _lab(colour: str, eye: Matrix) -> Lab:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [min(1.0, max(0.0, part)) for part in _times(eye, linear)]
    x, y, z = (
        t ** (1 / 3) if (t := part / white) > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for part, white in zip(_times(_XYZ, seen), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Lab, other: Lab) -> float:
    l1, a1, b1 = one
    l2, a2, b2 = other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(chroma**7 / (chroma**7 + 25**7)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1 = math.degrees(math.atan2(b1, a1 * stretch)) % 360
    h2 = math.degrees(math.atan2(b2, a2 * stretch)) % 360
    # The shorter way round the circle, and the hue in its middle.
    turn = (h2 - h1 + 180) % 360 - 180
    hue = math.radians((h1 + turn / 2) % 360)
    light, colourful = (l1 + l2) / 2, (c1 + c2) / 2
    d_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    weight = (
        *(1 - 0.17 * math.cos(hue - math.radians(30)), 0.24 * math.cos(2 * hue)),
        *(0.32 * math.cos(3 * hue + math.radians(6)), -0.20 * math.cos(4 * hue - math.radians(63))),
    )
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * colourful)
    by_hue = d_hue / (1 + 0.015 * colourful * sum(weight))
    blue = math.radians(60 * math.exp(-(((math.degrees(hue) - 275) / 25) ** 2)))
    rotation = -math.sin(blue) * 2 * math.sqrt(colourful**7 / (colourful**7 + 25**7))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)
