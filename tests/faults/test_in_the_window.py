"""The window says of a bad file what the command line says, and goes on with the one it has."""

import shutil
from pathlib import Path

import pytest

from claimdesk.store import checking
from faults.forging import forged
from faults.spoiling import Spoil, cut, in_utf16, patched, running
from faults.test_content import FORGED
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run
from store.world import folder_state

SPOILS: dict[str, Spoil] = {
    "empty": cut(0),
    "text": lambda path: path.write_text("No database.\n" * 500),
    "utf16": in_utf16("UTF-16le"),
    "newer": patched(60, b"\0\0\0\x63"),
    "trigger": running("CREATE TRIGGER t AFTER UPDATE ON claim BEGIN DELETE FROM note; END"),
    "verdict": FORGED["a foreign verdict"][0],
    "patch": forged(lambda book: book.spelt('{"text":NaN}'), projected=False),
}


@pytest.fixture
def answers(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)


def test_bad_files_are_told_and_the_open_one_stays(
    kept: Path, tmp_path: Path, answers: Answers
) -> None:
    sound = Path(shutil.copy(kept, tmp_path))
    folder = tmp_path / "strange"
    folder.mkdir()
    bad = {name: Path(shutil.copy(kept, folder / f"{name}.claimdesk")) for name in SPOILS}
    for name, path in bad.items():
        SPOILS[name](path)
    before = folder_state(folder)

    def work(p: Person) -> None:
        p.settle()
        number = len(p.claims())
        for path in bad.values():
            answers.choose(path)
            p.press("Ctrl+O")
            trouble = checking.examined(path).trouble
            assert trouble is not None
            assert trouble.sentence in p.trouble()
            assert len(p.claims()) == number

    run(work, sound)
    assert folder_state(folder) == before
