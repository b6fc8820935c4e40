"""Names of files that are made of parts, such as ``{project}-{date}``."""

import re
from collections.abc import Mapping
from datetime import datetime

from claimdesk.core.i18n import mark
from claimdesk.exchange.wording import on_one_line

PARTS: Mapping[str, str] = {
    "project": mark("Name of the project file"),
    "title": mark("Title of the project"),
    "date": mark("Today"),
    "time": mark("Time of the day"),
    "reviewer": mark("Who works"),
    "format": mark("Format"),
}
"""The parts a name can have, and what they stand for."""
_MOST = 80
"""Code points a part may have: no system takes more than 255 bytes in all."""
_PART = re.compile(r"\{([a-z]+)\}")
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|�]+')


def parts(project: str, title: str, reviewer: str, listed: str, now: datetime) -> dict[str, str]:
    """Return what each part stands for; ``project`` is the file's name without its ending."""
    return {
        "project": project,
        "title": title,
        "date": now.date().isoformat(),
        "time": now.strftime("%H-%M"),
        "reviewer": reviewer,
        "format": listed,
    }


def filled(pattern: str, said: Mapping[str, str]) -> str:
    """Return a name with its parts filled in; braces around other words stay as they are."""
    return _PART.sub(lambda one: fit(said[one[1]]) if one[1] in said else one[0], pattern)


def fit(text: str) -> str:
    """Return a text as a part of a file's name on every system."""
    plain = _NOT_IN_NAMES.sub("-", on_one_line(text))
    return plain.strip(" .-")[:_MOST].rstrip(" .-") or "-"
