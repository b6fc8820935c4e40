"""What was done before a project was closed can be undone after it is opened again."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id, ReviewerRow, Stage, Verdict
from claimdesk.store import assessments, claims, reshaping, undo_stack
from claimdesk.store.store import Session, Store
from claimdesk.store.view import View

from .conftest import said, trouble

NINA = ReviewerRow(derived_id("reviewer", b"Nina"), "Nina Marsh", "NM")


@pytest.fixture
def made(program: Program, tmp_path: Path) -> Program:
    """Open a new project with one claim that was denied, explained and moved on by the menus."""
    project = program.desk.project
    project.use(Store.create(tmp_path / "Work.claimdesk", "Work", program.desk.settings.me()))
    program.actions.run("claim.new")
    program.actions.run("claim.deny")
    claim_id = first(program)
    assert project.did("Edit reason", lambda s: assessments.describe(s, claim_id, reason="So"))
    assert project.did("Change stage", lambda s: claims.change(s, claim_id, stage=Stage.DONE))
    return program


def first(program: Program) -> Id:
    return program.desk.project.read(claims.rows)[0].id


def open_again(program: Program) -> None:
    path = program.desk.project.path
    assert path is not None
    program.files.close()
    assert not program.desk.project.undo_stack.canUndo()
    program.files.open_path(path)
    assert program.desk.project.path == path


def menu(program: Program, action_id: str) -> str:
    return program.actions.action(action_id).text().replace("&", "").split("\t")[0]


def verdict(program: Program) -> tuple[Verdict | None, str, Stage]:
    row = program.desk.project.read(claims.rows)[0]
    return row.verdict, row.reason, row.stage


def by_another(program: Program, edit: object) -> None:
    """Let Nina work on the file while it is closed here, then open it again."""
    path = program.desk.project.path
    assert path is not None
    program.files.close()
    with Store.open(path, NINA) as store:
        store.run("Edit", edit)  # type: ignore[arg-type]  # an edit
    program.files.opening._known.note(path, store.left)
    program.files.open_path(path)
    assert program.desk.project.path == path


def test_the_menu_names_the_last_action_and_undoes_it(made: Program) -> None:
    open_again(made)
    assert menu(made, "edit.undo") == "Undo Change stage"
    assert made.actions.action("edit.undo").isEnabled()
    made.actions.run("edit.undo")
    assert said(made) == "Undone: Change stage"
    assert verdict(made) == (Verdict.DENIED, "So", Stage.OPEN)
    assert menu(made, "edit.undo") == "Undo Edit reason"
    assert menu(made, "edit.redo") == "Redo Change stage"
    for left in ("Mark as denied", "New claim", ""):
        made.actions.run("edit.undo")
        assert menu(made, "edit.undo") == f"Undo {left}".strip()
    assert made.desk.project.read(claims.rows) == []
    for _ in range(4):
        made.actions.run("edit.redo")
    assert verdict(made) == (Verdict.DENIED, "So", Stage.DONE)
    assert menu(made, "edit.redo") == "Redo"


def test_what_was_undone_before_closing_can_be_done_again_after_it(made: Program) -> None:
    for step in ("undo", "undo", "redo", "undo"):
        made.actions.run(f"edit.{step}")
    open_again(made)
    assert menu(made, "edit.undo") == "Undo Mark as denied"
    assert menu(made, "edit.redo") == "Redo Edit reason"
    made.actions.run("edit.redo")
    assert said(made) == "Done again: Edit reason"
    assert verdict(made) == (Verdict.DENIED, "So", Stage.OPEN)
    open_again(made)
    assert menu(made, "edit.undo") == "Undo Edit reason"
    assert menu(made, "edit.redo") == "Redo Change stage"


def test_a_new_project_and_the_sample_begin_with_nothing_to_undo(
    program: Program, tmp_path: Path
) -> None:
    me = program.desk.settings.me()
    program.desk.project.use(Store.create(tmp_path / "New.claimdesk", "New", me))
    assert menu(program, "edit.undo") == "Undo"
    program.files.open_sample()
    assert len(program.desk.project.read(claims.rows)) == 20
    assert menu(program, "edit.undo") == "Undo"
    assert not program.actions.action("edit.undo").isEnabled()
    program.actions.run("claim.next")
    program.actions.run("claim.deny")
    open_again(program)
    assert program.desk.project.undo_stack.count() == 1


def test_what_somebody_else_changed_since_is_left_and_said(made: Program) -> None:
    claim_id = first(made)
    project = made.desk.project

    def both(session: Session) -> None:
        claims.change(session, claim_id, stage=Stage.IN_PROGRESS, claimant="Velmark")

    assert project.did("Edit claim", both)
    by_another(made, lambda s: claims.change(s, claim_id, stage=Stage.SECOND_REVIEW))
    assert menu(made, "edit.undo") == "Undo Edit claim"
    made.actions.run("edit.undo")
    assert said(made) == "Undone, except the stage of claim 1, which Nina Marsh changed since"
    row = project.read(claims.rows)[0]
    assert (row.stage, row.claimant) == (Stage.SECOND_REVIEW, "")
    made.actions.run("edit.redo")
    assert project.read(claims.rows)[0].claimant == "Velmark"


def test_what_cannot_be_undone_at_all_is_said_and_passed_over(made: Program) -> None:
    claim_id = first(made)
    by_another(made, lambda s: claims.change(s, claim_id, stage=Stage.SECOND_REVIEW))
    made.actions.run("edit.undo")
    assert trouble(made).startswith("This was changed again since by Nina Marsh")
    assert not said(made).startswith("Undone")
    assert menu(made, "edit.undo") == "Undo Edit reason"
    assert menu(made, "edit.redo") == "Redo"


def test_only_the_steps_next_to_be_taken_are_read_and_named(made: Program, qtbot: QtBot) -> None:
    open_again(made)
    stack = made.desk.project.undo_stack
    names = [stack.command(place).text() for place in range(stack.count())]
    assert names == ["", "", "", "Change stage"]
    assert stack.count() <= undo_stack.MOST


def test_a_project_that_may_only_be_read_offers_nothing_to_undo(made: Program) -> None:
    project, path = made.desk.project, made.desk.project.path
    assert path is not None
    made.actions.run("edit.undo")
    made.files.close()
    project.use(View.open(path, made.desk.settings.me(), "Omar has it open."))
    assert project.undo_stack.count() == 0
    for name in ("undo", "redo"):
        assert menu(made, f"edit.{name}") == name.capitalize()
        assert not made.actions.action(f"edit.{name}").isEnabled()
        made.actions.run(f"edit.{name}")
    assert verdict(made) == (Verdict.DENIED, "So", Stage.OPEN)
    project.use(None)
    made.files.open_path(path)
    assert menu(made, "edit.undo") == "Undo Edit reason"
    assert menu(made, "edit.redo") == "Redo Change stage"


def test_what_is_made_of_claims_keeps_its_name(made: Program) -> None:
    project, claim_id = made.desk.project, first(made)
    for action_id, name in (
        ("claim.duplicate", "Duplicate claim"),
        ("edit.undo", "Duplicate claim"),
    ):
        made.actions.run(action_id)
        step = "undo" if action_id == "claim.duplicate" else "redo"
        assert menu(made, f"edit.{step}") == f"{step.capitalize()} {name}"
        open_again(made)
        assert menu(made, f"edit.{step}") == f"{step.capitalize()} {name}"
        made.desk.selection.choose_claim(claim_id)
    made.actions.run("edit.redo")
    copy = project.read(claims.rows)[1].id
    assert project.did("Change tags", lambda s: claims.set_tags(s, copy, ["bridge"]))
    merge = partial(reshaping.merge, kept=claim_id, others=[copy])
    assert project.did("Merge claims", merge)
    open_again(made)
    assert menu(made, "edit.undo") == "Undo Merge claims"
