"""How one claim stands to another, in words from either end."""

from claimdesk.core.i18n import mark
from claimdesk.core.model import RelationKind
from claimdesk.ui.base.words import tr

_BACK = "<"
_WORDS = {
    RelationKind.SAME: (mark("Same as"), mark("Same as")),
    RelationKind.PART_OF: (mark("Part of"), mark("Has part")),
    RelationKind.REPORTS: (mark("Reports"), mark("Reported by")),
    RelationKind.SUPPORTS: (mark("Supports"), mark("Supported by")),
    RelationKind.DISPUTES: (mark("Disputes"), mark("Disputed by")),
    RelationKind.CONTRADICTS: (mark("Contradicts"), mark("Contradicted by")),
    RelationKind.QUALIFIES: (mark("Qualifies"), mark("Qualified by")),
    RelationKind.PRESUPPOSES: (mark("Presupposes"), mark("Presupposed by")),
    RelationKind.CAUSES: (mark("Causes"), mark("Caused by")),
    RelationKind.BACKGROUND_OF: (mark("Background of"), mark("Has background in")),
    RelationKind.EARLIER_STAGE_OF: (mark("Earlier stage of"), mark("Later stage of")),
}
"""From the claim that stands in the relation, and from the one it stands to."""


def relation_word(kind: RelationKind, *, is_outgoing: bool = True) -> str:
    """Return the relation as seen from one of its ends."""
    there, back = _WORDS[kind]
    return tr(there if is_outgoing else back)


def both_ways() -> dict[str, str]:
    """Return every way one claim can stand to another, from either end, and its words."""
    return {
        way_of(kind, is_outgoing=is_outgoing): relation_word(kind, is_outgoing=is_outgoing)
        for kind in RelationKind
        for is_outgoing in (True, False)
    }


def way_of(kind: RelationKind, *, is_outgoing: bool) -> str:
    """Return a relation with its direction as one word of `both_ways`."""
    is_one = is_outgoing or kind is RelationKind.SAME  # which says the same from either end
    return kind.value if is_one else f"{_BACK}{kind.value}"


def read_way(way: str) -> tuple[RelationKind, bool]:
    """Return the kind of a relation, and whether it goes out from the claim at hand."""
    return RelationKind(way.removeprefix(_BACK)), not way.startswith(_BACK)
