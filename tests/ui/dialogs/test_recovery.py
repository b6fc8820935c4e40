"""The offer to recover says what was found and what a new file would hold."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimdesk.store.opening import Verified
from claimdesk.store.recovery import Cause, Recovered
from claimdesk.ui.dialogs.recovery import RecoveryDialog


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (Cause.JOURNAL, "stopped while “A.claimdesk” was being saved"),
        (Cause.LOG, "left finished work beside “A.claimdesk”"),
        (Cause.NOTHING, "Nothing in it is half-written"),
        (Cause.STRAY, "does not belong to it"),
    ],
)
def test_what_was_found_and_what_will_be_kept_is_said(
    qtbot: QtBot, cause: Cause, words: str
) -> None:
    old, new = Path("/a/A.claimdesk"), Path("/a/A recovered.claimdesk")
    dialog = RecoveryDialog(old, new, Recovered(cause, Verified(1234, 1, 2, 5)))
    qtbot.addWidget(dialog)
    said = dialog.accessibleDescription()
    assert words in said
    assert "1 article, 2 claims, 1234 steps of history" in said
    assert "called “A recovered.claimdesk”" in said
