"""Locks beside a project as tests leave and find them."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.store import holder, lock
from claimdesk.store.holder import Holder
from claimdesk.store.lock import HeldError


def held_by(project: Path) -> Holder | None:
    """Return who is told to have a project open."""
    with pytest.raises(HeldError) as caught:
        lock.take(project, "Somebody")
    assert caught.value.code is Code.LOCKED
    return caught.value.holder


def leave(project: Path, **about: object) -> Path:
    """Leave a lock as this process would have written it, but for some values."""
    beside = lock.beside(project)
    beside.write_text(json.dumps(asdict(holder.me("Omar Bell")) | about), encoding="utf-8")
    return beside
