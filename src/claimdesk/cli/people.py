"""Who works on the command line."""

import getpass

from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReviewerRow


def reviewer(name: str | None = None) -> ReviewerRow:
    """Return the reviewer of this name, or else the person who is logged in."""
    said = (name or "").strip() or _login()
    initials = "".join(word[0] for word in said.split())[:3].upper()
    return ReviewerRow(derived_id("reviewer", said.encode()), said, initials)


def _login() -> str:
    try:
        return getpass.getuser().strip() or "Reviewer"
    except (OSError, KeyError, ImportError):
        # No name in the environment and none in the system's list of users.
        return "Reviewer"
