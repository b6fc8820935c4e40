"""Evidence and notes of a claim without a mouse: pasted, attached, cited, noted, all undone."""

from pathlib import Path

from claimdesk.ui.panes.evidence_list import EvidencePart
from claimdesk.ui.panes.note_list import NotePart
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run

ADDRESS = "https://web.archive.org/web/20251029120000/https://post.example/2025/10/29/a-b-c-bridge"


def sections(p: Person) -> tuple[EvidencePart, NotePart]:
    """Return the two parts of the claim form."""
    found = p.window.form.form.sections
    evidence, notes = found.named("evidence").part, found.named("notes").part
    assert isinstance(evidence, EvidencePart)
    assert isinstance(notes, NotePart)
    return evidence, notes


def test_a_claim_gets_evidence_and_a_note_by_keys_and_loses_them_by_undo(
    answers: Answers, tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7")

    def work(p: Person) -> None:
        evidence, notes = sections(p)
        p.press("Alt+Down")
        p.press("Ctrl+Shift+A")
        assert p.focus == "evidence-paste"
        before = evidence.model.rowCount()
        p.type(ADDRESS)
        p.press("Return")
        assert p.said.startswith("Understood: title, publisher, published on, address, archived")
        current = evidence.current()
        assert current is not None
        assert (current.row.publisher, current.row.published) == ("post.example", "2025-10-29")
        p.write("evidence-title", "The bridge, as the Post has it")
        p.press("Return")
        answers.choose(file)
        p.tab_to("evidence-attach")
        p.press("Space")
        assert p.said == "Attached: report.pdf"
        p.tab_to("evidence-list")
        p.press("Ctrl+Shift+N")
        p.until(lambda: p.focus == "note-text", "the note can be written")
        p.type("Ask the Post who measured it")
        p.press("Ctrl+Return")
        assert p.said == "Note written"
        p.until(lambda: not p.sees("note-dialog"), "the note is put away")
        heading = p.window.form.form.sections.named("notes").heading
        assert heading.text().endswith("1")
        p.window.form.form.sections.go_to("notes")
        assert notes.model.rows[0].about == "The bridge, as the Post has it"
        assert not p.window.grab().isNull()
        done = []
        while p.menu_text("edit.undo") != "Undo":
            done.append(p.menu_text("edit.undo"))
            p.press("Ctrl+Z")
        assert done == [
            *("Undo New note", "Undo Edit evidence", "Undo Edit evidence"),
            "Undo New evidence",
        ]
        assert evidence.model.rowCount() == before
        assert notes.model.rowCount() == 0

    run(work, "--sample")
