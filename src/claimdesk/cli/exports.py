"""The verb that writes what may leave the house."""

import datetime as dt
import io
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from claimdesk.cli import people
from claimdesk.cli.answers import Answer, counted, forewarn
from claimdesk.cli.opening import looked_at
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.listing import NOT_REVIEWED, REVIEWED, ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, Verdict
from claimdesk.exchange import file_names, formats, tables
from claimdesk.exchange.forecast import forecast
from claimdesk.exchange.format_list import Listed
from claimdesk.exchange.formats import FORMATS, Format, Written
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.wording import on_one_line
from claimdesk.store import articles, claims, listing, projects
from claimdesk.store.store import Reader, Session

_FILTERS: Mapping[str, ClaimFilter] = {
    "reviewed": ClaimFilter(verdicts=REVIEWED),
    "confirmed": ClaimFilter(verdicts=frozenset([Verdict.CONFIRMED])),
    "denied": ClaimFilter(verdicts=frozenset([Verdict.DENIED])),
    "unverified": ClaimFilter(verdicts=frozenset([Verdict.UNVERIFIED])),
    "not-reviewed": ClaimFilter(verdicts=NOT_REVIEWED),
    "differ": ClaimFilter(differ=True),
}
"""What ``--only`` can say beside ``all``."""


def export(arguments: Namespace) -> Answer:
    """Export claims to spreadsheets and other formats, or the whole review."""
    form = FORMATS[arguments.format]
    _check_usage(arguments, form.listed)
    columns = tables.read_columns(arguments.columns) if arguments.columns else None
    if arguments.to.endswith("/") and not Path(arguments.to).is_dir():
        name = on_one_line(Path(arguments.to).name)
        raise ReviewError(Code.MISSING, f"There is no folder “{name}”; make it first.")
    with looked_at(arguments.project) as store:
        place = _place(store, arguments)
        if arguments.to != "-":
            _spare_projects(place, arguments.project)
        choice = Choice(
            reviewed=arguments.only is None and not arguments.claims,
            articles=frozenset(arguments.articles) if arguments.articles else None,
            claims=store.read(_chosen, arguments.only, arguments.claims),
            notes=arguments.notes,
            columns=columns,
        )
        store.read(_check_articles, choice.articles or frozenset())
        _forewarn(store, arguments.format, choice)
        if arguments.to == "-":
            stream = io.BytesIO()
            store.read(form.stream, stream, choice)
            return Answer(content=stream.getvalue())
        if place.is_dir():
            place = form.place_in(place, store.path.stem)
        return _wrote(form, store.read(formats.export, arguments.format, place, choice))


def _forewarn(store: Reader, name: str, choice: Choice) -> None:
    """Say how long it will take, if it will take long; of some articles it does not."""
    if choice.articles is None:
        wanted = _FILTERS["reviewed"] if choice.reviewed else ClaimFilter()
        number = store.read(listing.count, wanted) if choice.claims is None else len(choice.claims)
        if said := forecast(name, number):
            forewarn(str(said))


def _check_usage(arguments: Namespace, listed: Listed) -> None:
    refuse: Callable[[str], None] = arguments.usage_error
    if arguments.to == "-" and arguments.json:
        refuse("--json and --to - both need standard output")
    if listed.is_whole and (arguments.articles or arguments.only or arguments.claims):
        refuse(f"the {listed.id} format always holds the whole project")
    if arguments.notes and not listed.has_notes:
        refuse(f"the {listed.id} format has no choice of notes")
    if arguments.columns and not listed.tables:
        refuse(f"the {listed.id} format has no columns")


def _place(store: Reader, arguments: Namespace) -> Path:
    """Return where to write, the parts of the name filled in."""
    said = file_names.parts(
        store.path.stem,
        store.read(projects.row).title,
        people.reviewer().name,
        arguments.format,
        dt.datetime.now().astimezone(),
    )
    return Path(file_names.filled(arguments.to, said))


def _chosen(session: Session, only: str | None, numbers: frozenset[int]) -> frozenset[Id] | None:
    """Return the claims of these numbers that the filter lets through; None for all."""
    found: frozenset[Id] | None = None
    if numbers:
        by_number = {row.number: row.id for row in claims.rows(session)}
        if unknown := numbers - by_number.keys():
            raise ReviewError(Code.MISSING, f"There is no claim {min(unknown)} in this project.")
        found = frozenset(by_number[one] for one in numbers)
    if only is not None and only in _FILTERS:
        passing = frozenset(listing.ids(session, _FILTERS[only], ClaimOrder()))
        found = passing if found is None else found & passing
    return found


def _wrote(form: Format, written: Written) -> Answer:
    lines = (
        f"Wrote {on_one_line(str(path))}"
        + (f": {counted(written.rows[name], 'row', 'rows')}" if name in written.rows else ".")
        for name, path in written.files.items()
    )
    files = {name: str(path) for name, path in written.files.items()}
    data: dict[str, object] = {"format": form.listed.id, "files": files}
    if written.rows:
        data["rows"] = dict(written.rows)
    if written.remarks:
        data["remarks"] = list(written.remarks)
    return Answer(data, (*lines, *written.remarks))


def _spare_projects(place: Path, project: Path) -> None:
    """Refuse to write an export over a project."""
    same = place.exists() and project.exists() and place.samefile(project)
    if same or place.suffix == project.suffix == ".claimdesk":
        raise ReviewError(
            Code.REFUSED, f"“{place.name}” is a project's name; give the export another one."
        )


def _check_articles(session: Session, chosen: frozenset[Id]) -> None:
    unknown = chosen - {row.id for row in articles.rows(session)}
    if unknown:
        raise ReviewError(
            Code.MISSING, f"There is no article {as_text(min(unknown))} in this project."
        )
