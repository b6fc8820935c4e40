"""A hit as it is shown: in its sentence, on one line, nothing too long."""

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from claimdesk.ui.models.found import Context, FoundPlace, FoundTable

TEXT = "It was late. The mayor said:\nnobody crossed the bridge. It rained."


def place(text: str, quote: str) -> FoundPlace:
    start = text.index(quote)
    return FoundPlace(start, start + len(quote))


def test_a_hit_is_shown_in_its_sentence() -> None:
    context = Context.of(TEXT, place(TEXT, "crossed"))
    assert context == Context("nobody ", "crossed", " the bridge.")
    assert str(context) == "nobody crossed the bridge."


def test_line_feeds_and_runs_of_blanks_become_one_blank() -> None:
    assert Context.of(TEXT, place(TEXT, "said:\nnobody")).hit == "said: nobody"


def test_long_sentences_and_long_hits_are_cut() -> None:
    text = "many words " * 30 + "here" + " and more" * 60
    context = Context.of(text, place(text, "here"))
    assert context.before.startswith(("…many", "…words"))
    assert context.after.endswith("…")
    assert len(str(context)) < 320
    assert Context.of(text, FoundPlace(0, 300)).hit.endswith("…")
    assert Context.of("x" * 200, FoundPlace(100, 102)).before == "…" + "x" * 60


def test_only_hits_can_be_checked(qtbot: QtBot) -> None:
    owner = QObject()
    table = FoundTable(TEXT, [place(TEXT, "late")], owner)
    index = table.index(0, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not table.setData(index, "other", Qt.ItemDataRole.EditRole)
    assert table.data(table.index(9, 0), Qt.ItemDataRole.CheckStateRole) is None
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "late, in: It was late."
