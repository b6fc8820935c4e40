"""What the project says already, kept ready while it is open."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id
from claimdesk.store import claims
from claimdesk.store.likely import Likely
from claimdesk.ui.base import memory
from claimdesk.ui.base.memory import Memory
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.wait_all()


def test_claims_are_known_as_soon_as_they_are_made(
    project: Project, review: dict[str, Id], tasks: Tasks
) -> None:
    kept = Memory(project, tasks)
    assert [one.claim_id for one in kept.likely_claims("closed bridges")] == [review["closed"]]
    project.do("Add", lambda session: claims.add(session, "A zebra escaped."))
    assert len(kept.likely_claims("zebras")) == 1
    project.undo_stack.undo()
    assert kept.likely_claims("zebras") == []
    project.use(None)
    assert not kept.likely.is_made


def test_the_index_of_many_claims_is_made_before_somebody_asks(
    project: Project,
    review: dict[str, Id],
    tasks: Tasks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_MANY", len(review) - 2)
    kept = Memory(project, tasks)
    project.switched.emit()
    qtbot.waitUntil(lambda: kept.likely.is_made)
    assert kept.likely_claims("closed bridges")


def test_who_asks_before_the_index_is_made_has_it_made_at_once(
    project: Project,
    review: dict[str, Id],
    tasks: Tasks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "_MANY", len(review) - 2)
    kept = Memory(project, tasks)
    found: list[list[Likely]] = []
    project.switched.emit()
    assert not kept.likely.is_made
    kept.look_up("closed bridges", found.append, most=3)
    qtbot.waitUntil(lambda: bool(found))
    assert [one.claim_id for one in found[0]] == [review["closed"]]


def test_nobody_waits_for_an_index_that_another_thread_is_making(
    project: Project, review: dict[str, Id], tasks: Tasks, qtbot: QtBot
) -> None:
    kept = Memory(project, tasks)
    found: list[list[Likely]] = []
    with kept.likely._lock:
        kept.look_up("closed bridges", found.append, most=3)
        assert not kept.likely.is_made
    qtbot.waitUntil(lambda: found == [[]])
