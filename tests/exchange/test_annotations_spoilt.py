"""Web Annotations that were spoilt: each is loaded, or refused in a sentence."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ReadArticle
from claimdesk.exchange import review_files
from claimdesk.store import articles, claims
from claimdesk.store.store import Session, Store

from .annotated import CLAIM, SUNK, TEXT, URL, annotation, body, page

JUNK: tuple[object, ...] = (
    None,
    0,
    -1,
    1e308,
    True,
    "",
    "\ud800",
    "x" * 1_000_001,
    [],
    {},
    [[[]]],
    {"id": 1},
    "☃",
)


def spoilt(data: Any, chance: random.Random) -> Any:
    """Return a document with some of its parts put out, doubled or made into something else."""
    whole = json.loads(json.dumps(data))
    for _ in range(chance.choice((1, 1, 2, 8))):
        holder = whole
        while True:
            key: Any = chance.choice(
                list(holder) if isinstance(holder, dict) else range(len(holder))
            )
            inner = holder[key]
            if not isinstance(inner, dict | list) or not inner or chance.random() < 0.1:
                break
            holder = inner
        match chance.randrange(3):
            case 0:
                del holder[key]
            case 1:
                holder[key] = chance.choice(JUNK)
            case 2:
                holder[key] = [inner, inner]
        if not whole:
            break
    return whole


@pytest.fixture
def harbour(store: Store) -> Store:
    """Return a project with one article."""
    read = ReadArticle(TEXT, title="The ferry", url=URL)
    store.run("Import", lambda session: articles.add(session, read))
    return store


class _TakenBackError(Exception):
    """Ends an edit that is not meant to stay."""


def test_of_500_spoilt_files_each_is_loaded_or_refused_in_a_sentence(
    harbour: Store, tmp_path: Path
) -> None:
    verdict = body("assessing", "unverified", "verdict"), body("classifying", "x", "because")
    good = page(
        annotation(SUNK, CLAIM, body("tagging", "ship"), body("assessing", "asserts", "stance")),
        annotation("urn:x:sank", *verdict, creator={"name": "Bo"}),
        annotation("urn:x:sank", {"purpose": "linking", "source": {"id": "https://port.example"}}),
    )
    path = tmp_path / "spoilt.jsonld"
    outcomes: dict[str, int] = {}
    for seed in range(500):
        chance = random.Random(seed)
        data = json.dumps(spoilt(good, chance)).encode()
        if seed % 5 == 0:
            at = chance.randrange(len(data))
            data = data[:at] + chance.randbytes(3) + data[at + 2 :]
        path.write_bytes(data)
        outcome = _outcome(harbour, path)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1

    assert set(outcomes) <= {"loaded", "bad_review", "not_review", "missing", "refused"}
    assert outcomes["loaded"] > 50
    assert outcomes["bad_review"] > 50
    assert harbour.read(claims.rows) == []


def _outcome(store: Store, path: Path) -> str:
    """Return the code of the trouble with a file, or that it was loaded; nothing stays."""

    def attempt(session: Session) -> None:
        review_files.load_into(session, review_files.read(path))
        raise _TakenBackError

    with pytest.raises((ReviewError, _TakenBackError)) as caught:
        store.run("Load", attempt)
    if not isinstance(caught.value, ReviewError):
        return "loaded"
    assert caught.value.sentence.endswith(".")
    assert caught.value.sentence.isprintable()
    return caught.value.code
