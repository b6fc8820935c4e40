"""How a review is written in each format.

A new format is a module in ``writers`` and one line in ``format_list``.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, Protocol, cast

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.exchange import csv_export, review_json
from claimdesk.exchange.atomic import Batch
from claimdesk.exchange.format_list import LISTED, Listed
from claimdesk.exchange.outgoing import REVIEWED, Choice, Outgoing, withheld
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.tables import Columns, Tables, Watched
from claimdesk.store import patience
from claimdesk.store.store import Session

_NOT_INSTALLED = mark(
    'Writing it needs a part that is not installed; run: pip install "claimdesk[{extra}]"'
)


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to: the files by what they hold, rows by table, what was left out."""

    files: Mapping[str, Path]
    rows: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def at(self, files: Mapping[str, Path]) -> "Written":
        """Return the same with the files it stands in."""
        return replace(self, files=files)


class Writer(Protocol):
    """What a module in ``writers`` offers."""

    def write(self, outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
        """Write the review to a stream and return what is to be said about it."""


class Format(ABC):
    """How one format is written."""

    def __init__(self, listed: Listed) -> None:
        self.listed = listed

    def place_in(self, folder: Path, name: str) -> Path:
        """Return where an export goes that was given only a folder; ``name`` is the project's."""
        return folder / f"{name}{self.listed.suffix}"

    def files(self, place: Path, columns: Columns | None = None) -> dict[str, Path]:
        """Return the files an export of these columns to this place writes, by what they hold."""
        del columns
        return {self.listed.id: place}

    @abstractmethod
    def write(
        self, session: Session, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
    ) -> Written:
        """Write the chosen claims, all files or none."""

    @abstractmethod
    def stream(self, session: Session, stream: BinaryIO, choice: Choice = REVIEWED) -> None:
        """Write the chosen claims to a stream; REFUSED where that does not hold them."""


class _OneFile(Format):
    """A format of one file, written by the module of the same name in ``writers``."""

    def write(
        self, session: Session, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
    ) -> Written:
        with Batch() as batch, batch.file(place) as stream:
            return self._put(session, choice, stream, tick).at(self.files(place))

    def stream(self, session: Session, stream: BinaryIO, choice: Choice = REVIEWED) -> None:
        self._put(session, choice, stream, unwatched)

    def _put(self, session: Session, choice: Choice, stream: BinaryIO, tick: Tick) -> Written:
        return Written({}, remarks=self._writer().write(Outgoing(session, choice), stream, tick))

    def _writer(self) -> Writer:
        return cast("Writer", self._module())

    def _module(self) -> ModuleType:
        name = self.listed.id.replace("-", "_")
        try:
            return import_module(f"claimdesk.exchange.writers.{name}")
        except ModuleNotFoundError as error:
            said = _NOT_INSTALLED.format(extra=self.listed.extra)
            raise ReviewError(Code.NOT_INSTALLED, said) from error


class _Xlsx(_OneFile):
    """One workbook with a sheet for each table."""

    def _put(self, session: Session, choice: Choice, stream: BinaryIO, tick: Tick) -> Written:
        xlsx: Any = self._module()
        columns = csv_export.chosen(choice.columns, self.listed.tables)
        rows = Tables(session, choice)
        watched = Watched(tick, rows.total(columns))
        with xlsx.Sheets(stream, session.beat) as book:
            counts = {
                name: book.add(name, columns[name], watched(rows.rows(name, columns[name])))
                for name in columns
            }
            watched.finish()
            return Written({}, counts, book.finish())


class _Csv(Format):
    """Three tables, in a folder or beside each other."""

    def place_in(self, folder: Path, name: str) -> Path:
        del name
        return folder

    def files(self, place: Path, columns: Columns | None = None) -> dict[str, Path]:
        return csv_export.targets(place, csv_export.chosen(columns))

    def write(
        self, session: Session, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
    ) -> Written:
        rows = csv_export.write_csv(session, place, choice, tick)
        return Written(self.files(place, choice.columns), rows)

    def stream(self, session: Session, stream: BinaryIO, choice: Choice = REVIEWED) -> None:
        csv_export.stream_csv(session, stream, choice)


class _Review(Format):
    """The whole project, with attachments in a folder beside the file."""

    def place_in(self, folder: Path, name: str) -> Path:
        return folder / f"{name}.review.json"

    def write(
        self, session: Session, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
    ) -> Written:
        del choice
        remarks = review_json.write_review(session, place, tick)
        return Written(self.files(place), remarks=remarks)

    def stream(self, session: Session, stream: BinaryIO, choice: Choice = REVIEWED) -> None:
        del choice
        saved = review_json.save(session, "attachments")
        if saved.attachments:
            raise ReviewError(
                Code.REFUSED, "This project has attachments; name a file to have them beside it."
            )
        stream.write(saved.text().encode())


_OF_THEIR_OWN: Mapping[str, type[Format]] = {"csv": _Csv, "xlsx": _Xlsx, "review": _Review}

FORMATS: Mapping[str, Format] = {
    listed.id: _OF_THEIR_OWN.get(listed.id, _OneFile)(listed) for listed in LISTED.values()
}
"""All formats by their names."""


def export(
    session: Session, name: str, place: Path, choice: Choice = REVIEWED, tick: Tick = unwatched
) -> Written:
    """Write the project in the format of this name, and say if verdicts of others are left out."""
    last = (0, 0)

    def watched(done: int, total: int) -> None:
        nonlocal last
        last = (done, total)
        tick(done, total)

    with patience.heeding(session, lambda: tick(*last)):
        written = FORMATS[name].write(session, place, choice, watched)
    return replace(written, remarks=(*written.remarks, *withheld(session)))
