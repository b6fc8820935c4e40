"""The process knows which files it has open, by what they are and not by their names."""

from pathlib import Path

from claimdesk.store import held


class Owner:
    """Somebody who opens files."""


def test_a_file_is_held_until_its_last_owner_lets_go_or_is_gone(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    path.touch()
    link.symlink_to(path)
    first, second = Owner(), Owner()
    held.hold(first, path)
    held.hold(second, link)
    held.release(first)
    assert held.is_held(path.stat())
    del second
    assert not held.is_held(path.stat())
    held.release(first)


def test_a_file_that_is_not_there_is_not_held(tmp_path: Path) -> None:
    owner = Owner()
    held.hold(owner, tmp_path / "nothing")
    (tmp_path / "nothing").touch()
    assert not held.is_held((tmp_path / "nothing").stat())
