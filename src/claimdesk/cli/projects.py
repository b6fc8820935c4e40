"""The verbs that look at a project as a whole: new, info, check, backup."""

from argparse import Namespace
from dataclasses import asdict
from os.path import lexists

from claimdesk.cli import people
from claimdesk.cli.answers import Answer, counted
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow, Progress, ProjectRow, ReviewerRow
from claimdesk.exchange.wording import on_one_line, shown
from claimdesk.store import articles, file, projects, reviewers, schema
from claimdesk.store.store import Session, Store


def new(arguments: Namespace) -> Answer:
    """Make a project."""
    path, me = arguments.project, people.reviewer(arguments.reviewer)
    title = arguments.title or path.stem
    with Store.create(path, title, me) as store:
        project = store.read(projects.row)
    data = {"path": str(path), "id": as_text(project.id), "title": project.title}
    line = f"Made the project “{shown(project.title)}” in {on_one_line(str(path))}."
    return Answer({**data, "reviewer": me.name}, (line,))


def info(arguments: Namespace) -> Answer:
    """Say what is in a project."""
    path = arguments.project
    with Store.open(path, people.reviewer()) as store:
        project, listed, progress, everybody = store.read(_contents)
    size = path.stat().st_size
    open_claims = progress.claims - progress.reviewed
    data = {
        "path": str(path),
        "id": as_text(project.id),
        "title": project.title,
        "format": schema.FORMAT,
        "bytes": size,
        "reviewers": [row.name for row in everybody],
        "articles": [_article(row) for row in listed],
        "claims": {
            "all": progress.claims,
            "confirmed": progress.confirmed,
            "denied": progress.denied,
            "unverified": progress.unverified,
            "not_reviewed": open_claims,
        },
    }
    verdicts = (
        f"{progress.confirmed} confirmed, {progress.denied} denied, "
        f"{progress.unverified} unverified, {open_claims} not reviewed"
    )
    lines = (
        f"Project    {shown(project.title)}",
        f"Format     {schema.FORMAT}, {size:,} bytes",
        f"Reviewers  {', '.join(shown(row.name) for row in everybody) or 'none'}",
        f"Claims     {progress.claims}: {verdicts}",
        f"Articles   {progress.articles}",
        *(
            f"  {as_text(row.id)}  {shown(row.title)} ({row.reviewed} of {row.claims} claims)"
            for row in listed
        ),
    )
    return Answer(data, lines)


def check(arguments: Namespace) -> Answer:
    """Verify the whole file."""
    path = arguments.project
    found = file.check(path)
    parts = (
        counted(found.articles, "article", "articles"),
        counted(found.claims, "claim", "claims"),
        counted(found.revisions, "step of history", "steps of history"),
        counted(found.content_bytes, "byte of content", "bytes of content"),
    )
    line = f"{shown(path.name)} is sound: {', '.join(parts)}."
    return Answer({"path": str(path), "sound": True, **asdict(found)}, (line,))


def backup(arguments: Namespace) -> Answer:
    """Write a verified copy of a project."""
    target = arguments.to
    if lexists(target):
        sentence = f"“{target.name}” is there already; choose another name."
        raise ReviewError(Code.EXISTS, sentence)
    with Store.open(arguments.project, people.reviewer()) as store:
        store.backup(target)
    size = target.stat().st_size
    line = f"Wrote {on_one_line(str(target))}, {size:,} bytes, and verified it."
    return Answer({"path": str(target), "bytes": size}, (line,))


def _contents(
    session: Session,
) -> tuple[ProjectRow, list[ArticleRow], Progress, list[ReviewerRow]]:
    return (
        projects.row(session),
        articles.rows(session),
        projects.progress(session),
        reviewers.rows(session),
    )


def _article(row: ArticleRow) -> dict[str, object]:
    counts = {"length": row.length, "claims": row.claims, "reviewed": row.reviewed}
    return {"id": as_text(row.id), "title": row.title, "url": row.source_url, **counts}
