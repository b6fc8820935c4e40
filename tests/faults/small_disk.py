"""Scenes on a disk of its own: it is full, can only be read, or goes away. Tells what it saw.

Run in a name space in which it may mount; see ``test_disks``.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.store import articles, checking, claims
from claimdesk.store.store import Store, open_reader
from faults.sample import ME
from store.world import live


def code_of(act: Callable[[], object]) -> str | None:
    """Return the code with which an act is refused."""
    try:
        act()
    except ReviewError as error:
        return str(error.code)
    return None


def add_much(store: Store) -> None:
    """Add an article of 5 MB."""
    store.run("Add", lambda session: articles.add(session, ReadArticle("word " * 1_000_000)))


def add(store: Store) -> None:
    """Add a claim."""
    store.run("Add", lambda session: claims.add(session, "One more."))


def full(path: Path) -> dict[str, object]:
    """Fill the disk, try to edit, make room, edit."""
    before = live(path)
    with Store.open(path, ME) as store:
        filler = path.with_name("filler")
        codes = [code_of(lambda: add_much(store))]
        with filler.open("wb", buffering=0) as stream:
            try:
                while stream.write(bytes(4096)):
                    pass
            except OSError:
                pass
        codes += [code_of(lambda: add_much(store)), code_of(lambda: add(store))]
        backup = code_of(lambda: store.backup(path.with_name("copy.claimdesk")))
        left = sorted(one.name for one in path.parent.iterdir())
        same = live(path) == before
        filler.unlink()
        first = store.read(claims.rows)[0].id
        store.run("Small", lambda session: claims.change(session, first, claimant="Small"))
        after = store.read(claims.rows)[0].claimant
        store.backup(path.parent.with_name("saved.claimdesk"))
    return {"codes": codes, "backup": backup, "left": left, "same": same, "after": after}


def read_only(path: Path) -> dict[str, object]:
    """Look at a file on a disk that can only be read."""
    subprocess.run(["mount", "-o", "remount,ro", str(path.parent)], check=True)
    with open_reader(path, None) as reader:
        number = len(reader.read(claims.rows))
    is_sound = checking.examined(path).trouble is None
    return {"open": code_of(lambda: Store.open(path, ME)), "read": number, "check": is_sound}


def gone(path: Path) -> dict[str, object]:
    """Take the disk away from under an open project."""
    return _lost(path, ["umount", "--lazy", str(path.parent)])


def failing(path: Path) -> dict[str, object]:
    """Let the disk turn read-only by itself."""
    return _lost(path, ["mount", "-o", "remount,abort", str(path.parent)])


def _lost(path: Path, command: list[str]) -> dict[str, object]:
    with Store.open(path, ME) as store:
        add(store)
        subprocess.run(command, check=False, capture_output=True)
        codes = [code_of(lambda: add(store)) for _ in range(2)]
        number = len(store.read(claims.rows))
        store.backup(path.parent.with_name("saved.claimdesk"))
    return {"codes": codes, "read": number}


SCENES = {"full": full, "read_only": read_only, "gone": gone, "failing": failing}

if __name__ == "__main__":
    scene, kept, folder = sys.argv[1:]
    if scene != "failing":
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]
        subprocess.run(mount, check=True)
    place = Path(shutil.copy(kept, Path(folder) / "Review.claimdesk"))
    print(json.dumps(SCENES[scene](place)))
