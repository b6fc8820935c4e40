"""The report has the colours of the program, though it cannot ask for them."""

import re

from claimdesk.core import resources
from claimdesk.core.model import Verdict
from claimdesk.ui.base.colours import DARK, LIGHT, Palette


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#\w{6})", block))


def wanted(palette: Palette) -> dict[str, str]:
    colours = {
        name: getattr(palette, name)
        for name in ("paper", "text", "chrome", "raised", "line", "edge")
    }
    for verdict in (*Verdict, None):
        tints, name = palette.verdict(verdict), verdict or "open"
        steps = (tints.tint, tints.overlap, tints.strong)
        colours[str(name)] = tints.ink
        colours |= {f"{name}-{depth}": colour for depth, colour in enumerate(steps, 1)}
    return colours


def test_light_and_dark_are_those_of_the_program() -> None:
    css = resources.path("report", "report.css").read_text("utf-8")
    light, dark, *_ = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    for block, palette in ((light, LIGHT), (dark, DARK)):
        said = declared(block)
        assert {name: said.get(name) for name in wanted(palette)} == wanted(palette)
