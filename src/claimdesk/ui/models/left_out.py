"""Say what an undoing left as it was: "the reason of claim 3, which Nina Marsh changed since"."""

from claimdesk.core.change import Left, Since
from claimdesk.core.i18n import mark
from claimdesk.ui.base.words import tr

_FIELDS = {
    ("claim", "text"): (mark("the text of claim {n}"), mark("the text of a claim")),
    ("claim", "claimant"): (mark("the claimant of claim {n}"), mark("the claimant of a claim")),
    ("claim", "stage"): (mark("the stage of claim {n}"), mark("the stage of a claim")),
    ("claim", ""): (mark("details of claim {n}"), mark("details of a claim")),
    ("assessment", "verdict"): (mark("the verdict on claim {n}"), mark("a verdict")),
    ("assessment", "reason"): (mark("the reason of claim {n}"), mark("the reason of a verdict")),
    ("assessment", ""): (mark("details of the verdict on claim {n}"), mark("details of a verdict")),
    ("adjudication", ""): (mark("the final verdict on claim {n}"), mark("a final verdict")),
    ("link", ""): (mark("details of a link of claim {n}"), mark("details of a link")),
    ("article", "title"): (mark("the title of an article"),) * 2,
    ("article", ""): (mark("details of an article"),) * 2,
    ("evidence", ""): (mark("details of the evidence"),) * 2,
}
"""A field, or with no name any other of its record: of a claim in the list, and of another."""
_RECORDS = {
    "claim": (mark("claim {n}"), mark("a claim")),
    "assessment": (mark("the verdict on claim {n}"), mark("a verdict")),
    "adjudication": (mark("the final verdict on claim {n}"), mark("a final verdict")),
    "link": (mark("a link of claim {n}"), mark("a link")),
    "passage": (mark("a passage"),) * 2,
    "article": (mark("an article"),) * 2,
    "article_version": (mark("the text of an article"),) * 2,
    "evidence": (mark("a piece of evidence"),) * 2,
    "note": (mark("a note"),) * 2,
    "project": (mark("the project’s details"),) * 2,
}
_SINCE = {
    Since.CHANGED: (mark("{what}, which {who} changed since"), mark("{what}, changed since")),
    Since.REMOVED: (mark("{what}, which {who} removed since"), mark("{what}, removed since")),
    Since.WORKED_ON: (
        mark("{what}, which {who} has worked on since"),
        mark("{what}, worked on since"),
    ),
}
_TOLD = 2
"""Exceptions that are told one by one."""


def left_out(left: tuple[Left, ...]) -> str:
    """Return the exceptions in words: the first ones, and how many more there are."""
    told = [_one(one) for one in left[:_TOLD]]
    more = len(left) - len(told)
    return "; ".join(told) + (tr(" and {n} more", n=more) if more else "")


def _one(left: Left) -> str:
    fields = sorted(left.fields)
    if not fields:
        names = _RECORDS.get(left.entity)
    else:
        one = fields[0] if len(fields) == 1 else ""
        names = _FIELDS.get((left.entity, one)) or _FIELDS.get((left.entity, ""))
    of_number, of_none = names or (mark("something else"),) * 2
    what = tr(of_number, n=left.claim) if left.claim else tr(of_none)
    by_somebody, by_nobody = _SINCE[left.since]
    said = by_somebody if left.reviewer else by_nobody
    return tr(said, what=what, who=left.reviewer)
