"""Which part of a damaged history can stand by itself, and how it is stamped to be whole again.

An entry stays letter by letter where all it rests on is there. What was written after a gap in its
session, or on top of a lost entry, is stamped anew: same record, fields, author and time, in a
session that goes on where the old one broke off. Logical times are kept, and for each one lost an
empty entry takes the place, on a card of its own.
"""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from claimdesk import __version__
from claimdesk.core.ids import derived_id, new_id
from claimdesk.store import revisions
from claimdesk.store.ends import CONTENT, ends, standing
from claimdesk.store.history import session_id
from claimdesk.store.projection import Key
from claimdesk.store.records import (
    DERIVED,
    FIELDS,
    IMMUTABLE,
    FormatError,
    Patch,
    canonical,
    check_patch,
    decode,
    id_of,
)
from claimdesk.store.revisions import Revision, Stamp

RESCUER = derived_id("reviewer", b"claimdesk-recovery")
"""Who stands for an author nobody knows any more, and for lost entries."""
_NO_NAME = "Reviewer (name lost)"
_NAMED = {
    "article": "title",
    "claim": "text",
    "passage": "quote",
    "assessment": "reason",
    "evidence": "title",
    "note": "body",
    "tag": "name",
}
"""The field by which people know a record of this kind."""
_NAME_LETTERS = 300
MOST_NAMES = 500
"""How many of the records left out are told by name; all of them are counted."""


@dataclass(frozen=True, slots=True)
class Session:
    """One row of the table of sessions."""

    id: bytes
    nonce: bytes
    reviewer_id: bytes
    app_version: str
    started_ms: int


@dataclass(slots=True)
class Kept:
    """A history that can stand by itself, and what was left out of it by kind of record.

    ``names`` is what the first of the records left out were called: (kind, text).
    """

    sessions: list[Session] = field(default_factory=list)
    entries: list[Revision] = field(default_factory=list)
    rewritten: int = 0
    authorless: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    names: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry with its patch read, and what of it may stay."""

    old: Revision
    patch: Patch

    @property
    def key(self) -> Key:
        return self.old.entity, self.old.entity_id


def survivors(
    found: Iterable[Revision],
    sessions: Mapping[bytes, Session],
    content: Collection[bytes],
    title: str,
) -> Kept:
    """Return what of these entries can stand; ``title`` is for a project whose own is lost."""
    entries = sorted(found, key=lambda one: (one.lamport, one.id))
    records: dict[Key, list[_Entry]] = {}
    for entry in entries:
        patch = _patch_of(entry)
        if patch is not None:
            one = _Entry(entry, patch)
            records.setdefault(one.key, []).append(one)
    kept = Kept()
    whole = {key: _agreeing(key, own, sessions) for key, own in records.items()}
    stays = _standing({key: own for key, own in whole.items() if own}, content)
    left_out = [key for key in records if key not in stays]
    kept.left_out.update(kind for kind, _ in left_out)
    kept.names = _names(records, left_out)
    given = stays | {(CONTENT, sha) for sha in content}
    chosen = [one for key in stays for one in _without_lost_ends(whole[key], given)]
    _restamp(kept, sorted(chosen, key=lambda one: (one.old.lamport, one.old.id)), sessions, title)
    return kept


def _names(records: Mapping[Key, list[_Entry]], keys: Iterable[Key]) -> list[tuple[str, str]]:
    """Return what people call these records, as far as what is left of them tells."""
    names = []
    for key in keys:
        name = _NAMED.get(key[0], "")
        said = [one.patch[name] for one in records[key] if one.patch.get(name)]
        if said:
            names.append((key[0], str(said[-1])[:_NAME_LETTERS]))
    return names[:MOST_NAMES]


def _patch_of(entry: Revision) -> Patch | None:
    """Return the fields an entry sets, or None if no Claimdesk would have written it."""
    try:
        patch = json.loads(entry.patch)
        check_patch(entry.entity, entry.kind, patch)
    except (ValueError, RecursionError, FormatError):
        return None
    in_order = list(entry.parent_ids) == sorted(set(entry.parent_ids))
    return patch if in_order and canonical(patch) == entry.patch else None


def _agreeing(key: Key, entries: list[_Entry], sessions: Mapping[bytes, Session]) -> list[_Entry]:
    """Return the entries of a record that fit its first one; none if the record cannot be told."""
    entity, first = key[0], entries[0].patch
    if not _is_rooted(key, first):
        return []
    fixed = IMMUTABLE.get(entity, frozenset())
    agreeing = [
        one
        for one in entries
        if all(
            one.patch[name] == first.get(name, FIELDS[entity][name].default)
            for name in fixed & one.patch.keys()
        )
        and (entity != "assessment" or _is_own(one, first, sessions))
    ]
    said = {name for one in agreeing for name in one.patch}
    required = {name for name, rule in FIELDS[entity].items() if rule.required}
    return agreeing if required <= said or entity in {"project", "reviewer"} else []


def _is_rooted(key: Key, first: Patch) -> bool:
    fixed = IMMUTABLE.get(key[0], frozenset())
    if any(FIELDS[key[0]][name].required and name not in first for name in fixed):
        return False
    if key[0] not in DERIVED:
        return True
    ends_of = {name: decode(key[0], name, first[name]) for name in DERIVED[key[0]]}
    return id_of(key[0], ends_of) == key[1]


def _is_own(entry: _Entry, first: Patch, sessions: Mapping[bytes, Session]) -> bool:
    session = sessions.get(entry.old.session)
    return session is None or session.reviewer_id.hex() == first["reviewer_id"]


def _targets(entity: str, patch: Patch, *, required: bool) -> Iterable[tuple[str, Key]]:
    for end in ends()[entity]:
        value = patch.get(end.field)
        if value is not None and end.required == required and end.target != "reviewer":
            yield end.field, (end.target, bytes.fromhex(value))


def _standing(records: Mapping[Key, list[_Entry]], content: Collection[bytes]) -> set[Key]:
    """Return the records all of whose required ends are there; an article needs a version."""
    needs = {
        key: [end for one in own for _, end in _targets(key[0], one.patch, required=True)]
        for key, own in records.items()
    }
    given = {(CONTENT, sha) for sha in content}
    while True:
        stays = standing(needs, given)
        with_text = {end for key in stays if key[0] == "article_version" for end in needs[key]}
        bare = {key for key in stays if key[0] == "article" and key not in with_text}
        if not bare:
            return stays
        needs = {key: needs[key] for key in stays - bare}


def _without_lost_ends(entries: list[_Entry], given: Collection[Key]) -> list[_Entry]:
    """Leave out the fields that point to what is lost, so that the value before them shows."""
    cleaned = []
    for one in entries:
        lost = {
            name
            for name, end in _targets(one.old.entity, one.patch, required=False)
            if end not in given
        }
        if lost and one.patch.keys() <= lost:
            continue
        cleaned.append(
            replace(one, patch={name: one.patch[name] for name in one.patch.keys() - lost})
        )
    return cleaned


def _restamp(
    kept: Kept, entries: list[_Entry], sessions: Mapping[bytes, Session], title: str
) -> None:
    projects = [one.key for one in entries if one.old.entity == "project"]
    others = set(projects[1:]) - set(projects[:1])
    stamping = _Stamping(kept, sessions)
    for one in entries:
        if one.key not in others:
            stamping.add(one)
    stamping.complete(_cards(entries, projects, title))


def _cards(entries: list[_Entry], projects: list[Key], title: str) -> list[tuple[Key, Patch]]:
    """Return the records no project can be without, where they or their names are lost."""
    said: dict[Key, set[str]] = {}
    wanted: list[Key] = [*(projects[:1] or [("project", new_id())])]
    for one in entries:
        said.setdefault(one.key, set()).update(one.patch)
        reviewer = one.patch.get("reviewer_id")
        if one.old.entity == "reviewer":
            wanted.append(one.key)
        elif reviewer is not None:
            wanted.append(("reviewer", bytes.fromhex(reviewer)))
    names = {"project": ("title", title), "reviewer": ("name", _NO_NAME)}
    return [
        (key, dict([names[key[0]]]))
        for key in dict.fromkeys(wanted)
        if names[key[0]][0] not in said.get(key, set())
    ]


@dataclass(slots=True)
class _Going:
    """The session that goes on where another broke off."""

    id: bytes
    seq: int = 0
    actions: dict[int, int] = field(default_factory=dict)


class _Stamping:
    """Takes entries in the order of logical time, each as it is or stamped anew."""

    def __init__(self, kept: Kept, sessions: Mapping[bytes, Session]) -> None:
        self._kept = kept
        self._sessions = sessions
        self._intact: dict[bytes, int] = {}
        self._going: dict[tuple[bytes, bytes], _Going] = {}
        self._new_ids: dict[bytes, bytes] = {}
        self._by_id: dict[bytes, Revision] = {}
        self._of_record: dict[Key, list[Revision]] = {}

    def add(self, one: _Entry) -> None:
        """Keep an entry, stamped anew where it cannot stay as it is."""
        old, patch = one.old, self._with_new_ids(one)
        parents = [self._new_ids.get(parent, parent) for parent in old.parent_ids]
        rests = all(self._can_rest(one, parent) for parent in parents)
        if not rests:
            heads = revisions.heads(self._of_record.get(one.key, ()))
            parents = [head.id for head in heads if head.lamport < old.lamport]
        if not parents and not _is_rooted(one.key, patch):
            return
        intact = self._intact.get(old.session, 0)
        if (
            b"".join(parents) == old.parents
            and old.session in self._sessions
            and intact + 1 == old.seq
            and canonical(patch) == old.patch
        ):
            if not intact:
                self._kept.sessions.append(self._sessions[old.session])
            self._intact[old.session] = old.seq
            self._keep(old, old)
        else:
            made = revisions.make(self._stamp(one, patch), one.key, (old.kind, patch), parents)
            self._keep(old, made)
            self._kept.rewritten += 1

    def complete(self, cards: list[tuple[Key, Patch]]) -> None:
        """Add what a project cannot be without, and an empty entry for each lost logical time."""
        entries = self._kept.entries
        card = ("reviewer", RESCUER)
        is_author = RESCUER in {one.reviewer_id for one in self._kept.sessions}
        is_stranger = is_author and card not in self._of_record
        latest = max((one.lamport for one in entries), default=0)
        if not cards and not is_stranger and latest <= len(entries):
            return
        now = max((one.wall_ms for one in entries), default=0)
        going = self._open(Session(b"", b"", RESCUER, __version__, now))
        for key, patch in [*cards, (card, {"name": "Claimdesk (recovery)"})]:
            self._write(going, now, (key, patch))
        latest = max(entries[-1].lamport + 1, *(one.lamport for one in entries))
        for _ in range(latest - len(entries)):
            self._write(going, now, (card, {}))

    def _write(self, going: _Going, now: int, what: tuple[Key, Patch]) -> None:
        key, patch = what
        heads = [one for one in self._of_record.get(key, ()) if one.values]
        heads = revisions.heads(heads) if patch else heads[-1:]
        going.seq += 1
        lamport = max((head.lamport for head in heads), default=0) + 1
        stamp = Stamp(going.id, going.seq, lamport, now, 1)
        made = revisions.make(stamp, key, ("put", patch), [head.id for head in heads])
        self._keep(made, made)

    def _can_rest(self, one: _Entry, parent: bytes) -> bool:
        known = self._by_id.get(parent)
        return (
            known is not None
            and (known.entity, known.entity_id) == one.key
            and known.lamport < one.old.lamport
        )

    def _with_new_ids(self, one: _Entry) -> Patch:
        """Let a removal name what it saw by the ids that hold now."""
        if "seen" not in one.patch:
            return one.patch
        seen = (bytes.fromhex(text) for text in one.patch["seen"])
        return {**one.patch, "seen": sorted({self._new_ids.get(old, old).hex() for old in seen})}

    def _keep(self, old: Revision, new: Revision) -> None:
        self._new_ids[old.id] = new.id
        self._by_id[new.id] = new
        self._of_record.setdefault((new.entity, new.entity_id), []).append(new)
        self._kept.entries.append(new)

    def _stamp(self, one: _Entry, patch: Patch) -> Stamp:
        old = one.old
        known = self._sessions.get(old.session)
        author = known.reviewer_id if known else RESCUER
        self._kept.authorless += known is None
        if old.entity == "assessment":
            first = self._of_record.get(one.key)
            author = bytes.fromhex((first[0].values if first else patch)["reviewer_id"])
        going = self._going.get((old.session, author))
        if going is None:
            like = known or Session(b"", b"", author, __version__, old.wall_ms)
            going = self._open(replace(like, reviewer_id=author))
            self._going[old.session, author] = going
        going.seq += 1
        action = going.actions.setdefault(old.txn, going.seq)
        return Stamp(going.id, going.seq, old.lamport, old.wall_ms, action)

    def _open(self, like: Session) -> _Going:
        nonce = os.urandom(16)
        made = session_id(nonce, like.reviewer_id, like.started_ms, like.app_version)
        self._kept.sessions.append(replace(like, id=made, nonce=nonce))
        return _Going(made)
