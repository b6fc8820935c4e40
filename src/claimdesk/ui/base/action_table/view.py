"""Panes, sorting, text size and colours."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec("view.articles", mark("&Articles"), "view", ("F9",), checkable=True),
    ActionSpec("view.claims", mark("&Claims"), "view", ("Shift+F9",), checkable=True),
    ActionSpec("view.details", mark("Claim &details"), "view", ("Ctrl+F9",), checkable=True),
    ActionSpec("view.next_pane", mark("&Next pane"), "view", ("F6",), When.PROJECT),
    ActionSpec("view.previous_pane", mark("&Previous pane"), "view", ("Shift+F6",), When.PROJECT),
    ActionSpec(
        "view.sort_number",
        mark("Sort by the order of the &review"),
        "view/sort",
        (),
        When.PROJECT,
        checkable=True,
    ),
    ActionSpec(
        "view.sort_verdict", mark("Sort by &verdict"), "view/sort", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.sort_claim", mark("Sort by &claim"), "view/sort", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.sort_claimant",
        mark("Sort by cl&aimant"),
        "view/sort",
        (),
        When.PROJECT,
        checkable=True,
    ),
    ActionSpec(
        "view.sort_passages",
        mark("Sort by &passages"),
        "view/sort",
        (),
        When.PROJECT,
        checkable=True,
    ),
    ActionSpec(
        "view.sort_reviewer",
        mark("Sort by revie&wer"),
        "view/sort",
        (),
        When.PROJECT,
        checkable=True,
    ),
    ActionSpec(
        "view.sort_stage", mark("Sort by &stage"), "view/sort", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.sort_priority",
        mark("Sort by priorit&y"),
        "view/sort",
        (),
        When.PROJECT,
        checkable=True,
    ),
    ActionSpec(
        "view.sort_type", mark("Sort by typ&e"), "view/sort", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.sort_tags", mark("Sort by &tags"), "view/sort", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.sort_due", mark("Sort by &due day"), "view/sort", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.sort_assigned",
        mark("Sort by who is asked (assi&gned)"),
        "view/sort",
        (),
        When.PROJECT,
        checkable=True,
    ),
    ActionSpec(
        "view.sort_reverse", mark("Re&verse the sorting"), "view", (), When.PROJECT, checkable=True
    ),
    ActionSpec(
        "view.zoom_in",
        mark("&Larger text"),
        "view",
        ("Ctrl+=", "Ctrl++"),
        When.ARTICLE,
        icon="zoom-in",
    ),
    ActionSpec(
        "view.zoom_out", mark("&Smaller text"), "view", ("Ctrl+-",), When.ARTICLE, icon="zoom-out"
    ),
    ActionSpec(
        "view.zoom_reset", mark("&Usual text size"), "view", ("Ctrl+Shift+0",), When.ARTICLE
    ),
    ActionSpec(
        "view.theme_system", mark("&As the desktop"), "view/theme", icon="monitor", checkable=True
    ),
    ActionSpec("view.theme_light", mark("&Light"), "view/theme", icon="sun", checkable=True),
    ActionSpec("view.theme_dark", mark("&Dark"), "view/theme", icon="moon", checkable=True),
    ActionSpec(
        "view.theme_contrast_light", mark("&High contrast, light"), "view/theme", checkable=True
    ),
    ActionSpec(
        "view.theme_contrast_dark", mark("High &contrast, dark"), "view/theme", checkable=True
    ),
    ActionSpec("view.fade", mark("Fade un&marked text"), "view", ("Ctrl+Shift+M",), checkable=True),
    ActionSpec("view.cues", mark("Cu&es"), "view", ("Ctrl+Shift+I",), checkable=True),
    ActionSpec("view.full_screen", mark("&Full screen"), "view", ("F11",), icon="maximize"),
)
