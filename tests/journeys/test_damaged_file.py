"""A project that a disk has spoilt: told in words, saved as far as it goes, found among backups."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAGE = 4096
CLAIMS = 20


def spoil(path: Path) -> bytes:
    """Damage one of the pages that hold the history; return what is left."""
    data = bytearray(path.read_bytes())
    pages = [at for at in range(0, len(data), PAGE) if b'"claimant"' in data[at : at + PAGE]]
    place = pages[len(pages) // 2]
    data[place : place + PAGE] = bytes(PAGE)
    path.write_bytes(data)
    return bytes(data)


def read_the_details(person: Person) -> None:
    """See why the file does not open, and copy it for somebody who helps."""
    person.until(lambda: person.sees("trouble"), "the window says why it does not open")
    person.click(person.find("trouble-show-details"))
    details = person.find("trouble-details")
    assert isinstance(details, QPlainTextEdit)
    assert "Stage: " in details.toPlainText()
    person.click(person.find("trouble-copy-details"))
    assert "Code: damaged" in QApplication.clipboard().text()


def save_what_can_be_saved(person: Person) -> None:
    """See what is left, write it to a new file and go on working there."""
    person.click(person.find("trouble-salvage"))
    person.until(lambda: person.sees("salvage"), "it says what can be saved")
    kept = person.find("salvage-said-0")
    assert isinstance(kept, QLabel)
    assert "A new file would hold" in kept.text()
    person.press("Return")
    title = "Desk recovered — Claimdesk"
    person.until(lambda: person.window.windowTitle() == title, "the new file is open")
    person.settle()
    assert 0 < len(person.claims()) <= CLAIMS
    person.tab_to("claim-list")
    person.press("Home", "Ctrl+1")
    assert "confirmed" in person.said


def test_what_is_left_of_a_spoilt_project_is_seen_saved_and_worked_on(
    tmp_path: Path, answers: Answers
) -> None:
    path = tmp_path / "Desk.claimdesk"

    def make(person: Person) -> None:
        answers.choose(path)
        person.press("Ctrl+Shift+S")
        person.settle()
        person.press("Ctrl+S")
        person.settle()

    def rescue(person: Person) -> None:
        read_the_details(person)
        answers.choose(tmp_path / "Desk recovered.claimdesk")
        save_what_can_be_saved(person)

    def open_a_backup(person: Person) -> None:
        person.until(lambda: person.sees("trouble"), "the window says why it does not open")
        person.click(person.find("trouble-backups"))
        person.settle()
        answers.choose(tmp_path / "Back.claimdesk")
        person.press("Return")
        person.until(lambda: person.sees("article-text"), "the backup is open")
        assert len(person.claims()) == CLAIMS

    run(make, "--sample")
    left = spoil(path)
    run(rescue, path)
    run(open_a_backup, path)
    assert path.read_bytes() == left
