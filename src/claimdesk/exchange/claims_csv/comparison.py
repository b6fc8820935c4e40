"""Tell a cell that somebody edited from one that a spreadsheet only wrote in another way."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from claimdesk.core import dates
from claimdesk.core.i18n import mark
from claimdesk.core.model import Because, ClaimType, Stage, Verdict
from claimdesk.core.sources import is_address
from claimdesk.core.text import normalise
from claimdesk.exchange.formula_guard import guard
from claimdesk.exchange.wording import shown

_WORDS: Mapping[str, tuple[type[StrEnum], str]] = {
    "verdict": (Verdict, mark("“{said}” is no verdict; it is {choices}.")),
    "unverified_because": (
        Because,
        mark("“{said}” is no reason why a claim is unverified; it is {choices}."),
    ),
    "claim_type": (ClaimType, mark("“{said}” is no type of claim; it is {choices}.")),
    "stage": (Stage, mark("“{said}” is no stage; it is {choices}.")),
}
"""The columns that hold one of a few words."""
_DATES = ("said_on", "as_of")
_LINES = ("claimant", "said_where")
"""The columns that hold one line."""
_COUNTS = ("number", "passages", "articles")

_FOLLOWS = mark("It follows from the passages of the claim.")
_DECIDED = mark("It follows from the verdicts.")
_MADE: Mapping[str, str] = {
    "number": mark("The number is the place in the claim list; move the claim there."),
    "reviewer": _DECIDED,
    "reviewed_at": _DECIDED,
    "agreement": _DECIDED,
    "passages": _FOLLOWS,
    "articles": _FOLLOWS,
    "first_quote": _FOLLOWS,
    "evidence": mark("Evidence has more to it than a cell holds; change it at the claim."),
}
"""Why the columns that the program makes are not taken in."""
_NO_TEXT = mark("A claim needs a text that says what is claimed.")
_NO_STAGE = mark("A claim always has a stage; it is {choices}.")
_NO_DATE = mark("“{said}” is no date; write it as 2025, 2025-10 or 2025-10-29.")
_OPEN_DATE = mark("“{said}” can mean {choices}; write the one that is meant.")
_DAYS = mark("“{said}” is how a spreadsheet counts days; show the column as dates there.")
_NO_ADDRESS = mark("“{said}” is no address; write it as https://example.org/check.")
_LOST = mark("Letters were lost, “?” stands for them; save the file as CSV (UTF-8).")
_CUT = mark("The spreadsheet cut this text off.")

_DAY_NUMBER = re.compile(r"[2-5]\d{4}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d{1,2}):(\d\d)", re.ASCII)
_MOST_IN_A_CELL = 32_000
"""Characters beyond which spreadsheets cut a cell; the limit of Excel is a little above."""


class Read(NamedTuple):
    """What a cell says: what the project would hold then, or a sentence why it is left."""

    after: str
    why_left: str = ""


def is_same(column: str, said: str, stands: str) -> bool:
    """Return whether a cell says what an export of the project would say now.

    Blanks at its ends, line ends, the apostrophe that defuses a formula, the way a date or a word
    of the program is written, and the order of tags make no difference.
    """
    stands = normalise(stands).strip()
    if said == stands or _defused(said) == _defused(stands):
        return True
    return column in _SAME and _SAME[column](said, stands)


def moment(text: str) -> str:
    """Return a time as exports write it, to the minute, which spreadsheets keep of it."""
    found = _MOMENT.match(text)
    return f"{found[1]}T{found[2].zfill(2)}:{found[3]}" if found else text


def read(column: str, said: str, stands: str) -> Read:
    """Return what the project would hold if a cell that differs were taken in."""
    if column in _MADE:
        return Read(stands, _MADE[column])
    if spoilt := _why_spoilt(said, stands):
        return Read(stands, spoilt)
    found = _READ.get(column, _read_text)(column, said)
    return Read(stands, found.why_left) if found.why_left else found


def split_tags(text: str) -> list[str]:
    """Return the tags in a cell, by name, once each."""
    parts = (" ".join(part.split()) for part in re.split(r"[;,\n]", text))
    return sorted({part for part in parts if part})


def _read_word(column: str, said: str) -> Read:
    kind, complaint = _WORDS[column]
    word = _word(said)
    if word in {*kind, ""} - ({""} if kind is Stage else set()):
        return Read(word)
    choices = _listed([one.value for one in kind if one.value])
    return Read("", (complaint if said else _NO_STAGE).format(said=shown(said), choices=choices))


def _read_date(_column: str, said: str) -> Read:
    found = dates.readings(said)
    if not said:
        return Read("")
    if not found or dates.is_short(said):
        complaint = _DAYS if _DAY_NUMBER.fullmatch(said) else _NO_DATE
        return Read("", complaint.format(said=shown(said)))
    if len(found) > 1:
        return Read("", _OPEN_DATE.format(said=shown(said), choices=_listed(found)))
    return Read(found[0])


def _read_claim(_column: str, said: str) -> Read:
    return Read(said) if said else Read("", _NO_TEXT)


def _read_address(_column: str, said: str) -> Read:
    if said and not is_address(said):
        return Read("", _NO_ADDRESS.format(said=shown(said)))
    return Read(said)


def _read_tags(_column: str, said: str) -> Read:
    return Read("; ".join(split_tags(said)))


def _read_line(_column: str, said: str) -> Read:
    return Read(_one_line(said))


def _read_text(_column: str, said: str) -> Read:
    return Read(said)


def _why_spoilt(said: str, stands: str) -> str:
    """Return what a spreadsheet did to a text that it could not keep, if it seems to have."""
    if len(said) >= _MOST_IN_A_CELL and normalise(stands).startswith(said):
        return _CUT
    stands = normalise(stands).strip()
    if "?" in said and not stands.isascii() and any(_is_lost(said, stands, n) for n in (1, 2)):
        return _LOST
    return ""


def _is_lost(said: str, stands: str, marks: int) -> bool:
    """Return whether “?” stands where letters were; for some programs one beyond 0xFFFF is two."""
    at = 0
    for letter in stands:
        lost = "?" * (marks if letter > "\uffff" else 1)
        if said.startswith(letter, at):
            at += 1
        elif not letter.isascii() and said.startswith(lost, at):
            at += len(lost)
        else:
            return False
    return at == len(said)


def _defused(text: str) -> str:
    """Return a text without the apostrophes before what a spreadsheet would run."""
    bare = text.lstrip("'")
    return bare if guard(bare) != bare else text


def _word(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.casefold())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _count(text: str) -> str:
    """Return a whole number as the program writes it: some spreadsheets add a fraction of 0."""
    return re.sub(r"[.,]0+$", "", text)


def _listed(choices: list[str] | tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


_SAME: Mapping[str, Callable[[str, str], bool]] = {
    **dict.fromkeys(_DATES, lambda said, stands: stands in dates.readings(said)),
    **dict.fromkeys(_WORDS, lambda said, stands: _word(said) == stands),
    **dict.fromkeys(_COUNTS, lambda said, stands: _count(said) == stands),
    **dict.fromkeys(_LINES, lambda said, stands: _one_line(said) == _one_line(stands)),
    "reviewed_at": lambda said, stands: moment(said) == moment(stands),
    "tags": lambda said, stands: split_tags(said) == split_tags(stands),
}
"""How columns compare whose cells can be written in more than one way."""
_READ: Mapping[str, Callable[[str, str], Read]] = {
    **dict.fromkeys(_WORDS, _read_word),
    **dict.fromkeys(_DATES, _read_date),
    **dict.fromkeys(_LINES, _read_line),
    "claim": _read_claim,
    "published_at": _read_address,
    "tags": _read_tags,
}
