"""The import dialog by itself: one file quietly, several as a queue, corrections, doubles."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from claimdesk.core.ids import derived_id
from claimdesk.core.model import Original, ReadArticle
from claimdesk.exchange.intake import Found
from claimdesk.exchange.readers import Wish
from claimdesk.ui.dialogs.import_articles.dialog import ImportArticles
from claimdesk.ui.dialogs.import_articles.preview import _MOST_SHOWN
from claimdesk.ui.models.import_queue import Queued, State

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TWIN = derived_id("article", b"twin")


class Importing:
    def __init__(self, dialog: ImportArticles) -> None:
        self.dialog = dialog
        self.imported: list[list[Queued]] = []
        self.reread: list[Queued] = []
        self.opened: list[object] = []
        self.stopped: list[bool] = []
        dialog.import_wanted.connect(self.imported.append)
        dialog.reread_wanted.connect(self.reread.append)
        dialog.open_wanted.connect(self.opened.append)
        dialog.stop_wanted.connect(lambda: self.stopped.append(True))
        self.ok = self.button("ok")

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChildren(QPushButton, f"import-{name}")[0]

    def line(self, name: str) -> QLineEdit:
        return self.dialog.findChildren(QLineEdit, f"import-{name}")[0]

    def combo(self, name: str) -> QComboBox:
        return self.dialog.findChildren(QComboBox, f"import-{name}")[0]

    def said(self, name: str) -> str:
        return self.dialog.findChildren(QLabel, f"import-{name}")[0].text()

    @property
    def queue(self) -> QTableView:
        return self.dialog.findChildren(QTableView, "import-queue")[0]

    @property
    def text(self) -> str:
        return self.dialog.findChildren(QPlainTextEdit, "import-text")[0].toPlainText()

    def choose(self, name: str, word: str) -> None:
        combo = self.combo(name)
        place = combo.findText(word)
        combo.setCurrentIndex(place)
        combo.activated.emit(place)


@pytest.fixture
def importing(window: QMainWindow, show: Callable[[QDialog], None]) -> Importing:
    dialog = ImportArticles(window)
    show(dialog)
    return Importing(dialog)


def ready(number: int, name: str = "a.txt", kind: str = "text", **about: str) -> Queued:
    article = ReadArticle(f"Text {number} of {name}\r\nends.", title=f"Title {number}")
    article = replace(article, remarks=("Something was left out.",), **about)
    original = Original(b"bytes", name, kind)
    return Queued(
        number, name, State.READY, article=article, original=original, sha256=bytes([number])
    )


def test_a_single_text_comes_in_with_return(importing: Importing) -> None:
    importing.dialog.add([ready(0)])
    assert not importing.queue.isVisible()
    assert importing.line("title").hasFocus()
    assert importing.text == "Text 0 of a.txt\nends."
    assert importing.said("remarks") == "Something was left out."
    assert not importing.combo("extent").isVisible()
    assert importing.combo("encoding").isVisible()
    QTest.keyClick(importing.line("title"), Qt.Key.Key_Return)
    assert importing.imported == [[ready(0)]]


def test_of_a_file_that_cannot_be_read_only_the_reason_is_shown(importing: Importing) -> None:
    bad = Queued(1, "bad.html", State.BAD, sentence="“bad.html”: It is damaged.")
    importing.dialog.add([replace(bad, original=Original(b"", "bad.html", "html")), ready(0)])
    shown = {name: importing.line(name).isVisible() for name in ("title", "url")}
    assert (shown, importing.said("standing")) == (
        {"title": False, "url": False},
        "“bad.html”: It is damaged.",
    )
    text = importing.dialog.findChildren(QPlainTextEdit, "import-text")[0]
    assert not text.isVisible()
    importing.queue.setCurrentIndex(importing.dialog.model.index(1, 0))
    assert importing.line("title").isVisible()
    assert text.isVisible()


def test_what_is_corrected_comes_in_so(importing: Importing) -> None:
    importing.dialog.add([ready(0), ready(1)])
    for name in ("title", "publisher", "author", "published", "url", "language"):
        importing.line(name).clear()
        QTest.keyClicks(importing.line(name), {"published": "2025-10"}.get(name, f" {name} "))
    QTest.mouseClick(importing.ok, Qt.MouseButton.LeftButton)
    first, second = importing.imported[0]
    assert first.article is not None
    assert second == ready(1)
    about = (first.article.title, first.article.publisher, first.article.published)
    assert about == ("title", "publisher", "2025-10")
    assert (first.article.author, first.article.url) == ("author", "url")
    assert first.article.language == "language"


def test_a_date_that_is_none_is_said_and_waits_for_its_correction(importing: Importing) -> None:
    importing.dialog.add([ready(0, published="Monday"), ready(1)])
    assert importing.ok.isEnabled()  # what a file says is left alone
    QTest.keyClicks(importing.line("published"), "!")
    assert importing.said("complaint").startswith("Write a date as")
    assert not importing.ok.isEnabled()
    importing.queue.setCurrentIndex(importing.dialog.model.index(1, 0))
    assert importing.said("complaint") == ""
    importing.queue.setCurrentIndex(importing.dialog.model.index(0, 0))
    assert importing.said("complaint") != ""
    importing.line("published").selectAll()
    QTest.keyClick(importing.line("published"), Qt.Key.Key_Delete)
    assert importing.ok.isEnabled()


def test_a_page_can_be_read_whole_and_in_another_encoding(importing: Importing) -> None:
    importing.dialog.add([ready(0, "a.html", "html")])
    importing.choose("extent", "The whole page")
    importing.choose("encoding", "KOI8-U")
    assert [row.wish for row in importing.reread] == [
        Wish(None, whole_page=True),
        Wish("koi8-u", whole_page=True),
    ]
    assert importing.said("standing") == "It is being read…"
    assert not importing.ok.isEnabled()
    importing.dialog.update_rows([replace(importing.reread[-1], state=State.READY)])
    assert importing.ok.isEnabled()


def test_what_is_there_already_is_opened_instead(importing: Importing) -> None:
    importing.dialog.add([replace(ready(0), state=State.THERE, there=TWIN)])
    assert importing.said("standing").startswith("This text is in the project already")
    assert not importing.ok.isEnabled()
    QTest.keyClick(importing.line("title"), Qt.Key.Key_Return)
    assert importing.opened == [TWIN]


def test_a_queue_says_how_it_stands_and_leaves_out_what_is_not_wanted(
    importing: Importing,
) -> None:
    dialog = importing.dialog
    dialog.add([Queued(0, "waits.txt"), ready(1), ready(2)])
    dialog.update_rows([Queued(0, "waits.txt", State.BAD, sentence="“waits.txt”: It is empty.")])
    dialog.tell_folders(Found((), 3, too_many=True))
    assert importing.said("summary") == (
        "2 ready, 1 cannot be read; 3 files of other kinds left out, only the first 20,000 files "
        "were taken"
    )
    assert importing.said("standing") == "“waits.txt”: It is empty."
    assert importing.ok.text() == "&Import 2"
    QTest.keyClick(importing.queue, Qt.Key.Key_Delete)
    assert importing.said("summary").startswith("2 ready;")
    QTest.mouseClick(importing.button("leave-out"), Qt.MouseButton.LeftButton)
    assert [row.number for row in dialog.model.rows] == [2]
    importing.queue.selectAll()
    importing.button("leave-out").click()
    assert not dialog.model.rows
    assert not importing.ok.isEnabled()
    dialog.update_rows([ready(2)])  # one that was left out while it was read
    assert not dialog.model.rows
    assert dialog.row(2) is None


def test_folders_without_articles_are_told(importing: Importing) -> None:
    importing.dialog.look_into_folders()
    assert importing.said("summary") == "Looking into the folders…"
    importing.dialog.tell_folders(Found(()))
    assert importing.said("summary") == "There are no articles in it."


def test_escape_stops_an_import_before_it_closes(importing: Importing) -> None:
    dialog = importing.dialog
    dialog.add([ready(0), ready(1), Queued(2, "bad.txt", State.BAD, sentence="Bad.")])
    dialog.begin_import()
    assert not importing.ok.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (importing.stopped, dialog.isVisible()) == ([True], True)
    dialog.update_rows([replace(ready(0), state=State.DONE)])
    dialog.end_import()
    assert dialog.isVisible()
    assert importing.said("summary") == "1 ready, 1 imported, 1 cannot be read"
    assert importing.said("standing") == "It was imported."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_closes_by_itself_when_all_is_in(importing: Importing) -> None:
    importing.dialog.add([replace(ready(0), state=State.DONE)])
    importing.dialog.end_import()
    assert not importing.dialog.isVisible()


def test_a_long_text_is_shown_in_part_and_many_remarks_too(importing: Importing) -> None:
    article = ReadArticle("x" * (_MOST_SHOWN + 5), remarks=tuple(map(str, range(9))))
    importing.dialog.add([replace(ready(0), article=article)])
    assert len(importing.text) == _MOST_SHOWN
    assert importing.said("remarks").endswith("5\n… and 3 more remarks")
