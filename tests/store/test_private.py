"""Private copies are exact, holes and all, and finished ones replace nothing."""

import os
from pathlib import Path

import pytest

from claimdesk.store import private


@pytest.fixture(params=["holes are known", "holes are not known"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "holes are not known" and hasattr(os, "SEEK_DATA"):
        monkeypatch.delattr(os, "SEEK_DATA")


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("layout", ["data", "hole behind", "hole before", "hole", "empty"])
def test_a_copy_is_exact(tmp_path: Path, layout: str) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.touch()
    with source.open("r+b") as stream:
        if layout == "hole before":
            stream.seek(3 << 20)
        if layout.startswith(("data", "hole ")):
            stream.write(os.urandom((2 << 20) + 5))
        if layout.endswith(("hole", "behind")):
            stream.truncate(7 << 20)
    private.copy(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_a_finished_copy_replaces_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    private.place(source, target)
    assert target.read_bytes() == b"new"
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        private.place(source, target)
    assert target.read_bytes() == b"old"
    assert {one.name for one in tmp_path.iterdir()} == {"source", "target"}
