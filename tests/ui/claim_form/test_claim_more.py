"""More about the claim: context, type, priority, when to check again, where it is published."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from claimdesk.core.model import ClaimType, Id
from claimdesk.store import claims
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.panes.claim_form import ClaimFormPane
from ui.claim_form.parts import detail, line, part, type_into

Key = Qt.Key


def pick(combo: QComboBox, word: str) -> None:
    place = combo.findText(word)
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_it_is_folded_and_its_heading_says_how_much_is_in_it(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    section = pane.form.sections.named("more")
    assert not section.is_open
    assert not pane.form.more.isVisible()
    assert section.heading.text() == "▸  More about the claim"
    edit = partial(claims.change, claim_id=review["closed"], priority=3, recheck_on="2026")
    project.do("Change", edit)
    assert section.heading.text() == "▸  More about the claim  2"


def test_type_and_priority_are_chosen_shown_and_undone(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    more, claim_id = pane.form.more, review["closed"]
    pane.go_to_section("more")
    pick(more.claim_type, "Figure")
    assert detail(project, claim_id).claim_type is ClaimType.NUMERICAL
    assert project.undo_stack.undoText() == "Change type of claim"
    pick(more.priority, "High")
    assert detail(project, claim_id).priority == 3
    assert project.undo_stack.undoText() == "Change priority"
    project.undo_stack.undo()
    project.undo_stack.undo()
    assert (more.claim_type.choice, more.priority.choice) == (ClaimType.NOT_SAID, "0")


def test_a_priority_from_elsewhere_is_shown_as_its_number_and_kept(
    pane: ClaimFormPane, project: Project, selection: Selection, review: dict[str, Id]
) -> None:
    project.do("Change", partial(claims.change, claim_id=review["closed"], priority=-7))
    priority = pane.form.more.priority
    assert priority.currentText() == "-7"
    selection.choose_claim(review["cost"])
    assert priority.currentText() == "Not said"
    selection.choose_claim(review["closed"])
    assert priority.currentText() == "-7"
    assert priority.count() == 5
    assert detail(project, review["closed"]).priority == -7


def test_tab_goes_through_it_in_reading_order(pane: ClaimFormPane) -> None:
    pane.go_to_section("more")
    order = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName()
        order.append(focused.accessibleIdentifier())
        QTest.keyClick(focused, Key.Key_Tab)
    assert order == [
        *("claim-context", "claim-type", "priority", "recheck-on", "published-url"),
        "section-passages",
    ]


@pytest.mark.parametrize(
    ("identifier", "typed", "begins"),
    [
        ("recheck-on", "soon", "Write a date"),
        ("published-url", "our page", "Write an address"),
        ("published-url", "ftp://a.example", "Write an address"),
    ],
)
def test_what_cannot_be_saved_says_why_and_is_kept_when_the_section_is_folded(
    pane: ClaimFormPane,
    project: Project,
    review: dict[str, Id],
    identifier: str,
    typed: str,
    begins: str,
) -> None:
    pane.go_to_section("more")
    field = line(pane, identifier)
    type_into(field, typed)
    pane.form.sections.restore_state("")
    pane.go_to_section("more")
    found = pane.form.fields[identifier.replace("-", "_")]
    assert found.complaint.text().startswith(begins)
    assert found.complaint.isVisible()
    assert found.draft == typed
    assert project.undo_stack.count() == 0
    assert part(pane, identifier).isVisible()


def test_folding_the_section_saves_what_is_typed(
    pane: ClaimFormPane, project: Project, review: dict[str, Id]
) -> None:
    pane.go_to_section("more")
    pane.form.more.context.edit.setPlainText("A bridge in Doran.")
    pane.form.sections.restore_state("")
    assert detail(project, review["closed"]).context == "A bridge in Doran."


def test_without_a_claim_nothing_is_chosen_for_one(
    pane: ClaimFormPane, project: Project, selection: Selection
) -> None:
    selection.choose_claim(None)
    pane.form.more.claim_type.picked.emit(ClaimType.EVENT)
    pane.form.more.priority.picked.emit("1")
    assert project.undo_stack.count() == 0
    assert project.read(lambda session: pane.form.more.count(session, Id(b"?" * 16))) == 0
