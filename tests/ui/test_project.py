"""The open project: edits, their undoing, trouble, and leaving one file for another."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.change import Change
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReviewerRow
from claimdesk.store import claims
from claimdesk.store.store import Session, Store
from claimdesk.ui.base.project import Project


def refuse(_session: Session) -> None:
    raise ReviewError(Code.REFUSED, "Not allowed.")


def texts(project: Project) -> list[str]:
    return [row.text for row in project.read(claims.rows)]


def test_an_edit_is_announced_once_and_can_be_undone_and_done_again(
    project: Project, qtbot: QtBot
) -> None:
    heard: list[Change] = []
    project.changed.connect(heard.append)
    made = project.do("New claim", lambda session: claims.add(session, "It rains."))
    assert made is not None
    assert len(heard) == 1
    assert heard[0].touches("claim")
    assert project.undo_stack.undoText() == "New claim"
    project.undo_stack.undo()
    assert texts(project) == []
    project.undo_stack.redo()
    assert texts(project) == ["It rains."]
    assert len(heard) == 3


def test_an_edit_that_changes_nothing_leaves_no_step_to_undo(project: Project) -> None:
    assert project.do("Nothing", lambda _session: 7) == 7
    assert project.undo_stack.count() == 0


def test_an_edit_that_is_refused_is_told_and_leaves_nothing(project: Project, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.failed) as heard:
        assert project.do("Refused", refuse) is None
    assert heard.args is not None
    assert heard.args[0].sentence == "Not allowed."
    assert not project.did("Refused", refuse)
    assert project.did("New claim", lambda session: claims.add(session, "It rains."))
    assert project.undo_stack.count() == 1


def test_a_step_that_met_a_file_which_cannot_be_written_stays_on_the_stack(
    project: Project, qtbot: QtBot
) -> None:
    project.do("New claim", lambda session: claims.add(session, "It rains."))
    path, aside = project.path, project.path.with_suffix(".aside") if project.path else None
    assert path is not None
    assert aside is not None
    stack = project.undo_stack
    for step, is_there in ((stack.undo, ["It rains."]), (stack.redo, [])):
        path.rename(aside)
        with qtbot.waitSignal(project.stopped), qtbot.waitSignals([stack.indexChanged] * 2):
            step()
        assert texts(project) == is_there
        aside.rename(path)
        step()
        assert texts(project) == ([] if is_there else ["It rains."])
        assert project.trouble is None


def test_a_project_left_in_the_moment_of_trouble_has_no_step_put_back(
    project: Project, qtbot: QtBot
) -> None:
    project.do("New claim", lambda session: claims.add(session, "It rains."))
    assert project.path is not None
    project.path.unlink()
    project.undo_stack.undo()
    project.use(None)
    qtbot.wait(1)
    assert project.undo_stack.count() == 0


def test_the_file_before_is_closed_only_when_the_next_is_in_use(
    project: Project, tmp_path: Path, me: ReviewerRow, qtbot: QtBot
) -> None:
    project.do("New claim", lambda session: claims.add(session, "It rains."))
    left: list[list[str]] = []
    project.leaving.connect(lambda: left.append(texts(project)))
    with qtbot.waitSignal(project.switched):
        project.use(Store.create(tmp_path / "other.claimdesk", "Other", me, durable=False))
    assert left == [["It rains."]]
    assert project.path == tmp_path / "other.claimdesk"
    assert project.reviewer_id == me.id
    assert not project.undo_stack.canUndo()
    assert texts(project) == []


def test_a_backup_is_a_project_of_its_own(
    project: Project, tmp_path: Path, me: ReviewerRow
) -> None:
    project.do("New claim", lambda session: claims.add(session, "It rains."))
    project.backup(tmp_path / "copy.claimdesk")
    with Store.open(tmp_path / "copy.claimdesk", me) as copy:
        assert len(copy.read(claims.rows)) == 1


def test_without_a_file_there_is_nothing_to_read(qtbot: QtBot) -> None:
    empty = Project()
    assert not empty.is_open
    assert empty.path is None
    with pytest.raises(RuntimeError):
        empty.read(claims.rows)
