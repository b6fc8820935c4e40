"""Articles opened one after the other leave nothing behind."""

import gc
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from claimdesk.core.model import HighlightRow, Verdict
from claimdesk.ui.article.view import ArticleView
from ui.article.texts import STORY, WORLD

MakeRow = Callable[..., HighlightRow]
Opened = tuple[str, Sequence[HighlightRow]]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType support missing")

WARM, LOADS = 20, 100
ALLOWED_BYTES = 4_000_000
"""What allocators keep; 80 loads of these articles that stay behind would be some 200 MB."""
ALLOWED_OBJECTS = 500


def resident() -> int:
    """Return the bytes this process holds in memory, 0 where the system does not say."""
    told = Path("/proc/self/statm")
    if not told.exists():
        return 0
    return int(told.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def articles(row: MakeRow) -> list[Opened]:
    """Return four articles of different sizes and scripts, with many highlights."""
    hand = random.Random(4)
    opened: list[Opened] = []
    for text in (STORY * 400, (WORLD + "\n") * 300, "word " * 60_000, "x" * 30_000):
        starts = (hand.randrange(len(text) - 90) for _ in range(1500))
        opened.append((text, [row(n, at, at + 60, Verdict.DENIED) for n, at in enumerate(starts)]))
    return opened


def read(view: ArticleView, opened: Opened) -> None:
    """Open an article and do a little of everything with it."""
    text, rows = opened
    view.set_article(text, rows)
    bar = view.verticalScrollBar()
    for place in (bar.maximum() // 2, bar.maximum()):
        bar.setValue(place)
        view.viewport().grab()
    view.set_highlights(rows[: len(rows) // 2])
    view.choose(None, rows[0].claim_id)
    view.find_all("i")
    view.select(0, len(text), reveal=False)
    QApplication.processEvents()


def test_memory_stays_flat_over_a_hundred_articles(view: ArticleView, row: MakeRow) -> None:
    opened = articles(row)
    held: list[tuple[int, int, int]] = []
    for number in range(1, LOADS + 1):
        read(view, opened[number % len(opened)])
        if number in (WARM, LOADS):
            gc.collect()
            children = len(view.findChildren(QObject))
            held.append((resident(), len(gc.get_objects()), children))
    (warm_bytes, warm_objects, warm_children), (last_bytes, last_objects, last_children) = held
    assert last_bytes - warm_bytes < ALLOWED_BYTES
    assert last_objects - warm_objects < ALLOWED_OBJECTS
    assert last_children == warm_children
