"""The header of the article: compact, whole when asked, and opening nothing by itself."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from claimdesk.core.model import ArticleRow, Id
from claimdesk.store.articles import VersionRow
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.panes.article_header import ArticleHeader

NOON = 1_795_521_600_000
"""24 November 2026 at noon in Greenwich."""
ROW = ArticleRow(
    id=Id(b"a" * 16),
    title="Bridge closed",
    source_url="https://x.example/a?b=1&c=2",
    archived_url="",
    captured="",
    publisher="Post",
    author="Ann Lee",
    published="2026-11-20",
    language="en",
    version_id=Id(b"v" * 16),
    text_sha256=b"",
    length=6512,
    claims=0,
    reviewed=0,
)
VERSION = VersionRow(number=2, versions=3, imported_ms=NOON, length=6512)
LONG = "A title that goes on and on, as some do, with a clause and another clause " * 6


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """Take what the browser would get."""
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    return urls


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> ArticleHeader:
    made = ArticleHeader()
    qtbot.addWidget(made)
    made.resize(700, 120)
    made.use_room(700)
    made.show_article(ROW, VERSION)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_it_says_title_origin_address_and_version(header: ArticleHeader) -> None:
    assert header.title.text() == "Bridge closed"
    assert header.origin.text() == "Post · Ann Lee · 2026-11-20"
    assert header.address.text() == "https://x.example/a?b=1&&c=2"
    said = "Version 2 of 3, imported 24 November 2026, 6,512 characters"
    assert header.version.text() == said
    assert header.version.accessibleDescription() == said
    header.show_article(ROW, VersionRow(1, 1, NOON, 1))
    assert header.version.text() == "Version 1, imported 24 November 2026, 1 character"


def test_what_is_not_known_takes_no_room(header: ArticleHeader) -> None:
    before = header.sizeHint().height()
    header.show_article(replace(ROW, source_url="", publisher="", author="", published=""), VERSION)
    assert header.origin.isHidden()
    assert header.address.isHidden()
    assert header.sizeHint().height() < before


def test_a_click_on_the_address_opens_it_and_nothing_else_does(
    header: ArticleHeader, opened: list[QUrl]
) -> None:
    assert opened == []
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(690, 60))
    assert opened == []
    QTest.mouseClick(header.address, Qt.MouseButton.LeftButton)
    assert [one.toString() for one in opened] == ["https://x.example/a?b=1&c=2"]


def test_the_address_opens_and_is_copied_by_keyboard(
    header: ArticleHeader, opened: list[QUrl]
) -> None:
    header.address.setFocus()
    QTest.keyClick(header.address, Qt.Key.Key_Space)
    assert len(opened) == 1
    first, copied = header.address.actions()
    first.trigger()
    assert len(opened) == 2
    copied.trigger()
    assert QGuiApplication.clipboard().text() == ROW.source_url


@pytest.mark.parametrize("address", ["Print edition, page 3", "file:///etc/passwd", "javascript:x"])
def test_what_is_no_web_address_opens_nothing_and_can_be_copied(
    header: ArticleHeader, opened: list[QUrl], address: str
) -> None:
    header.show_article(replace(ROW, source_url=address), VERSION)
    QTest.mouseClick(header.address, Qt.MouseButton.LeftButton)
    assert opened == []
    assert not header.address.font().underline()
    header.address.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == address


def test_a_long_title_takes_two_lines_and_a_long_address_one(header: ArticleHeader) -> None:
    line = header.fontMetrics().lineSpacing()
    address = "https://x.example/" + "a-long-path/" * 40 + "end"
    header.show_article(replace(ROW, title=LONG, source_url=address), VERSION)
    assert header.title.heightForWidth(600) == 2 * header.title.fontMetrics().lineSpacing()
    header.resize(400, header.heightForWidth(400))
    header.grab()
    assert "…" in header.address.text()
    assert header.address.text().endswith("end")
    assert header.address.toolTip().startswith(address)
    assert header.title.toolTip() == LONG
    assert header.height() < 9 * line
    assert header.minimumSizeHint().width() < 120


def test_in_a_low_pane_the_less_important_lines_go_first(header: ArticleHeader) -> None:
    order = (header.version, header.address, header.origin)
    for height in range(700, 40, -5):
        header.use_room(height)
        hidden = [one.isHidden() for one in order]
        assert hidden == sorted(hidden, reverse=True)
    assert all(hidden)
    assert not header.title.isHidden()
    header.use_room(700)
    assert not any(one.isHidden() for one in order)


def test_the_link_looks_like_one(header: ArticleHeader) -> None:
    assert header.address.font().underline()
    assert header.address.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert header.address.accessibleName() == f"Address: {ROW.source_url}"
    QGuiApplication.sendEvent(header.address, QEvent(QEvent.Type.FontChange))
    assert header.address.width() <= header.address.sizeHint().width()
