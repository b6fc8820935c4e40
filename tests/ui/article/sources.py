"""The article view's own source, for tests of what must never stand in it."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from claimdesk.ui import article

SOURCES = sorted(Path(inspect.getfile(article)).parent.glob("*.py"))


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Yield every node of the article view's source with the name of its file."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.name, node


def names_used(*files: str) -> set[str]:
    """Return every name and attribute that the article view's source, or a file of it, uses."""
    used = set()
    for name, node in nodes():
        if files and name not in files:
            continue
        match node:
            case ast.Attribute(attr=word) | ast.Name(id=word) | ast.alias(name=word):
                used.add(word)
            case ast.FunctionDef(name=word):
                used.add(word)
    return used
