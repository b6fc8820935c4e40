"""Claims are planned, related and merged without a mouse, and all of it is undone."""

from claimdesk.store import claims, relations
from journeys.driver import Person
from journeys.program import run


def test_a_claim_is_given_more_related_and_merged_by_keys_and_all_is_undone() -> None:
    def work(p: Person) -> None:
        project = p.window.form._project
        before = project.read(claims.details)
        related = project.read(relations.rows)
        p.press("Alt+Down", "Ctrl+Shift+Y")
        assert p.focus == "claim-context"
        p.press("Ctrl+A")
        p.type("Said at the harbour.")
        p.press("Tab")
        assert p.focus == "claim-type"
        p.press("Down", "Tab")
        assert p.focus == "priority"
        p.press("Down", "Tab")
        assert p.focus == "recheck-on"
        p.type("2024-05")
        p.press("Return")
        first = project.read(claims.details)[0]
        assert (first.context, first.recheck_on) == ("Said at the harbour.", "2024-05")
        was = before[0]
        assert (first.claim_type, first.priority) != (was.claim_type, was.priority)
        p.until(lambda: p.sees("status-due"), "the claim to be called due")
        p.press("Ctrl+Alt+R")
        assert p.focus == "relate-filter"
        p.type(before[-1].text)
        p.press("Return")
        assert p.said == f"Claim 1: same as claim {len(before)}"
        assert len(project.read(relations.rows)) == len(related) + 1
        p.press("Ctrl+K")
        p.type("Merge into another claim")
        p.press("Return")
        assert p.focus == "merge-filter"
        p.type(before[-1].text)
        p.press("Return")
        assert p.focus == "merge-ok"
        p.press("Return")
        assert p.said == f"Merged 1 claim into claim {len(before) - 1}"
        assert len(project.read(claims.details)) == len(before) - 1
        while project.undo_stack.canUndo():
            project.undo_stack.undo()
        assert project.read(claims.details) == before
        assert project.read(relations.rows) == related

    run(work, "--sample")
