"""Every action of the program, in the reading order of the menus.

The table (`action_table`, a module for each menu) feeds menus, toolbar, context menus, shortcuts,
the palette and the list of keys.
What an action does is not here: command groups bring the handlers.
"""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec
from claimdesk.ui.base.action_table import (
    about,
    article,
    claim,
    edit,
    evidence,
    file,
    link,
    tools,
    view,
)

MENUS = {
    "file": mark("&File"),
    "edit": mark("&Edit"),
    "view": mark("&View"),
    "view/sort": mark("So&rt claims"),
    "view/theme": mark("C&olours"),
    "article": mark("&Article"),
    "claim": mark("&Claim"),
    "claim/stage": mark("Stage of the clai&m"),
    "claim/more": mark("Priorit&y, day to check again"),
    "claim/opinions": mark("Assignment and di&fferences"),
    "claim/link": mark("Who is &quoted, and how"),
    "claim/rebuild": mark("&Join, split, relate"),
    "claim/evidence": mark("Ev&idence and notes"),
    "tools": mark("&Tools"),
    "help": mark("&Help"),
}
"""Menus in their order; "a/b" is a menu inside menu a, where its first action stands."""

EXCLUSIVE = frozenset({"view/sort", "view/theme"})
"""Menus of which exactly one entry is checked."""

SUBMENUS = frozenset({"edit.saved_filters", "file.recent"})
"""Actions that stand for a menu which somebody else fills."""

ACTIONS: tuple[ActionSpec, ...] = (
    *file.ACTIONS,
    *edit.ACTIONS,
    *view.ACTIONS,
    *article.ACTIONS,
    *claim.ACTIONS,
    *link.ACTIONS,
    *evidence.ACTIONS,
    *claim.LAST,
    *tools.ACTIONS,
    *about.ACTIONS,
)


def plain(text: str) -> str:
    """Return a menu text without the mark of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
