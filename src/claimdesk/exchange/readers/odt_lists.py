"""Numbers and bullets of lists in OpenDocument texts, which stand in styles, not in the text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from claimdesk.exchange.readers.packed import attribute, local

_BULLET = "- "
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HIGHEST = 3999
"""The largest number that is written in letters."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level of a list are numbered; without a format by a bullet."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels stand in a number: of “2.1.” two."""
    is_bullet: bool = True


@dataclass(slots=True)
class _Open:
    """A list that is being written: its style and the number of its last item."""

    style: str
    number: int


@dataclass(slots=True)
class Lists:
    """Counts the items of the lists that are being written."""

    styles: dict[str, dict[int, Level]]
    _open: list[_Open] = field(default_factory=list)
    _last: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """Return how many lists are open."""
        return len(self._open)

    def begin(self, element: Element) -> None:
        """Begin a list; one that says so goes on where the last of its style ended."""
        style = attribute(element, "style-name") or (self._open[-1].style if self._open else "")
        depth = len(self._open) + 1
        goes_on = attribute(element, "continue-numbering") == "true" or bool(
            attribute(element, "continue-list")
        )
        start = self._level(style, depth).start - 1
        self._open.append(_Open(style, self._last.get((style, depth), start) if goes_on else start))

    def end(self) -> None:
        """End the innermost list."""
        ended = self._open.pop()
        self._last[ended.style, len(self._open) + 1] = ended.number

    def label(self, item: Element) -> str:
        """Return what stands before the next item; one that is but a list has no number."""
        if len(item) and local(item[0].tag) == "list":
            return ""
        if not self._open:
            return _BULLET
        here = self._open[-1]
        start = attribute(item, "start-value")
        here.number = int(start) if start.isdecimal() else here.number + 1
        level = self._level(here.style, len(self._open))
        if level.is_bullet:
            return _BULLET
        return f"{level.prefix}{self._number(level)}{level.suffix} " if level.format else ""

    def _number(self, level: Level) -> str:
        parts = []
        for depth in range(max(1, len(self._open) - level.shown + 1), len(self._open) + 1):
            one = self._open[depth - 1]
            parts.append(written(one.number, self._level(one.style, depth).format))
        return ".".join(part for part in parts if part)

    def _level(self, style: str, depth: int) -> Level:
        return self.styles.get(style, {}).get(depth, Level())


def list_styles(trees: Iterable[Element]) -> dict[str, dict[int, Level]]:
    """Return how lists of each style are numbered, by the level."""
    return {
        attribute(style, "name"): {
            number: _level(one)
            for one in style
            if (number := _whole(attribute(one, "level"))) is not None
        }
        for tree in trees
        for style in tree.iter()
        if local(style.tag) == "list-style"
    }


def written(number: int, form: str) -> str:
    """Return a number as a list writes it: in digits, letters or Roman figures."""
    if not 0 < number <= _HIGHEST or form not in ("a", "A", "i", "I"):
        return str(number) if form else ""
    said = _letters(number) if form in "aA" else _roman(number)
    return said.upper() if form.isupper() else said


def _level(element: Element) -> Level:
    return Level(
        format=attribute(element, "num-format"),
        prefix=attribute(element, "num-prefix"),
        suffix=attribute(element, "num-suffix"),
        start=_whole(attribute(element, "start-value")) or 1,
        shown=_whole(attribute(element, "display-levels")) or 1,
        is_bullet=local(element.tag) != "list-level-style-number",
    )


def _whole(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _letters(number: int) -> str:
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said


def _roman(number: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        said += letters * times
    return said
