"""Article text: normalised once at import, then cut only where a reader would cut.

Indexes are code points. Graphemes, words and paragraphs are found by looking at the text around the
index alone, so that a paragraph of 10 MB costs no more than a short one.
"""

import re

import regex

_LINE_FEED = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), "\n")
_NOT_TEXT = (
    *range(0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)
_REPLACED = {
    chr(code): clean
    for code, clean in {
        **_LINE_FEED,
        0x1F: " ",
        0xFEFF: "\u2060",
        **dict.fromkeys(_NOT_TEXT, "\ufffd"),
    }.items()
}
_UNCLEAN = re.compile("[" + "".join(map(re.escape, _REPLACED)) + "]")


def normalise(text: str) -> str:
    """Return the text as it is stored: LF only, and nothing a text widget or UTF-8 would change."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _UNCLEAN.sub(lambda found: _REPLACED[found.group()], text)


_CLUSTER = regex.compile(r"\X")
_HANGUL = r"\p{GCB=L}\p{GCB=V}\p{GCB=T}\p{GCB=LV}\p{GCB=LVT}"
# Characters that join to the left only after a prepended mark: no emoji, no Indic consonant.
_PLAIN = (
    r"[[\p{Lu}\p{Ll}\p{Lt}\p{Nd}\p{P}\p{Zs}\p{Arabic}\p{Hebrew}\p{Thai}\p{Han}]"
    r"&&[\p{GCB=XX}]--[\p{ExtPict}]]"
)
# A character that certainly starts a cluster, whatever stands farther to the left (UAX #29).
_SURE_START = regex.compile(
    r"(?rV1)"
    rf"(?<=[^\p{{GCB=PP}}]){_PLAIN}"
    rf"|(?<=[\p{{GCB=XX}}\p{{GCB=SM}}\p{{RI}}{_HANGUL}])\p{{GCB=XX}}"
    r"|(?<=\p{GCB=EX})\p{ExtPict}"
    r"|(?<=[^\p{RI}\p{GCB=PP}])\p{RI}"
    rf"|(?<=[^{_HANGUL}\p{{GCB=PP}}])[{_HANGUL}]"
    r"|(?<=[\p{GCB=V}\p{GCB=T}\p{GCB=LV}\p{GCB=LVT}])[\p{GCB=L}\p{GCB=LV}\p{GCB=LVT}]"
    r"|(?<=[\p{GCB=CN}\n])(?s:.)|(?<=\r)[^\n]"
)
_NO_FLAG_LETTER = regex.compile(r"(?r)\P{RI}")
_FIRST_FLAG_LETTER, _LAST_FLAG_LETTER = "\U0001f1e6", "\U0001f1ff"


def grapheme_floor(text: str, index: int) -> int:
    """Return the last grapheme boundary at or before the index."""
    index = _clamped(text, index)
    if index in (0, len(text)) or _is_plain(text[index - 1 : index + 1]):
        return index
    start = _safe_start(text, index)
    last = start
    for cluster in _CLUSTER.finditer(text[start : index + 1]):
        last = start + cluster.start()
    return last


def grapheme_ceil(text: str, index: int) -> int:
    """Return the first grapheme boundary at or after the index."""
    index = _clamped(text, index)
    floor = grapheme_floor(text, index)
    if floor == index:
        return index
    cluster = _CLUSTER.match(text, floor)
    return int(cluster.end()) if cluster else index


def next_grapheme(text: str, index: int) -> int:
    """Return the boundary a step to the right of the index; the end stays the end."""
    return grapheme_ceil(text, index + 1)


def previous_grapheme(text: str, index: int) -> int:
    """Return the boundary a step to the left of the index; the start stays the start."""
    return grapheme_floor(text, index - 1)


def _clamped(text: str, index: int) -> int:
    return index if 0 <= index <= len(text) else max(0, min(index, len(text)))


_NEVER_JOINED = re.compile("[\\u0000-\\u02ff\\u0370-\\u0482\\u048a-\\u0590]*")
"""Latin, Greek, Cyrillic and Armenian: a cluster each, unless what follows is of another kind."""


def _is_plain(pair: str) -> bool:
    return (pair.isascii() or bool(_NEVER_JOINED.fullmatch(pair))) and pair != "\r\n"


def _safe_start(text: str, index: int) -> int:
    """Return a boundary before the index that can be told without reading on to the left."""
    if _FIRST_FLAG_LETTER <= text[index - 1] <= _LAST_FLAG_LETTER:
        # Flag letters pair up from the start of their run, which may be long.
        other = _NO_FLAG_LETTER.search(text, 0, index)
        run = other.end() if other else 0
        pair: int = run + (index - 1 - run) // 2 * 2
        if pair > run:
            return pair
    sure = _SURE_START.search(text, 0, index)
    return int(sure.start()) if sure else 0


_BLANK = r"\s\u200b\u2060"
_FIRST_INK = re.compile(rf"[^{_BLANK}]")
_LAST_INK = regex.compile(rf"(?r)[^{_BLANK}]")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the blanks off both ends, then widen to whole graphemes; equal ends mean nothing left.

    Zero-width space and word joiner count as blanks: nobody sees them.
    """
    start, end = sorted((_clamped(text, start), _clamped(text, end)))
    first = _FIRST_INK.search(text, start, end)
    if first is None:
        return start, start
    last = _LAST_INK.search(text, start, end)
    return grapheme_floor(text, first.start()), grapheme_ceil(text, last.end() if last else end)


# Scripts without blanks between words: each character is a word of its own.
_SINGLE = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_\u00ad\u200c\u200d]--{_SINGLE}]"
_JOINED = rf"(?:['’ʼ]{_LETTER}|(?<=\p{{Nd}})[.,:]\p{{Nd}})"
_WORD = regex.compile(rf"(?V1){_LETTER}++(?:{_JOINED}{_LETTER}*+)*+|{_SINGLE}\p{{M}}*+")
_LONGEST_WORD = 200
_NOT_IN_WORD = regex.compile(rf"(?rV1)[^\p{{L}}\p{{M}}\p{{N}}_\u00ad\u200c\u200d'’ʼ.,:]|{_SINGLE}")


def word_at(text: str, index: int) -> tuple[int, int]:
    """Return the word at the index or ending there, else the grapheme there.

    On a blank, and on nothing, both ends are the index. A longer run of letters than any word has
    is cut.
    """
    index = _clamped(text, index)
    nearest = max(0, index - _LONGEST_WORD)
    before = _NOT_IN_WORD.search(text, nearest, index)
    start, end = index, index
    for word in _WORD.finditer(text, before.start() if before else nearest, index + _LONGEST_WORD):
        if word.start() > index:
            break
        if word.end() >= index:
            start, end = word.span()
    if end > start:
        return grapheme_floor(text, start), grapheme_ceil(text, end)
    start, end = grapheme_floor(text, index), next_grapheme(text, index)
    return (start, end) if _FIRST_INK.search(text, start, end) else (index, index)


# What is neither blank nor part of a word: one step for a whole run of them.
_MARK = rf"[^\p{{L}}\p{{M}}\p{{N}}_\u00ad\u200c\u200d{_BLANK}]"
_MARKS = regex.compile(rf"{_MARK}++")
_MARKS_BEFORE = regex.compile(rf"(?r){_MARK}++")


def next_word(text: str, index: int) -> int:
    """Return where the next word, or run of marks, behind the index starts, or the end."""
    index = _clamped(text, index)
    start, end = word_at(text, index)
    marks = _MARKS.match(text, index, index + _LONGEST_WORD)
    if marks and not start < index < end:
        end = grapheme_ceil(text, marks.end())
    ink = _FIRST_INK.search(text, max(index, end))
    onward = grapheme_floor(text, ink.start()) if ink else len(text)
    return max(onward, next_grapheme(text, index))


def previous_word(text: str, index: int) -> int:
    """Return where the last word, or run of marks, before the index starts, or the start."""
    index = _clamped(text, index)
    ink = _LAST_INK.search(text, 0, index)
    if ink is None:
        return 0
    last = grapheme_floor(text, ink.start())
    start, end = word_at(text, last)
    marks = _MARKS_BEFORE.match(text, max(0, ink.end() - _LONGEST_WORD), ink.end())
    if marks and not start < last < end:
        start = grapheme_floor(text, marks.start())
    return min(start, last, previous_grapheme(text, index))


def paragraph_at(text: str, index: int) -> tuple[int, int]:
    """Return the paragraph around the index, without its line feed."""
    index = _clamped(text, index)
    end = text.find("\n", index)
    return text.rfind("\n", 0, index) + 1, end if end >= 0 else len(text)


def next_paragraph(text: str, index: int) -> int:
    """Return where the next paragraph with anything in it starts, or the end of the text."""
    ink = _FIRST_INK.search(text, paragraph_at(text, index)[1])
    return paragraph_at(text, ink.start())[0] if ink else len(text)


def previous_paragraph(text: str, index: int) -> int:
    """Return where the paragraph starts that has the last visible thing before the index."""
    ink = _LAST_INK.search(text, 0, _clamped(text, index))
    return paragraph_at(text, ink.start())[0] if ink else 0
