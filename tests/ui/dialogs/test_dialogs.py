"""What holds for every dialog: names, keys, tab order, large letters, both themes."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from claimdesk.core.model import ArticleRow, ClaimRow, Original, ReadArticle
from claimdesk.core.settings import SettingsFile
from claimdesk.exchange.claims_csv.changes import Changes, Difference
from claimdesk.exchange.claims_csv.drafts import drafts
from claimdesk.exchange.claims_csv.fields import guess
from claimdesk.exchange.claims_csv.places import Outcome, Place, Placed
from claimdesk.exchange.claims_csv.plan import Plan, Planned
from claimdesk.exchange.claims_csv.sheet import sheet_in
from claimdesk.store.backups import Shelf
from claimdesk.store.opening import Verified
from claimdesk.store.recovery import Cause, Recovered
from claimdesk.store.salvage import Salvaged
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.dialogs.about import About
from claimdesk.ui.dialogs.article_details import ArticleDetails
from claimdesk.ui.dialogs.assign import Askable, AssignDialog
from claimdesk.ui.dialogs.claim_changes.dialog import ClaimChanges
from claimdesk.ui.dialogs.claims.link import LinkPicker
from claimdesk.ui.dialogs.claims.merge_into import MergeIntoDialog
from claimdesk.ui.dialogs.claims.relate import RelateDialog
from claimdesk.ui.dialogs.copy_for_outsiders import CopyForOutsiders
from claimdesk.ui.dialogs.export.columns import ColumnsDialog
from claimdesk.ui.dialogs.export.dialog import ExportDialog
from claimdesk.ui.dialogs.export.wish import ExportOffer
from claimdesk.ui.dialogs.final_verdict import FinalVerdictDialog
from claimdesk.ui.dialogs.import_articles.dialog import ImportArticles
from claimdesk.ui.dialogs.import_claims.dialog import ImportClaims
from claimdesk.ui.dialogs.manual import Manual
from claimdesk.ui.dialogs.paste_article import PasteArticle
from claimdesk.ui.dialogs.preferences import Preferences
from claimdesk.ui.dialogs.project_search import ProjectSearch
from claimdesk.ui.dialogs.recovery import RecoveryDialog
from claimdesk.ui.dialogs.repeats import Repeats
from claimdesk.ui.dialogs.restore import Backups
from claimdesk.ui.dialogs.salvage import SalvageDialog
from claimdesk.ui.models.import_queue import Queued, State

from .conftest import candidates

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAMES = (
    "about",
    "article-details",
    "assign",
    "backups",
    "claim-changes",
    "export",
    "columns",
    "import-articles",
    "import-claims",
    "final-verdict",
    "link-picker",
    "manual",
    "merge-into",
    "outsiders",
    "paste-article",
    "preferences",
    "relate",
    "recovery",
    "salvage",
)


SIDE_BY_SIDE = ("import-claims",)
"""Dialogs of two columns, which are gone through one after the other."""
Show = Callable[[QDialog], None]


@dataclass
class Maker:
    window: QMainWindow
    theme: Theme
    rows: list[ClaimRow]
    article: ArticleRow
    settings: SettingsFile
    folder: Path

    def __call__(self, name: str) -> QDialog:
        window = self.window
        found = Verified(9, 1, 2, 5)
        saved = Salvaged(found, names=(("claim", "It was."),), lost=1)
        old, new = self.folder / "a.claimdesk", self.folder / "b.claimdesk"
        shelf = Shelf(self.folder, "Desk", old)
        made: dict[str, Callable[[], QDialog]] = {
            "about": lambda: About(window),
            "article-details": lambda: ArticleDetails(self.article, window),
            "assign": lambda: AssignDialog(
                "1. It was.", 1, [Askable(self.rows[0].id, "Nina", 1, 0)], window
            ),
            "backups": lambda: Backups([shelf], shelf, window),
            "claim-changes": lambda: ClaimChanges("claims.csv", self._changes(), "", window),
            "export": lambda: ExportDialog(ExportOffer(self.folder, "a"), window),
            "columns": lambda: ColumnsDialog(("claims",), (), "Mine", window),
            "import-articles": self._import,
            "import-claims": self._import_claims,
            "manual": lambda: Manual("first-steps", window),
            "final-verdict": lambda: FinalVerdictDialog("Claim 1", (), None, self.theme, window),
            "merge-into": lambda: MergeIntoDialog(
                "Merge", candidates(self.rows), self.theme, window
            ),
            "relate": lambda: RelateDialog(1, candidates(self.rows), self.theme, window),
            "link-picker": lambda: LinkPicker(
                candidates(self.rows), "the bridge", self.theme, window
            ),
            "outsiders": lambda: CopyForOutsiders(window),
            "paste-article": lambda: PasteArticle(None, window),
            "preferences": lambda: Preferences(self.settings, self.theme, window),
            "project-search": lambda: ProjectSearch(True, window),
            "repeats": lambda: Repeats("", window),
            "recovery": lambda: RecoveryDialog(old, new, Recovered(Cause.JOURNAL, found), window),
            "salvage": lambda: SalvageDialog(old, new, saved, window),
        }
        return made[name]()

    def _import_claims(self) -> QDialog:
        dialog = ImportClaims("", self.window)
        table = b"claim;rating;quote\nThe bridge is gone.;half true;It was.\n"
        found = sheet_in(table, "claims.csv")
        columns = guess(found.header)
        dialog.show_sheet(found, columns)
        read = drafts(found, columns)
        quoted = read.claims[0].quotes[0]
        places = tuple(Place(self.article, at, at + 7, "It was.") for at in (0, 20))
        placed = Placed(quoted, Outcome.AMBIGUOUS, places)
        planned = Planned(read.claims[0], (placed,), self.rows[0])
        dialog.show_plan(Plan((planned,), read.troubles, read.unknown_verdicts))
        return dialog

    def _changes(self) -> Changes:
        row = self.rows[0]
        cell = Difference(row.id, 1, row.text, 2, "claimant", "King", "Mayor", "King")
        return Changes((cell,), 1, 0, (), (), ("The encoding was guessed.",))

    def _import(self) -> QDialog:
        dialog = ImportArticles(self.window)
        article, original = ReadArticle("Rain.\n\nIt fell."), Original(b"", "a.html", "html")
        dialog.add([Queued(0, "a.html", State.READY, article=article, original=original)])
        return dialog


@pytest.fixture
def make(
    window: QMainWindow,
    theme: Theme,
    rows: list[ClaimRow],
    article: ArticleRow,
    settings: SettingsFile,
    tmp_path: Path,
) -> Maker:
    return Maker(window, theme, rows, article, settings, tmp_path)


@pytest.fixture(params=NAMES)
def dialog(request: pytest.FixtureRequest, make: Maker, show: Show) -> QDialog:
    made = make(request.param)
    show(made)
    return made


def controls(dialog: QDialog) -> list[QWidget]:
    """All that takes the focus by keyboard, in tab order."""
    found: list[QWidget] = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def texts_with_mnemonics(dialog: QDialog) -> Iterator[str]:
    for label in dialog.findChildren(QLabel):
        if label.buddy():
            yield label.text()
    for button in dialog.findChildren(QAbstractButton):
        yield button.text()


def test_every_control_has_a_name_and_an_identifier(dialog: QDialog) -> None:
    for widget in controls(dialog):
        assert widget.accessibleName(), widget
        assert widget.accessibleIdentifier(), widget
    assert dialog.accessibleIdentifier() == dialog.objectName()


def test_no_identifier_is_used_twice(dialog: QDialog) -> None:
    names = Counter(
        widget.accessibleIdentifier()
        for widget in dialog.findChildren(QWidget)
        if widget.accessibleIdentifier()
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_fields_have_labels_that_lead_to_them(dialog: QDialog) -> None:
    buddies = [label.buddy() for label in dialog.findChildren(QLabel)]
    for widget in controls(dialog):
        if isinstance(widget, QLineEdit | QComboBox | QSpinBox):
            assert widget in buddies, widget.objectName()


def test_mnemonics_are_there_and_unique(dialog: QDialog) -> None:
    letters = [
        letter.lower()
        for text in texts_with_mnemonics(dialog)
        for letter in re.findall(r"&(\w)", text)
    ]
    assert letters
    assert [letter for letter, number in Counter(letters).items() if number > 1] == []


def test_escape_closes_and_the_dialog_goes_away(dialog: QDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_one_button_is_the_default(dialog: QDialog) -> None:
    defaults = [b.objectName() for b in dialog.findChildren(QPushButton) if b.isDefault()]
    assert len(defaults) == 1
    assert defaults[0].endswith(("-close", "-save", "-write", "-ok", "-add", "-open", "-recover"))


def test_tab_goes_from_top_to_bottom(dialog: QDialog) -> None:
    corners = [widget.mapTo(dialog, QPoint(0, widget.height())) for widget in controls(dialog)]
    edge = dialog.width() // 3 if dialog.objectName() in SIDE_BY_SIDE else dialog.width()
    tops = [(corner.x() >= edge, corner.y()) for corner in corners]
    assert tops == sorted(tops)


@pytest.mark.parametrize("name", NAMES)
def test_large_letters_are_not_cut(
    name: str, make: Maker, qtbot: QtBot, qapp: QApplication
) -> None:
    font = qapp.font()
    large = qapp.font()
    large.setPixelSize(20)
    qapp.setFont(large)
    try:
        dialog = make(name)
        with qtbot.waitExposed(dialog):
            dialog.open()
        for widget in dialog.findChildren(QWidget):
            if widget.isVisible() and isinstance(widget, QLineEdit | QPushButton | QComboBox):
                assert widget.height() >= widget.fontMetrics().height(), widget
                assert widget.height() >= widget.minimumSizeHint().height() - 1, widget
        assert dialog.minimumSizeHint().width() <= 1024
        assert dialog.minimumSizeHint().height() <= 700
    finally:
        qapp.setFont(font)


@pytest.mark.parametrize("name", NAMES)
def test_every_dialog_can_change_its_colours_while_it_is_open(
    name: str, make: Maker, qtbot: QtBot
) -> None:
    dialog = make(name)
    with qtbot.waitExposed(dialog):
        dialog.open()
    light = dialog.grab().toImage().pixelColor(3, 3)
    make.theme.prefer("dark")
    QApplication.processEvents()
    dark = dialog.grab().toImage().pixelColor(3, 3)
    assert light.lightness() > 200
    assert dark.lightness() < 80
