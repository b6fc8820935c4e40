"""Take RTF apart: the text of the document, its notes, and what it says about itself.

RTF is a stream of groups, control words and text. A control word acts until its group ends; which
groups are text, and which are not, is in ``rtf_words``.
"""

import codecs
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.exchange.readers.rtf_words import (
    ABOUT,
    CHARACTERS,
    CODE_PAGES,
    HEARD,
    PARAGRAPH_ENDS,
    SILENT,
    SYSTEMS,
)

ITEM, CELL, ROW = "\x1d", "\x1f", "\x1e"
"""Where the label of an item begins, a cell ends, a row of a table ends."""
_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)"
)
_DEEPEST = 1000
_TOO_DEEP = mark("It is nested too deeply to be read.")
_UNITS = 0x10000
"""Numbers of characters have 16 bits and a sign, but where a program knew no better."""


@dataclass(slots=True)
class _Group:
    """What holds until a group ends."""

    sink: list[str]
    """Where its text goes."""
    codec: str = ""
    """The code page of the font; empty for that of the document."""
    fallback: int = 1
    """Characters behind one in Unicode that stand for it in old programs."""
    is_silent: bool = False
    is_hidden: bool = False
    in_table: bool = False
    is_starred: bool = False
    """Its first word may be passed over if it is not known."""


@dataclass(slots=True)
class Parsed:
    """What was in the file; the notes in the order of their marks in the text."""

    body: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    about: dict[str, list[str]] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    """Year, month and day on which the file was made, as yr, mo and dy."""


def parsed(source: str, encoding: str | None = None) -> Parsed:
    """Return what is in RTF, each byte of it a character; a named encoding goes before its own."""
    parser = _Parser(encoding)
    for match in _tokens(source):
        if not parser.take(match):
            break
    parser.flush()
    return parser.parsed


def _tokens(source: str) -> Iterator[re.Match[str]]:
    """Yield words, characters, braces and text; binary data are stepped over."""
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            at += 1  # a line end, or a backslash at the very end
            continue
        at = match.end()
        if match[1] == "bin":
            at += max(0, int(match[2] or 0))
        yield match


class _Parser:
    def __init__(self, encoding: str | None) -> None:
        self.parsed = Parsed()
        self._named = encoding
        self._codec = _known(encoding or "cp1252")
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._group = _Group(self.parsed.body)
        self._outer: list[_Group] = []
        self._bytes = bytearray()
        self._left_to_skip = 0
        self._after_row = False

    def take(self, token: re.Match[str]) -> bool:
        """Take the next token; return whether the document goes on."""
        word, number, code, symbol, brace, text = token.groups()
        if code or text:
            self._take_bytes(bytes.fromhex(code) if code else text.encode("latin-1", "replace"))
            return True
        self.flush()
        if brace:
            return self._take_brace(brace)
        if symbol == "*":
            self._group.is_starred = True
        elif symbol:
            self._left_to_skip -= 1
            self._put(CHARACTERS.get(symbol, ""))
        else:
            self._take_word(word, int(number) if number else None)
        return True

    def flush(self) -> None:
        """Write the bytes that were taken as the characters they are."""
        if self._bytes:
            said = self._bytes.decode(self._group.codec or self._codec, "replace")
            self._bytes.clear()
            self._put(said)

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(max(0, self._left_to_skip), len(data))
        self._left_to_skip -= skipped
        self._bytes += data[skipped:]

    def _take_brace(self, brace: str) -> bool:
        self._left_to_skip = 0
        if brace == "{":
            if len(self._outer) >= _DEEPEST:
                raise ReviewError(Code.DAMAGED, _TOO_DEEP)
            self._outer.append(self._group)
            self._group = replace(self._group, is_starred=False)
        else:
            self._group = self._outer.pop()
        return bool(self._outer)

    def _take_word(self, word: str, number: int | None) -> None:
        self._left_to_skip = 0
        group = self._group
        if group.is_starred:
            group.is_starred = False
            if word not in HEARD:
                group.is_silent = True
        if word in SILENT:
            group.is_silent = True
        if word in CHARACTERS:
            inside = group.in_table and word in PARAGRAPH_ENDS
            self._put(" " if inside else CHARACTERS[word])
        elif not self._begins(word):
            self._sets(word, number)

    def _begins(self, word: str) -> bool:
        """Return whether a word begins a part of its own or ends one of a table."""
        group, parsed = self._group, self.parsed
        if word in ABOUT:
            group.sink, group.is_silent = parsed.about.setdefault(word, []), False
        elif word == "footnote" and not group.is_silent:
            parsed.notes.append([])
            self._put(f"[{len(parsed.notes)}]")
            group.sink, group.in_table = parsed.notes[-1], False
        elif word in ("listtext", "pntext"):
            self._put(ITEM)
        elif word == "ud":
            group.is_silent = False
        elif word in ("cell", "nestcell"):
            self._put(CELL)
        elif word in ("row", "nestrow"):
            group.sink.append(ROW)
            self._after_row = True
        else:
            return False
        return True

    def _sets(self, word: str, number: int | None) -> None:
        """Let a word act on what follows in its group."""
        group, value = self._group, number or 0
        match word:
            case "u":
                code = value % _UNITS if value < 0 else value
                self._put(chr(code) if code <= sys.maxunicode else "\ufffd")
                self._left_to_skip = group.fallback
            case "uc":
                group.fallback = max(0, value)
            case "v" | "deleted":
                group.is_hidden = number != 0
            case "pard":
                group.in_table = False
            case "plain":
                group.is_hidden, group.codec = False, ""
            case "intbl":
                group.in_table = True
            case "yr" | "mo" | "dy":
                self.parsed.made.setdefault(word, value)
            case _:
                self._sets_letters(word, value)

    def _sets_letters(self, word: str, value: int) -> None:
        match word:
            case "f":
                self._font = value
                self._group.codec = self._fonts.get(value, "")
            case "fonttbl":
                self._group.is_silent = True
            case "fcharset":
                self._fonts[self._font] = CODE_PAGES.get(value, "")
            case "cpg" if value:
                self._fonts[self._font] = _known(f"cp{value}")
            case "ansicpg" | "mac" | "pc" | "pca" if not self._named:
                self._codec = _known(SYSTEMS.get(word, f"cp{value}"))

    def _put(self, said: str) -> None:
        group = self._group
        if group.is_silent or group.is_hidden or not said:
            return
        if self._after_row and not group.in_table:
            group.sink.append("\n")
            self._after_row = False
        group.sink.append(said)


def _known(encoding: str) -> str:
    """Return an encoding that there is; the usual one for one that there is not."""
    named = {"cp65001": "utf-8", "cp10000": "mac_roman", "cp0": "cp1252"}.get(encoding, encoding)
    try:
        codecs.lookup(named)
    except LookupError:
        return "cp1252"
    return named
