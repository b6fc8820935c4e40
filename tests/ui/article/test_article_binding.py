"""What PySide6 does otherwise than one thinks: the traps after those of test_article_traps."""

import ast
import importlib
import inspect
from collections.abc import Callable

import pytest

from claimdesk.core.model import HighlightRow
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.colours import LIGHT
from ui.article.sources import SOURCES, names_used, nodes
from ui.article.test_article_traps import caret_at
from ui.article.texts import WORLD

MakeRow = Callable[..., HighlightRow]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_14_no_data_for_the_clipboard_is_made_in_python(view: ArticleView) -> None:
    assert "QMimeData" not in names_used()
    python = [one for one in type(view).__mro__ if one.__module__.startswith("claimdesk")]
    assert not any("createMimeDataFromSelection" in vars(one) for one in python)


def test_15_formats_of_selections_are_not_read_from_the_temporary() -> None:
    read = [
        name
        for name, node in nodes()
        if isinstance(node, ast.Attribute)
        and node.attr == "format"
        and isinstance(node.ctx, ast.Load)
        and not isinstance(node.value, ast.Name | ast.Constant)
    ]
    assert not read
    (layout,) = [path for path in SOURCES if path.name == "layout.py"]
    (draw,) = [
        node
        for node in ast.walk(ast.parse(layout.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "draw"
    ]
    assert not [n for n in ast.walk(draw) if isinstance(n, ast.Attribute) and n.attr == "format"]


def test_15_a_selection_over_everything_is_painted_again_and_again(view: ArticleView) -> None:
    view.set_article("\n".join([WORLD] * 20))
    view.selectAll()
    view.verticalScrollBar().setValue(0)
    place = caret_at(view, 9)
    for _ in range(20):
        image = view.viewport().grab().toImage()
        seen = {image.pixelColor(place.x() + by, place.y() - 6).name() for by in range(40)}
        assert LIGHT.selection.lower() in seen


def test_16_a_layout_asks_for_painting_without_saying_what() -> None:
    calls = [
        node
        for _, node in nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "emit"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "update"
    ]
    assert not [call for call in calls if call.args or call.keywords]


def test_16_every_override_of_a_method_of_qt_is_guarded() -> None:
    bare = []
    slots = {"copy"}  # nobody in Qt calls these
    for path in SOURCES:
        module = importlib.import_module(f"claimdesk.ui.article.{path.stem}")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ != module.__name__:
                continue
            stock = [one for one in kind.__mro__ if one.__module__.startswith("PySide6")]
            bare += [
                f"{name}.{method}"
                for method, made in vars(kind).items()
                if inspect.isfunction(made)
                and not method.startswith("_")
                and method not in slots
                and any(method in vars(one) for one in stock)
                and not hasattr(made, "__wrapped__")
            ]
    assert not bare


def test_17_no_accessible_object_is_made_in_python() -> None:
    made = {name for name in names_used() if name.startswith("QAccessible")}
    assert made <= {"QAccessible", "QAccessibleAnnouncementEvent"}
    assert "installFactory" not in names_used()


def test_18_the_place_of_a_caret_is_a_number_wherever_it_is_asked_for(
    view: ArticleView, row: MakeRow
) -> None:
    view.set_article(WORLD, [row(1, 0, 20)])
    strip = view._layout.strip_at(view._layout.top(0) + 1)
    line = strip.layout.lineAt(0)
    for index in (0, 1, 3, 9):
        unit = view._caret.positions.to_utf16(index)
        assert abs(strip.place(line, unit) - caret_at(view, index).x()) <= 1


def test_18_words_are_looked_for_in_the_stored_text(view: ArticleView) -> None:
    text = "A soft\u00adhyphen and a no\u00a0break.\n" * 3
    view.set_article(text)
    assert view.find_all("soft\u00adhyphen") == 3
    assert view.find_all("no\u00a0break") == 3
