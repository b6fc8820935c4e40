"""The verb for files that do not open any more: recover."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from claimdesk.cli.answers import Answer, counted
from claimdesk.core.errors import ReviewError
from claimdesk.exchange.wording import on_one_line, shown
from claimdesk.store import checking, salvage
from claimdesk.store.recovery import Cause
from claimdesk.store.salvage import Salvaged

_KINDS = {
    "article": ("article", "articles"),
    "article_version": ("article version", "article versions"),
    "claim": ("claim", "claims"),
    "passage": ("passage", "passages"),
    "link": ("link", "links"),
    "assessment": ("verdict", "verdicts"),
    "adjudication": ("final verdict", "final verdicts"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "claim_evidence": ("use of evidence", "uses of evidence"),
    "claim_relation": ("relation between claims", "relations between claims"),
    "claim_tag": ("tag on a claim", "tags on claims"),
    "coverage": ("stretch without claims", "stretches without claims"),
    "assignment": ("assignment", "assignments"),
    "checklist_item": ("item of a checklist", "items of a checklist"),
    "claim_check": ("check of a claim", "checks of claims"),
    "dismissal": ("dismissal", "dismissals"),
    "note": ("note", "notes"),
    "tag": ("tag", "tags"),
}
"""What is told of each kind of record that was left out."""

_NAMED = 20
"""How many of the records left out are named on the screen."""
_CAUSES = {
    Cause.NOTHING: "Nothing was half-written beside it.",
    Cause.JOURNAL: "A save was under way when the program stopped; it was taken back.",
    Cause.LOG: "Finished work that lay beside the file was put in.",
    Cause.STRAY: "What lay beside the file does not fit it and was left out.",
}


def recover(arguments: Namespace) -> Answer:
    """Write a project to a new file: its last saved state, or all that can be saved of it."""
    path, target = arguments.project, arguments.to
    try:
        found = checking.recover(path, target)
    except ReviewError as error:
        if error.code not in salvage.BEYOND:
            raise
        return _salvaged(path, target)
    report = Salvaged(found.kept)
    data = {"path": str(target), "complete": True, "cause": found.cause}
    lines = (*_kept(report, str(target)), _CAUSES[found.cause], *_missing(report))
    return Answer({**data, "kept": asdict(found.kept)}, lines)


def _salvaged(path: Path, target: Path) -> Answer:
    report = salvage.salvaged(path, target)
    data = {
        "path": str(target),
        "complete": report.complete,
        "kept": asdict(report.found),
        "lost_history": report.lost,
        "rewritten_history": report.rewritten,
        "history_without_author": report.authorless,
        "lost_content": report.texts,
        "unreadable_bytes": report.unreadable_bytes,
        "left_out": dict(report.left_out),
        "names_left_out": [{"kind": kind, "name": name} for kind, name in report.names],
    }
    return Answer(data, (*_kept(report, str(target)), *_missing(report)))


def _kept(report: Salvaged, target: str) -> tuple[str, ...]:
    parts = (
        counted(report.found.articles, "article", "articles"),
        counted(report.found.claims, "claim", "claims"),
        counted(report.found.revisions, "step of history", "steps of history"),
    )
    return (f"Wrote {on_one_line(target)} and verified it: {', '.join(parts)}.",)


def _missing(report: Salvaged) -> tuple[str, ...]:
    """Say what was left out and what was done about it, a sentence a line."""
    if report.complete:
        return ("Nothing is known to be missing.",)
    lines = []
    if report.unreadable_bytes:
        lines.append(f"{counted(report.unreadable_bytes, 'byte', 'bytes')} could not be read.")
    if report.lost:
        steps = counted(report.lost, "step of history is", "steps of history are")
        lines.append(f"At least {steps} lost.")
    if report.rewritten:
        steps = counted(report.rewritten, "step was", "steps were")
        lines.append(f"{steps} written again, because what came before is lost.")
    if report.authorless:
        steps = counted(report.authorless, "step", "steps")
        lines.append(f"Of {steps} nobody can tell any more who made it; verdicts keep their names.")
    if report.texts:
        texts = counted(report.texts, "text or attachment is", "texts or attachments are")
        lines.append(f"{texts} lost.")
    lines += [
        f"Left out: {counted(number, *_KINDS.get(kind, (kind, kind)))}."
        for kind, number in report.left_out.items()
    ]
    lines += [f"  {kind.replace('_', ' ')}: {shown(name)}" for kind, name in report.names[:_NAMED]]
    if len(report.names) > _NAMED:
        lines.append("  … and more; --json names up to 500.")
    return (*lines, "A backup from before the damage may hold what is missing here.")
