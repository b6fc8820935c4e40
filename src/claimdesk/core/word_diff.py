"""The difference of two texts word by word, as people mark it: struck out and put in."""

import re
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 1200
"""Words of a text that are compared; the time grows with the square."""
_ALIKE = 0.4
"""Share of common words below which two texts are told one after the other."""


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


Parts = tuple[tuple[Mark, str], ...]


def parts(old: str, new: str) -> Parts:
    """Return what stayed, went and came; two texts with little in common go and come whole."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    is_long = max(len(before), len(after)) > _MOST
    if is_long or (old != new and matcher.ratio() < _ALIKE):
        return _marked((Mark.OUT, old), (Mark.IN, new))
    found: list[tuple[Mark, str]] = []
    for what, start, end, from_, to in matcher.get_opcodes():
        if what == "equal":
            found.append((Mark.SAME, "".join(before[start:end])))
        else:
            gone, come = "".join(before[start:end]), "".join(after[from_:to])
            found += [(Mark.OUT, gone), (Mark.IN, come)]
    return _marked(*found)


def excerpt(all_parts: Parts, around: int, most: int) -> Parts:
    """Return the parts in short: what stayed far from a change left out, each at most so long.

    ``around`` and ``most`` count code points.
    """
    last = len(all_parts) - 1
    shown: list[tuple[Mark, str]] = []
    left = most
    for mark, text in _trimmed(all_parts, around, last):
        if left <= 0:
            break
        shown.append((mark, text if len(text) <= left else f"{text[:left].rstrip()}…"))
        left -= len(text)
    return tuple(shown)


def _trimmed(all_parts: Parts, around: int, last: int) -> Parts:
    return tuple(
        (mark, _cut(text, around, is_first=place == 0, is_last=place == last))
        if mark is Mark.SAME
        else (mark, text)
        for place, (mark, text) in enumerate(all_parts)
    )


def _marked(*found: tuple[Mark, str]) -> Parts:
    return tuple(one for one in found if one[1])


def _cut(text: str, around: int, *, is_first: bool, is_last: bool) -> str:
    head, tail = text[:around].rpartition(" ")[0], text[-around:].partition(" ")[2]
    if is_first and is_last:
        return text
    if is_first:
        return text if len(text) <= around else f"… {tail}"
    if is_last:
        return text if len(text) <= around else f"{head} …"
    return text if len(text) <= 2 * around else f"{head} … {tail}"
