"""Somebody removes a claim, finds it in the history, and brings it back, all by keyboard."""

from journeys.driver import Person
from journeys.program import run


def test_a_removed_claim_comes_back_by_keyboard() -> None:
    def work(p: Person) -> None:
        p.tab_to("claim-list")
        before = p.claims()
        p.press("Delete")
        assert len(p.claims()) == len(before) - 1
        p.press("Ctrl+H")
        p.until(lambda: p.sees("history-table"), "the history is open")
        p.tab_to("history-table")
        p.press("Ctrl+Home")
        while p.sees("history-restore") is False:
            p.press("Down")
        p.press("Alt+R")
        p.until(lambda: len(p.claims()) == len(before), "the claim is back")
        assert p.claims() == before
        p.press("Escape")
        p.until(lambda: not p.sees("history-table"), "the history is closed")
        p.press("Ctrl+Z")
        assert len(p.claims()) == len(before) - 1

    run(work, "--sample")
