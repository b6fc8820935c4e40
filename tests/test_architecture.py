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


def test_the_tests_mirror_the_packages() -> None:
    """Whether each line runs is for the coverage floors; the journeys run ``app``."""
    packages = {path.relative_to(SOURCE).parts[0] for path in MODULES if path.parent != SOURCE}
    mirrored = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert packages - {"app"} <= mirrored


def test_the_top_level_holds_only_what_the_plan_names() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in _tree_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_tells_where_it_was_made() -> None:
    """No paths of a developer's machine and no package mirrors in the tree."""
    telling = re.compile(rf"{re.escape(str(ROOT))}/|index-url")
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
