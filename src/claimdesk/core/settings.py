"""What the program remembers about its reviewer, apart from any project.

A table of fields says what may be kept; the file holds only what differs from the start
values, is replaced as a whole, and a damaged one is put aside, never fatal.
"""

import getpass
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from claimdesk.core import json_file, listing
from claimdesk.core.errors import ReviewError
from claimdesk.core.ids import new_id
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Id, ReviewerRow


class ThemeChoice(StrEnum):
    """Which colours the reviewer wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast_light"
    CONTRAST_DARK = "contrast_dark"


class ArticleFont(StrEnum):
    """The kinds of letters that are at hand everywhere; others go by the name of their family."""

    SERIF = "serif"
    SANS = "sans"


class LineSpacing(StrEnum):
    """How far the lines of the article stand apart."""

    COMPACT = "compact"
    USUAL = "usual"
    WIDE = "wide"


class ExportScope(StrEnum):
    """Which claims go out: those with a verdict, all, those listed now, those chosen now."""

    REVIEWED = "reviewed"
    ALL = "all"
    LISTED = "listed"
    CHOSEN = "chosen"


PIXELS = range(11, 49)
COLUMNS = range(40, 121)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that is remembered; ``article_columns`` is the width of the text in letters.

    With ``snap_words`` the mouse selects whole words; Ctrl held down does the other thing.
    ``article_font`` is an `ArticleFont` or the family of letters that are installed here.
    ``shortcuts`` holds only keys the reviewer changed: action id to keys, joined by ", ".
    ``claim_filters`` are the filters of the claim list that were kept, by their names.
    ``export_*`` is what was chosen last: ``export_name`` a name with parts such as ``{project}``
    and without its ending, ``export_folder`` empty for beside the project, ``export_columns``
    those of the tables (none: all), ``column_sets`` those that were kept, by their names.
    ``dialog_sizes`` are those dialogs were left with, in pixels, as ``900x700``.
    ``not_me`` are the ids of people of the reviewer's name who turned out to be somebody else.
    ``claim_columns`` is what columns of tables with claims were said to hold, by their heads.
    """

    reviewer_id: str = ""
    reviewer_name: str = ""
    reviewer_initials: str = ""
    not_me: tuple[str, ...] = ()
    theme: str = ThemeChoice.SYSTEM.value
    article_font: str = ArticleFont.SERIF.value
    article_pixels: int = 18
    article_columns: int = 70
    snap_words: bool = False
    article_spacing: str = LineSpacing.USUAL.value
    article_fades: bool = False
    article_cues: bool = False
    recent_files: tuple[str, ...] = ()
    last_project: str = ""
    shortcuts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    export_format: str = "csv"
    export_scope: str = ExportScope.REVIEWED.value
    export_name: str = ""
    export_folder: str = ""
    export_opens: bool = False
    export_columns: tuple[str, ...] = ()
    column_sets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    claim_columns: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    claim_filters: Mapping[str, ClaimFilter] = field(default_factory=lambda: MappingProxyType({}))
    dialog_sizes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _hex_id(value: Any) -> str:
    text = _text(value)
    return bytes.fromhex(text).hex() if len(text) == 32 else _refuse(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _refuse(value)


def _flag(value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in value) if isinstance(value, list) else _refuse(value)


def _keys(value: Any) -> Mapping[str, str]:
    pairs = value.items() if isinstance(value, dict) else _refuse(value)
    return MappingProxyType({_text(name): _text(keys) for name, keys in pairs})


def _filters(value: Any) -> Mapping[str, ClaimFilter]:
    pairs = value.items() if isinstance(value, dict) else _refuse(value)
    return MappingProxyType({_text(name): listing.read(kept) for name, kept in pairs})


def _column_sets(value: Any) -> Mapping[str, tuple[str, ...]]:
    pairs = value.items() if isinstance(value, dict) else _refuse(value)
    return MappingProxyType({_text(name): _texts(columns) for name, columns in pairs})


def _within(bounds: range) -> Callable[[Any], int]:
    return lambda value: value if type(value) is int and value in bounds else _refuse(value)


def _refuse(value: Any) -> NoReturn:
    raise ValueError(value)


_READ: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "reviewer_id": _hex_id,
        "reviewer_name": _text,
        "reviewer_initials": _text,
        "not_me": lambda value: tuple(map(_hex_id, _texts(value))),
        "theme": lambda value: ThemeChoice(value).value,
        "article_font": lambda value: _text(value) or _refuse(value),
        "article_pixels": _within(PIXELS),
        "article_columns": _within(COLUMNS),
        "snap_words": _flag,
        "article_spacing": lambda value: LineSpacing(value).value,
        "article_fades": _flag,
        "article_cues": _flag,
        "recent_files": _texts,
        "last_project": _text,
        "shortcuts": _keys,
        "export_format": _text,
        "export_scope": lambda value: ExportScope(value).value,
        "export_name": _text,
        "export_folder": _text,
        "export_opens": _flag,
        "export_columns": _texts,
        "column_sets": _column_sets,
        "claim_columns": _column_sets,
        "claim_filters": _filters,
        "dialog_sizes": _keys,
    }
)
"""How each field is read from the file; what cannot be read keeps its start value."""


class SettingsFile:
    """The settings and the file they are kept in."""

    def __init__(self, folder: Path) -> None:
        """Read the settings of this folder; the first time, make the reviewer's id."""
        self.path = folder / "settings.json"
        self.now = self._load()
        if not self.now.reviewer_id:
            self.now = replace(self.now, reviewer_id=new_id().hex())
            # Without a place to write the program works, and makes another id next time.
            with suppress(ReviewError):
                self._save()

    def change(self, **values: Any) -> None:
        """Change fields and write the file; in use even if it cannot be written."""
        changed = replace(self.now, **values)
        if changed != self.now:
            self.now = changed
            self._save()

    def me(self) -> ReviewerRow:
        """Return who works: until a name is given, the one of the login."""
        name = self.now.reviewer_name or login_name()
        return ReviewerRow(
            id=Id(bytes.fromhex(self.now.reviewer_id)),
            name=name,
            initials=self.now.reviewer_initials or initials_of(name),
        )

    def _load(self) -> Settings:
        values = {}
        for name, value in json_file.read(self.path).items():
            with suppress(ValueError, TypeError, KeyError):
                values[name] = _READ[name](value)
        return Settings(**values)

    def _save(self) -> None:
        start = Settings()
        kept = {
            one.name: _plain(getattr(self.now, one.name))
            for one in fields(Settings)
            if getattr(self.now, one.name) != getattr(start, one.name)
        }
        json_file.write(self.path, kept)


def login_name() -> str:
    """Return who is logged in; a word that stands for a name where the system knows none."""
    try:
        return getpass.getuser().strip() or "Reviewer"
    except (OSError, KeyError, ImportError):
        # No name in the environment and none in the system's list of users.
        return "Reviewer"


def initials_of(name: str) -> str:
    """Return the first letters of the first and last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words if len(words) < 3 else (words[0], words[-1]))).upper()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return listing.written(value) if isinstance(value, ClaimFilter) else value
