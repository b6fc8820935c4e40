"""What can be saved of a damaged project is told before it is written."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.store.opening import Verified
from claimdesk.store.records import LEVEL
from claimdesk.store.salvage import Salvaged
from claimdesk.ui.dialogs.salvage import SalvageDialog, kinds, missing_sentences

FOUND = Verified(revisions=188, articles=2, claims=31, content_bytes=5)


def shown(qtbot: QtBot, saved: Salvaged) -> SalvageDialog:
    dialog = SalvageDialog(Path("/a/A.claimdesk"), Path("/a/A recovered.claimdesk"), saved)
    qtbot.addWidget(dialog)
    return dialog


def test_a_file_of_which_all_can_be_saved_says_so(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Salvaged(FOUND))
    said = dialog.accessibleDescription()
    assert "would hold 2 articles, 31 claims, 188 steps of history" in said
    assert "Nothing is known to be missing." in said
    assert "called “A recovered.claimdesk”" in said
    assert "“A.claimdesk” stays as it is" in said
    assert dialog.findChild(QPlainTextEdit) is None


def test_what_is_left_out_is_counted_and_named(qtbot: QtBot) -> None:
    names = (("article", "Bridge\n closed"), ("claim", "It cost 3 million."))
    dialog = shown(qtbot, Salvaged(FOUND, lost=4, left_out={"article": 1, "claim": 2}, names=names))
    assert "Left out: 1 article, 2 claims." in dialog.accessibleDescription()
    assert "A backup from before the damage" in dialog.accessibleDescription()
    listed = dialog.findChild(QPlainTextEdit, "salvage-names")
    assert isinstance(listed, QPlainTextEdit)
    assert listed.toPlainText() == "Article: Bridge closed\nClaim: It cost 3 million."


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        (Salvaged(FOUND, lost=1), "At least 1 step of history is lost."),
        (Salvaged(FOUND, lost=2), "At least 2 steps of history are lost."),
        (Salvaged(FOUND, rewritten=2), "2 steps were written again"),
        (Salvaged(FOUND, rewritten=2, authorless=2), "Of 2 steps nobody can tell"),
        (Salvaged(FOUND, texts=1), "1 text or attachment is lost."),
        (Salvaged(FOUND, unreadable_bytes=4096), "4096 bytes could not be read."),
        (Salvaged(FOUND, left_out={"something new": 2}), "Left out: 2 other records."),
    ],
)
def test_every_loss_has_a_sentence(saved: Salvaged, words: str) -> None:
    assert words in " ".join(missing_sentences(saved))


def test_every_kind_of_record_has_a_word() -> None:
    assert kinds().keys() >= LEVEL.keys()


def test_its_buttons_ask_for_the_file_and_for_help(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Salvaged(FOUND))
    save, more = (dialog.findChild(QPushButton, f"salvage-{name}") for name in ("save", "help"))
    assert isinstance(save, QPushButton)
    assert isinstance(more, QPushButton)
    assert save.isDefault()
    with qtbot.waitSignal(dialog.wanted):
        save.click()
    with qtbot.waitSignal(dialog.help_wanted):
        more.click()
