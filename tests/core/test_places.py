"""Places come back as they were left; damage costs the places only."""

import json
from pathlib import Path

import pytest

from claimdesk.core.model import Id
from claimdesk.core.places import MOST, Pause, Place, Places

ARTICLE, CLAIM = Id(b"a" * 16), Id(b"c" * 16)


def test_what_was_left_is_there_at_the_next_start(tmp_path: Path) -> None:
    places = Places(tmp_path / "config")
    project = tmp_path / "мост.claimdesk"
    places.leave(ARTICLE, Place(120, 180, 90))
    places.leave_project(project, Pause(ARTICLE, CLAIM))
    places.leave_project(tmp_path / "empty.claimdesk", Pause())
    places.save()
    again = Places(tmp_path / "config")
    assert again.of(ARTICLE) == Place(120, 180, 90)
    assert again.pause(project) == Pause(ARTICLE, CLAIM)
    assert again.pause(tmp_path / "empty.claimdesk") == Pause()


def test_nothing_is_written_before_it_is_asked_for(tmp_path: Path) -> None:
    Places(tmp_path).leave(ARTICLE, Place(1, 2, 3))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_article_starts_at_its_start_and_an_unknown_project_nowhere(
    tmp_path: Path,
) -> None:
    assert Places(tmp_path).of(ARTICLE) == Place(0, 0, 0)
    assert Places(tmp_path).pause(tmp_path / "x") == Pause(None, None)


def test_only_those_left_last_are_remembered(tmp_path: Path) -> None:
    places = Places(tmp_path)
    ids = [Id(number.to_bytes(16, "big")) for number in range(MOST + 2)]
    for one in ids[: MOST - 1]:
        places.leave(one, Place(1, 1, 1))
    places.leave(ids[0], Place(2, 2, 2))
    for one in ids[MOST - 1 :]:
        places.leave(one, Place(1, 1, 1))
    known = [one for one in ids if places.of(one) != Place()]
    assert len(known) == MOST
    assert known[0] == ids[0]
    assert ids[1] not in known


@pytest.mark.parametrize("text", ["", "[]", "{", "nul", '"text"', "[" * 100_000])
def test_a_damaged_file_is_put_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / "places.json").write_text(text, encoding="utf-8")
    assert Places(tmp_path).of(ARTICLE) == Place()
    assert (tmp_path / "places.json.bad").exists()


@pytest.mark.parametrize(
    "value", [None, 3, "abc", [1, 2], [1, 2, 3, 4], [1, 2, -3], [1, True, 3], ["1", 2, 3], {"a": 1}]
)
def test_a_place_that_makes_no_sense_is_forgotten_alone(tmp_path: Path, value: object) -> None:
    other = "0" * 32
    kept = {"articles": {ARTICLE.hex(): value, other: [1, 2, 3]}, "projects": value}
    (tmp_path / "places.json").write_text(json.dumps(kept), encoding="utf-8")
    places = Places(tmp_path)
    assert places.of(ARTICLE) == Place()
    assert places.of(Id(bytes.fromhex(other))) == Place(1, 2, 3)


@pytest.mark.parametrize("value", [None, ["a"], ["zz", ""], [1, 2]])
def test_a_pause_that_makes_no_sense_is_forgotten(tmp_path: Path, value: object) -> None:
    kept = {"projects": {str(tmp_path): value}}
    (tmp_path / "places.json").write_text(json.dumps(kept), encoding="utf-8")
    assert Places(tmp_path).pause(tmp_path) == Pause()
