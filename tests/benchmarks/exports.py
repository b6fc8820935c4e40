"""Measure every export of a large project: time, memory, size, and how soon it hears "stop".

Each format is written by a process of its own, all claims of the project. All seconds are of the
processor, the press of the PDF included, so that a busy machine gives the same figures; memory is
the most that process or the press held. The longest silence is the longest work between two
moments at which the export can be stopped.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/exports.py [--articles N] [--keep FILE]
        [--only FORMAT]...
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.large_project import build
from claimdesk.exchange import formats
from claimdesk.exchange.format_list import LISTED
from claimdesk.exchange.outgoing import Choice
from claimdesk.store import articles, claims, passages
from claimdesk.store.store import Reader, Session

UNPUBLISHED = ("claimreview", "claimreview-feed")
"""They need the address of each published review, which the project has not."""
MB = 1_000_000


def main() -> int:
    """Build or take the project and measure each format."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--keep", type=Path, help="a file to build the project in, or to take")
    parser.add_argument("--only", action="append", choices=tuple(LISTED), help="this format")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.measure:
        print(json.dumps(measured(wish.keep, wish.measure[0], Path(wish.measure[1]))))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        path = wish.keep or Path(scratch) / "large.claimdesk"
        if not path.exists():
            build(path, wish.articles)
        with Reader(path, viewer=None) as reader:
            print(reader.read(in_words))
        print("| format | seconds | memory, MB | file, MB | longest silence, s |")
        print("|---|---|---|---|---|")
        for name in wish.only or (one for one in LISTED if one not in UNPUBLISHED):
            in_a_process(path, name, Path(scratch))
    return 0


def in_words(session: Session) -> str:
    """Say how large the project is."""
    counts = (len(read(session)) for read in (articles.rows, claims.rows, passages.links))
    return "{:,} articles, {:,} claims, {:,} links".format(*counts)


def in_a_process(path: Path, name: str, scratch: Path) -> None:
    """Write one format elsewhere and say what it took."""
    target = scratch / f"out{LISTED[name].suffix}"
    command = [sys.executable, __file__, "--keep", str(path), "--measure", name, str(target)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout)
    seconds, memory, size, silence = (told[one] for one in ("seconds", "memory", "size", "silence"))
    print(f"| {name} | {seconds:.1f} | {memory:.0f} | {size:.1f} | {silence:.2f} |", flush=True)


def measured(path: Path, name: str, target: Path) -> dict[str, float]:
    """Write one format and return what it took."""
    last = time.process_time()
    longest = 0.0

    def tick(_done: int, _total: int) -> None:
        nonlocal last, longest
        now = time.process_time()
        longest, last = max(longest, now - last), now

    with Reader(path, viewer=None) as reader:
        choice = Choice(reviewed=False, notes=True)
        written = reader.read(formats.export, name, target, choice, tick)
    end = time.process_time()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": sum(one.ru_utime + one.ru_stime for one in used),
        "memory": max(one.ru_maxrss for one in used) * 1024 / MB,
        "size": sum(one.stat().st_size for one in written.files.values()) / MB,
        "silence": max(longest, end - last),
    }


if __name__ == "__main__":
    sys.exit(main())
