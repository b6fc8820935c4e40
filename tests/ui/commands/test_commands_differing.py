"""On how many claims reviewers differ stands in the status bar and leads to them."""

from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.listing import ClaimFilter
from claimdesk.core.model import Verdict
from claimdesk.store import adjudications, assessments, claims

from .conftest import said


def test_the_note_counts_follows_and_leads(sample: Program, qtbot: QtBot) -> None:
    note, project = sample.window.status.differ, sample.desk.project
    before = len(project.read(adjudications.differing))
    row = next(
        one
        for one in project.read(claims.rows)
        if one.verdict is Verdict.CONFIRMED and not project.read(adjudications.rows, one.id)
    )
    qtbot.waitUntil(lambda: not note._look.isActive())
    project.do("Mark", lambda session: assessments.decide(session, [row.id], Verdict.DENIED))
    assert note.text() == f"Reviewers differ: {before + 1}"
    assert not note.isHidden()
    note.click()
    assert said(sample).startswith("Reviewers differ on")
    assert sample.window.claims.bar.wanted == ClaimFilter(differ=True)
    assert sample.window.claims.shows(row.id)
    sample.actions.run("file.close")
    assert note.isHidden()
