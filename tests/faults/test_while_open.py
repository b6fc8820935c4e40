"""A file changed under an open project: nothing is written over, everything is rescued."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code
from claimdesk.store import claims, file
from claimdesk.store.store import Store
from faults import sample
from faults.spoiling import Spoil
from store.world import refusal


def _replaced(path: Path) -> None:
    shutil.copy(path, path.with_name("other"))
    path.with_name("other").replace(path)


def _overwritten(path: Path, kept: Path) -> None:
    """Write another state into the same file, as some synchronisers do."""
    with path.open("r+b") as stream:
        stream.write(kept.read_bytes())
        stream.truncate()


def _overwritten_in_secret(path: Path, kept: Path) -> None:
    before = path.stat()
    _overwritten(path, kept)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _written_by_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE claim SET claimant='Somebody'")
        connection.commit()


GONE: dict[str, tuple[Spoil, Code]] = {
    "deleted": (Path.unlink, Code.DELETED),
    "renamed": (lambda path: path.rename(path.with_name("new name")), Code.MOVED),
    "moved with its folder": (
        lambda path: path.parent.rename(path.parent.with_name("new")),
        Code.MOVED,
    ),
    "deleted with its folder": (lambda path: shutil.rmtree(path.parent), Code.DELETED),
    "replaced": (_replaced, Code.REPLACED),
}


@pytest.mark.parametrize("name", GONE)
def test_a_file_that_is_not_where_it_was_is_read_and_rescued(
    sound: Path, tmp_path: Path, name: str
) -> None:
    spoil, code = GONE[name]
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "Before."))
        number = len(store.read(claims.rows))
        spoil(sound)
        there = sound.read_bytes() if sound.exists() else b""
        for _ in range(2):
            act: Callable[[], object] = lambda: store.run("Add", _add)  # noqa: E731 - said twice
            assert sound.name in refusal(act, code)
        assert len(store.read(claims.rows)) == number
        assert store.backup(tmp_path / "rescued.claimdesk").claims == number
        assert (sound.read_bytes() if sound.exists() else b"") == there
    assert file.check(tmp_path / "rescued.claimdesk").claims == number


@pytest.mark.parametrize("spoil", [_overwritten, _overwritten_in_secret])
def test_a_file_that_was_written_over_is_not_written_to(
    sound: Path, kept: Path, spoil: Callable[[Path, Path], None]
) -> None:
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "Before."))
        spoil(sound, kept)
        for _ in range(2):
            refusal(lambda: store.run("Add", _add), Code.OVERWRITTEN)
    assert sound.read_bytes() == kept.read_bytes()
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", _add)
    file.check(sound)


@pytest.mark.parametrize("share", [0, 2])
def test_a_file_that_was_cut_is_not_written_to(sound: Path, share: int) -> None:
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", _add)
        size = share and sound.stat().st_size // share // 4096 * 4096
        os.truncate(sound, size)
        for _ in range(2):
            with pytest.raises(Exception, match=sound.name) as caught:
                store.run("Add", _add)
            assert getattr(caught.value, "code", None) in (Code.TRUNCATED, Code.OVERWRITTEN)
    assert sound.stat().st_size == size


def test_what_another_program_wrote_is_not_written_over(sound: Path) -> None:
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", _add)
        _written_by_another_program(sound)
        for _ in range(2):
            refusal(lambda: store.run("Add", _add), Code.CHANGED)


@pytest.mark.parametrize(
    "harmless", [os.utime, lambda path: path.chmod(0o640)], ids=["touched", "other rights"]
)
def test_what_changes_nothing_of_the_content_stops_nobody_for_good(
    sound: Path, harmless: Spoil
) -> None:
    """A touched file may be one that was written over; its content decides after reopening."""
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", _add)
        harmless(sound)
        number = len(store.read(claims.rows))
    with Store.open(sound, sample.ME, durable=False) as store:
        store.run("Add", _add)
        assert len(store.read(claims.rows)) == number + 1
    file.check(sound)


def _add(session: object) -> None:
    claims.add(session, "One more.")  # type: ignore[arg-type]  # a session of the store
