import os
import stat
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange import atomic
from claimdesk.exchange.atomic import Batch


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_written_file_holds_what_was_written(tmp_path: Path) -> None:
    atomic.write(tmp_path / "a.txt", b"one")
    atomic.write(tmp_path / "a.txt", b"two")

    assert (tmp_path / "a.txt").read_bytes() == b"two"
    assert names(tmp_path) == {"a.txt"}


def test_a_new_file_has_the_rights_every_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "usual.txt").write_bytes(b"")

    atomic.write(tmp_path / "ours.txt", b"")

    assert (tmp_path / "ours.txt").stat().st_mode == (tmp_path / "usual.txt").stat().st_mode


def test_a_replaced_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "private.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)

    atomic.write(path, b"new")

    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes() == b"new"


def test_a_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")

    atomic.write(tmp_path / "link.txt", b"new")

    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def write_two_and_fail(folder: Path, trouble: BaseException) -> None:
    with Batch() as batch:
        batch.folder(folder / "beside")
        with batch.file(folder / "beside" / "c.txt") as stream:
            stream.write(b"new")
        with batch.file(folder / "a.txt") as stream:
            stream.write(b"new")
            raise trouble


@pytest.mark.parametrize(
    "trouble", [ReviewError(Code.CANCELLED, "Stopped."), KeyboardInterrupt(), ZeroDivisionError()]
)
def test_trouble_in_the_middle_leaves_everything_as_it_was(
    tmp_path: Path, trouble: BaseException
) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")

    with pytest.raises(type(trouble)):
        write_two_and_fail(tmp_path, trouble)

    assert names(tmp_path) == {"a.txt"}
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_folder_that_was_there_stays_when_the_batch_fails(tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()

    with pytest.raises(KeyboardInterrupt):
        write_two_and_fail(tmp_path, KeyboardInterrupt())

    assert names(tmp_path) == {"beside"}
    assert names(tmp_path / "beside") == set()


def test_a_folder_in_which_somebody_put_a_file_stays(tmp_path: Path) -> None:
    def fail() -> None:
        with Batch() as batch:
            batch.folder(tmp_path / "beside")
            (tmp_path / "beside" / "theirs.txt").write_bytes(b"")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert names(tmp_path / "beside") == {"theirs.txt"}


def test_when_one_file_cannot_take_its_place_the_rest_is_taken_away(tmp_path: Path) -> None:
    def fail() -> None:
        with Batch() as batch:
            for name in ("a.txt", "b.txt"):
                with batch.file(tmp_path / name) as stream:
                    stream.write(b"new")
            (tmp_path / "a.txt").mkdir()

    with pytest.raises(ReviewError) as caught:
        fail()

    assert caught.value.code is Code.DIRECTORY
    assert names(tmp_path) == {"a.txt"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("folder", Code.DIRECTORY),
        ("pipe", Code.NOT_REGULAR),
        ("protected", Code.NO_PERMISSION),
        ("nowhere/a.txt", Code.MISSING),
        ("protected/a.txt", Code.MISSING),
        ("n" * 300, Code.BAD_NAME),
    ],
)
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str, code: Code) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "protected").write_bytes(b"old")
    (tmp_path / "protected").chmod(0o444)
    before = names(tmp_path)

    with pytest.raises(ReviewError) as caught:
        atomic.write(tmp_path / name, b"new")

    assert caught.value.code is code
    assert names(tmp_path) == before
