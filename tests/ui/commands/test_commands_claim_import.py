"""Tables of other people come in through a dialog: columns said, quotes placed, one action."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from claimdesk.app.program import Program
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import ReadArticle, Verdict
from claimdesk.exchange.claims_csv.fields import Field
from claimdesk.exchange.claims_csv.plan import Intake
from claimdesk.exchange.claims_csv.sheet import Sheet
from claimdesk.store import articles, claims, passages
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.dialogs.import_claims.dialog import ImportClaims
from claimdesk.ui.models.claim_import import remarks

from .conftest import Chosen, said

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TEXT = "The mayor said that the bridge is safe. Police said so too. Police said so too."
TABLE = """Behauptung;Zitat;Bewertung;Nr.
The bridge is safe;the bridge is safe;wahr;1
Police agree;Police said so too.;mostly false;2
It rained;no such words at all;;3
;;;4
"""
Open = Callable[[str], ImportClaims]


@pytest.fixture
def opened(sample: Program, tmp_path: Path, qtbot: QtBot) -> Open:
    """Import a text, and open the dialog on a table."""
    read = ReadArticle(TEXT, title="The bridge is safe")
    sample.desk.project.do("Import", lambda session: articles.add(session, read, None))

    def open_table(table: str) -> ImportClaims:
        path = tmp_path / "table.csv"
        path.write_text(table, "utf-8")
        sample.claim_tables.take(path)
        found: list[ImportClaims] = []

        def look() -> bool:
            alive = [one for one in sample.window.findChildren(ImportClaims) if one.isVisible()]
            found[:] = alive
            return bool(alive)

        qtbot.waitUntil(look, timeout=20_000)
        settle(found[0], qtbot)
        return found[0]

    return open_table


def settle(dialog: ImportClaims, qtbot: QtBot) -> None:
    """Wait until the claims have been looked at, or cannot be."""
    qtbot.waitUntil(
        lambda: not dialog._later.isActive() and not dialog._bar.isVisible(), timeout=20_000
    )


def button(dialog: ImportClaims) -> QPushButton:
    found = dialog.findChild(QPushButton, "import-claims-ok")
    assert isinstance(found, QPushButton)
    return found


def press(dialog: ImportClaims, qtbot: QtBot) -> None:
    """Press Import, and wait until all is in."""
    button(dialog).click()
    assert not button(dialog).isEnabled()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or dialog.isHidden(), timeout=20_000)


def combo(dialog: ImportClaims, name: str) -> QuietCombo[str]:
    found = dialog.findChild(QuietCombo, name)
    assert isinstance(found, QuietCombo)
    return found


def pick(dialog: ImportClaims, name: str, word: str) -> None:
    """Choose an entry of a combo as the reviewer does."""
    one = combo(dialog, name)
    place = next(n for n in range(one.count()) if one.itemText(n).startswith(word))
    one.setCurrentIndex(place)
    one.activated.emit(place)


def pick_row(dialog: ImportClaims, place: int) -> None:
    dialog._view.setCurrentIndex(dialog.model.index(place, 0))


def rows(program: Program) -> list[str]:
    return [row.text for row in program.desk.project.read(claims.rows)]


def test_a_table_is_chosen_and_comes_in_as_one_action(
    sample: Program, opened: Open, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    before = rows(sample)
    dialog = opened(TABLE)
    assert dialog.columns.held == (Field.CLAIM, Field.QUOTE, Field.VERDICT, None)
    assert dialog._summary.text() == (
        "3 new claims, 1 row without a claim left out (line 5); quotes: 1 found, "
        "1 in several places, 1 not found"
    )
    assert button(dialog).text() == "&Import 3 claims"

    press(dialog, qtbot)

    assert rows(sample) == [*before, "The bridge is safe", "Police agree", "It rained"]
    assert said(sample) == "3 claims imported, 1 passage linked"
    sample.actions.run("edit.undo")
    assert rows(sample) == before


def test_the_keyboard_begins_at_the_first_column(sample: Program, opened: Open) -> None:
    assert combo(opened(TABLE), "import-column-0").hasFocus()


def test_what_words_mean_is_asked_and_heeded(sample: Program, opened: Open, qtbot: QtBot) -> None:
    dialog = opened(TABLE)
    pick(dialog, "import-verdict-0", "Denied")
    settle(dialog, qtbot)
    assert [row.troubles for row in dialog.model.rows] == [(), (), ()]
    assert combo(dialog, "import-verdict-0").currentText() == "Denied"
    press(dialog, qtbot)
    found = {row.text: row.verdict for row in sample.desk.project.read(claims.rows)}
    assert found["The bridge is safe"] is Verdict.CONFIRMED
    assert found["Police agree"] is Verdict.DENIED


def test_what_is_amiss_in_several_rows_of_a_claim_is_said_once(
    sample: Program, opened: Open
) -> None:
    table = "claim;date;quote\nThe bridge;25/11/2025;one\n;;two\n;;three\nb;1/2/2025;\nc;soon;\n"
    dialog = opened(table + ";2025;\n" * 12)
    first, _, last = dialog.model.rows
    assert remarks(first) == [
        (
            "date: Here only the day can come first; so it is read in all dates of the column.",
            True,
        ),
        (
            "Lines 3, 4: It has no claim of its own; what it has belongs to the claim in line 2.",
            True,
        ),
    ]
    assert [is_note for _, is_note in remarks(last)] == [False]
    assert "12 rows without a claim left out (lines 7, 8, 9, 10, 11, 12, 13, 14 and 4 more)" in (
        dialog._summary.text()
    )


def test_more_words_for_verdicts_than_are_asked_about_are_told(
    sample: Program, opened: Open
) -> None:
    dialog = opened(
        "claim;Coder 1 verdict;Coder 2 verdict\n" + "".join(f"c{n};w{n};x\n" for n in range(15))
    )
    assert dialog.columns._more.text().startswith("3 more words come in without a verdict")
    assert "“Coder 1 verdict” is taken; meant could be “Coder 2 verdict”." in dialog._about.text()


def test_one_of_several_places_can_be_picked(sample: Program, opened: Open, qtbot: QtBot) -> None:
    dialog = opened(TABLE)
    dialog._view.setCurrentIndex(dialog.model.index(1, 2))
    assert dialog._view.currentIndex().column() == 0
    pick(dialog, "import-place-0", "“Police said so too.” at 60")
    assert "2 found" in dialog._summary.text()
    pick(dialog, "import-verdict-0", "Unverified")
    settle(dialog, qtbot)
    assert "2 found" in dialog._summary.text()
    press(dialog, qtbot)
    found = [one for one in sample.desk.project.read(passages.links) if one.start == 60]
    assert [one.quote for one in found] == ["Police said so too."]


def test_of_many_quotes_those_that_wait_for_a_choice_are_shown_first(
    sample: Program, opened: Open
) -> None:
    many = "".join(f";The mayor said that the bridge{' ' * n}.\n" for n in range(1, 35))
    head = "claim;quote\nThe bridge;that the bridge is safe\n"
    dialog = opened(f"{head}{many};Police said so too.\n")
    first = dialog.findChild(QLabel, "import-quote-0")
    assert first is not None
    assert "can be meant in 2 places" in first.text()


def test_a_quote_can_be_left_without_a_passage(sample: Program, opened: Open, qtbot: QtBot) -> None:
    dialog = opened(TABLE)
    pick(dialog, "import-place-0", "No passage")
    press(dialog, qtbot)
    assert said(sample) == "3 claims imported"


def test_claims_are_ticked_by_key_and_by_buttons(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    dialog = opened(TABLE)
    QTest.keyClick(dialog._view, Qt.Key.Key_Space)
    assert button(dialog).text() == "&Import 2 claims"
    dialog._none.click()
    assert not button(dialog).isEnabled()
    dialog._all.click()
    assert button(dialog).text() == "&Import 3 claims"
    assert not dialog.model.setData(dialog.model.index(0, 0), "x")
    QTest.keyClick(dialog._view, Qt.Key.Key_Space)
    press(dialog, qtbot)
    assert "The bridge is safe" not in rows(sample)


def test_a_table_whose_columns_are_not_known_asks_for_them_once(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    table = "A;B\nThe bridge is open;half\n"
    dialog = opened(table)
    assert dialog._complaint.text() == "Say which column holds the claims."
    assert not button(dialog).isEnabled()
    assert combo(dialog, "import-column-0").hasFocus()
    pick(dialog, "import-column-1", "Claim")
    pick(dialog, "import-column-0", "Claim")
    assert dialog.columns.held == (Field.CLAIM, None)
    settle(dialog, qtbot)
    assert dialog._complaint.isHidden()
    press(dialog, qtbot)
    assert rows(sample)[-1] == "The bridge is open"

    again = opened(table)
    assert again.columns.held == (Field.CLAIM, None)
    assert again._summary.text() == (
        "The claim is in the project already, with all the table says of it: nothing to import."
    )
    assert not button(again).isEnabled()


def test_a_claim_that_is_there_is_said_to_be_and_keeps_what_it_says(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    first = rows(sample)[0]
    dialog = opened(f"claim;tags\n{first};new\n{first}s;x\n")
    shown = [dialog.model.index(n, 3).data() for n in range(2)]
    assert shown == ["in the project", "new"]
    press(dialog, qtbot)
    assert rows(sample).count(first) == 1


def test_a_table_taken_in_again_has_nothing_new_and_with_more_in_it_adds_that(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    press(opened(TABLE), qtbot)
    again = opened(TABLE)
    assert again._summary.text() == (
        "All 3 claims are in the project already, with all the table says: nothing to import."
    )
    again.model.setData(again.model.index(0, 0), 0, Qt.ItemDataRole.CheckStateRole)
    assert again._summary.text() == (
        "The 2 that are ticked are in the project already, with all the table says."
    )
    again.reject()
    more = opened(TABLE.replace("It rained;no such words at all", "It rained;Police said"))
    assert button(more).text() == "&Import 0 claims"
    pick_row(more, 2)
    pick(more, "import-place-0", "“Police said” at 40")
    assert button(more).text() == "&Add to 1 claim"
    assert [more.model.index(n, 3).data() for n in range(3)] == [
        *("in the project", "in the project, 1 remark", "gets more"),
    ]
    press(more, qtbot)
    assert said(sample) == "Added to 1 claim, 1 passage linked"
    last = opened(TABLE + "A new one;;;\nIt rained;The mayor said;;\n")
    assert button(last).text() == "&Import 1 claim, add to 1"
    assert "1 new claim, 3 in the project already (1 of them get more)" in last._summary.text()


def test_an_import_goes_on_in_parts_and_can_be_stopped_between_them(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    before = rows(sample)
    dialog = opened("claim\n" + "".join(f"Claim {n}\n" for n in range(120)))
    button(dialog).click()
    assert dialog._summary.text() == "The claims are coming in…"
    assert dialog._cancel.text() == "&Stop"

    def stop(done: int) -> None:
        if done == 25:
            dialog._cancel.click()

    dialog._bar.valueChanged.connect(stop)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or dialog.isHidden(), timeout=20_000)
    assert rows(sample) == [*before, *(f"Claim {n}" for n in range(25))]
    assert said(sample) == "25 claims imported; stopped after 25 of 120"
    sample.actions.run("edit.undo")
    assert rows(sample) == before


def test_an_import_stopped_before_it_begins_leaves_the_dialog_as_it_was(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    before = rows(sample)
    dialog = opened(TABLE)
    button(dialog).click()
    dialog._cancel.click()
    sample.desk.tasks.wait_all()
    assert dialog.isVisible()
    assert rows(sample) == before
    assert button(dialog).text() == "&Import 3 claims"
    press(dialog, qtbot)
    assert len(rows(sample)) == len(before) + 3


def test_an_import_under_way_ends_with_its_project(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    dialog = opened("claim\n" + "".join(f"Claim {n}\n" for n in range(120)))
    button(dialog).click()
    project = sample.desk.project

    def leave(done: int) -> None:
        if done == 25:
            project.use(None)

    dialog._bar.valueChanged.connect(leave)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or dialog.isHidden(), timeout=20_000)
    assert sample.desk.project.undo_stack.count() == 0


def test_an_import_that_cannot_be_written_says_why(
    sample: Program, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(sample)
    dialog = opened(TABLE)

    def refuse(*_arguments: object) -> None:
        raise ReviewError(Code.REFUSED, "It cannot be.")

    monkeypatch.setattr(Intake, "take", refuse)
    button(dialog).click()
    qtbot.waitUntil(lambda: button(dialog).isEnabled(), timeout=20_000)
    assert rows(sample) == before


def test_the_file_can_be_read_in_another_way(sample: Program, opened: Open, qtbot: QtBot) -> None:
    dialog = opened("claim;quote\nÜber die Brücke;x\n")
    dialog._has_header.click()
    qtbot.waitUntil(dialog._complaint.isVisible, timeout=20_000)
    assert combo(dialog, "import-column-0").accessibleName() == "Column Column 1"
    dialog._has_header.click()
    qtbot.waitUntil(lambda: bool(dialog.model.rows), timeout=20_000)
    pick(dialog, "import-claims-encoding", "UTF-16")
    qtbot.waitUntil(lambda: "“table.csv”" in dialog._complaint.text(), timeout=20_000)
    assert not button(dialog).isEnabled()


def test_leaving_stops_looking_and_nothing_comes_in(
    sample: Program, opened: Open, qtbot: QtBot
) -> None:
    before = rows(sample)
    dialog = opened(TABLE)
    pick(dialog, "import-verdict-0", "Denied")
    dialog.reject()
    sample.desk.tasks.wait_all()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert rows(sample) == before


def test_nothing_is_offered_without_a_project(program: Program, tmp_path: Path) -> None:
    program.claim_tables._import.offer(Sheet("a.csv", ("claim",), (), ","), tmp_path / "a.csv")
    assert program.window.findChildren(ImportClaims) == []


def test_a_project_that_is_only_read_takes_nothing_in(qtbot: QtBot) -> None:
    dialog = ImportClaims("It is open elsewhere.")
    qtbot.addWidget(dialog)
    assert button(dialog).toolTip() == "It is open elsewhere."
    assert not button(dialog).isEnabled()
