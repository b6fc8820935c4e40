"""What goes on behind the import dialog: files are read in the background, then added in parts."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count as counting
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id, Original, ReadArticle
from claimdesk.exchange import readers
from claimdesk.exchange.intake import Found, Reading, files_in, read_each
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.wording import shown
from claimdesk.store import articles
from claimdesk.store.store import Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.project import Series
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.import_articles.dialog import ImportArticles
from claimdesk.ui.models.import_queue import Queued, State, read_as

_LOOK_MS = 60
"""Between two looks at what was read meanwhile: more would only keep the window busy."""
_MOST_AT_ONCE = 200
"""Files whose reading is shown at one look."""
_PART = 20
"""Articles that are committed before the window may do something else."""
_MOST_CHARACTERS = 2_000_000
"""Code points that are committed before the window may do something else."""
_MOST_HELD = 400_000_000
"""Bytes of files and texts that may wait in the queue."""

Tell = Callable[[Sequence[tuple[Id, bool]], str], None]
Result = tuple[int, Reading]


class ImportQueue(QObject):
    """One import dialog and the work behind it; it goes with the dialog."""

    def __init__(self, desk: Desk, tell: Tell) -> None:
        """``tell`` is given the articles that came in, and the title of the first."""
        self._dialog = ImportArticles(desk.window)
        super().__init__(self._dialog)
        self._desk = desk
        self._tell = tell
        self._numbers = counting()
        self._paths: dict[int, Path] = {}
        self._results: SimpleQueue[Result] = SimpleQueue()
        self._firsts: dict[bytes, int] = {}
        self._known: dict[bytes, Id] = {}
        self._room = _Room(_MOST_HELD)
        self._over = threading.Event()
        self._adding: _Adding | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._connect()
        self._dialog.open()
        take_keyboard(self._dialog)

    def take(self, paths: Sequence[Path]) -> None:
        """Put files, and the articles that folders hold, at the end of the queue."""
        if any(path.is_dir() for path in paths):
            self._dialog.look_into_folders()
            self._start(look_into, list(paths), done=self._on_found)
        elif paths:
            self._enqueue(paths)

    def _connect(self) -> None:
        dialog = self._dialog
        dialog.import_wanted.connect(self._on_import)
        dialog.reread_wanted.connect(self._on_reread)
        dialog.open_wanted.connect(self._desk.selection.choose_article)
        dialog.files_wanted.connect(lambda: self.take(chosen_files(self._desk)))
        dialog.folder_wanted.connect(lambda: self.take(chosen_folder(self._desk)))
        dialog.left_out.connect(self._on_left_out)
        dialog.stop_wanted.connect(self._stop_adding)
        dialog.finished.connect(self._on_finished)

    def _start(
        self, work: Callable[..., object], *arguments: object, done: Callable[[object], None]
    ) -> None:
        """Work in the background as long as the dialog is there."""

        def deliver(result: object) -> None:
            if not self._over.is_set():
                done(result)

        self._desk.tasks.start("", work, *arguments, self._over, done=deliver, quiet=True)

    def _on_found(self, found: object) -> None:
        if isinstance(found, Found):
            self._dialog.tell_folders(found)
            self._enqueue(found.files)

    def _enqueue(self, paths: Sequence[Path]) -> None:
        rows = [Queued(next(self._numbers), path.name) for path in paths]
        self._paths.update({row.number: path for row, path in zip(rows, paths, strict=True)})
        self._dialog.add(rows)
        self._read(rows)

    def _on_reread(self, row: Queued) -> None:
        self._read([row])

    def _read(self, rows: Sequence[Queued]) -> None:
        jobs = [(row.number, self._paths[row.number]) for row in rows]
        wish = rows[0].wish if rows else readers.Wish()
        self._looking.start()
        self._start(read_jobs, jobs, wish, self._results, self._room, done=self._on_all_read)

    def _on_all_read(self, _result: object) -> None:
        self._look()

    def _look(self) -> None:
        """Show what was read since the last look."""
        rows = []
        for number, reading in islice(_drained(self._results), _MOST_AT_ONCE):
            row = self._dialog.row(number)
            if row is not None:
                rows.append(read_as(row, reading))
        if rows:
            self._known = self._desk.project.read(articles.fingerprints)
            self._dialog.update_rows([self._judged(row) for row in rows])
        if not any(row.state is State.WAITING for row in self._dialog.model.rows):
            self._looking.stop()

    def _judged(self, row: Queued) -> Queued:
        """Return a file that was read, with what has its text already."""
        if row.state is not State.READY:
            return row
        there = self._known.get(row.sha256)
        if there is not None:
            return replace(row, state=State.THERE, there=there)
        first = self._firsts.setdefault(row.sha256, row.number)
        if first == row.number:
            return row
        twin = self._dialog.row(first)
        if twin is None or twin.state is State.BAD or twin.sha256 not in (b"", row.sha256):
            self._firsts[row.sha256] = row.number
            return row
        sentence = tr("“{name}” has the same text; it is imported once.", name=twin.name)
        return replace(row, state=State.TWICE, sentence=sentence)

    def _on_left_out(self) -> None:
        """Let the other of two files with the same text come in, if the first one does not."""
        rows = [row for row in self._dialog.model.rows if row.state is State.TWICE]
        for row in rows:
            again = replace(row, state=State.READY, sentence="")
            self._dialog.update_rows([self._judged(again)])

    def _on_import(self, rows: list[Queued]) -> None:
        label = label_of(len(rows), rows[0].called)
        self._dialog.begin_import()
        self._adding = _Adding(rows, self._desk.project.begin_series(label))
        QTimer.singleShot(0, self, self._add_part)

    def _add_part(self) -> None:
        """Commit some articles, then let the window breathe."""
        adding = self._adding
        if adding is None:
            return
        self._dialog.update_rows(adding.add_part())
        if adding.is_over:
            self._finish_adding(adding)
        else:
            QTimer.singleShot(0, self, self._add_part)

    def _stop_adding(self) -> None:
        if self._adding is not None:
            self._adding.left.clear()

    def _finish_adding(self, adding: "_Adding") -> None:
        self._adding = None
        adding.series.end(label_of(len(adding.there), adding.first_title))
        if adding.there:
            self._tell(adding.there, adding.first_title)
        self._dialog.end_import()

    def _on_finished(self) -> None:
        self._over.set()
        self._looking.stop()
        if self._adding is not None:
            self._adding.left.clear()
            self._finish_adding(self._adding)


class _Adding:
    """An import under way: what is left, and what is in the project by now."""

    def __init__(self, rows: Sequence[Queued], series: Series) -> None:
        self.left = list(rows)
        self.series = series
        self.there: list[tuple[Id, bool]] = []
        self.first_title = rows[0].called

    @property
    def is_over(self) -> bool:
        """Return whether nothing is left to be added."""
        return not self.left

    def add_part(self) -> list[Queued]:
        """Add some articles, and return their rows as they are now; nothing if it cannot be."""
        part = self._taken()
        found = [(row.article, row.original) for row in part if row.article]
        there: list[tuple[Id, bool]] = []
        if not self.series.did(lambda session: there.extend(add_each(session, found))):
            self.left.clear()
            return []
        self.there += there
        return [
            replace(row, state=State.DONE, there=article_id)
            for row, (article_id, _) in zip(part, there, strict=True)
        ]

    def _taken(self) -> list[Queued]:
        part: list[Queued] = []
        characters = 0
        while self.left and len(part) < _PART and characters < _MOST_CHARACTERS:
            row = self.left.pop(0)
            characters += len(row.article.text) if row.article else 0
            part.append(row)
        return part


class _Room:
    """How much more may be held in memory."""

    def __init__(self, most: int) -> None:
        self._left = most

    def holds(self, reading: Reading) -> bool:
        """Take the room of what was read, if there is so much."""
        if reading.article is None or reading.original is None:
            return True
        self._left -= len(reading.original.data) + 2 * len(reading.article.text)
        return self._left >= 0


def look_into(paths: list[Path], over: threading.Event, progress: Tick) -> Found:
    """Find the articles in folders."""
    return files_in(paths, partial(_beat, over, progress))


def read_jobs(
    jobs: list[tuple[int, Path]],
    wish: readers.Wish,
    results: "SimpleQueue[Result]",
    room: _Room,
    over: threading.Event,
    progress: Tick,
) -> None:
    """Read files and hand each on; stops when the dialog is over."""
    beat = partial(_beat, over, progress)
    with suppress(_Over):
        reading = read_each([path for _, path in jobs], wish, beat)
        for (number, path), one in zip(jobs, reading, strict=False):
            results.put((number, one if room.holds(one) else _too_much(path)))


class _Over(Exception):  # noqa: N818 - no error: the dialog was closed
    """Nobody waits for what is being read."""


def _beat(over: threading.Event, progress: Tick) -> None:
    if over.is_set():
        raise _Over
    progress(0, 0)


def _too_much(path: Path) -> Reading:
    sentence = tr(
        "“{name}” was left out: more was chosen than fits at once. Import it afterwards.",
        name=shown(path.name),
    )
    return Reading(path, trouble=ReviewError(Code.TOO_BIG, sentence))


def _drained(results: "SimpleQueue[Result]") -> Iterator[Result]:
    with suppress(Empty):
        while True:
            yield results.get_nowait()


def add_each(
    session: Session, found: Sequence[tuple[ReadArticle, Original | None]]
) -> list[tuple[Id, bool]]:
    """Add articles; return which each is in the project, and whether it is new there."""
    there: list[tuple[Id, bool]] = []
    for read, original in found:
        known = articles.with_text(session, articles.fingerprint(read.text))
        there.append((known, False) if known else (articles.add(session, read, original), True))
    return there


def label_of(number: int, title: str) -> str:
    """Return what importing so many articles is called."""
    if number == 1:
        return tr("Import “{title}”", title=title)
    return count(number, "", "Import {n} articles")


def chosen_files(desk: Desk) -> list[Path]:
    """Ask for article files."""
    names, _ = QFileDialog.getOpenFileNames(
        desk.window, tr("Import articles"), str(Path.home()), article_filter()
    )
    return [Path(name) for name in names]


def chosen_folder(desk: Desk) -> list[Path]:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(
        desk.window, tr("Import a folder of articles"), str(Path.home())
    )
    return [Path(name)] if name else []


def article_filter() -> str:
    """Return what the file dialog offers: every article at once, each kind, everything."""
    every = " ".join(f"*{suffix}" for kind in readers.KINDS for suffix in kind.suffixes)
    kinds = (
        f"{tr(kind.title)} ({' '.join(f'*{suffix}' for suffix in kind.suffixes)})"
        for kind in readers.KINDS
    )
    return ";;".join((f"{tr('Articles')} ({every})", *kinds, f"{tr('All files')} (*)"))
