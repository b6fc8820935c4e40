"""Simulated power cuts: what is acknowledged survives them. Run by hand, as root, on Linux.

    python -m faults.power_cut [--cuts 100] [--synchronous EXTRA]      (from the folder tests)

A small ext4 file system lies in a file behind a loop device; a writer commits to a project on it.
At a random moment the file system is shut down as a power cut does it: what was not yet handed to
the device is lost, also of its journal (EXT4_IOC_SHUTDOWN without a flush). Then it is mounted
again, repairs itself, and the project is checked, recovered if need be, and counted. Shown that
way is what a program has to ask of the system; a disk that lies about its own cache is not.
``--synchronous`` FULL or OFF shows that losses are seen where less is asked for.
"""

import argparse
import fcntl
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from faults import sample
from faults.killing import Figures, look, stopped
from faults.processes import started

_SHUTDOWN = 0x8004587D
_WITHOUT_FLUSH = 2
_SIZE = 64 << 20
LEVELS = ("EXTRA", "FULL", "NORMAL", "OFF")


def cut(folder: Path) -> None:
    """Let the power of the disk a folder is on fail in this moment."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _WITHOUT_FLUSH))
    finally:
        os.close(handle)


def new_disk(image: Path) -> None:
    """Make an empty file system in a file."""
    with image.open("wb") as stream:
        stream.truncate(_SIZE)
    subprocess.run(["mke2fs", "-q", "-F", "-t", "ext4", str(image)], check=True)


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """Hold a file system mounted."""
    subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def run(cuts: int, synchronous: str, seed: int = 1) -> Figures:
    """Cut the power that often, each time of a fresh copy of the same project."""
    figures, chance = Figures(), random.Random(seed)
    with ExitStack() as stack:
        aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="claimdesk-cut-")))
        kept, image, folder = aside / "kept.claimdesk", aside / "disk", aside / "mounted"
        folder.mkdir()
        sample.make(kept)
        forker = stack.enter_context(started("faults.writer"))
        for number in range(cuts):
            new_disk(image)
            with mounted(image, folder):
                shutil.copy(kept, folder / "Review.claimdesk")
            with mounted(image, folder):
                asked = (folder / "Review.claimdesk", synchronous)
                was = stopped(forker, asked, chance, lambda _pid: cut(folder))
            with mounted(image, folder):
                path = Path(shutil.copytree(folder, aside / f"{number}")) / "Review.claimdesk"
            look(path, path.with_name("recovered.claimdesk"), was, figures)
            shutil.rmtree(path.parent)
        forker.communicate()
    return figures


def main() -> int:
    """Understand the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument(
        "--synchronous", choices=["EXTRA", "FULL", "NORMAL", "OFF"], default="EXTRA"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("Only root may mount; see the first lines of this script.")
    if not wish.apart:
        # In a name space of its own: no other process may keep a disk mounted that was cut off.
        again = ["unshare", "--mount", sys.executable, "-m", "faults.power_cut", "--apart"]
        return subprocess.call([*again, *sys.argv[1:]])
    figures = run(wish.cuts, wish.synchronous, wish.seed)
    print(f"synchronous={wish.synchronous}: {figures}")
    for line in figures.trouble:
        print(f"  {line}")
    return int(bool(figures.lost or figures.damaged))


if __name__ == "__main__":
    sys.exit(main())
