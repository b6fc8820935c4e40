"""Bytes kept once under their SHA-256: article texts, originals, attachments."""

import hashlib

from claimdesk.store.store import Session
from claimdesk.store.tables import Content


def store(session: Session, data: bytes) -> bytes:
    """Keep the bytes and return their SHA-256 (32 bytes); the same bytes are kept once."""
    key = hashlib.sha256(data).digest()
    if session.get(Content, key) is None:
        session.add(Content(sha256=key, size=len(data), data=data))
        session.flush()
    return key


def load(session: Session, key: bytes) -> bytes:
    """Return the bytes kept under a SHA-256."""
    return session.get_one(Content, key).data
