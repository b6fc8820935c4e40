"""Measure the search in a project of many articles: the first one, and those after it.

The goal is 100 ms of CPU time for a search that is not the first.

    .venv/bin/python tests/benchmarks/project_search.py [--articles N] [--kb N]
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReadArticle, ReviewerRow
from claimdesk.core.seeking import Mode, seeker
from claimdesk.store import articles, claims
from claimdesk.store.corpus import Corpus
from claimdesk.store.store import Reader, Session, Store

ME = ReviewerRow(derived_id("reviewer", b"bench"), "Bench", "B")
WORDS = (
    *("river", "bridge", "mayor", "closed", "million", "report", "winter", "barge", "said"),
    *("the", "of", "and", "Покровськ", "Покровську", "“quoted”", "café", "Kyiv", "troops"),
)
GOAL_MS = 100
QUESTIONS = (
    ("zebra", Mode.WORDS),
    ("покровська", Mode.WORDS),
    ("bridge mayor", Mode.WORDS),
    ("the", Mode.WORDS),
    ("mayor closed the bridge", Mode.PHRASE),
    ("of the", Mode.PHRASE),
    (r"\bbarg\w+ said", Mode.EXPRESSION),
)


def main() -> int:
    """Build a project, measure, print; 0 if the goal is reached."""
    parser = argparse.ArgumentParser(description="Measure the search in a project.")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--kb", type=int, default=6, help="thousands of characters of each")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.claimdesk"
        with Store.create(path, "Many", ME, durable=False) as store:
            store.run("Fill", lambda session: fill(session, wish.articles, wish.kb * 1000))
        corpus = Corpus()
        with Reader(path, viewer=None) as reader:
            first = milliseconds(lambda: corpus.refresh(reader))
        print(f"{wish.articles:,} articles of {wish.kb},000 characters: read in {first:.0f} ms")
        return report(corpus)


def report(corpus: Corpus) -> int:
    """Print how long each question takes."""
    is_reached = True
    for words, mode in QUESTIONS:
        seek = seeker(words, mode)
        assert seek is not None
        taken = min(milliseconds(lambda: corpus.find(seek)) for _ in range(3))  # noqa: B023 - run at once
        total = sum(group.total for group in corpus.find(seek))
        is_reached &= taken <= GOAL_MS
        print(f"{mode:10} {words:26} {total:8,} hits {taken:7.1f} ms")
    print(json.dumps({"search": "reached" if is_reached else "missed"}))
    return 0 if is_reached else 1


def fill(session: Session, number: int, size: int) -> None:
    """Add articles of random words, from a fixed seed, and claims."""
    chance = random.Random(4)
    rare = ["".join(chance.choices("abcdeiklmnorstu", k=chance.randint(3, 9))) for _ in range(9000)]
    for place in range(number):
        said = [chance.choice(WORDS if chance.random() < 0.1 else rare) for _ in range(size // 7)]
        lines = (" ".join(said[at : at + 60]) + "." for at in range(0, len(said), 60))
        articles.add(session, ReadArticle("\n".join(lines), f"Article {place}"))
        claims.add(session, " ".join(chance.choices(said, k=12)))


def milliseconds(act: Callable[[], object]) -> float:
    """Return how much CPU time something takes."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
