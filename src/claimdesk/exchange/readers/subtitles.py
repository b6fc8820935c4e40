"""Subtitles, SRT and WebVTT: what is said, by whom; when it is said is kept in the remarks."""

import html
import re

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.text import decoded, decoded_as

_NO_CUES = mark("There are no subtitles in it: no line says when something is said.")
_LEFT_OUT = mark("Left out: formatting, notes and repeated lines ({repeated}).")
_WHEN = mark("Line {line}: {start} to {end}")
_TIMES = re.compile(
    r"^\s*((?:\d{1,4}:)?\d\d?:\d\d[.,]\d{1,3})\s*-->\s*((?:\d{1,4}:)?\d\d?:\d\d[.,]\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[A-Za-z0-9][^>]*>|\{\\[^}]*\}")


def read_srt(data: bytes, wish: Wish) -> ReadArticle:
    """Read SubRip subtitles."""
    return _read(data, wish, "application/x-subrip")


def read_vtt(data: bytes, wish: Wish) -> ReadArticle:
    """Read WebVTT subtitles."""
    return _read(data, wish, "text/vtt")


def _read(data: bytes, wish: Wish, media_type: str) -> ReadArticle:
    text, said = (decoded_as(data, wish.encoding), ()) if wish.encoding else decoded(data)
    lines: list[str] = []
    times: list[str] = []
    repeated = 0
    for start, end, words in _cues(text):
        if lines and words == lines[-1]:
            repeated += 1
            continue
        lines.append(words)
        times.append(_WHEN.format(line=len(lines), start=start, end=end))
    if not lines:
        raise ReviewError(Code.EMPTY, _NO_CUES)
    remarks = (*said, _LEFT_OUT.format(repeated=repeated), *times)
    return ReadArticle("\n".join(lines), media_type=media_type, remarks=remarks)


def _cues(text: str) -> list[tuple[str, str, str]]:
    """Return (start, end, words) of each subtitle that says something."""
    cues = []
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.removeprefix("\ufeff").strip("\n").split("\n")
        for number, line in enumerate(lines[:3]):
            if times := _TIMES.match(line):
                cues += [(times[1], times[2], words) for words in _said(lines[number + 1 :])]
                break
    return cues


def _said(lines: list[str]) -> list[str]:
    """Return what is said: in one line, but a line each where several speak, told by dashes."""
    words = [one for one in map(_words, lines) if one]
    several = len(words) > 1 and all(one.startswith(("-", "–", "—")) for one in words)
    return words if several else [" ".join(words)] if words else []


def _words(raw: str) -> str:
    raw = _VOICE.sub(lambda found: f"{found[1].strip()}: ", raw)
    return " ".join(html.unescape(_TAG.sub("", raw)).split())
