"""What every test stands on: a home of its own, a headless Qt, a reviewer, an empty project.

Tests that ask for ``real_articles`` read two newspaper articles that may stand beside the checkout
(``../shared/articles``). They are not ours to copy, so without that folder these tests are not
collected: pytest counts them as deselected, and nothing else depends on them.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from claimdesk.core.ids import derived_id
from claimdesk.core.model import ReviewerRow
from claimdesk.store.store import Store

REAL_ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "articles"

# How long an example takes says nothing on a busy machine; the benchmarks measure.
settings.register_profile("claimdesk", deadline=None, print_blob=True)
settings.register_profile("long", settings.get_profile("claimdesk"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "claimdesk"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the long runs of the fault tests be asked for."""
    parser.addoption("--long", action="store_true", help="run the fault tests at full length")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot be here: the real articles, or an X server outside Linux."""
    without = [item for item in items if not _can_run(item)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


def _can_run(item: pytest.Item) -> bool:
    if "real_articles" in getattr(item, "fixturenames", ()) and not REAL_ARTICLES.is_dir():
        return False
    return sys.platform == "linux" or item.get_closest_marker("x11") is None


def home_variables(home: Path) -> dict[str, str]:
    """Return the environment in which programs keep their files below one folder."""
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in folders.items()}


@pytest.fixture(scope="session", autouse=True)
def plain_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make Qt headless unless asked otherwise, and the whole run free of the user's settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("QT_")]:
            if name != "QT_QPA_PLATFORM":
                patch.delenv(name)
        patch.setenv("QT_QPA_PLATFORM", os.environ.get("QT_QPA_PLATFORM", "offscreen"))
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("LANGUAGE", "")
        for name, value in home_variables(tmp_path_factory.mktemp("session")).items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give each test an empty home, so that no settings leak in and none leak out."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in home_variables(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def real_articles() -> Path:
    """Return the folder of the two real articles; see the module's docstring."""
    return REAL_ARTICLES


@pytest.fixture(scope="session")
def long_run() -> bool:
    """Return whether random tests are to take their time: HYPOTHESIS_PROFILE is "long"."""
    return os.environ.get("HYPOTHESIS_PROFILE") == "long"


@pytest.fixture
def me() -> ReviewerRow:
    """Return the reviewer who works in the tests."""
    return ReviewerRow(derived_id("reviewer", b"Nina Marsh"), "Nina Marsh", "NM")


@pytest.fixture
def store(tmp_path: Path, me: ReviewerRow) -> Iterator[Store]:
    """Open a new project that does not wait for the disk."""
    with Store.create(tmp_path / "project.claimdesk", "Project", me, durable=False) as opened:
        yield opened
