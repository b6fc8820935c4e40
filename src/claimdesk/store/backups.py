"""Backups of a project: when one is due, where they lie, which are kept, how they are made.

They lie in a folder per project, named by the local time they were made at, oldest first.
"""

import datetime as dt
import re
from collections.abc import Collection, Hashable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from claimdesk.core.errors import Code, ReviewError, from_os
from claimdesk.core.ids import as_text
from claimdesk.core.model import Id
from claimdesk.store import anew, file, private

SUFFIX = ".claimdesk"
EVERY = dt.timedelta(minutes=30)
"""How much work a backup may be behind."""
ALL = dt.timedelta(days=2)
DAILY = ALL + dt.timedelta(days=12)
WEEKLY = DAILY + dt.timedelta(weeks=10)
MONTHLY = WEEKLY + dt.timedelta(days=9 * 30)
"""Up to which age all are kept, then the last of a day, of a week, of a month."""
_PLACE = "project.txt"
"""In which file of the folder it says where the project was."""
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \d+)?( \D.*)?\.claimdesk")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; ``made`` is local time, ``remark`` says what it was made before, if anything."""

    path: Path
    made: dt.datetime
    size: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backups of one project: their folder, what the project is called, where it was last."""

    folder: Path
    title: str
    project: Path | None


def folder_of(folder: Path, project_id: Id) -> Path:
    """Return where the backups of a project lie, below the folder of all backups."""
    return folder / as_text(project_id)


def is_due(last: dt.datetime | None, now: dt.datetime) -> bool:
    """Return whether a change that was just made asks for a backup: once a day, every half hour."""
    return last is None or last.date() != now.date() or now - last >= EVERY


def kept(dates: Collection[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Return which of the backups made at these times stay; the latest always does."""
    best: dict[Hashable, dt.datetime] = {}
    for made in sorted(dates):  # a later one takes the place of an earlier one
        best[_room(made, now)] = made
    best.pop(None, None)
    return {*best.values(), *sorted(dates)[-1:]}


def _room(made: dt.datetime, now: dt.datetime) -> Hashable:
    """Return what a backup is kept as; of several kept as the same only the last stays."""
    age = now - made
    if age <= ALL:
        return made
    if age <= DAILY:
        return made.date()
    if age <= WEEKLY:
        return made.isocalendar()[:2]
    return (made.year, made.month, "month") if age <= MONTHLY else None


def listed(folder: Path) -> list[Backup]:
    """Return the backups in a project's folder, the latest first."""
    try:
        names = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
        found = [one for path in names if (one := _backup(path)) is not None]
    except OSError as error:
        raise from_os(error, folder.name) from error
    return sorted(found, key=lambda one: (one.made, one.path.name), reverse=True)


def shelves(folder: Path) -> list[Shelf]:
    """Return of which projects there are backups, the one backed up last first."""
    try:
        folders = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    except OSError as error:
        raise from_os(error, folder.name) from error
    filled = [(path, kept) for path in folders if (kept := listed(path))]
    filled.sort(key=lambda one: one[1][0].made, reverse=True)
    return [_shelf(path, kept) for path, kept in filled]


def exist(folder: Path) -> bool:
    """Return whether there are backups of any project."""
    try:
        return any(listed(path) for path in folder.iterdir())
    except (OSError, ReviewError):
        return False


def _shelf(folder: Path, backups: list[Backup]) -> Shelf:
    try:
        where = (folder / _PLACE).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        where = ""
    project = Path(where) if where else None
    titles = (title for one in backups if (title := _title(one.path)))
    unknown = project.stem if project else folder.name
    return Shelf(folder, next(titles, unknown), project)


def _title(backup: Path) -> str:
    """Return what the project in a backup is called; nothing if that cannot be read."""
    try:
        with file.reading(backup) as connection:
            return str(connection.execute("SELECT title FROM project").fetchone()[0])
    except (ReviewError, TypeError):
        return ""


def _note_place(folder: Path, project: Path) -> None:
    """Write down where a project is, so that people know it again when it is lost."""
    with suppress(OSError):
        (folder / _PLACE).write_text(str(project.absolute()), encoding="utf-8")


def make(project: Path, folder: Path, now: dt.datetime, remark: str = "") -> Backup:
    """Make a verified backup of a project, which may be open, and thin out the older ones.

    Nothing of the older ones is touched if the new one cannot be made or does not verify. Raises
    CHANGED if the file is not the project any more that the folder is for.
    """
    with file.reading(project) as connection:
        ids = connection.execute("SELECT id FROM project").fetchall()
        if [as_text(one) for (one,) in ids] != [folder.name]:
            sentence = f"“{project.name}” is another project now; save a copy elsewhere."
            raise ReviewError(Code.CHANGED, sentence)
        target = place(folder, now, remark)
        file.copy_verified(connection, target)
    _note_place(folder, project)
    thin(folder, now)
    return Backup(target, now, target.stat().st_size, remark)


def place(folder: Path, now: dt.datetime, remark: str = "") -> Path:
    """Return a name for a new backup, in a folder that is there now."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os(error, folder.name) from error
    stamp, remark = now.strftime(_STAMP), f" {remark}" if remark else ""
    numbers = count(2)
    path = folder / f"{stamp}{remark}{SUFFIX}"
    while path.exists():
        path = folder / f"{stamp} {next(numbers)}{remark}{SUFFIX}"
    return path


def thin(folder: Path, now: dt.datetime) -> None:
    """Remove the backups that are not kept; those made for a reason of their own stay."""
    plain = [one for one in listed(folder) if not one.remark]
    staying = kept({one.made for one in plain}, now)
    for one in plain:
        if one.made not in staying:
            one.path.unlink(missing_ok=True)


def restore(backup: Path, target: Path) -> None:
    """Write a backup to a new file, verified; EXISTS if there is one already.

    One of an older format is copied as it is: it is brought up to date when it is opened.
    """
    anew.refuse_existing(target)
    try:
        file.recognise(backup)
    except ReviewError as error:
        if error.code is not Code.TOO_OLD:
            raise
        _copy_as_it_is(backup, target)
        return
    with file.reading(backup) as connection:
        file.copy_verified(connection, target)


def _copy_as_it_is(backup: Path, target: Path) -> None:
    try:
        private.place(backup, target)
    except OSError as error:
        raise from_os(error, target.name) from error


def _backup(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        made = dt.datetime.strptime(found.group(1), _STAMP).astimezone()
    except ValueError:
        return None
    return Backup(path, made, path.stat().st_size, (found.group(2) or "").strip())
