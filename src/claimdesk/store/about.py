"""Which record an entry of the history is about: its words, its claim and its article."""

from collections.abc import Mapping
from typing import Any

from claimdesk.core.chronicle import About
from claimdesk.core.model import Id
from claimdesk.store import projection
from claimdesk.store.ends import ends
from claimdesk.store.records import FIELDS, PARENTS, Patch
from claimdesk.store.store import Session

_WORDS: Mapping[str, tuple[str, ...]] = {
    "project": ("title",),
    "reviewer": ("name",),
    "article": ("title",),
    "article_version": ("file_name",),
    "claim": ("text",),
    "passage": ("quote",),
    "evidence": ("title", "citation", "url", "quote"),
    "tag": ("name",),
    "note": ("body",),
    "checklist_item": ("text",),
}
"""The fields that say what a record is, the first one that is filled in counts."""
_OTHER_END = {
    "link": ("passage", "passage_id"),
    "claim_evidence": ("evidence", "evidence_id"),
    "claim_tag": ("tag", "tag_id"),
    "claim_relation": ("claim", "to_claim_id"),
    "assessment": ("reviewer", "reviewer_id"),
    "adjudication": ("reviewer", "reviewer_id"),
    "coverage": ("reviewer", "reviewer_id"),
    "assignment": ("reviewer", "reviewer_id"),
    "claim_check": ("checklist_item", "item_id"),
    "dismissal": ("article_version", "article_version_id"),
    "article_version": ("article", "article_id"),
}
"""Records that borrow their words from what they join to a claim, or from whose they are."""
WITH_WORDS = _WORDS.keys() | _OTHER_END.keys()
"""The kinds of records that can be told."""


class Records:
    """Records as they stand, each read once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known: dict[tuple[str, bytes], Patch] = {}

    def get(self, kind: str, record_id: bytes) -> Patch:
        """Return the columns of a record, removed ones too; empty if there is none."""
        key = (kind, record_id)
        if key not in self._known:
            self._known[key] = projection.current(self.session.sqlite, key) or {}
        return self._known[key]

    def words(self, kind: str, record_id: bytes | None) -> str:
        """Return what a record is, in its own words."""
        if record_id is None:
            return ""
        record = self.get(kind, record_id)
        if kind in _OTHER_END:
            other, field = _OTHER_END[kind]
            return self.words(other, record.get(field))
        return next((str(record[name]) for name in _WORDS[kind] if record.get(name)), "")

    def value(self, kind: str, field: str, value: object) -> str:
        """Return the value of a field as the history writes it, in words where it is an id."""
        if value is None:
            return ""
        if FIELDS[kind][field].kind != "id":
            return str(value)
        target = next(end.target for end in ends()[kind] if end.field == field)
        return self.words(target, bytes.fromhex(str(value)))

    def is_hidden(self, kind: str, record_id: bytes) -> bool:
        """Return whether a record, or one it hangs on, is removed."""
        record = self.get(kind, record_id)
        if record.get("deleted"):
            return True
        return any(
            record.get(column) is not None and self.is_hidden(parent, record[column])
            for parent, column in PARENTS[kind]
        )

    def about(self, kind: str, record_id: bytes) -> About:
        """Return which record this is."""
        record = self.get(kind, record_id)
        claim_id = record_id if kind == "claim" else _first(record, "claim_id", "from_claim_id")
        passage_id = record_id if kind == "passage" else record.get("passage_id")
        article_id = self._article(kind, record_id, passage_id)
        return About(
            kind=kind,
            id=Id(record_id),
            words=self.words(kind, record_id),
            claim_id=_id(claim_id),
            claim=self.words("claim", claim_id),
            number=self.session.numbers.of(_id(claim_id)),
            article_id=_id(article_id),
            article=self.words("article", article_id),
            passage_id=_id(passage_id),
            author_id=_id(record.get("reviewer_id")),
            is_removed=bool(record.get("deleted")),
            is_hidden=self.is_hidden(kind, record_id),
            is_confidential=self._is_confidential(kind, record_id, record),
        )

    def _article(self, kind: str, record_id: bytes, passage_id: bytes | None) -> bytes | None:
        if kind == "article":
            return record_id
        record = self.get(kind, record_id)
        version_id = record.get("article_version_id")
        if passage_id is not None:
            version_id = self.get("passage", passage_id).get("article_version_id")
        if version_id is not None:
            record = self.get("article_version", version_id)
        found: bytes | None = record.get("article_id")
        return found

    def _is_confidential(self, kind: str, record_id: bytes, record: Patch) -> bool:
        evidence_id = record_id if kind == "evidence" else record.get("evidence_id")
        return evidence_id is not None and bool(self.get("evidence", evidence_id)["confidential"])


def _first(record: Patch, *fields: str) -> bytes | None:
    found: Any = next((record[name] for name in fields if record.get(name) is not None), None)
    return None if found is None else bytes(found)


def _id(found: bytes | None) -> Id | None:
    return None if found is None else Id(found)
