"""What an action of the table is, and what it needs to be enabled."""

from dataclasses import dataclass
from enum import Flag, auto


class When(Flag):
    """What an action needs to be enabled, and what the present state has to offer."""

    ALWAYS = 0
    PROJECT = auto()
    ARTICLE = auto()
    TEXT = auto()
    CLAIM = auto()
    PASSAGE = auto()
    UNDO = auto()
    REDO = auto()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action of the table.

    ``keys`` are portable names, the first is shown; ``short`` is for the toolbar; what ``writes``
    to the project is disabled while it may only be read.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    when: When = When.ALWAYS
    icon: str = ""
    checkable: bool = False
    tip: str = ""
    short: str = ""
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An action as lists of actions show it: words and keys of the present moment."""

    id: str
    text: str
    menu: str
    keys: str
    enabled: bool
