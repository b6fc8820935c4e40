"""Help, keys and what a report needs."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec

ACTIONS = (
    ActionSpec("help.first_steps", mark("&First steps…"), "help", ("F1",), icon="circle-help"),
    ActionSpec("help.keeping", mark("&How your work is kept…"), "help"),
    ActionSpec(
        "help.shortcuts", mark("&Keyboard shortcuts…"), "help", ("Ctrl+/",), icon="keyboard"
    ),
    ActionSpec("help.diagnostics", mark("&Copy diagnostic information"), "help"),
    ActionSpec("help.log", mark("Open the &log folder"), "help"),
    ActionSpec("help.about", mark("&About Claimdesk…"), "help", icon="info"),
)
