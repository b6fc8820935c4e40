"""The colours of the program, light and dark: every pair that is read together is tested.

Confirmed, denied and unverified are teal, vermilion and violet, because green, red and amber
look alike to red-green colour-blind eyes. "Not reviewed yet" is a quiet slate. Each of both has a
twin of high contrast: all text at 7:1 or more, all lines at 4.5:1, nothing said by a tint alone.
"""

from dataclasses import dataclass

from claimdesk.core.model import Verdict


@dataclass(frozen=True, slots=True)
class Tints:
    """The colours of one verdict: lines and badges, then three depths behind text."""

    ink: str
    tint: str
    overlap: str
    strong: str


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, as hex; ``chrome`` is what stands around the paper."""

    name: str
    dark: bool
    contrast: bool
    paper: str
    text: str
    muted: str
    caret: str
    selection: str
    selection_text: str
    find: str
    find_edge: str
    find_now: str
    find_now_text: str
    badge_text: str
    map_ground: str
    chrome: str
    line: str
    edge: str
    control: str
    handle: str
    field: str
    raised: str
    hover: str
    pressed: str
    chosen: str
    disabled: str
    danger: str
    confirmed: Tints
    denied: Tints
    unverified: Tints
    unreviewed: Tints

    def verdict(self, verdict: Verdict | None) -> Tints:
        """Return the colours of a verdict, None standing for not reviewed yet."""
        match verdict:
            case Verdict.CONFIRMED:
                return self.confirmed
            case Verdict.DENIED:
                return self.denied
            case Verdict.UNVERIFIED:
                return self.unverified
            case None:
                return self.unreviewed


LIGHT = Palette(
    name="light",
    dark=False,
    contrast=False,
    paper="#FBFAF7",
    text="#1D2125",
    muted="#6A6F76",
    caret="#0B57D0",
    selection="#1F5FBF",
    selection_text="#FFFFFF",
    find="#FFE98A",
    find_edge="#7A5B00",
    find_now="#FFC21A",
    find_now_text="#1D2125",
    badge_text="#FFFFFF",
    map_ground="#F4F2ED",
    chrome="#F5F3EE",
    line="#E2DFD8",
    edge="#85898F",
    control="#BDBAB2",
    handle="#C4C1B9",
    field="#FFFFFF",
    raised="#FFFFFF",
    hover="#EAE7E0",
    pressed="#DEDAD1",
    chosen="#DCE7F8",
    disabled="#A3A6AA",
    danger="#AC2A0A",
    confirmed=Tints("#12786D", "#DDF0EB", "#C4E4DC", "#AEDCD1"),
    denied=Tints("#AC2A0A", "#FBE3DA", "#F6CFC0", "#F3BFAB"),
    unverified=Tints("#5B2F8C", "#EBE4F5", "#DCD0EE", "#CFBEE8"),
    unreviewed=Tints("#566472", "#E6EAEE", "#D8DEE4", "#C8D0D8"),
)

DARK = Palette(
    name="dark",
    dark=True,
    contrast=False,
    paper="#17191D",
    text="#DADCE0",
    muted="#8F959E",
    caret="#8AB4F8",
    selection="#2F5FA8",
    selection_text="#FFFFFF",
    find="#5C4A00",
    find_edge="#FFD24A",
    find_now="#FFC21A",
    find_now_text="#1D2125",
    badge_text="#14161A",
    map_ground="#1B1E22",
    chrome="#1E2126",
    line="#2E3238",
    edge="#737A85",
    control="#4A5059",
    handle="#474D56",
    field="#121417",
    raised="#22262B",
    hover="#2A2E34",
    pressed="#353A42",
    chosen="#22324B",
    disabled="#5F656E",
    danger="#F0803C",
    confirmed=Tints("#63DCC0", "#17332F", "#1D423C", "#245A51"),
    denied=Tints("#F0803C", "#3B241A", "#4B2D1F", "#683A22"),
    unverified=Tints("#BFA0F8", "#2C2540", "#392F53", "#4C3D70"),
    unreviewed=Tints("#9AA7B4", "#23282E", "#2E343B", "#3E4650"),
)

CONTRAST_LIGHT = Palette(
    name="contrast-light",
    dark=False,
    contrast=True,
    paper="#FFFFFF",
    text="#000000",
    muted="#404040",
    caret="#0033CC",
    selection="#0A3A9E",
    selection_text="#FFFFFF",
    find="#FFF0A0",
    find_edge="#5C4300",
    find_now="#FFC21A",
    find_now_text="#000000",
    badge_text="#FFFFFF",
    map_ground="#FFFFFF",
    chrome="#FFFFFF",
    line="#5F5F5F",
    edge="#000000",
    control="#404040",
    handle="#5F5F5F",
    field="#FFFFFF",
    raised="#FFFFFF",
    hover="#E4E4E4",
    pressed="#DADADA",
    chosen="#CFE0FF",
    disabled="#6B6B6B",
    danger="#A31D00",
    confirmed=Tints("#005F53", "#CFF0E7", "#B0E3D6", "#93D8C6"),
    denied=Tints("#A31D00", "#FFDDD0", "#FFC8B4", "#FFB59C"),
    unverified=Tints("#4B1A86", "#E9DFFA", "#D8C8F5", "#C8B3F0"),
    unreviewed=Tints("#222B33", "#E3E8ED", "#D0D8E0", "#BCC6D0"),
)

CONTRAST_DARK = Palette(
    name="contrast-dark",
    dark=True,
    contrast=True,
    paper="#000000",
    text="#FFFFFF",
    muted="#CCCCCC",
    caret="#8CC8FF",
    selection="#0B54B8",
    selection_text="#FFFFFF",
    find="#5C4A00",
    find_edge="#FFD24A",
    find_now="#FFC21A",
    find_now_text="#000000",
    badge_text="#000000",
    map_ground="#000000",
    chrome="#000000",
    line="#8A8A8A",
    edge="#FFFFFF",
    control="#B8B8B8",
    handle="#8A8A8A",
    field="#000000",
    raised="#000000",
    hover="#2B2B2B",
    pressed="#383838",
    chosen="#12366B",
    disabled="#959595",
    danger="#FFA066",
    confirmed=Tints("#5CF2CE", "#053A31", "#0B4A3F", "#0F5A4D"),
    denied=Tints("#FFA066", "#4A2208", "#5A2C0E", "#6E3713"),
    unverified=Tints("#CDB2FF", "#33225A", "#402D6E", "#4D3885"),
    unreviewed=Tints("#E4EAF0", "#282E35", "#353D46", "#434D58"),
)

PALETTES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
"""All sets of colours; each has a paper of its own."""


def of_paper(colour: str) -> Palette:
    """Return the set of colours with this paper; the light one if there is none."""
    return next((one for one in PALETTES if one.paper == colour.upper()), LIGHT)
