"""Where the reader was: in each article, and in each project at its last closing.

Kept beside the settings, not in the project: a colleague who opens the file has an own place.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from claimdesk.core import json_file
from claimdesk.core.model import Id

MOST = 500
"""How many articles, and how many projects, are remembered: those left last."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """What is selected in an article, and the first line in sight, all in code points."""

    start: int = 0
    end: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """Which article was read and which claim was current when a project was left."""

    article_id: Id | None = None
    claim_id: Id | None = None


class Places:
    """The places and the file they are kept in."""

    def __init__(self, folder: Path) -> None:
        """Read what was remembered; what makes no sense is forgotten."""
        self.path = folder / "places.json"
        kept = json_file.read(self.path)
        self._articles = _known(kept.get("articles"), _place)
        self._projects = _known(kept.get("projects"), _pause)

    def of(self, article_id: Id) -> Place:
        """Return the place in an article, its start if none is known."""
        return self._articles.get(article_id.hex(), Place())

    def leave(self, article_id: Id, place: Place) -> None:
        """Remember the place in an article that is left."""
        _put(self._articles, article_id.hex(), place)

    def pause(self, project: Path) -> Pause:
        """Return what was current when a project was left."""
        return self._projects.get(str(project.absolute()), Pause())

    def leave_project(self, project: Path, pause: Pause) -> None:
        """Remember what was current in a project that is left."""
        _put(self._projects, str(project.absolute()), pause)

    def save(self) -> None:
        """Write everything down."""
        articles = {key: [one.start, one.end, one.top] for key, one in self._articles.items()}
        projects = {
            key: [_hex(one.article_id), _hex(one.claim_id)] for key, one in self._projects.items()
        }
        json_file.write(self.path, {"articles": articles, "projects": projects})


def _put(kept: dict[str, T], key: str, value: T) -> None:
    """Put a value last and let the oldest go."""
    kept.pop(key, None)
    kept[key] = value
    for oldest in list(kept)[:-MOST]:
        del kept[oldest]


def _known(kept: object, read: Callable[[Any], T]) -> dict[str, T]:
    found = {}
    for key, value in kept.items() if isinstance(kept, Mapping) else ():
        with suppress(ValueError, TypeError):
            found[key] = read(value)
    return found


def _place(value: Any) -> Place:
    start, end, top = value
    if any(type(one) is not int or one < 0 for one in value):
        raise ValueError(value)
    return Place(start, end, top)


def _pause(value: Any) -> Pause:
    article_id, claim_id = value
    return Pause(_id(article_id), _id(claim_id))


def _id(text: str) -> Id | None:
    return Id(bytes.fromhex(text)) if text else None


def _hex(one: Id | None) -> str:
    return one.hex() if one else ""
