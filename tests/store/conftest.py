"""What the tests of the store share: a clock that steps, and a project with work in it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from claimdesk.core.model import Id, ReviewerRow, Verdict
from claimdesk.store import assessments, claims
from claimdesk.store.store import Store
from store.world import TEXT, a_link, an_article, do

collect_ignore = ["test_guard.py", "test_posix.py"] if sys.platform == "win32" else []
Opener = Callable[..., Store]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "project.claimdesk"


@pytest.fixture
def opened(path: Path, me: ReviewerRow) -> Iterator[Opener]:
    """Return a function that opens the project (or another file) for work, as me or somebody."""
    stores: list[Store] = []
    clock = count(1_700_000_000_000, 1000)

    def open_store(where: Path = path, who: ReviewerRow = me) -> Store:
        make = Store.open if where.exists() else _create
        stores.append(make(where, who, durable=False, clock=lambda: next(clock)))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


def _create(path: Path, me: ReviewerRow, **settings: object) -> Store:
    return Store.create(path, "Project", me, **settings)


@dataclass(frozen=True)
class Review:
    """A project with one article, two claims, a passage each and one they share; one verdict."""

    store: Store
    version_id: Id
    first: Id
    second: Id
    own: Id
    shared: Id

    @property
    def path(self) -> Path:
        return self.store.path


@pytest.fixture
def review(opened: Opener) -> Review:
    store = opened()
    version_id = an_article(store, TEXT)
    first = do(store, claims.add, "The bridge was closed.", claimant="The paper")
    second = do(store, claims.add, "Ten people were hurt.")
    own = a_link(store, first, version_id, "closed on Monday")
    shared = a_link(store, first, version_id, "Ten people were hurt")
    a_link(store, second, version_id, "Ten people were hurt")
    do(store, assessments.decide, [first], Verdict.CONFIRMED)
    return Review(store, version_id, first, second, own, shared)
