"""Bytes kept once under their SHA-256: article texts, originals, attachments."""

import hashlib

from sqlalchemy import select
from sqlmodel import col

from claimdesk.store.store import Session
from claimdesk.store.tables import Content


def store(session: Session, data: bytes) -> bytes:
    """Keep the bytes and return their SHA-256 (32 bytes); the same bytes are kept once."""
    key = hashlib.sha256(data).digest()
    session.sqlite.execute("INSERT OR IGNORE INTO content VALUES (?,?,?)", (key, len(data), data))
    return key


def load(session: Session, key: bytes) -> bytes:
    """Return the bytes kept under a SHA-256."""
    query = select(col(Content.data)).where(col(Content.sha256) == key)
    return bytes(session.rows(query)[0][0])
