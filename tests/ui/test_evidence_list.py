"""The evidence of a claim: pasted, dropped, weighed, corrected, taken away, all undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.model import EvidenceKind, EvidenceStance, Id
from claimdesk.store import evidence
from claimdesk.ui.base.incoming import Incoming
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.evidence_list import EvidencePart
from claimdesk.ui.panes.fields import LineField

ADDRESS = "https://www.post.example/2025/10/29/bridge-was-closed"
SAID = int(Qt.ItemDataRole.AccessibleTextRole)
NO_KEYS, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(
    qtbot: QtBot, project: Project, selection: Selection, theme: Theme, review: dict[str, Id]
) -> ClaimFormPane:
    made = ClaimFormPane(project, selection, theme)
    qtbot.addWidget(made)
    made.resize(460, 1600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    selection.choose_claim(review["closed"])
    return made


@pytest.fixture
def part(pane: ClaimFormPane) -> EvidencePart:
    pane.form.sections.go_to("evidence")
    found = pane.form.sections.named("evidence").part
    assert isinstance(found, EvidencePart)
    return found


def rows(project: Project) -> list[EvidenceRow]:
    return project.read(evidence.rows)


def line(part: EvidencePart, name: str) -> LineField:
    field = part.fields.fields[name]
    assert isinstance(field, LineField)
    return field


def write(part: EvidencePart, name: str, text: str) -> None:
    editor = line(part, name).line
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Key.Key_Return)


def pdf(name: str = "report.pdf") -> Incoming:
    return Incoming(name, "application/pdf", lambda: b"%PDF")


def test_a_pasted_address_becomes_evidence_and_says_what_was_understood(
    part: EvidencePart, project: Project
) -> None:
    assert part.paste.hasFocus()
    QTest.keyClicks(part.paste, ADDRESS)
    QTest.keyClick(part.paste, Key.Key_Return)
    (row,) = rows(project)
    assert (row.title, row.publisher, row.published) == (
        *("Bridge was closed", "post.example"),
        "2025-10-29",
    )
    assert len(row.accessed) == 10
    assert part.paste.text() == ""
    assert "title, publisher, published on, address" in part.understood.text()
    assert part.model.index(0, 0).data(SAID) == (
        "Bridge was closed, Context, post.example, 2025-10-29, Web page"
    )
    assert not part.grab().isNull()
    project.undo_stack.undo()
    assert rows(project) == []
    assert "Paste an address" in part._hint.text()
    assert part.fields.isHidden()


def test_what_says_nothing_is_told_and_blanks_are_nothing(
    part: EvidencePart, project: Project
) -> None:
    part.take_words("  ")
    assert rows(project) == []
    part.take_words("words " * 60)
    assert "Nothing was understood" in part.understood.text()
    assert rows(project)[0].citation.startswith("words")


def test_fields_are_saved_when_they_are_left_and_undone_one_by_one(
    part: EvidencePart, project: Project
) -> None:
    QTest.mouseClick(part.add, LEFT)
    assert line(part, "title").line.hasFocus()
    write(part, "title", "Call with the mayor")
    write(part, "question", "Was it closed?")
    part.fields.kind.setCurrentIndex(list(EvidenceKind).index(EvidenceKind.REPLY))
    part.fields.kind.activated.emit(list(EvidenceKind).index(EvidenceKind.REPLY))
    assert part.fields.fields["quote"].caption.text() == "Answer"
    write(part, "asked_on", "2025-10-30")
    part.fields.stance.activated.emit(list(EvidenceStance).index(EvidenceStance.REFUTES))
    QTest.mouseClick(part.fields.confidential, LEFT, NO_KEYS, QPoint(8, 12))
    (row,) = rows(project)
    assert (row.title, row.kind, row.asked_on, row.confidential) == (
        *("Call with the mayor", EvidenceKind.REPLY),
        *("2025-10-30", True),
    )
    assert part.model.index(0, 0).data(SAID) == (
        "Call with the mayor, Refutes, 2025-10-30, Right of reply, confidential"
    )
    (link,) = project.read(evidence.links)
    assert (link.stance, link.question) == (EvidenceStance.REFUTES, "Was it closed?")
    labels = []
    while project.undo_stack.canUndo():
        labels.append(project.undo_stack.undoText())
        project.undo_stack.undo()
    assert set(labels) == {"Edit evidence", "Change evidence of claim", "New evidence"}
    assert rows(project) == []


def test_a_date_that_is_none_stays_with_its_evidence_until_it_is_one(
    part: EvidencePart, project: Project
) -> None:
    part.take_words(ADDRESS)
    part.take_words("Another source")
    QTest.keyClicks(line(part, "published").line, "soon")
    part.view.setCurrentIndex(part.model.index(0, 0))
    assert line(part, "published").text == "2025-10-29"
    part.view.setCurrentIndex(part.model.index(1, 0))
    assert line(part, "published").text == "soon"
    assert "Write a date" in line(part, "published").complaint.text()
    assert not part.is_settled(line(part, "published").line)
    assert part.is_settled(line(part, "title").line)


def test_files_are_dropped_attached_and_taken_off_again(
    part: EvidencePart, project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path / "gone"))])
    copy, place = Qt.DropAction.CopyAction, QPointF(9, 9)
    entering = QDragEnterEvent(place.toPoint(), copy, data, LEFT, NO_KEYS)
    part.dragEnterEvent(entering)
    assert entering.isAccepted()
    part.dropEvent(QDropEvent(place, copy, data, LEFT, NO_KEYS))
    (row,) = rows(project)
    assert (row.title, row.attachment_name, row.kind) == (
        *("report", "report.pdf"),
        EvidenceKind.DOCUMENT,
    )
    assert project.undo_stack.count() == 1
    assert "report.pdf" in part.fields.attachment.text()
    QTest.mouseClick(part.fields.detach, LEFT)
    assert rows(project)[0].attachment_sha256 is None
    part.attach(pdf("again.pdf"))
    assert rows(project)[0].attachment_name == "again.pdf"
    words = QMimeData()
    words.setText("x")
    other = QDragEnterEvent(place.toPoint(), copy, words, LEFT, NO_KEYS)
    other.ignore()
    part.dragEnterEvent(other)
    assert not other.isAccepted()


def test_a_file_that_is_too_large_is_refused_in_words_and_stops_nothing(
    part: EvidencePart, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MAX_ATTACHMENT", 3)
    file = tmp_path / "big.pdf"
    file.write_bytes(b"1234")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    errors: list[object] = []
    project.failed.connect(errors.append)
    part._take(data)
    assert "larger than" in str(errors[0])
    assert rows(project) == []
    assert project.trouble is None


def test_an_image_and_an_address_are_pasted(part: EvidencePart, project: Project) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    part.view.setFocus()
    QTest.keyClick(part.view, Key.Key_V, Control)
    (row,) = rows(project)
    assert (row.kind, row.attachment_type) == (EvidenceKind.IMAGE, "image/png")
    clipboard.setText("@misc{a,\n title={The bridge}}")
    part.paste.setFocus()
    QTest.keyClick(part.paste, Key.Key_V, Control)
    assert rows(project)[1].title == "The bridge"
    clipboard.setText("plain")
    QTest.keyClick(part.paste, Key.Key_V, Control)
    assert part.paste.text() == "plain"
    data = QMimeData()
    data.setUrls([QUrl(ADDRESS)])
    part._take(data)
    assert rows(project)[2].url == ADDRESS


def test_the_keys_of_the_list_lead_to_the_fields_and_take_away(
    part: EvidencePart, project: Project, review: dict[str, Id], selection: Selection
) -> None:
    part.take_words(ADDRESS)
    part.take_words("Another")
    evidence_id = rows(project)[0].id
    project.do("", lambda session: evidence.join(session, review["cost"], evidence_id))
    part.view.setCurrentIndex(part.model.index(0, 0))
    assert part.fields.used.text() == "Also used for claim 2"
    part.view.setFocus()
    QTest.keyClick(part.view, Key.Key_Return)
    assert line(part, "title").line.hasFocus()
    part.view.setFocus()
    QTest.keyClick(part.view, Key.Key_Down)
    assert part.view.currentIndex().row() == 1
    QTest.keyClick(part.view, Key.Key_Up)
    QTest.keyClick(part.view, Key.Key_Delete)
    assert [one.claims for one in rows(project)] == [1, 1]
    part.remove_everywhere()
    assert len(rows(project)) == 1
    part.remove_everywhere()
    part.remove()
    part._on_opened(part.view.currentIndex())
    part._on_menu_wanted(QPoint())
    part._detach()
    part._browse("url")
    part._ask(part.open_wanted)
    part.attach(pdf())
    selection.choose_claim(None)
    assert len(rows(project)) == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_card_weighs_it(part: EvidencePart, project: Project) -> None:
    part.take_words(ADDRESS)
    place = part.view.visualRect(part.model.index(0, 0)).center()
    where = part.view.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, where)
    QApplication.sendEvent(part.view.viewport(), event)
    actions = {action.text(): action for action in part.menu.actions()}
    actions["Supports"].trigger()
    part.menu.close()
    assert project.read(evidence.links)[0].stance is EvidenceStance.SUPPORTS


def test_buttons_ask_for_what_needs_another_program(
    part: EvidencePart, project: Project, qtbot: QtBot
) -> None:
    part.take_attachments([Incoming("a", "image/png", lambda: b"1")])
    write(part, "url", ADDRESS)
    buttons = part.fields
    for button, signal in (
        (buttons.open_attachment, part.open_wanted),
        (buttons.save_attachment, part.save_wanted),
        (buttons.attach, part.attach_wanted),
        (buttons.browse, part.address_wanted),
        (part.existing, part.existing_wanted),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)
    assert rows(project)[0].title == "a"
    assert rows(project)[0].kind is EvidenceKind.IMAGE


def test_tab_goes_through_the_section_in_reading_order(part: EvidencePart) -> None:
    part.take_words(ADDRESS)
    seen: list[QWidget] = []
    focused: QWidget | None = part.paste
    part.paste.setFocus()
    for _ in range(len(part.stops) - 1):
        assert focused is not None
        QTest.keyClick(focused, Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
    wanted = [stop for stop in part.stops[1:] if stop.isVisible()]
    assert seen[: len(wanted)] == wanted


def test_without_a_claim_nothing_is_added(
    qtbot: QtBot, project: Project, review: dict[str, Id]
) -> None:
    alone = EvidencePart(project)
    qtbot.addWidget(alone)
    alone.add_new({"title": "x"})
    alone._change("title", "x")
    alone._weigh(question="x")
    assert rows(project) == []
    alone.add.setEnabled(False)
    data = QMimeData()
    data.setText("x")
    alone._take(data)
    assert rows(project) == []


def test_pasting_while_the_clipboard_is_empty_does_nothing(part: EvidencePart) -> None:
    QGuiApplication.clipboard().clear()
    before = part.model.rowCount()
    part.paste_clipboard()
    QTest.keyClick(part.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert part.model.rowCount() == before
