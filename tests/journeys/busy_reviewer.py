"""A program of its own that reviews without end and says what is done; started to be killed."""

import sys
from itertools import count

from journeys.driver import Person
from journeys.program import run


def review(p: Person) -> None:
    """Make claims, word them and decide; acknowledge each edit when the window shows it."""
    for number in count(1):
        p.tab_to("claim-list")
        p.press("Ctrl+Return")
        p.type(f"Claim {number}")
        p.press("Ctrl+Return")
        assert p.claims()[-1][2] == f"Claim {number}"
        acknowledge(f"text {number}")
        p.press("Ctrl+2")
        assert p.claims()[-1][1] == "Denied"
        acknowledge(f"denied {number}")
        if number % 3 == 0:
            p.press("Ctrl+Z")
            assert p.claims()[-1][1] == "Not reviewed yet"
            acknowledge(f"undone {number}")


def acknowledge(done: str) -> None:
    """Tell whoever started this what is done."""
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(review, sys.argv[1])
