"""What the project says already, kept ready for searching while it is open."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.exchange.progress import Tick
from claimdesk.store import claims
from claimdesk.store.corpus import Corpus
from claimdesk.store.likely import Likely, LikelyClaims
from claimdesk.store.store import Reader
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.tasks import Tasks
from claimdesk.ui.base.words import tr

Found = Callable[[list[Likely]], None]
_MANY = 500
"""Claims from which their index is made before somebody asks: it takes a moment."""
_PAINTED_MS = 500
"""When that begins: not while the window reads and paints what is to be seen first."""


class Memory(QObject):
    """The index of claims and the words of the open project; both follow what is changed."""

    def __init__(self, project: Project, tasks: Tasks) -> None:
        super().__init__()
        self._project = project
        self._tasks = tasks
        self.likely = LikelyClaims()
        self.corpus = Corpus()
        self._is_large = False
        self._soon = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._soon.timeout.connect(self._prepare)
        project.switched.connect(self._on_switched)
        project.changed.connect(self._on_changed)

    @property
    def is_ready(self) -> bool:
        """Return whether likely claims are found at once: there are few, or their index is made."""
        return not self._is_large or self.likely.is_made

    def likely_claims(
        self, text: str, *, without: Sequence[Id] = (), most: int | None = None
    ) -> list[Likely]:
        """Return the claims a text is likely to say, the likeliest first."""
        self.likely.refresh(self._project.read)
        return self.likely.ranked(text, without=without, most=most)

    def look_up(self, text: str, found: Found, *, without: Sequence[Id] = (), most: int) -> None:
        """Let ``found`` have the likely claims, from the background: nobody waits for them.

        Where a project has many claims, ranking them takes longer than a key may.
        """
        path = self._project.path
        make = None
        if not self.is_ready and path is not None:
            self._soon.stop()
            make = partial(_make, self.likely, path, self._project.reviewer_id)
        else:
            self.likely.refresh(self._project.read, waits=False)
        task = partial(_rank, self.likely, text, without, most, make)
        self._tasks.start(tr("Comparing claims"), task, done=found, aside=True)

    def _on_switched(self) -> None:
        self.likely.close()
        self.likely, self.corpus = LikelyClaims(), Corpus()
        self._soon.stop()
        self._is_large = self._project.is_open and self._has_many()
        if self._is_large:
            self._soon.start()

    def _prepare(self) -> None:
        """Make the index of the claims before somebody waits for it."""
        path = self._project.path
        if path is not None:
            viewer = self._project.reviewer_id
            self._tasks.start(
                tr("Reading the claims"), _make, self.likely, path, viewer, aside=True
            )

    def _has_many(self) -> bool:
        return self._project.read(claims.count) >= _MANY

    def _on_changed(self, change: Change) -> None:
        if change.touches("claim"):
            self._is_large = self._has_many()
        self.likely.note(change)
        self.corpus.note(change)


def _rank(
    likely: LikelyClaims,
    text: str,
    without: Sequence[Id],
    most: int,
    make: Callable[[Tick], None] | None,
    progress: Tick,
) -> list[Likely]:
    if make is not None:
        make(progress)
    return likely.ranked(text, without=without, most=most)


def _make(likely: LikelyClaims, path: Path, viewer: Id, progress: Tick) -> None:
    with Reader(path, viewer=viewer) as reader:
        likely.refresh(reader.read, progress)
