"""The claims that are offered where one is to be picked, from small projects and from large."""

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.ids import new_id
from claimdesk.core.model import ClaimRow, Id
from claimdesk.store import claims, pickable
from claimdesk.ui.base import memory
from claimdesk.ui.commands.candidates import for_claims, for_text


@pytest.fixture
def large(program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Open the sample project as if its claims were too many to be compared at once."""
    monkeypatch.setattr(memory, "_MANY", 5)
    program.files.open_sample()
    return program


def listed(program: Program) -> list[ClaimRow]:
    return program.desk.project.read(claims.rows)


def ids(found: Sequence[ClaimRow]) -> list[Id]:
    return [one.id for one in found]


def test_in_a_large_project_the_claims_are_offered_before_the_likely_ones_are_known(
    large: Program, qtbot: QtBot
) -> None:
    last = listed(large)[-1]
    candidates = for_text(large.desk, last.text, None)
    assert not candidates.is_ranked
    assert ids(candidates.find("")) == ids(listed(large))
    spy = QSignalSpy(candidates.ranked)
    qtbot.waitUntil(lambda: candidates.is_ranked)
    assert spy.count() == 1
    assert candidates.find("")[0].id == last.id
    assert for_text(large.desk, last.text, None).is_ranked


def test_what_is_like_several_claims_is_known_when_all_were_compared(
    large: Program, qtbot: QtBot
) -> None:
    known = listed(large)
    add = partial(claims.add, text=known[0].text)
    twins = {large.desk.project.do("Add", add), large.desk.project.do("Add", add)}
    large.desk.memory.likely.close()
    candidates = for_claims(large.desk, ids(known[:2]))
    assert not candidates.is_ranked
    qtbot.waitUntil(lambda: candidates.is_ranked)
    assert twins == set(ids(candidates.find(""))[:2])


def test_the_claims_themselves_are_not_offered_and_one_that_is_gone_is_like_nothing(
    sample: Program,
) -> None:
    known = listed(sample)
    found = ids(for_claims(sample.desk, ids(known[:2])).find(""))
    assert set(found) == set(ids(known[2:]))
    assert len(for_claims(sample.desk, [new_id()]).find("")) == len(known)


def test_typing_on_finds_what_typing_at_once_does(sample: Program) -> None:
    desk = sample.desk
    for typed in ("1", "12", "#4", "bridge rep", "zz"):
        slowly = for_text(desk, "bridge", None)
        for end in range(len(typed) + 1):
            found = slowly.find(typed[:end])
        assert ids(found) == ids(for_text(desk, "bridge", None).find(typed))
        assert ids(slowly.find("")) == ids(for_text(desk, "bridge", None).find(""))


def test_what_was_cut_off_is_not_taken_for_all_there_is(
    sample: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pickable, "MOST", 2)
    finding = for_text(sample.desk, "", None)
    assert len(finding.find("")) >= 2
    last = listed(sample)[-1]
    assert ids(finding.find(last.text)) == [last.id]
    assert ids(finding.find(f"{last.text} no more")) == []
