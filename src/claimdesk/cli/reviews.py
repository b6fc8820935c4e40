"""The verb that loads a review into a project."""

from argparse import Namespace
from collections.abc import Mapping

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import opened
from claimdesk.core.ids import as_text
from claimdesk.exchange import review_files
from claimdesk.exchange.review_json import LoadReport


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


def _lines(report: LoadReport) -> tuple[str, ...]:
    return (
        f"Added {summed(report.added)}.",
        *([f"There already: {summed(report.there)}."] if any(report.there.values()) else []),
        *report.moved,
        *report.missing,
        *report.kept,
    )


def summed(counts: Mapping[str, int]) -> str:
    """Return counts by list of the review format in words."""
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
