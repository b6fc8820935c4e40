"""What the tests of this folder share: a project, and a review that holds every kind of item."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.model import ReviewerRow
from claimdesk.exchange import review_json
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store.store import Store

DATA = Path(__file__).parents[1] / "data" / "review"


@pytest.fixture
def whole_path() -> Path:
    return DATA / "whole.review.json"


@pytest.fixture
def whole(whole_path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(whole_path.read_bytes())
    return data


@pytest.fixture
def new_store(tmp_path: Path, me: ReviewerRow) -> Iterator[Callable[[], Store]]:
    """Make a new empty project each time it is called."""
    made: list[Store] = []

    def make() -> Store:
        path = tmp_path / f"project-{len(made)}.claimdesk"
        made.append(Store.create(path, "Test", me, durable=False))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Write a review with the files it names beside it."""

    def written(data: dict[str, Any]) -> Path:
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for name in ("second.txt", "letter.txt"):
            (folder / name).write_bytes((DATA / name).read_bytes())
        path = folder / "in.review.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    return written


@pytest.fixture
def load(write: Callable[[dict[str, Any]], Path]) -> Callable[..., LoadReport]:
    """Load a review, given as data, into a project."""

    def loaded(store: Store, data: dict[str, Any]) -> LoadReport:
        review = review_json.read_review(write(copy.deepcopy(data)))
        report, _ = store.run("Load review", lambda session: review_json.load(session, review))
        return report

    return loaded
