"""What the export dialog begins with, and what it ends with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from claimdesk.core.i18n import mark
from claimdesk.core.settings import ExportScope
from claimdesk.exchange.tables import Columns

ALL_COLUMNS: Columns = ()
"""No column is named: all are meant."""


def _of(table: str, *names: str) -> Columns:
    return tuple(f"{table}.{name}" for name in names)


READY_MADE: Mapping[str, Columns] = {
    mark("All columns"): ALL_COLUMNS,
    mark("Claims in short"): _of(
        "claims", "number", "claim", "claimant", "verdict", "reason", "as_of", "evidence"
    ),
    mark("Quotes in short"): _of(
        "passages", "number", "claim", "verdict", "stance", "speaker", "quote", "article", "url"
    ),
}
"""Choices of columns that are offered to everybody, by their names."""


@dataclass(frozen=True, slots=True)
class ExportOffer:
    """What there is to choose from, and what was chosen last.

    ``name`` has no ending and may have parts (see ``file_names``), ``parts`` is what these stand
    for; ``folder`` is where the name belongs. The numbers count claims.
    """

    folder: Path
    name: str
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    format: str = "csv"
    scope: ExportScope = ExportScope.REVIEWED
    opens_folder: bool = False
    columns: Columns = ALL_COLUMNS
    column_sets: Mapping[str, Columns] = field(default_factory=lambda: MappingProxyType({}))
    reviewed: int = 0
    every: int = 0
    listed: int = 0
    chosen: int = 0

    def number(self, scope: ExportScope) -> int:
        """Return how many claims go out of all articles."""
        return {
            ExportScope.REVIEWED: self.reviewed,
            ExportScope.ALL: self.every,
            ExportScope.LISTED: self.listed,
            ExportScope.CHOSEN: self.chosen,
        }[scope]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the reviewer wants to have written; ``format`` is one of the list of formats.

    ``this_article`` leaves out claims without a passage in the article on screen; ``notes`` takes
    those of the house along into a report. Some formats are always the whole project.
    ``typed`` is the name as it was written, with its parts.
    """

    format: str
    target: Path
    scope: ExportScope
    this_article: bool = False
    notes: bool = False
    columns: Columns = ALL_COLUMNS
    typed: str = ""
    opens_folder: bool = False
