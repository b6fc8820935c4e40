"""The status bar: progress, position, saved state, and what was done last."""

from collections import Counter
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id, Verdict
from claimdesk.store import articles, assessments, projects
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.panes.status import StatusBar, progress_sentence

CONFIRMED, DENIED, UNVERIFIED = Verdict.CONFIRMED, Verdict.DENIED, Verdict.UNVERIFIED


@pytest.fixture
def bar(qtbot: QtBot, project: Project, selection: Selection, review: dict[str, Id]) -> StatusBar:
    bar = StatusBar(project, selection)
    qtbot.addWidget(bar)
    bar.resize(900, 30)
    bar.show()
    return bar


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Counter(), "No claims yet"),
        (Counter([None]), "0 of 1 claim reviewed"),
        (
            Counter({CONFIRMED: 7, DENIED: 2, UNVERIFIED: 3, None: 25}),
            "12 of 37 claims reviewed · confirmed 7, denied 2, unverified 3",
        ),
    ],
)
def test_progress_is_one_sentence(progress: Counter[Verdict | None], said: str) -> None:
    assert progress_sentence(progress) == said


def test_progress_and_saved_state_follow_every_edit(
    bar: StatusBar, project: Project, review: dict[str, Id]
) -> None:
    assert bar.progress.text() == "0 of 3 claims reviewed"
    assert bar.saved.text() == "Saved"
    assert bar.saved.toolTip() == str(project.path)
    edit = partial(assessments.decide, claim_ids=[review["cost"]], verdict=Verdict.DENIED)
    project.do("Mark as denied", edit)
    assert bar.progress.text() == "1 of 3 claims reviewed · confirmed 0, denied 1, unverified 0"
    assert bar.saved.text().startswith("Saved ")
    project.do("Rename", partial(projects.rename, title="Other"))
    assert bar.saved.text().startswith("Saved ")


def test_the_position_is_told_as_line_and_character_or_as_length(
    bar: StatusBar, selection: Selection, review: dict[str, Id]
) -> None:
    assert bar.position.text() == ""
    selection.choose_article(review["first"])
    assert bar.position.text() == "Line 1, character 1"
    selection.choose_text(56, 56)
    assert bar.position.text() == "Line 2, character 3"
    selection.choose_text(56, 60)
    assert bar.position.text() == "4 characters selected"
    selection.choose_text(56, 57)
    assert bar.position.text() == "1 character selected"
    selection.choose_claim(review["cost"])
    assert bar.position.text() == "1 character selected"


def test_another_text_of_the_article_counts_its_own_lines(
    bar: StatusBar, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    selection.choose_article(review["first"])
    project.do("Title", lambda s: articles.change(s, review["first"], title="Other"))
    assert bar.position.text() == "Line 1, character 1"
    selection.choose_article(review["second"])
    selection.choose_text(10, 10)
    assert bar.position.text() == "Line 1, character 11"


def test_what_was_done_last_is_shown_for_a_while(bar: StatusBar, qtbot: QtBot) -> None:
    bar.say("Claim 3 denied")
    assert bar.message.isVisible()
    assert bar.message.text() == "Claim 3 denied"
    bar._message_time.setInterval(1)
    bar.say("Claim 2 denied")
    qtbot.waitUntil(lambda: not bar.message.isVisible())


def test_without_a_project_the_bar_is_empty(bar: StatusBar, project: Project) -> None:
    bar.say("Claim 3 denied")
    project.use(None)
    texts = [bar.progress.text(), bar.position.text(), bar.saved.text(), bar.message.text()]
    assert texts == ["", "", "", ""]


def test_every_part_has_its_identifier(bar: StatusBar) -> None:
    names = [part.accessibleIdentifier() for part in (bar.progress, bar.saved, bar.position)]
    assert names == ["status-progress", "status-saved", "status-position"]
    assert not bar.grab().isNull()
