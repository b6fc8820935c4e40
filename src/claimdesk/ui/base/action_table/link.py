"""What a passage does with its claim, in whose voice, and who says it: a menu of the claim menu."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

_LINK = When.CLAIM | When.PASSAGE


def _way(action_id: str, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action_id, text, "claim/link", keys, _LINK, writes=True)


ACTIONS = (
    _way("link.asserts", mark("&Asserts the claim"), "Alt+1"),
    _way("link.supports", mark("&Supports the claim"), "Alt+2"),
    _way("link.disputes", mark("&Disputes the claim"), "Alt+3"),
    _way("link.mentions", mark("&Mentions the claim"), "Alt+4"),
    _way("link.voice_article", mark("Voice of the a&rticle itself")),
    _way("link.voice_indirect", mark("&Indirect speech")),
    _way("link.voice_quoted", mark("&Quoted speech")),
    _way("link.voice_post", mark("Voice of a &post")),
    _way("link.voice_unnamed", mark("Voice of an &unnamed source")),
    _way("link.voice_none", mark("Voice &not said")),
    _way("link.speaker", mark("Sp&eaker…"), "Alt+5"),
    ActionSpec(
        "link.also",
        mark("&Link to another claim, too…"),
        "claim/link",
        ("Ctrl+Alt+L",),
        _LINK,
        tip=mark("The chosen passages of the claim belong to another claim, too"),
        writes=True,
    ),
)
