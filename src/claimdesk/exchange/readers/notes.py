"""Footnotes and endnotes of any kind of file: called [1], [2] in the text, and set at its end."""

from collections.abc import Sequence

from claimdesk.core.i18n import mark

_NOTES = mark("Footnotes and endnotes stand at the end: {count}.")


def at_end(text: str, notes: Sequence[str]) -> str:
    """Return a text with its notes behind it, each on one line."""
    lines = (f"[{number}] {' '.join(note.split())}" for number, note in enumerate(notes, 1))
    return "\n\n".join((text, *lines))


def remark(count: int) -> tuple[str, ...]:
    """Return what is to be said about so many notes."""
    return (_NOTES.format(count=count),) if count else ()
