"""Disks that are full, turn read-only or go away while a project is open; where one may mount.

The file systems are mounted in a name space of a process of their own, so nothing is left of them.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import Code
from claimdesk.store import file
from faults.processes import environment

SPACES = ["unshare", "--user", "--map-root-user", "--mount"]


@cache
def may_mount() -> bool:
    """Tell whether this user may mount a small disk in a name space."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    probe = [*SPACES, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def on_a_small_disk(scene: str, kept: Path, folder: Path) -> dict[str, Any]:
    """Play a scene on a disk of 2 MB and return what it saw."""
    if not may_mount():
        pytest.skip("mounting is not allowed here; a limit on the size of files is tested instead")
    folder.mkdir()
    done = subprocess.run(
        [*SPACES, sys.executable, "-m", "faults.small_disk", scene, str(kept), str(folder)],
        check=False,
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_full_disk_stops_the_edit_and_the_next_one_works(kept: Path, tmp_path: Path) -> None:
    saw = on_a_small_disk("full", kept, tmp_path / "disk")
    assert saw["codes"] == [Code.DISK_FULL] * 3
    assert saw["same"], "nothing may be half-written"
    assert saw["backup"] == Code.DISK_FULL
    assert saw["left"] == [".Review.claimdesk.lock", "Review.claimdesk", "filler"]
    assert saw["after"] == "Small"
    file.check(tmp_path / "saved.claimdesk")


def test_a_disk_that_can_only_be_read_is_read(kept: Path, tmp_path: Path) -> None:
    saw = on_a_small_disk("read_only", kept, tmp_path / "disk")
    assert saw["open"] in (Code.READ_ONLY, Code.NO_PERMISSION)
    assert saw["read"] > 10
    assert saw["check"] is True


def test_a_disk_that_is_gone_is_not_reachable_and_the_work_is_rescued(
    kept: Path, tmp_path: Path
) -> None:
    saw = on_a_small_disk("gone", kept, tmp_path / "disk")
    assert saw["codes"] == [Code.UNREACHABLE] * 2
    assert saw["read"] > 10
    assert file.check(tmp_path / "saved.claimdesk").claims == saw["read"]


def test_a_disk_that_fails_and_turns_read_only_while_open(kept: Path, tmp_path: Path) -> None:
    """What ext4 does after an error; only root may make a disk of a file."""
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as stream:
        stream.truncate(16 << 20)
    mount = ["mount", "-o", "loop,errors=remount-ro", str(image), str(folder)]
    if os.geteuid() != 0 or shutil.which("mke2fs") is None:
        pytest.skip("only root may make a disk of a file, where there are the programs for it")
    subprocess.run(["mke2fs", "-q", "-F", "-t", "ext4", str(image)], check=True)
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("loop devices are not allowed here")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "faults.small_disk", "failing", str(kept), str(folder)],
            check=False,
            capture_output=True,
            text=True,
            env=environment(),
        )
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    assert done.returncode == 0, done.stderr
    saw = json.loads(done.stdout)
    # Newer systems do not say of such a disk that it can only be read; writing is refused there.
    assert set(saw["codes"]) <= {Code.READ_ONLY, Code.NO_PERMISSION}
    assert len(saw["codes"]) == 2
    assert file.check(tmp_path / "saved.claimdesk").claims == saw["read"]
