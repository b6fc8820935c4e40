"""What several writers say alike, in plain words."""

from claimdesk.core.model import AssessmentRow, LinkRow
from claimdesk.exchange.outgoing import OutgoingClaim
from claimdesk.exchange.report_words import BECAUSE, VERDICTS, listed


def verdict(claim: OutgoingClaim) -> str:
    """Return the leading verdict of a claim: why it is unverified, as of when, by whom."""
    row = claim.row
    because = f" ({BECAUSE[row.because]})" if row.because else ""
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
    known = listed(parts)
    return f"Said {'by ' if claim.row.claimant else ''}{known}" if known else ""


def link(row: LinkRow) -> str:
    """Return what a passage does with its claim, in whose voice and by whom."""
    return listed((row.stance, row.voice, row.speaker))
