"""The offer to recover says what was found and what a new file would hold."""

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
        (Cause.STRAY, "does not belong to it"),
    ],
)
def test_what_was_found_and_what_will_be_kept_is_said(
    qtbot: QtBot, cause: Cause, words: str
) -> None:
    dialog = RecoveryDialog("A.claimdesk", Recovered(cause, Verified(1234, 1, 2, 5)))
    qtbot.addWidget(dialog)
    said = dialog.accessibleDescription()
    assert words in said
    assert "2 claims, 1 article" in said
