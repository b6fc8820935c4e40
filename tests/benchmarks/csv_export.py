"""Measure the export of 100,000 claims to CSV against bare SQLite and the same guard: goal G7.

The floor reads the columns of the table of claims with one bare statement and writes them with
Python's csv module, each text guarded as in the export: no rows of ours, no progress, no
temporary file. The export writes the table of claims alone (``columns`` of claims), whole files
included. Both run in this process on the same project in turn; CPU seconds, the least of some
goes.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/csv_export.py [--claims N] [--keep FILE]
"""

import argparse
import csv
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.claim_list import build
from claimdesk.exchange import csv_export, tables
from claimdesk.exchange.formula_guard import guard
from claimdesk.exchange.outgoing import Choice
from claimdesk.store.store import Reader

GOES = 4
GOAL = 1.5
COLUMNS = tuple(f"claims.{name}" for name in tables.CLAIMS)
FLOOR = """
    SELECT lower(hex(claim.id)), row_number() OVER (ORDER BY claim.position, claim.id),
    claim.text, claim.claimant, claim.said_on, claim.said_where, claim.claim_type,
    given.verdict, given.unverified_because, given.reason, given.as_of, reviewer.name,
    strftime('%Y-%m-%dT%H:%M:%SZ', given.decided_ms / 1000, 'unixepoch'), claim.stage, '',
    (SELECT count(*) FROM link WHERE link.claim_id = claim.id AND link.deleted = 0),
    (SELECT count(DISTINCT passage.article_version_id) FROM link
     JOIN passage ON passage.id = link.passage_id
     WHERE link.claim_id = claim.id AND link.deleted = 0),
    (SELECT passage.quote FROM link JOIN passage ON passage.id = link.passage_id
     WHERE link.claim_id = claim.id AND link.deleted = 0 ORDER BY passage.start LIMIT 1),
    (SELECT group_concat(evidence.title || ' ' || evidence.url, char(10)) FROM claim_evidence
     JOIN evidence ON evidence.id = claim_evidence.evidence_id
     WHERE claim_evidence.claim_id = claim.id AND claim_evidence.deleted = 0
     AND evidence.confidential = 0),
    (SELECT group_concat(tag.name, '; ') FROM claim_tag JOIN tag ON tag.id = claim_tag.tag_id
     WHERE claim_tag.claim_id = claim.id AND claim_tag.deleted = 0),
    claim.published_url
    FROM claim
    LEFT JOIN assessment AS given ON given.claim_id = claim.id AND given.deleted = 0
    LEFT JOIN reviewer ON reviewer.id = given.reviewer_id
    WHERE claim.deleted = 0 ORDER BY claim.position, claim.id
"""


def main() -> int:
    """Build or take the project, measure, and say whether the goal is met."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a file to build the project in, or to take")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = wish.keep or Path(scratch) / "long.claimdesk"
        if not path.exists():
            build(path, wish.claims)
        least = measure(path, Path(scratch))
    bare, ours = least
    print(f"floor {bare:.2f} s, export {ours:.2f} s, {ours / bare:.2f} times (goal {GOAL})")
    return 0 if ours <= GOAL * bare else 1


def measure(path: Path, folder: Path) -> tuple[float, float]:
    """Return the least CPU seconds of the floor and of the export."""
    floors, exports = [], []
    for _ in range(GOES):
        floors.append(timed(lambda: floor(path, folder / "floor.csv")))
        exports.append(timed(lambda: export(path, folder / "ours.csv")))
    return min(floors), min(exports)


def timed(act: Callable[[], object]) -> float:
    """Return the CPU seconds of a deed."""
    start = time.process_time()
    act()
    return time.process_time() - start


def floor(path: Path, out: Path) -> None:
    """Write the table of claims with nothing but SQLite, csv and the guard."""
    with (
        closing(sqlite3.connect(path)) as sqlite,
        out.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(tables.CLAIMS)
        for row in sqlite.execute(FLOOR):
            writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])


def export(path: Path, out: Path) -> None:
    """Write the table of claims as the program does."""
    with Reader(path, viewer=None) as reader:
        reader.read(csv_export.write_csv, out, Choice(reviewed=False, columns=COLUMNS))


if __name__ == "__main__":
    sys.exit(main())
