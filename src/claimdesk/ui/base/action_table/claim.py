"""Claims, their links, verdicts and stages."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec(
        "claim.new",
        mark("&New claim from selection"),
        "claim",
        ("Ctrl+Return", "Ctrl+Enter"),
        When.PROJECT,
        icon="message-square-plus",
        tip=mark("Make a claim of the selected text and word it"),
        short=mark("New claim"),
        writes=True,
    ),
    ActionSpec(
        "claim.link",
        mark("&Link to a claim…"),
        "claim",
        ("Ctrl+L",),
        When.ARTICLE,
        icon="link",
        tip=mark("Link the selected text to a claim that is there"),
        writes=True,
    ),
    ActionSpec(
        "claim.unlink",
        mark("Unlin&k from the claim"),
        "claim",
        ("Ctrl+Shift+D",),
        When.CLAIM | When.PASSAGE,
        icon="unlink",
        writes=True,
    ),
    ActionSpec(
        "claim.confirm",
        mark("&Confirmed"),
        "claim",
        ("Ctrl+1",),
        When.CLAIM,
        icon="mark-confirmed",
        tip=mark("I looked at it and it is so"),
        writes=True,
    ),
    ActionSpec(
        "claim.deny",
        mark("&Denied"),
        "claim",
        ("Ctrl+2",),
        When.CLAIM,
        icon="mark-denied",
        tip=mark("I found it to be false; that a party denies it belongs to the link’s stance"),
        writes=True,
    ),
    ActionSpec(
        "claim.unverify",
        mark("&Unverified"),
        "claim",
        ("Ctrl+3",),
        When.CLAIM,
        icon="mark-unverified",
        tip=mark("I looked at it and it cannot be settled"),
        writes=True,
    ),
    ActionSpec(
        "claim.withdraw",
        mark("&Take my verdict back"),
        "claim",
        ("Ctrl+0",),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "claim.next", mark("Ne&xt claim"), "claim", ("Alt+Down",), When.PROJECT, icon="chevron-down"
    ),
    ActionSpec(
        "claim.previous",
        mark("&Previous claim"),
        "claim",
        ("Alt+Up",),
        When.PROJECT,
        icon="chevron-up",
    ),
    ActionSpec(
        "claim.next_open",
        mark("Next claim not re&viewed"),
        "claim",
        ("Ctrl+J",),
        When.PROJECT,
        icon="circle-dashed",
    ),
    ActionSpec(
        "claim.next_passage", mark("Next pa&ssage of the claim"), "claim", ("F8",), When.CLAIM
    ),
    ActionSpec(
        "claim.previous_passage",
        mark("Previous pass&age of the claim"),
        "claim",
        ("Shift+F8",),
        When.CLAIM,
    ),
    ActionSpec("claim.move_up", mark("M&ove up"), "claim", ("Alt+PgUp",), When.CLAIM, writes=True),
    ActionSpec(
        "claim.move_down", mark("Move do&wn"), "claim", ("Alt+PgDown",), When.CLAIM, writes=True
    ),
    ActionSpec(
        "claim.stage_open", mark("Stage: &open"), "claim/stage", (), When.CLAIM, writes=True
    ),
    ActionSpec(
        "claim.stage_in_progress",
        mark("Stage: &in progress"),
        "claim/stage",
        (),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "claim.stage_second_review",
        mark("Stage: &second review"),
        "claim/stage",
        (),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "claim.stage_done", mark("Stage: &done"), "claim/stage", (), When.CLAIM, writes=True
    ),
    *(
        ActionSpec(f"claim.priority_{number}", text, "claim/more", (), When.CLAIM, writes=True)
        for number, text in (
            (3, mark("Priority: &high")),
            (2, mark("Priority: &medium")),
            (1, mark("Priority: &low")),
            (0, mark("Priority: &not said")),
        )
    ),
    ActionSpec(
        "claim.recheck",
        mark("&Check again on…"),
        "claim/more",
        (),
        When.CLAIM,
        tip=mark("The day from which the chosen claims are due"),
        writes=True,
    ),
    ActionSpec(
        "claim.more",
        mark("More &about the claim"),
        "claim/more",
        ("Ctrl+Shift+Y",),
        When.CLAIM,
        tip=mark("Context, type, priority, when to check again, where it is published"),
    ),
    ActionSpec("claim.tag", mark("Add ta&gs…"), "claim", (), When.CLAIM, writes=True),
    ActionSpec(
        "claim.edit",
        mark("&Edit claim text"),
        "claim",
        ("F2",),
        When.CLAIM,
        icon="pencil",
        writes=True,
    ),
    ActionSpec(
        "claim.lacking",
        mark("&Before it is done"),
        "claim",
        ("Ctrl+Shift+X",),
        When.CLAIM,
        tip=mark("What keeps the claim from being done"),
    ),
    ActionSpec("claim.checklist", mark("C&hecklist"), "claim", ("Ctrl+Shift+K",), When.CLAIM),
    ActionSpec(
        "claim.duplicate", mark("Du&plicate claim"), "claim/rebuild", (), When.CLAIM, writes=True
    ),
    ActionSpec(
        "claim.merge",
        mark("&Merge the chosen claims…"),
        "claim/rebuild",
        (),
        When.CLAIM,
        tip=mark("One claim takes over passages, evidence, notes and tags of the others"),
        writes=True,
    ),
    ActionSpec(
        "claim.merge_into",
        mark("Merge &into another claim…"),
        "claim/rebuild",
        (),
        When.CLAIM,
        tip=mark("Find the claim that takes over what hangs on this one"),
        writes=True,
    ),
    ActionSpec("claim.split", mark("&Split claim…"), "claim/rebuild", (), When.CLAIM, writes=True),
    ActionSpec(
        "claim.relate",
        mark("&Relate to a claim…"),
        "claim/rebuild",
        ("Ctrl+Alt+R",),
        When.CLAIM,
        tip=mark("Say how the claim stands to another one: part of, contradicts, same as …"),
        writes=True,
    ),
    ActionSpec(
        "claim.assign",
        mark("&Assign to…"),
        "claim/opinions",
        ("Ctrl+Shift+U",),
        When.CLAIM,
        tip=mark("Ask reviewers for a verdict on the chosen claims"),
        writes=True,
    ),
    ActionSpec(
        "claim.assign_me", mark("Assign to &me"), "claim/opinions", (), When.CLAIM, writes=True
    ),
    ActionSpec(
        "claim.next_assigned",
        mark("Next c&laim assigned to me"),
        "claim/opinions",
        ("Ctrl+Alt+F8",),
        When.PROJECT,
        tip=mark("The next one I am asked about and have not judged"),
    ),
    ActionSpec(
        "claim.take_over",
        mark("Take &over what is assigned to my name…"),
        "claim/opinions",
        (),
        When.PROJECT,
        tip=mark("Claims assigned to somebody of my name who has not worked on the project yet"),
        writes=True,
    ),
    ActionSpec(
        "claim.settle",
        mark("&Final verdict…"),
        "claim/opinions",
        ("Ctrl+4",),
        When.CLAIM,
        tip=mark("See what each reviewer said, and decide above them"),
        writes=True,
    ),
    ActionSpec(
        "claim.settle_again",
        mark("&Confirm the final verdict again"),
        "claim/opinions",
        ("Ctrl+Shift+4",),
        When.CLAIM,
        tip=mark("It stands although a verdict it rests on was changed"),
        writes=True,
    ),
    ActionSpec(
        "claim.unsettle",
        mark("&Take the final verdict back"),
        "claim/opinions",
        (),
        When.CLAIM,
        writes=True,
    ),
    ActionSpec(
        "claim.next_difference",
        mark("&Next claim reviewers differ on"),
        "claim/opinions",
        ("Ctrl+Shift+F8",),
        When.PROJECT,
    ),
    ActionSpec(
        "claim.previous_difference",
        mark("&Previous claim reviewers differ on"),
        "claim/opinions",
        (),
        When.PROJECT,
    ),
)

LAST: tuple[ActionSpec, ...] = (
    ActionSpec(
        "claim.remove",
        mark("&Remove"),
        "claim",
        ("Del",),
        When.PROJECT,
        icon="trash-2",
        writes=True,
    ),
)
"""What stands below the menus that other modules put into this one."""
