"""Put what a file says into a sentence without letting it spoil the sentence."""

MOST = 60
_JOINERS = "\u200c\u200d"
"""Not printable, but without them emoji and several scripts fall apart."""


def shown(text: str) -> str:
    """Return a text of unknown origin short, on one line, and without control characters."""
    return on_one_line(text if len(text) <= MOST else text[: MOST - 1] + "…")


def on_one_line(text: str) -> str:
    """Return a text of unknown origin, as long as it is, without control characters."""
    return "".join(c if c.isprintable() or c in _JOINERS else "�" for c in text)
