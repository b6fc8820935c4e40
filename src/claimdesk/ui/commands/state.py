"""What the project and the selection allow right now, as the flags actions ask for."""

from claimdesk.ui.base.action_spec import When
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection


def state(project: Project, selection: Selection) -> When:
    """Return the flags that hold."""
    now = selection.now
    stack = project.undo_stack
    flags = {
        When.PROJECT: project.is_open,
        When.ARTICLE: project.is_open and now.article_id is not None,
        When.TEXT: project.is_open and now.has_text,
        When.CLAIM: project.is_open and now.claim_id is not None,
        When.PASSAGE: project.is_open and now.passage_id is not None,
        When.UNDO: stack.canUndo(),
        When.REDO: stack.canRedo(),
    }
    allowed = When(0)
    for flag, holds in flags.items():
        if holds:
            allowed |= flag
    return allowed
