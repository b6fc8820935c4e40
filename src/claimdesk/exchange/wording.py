"""Put what a file says into a sentence without letting it spoil the sentence."""

MOST = 60


def shown(text: str) -> str:
    """Return a text of unknown origin short, on one line, and without control characters."""
    short = text if len(text) <= MOST else text[: MOST - 1] + "…"
    return "".join(c if c.isprintable() else "�" for c in short)
