"""Identities: new ones in order of time (UUIDv7), derived ones from what they join (UUIDv5)."""

import os
import threading
import time
import uuid

from claimdesk.core.model import Id

_NAMESPACE = uuid.UUID("c1a1de5c-0000-5000-8000-434c444b0001")
_lock = threading.Lock()
_last = 0


def new_id() -> Id:
    """Return a UUIDv7 (RFC 9562): ms of Unix time, then random bits; later calls sort later."""
    global _last  # noqa: PLW0603 - the one counter that keeps ids of the same ms in order
    with _lock:
        value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
        value = value & ~(0xF << 76) | 7 << 76
        value = value & ~(3 << 62) | 2 << 62
        _last = max(value, _last + 1)
        return Id(_last.to_bytes(16, "big"))


def derived_id(kind: str, *ends: bytes) -> Id:
    """Return the UUIDv5 of a record that follows from its ends, the same on every machine."""
    name = "|".join((kind, *(end.hex() for end in ends)))
    return Id(uuid.uuid5(_NAMESPACE, name).bytes)


def as_text(record_id: bytes) -> str:
    """Return an id as people and files write it: 36 characters with hyphens."""
    digits = record_id.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def from_text(text: str) -> Id | None:
    """Return the id a text stands for, or None if it is not written as a UUID."""
    try:
        return Id(uuid.UUID(text).bytes) if len(text) == 36 else None
    except ValueError:
        return None


def made_ms(record_id: bytes) -> int:
    """Return when a new id was made: Unix time in ms, by the clock of its maker."""
    return int.from_bytes(record_id[:6], "big")
