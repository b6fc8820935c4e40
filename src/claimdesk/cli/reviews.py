"""The verbs that carry reviews over the border of a project: load, export."""

import io
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import looked_at, opened
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import Id
from claimdesk.exchange import formats, review_files
from claimdesk.exchange.formats import FORMATS, Format, Written
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.exchange.wording import on_one_line
from claimdesk.store import articles
from claimdesk.store.store import Session


def load(arguments: Namespace) -> Answer:
    """Load a review into a project."""
    with opened(arguments.project) as store:
        review = review_files.read(arguments.review)
        report, _ = store.run(
            "Load review", lambda session: review_files.load_into(session, review)
        )
    data = {
        "added": report.added,
        "there": report.there,
        "ids": {
            name: {said: as_text(own) for said, own in ids.items()}
            for name, ids in report.ids.items()
        },
        "moved": report.moved,
        "missing": report.missing,
        "kept": report.kept,
    }
    return Answer(data, _lines(report))


def export(arguments: Namespace) -> Answer:
    """Export claims to spreadsheets, or the whole review."""
    if arguments.to == "-" and arguments.json:
        arguments.usage_error("--json and --to - both need standard output")
    form = FORMATS[arguments.format]
    if form.listed.is_whole and (arguments.articles or arguments.reviewed is not None):
        arguments.usage_error(f"the {arguments.format} format always holds the whole project")
    if arguments.notes and not form.listed.has_notes:
        arguments.usage_error(f"the {arguments.format} format has no choice of notes")
    place = Path(arguments.to)
    if arguments.to.endswith("/") and not place.is_dir():
        raise ReviewError(
            Code.MISSING, f"There is no folder “{on_one_line(place.name)}”; make it first."
        )
    if arguments.to != "-":
        _spare_projects(place, arguments.project)
    with looked_at(arguments.project) as store:
        chosen = frozenset(arguments.articles) if arguments.articles else None
        store.read(_check_articles, chosen or frozenset())
        choice = Choice(
            reviewed=arguments.reviewed is not False, articles=chosen, notes=arguments.notes
        )
        if arguments.to == "-":
            stream = io.BytesIO()
            store.read(form.stream, stream, choice)
            return Answer(content=stream.getvalue())
        if place.is_dir():
            place = form.place_in(place, store.path.stem)
        return _wrote(form, store.read(formats.export, arguments.format, place, choice))


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


def _lines(report: LoadReport) -> tuple[str, ...]:
    return (
        f"Added {_summed(report.added)}.",
        *([f"There already: {_summed(report.there)}."] if any(report.there.values()) else []),
        *report.moved,
        *report.missing,
        *report.kept,
    )


def _summed(counts: Mapping[str, int]) -> str:
    parts = (counted(count, *_NAMES[name]) for name, count in counts.items() if count)
    return ", ".join(parts) or "nothing"


_NAMES = {
    "articles": ("article", "articles"),
    "claims": ("claim", "claims"),
    "passages": ("passage", "passages"),
    "links": ("link", "links"),
    "assessments": ("assessment", "assessments"),
    "adjudications": ("adjudication", "adjudications"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "claim_evidence": ("use of evidence", "uses of evidence"),
    "relations": ("relation", "relations"),
    "coverage": ("stretch with nothing to check", "stretches with nothing to check"),
    "notes": ("note", "notes"),
    "checklist": ("item of the checklist", "items of the checklist"),
    "checks": ("answer to the checklist", "answers to the checklist"),
    "assignments": ("assignment", "assignments"),
    "dismissals": ("dismissed repeat", "dismissed repeats"),
}
"""The lists of a review in words."""
