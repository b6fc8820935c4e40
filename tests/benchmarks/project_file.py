"""How long a large project takes to open and to verify: goal G12 and the quick opening.

The project is made by ``large_project``: 1,000 articles, 20,000 claims, 50,000 passages, 188,000
entries of the history. Prints one JSON line at the end.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

# A script finds only what lies beside it; the tests are found from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.large_project import build
from claimdesk.store import checking, file, opening
from claimdesk.store.guard import Guard

ARTICLES = 1000
MICROSECONDS_A_REVISION = 60
QUICK_S = 0.5


def main() -> int:
    """Build or take a project, measure, print; 0 if both goals are reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--keep", type=Path, help="a file to build the project in, or to take")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = wish.keep or Path(folder) / "large.claimdesk"
        if not path.exists():
            build(path, wish.articles)
        return report(path)


def timed(act: Callable[[], object]) -> float:
    """Return the least CPU seconds of three goes."""
    found = []
    for _ in range(3):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found)


def child_s(act: Callable[[], object]) -> float:
    """Return the CPU seconds of the process that an act starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    act()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def guard_us(path: Path) -> float:
    """Return what the look at the file costs that every transaction begins with, in us."""
    with closing(file.connect(path, writing=True)) as connection:
        watch = Guard(path)
        watch.begin(connection)
        connection.execute("BEGIN IMMEDIATE")

        def look() -> None:
            for _ in range(10_000):
                watch.check(connection)

        return timed(look) * 100


def report(path: Path) -> int:
    """Measure and print."""
    quick = timed(lambda: file.recognise(path))
    guarded = guard_us(path)
    stages: dict[str, float] = {}
    marks: list[tuple[str, float]] = []
    found = opening.examine(
        path, seconds=1e9, watch=lambda stage: marks.append((stage, time.process_time()))
    )
    marks.append(("end", time.process_time()))
    for (stage, start), (_, end) in pairwise(marks):
        stages[stage] = end - start
    whole = sum(stages.values())
    child = child_s(lambda: checking.check(path))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    each = child / found.revisions * 1e6
    print(f"{path.stat().st_size / 1e6:.0f} MB, {found.revisions:,} revisions")
    print(f"quick opening {quick:.2f} s CPU (goal {QUICK_S})")
    print(f"guard {guarded:.1f} us a transaction")
    for stage, seconds in stages.items():
        print(f"  {stage:10} {seconds:6.2f} s")
    print(f"whole {whole:.2f} s here, {child:.2f} s in the child with {peak:.0f} MB")
    print(f"{each:.0f} us a revision (goal {MICROSECONDS_A_REVISION})")
    reached = each <= MICROSECONDS_A_REVISION and quick <= QUICK_S
    print(json.dumps({"quick_s": round(quick, 3), "us_a_revision": round(each, 1), "G12": reached}))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
