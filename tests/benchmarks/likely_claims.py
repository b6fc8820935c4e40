"""Measure how often the claim of a passage is among the first five that are offered for its words.

For each link the passage itself does not count: it is as if it were not linked yet, to any claim.

    .venv/bin/python tests/benchmarks/likely_claims.py [REVIEW.json]... [--claims N]

Without a file the sample review is taken. With ``--claims`` the times of a project of N claims are
printed as well.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReviewerRow
from claimdesk.exchange import review_json
from claimdesk.store import claims, passages
from claimdesk.store.likely import LikelyClaims
from claimdesk.store.store import Session, Store

ME = ReviewerRow(derived_id("reviewer", b"bench"), "Bench", "B")
SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "sample.review.json"
FIRST = 5
GOAL = 0.75
SYLLABLES = ("ba", "ke", "mi", "ro", "tu", "san", "ver", "lin", "dor", "pel", "gra", "shi", "мо")


def main() -> int:
    """Measure each review, print; 0 if the goal is reached for all."""
    parser = argparse.ArgumentParser(description="Measure the likely claims.")
    parser.add_argument("reviews", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--claims", type=int, default=0)
    wish = parser.parse_args()
    shares = [measure(path) for path in wish.reviews]
    if wish.claims:
        time_it(wish.claims)
    print(json.dumps({"first five": "reached" if min(shares) >= GOAL else "missed"}))
    return 0 if min(shares) >= GOAL else 1


def measure(path: Path) -> float:
    """Print and return the share of links whose claim is among the first five."""
    with project() as store:
        review = review_json.read_review(path)
        store.run("Load", lambda session: review_json.load(session, review))
        likely = LikelyClaims()
        likely.refresh(store.read)
        links = store.read(passages.links)
        places = []
        for link in links:
            found = likely.ranked(link.quote, without=[link.passage_id])
            ids = [one.claim_id for one in found]
            places.append(ids.index(link.claim_id) + 1 if link.claim_id in ids else 0)
    first = sum(0 < place <= FIRST for place in places)
    top = sum(place == 1 for place in places)
    alone = {one.passage_id: False for one in links}
    for link, place in zip(links, places, strict=True):
        alone[link.passage_id] |= 0 < place <= FIRST
    print(
        f"{path.name}: {first} of {len(places)} links ({first / len(places):.0%}) among the first "
        f"five, {top} the first; {sum(alone.values())} of {len(alone)} passages "
        f"({sum(alone.values()) / len(alone):.0%}) have a claim there"
    )
    return first / len(places)


@contextmanager
def project() -> Iterator[Store]:
    """Hold an empty project open."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "a.claimdesk", "A", ME, durable=False) as store,
    ):
        yield store


def time_it(number: int) -> None:
    """Print how long the index of many claims takes to be made, asked, and changed."""
    chance = random.Random(5)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(8000)]
    weights = [1 / (1 + rank) for rank in range(len(words))]

    def sentence() -> str:
        return " ".join(chance.choices(words, weights, k=chance.randint(8, 20)))

    def fill(session: Session) -> None:
        for _ in range(number):
            claims.add(session, sentence())

    with project() as store:
        store.run("Fill", fill)
        likely = LikelyClaims()
        start = time.perf_counter()
        likely.refresh(store.read)
        made = time.perf_counter() - start
        start = time.perf_counter()
        for _ in range(20):
            likely.ranked(sentence())
        asked = (time.perf_counter() - start) / 20
        _, change = store.run("Add", lambda session: claims.add(session, sentence()))
        likely.note(change)
        start = time.perf_counter()
        likely.refresh(store.read)
        followed = time.perf_counter() - start
    print(
        f"{number:,} claims: made in {made * 1000:.0f} ms, asked in {asked * 1000:.1f} ms, "
        f"one edit in {followed * 1000:.1f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
