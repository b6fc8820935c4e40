"""What a value in a review may be: the rules that the declarations of the format refer to."""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from enum import StrEnum
from typing import Any

from claimdesk.core.model import Subject
from claimdesk.store.records import MAX_TEXT

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exact."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be, in words, and how it is read; ``read`` raises ValueError."""

    wanted: str
    read: Callable[[object], object]


_UNFIT = re.compile("[\0\ud800-\udfff]")


def _clean(value: object) -> str:
    if not isinstance(value, str) or _UNFIT.search(value):
        raise ValueError
    return value


def _text(value: object) -> str:
    text = _clean(value)
    if len(text) > MAX_TEXT:
        raise ValueError
    return text


def _words(value: object) -> str:
    text = _text(value)
    if not text.strip():
        raise ValueError
    return text


def _stripped(value: object) -> str:
    return _words(value).strip()


def _body(value: object) -> str:
    text = _clean(value)
    if not text.strip():
        raise ValueError
    return text


def _number(value: object) -> int:
    # 3.0 is a whole number in JSON; True is none, though Python counts it as one.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise ValueError
    return value


def _position(value: object) -> int:
    number = _number(value)
    if number < 0:
        raise ValueError
    return number


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - every rule answers with ValueError
    return value


def _sha256(value: object) -> str:
    text = _text(value)
    if len(text) != 64 or not set(text) <= set("0123456789abcdef"):
        raise ValueError
    return text


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 - every rule answers with ValueError
    return tuple(sorted({_stripped(name) for name in value}))


def _lines(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 - every rule answers with ValueError
    return tuple(line for text in map(_stripped, value) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is written on: the kind and the file's id, written ``claim:C01``."""

    kind: Subject
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def _target(value: object) -> Target:
    kind, _, item_id = _words(value).partition(":")
    return Target(Subject(kind), _stripped(item_id))


TEXT = Rule(f"a text of {MAX_TEXT:,} characters at most", _text)
WORDS = Rule(f"a text of 1 to {MAX_TEXT:,} characters, not all blank", _words)
STRIPPED = Rule(WORDS.wanted, _stripped)
BODY = Rule("a text that is not blank", _body)
POSITION = Rule("a whole number from 0", _position)
NUMBER = Rule("a whole number", _number)
FLAG = Rule("true or false", _flag)
SHA256 = Rule("a SHA-256: 64 digits of 0-9 and a-f", _sha256)
TAGS = Rule("a list of texts that are not blank", _tags)
LINES = Rule(TAGS.wanted, _lines)
TARGET = Rule("article:ID, claim:ID, passage:ID or evidence:ID", _target)


def one_of(choices: type[StrEnum]) -> Rule:
    """Return the rule that a value is one of these."""
    return Rule("one of " + ", ".join(f"“{choice}”" for choice in choices), choices)


def key(rule: Rule, default: Any = MISSING, *, name: str = "", refers: str = "") -> Any:
    """Declare a key: its rule, what it means when it is missing, its name where Python has it.

    ``refers`` names the list of which the value is an id.
    """
    return field(default=default, metadata={"rule": rule, "name": name, "refers": refers})
