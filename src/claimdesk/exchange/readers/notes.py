"""Footnotes and endnotes of any kind of file: called [1], [2] in the text, and set at its end."""

from collections.abc import Mapping, Sequence

from claimdesk.core.i18n import mark

_NOTES = mark("Footnotes and endnotes stand at the end: {count}.")


def at_end(text: str, notes: Mapping[str, str]) -> str:
    """Return a text with its notes behind it, each on one line after its mark."""
    return "\n\n".join((text, *(f"{mark} {note}".rstrip() for mark, note in notes.items())))


def numbered(notes: Sequence[str]) -> dict[str, str]:
    """Return notes by the marks [1], [2] …, each on one line."""
    return {f"[{number}]": " ".join(note.split()) for number, note in enumerate(notes, 1)}


def remark(count: int) -> tuple[str, ...]:
    """Return what is to be said about so many notes."""
    return (_NOTES.format(count=count),) if count else ()
