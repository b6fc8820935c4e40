"""The colours of the program, light and dark: every pair that is read together is tested.

Confirmed, denied and unverified are teal, vermilion and violet, because green, red and amber
look alike to red-green colour-blind eyes. "Not reviewed yet" is a quiet slate.
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
