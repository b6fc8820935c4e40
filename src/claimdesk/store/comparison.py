"""How one copy of a project differs from another: what was added, removed and changed between."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from claimdesk.core.model import Id, Verdict
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    checklist,
    claims,
    evidence,
    notes,
    passages,
)
from claimdesk.store.store import Reader, Session, open_reader


class Kind(StrEnum):
    """What is counted."""

    ARTICLE = "article"
    CLAIM = "claim"
    PASSAGE = "passage"
    VERDICT = "verdict"
    EVIDENCE = "evidence"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of one kind there were then and are now, and how they differ."""

    kind: Kind
    then: int
    now: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was then and is not now (``removed``), or is not so now.

    ``text`` is its title or words; for a verdict those of the claim.
    """

    kind: Kind
    text: str
    removed: bool
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a backup differs from now: counts by kind, and what would come back."""

    counts: tuple[Counts, ...]
    items: tuple[Item, ...]

    @property
    def same(self) -> bool:
        """Return whether nothing differs."""
        return not any(one.added or one.removed or one.changed for one in self.counts)


@dataclass(frozen=True, slots=True)
class _Thing:
    """One record as it is compared: its words and all of its own fields."""

    text: str
    fields: object
    verdict: Verdict | None = None


_Contents = Mapping[Kind, Mapping[object, _Thing]]


def compare(then: Path, now: Path, viewer: Id | None) -> Comparison:
    """Compare a copy that is not open with a project that may be, as ``viewer`` sees both."""
    with open_reader(then, viewer) as reader:
        before = reader.read(_contents)
    with Reader(now, viewer=viewer) as reader:
        after = reader.read(_contents)
    counts, items = [], []
    for kind in Kind:
        old, new = before[kind], after[kind]
        removed = old.keys() - new.keys()
        changed = {key for key in old.keys() & new.keys() if old[key].fields != new[key].fields}
        added = len(new.keys() - old.keys())
        counts.append(Counts(kind, len(old), len(new), added, len(removed), len(changed)))
        items += [
            Item(kind, thing.text, key in removed, thing.verdict)
            for key, thing in old.items()
            if key in removed or key in changed
        ]
    return Comparison(tuple(counts), tuple(items))


def _contents(session: Session) -> _Contents:
    details = {row.id: row for row in claims.details(session)}
    hanging = _hanging(session)
    return {
        Kind.ARTICLE: {
            # How far the review has come is no part of the article.
            row.id: _Thing(row.title, replace(row, claims=0, reviewed=0))
            for row in articles.rows(session)
        },
        Kind.CLAIM: {
            row.id: _Thing(row.text, (row, hanging.get(row.id))) for row in details.values()
        },
        Kind.PASSAGE: {row.id: _Thing(row.quote, row) for row in passages.rows(session)},
        Kind.VERDICT: {
            (row.claim_id, row.reviewer_id): _Thing(
                details[row.claim_id].text, replace(row, reviewer="", decided_ms=0), row.verdict
            )
            for row in assessments.rows(session)
        },
        Kind.EVIDENCE: {
            row.id: _Thing(row.title or row.url, replace(row, claims=0))
            for row in evidence.rows(session)
        },
        Kind.NOTE: {
            row.id: _Thing(row.body, replace(row, reviewer="", about=""))
            for row in notes.rows(session)
        },
    }


def _hanging(session: Session) -> Mapping[Id, list[object]]:
    """Return what is compared as part of a claim: what settled it, was ticked, who is asked."""
    found: dict[Id, list[object]] = {}
    for final in adjudications.rows(session):
        settled = replace(final, reviewer="", decided_ms=0, stale=False)
        found.setdefault(final.claim_id, []).append(settled)
    for check in checklist.all_checks(session):
        ticked = check.item_id, check.done, check.remark
        found.setdefault(check.claim_id, []).append(ticked)
    for asked in assignments.rows(session):
        found.setdefault(asked.claim_id, []).append(asked.reviewer_id)
    return found
