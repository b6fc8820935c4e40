"""Which files this program wrote last and how it left them: those open at once.

A file that looks as it was left goes through the quick stages, and the others meanwhile; any
other file comes from elsewhere and goes through all of them before it opens.
"""

import json
import os
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from claimdesk.store.probe import Identity

_REMEMBERED = 100


class KnownFiles:
    """A small list in a folder of the program's own; without it every file is from elsewhere."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "known.json"

    def is_unchanged(self, path: Path) -> bool:
        """Return whether a file is as this program left it."""
        try:
            key, now = str(path.resolve()), Identity.of(path.stat())
        except (OSError, RuntimeError, ValueError):
            return False
        return self._read().get(key) == list(astuple(now))

    def note(self, path: Path, left: Identity) -> None:
        """Remember how a file was left."""
        kept = self._read()
        kept.pop(str(path.resolve()), None)
        kept[str(path.resolve())] = list(astuple(left))
        self._write(dict(list(kept.items())[-_REMEMBERED:]))

    def forget(self, path: Path) -> None:
        """Treat a file as one from elsewhere from now on."""
        kept = self._read()
        if kept.pop(str(path.resolve()), None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, list[int]]:
        try:
            kept = json.loads(self._file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, kept: dict[str, list[int]]) -> None:
        temporary = self._file.with_name(f"known-{os.getpid()}.part")
        # A list that cannot be written costs the next opening some seconds and nothing else.
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(kept), encoding="utf-8")
            temporary.replace(self._file)
