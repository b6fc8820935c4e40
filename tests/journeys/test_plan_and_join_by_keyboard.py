"""Claims are planned, related and merged without a mouse, and all of it is undone."""

from claimdesk.store import claims, relations
from journeys.driver import Person
from journeys.program import run


def plan(p: Person) -> None:
    """Give the first claim a context, a type, a priority and a day, from field to field."""
    p.press("Alt+Down", "Ctrl+Shift+Y")
    assert p.focus == "claim-context"
    p.press("Ctrl+A")
    p.type("Said at the harbour.")
    for field in ("claim-type", "priority"):
        p.press("Tab")
        assert p.focus == field
        p.press("Down")
    p.press("Tab")
    assert p.focus == "recheck-on"
    p.type("2024-05")
    p.press("Return")
    p.until(lambda: p.sees("status-due"), "the claim to be called due")


def relate_and_merge(p: Person, other: str) -> None:
    """Relate the claim to another one and merge it into that."""
    p.press("Ctrl+Alt+R")
    assert p.focus == "relate-filter"
    p.type(other)
    p.press("Return")
    assert p.said.startswith("Claim 1: same as claim ")
    p.press("Ctrl+K")
    p.type("Merge into another claim")
    p.press("Return")
    assert p.focus == "merge-into-filter"
    p.type(other)
    p.press("Return")
    assert p.focus == "merge-ok"
    p.press("Return")
    assert p.said.startswith("Merged 1 claim into claim ")


def test_a_claim_is_given_more_related_and_merged_by_keys_and_all_is_undone() -> None:
    def work(p: Person) -> None:
        project = p.window.form._project
        before = project.read(claims.details)
        related = project.read(relations.rows)
        plan(p)
        was, now = before[0], project.read(claims.details)[0]
        assert (now.context, now.recheck_on) == ("Said at the harbour.", "2024-05")
        assert (now.claim_type, now.priority) != (was.claim_type, was.priority)
        relate_and_merge(p, before[-1].text)
        assert len(project.read(claims.details)) == len(before) - 1
        while project.undo_stack.canUndo():
            project.undo_stack.undo()
        assert project.read(claims.details) == before
        assert project.read(relations.rows) == related

    run(work, "--sample")
