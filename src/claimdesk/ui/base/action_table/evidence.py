"""Evidence and notes, a menu inside the claim menu."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec(
        "evidence.add",
        mark("&Add evidence"),
        "claim/evidence",
        ("Ctrl+Shift+A",),
        When.CLAIM,
        tip=mark("Paste an address or a citation, and correct what was understood"),
        writes=True,
    ),
    ActionSpec(
        "evidence.use",
        mark("&Use evidence that is there…"),
        "claim/evidence",
        (),
        When.CLAIM,
        tip=mark("Let a piece of evidence of the project speak for this claim, too"),
        writes=True,
    ),
    ActionSpec(
        "evidence.cite",
        mark("Use the &selection as evidence"),
        "claim/evidence",
        ("Ctrl+Alt+A",),
        When.CLAIM | When.TEXT,
        tip=mark("The selected text of an article becomes evidence for the current claim"),
        writes=True,
    ),
    ActionSpec(
        "evidence.file",
        mark("Add a &file as evidence…"),
        "claim/evidence",
        (),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "evidence.paste", mark("&Paste as evidence"), "claim/evidence", (), When.CLAIM, writes=True
    ),
    ActionSpec(
        "evidence.take",
        mark("&Take evidence from the claim"),
        "claim/evidence",
        (),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "evidence.remove",
        mark("&Remove it from all claims"),
        "claim/evidence",
        (),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "notes.here",
        mark("&Note on what is current…"),
        "claim/evidence",
        ("Ctrl+Shift+N",),
        When.PROJECT,
        tip=mark("On the evidence or passage that is worked on, else on the claim or the article"),
        writes=True,
    ),
    ActionSpec(
        "notes.claim", mark("Note &on the claim…"), "claim/evidence", (), When.CLAIM, writes=True
    ),
    ActionSpec(
        "notes.passage",
        mark("Note on the passa&ge…"),
        "claim/evidence",
        (),
        When.PASSAGE,
        writes=True,
    ),
    ActionSpec(
        "notes.evidence",
        mark("Note on the &evidence…"),
        "claim/evidence",
        (),
        When.CLAIM,
        writes=True,
    ),
)
