"""Small files of what the program remembers: replaced as a whole, never fatal when damaged."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from claimdesk.core.errors import from_os


def read(path: Path) -> dict[str, Any]:
    """Return what a file holds, by name; nothing if it is not there, or damaged and put aside."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except (ValueError, RecursionError):
        kept = None
    if isinstance(kept, dict):
        return kept
    with suppress(OSError):
        path.replace(path.with_suffix(".json.bad"))
    return {}


def write(path: Path, kept: Mapping[str, Any]) -> None:
    """Replace a file by a complete new one; trouble leaves the one before."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(kept, stream, ensure_ascii=False, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise from_os(error, path.name) from error
