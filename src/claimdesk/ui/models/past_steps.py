"""The steps of earlier openings on the undo stack of a project that was just opened."""

from functools import partial

from claimdesk.core.change import Change
from claimdesk.store import deeds, undo_stack
from claimdesk.store.deeds import Past
from claimdesk.store.undo_stack import Standing
from claimdesk.ui.base.project import Project, Step
from claimdesk.ui.models.deeds import label


def offer_undo(project: Project) -> None:
    """Let what the reviewer did last in a project be undone whenever one is opened to be edited."""
    project.switched.connect(partial(_restore, project))


def _restore(project: Project) -> None:
    if project.is_open and not project.why_read_only:
        found = project.read(undo_stack.stack, project.reviewer_id)
        step = partial(_step, project)
        project.restore_steps([*map(step, found.done)], [*map(step, found.undone)])


def _step(project: Project, one: Standing) -> Step:
    return Change("", one.transactions), partial(_name, project, one.named)


def _name(project: Project, one: Past) -> str:
    return label(project.read(deeds.told, one))
