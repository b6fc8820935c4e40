"""The rules of the house that no linter knows: sizes, places, names, nothing hidden.

import-linter guards the layers and ruff the functions; what is here has no other guard.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "claimdesk"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_MODULE = 400
TOP_LEVEL = {
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"),
    *("src", "tests", "resources", "packaging"),
}
LATE_IMPORTS = ("app*", "cli/*", "exchange/readers/*")
"""Where imports may wait inside functions, for the time the program takes to start."""

VAGUE_WORDS = {"mgr", "util", "utils", "helper", "helpers", "common", "misc"}

COVERED_BY = {
    "ui/article/accessibility.py": "ui/article/test_article_view.py",
    "ui/article/caret.py": "ui/article/test_article_view.py",
    "ui/article/keyboard.py": "ui/article/test_article_view.py",
    "ui/article/layout.py": "ui/article/test_article_view.py",
    "ui/article/look.py": "ui/article/test_article_view.py",
    "ui/article/metrics.py": "ui/article/test_article_view.py",
    "ui/article/minimap.py": "ui/article/test_article_view.py",
    "ui/article/mouse.py": "ui/article/test_article_view.py",
    "ui/article/painting.py": "ui/article/test_article_view.py",
    "ui/article/scrolling.py": "ui/article/test_article_view.py",
    "ui/article/strips.py": "ui/article/test_article_view.py",
}
"""Modules no test file is named after or imports, and the test file that covers them."""


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _tree_files() -> Iterator[Path]:
    """Yield every file that belongs to the repository: all but what .gitignore names."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split()]
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if parts[0] == ".git" or not path.is_file():
            continue
        if not any(fnmatch(part, pattern) for part in parts for pattern in ignored):
            yield path


def _texts() -> Iterator[tuple[str, str]]:
    for path in _tree_files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and projects


def _imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.walk(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child


@pytest.mark.parametrize(
    "folder", [SOURCE, ROOT / "tests", ROOT / "packaging"], ids=lambda folder: folder.name
)
def test_no_module_is_longer_than_its_reader_can_bear(folder: Path) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in folder.rglob("*.py")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE}


def test_the_main_window_decides_nothing_and_stays_short() -> None:
    lines = (SOURCE / "ui" / "main_window.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150


def test_imports_stand_at_the_top_except_for_start_up_time() -> None:
    hidden = [
        f"{_name(path)}:{one.lineno}"
        for path in MODULES
        if not any(fnmatch(_name(path), pattern) for pattern in LATE_IMPORTS)
        for function in ast.walk(_tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for one in _imports(function)
    ]
    assert not hidden


def test_no_import_is_for_types_only() -> None:
    assert not [_name(path) for path in MODULES if "TYPE_CHECKING" in path.read_text("utf-8")]


def test_nothing_is_built_at_import_that_everybody_could_reach() -> None:
    """No singletons: at module level stand constants, functions and classes, no live objects."""
    live = re.compile(r"(Project|Selection|Store|Theme|Settings|MainWindow|QApplication|Announcer)")
    built = [
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        for node in _tree(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and live.fullmatch(node.value.func.id)
    ]
    assert not built


def test_names_say_what_things_are() -> None:
    vague = set()
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").glob("*.py")]:
        names = {path.stem, path.parent.name}
        for node in ast.walk(_tree(path)):
            match node:
                case ast.Name(id=name) | ast.arg(arg=name):
                    names.add(name)
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    names.add("" if name.startswith("test_") else name)
        for name in names:
            words = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().split("_")
            if VAGUE_WORDS & set(words):
                vague.add(f"{path.relative_to(ROOT)}: {name}")
    assert not vague


def test_only_overrides_of_qt_are_written_in_camel_case() -> None:
    strange = []
    for path in MODULES:
        if not _name(path).startswith("ui/"):
            continue
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef) and hasattr(module, node.name):
                bases = getattr(module, node.name).__mro__[1:]
                strange += [
                    f"{name}.{node.name}.{method.name}"
                    for method in node.body
                    if isinstance(method, ast.FunctionDef)
                    and method.name != method.name.lower()
                    and not any(
                        method.name in vars(base)
                        for base in bases
                        if base.__module__.startswith("PySide6")
                    )
                ]
    assert not strange


def test_every_module_has_its_tests() -> None:
    """A test file is named after it, or imports it, or is listed in COVERED_BY."""
    imported = _imported_by_tests()
    untested = []
    for path in MODULES:
        statements = [node for node in _tree(path).body if not isinstance(node, ast.Expr)]
        if path.name == "__main__.py" or not statements or path.parent == SOURCE:
            continue
        dotted = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        dotted = dotted.removesuffix(".__init__")
        if not (_has_tests(path) or dotted in imported or _name(path) in COVERED_BY):
            untested.append(_name(path))
    assert not untested


def _has_tests(path: Path) -> bool:
    place = path.relative_to(SOURCE)
    stem = place.parent.name if place.name == "__init__.py" else place.stem
    names = {f"test_{stem}.py", f"test_{place.parent.name}_{stem}.py"}
    return any(found.name in names for found in (ROOT / "tests" / place.parts[0]).rglob("*.py"))


def _imported_by_tests() -> set[str]:
    found = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for one in _imports(_tree(path)):
            if isinstance(one, ast.Import):
                found |= {alias.name for alias in one.names}
            elif one.module:
                found |= {one.module, *(f"{one.module}.{alias.name}" for alias in one.names)}
    return found


def test_what_is_listed_as_covered_elsewhere_exists_and_has_no_tests_of_its_own() -> None:
    for module, covering in COVERED_BY.items():
        assert (SOURCE / module).is_file(), module
        assert (ROOT / "tests" / covering).is_file(), covering


def test_the_top_level_holds_only_what_the_plan_names() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in _tree_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_tells_where_it_was_made() -> None:
    """No paths of a developer's machine and no package mirrors in the tree."""
    telling = re.compile(
        rf"/(?:work|root|opt)/|{re.escape(str(ROOT))}|\bpypi\b|\bpythonhosted\b|index-url"
    )
    found = [
        f"{name}: {hit.group()}"
        for name, text in _texts()
        if name != "tests/test_architecture.py"
        for hit in telling.finditer(text)
    ]
    assert not found


def test_every_text_file_is_tidy() -> None:
    """UTF-8 without a mark, LF, one line end at the end, nothing left to be done."""
    kinds = (".py", ".toml", ".md", ".sql", ".json", ".yaml", ".txt", ".svg")
    untidy = []
    for name, text in _texts():
        if name.endswith(kinds) and not name.startswith(("tests/data/", "resources/samples/")):
            todo = re.search(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", text)
            if "\r" in text or text.startswith("\ufeff") or not text.endswith("\n") or todo:
                untidy.append(name)
    assert not untidy


def test_no_line_is_left_out_of_the_coverage() -> None:
    marker = "pragma: " + "no cover"
    assert not [name for name, text in _texts() if marker in text]
