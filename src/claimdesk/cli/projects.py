"""The verbs that look at a project as a whole: new, info, check, backup."""

from argparse import Namespace
from dataclasses import asdict
from os.path import lexists

from claimdesk.cli import people
from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import known_files, looked_at, opened
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow, Progress, ProjectRow, ReviewerRow
from claimdesk.exchange.wording import on_one_line, shown
from claimdesk.store import articles, checking, projects, reviewers, schema
from claimdesk.store.opening import STAGES, Stage
from claimdesk.store.store import Session, Store


def new(arguments: Namespace) -> Answer:
    """Make a project."""
    path, me = arguments.project, people.reviewer(arguments.reviewer)
    title = arguments.title or path.stem
    with Store.create(path, title, me) as store:
        project = store.read(projects.row)
    known_files().note(path, store.left)
    data = {"path": str(path), "id": as_text(project.id), "title": project.title}
    line = f"Made the project “{shown(project.title)}” in {on_one_line(str(path))}."
    return Answer({**data, "reviewer": me.name}, (line,))


def info(arguments: Namespace) -> Answer:
    """Say what is in a project."""
    path = arguments.project
    with looked_at(path) as store:
        project, listed, progress, everybody = store.read(_contents)
    size = path.stat().st_size
    open_claims = progress.claims - progress.reviewed
    data = {
        "path": str(path),
        "id": as_text(project.id),
        "title": project.title,
        "blind": project.blind,
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


def hide(arguments: Namespace) -> Answer:
    """Begin or end blind review."""
    is_on = arguments.state == "on"
    with opened(arguments.project) as store:
        store.run("Blind review", lambda session: projects.set_blind(session, blind=is_on))
    said = "appear once one's own is given" if is_on else "are shown"
    return Answer({"blind": is_on}, (f"Verdicts of others {said}.",))


def check(arguments: Namespace) -> Answer:
    """Go through every stage of the file and say a line about each."""
    path = arguments.project
    found = checking.examined(path)
    passed = STAGES.index(found.stage) + (found.trouble is None)
    lines = [f"ok      {_STAGES[stage]}" for stage in STAGES[:passed]]
    if found.figures is None:
        trouble = () if found.trouble is None else (found.trouble,)
        lines.append(f"FAILED  {_STAGES[found.stage]}")
        lines += [f"--      {_STAGES[stage]}" for stage in STAGES[passed + 1 :]]
        data = {"sound": False, "stage": found.stage, **_said(found.trouble), "figures": None}
        return Answer({"path": str(path), **data}, tuple(lines), trouble)
    parts = (
        counted(found.figures.articles, "article", "articles"),
        counted(found.figures.claims, "claim", "claims"),
        counted(found.figures.revisions, "step of history", "steps of history"),
        counted(found.figures.content_bytes, "byte of content", "bytes of content"),
    )
    sentence = f"{shown(path.name)} is sound: {', '.join(parts)}."
    data = {"sound": True, "stage": found.stage, "code": None, "sentence": sentence}
    return Answer({"path": str(path), **data, "figures": asdict(found.figures)}, (*lines, sentence))


def backup(arguments: Namespace) -> Answer:
    """Write a verified copy of a project."""
    target = arguments.to
    if lexists(target):
        sentence = f"“{target.name}” is there already; choose another name."
        raise ReviewError(Code.EXISTS, sentence)
    with looked_at(arguments.project) as store:
        store.backup(target)
    size = target.stat().st_size
    line = f"Wrote {on_one_line(str(target))}, {size:,} bytes, and verified it."
    return Answer({"path": str(target), "bytes": size}, (line,))


_STAGES = {
    Stage.FILE: "an ordinary file, and so is what lies beside it",
    Stage.HEADER: "the header is that of a project",
    Stage.JOURNAL: "nothing is half-written",
    Stage.STRUCTURE: "tables and rules are those of the format",
    Stage.PAGES: "pages, indexes and references are whole",
    Stage.HISTORY: "the history is complete and matches its fingerprints",
    Stage.CONTENT: "texts and attachments match their fingerprints",
    Stage.TABLES: "the tables are what the history says",
    Stage.PASSAGES: "every quote stands in its article",
}


def _said(trouble: ReviewError | None) -> dict[str, object]:
    if trouble is None:
        return {}
    detail = str(trouble.__cause__) if trouble.__cause__ else None
    return {"code": trouble.code, "sentence": trouble.sentence, "detail": detail}


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
