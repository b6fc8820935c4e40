"""How the command line opens a project: its own at once, one from elsewhere after a check."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

from claimdesk.cli import people
from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import checking, opening
from claimdesk.store.known import KnownFiles
from claimdesk.store.store import Store


def known_files() -> KnownFiles:
    """Return the list that the window keeps, too."""
    return KnownFiles(user_data_path("claimdesk", appauthor=False))


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Hold a project open for work; raises ReviewError with the code of what is wrong."""
    known = known_files()
    is_known = known.is_unchanged(path)
    identity = opening.look(path).identity
    if not is_known:
        checking.check(path)
    with Store.open(path, people.reviewer()) as store:
        if store.left != identity:
            raise ReviewError(
                Code.CHANGED, f"“{path.name}” was changed while it was checked; try again."
            )
        yield store
    known.note(path, store.left)
