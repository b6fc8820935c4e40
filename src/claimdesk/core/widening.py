"""What a stretch of text widens to: its word, quotation, sentence, paragraph, the whole text."""

import re
from collections.abc import Iterator

from claimdesk.core.sentences import sentence_at
from claimdesk.core.text import paragraph_at, previous_grapheme, trim, word_at

_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "「": "」", "『": "』", "《": "》"}
# A single quote before a letter is an apostrophe.
_QUOTE = re.compile(r"[“”„«»‹›‘「」『』《》\"]|’(?!\w)")
_LONGEST = 2_000
"""In a longer sentence no quotations are looked for."""

Stretch = tuple[int, int]


def wider(text: str, start: int, end: int) -> Stretch:
    """Return the next wider stretch, without blanks at its ends; the same if there is none."""
    now = trim(text, start, end)
    if now[0] == now[1]:
        now = _with_ink(text, now[0])
    shortest = (start, end)
    for stretch in _around(text, *now):
        first, last = trim(text, min(now[0], stretch[0]), max(now[1], stretch[1]))
        if last - first > now[1] - now[0]:
            shortest = first, last
            break
    return shortest


def _with_ink(text: str, index: int) -> Stretch:
    """Return the place itself; from a blank line, the start of the next paragraph with words."""
    first, last = trim(text, *paragraph_at(text, index))
    if first < last:
        return index, index
    first, last = trim(text, index, len(text))
    return (first, first) if first < last else (index, index)


def _around(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield what lies around a stretch, the shorter first."""
    last = previous_grapheme(text, end) if end > start else start
    yield word_at(text, start)[0], word_at(text, last)[1]
    sentence = sentence_at(text, start)[0], sentence_at(text, last)[1]
    if sentence[1] - sentence[0] <= _LONGEST:
        quoted = [one for one in _quotations(text, *sentence) if one[0] <= start <= end <= one[1]]
        yield from sorted(quoted, key=lambda one: one[1] - one[0])
    yield sentence
    yield paragraph_at(text, start)[0], paragraph_at(text, last)[1]
    yield 0, len(text)


def _quotations(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield what stands between paired quotation marks."""
    opened: list[re.Match[str]] = []
    for mark in _QUOTE.finditer(text, start, end):
        partner = next((one for one in reversed(opened) if _closes(mark[0], one[0])), None)
        if partner is not None:
            yield partner.end(), mark.start()
            del opened[opened.index(partner) :]
        elif mark[0] in _CLOSED_BY or mark[0] == '"':
            opened.append(mark)


def _closes(mark: str, opening: str) -> bool:
    return mark == opening == '"' or mark in _CLOSED_BY.get(opening, "")
