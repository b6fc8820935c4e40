"""The ground the program stands on: the Qt binding, SQLite, what a wheel carries."""

import os
import sqlite3
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

EMITS = """
    import sys
    from PySide6.QtCore import QObject, Signal

    class Bell(QObject):
        rung = Signal()

    bell = Bell()
    bell.rung.emit()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(50):
        bell.rung.emit()
        bell.setObjectName("bell")
    after = sys.getrefcount(None), sys.getrefcount(True)
    print(after[0] - before[0], after[1] - before[1])
"""


def test_the_qt_binding_does_not_lose_references_when_it_emits() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(EMITS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"PySide6 does not survive 50 emits: {done.stderr}"
    lost = [int(number) for number in done.stdout.split()]
    assert all(abs(number) < 10 for number in lost), (
        f"PySide6 {version('PySide6_Essentials')} changes the reference counts of None and True "
        f"by {lost} in 50 emits on Python {sys.version.split()[0]}; it would end the program."
    )


def test_the_installed_qt_binding_is_one_that_pyproject_allows_here() -> None:
    (here,) = [one for one in _wanted() if one.name == "PySide6-Essentials"]
    assert here.specifier.contains(version("PySide6_Essentials"))


def test_sqlite_knows_strict_tables() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE words (word TEXT NOT NULL) STRICT")
    connection.close()


def test_the_constraints_pin_every_direct_dependency_exactly() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    assert all([one.operator for one in pin.specifier] == ["=="] for pin in pins)
    pinned = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }
    for wanted in _wanted():
        assert wanted.specifier.contains(pinned[canonicalize_name(wanted.name)]), wanted.name


def test_a_wheel_carries_the_format_of_the_project_file_and_the_resources(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = {
        f"claimdesk/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert resources
    assert resources <= names
    assert {"claimdesk/store/schema.sql", "claimdesk/py.typed"} <= names


def _wanted() -> list[Requirement]:
    """Return what pyproject.toml asks for on this Python, its own extras aside."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [Requirement(one) for one in [*project["dependencies"], *chain(*extras.values())]]
    return [
        one
        for one in wanted
        if one.name != "claimdesk" and (one.marker is None or one.marker.evaluate())
    ]
