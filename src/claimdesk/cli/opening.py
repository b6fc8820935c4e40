"""How the command line opens a project: its own at once, one from elsewhere after a check."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

from claimdesk.cli import people
from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import checking, opening
from claimdesk.store.known import KnownFiles
from claimdesk.store.probe import Identity
from claimdesk.store.store import Reader, Store, open_reader


def known_files() -> KnownFiles:
    """Return the list that the window keeps, too."""
    return KnownFiles(user_data_path("claimdesk", appauthor=False))


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Hold a project open for work; raises ReviewError with the code of what is wrong.

    That is LOCKED if somebody else works on it.
    """
    identity = _checked(path)
    with Store.open(path, people.reviewer()) as store:
        _refuse_other(path, identity, store.left)
        yield store
    known_files().note(path, store.left)


@contextmanager
def looked_at(path: Path) -> Iterator[Reader]:
    """Hold a project open that is only read, whoever works on it, as I may see it."""
    identity = _checked(path)
    with open_reader(path, people.reviewer().id) as reader:
        _refuse_other(path, identity, Identity.of(path.stat()))
        yield reader
    known_files().note(path, identity)


def _checked(path: Path) -> Identity:
    """Go through a file, unless it is as this program left it."""
    is_known = known_files().is_unchanged(path)
    identity = opening.look(path).identity
    if not is_known:
        checking.check(path)
    return identity


def _refuse_other(path: Path, checked: Identity, now: Identity) -> None:
    if checked != now:
        raise ReviewError(
            Code.CHANGED, f"“{path.name}” was changed while it was checked; try again."
        )
