"""What the history may say of each kind of record: its fields, its fixed ends, its place.

All of it is derived from ``schema.sql``, but for the two tables of rules below; nothing here may
need sqlmodel, because the process that looks at files of strangers has to start at once.
"""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id
from claimdesk.store import schema

MAX_TEXT = 1_000_000
"""Code points a text field of a record may have."""

IMMUTABLE: dict[str, frozenset[str]] = {
    "article_version": frozenset(
        ("article_id", "text_sha256", "length", "original_sha256", "media_type", "file_name")
    ),
    "passage": frozenset(("article_version_id", "start", "end", "quote", "prefix", "suffix")),
    "link": frozenset(("claim_id", "passage_id")),
    "claim_evidence": frozenset(("claim_id", "evidence_id")),
    "claim_relation": frozenset(("from_claim_id", "to_claim_id", "kind")),
    "claim_tag": frozenset(("claim_id", "tag_id")),
    "assessment": frozenset(("claim_id", "reviewer_id")),
    "adjudication": frozenset(("claim_id",)),
    "claim_check": frozenset(("claim_id", "item_id")),
    "assignment": frozenset(("claim_id", "reviewer_id")),
    "dismissal": frozenset(("claim_id", "article_version_id", "start", "end")),
    "coverage": frozenset(("article_version_id", "reviewer_id", "start", "end")),
    "note": frozenset(
        ("article_id", "claim_id", "passage_id", "evidence_id", "reply_to_id", "reviewer_id")
    ),
}
"""Fields that never change after the record was made."""

DERIVED: dict[str, tuple[str, ...]] = {
    "link": ("claim_id", "passage_id"),
    "claim_evidence": ("claim_id", "evidence_id"),
    "claim_relation": ("from_claim_id", "to_claim_id", "kind"),
    "claim_tag": ("claim_id", "tag_id"),
    "assessment": ("claim_id", "reviewer_id"),
    "adjudication": ("claim_id",),
    "claim_check": ("claim_id", "item_id"),
    "assignment": ("claim_id", "reviewer_id"),
    "dismissal": ("claim_id", "article_version_id", "start", "end"),
}
"""Records whose id follows from these fields, so that two people make the same record."""


_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


class FormatError(Exception):
    """The history or the tables break a rule of the format; the text is a short finding."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One column: ``kind`` is text, int, id (16 bytes) or sha (32 bytes)."""

    kind: str
    required: bool
    default: Any


def encode(value: object) -> object:
    """Return a column's value as the history writes it: bytes as hexadecimal digits."""
    if isinstance(value, StrEnum):
        return value.value
    return value.hex() if isinstance(value, bytes) else value


def _fields(connection: sqlite3.Connection, table: str) -> dict[str, FieldRule]:
    rules = {}
    for _, name, typed, notnull, default, _ in connection.execute(f"PRAGMA table_info({table})"):
        digest = name.endswith("sha256")
        kind = {"INTEGER": "int", "TEXT": "text"}.get(typed, "sha" if digest else "id")
        value = connection.execute(f"SELECT {default or 'NULL'}").fetchone()[0]
        required = bool(notnull) and default is None
        rules[name] = FieldRule(kind, required, value)
    return rules


def _ends(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    rows = connection.execute(f"PRAGMA foreign_key_list({table})")
    return [(row[2], row[3]) for row in rows]


def _derive() -> tuple[dict[str, dict[str, FieldRule]], dict[str, list[tuple[str, str]]]]:
    """Return the fields of each kind of record and (kind, column) of the records it points to."""
    with closing(schema.empty()) as connection:
        query = "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY rowid DESC"
        names = [name for (name,) in connection.execute(query).fetchall()]
        fields = {name: _fields(connection, name) for name in names}
        # Only records have a flag; the schema names first what others hang on.
        tracked = {name: rules for name, rules in fields.items() if "deleted" in rules}
        ends = {name: sorted(_ends(connection, name), key=lambda end: end[1]) for name in tracked}
    for rules in tracked.values():
        del rules["id"]
    return tracked, ends


FIELDS, _ENDS = _derive()
LEVEL: dict[str, int] = {name: level for level, name in enumerate(FIELDS)}
"""The kinds of records, what hangs on others first."""
PARENTS: dict[str, tuple[tuple[str, str], ...]] = {
    name: tuple(
        (parent, column)
        for parent, column in ends
        if column in IMMUTABLE.get(name, ()) and parent in LEVEL.keys() - {"reviewer"}
    )
    for name, ends in _ENDS.items()
}
"""For each kind of record, (kind, column) of the records it hangs on: it goes when they go.

Only ends that never change count, so a claim outlives the article it was found in and evidence
the passage it stands in; and no work hangs on the card of the reviewer who did it.
"""
CHILDREN: dict[str, tuple[tuple[str, str], ...]] = {
    name: tuple(
        (child, column)
        for child, ends in PARENTS.items()
        for parent, column in ends
        if parent == name
    )
    for name in LEVEL
}
"""For each kind of record, (kind, column) of the records that hang on it."""

Patch = dict[str, Any]


def canonical(value: object) -> str:
    """Return the one way a value is written in the history (sorted keys, no blanks)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def decode(entity: str, field: str, value: object) -> object:
    """Return a value of the history as the column holds it."""
    if value is not None and FIELDS[entity][field].kind in ("id", "sha"):
        return bytes.fromhex(str(value))
    return value


def id_of(entity: str, values: Patch) -> Id:
    """Return the id that follows from the ends of a derived record, given as column values."""
    ends = (values[field] for field in DERIVED[entity])
    return derived_id(
        entity, *(end if isinstance(end, bytes) else str(end).encode() for end in ends)
    )


def row_of(entity: str, record_id: bytes, state: Patch, *, deleted: int) -> tuple[Any, ...]:
    """Return the table row (id first) that a projected state stands for."""
    row: list[Any] = [record_id]
    for field, rule in FIELDS[entity].items():
        if field == "deleted":
            row.append(deleted)
        elif field in state:
            row.append(decode(entity, field, state[field]))
        elif rule.required:
            raise FormatError(f"{entity} {record_id.hex()} has no {field}")
        else:
            row.append(rule.default)
    return tuple(row)


def check_patch(entity: str, kind: str, patch: object) -> None:
    """Raise FormatError unless the patch is one that this kind of revision may carry."""
    if entity not in FIELDS:
        raise FormatError(f"unknown kind of record “{entity}”")
    if not isinstance(patch, dict):
        raise FormatError("a patch is not an object")
    if kind == "restore":
        if patch != {"deleted": 0}:
            raise FormatError("a restoring entry does more than restore")
    elif kind == "delete":
        _check_delete(patch)
    else:
        for field, value in patch.items():
            _check_value(entity, field, value)


def _check_delete(patch: Patch) -> None:
    seen = patch.get("seen", [])
    listed = isinstance(seen, list) and all(isinstance(one, str) for one in seen)
    if patch.get("deleted") != 1 or set(patch) - {"deleted", "seen"} or not listed:
        raise FormatError("a removing entry does more than remove")
    if seen != sorted(set(seen)) or not all(_is_hex(one, 16) for one in seen):
        raise FormatError("a removing entry has a bad list of what it saw")


def _check_value(entity: str, field: str, value: object) -> None:
    rule = FIELDS[entity].get(field)
    if rule is None or field == "deleted":
        raise FormatError(f"unknown field {entity}.{field}")
    if value is None:
        if rule.required or rule.kind in ("text", "int"):
            raise FormatError(f"{entity}.{field} is null")
    elif not _fits(rule.kind, value):
        raise FormatError(f"{entity}.{field} is not a fitting {rule.kind}")


def _fits(kind: str, value: object) -> bool:
    if kind == "int":
        return type(value) is int and -(2**63) <= value < 2**63
    if not isinstance(value, str):
        return False
    if kind == "text":
        return len(value) <= MAX_TEXT and not _NOT_TEXT.search(value)
    return _is_hex(value, 16 if kind == "id" else 32)


def _is_hex(text: str, size: int) -> bool:
    try:
        return bytes.fromhex(text).hex() == text and len(text) == 2 * size
    except ValueError:
        return False
