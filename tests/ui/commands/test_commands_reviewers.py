"""Who works on the project and how far they agree, in the window and on paper."""

import csv
import io
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.model import Verdict
from claimdesk.store import adjudications, assessments, claims, projects
from claimdesk.ui.dialogs.preferences import Preferences
from claimdesk.ui.dialogs.reviewers import Reviewers

from .conftest import Chosen, said


@pytest.fixture
def dialog(sample: Program) -> Reviewers:
    sample.actions.run("tools.reviewers")
    return sample.window.findChildren(Reviewers)[-1]


def cells(dialog: Reviewers) -> list[tuple[str, ...]]:
    model = dialog.workers
    return [
        tuple(str(model.index(row, column).data()) for column in range(3))
        for row in range(model.rowCount())
    ]


def test_people_and_pairs_are_shown_with_figures_in_words(dialog: Reviewers) -> None:
    assert ("Jonas Adeyemi", "JA", "6") in cells(dialog)
    assert ("Mira Solberg", "MS", "13") in cells(dialog)
    assert dialog.summary.text().startswith("3 claims were judged by two reviewers or more")
    assert "on 2 of them all agree (67 %)" in dialog.summary.text()
    assert dialog.breakdown.text().startswith("Both confirmed 1; both denied 1; Jonas Adeyemi")
    assert dialog.pairs.index(0, 3).data() == "0.50"


def test_both_tables_follow_the_work(sample: Program, dialog: Reviewers) -> None:
    ids = [row.id for row in sample.desk.project.read(claims.rows)]
    edit = partial(assessments.decide, claim_ids=ids, verdict=Verdict.DENIED)
    sample.desk.project.do("Decide", edit)
    me = sample.desk.settings.me().name
    assert (f"{me} (you)", "20") in [(one[0], one[2]) for one in cells(dialog)]
    assert dialog.pairs.rowCount() == 3
    assert dialog.pair is not None
    sample.actions.run("tools.blind")
    sample.actions.run("edit.undo")
    sample.actions.run("edit.undo")
    assert dialog.pairs.rowCount() == 1


def test_in_blind_review_there_is_nothing_to_compare(sample: Program, dialog: Reviewers) -> None:
    project = sample.desk.project
    project.do("Blind", partial(projects.set_blind, blind=True))
    assert dialog.pair is None
    assert dialog.breakdown.text() == ""
    assert dialog.summary.text() == "No claim has been judged by two reviewers yet."
    dialog.differ.click()
    dialog._on_differ()
    assert not dialog.export.isEnabled()


def test_where_two_differ_is_listed(sample: Program, dialog: Reviewers) -> None:
    project = sample.desk.project
    final = [row.claim_id for row in project.read(adjudications.rows)]
    project.do("Open", partial(adjudications.withdraw, claim_ids=final))
    dialog.differ.click()
    assert said(sample) == "1 claim in the list"
    assert sample.window.claims.model.rowCount() == 1


def test_my_own_card_is_in_the_preferences(sample: Program, dialog: Reviewers) -> None:
    dialog.card_wanted.emit()
    assert sample.window.findChildren(Preferences)


def test_the_figures_are_written_as_a_table(
    sample: Program, dialog: Reviewers, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.export.click()  # and cancelled
    target = tmp_path / "agreement"
    chosen.paths = [target]
    dialog.export.click()
    qtbot.waitUntil(lambda: said(sample) == "Exported to agreement.csv")
    text = target.with_suffix(".csv").read_text("utf-8-sig")
    pair, everybody = csv.DictReader(io.StringIO(text, newline=""))
    assert (pair["both_judged"], pair["agreed"], pair["percent"]) == ("3", "2", "66.7")
    assert (pair["kappa"], pair["confirmed_confirmed"]) == ("0.5000", "1")
    assert (everybody["reviewer"], everybody["both_judged"]) == ("all", "3")
    assert everybody["alpha"] == "0.5455"


def test_the_window_is_opened_once_and_closes_with_the_project(
    sample: Program, dialog: Reviewers
) -> None:
    sample.actions.run("tools.reviewers")
    assert sample.window.findChildren(Reviewers) == [dialog]
    sample.actions.run("file.close")
    assert not dialog.isVisible()
