"""Whose verdict a row of claims.csv shows, and whether what it says now can be my opinion.

Verdict, reason and all that goes with them are one opinion: it is taken in whole or not at all.
"""

from collections.abc import Mapping
from enum import Enum, auto

from claimdesk.core.i18n import mark
from claimdesk.core.model import AssessmentRow, Id, Verdict
from claimdesk.exchange.claims_csv.comparison import Read, is_same, moment, read
from claimdesk.exchange.wording import shown
from claimdesk.store import assessments, blind, reviewers
from claimdesk.store.store import Session

OPINION = ("verdict", "unverified_because", "reason", "as_of")
Cells = Mapping[str, str]
"""What a row says, by column."""

_FINAL = mark("The final verdict is settled at the claim, not in a table.")
_OF_ANOTHER = mark("This is the verdict of {name}; only your own is taken in.")
_BY_ANOTHER = mark("The file gives it as the verdict of {name}; only your own is taken in.")
_NOT_YET = mark("Your verdict was given after this file was written; it is not taken back.")
_NO_VERDICT = mark("Without a verdict there is nothing to give a reason for.")
_WITHDRAWN = mark("A verdict is not taken back by an empty cell; take it back at the claim.")
_NOT_UNVERIFIED = mark("Only an unverified claim says why it is unverified.")
_TOGETHER = mark("It goes with the column {column}, which cannot be taken in.")
_NEWER = mark("Your verdict was changed after this file was written, at {time} UTC.")


class Owner(Enum):
    """Whose the leading verdict on a claim is."""

    NOBODY = auto()
    ME = auto()
    ANOTHER = auto()
    FINAL = auto()


class Owners:
    """Who leads on each claim, as far as whoever looks may see it."""

    def __init__(self, session: Session) -> None:
        self.me = blind.viewer(session)
        self.my_name = next(
            (row.name for row in reviewers.rows(session) if row.id == self.me), None
        )
        self._leading: dict[Id, AssessmentRow] = {}
        for row in assessments.rows(session):
            other = self._leading.get(row.claim_id)
            if other is None or _order(row) > _order(other):
                self._leading[row.claim_id] = row

    def of(self, claim_id: Id, stands: Cells) -> Owner:
        """Return whose verdict an export shows for a claim, given its row."""
        if stands["agreement"] == "adjudicated":
            return Owner.FINAL
        leading = self._leading.get(claim_id)
        if leading is None:
            return Owner.NOBODY
        return Owner.ME if leading.reviewer_id == self.me else Owner.ANOTHER


def read_opinion(said: Cells, stands: Cells, owner: Owner, my_name: str | None) -> dict[str, Read]:
    """Return what becomes of the cells that differ; all are left if one of them must be."""
    differing = [one for one in OPINION if one in said and not is_same(one, said[one], stands[one])]
    why_left = _why_not_mine(said, stands, owner, my_name) if differing else ""
    if why_left:
        return {one: Read(stands[one], why_left) for one in differing}
    found = {one: read(one, said[one], stands[one]) for one in differing}
    after = {one: found[one].after if one in found else stands[one] for one in OPINION}
    is_fitting = after["verdict"] == Verdict.UNVERIFIED or not after["unverified_because"]
    if "verdict" in found and not found["verdict"].after:
        found["verdict"] = Read(stands["verdict"], _WITHDRAWN)
    elif "unverified_because" in found and not is_fitting:
        found["unverified_because"] = Read(stands["unverified_because"], _NOT_UNVERIFIED)
    return _together(found, stands)


def is_dated(said: Cells) -> bool:
    """Return whether a row says when its verdict was given, so that a file tells its age."""
    return moment(said.get("reviewed_at", ""))[:1].isdigit()


def newer(said: Cells, stands: Cells) -> str:
    """Return a sentence if the verdict was changed after the file was written."""
    now = moment(stands["reviewed_at"])
    is_newer = is_dated(said) and moment(said["reviewed_at"]) < now
    return _NEWER.format(time=now.replace("T", " ")) if is_newer else ""


def _why_not_mine(said: Cells, stands: Cells, owner: Owner, my_name: str | None) -> str:
    if owner is Owner.FINAL:
        return _FINAL
    if owner is Owner.ANOTHER:
        return _OF_ANOTHER.format(name=shown(stands["reviewer"]))
    name = said.get("reviewer", "")
    if name and not is_same("reviewer", name, my_name or ""):
        return _BY_ANOTHER.format(name=shown(name))
    if owner is Owner.ME and not any(said.get(one) for one in ("reviewer", *OPINION)):
        return _NOT_YET
    verdict = said.get("verdict", stands["verdict"])
    return "" if verdict or stands["verdict"] else _NO_VERDICT


def _together(found: dict[str, Read], stands: Cells) -> dict[str, Read]:
    """Leave all that goes with what is left."""
    left = next((column for column, one in found.items() if one.why_left), None)
    if left is None:
        return found
    sentence = _TOGETHER.format(column=left)
    return {
        column: one if one.why_left else Read(stands[column], sentence)
        for column, one in found.items()
    }


def _order(row: AssessmentRow) -> tuple[int, bytes]:
    return row.decided_ms, row.reviewer_id
