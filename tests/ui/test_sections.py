"""The sections of the claim form: open and closed, counted, and read only while open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id
from claimdesk.store import claims
from claimdesk.store.store import Session
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed
from claimdesk.ui.panes.sections import Part, Section, Sections


class Tags(Part):
    """A part that shows the tags of a claim and writes down what it is asked."""

    tables = ("claim_tag", "tag")

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.line = QLineEdit()
        self.asked: list[str] = []
        QVBoxLayout(self).addWidget(self.line)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def count(self, session: Session, claim_id: Id) -> int:
        return len(claims.tags(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        rows = self._project.read(claims.tags, claim_id)
        self.line.setText(" ".join(row.name for row in rows))
        self.asked.append("show")


class Quiet(Tags):
    """A part of its own that says what it is asked besides."""

    def follow(self, pointed: Pointed) -> None:
        super().follow(pointed)
        self.asked.append("follow")

    def commit(self) -> None:
        super().commit()
        self.asked.append("commit")


@pytest.fixture
def sections(qtbot: QtBot, project: Project, review: dict[str, Id]) -> Sections:
    made = Sections(
        project,
        (
            Section("tags", "Tags", Tags(project), is_open=True),
            Section("more", "More", Quiet(project)),
        ),
    )
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_claim(review["closed"])
    return made


def part(sections: Sections, name: str) -> Tags:
    found = sections.named(name).part
    assert isinstance(found, Tags)
    return found


def tag(project: Project, claim_id: Id, *names: str) -> None:
    project.do("Change tags", lambda session: claims.set_tags(session, claim_id, list(names)))


def test_a_heading_counts_also_while_its_section_is_closed(
    sections: Sections, project: Project, review: dict[str, Id]
) -> None:
    project.changed.connect(sections.on_changed)
    tag(project, review["closed"], "river", "bridge")
    assert sections.named("more").heading.text() == "▸  More  2"
    assert sections.named("more").heading.accessibleName() == "More, 2"
    assert part(sections, "more").asked == []
    assert part(sections, "tags").line.text() == "bridge river"


def test_a_section_is_filled_when_it_is_opened_and_committed_when_it_is_closed(
    sections: Sections,
) -> None:
    heading = sections.named("more").heading
    heading.setFocus()
    QTest.keyClick(heading, Qt.Key.Key_Space)
    assert part(sections, "more").asked == ["show"]
    assert part(sections, "more").isVisible()
    QTest.keyClick(heading, Qt.Key.Key_Space)
    assert part(sections, "more").asked == ["show", "commit"]
    assert not part(sections, "more").isVisible()


def test_going_to_a_section_opens_it_and_leads_the_keyboard_there(sections: Sections) -> None:
    stop = sections.go_to("more")
    assert stop is part(sections, "more").line
    assert stop.hasFocus()
    stop.setEnabled(False)
    assert sections.go_to("more") is sections.named("more").heading


def test_only_open_sections_follow_what_is_pointed_at(sections: Sections) -> None:
    sections.follow(Pointed())
    assert part(sections, "more").asked == []
    sections.restore_state("more")
    sections.follow(Pointed())
    assert part(sections, "more").asked == ["show", "follow"]


def test_which_sections_are_open_is_remembered(sections: Sections) -> None:
    assert sections.save_state() == "tags"
    sections.restore_state("more gone")
    assert sections.save_state() == "more"


def test_without_a_claim_nothing_is_read(sections: Sections) -> None:
    sections.show_claim(None)
    sections.restore_state("tags more")
    assert part(sections, "more").asked == []


def test_what_is_typed_is_committed_and_no_strange_widget_is_settled(sections: Sections) -> None:
    sections.commit()
    assert part(sections, "more").asked == ["commit"]
    assert not sections.is_settled(None)


def test_tab_goes_from_each_heading_into_its_part(sections: Sections) -> None:
    assert [stop.objectName() for stop in sections.stops] == [
        "section-tags", "", "section-more", "",
    ]  # fmt: skip
