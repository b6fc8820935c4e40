"""What several writers say alike, in plain words."""

from collections.abc import Mapping

from claimdesk.core.model import AssessmentRow, LinkRow, Verdict
from claimdesk.exchange.outgoing import OutgoingClaim

VERDICTS: Mapping[Verdict | None, str] = {
    None: "Not reviewed yet",
    Verdict.CONFIRMED: "Confirmed",
    Verdict.DENIED: "Denied",
    Verdict.UNVERIFIED: "Unverified",
}


def verdict(claim: OutgoingClaim) -> str:
    """Return the leading verdict of a claim: why it is unverified, as of when, by whom."""
    row = claim.row
    because = f" ({row.because.replace('_', ' ')})" if row.because else ""
    as_of = f", as of {row.as_of}" if row.as_of else ""
    who = f", {row.reviewer}" if row.reviewer else ""
    return f"{VERDICTS[row.verdict]}{because}{as_of}{who}"


def assessment(row: AssessmentRow) -> str:
    """Return what one reviewer decided, and why."""
    reason = f": {row.reason}" if row.reason else ""
    return f"{row.reviewer}, {VERDICTS[row.verdict].lower()}{reason}"


def said(claim: OutgoingClaim) -> str:
    """Return who said it, when and where, as far as it is known."""
    parts = (claim.row.claimant, claim.detail.said_on, claim.detail.said_where)
    known = ", ".join(filter(None, parts))
    return f"Said {'by ' if claim.row.claimant else ''}{known}" if known else ""


def link(row: LinkRow) -> str:
    """Return what a passage does with its claim, in whose voice and by whom."""
    return ", ".join(filter(None, (row.stance, row.voice, row.speaker)))
