"""The program's command line, and the picture it takes of itself."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from claimdesk import __version__, app
from journeys.program import complaints


@pytest.mark.parametrize(("option", "answer"), [("--version", __version__), ("--help", "FILE")])
def test_a_question_is_answered_without_a_window(
    option: str, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main([option])
    assert ended.value.code == 0
    assert answer in capsys.readouterr().out


def test_an_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["--nonsense"])
    assert ended.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


def test_the_program_takes_a_picture_of_itself_and_ends(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "window.png"
    before = sys.excepthook
    assert app.main(["--sample", "--screenshot", str(picture)]) == 0
    # The closed window asked to quit too; the process is over, but the tests' event loops are not.
    QCoreApplication.removePostedEvents(qapp, QEvent.Type.Quit.value)
    assert QImage(str(picture)).width() > 1000
    assert not (home / ".config" / "claimdesk" / "window.ini").exists()
    assert sys.excepthook is before
    assert complaints() == []


def test_a_picture_that_cannot_be_written_is_said_and_is_a_failure(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["--screenshot", str(tmp_path / "missing" / "window.png")]) == 1
    QCoreApplication.removePostedEvents(qapp, QEvent.Type.Quit.value)
    assert capsys.readouterr().err.startswith("claimdesk: io: “")
