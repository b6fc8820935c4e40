"""Sentences of news text: where they start and end, after rules of our own.

An end mark before a blank is where a sentence may end; what stands on both sides decides. The
rules know titles, initials, acronyms, months and units of the news in English, Ukrainian and
Russian, some of other languages, Chinese and Japanese without blanks, and emoji that end a post.
Lines are cut first; sentences inside a quotation are cut. Nobody is perfect at this: the reviewer
can always widen or narrow what was chosen. All work is local, also in a paragraph of 10 MB.
"""

import re
import sys
from collections.abc import Iterator
from itertools import chain

from claimdesk.core.text import grapheme_floor, paragraph_at, trim, word_at

_MARKS = ".!?…؟।॥۔"
_WIDE_MARKS = "。！？｡"
_CLOSING = "\"'”’»“)\\]›」』）】》"
_EMOJI = "\U0001f300-\U0001faff\u2600-\u26ff\u2705\u2728\u2753-\u2757\ufe0f\u200d"
_BLANK = r"[\s\u200b\u2060]"
_BREAK = re.compile(
    rf"(?<![{_MARKS}])[{_MARKS}]++"
    rf"(?P<closing>(?:[{_CLOSING}]|{_BLANK}[»”)](?={_BLANK}))*+){_BLANK}++"
    rf"|(?P<wide>[{_WIDE_MARKS}])[{_MARKS}{_WIDE_MARKS}]*+[{_CLOSING}]*+{_BLANK}*+"
    rf"|(?<![{_EMOJI}])(?P<emoji>[{_EMOJI}])[{_EMOJI}]*+{_BLANK}++"
)
_IN_BREAK = re.compile(rf"[{_MARKS}{_WIDE_MARKS}{_CLOSING}{_EMOJI}\s\u200b\u2060]")
_NEARBY = 100
_FIRST_WINDOW = 1_000
_LONGEST = 50_000
"""Farther away no end of a sentence is looked for; without one the text is cut about there."""

_INK = re.compile(r"[^\s\u200b\u2060]")
_LETTER = re.compile(r"[^\W_]")
_OPENING = re.compile(r"(?:[—–-]\s*)?[\"'“‘«„(\[¿¡]*\s?")
_WORD = re.compile(r"[^\W_]*")
_DASH = re.compile(r"[—–-]\s")
_ADDRESS = re.compile(r"(?:https?://|[#@])\S")
_LEADING_EMOJI = re.compile(rf"[{_EMOJI}]")
_BEFORE_WORD = re.compile(r"[\s(\[\"'“«„]")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DEGREES_OR_YEAR = re.compile(r"\d\s?[CFKVAгр]\.$")
_LIST_NUMBER = re.compile(
    r"(?:^\s*|(?<!\bNo)(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})(?<!\b[A-Z][a-z]{4})[.!?]\s+)"
    r"\d{1,3}\.$"
)
_GERMAN_DAY = re.compile(r"\b(?:am|vom|zum|bis|der|den|dem)\s\d{1,2}\.$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that start a sentence so often that an acronym or "Inc." before them ends one.
_STARTERS = _words(
    """
    A According After All An And As At Before But He Her His How However I If In It Its Kyiv
    Meanwhile Moscow My No Nobody Officials On One Others Our Police She So Some That The Their
    Then There These They This Those Two We What When Where Who Why Yes You
    """
)
_NEVER_LAST = _words(
    """
    mr mrs ms mx dr prof gen gov sen rep lt col sgt cpl capt cmdr brig adm maj pvt rev hon pres amb
    supt det insp st mt ft messrs mme mlle sra srta dra ing lic fig figs art arts no nos vol ch sec
    pp vs approx ca eg ie al cf est
    jan feb mar apr jun jul aug sept sep oct nov dec mon tues wed thurs fri sat sun
    ул вул буд кв пос обл просп пр пл им ім напр див см ср тис тыс коп стр ст проф акад ген полк доц
    канд докт инж св
    hab mgr inż ks tel nr bzw usw evtl ggf str bspw abs dott sig avv ee
    """
)
# Abbreviations that are plain words too: without a capital they are taken as words.
_PLAIN_WORDS = _words("art fig mar mon rep sat sun wed")
# Abbreviations that end a sentence if a common starter follows, ...
_RARELY_LAST = _words(
    """
    inc ltd co corp llc plc jr sr bros ave blvd rd wis pa mo calif fla mass ill tex km sq ft yr yrs
    mio mrd
    """
)
# ... and those that do before any capital letter.
_OFTEN_LAST = _words("etc uu гг рр млн млрд руб грн др ін")

_GERMAN_MONTHS = _words(
    """
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember
    """
)


def sentence_at(text: str, index: int) -> tuple[int, int]:
    """Return the sentence at the index, without blanks around it; a blank belongs to its left."""
    first, last = _surroundings(text, index)
    start = _last_cut(text, first, last, index + 1)
    end = next(_cuts(text, first, last, index), last)
    return trim(text, first if start is None else start, end)


def next_sentence(text: str, index: int) -> int:
    """Return where the next sentence behind the index starts, or the end of the text."""
    first, last = _surroundings(text, index)
    opening = _opening(text, first, last)
    if opening is not None and opening > index:
        return opening
    for cut in _cuts(text, first, last, index):
        return cut
    opening = _opening(text, last, len(text))
    return len(text) if opening is None else opening


def previous_sentence(text: str, index: int) -> int:
    """Return where the last sentence before the index starts, or the start of the text."""
    first, last = _surroundings(text, index)
    opening = _opening(text, first, last)
    while opening is None or opening >= index:
        if first == 0:
            return 0
        first, last = _surroundings(text, first - 1)
        opening = _opening(text, first, last)
    cut = _last_cut(text, first, last, index)
    return opening if cut is None else cut


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield every sentence of the text in order, without the blanks around it."""
    last = -1
    while last < len(text):
        first, last = paragraph_at(text, last + 1)
        start = first
        for cut in chain(_cuts(text, first, last, first), (last,)):
            sentence = trim(text, start, cut)
            if sentence[0] < sentence[1]:
                yield sentence
            start = cut


def _surroundings(text: str, index: int) -> tuple[int, int]:
    """Return the paragraph around the index, or as much of it as the longest sentence may take."""
    first, last = paragraph_at(text, index)
    if index - first > _LONGEST:
        first = word_at(text, index - _LONGEST)[0]
    if last - index > _LONGEST:
        last = word_at(text, index + _LONGEST)[1]
    return first, last


def _opening(text: str, start: int, end: int) -> int | None:
    """Return where the first visible thing of a stretch starts."""
    ink = _INK.search(text, start, end)
    return grapheme_floor(text, ink.start()) if ink else None


def _cuts(text: str, first: int, last: int, after: int, before: int = sys.maxsize) -> Iterator[int]:
    """Yield the places between ``after`` and ``before`` where sentences of first:last start."""
    begin = after
    while first < begin and _IN_BREAK.match(text, begin - 1):
        begin -= 1  # a break is only recognised from its first mark
    for found in _BREAK.finditer(text, begin, min(last, before + 1)):
        if found.end() > after and _ends_sentence(text, first, last, found):
            cut = grapheme_floor(text, found.end())
            if after < cut < before:
                yield cut


def _last_cut(text: str, first: int, last: int, before: int) -> int | None:
    """Return the last place before ``before`` where a sentence of the paragraph starts."""
    window = _FIRST_WINDOW
    while True:
        start = max(first, before - window)
        found = None
        for cut in _cuts(text, first, last, start, before):
            found = cut
        if found is not None or start == first:
            return found
        window *= 4


def _ends_sentence(text: str, first: int, last: int, found: re.Match[str]) -> bool:
    """Return whether a sentence ends at a mark: all that is asked before words are looked at."""
    left = text[max(first, found.start() - _NEARBY) : found.start()]
    right = text[found.end() : min(last, found.end() + _NEARBY)]
    if not right or not _LETTER.search(left) or _LEADING_EMOJI.match(right):
        return False
    if found["emoji"] or found["wide"]:
        return right[0].isupper() or bool(found["wide"])
    marks = text[found.start() : found.start("closing")]
    if _ADDRESS.match(right) and marks[-1] != "…":
        return True
    word = _word_after_opening(right)
    if word[:1].islower() or (_DASH.match(right) and not word[:1].isupper()):
        return False
    if marks == "." and not found["closing"]:
        return _dot_ends_sentence(left, right, word)
    return marks != "..." or word != "I"


def _word_after_opening(right: str) -> str:
    opening = _OPENING.match(right)
    word = _WORD.match(right, opening.end() if opening else 0)
    return word.group() if word else ""


def _dot_ends_sentence(left: str, right: str, word: str) -> bool:
    """Return whether a single dot behind ``left`` is a full stop, not part of an abbreviation."""
    token = _BEFORE_WORD.split(left)[-1]
    key = token.casefold()
    if len(token) == 1 and token.isalpha():
        return word[:1].isupper() and _DEGREES_OR_YEAR.search(left + ".") is not None
    if _ACRONYM.fullmatch(token):
        return word in _STARTERS and not (key in ("a.m", "p.m") and word == "I")
    if token.isdigit():
        return not _counts(left + ".", word)
    if key in ("no", "nos"):
        return not right[0].isdigit()
    return _known_ends_sentence(token, key, word)


def _counts(left: str, word: str) -> bool:
    """Return whether the number with a dot that ``left`` ends in numbers a point or a day."""
    if _LIST_NUMBER.search(left):
        return True
    return word in _GERMAN_MONTHS and _GERMAN_DAY.search(left) is not None


def _known_ends_sentence(token: str, key: str, word: str) -> bool:
    if key in _OFTEN_LAST:
        return word[:1].isupper()
    if key in _RARELY_LAST:
        return word in _STARTERS
    return key not in _NEVER_LAST or (key in _PLAIN_WORDS and token.islower())
