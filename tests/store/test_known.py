"""The list of files this program left: it makes opening quick and can always be thrown away."""

import os
from pathlib import Path

import pytest

from claimdesk.store.known import KnownFiles
from claimdesk.store.probe import Identity
from claimdesk.store.store import Store


@pytest.fixture
def known(tmp_path: Path) -> KnownFiles:
    return KnownFiles(tmp_path / "data" / "claimdesk")


@pytest.fixture
def left(store: Store) -> Path:
    """Return a project that was closed."""
    store.close()
    return store.path


def test_a_file_that_was_noted_is_known_until_it_changes(
    known: KnownFiles, left: Path, store: Store
) -> None:
    assert not known.is_unchanged(left)
    known.note(left, store.left)
    assert known.is_unchanged(left)
    assert known.is_unchanged(left.parent / "." / left.name)
    os.utime(left, ns=(1, 1))
    assert not known.is_unchanged(left)


def test_what_another_program_wrote_after_us_is_not_ours(known: KnownFiles, store: Store) -> None:
    store.close()
    with store.path.open("ab") as stream:
        stream.write(b"x")
    known.note(store.path, store.left)
    assert not known.is_unchanged(store.path)


def test_a_file_can_be_forgotten(known: KnownFiles, left: Path, store: Store) -> None:
    known.forget(left)
    known.note(left, store.left)
    known.forget(left)
    assert not known.is_unchanged(left)


def test_only_the_latest_are_remembered(known: KnownFiles, left: Path, store: Store) -> None:
    known.note(left, store.left)
    for number in range(100):
        known.note(left.with_name(f"{number}.claimdesk"), Identity(0, number, 0, 0))
    assert not known.is_unchanged(left)


@pytest.mark.parametrize("text", ["", "[1]", "{", "[" * 100_000])
def test_a_spoilt_list_is_an_empty_one(
    known: KnownFiles, left: Path, store: Store, tmp_path: Path, text: str
) -> None:
    known.note(left, store.left)
    (tmp_path / "data" / "claimdesk" / "known.json").write_text(text)
    assert not known.is_unchanged(left)
    known.note(left, store.left)
    assert known.is_unchanged(left)


def test_a_list_that_cannot_be_written_is_no_trouble(left: Path, store: Store) -> None:
    known = KnownFiles(left / "below a file")
    known.note(left, store.left)
    assert not known.is_unchanged(left)


def test_a_path_that_leads_nowhere_is_not_known(known: KnownFiles, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for path in (tmp_path / "nothing", Path("a\0b"), tmp_path / "circle"):
        assert not known.is_unchanged(path)
