"""What looks at the whole project."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec("tools.palette", mark("&Command palette…"), "tools", ("Ctrl+K",), icon="command"),
    ActionSpec(
        "tools.history",
        mark("&History…"),
        "tools",
        ("Ctrl+H",),
        When.PROJECT,
        icon="history",
        tip=mark("Who changed what and when; bring values and removed items back"),
    ),
    ActionSpec(
        "tools.evidence",
        mark("&Evidence…"),
        "tools",
        (),
        When.PROJECT,
        tip=mark("All evidence of the project: search, sort, what is unused"),
    ),
    ActionSpec(
        "tools.repeats",
        mark("Find &repeats…"),
        "tools",
        (),
        When.PROJECT,
        tip=mark("Find places in all articles that say again what a claim says"),
    ),
    ActionSpec(
        "tools.notes",
        mark("&Notes…"),
        "tools",
        (),
        When.PROJECT,
        tip=mark("All notes and replies: search, by person, by what they are on"),
    ),
    ActionSpec(
        "tools.checklist",
        mark("House check&list…"),
        "tools",
        (),
        When.PROJECT,
        tip=mark("Edit the questions that are asked of every claim"),
        writes=True,
    ),
    ActionSpec(
        "tools.overview",
        mark("&Overview…"),
        "tools",
        ("Ctrl+Shift+B",),
        When.PROJECT,
        tip=mark("How far the review has come: verdicts by speaker, article, reviewer and stage"),
    ),
    ActionSpec("tools.parties", mark("&Who says what…"), "tools", (), When.PROJECT),
    ActionSpec(
        "tools.blind",
        mark("&Blind review"),
        "tools",
        (),
        When.PROJECT,
        checkable=True,
        tip=mark("Hide what others decided on a claim until your own verdict is given"),
        writes=True,
    ),
    ActionSpec(
        "tools.check",
        mark("Check the &project file"),
        "tools",
        (),
        When.PROJECT,
        icon="shield-check",
    ),
)
