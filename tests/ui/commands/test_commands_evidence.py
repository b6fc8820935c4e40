"""Evidence by command: added, put to more claims, cited, opened privately, saved, listed."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from claimdesk.app.program import Program
from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.model import EvidenceKind
from claimdesk.store import articles, evidence
from claimdesk.ui.base.private_copies import PrivateCopies, file_name, is_openable
from claimdesk.ui.dialogs.evidence import EvidenceDialog
from claimdesk.ui.panes.evidence_list import EvidencePart
from ui.commands.conftest import Chosen, said, trouble

LEFT = Qt.MouseButton.LeftButton


class Desktop:
    """The programs of the desktop: remembers what it was asked to open."""

    def __init__(self) -> None:
        self.opened: list[QUrl] = []
        self.can = True

    def open(self, url: QUrl) -> bool:
        self.opened.append(url)
        return self.can


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop()
    monkeypatch.setattr(QDesktopServices, "openUrl", made.open)
    return made


@pytest.fixture
def part(sample: Program) -> EvidencePart:
    """Choose the last claim of the sample and open its evidence."""
    rows = sample.window.claims
    sample.actions.run("claim.previous")
    sample.actions.run("evidence.add")
    assert rows is not None
    found = sample.window.form.form.sections.named("evidence").part
    assert isinstance(found, EvidencePart)
    return found


def all_rows(program: Program) -> list[EvidenceRow]:
    return program.desk.project.read(evidence.rows)


def dialog(program: Program) -> EvidenceDialog:
    found = program.window.findChildren(EvidenceDialog)
    return found[-1]


def test_chosen_and_copied_things_become_evidence(
    part: EvidencePart, sample: Program, chosen: Chosen, tmp_path: Path
) -> None:
    assert part.paste.hasFocus()
    before = len(all_rows(sample))
    sample.actions.run("evidence.file")
    assert len(all_rows(sample)) == before
    file = tmp_path / "table.csv"
    file.write_text("a,b")
    chosen.paths = [file]
    sample.actions.run("evidence.file")
    QGuiApplication.clipboard().setText("https://post.example/a")
    sample.actions.run("evidence.paste")
    assert {"table", "https://post.example/a"} <= {row.title or row.url for row in all_rows(sample)}
    chosen.paths = [file]
    QTest.mouseClick(part.fields.attach, LEFT)
    current = part.current()
    assert current is not None
    assert current.row.attachment_name == "table.csv"
    QTest.mouseClick(part.fields.attach, LEFT)


def test_an_attachment_opens_from_a_private_copy_that_goes_with_the_project(
    part: EvidencePart, sample: Program, chosen: Chosen, tmp_path: Path, desktop: Desktop
) -> None:
    file = tmp_path / "table.csv"
    file.write_text("a,b")
    chosen.paths = [file]
    sample.actions.run("evidence.file")
    QTest.mouseClick(part.fields.open_attachment, LEFT)
    copy = Path(desktop.opened[0].toLocalFile())
    assert copy.read_text() == "a,b"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.parent.stat().st_mode) == 0o700
    desktop.can = False
    QTest.mouseClick(part.fields.open_attachment, LEFT)
    assert said(sample).startswith("No program")
    sample.actions.run("file.close")
    assert not copy.parent.parent.exists()


def test_what_could_run_is_saved_and_not_opened(
    part: EvidencePart, sample: Program, chosen: Chosen, tmp_path: Path, desktop: Desktop
) -> None:
    file = tmp_path / "evil.sh"
    file.write_text("rm")
    chosen.paths = [file]
    sample.actions.run("evidence.file")
    saved = tmp_path / "saved.sh"
    chosen.paths = [saved]
    QTest.mouseClick(part.fields.open_attachment, LEFT)
    assert desktop.opened == []
    assert saved.read_text() == "rm"
    assert said(sample) == "Attachment saved as “saved.sh”"
    QTest.mouseClick(part.fields.save_attachment, LEFT)
    chosen.paths = [tmp_path]
    QTest.mouseClick(part.fields.save_attachment, LEFT)
    assert "folder" in trouble(sample)


def test_no_room_for_a_copy_is_said(
    part: EvidencePart,
    sample: Program,
    chosen: Chosen,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    chosen.paths = [file]
    sample.actions.run("evidence.file")

    def full(_self: PrivateCopies, _name: str, _data: bytes) -> Path:
        raise OSError(28, "full")

    monkeypatch.setattr(PrivateCopies, "put", full)
    QTest.mouseClick(part.fields.open_attachment, LEFT)
    assert "no room" in said(sample)


def test_an_address_opens_only_when_asked(
    part: EvidencePart, sample: Program, desktop: Desktop
) -> None:
    part.take_words("https://post.example/a")
    assert desktop.opened == []
    QTest.mouseClick(part.fields.browse, LEFT)
    assert desktop.opened[0].toString() == "https://post.example/a"
    desktop.can = False
    QTest.mouseClick(part.fields.browse, LEFT)
    assert said(sample) == "No program for addresses was found"


def test_the_selected_text_becomes_evidence(part: EvidencePart, sample: Program) -> None:
    desk = sample.desk
    article = desk.project.read(articles.rows)[0]
    claim_id = desk.selection.now.claim_id
    desk.selection.choose_article(article.id)
    desk.selection.choose_text(0, 0)
    sample.actions.run("evidence.cite")
    before = len(all_rows(sample))
    desk.selection.choose_text(0, 12)
    sample.actions.run("evidence.cite")
    assert desk.selection.now.claim_id == claim_id
    row = next(row for row in all_rows(sample) if row.kind is EvidenceKind.PASSAGE)
    assert row.quote == desk.project.read(articles.text, article.version_id)[:12].strip()
    assert row.title == article.title
    assert desk.project.undo_stack.undoText() == "New evidence"
    desk.project.undo_stack.undo()
    assert len(all_rows(sample)) == before


def test_delete_takes_the_evidence_and_leaves_the_claim(
    part: EvidencePart, sample: Program
) -> None:
    part.take_words("https://post.example/a")
    claim_id = sample.desk.selection.now.claim_id
    part.view.setFocus()
    QTest.keyClick(part.view, Qt.Key.Key_Delete)
    assert sample.desk.project.undo_stack.undoText() == "Take evidence from claim"
    assert sample.desk.selection.now.claim_id == claim_id


def test_commands_on_the_current_piece_open_the_section_first(
    sample: Program,
) -> None:
    sample.actions.run("claim.next")
    section = sample.window.form.form.sections.named("evidence")
    assert not section.is_open
    sample.actions.run("evidence.take")
    assert section.is_open
    part = section.part
    assert isinstance(part, EvidencePart)
    while part.current() is not None:
        sample.actions.run("evidence.take")
    sample.actions.run("evidence.remove")
    assert said(sample) == "This claim has no evidence"


def test_the_list_of_all_evidence_searches_sorts_and_leads_to_claims(
    part: EvidencePart, sample: Program
) -> None:
    sample.actions.run("tools.evidence")
    shown = dialog(sample)
    everything = shown.model.rowCount()
    assert everything == len(all_rows(sample))
    QTest.keyClicks(shown.search, "bridge")
    assert 0 < shown.model.rowCount() < everything
    QTest.keyClicks(shown.search, "qqq")
    assert shown.told.text() == "No evidence is like this."
    shown.search.clear()
    header = shown.table.horizontalHeader()
    header.setSortIndicator(4, Qt.SortOrder.DescendingOrder)
    counts = [row.claims for row in shown.model.rows]
    assert counts == sorted(counts, reverse=True)
    shown.table.setCurrentIndex(shown.model.index(0, 0))
    first = shown.current()
    assert first is not None
    assert "Used for claims" in shown.told.text()
    seen = []
    for _ in range(first.claims):
        QTest.mouseClick(shown.go, LEFT)
        seen.append(sample.desk.selection.now.claim_id)
        current = part.current()
        assert current is not None
        assert current.id == first.id
    assert len(set(seen)) == first.claims
    sample.actions.run("tools.evidence")
    assert dialog(sample) is shown
    shown.shown.setCurrentIndex(1)
    shown.shown.activated.emit(1)
    assert shown.model.rowCount() == 0
    assert not shown.go.isEnabled()
    for handler in (shown._on_use, shown._on_go, shown._on_remove):
        handler()
    assert not shown.grab().isNull()


def test_existing_evidence_is_put_to_the_claim_and_removed_everywhere(
    part: EvidencePart, sample: Program
) -> None:
    sample.actions.run("evidence.use")
    shown = dialog(sample)
    claim_id = sample.desk.selection.now.claim_id
    had = {link.evidence_id for link in sample.desk.project.read(evidence.links, claim_id)}
    row = next(row for row in shown.model.rows if row.id not in had)
    shown.table.setCurrentIndex(shown.model.index_of(row.id))
    shown.table.doubleClicked.emit(shown.table.currentIndex())
    assert said(sample).startswith("Evidence added to claim")
    current = part.current()
    assert current is not None
    assert current.id == row.id
    assert not shown.isVisible()
    sample.actions.run("tools.evidence")
    shown = dialog(sample)
    shown.table.setCurrentIndex(shown.model.index_of(row.id))
    assert not shown.use.isEnabled()
    QTest.mouseClick(shown.remove, LEFT)
    assert row.id not in {one.id for one in all_rows(sample)}
    sample.desk.selection.choose_claim(None)
    assert shown.use.text() == "&Use for the claim"
    shown.wanted.emit(all_rows(sample)[0].id)
    sample.actions.run("file.close")
    assert not shown.isVisible()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("", "attachment"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_from_elsewhere_stays_in_its_folder(name: str, plain: str) -> None:
    assert file_name(name) == plain


def test_only_what_shows_something_is_opened() -> None:
    assert is_openable("a.PDF")
    assert not any(is_openable(one) for one in ("pdf", "a.exe", "a.pdf.desktop", "a.html", "a"))
