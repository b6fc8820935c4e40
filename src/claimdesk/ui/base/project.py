"""The open project as the shell sees it: reads, edits, undo, and the one announcement."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from claimdesk.core.change import Change, Left, joined
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.store.store import Session, Store
from claimdesk.store.view import View

P = ParamSpec("P")
T = TypeVar("T")
Name = Callable[[], str]
"""Returns what a step of the undo stack is called."""
Step = tuple[Change, Name]
"""A step of an earlier opening: what its undoing takes back, and its name."""
STOPS = frozenset(
    {
        *(Code.DELETED, Code.MOVED, Code.REPLACED, Code.OVERWRITTEN, Code.TRUNCATED),
        *(Code.CHANGED, Code.UNREACHABLE, Code.READ_ONLY, Code.TOO_BIG),
    }
)
"""What keeps all edits from being done until something is done about the file."""


class EditCommand(QUndoCommand):
    """A committed change on the undo stack; the store did the work before the push.

    A step from an earlier opening is named only once it is the next to be undone or done again:
    to name all of them would mean to read what all of them did.
    """

    def __init__(self, project: "Project", change: Change, name: Name | None = None) -> None:
        super().__init__(change.label)
        self._project = project
        self._change = change
        self._name = name
        self._applied = True

    @property
    def left(self) -> tuple[Left, ...]:
        """Return what the last undoing left as it was."""
        return self._change.left

    def find_name(self) -> None:
        """Ask what the step is called, if that is not known yet."""
        if self._name is not None:
            self.setText(self._name())
            self._name = None

    def redo(self) -> None:
        """Take the undoing back; the push that follows the edit itself does nothing."""
        if not self._applied:
            self._applied = self._revert()

    def undo(self) -> None:
        """Take the change back, as new history; what is restored was undone before."""
        if self._project.is_restoring or self._revert():
            self._applied = False

    def _revert(self) -> bool:
        """Return whether it could be done; a step that never can be leaves the stack."""
        reverted = self._project.revert(self._change)
        if reverted is not None:
            self._change = reverted
        elif self._project.trouble is not None:
            self._project.keep_index()
        else:
            self.setObsolete(True)
        return reverted is not None


class Project(QObject):
    """The file the window works on, or none; lives as long as the window."""

    changed = Signal(object)
    """(change: Change) the data changed; the only way to learn it."""
    leaving = Signal()
    """The open file is about to be left: the last moment to save what is being typed."""
    copying = Signal()
    """A copy is about to be made: what is being typed is to be in it."""
    closed = Signal(object, object)
    """(path, identity) a file was closed, and how it was left."""
    switched = Signal()
    """Another file was opened, or the file was closed."""
    failed = Signal(object)
    """(error: ReviewError) an edit or an undo could not be done; nothing was changed."""
    stopped = Signal(object)
    """(error: ReviewError | None) the file cannot be written; None: it can be written again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._on_index_changed)
        self.is_restoring = False
        self._store: Store | View | None = None
        self._trouble: ReviewError | None = None

    @property
    def is_open(self) -> bool:
        """Return whether a project file is open."""
        return self._store is not None

    @property
    def why_read_only(self) -> str:
        """Return the sentence on why the open file may only be read; "" if it may be written."""
        return self._store.why if isinstance(self._store, View) else ""

    @property
    def trouble(self) -> ReviewError | None:
        """Return what keeps the open file from being written, if anything does."""
        return self._trouble

    @property
    def path(self) -> Path | None:
        """Return where the open file is."""
        return self._store.path if self._store else None

    @property
    def reviewer_id(self) -> Id:
        """Return who works on the open file."""
        return self._open_store().reviewer_id

    def use(self, store: Store | View | None) -> None:
        """Work on this store from now on and close the one before."""
        if self._store is not None:
            self.leaving.emit()
        before, self._store, self._trouble = self._store, store, None
        self.undo_stack.clear()
        if before is not None:
            before.close()
        if isinstance(before, Store):
            self.closed.emit(before.path, before.left)
        self.switched.emit()

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a query of the store answers, as plain rows."""
        return self._open_store().read(query, *args, **kwargs)

    def do(self, label: str, edit: Callable[[Session], T]) -> T | None:
        """Commit an edit, announce it and make it undoable; None if it could not be done."""
        return self._commit(label, edit, self._push)

    def _commit(
        self, label: str, edit: Callable[[Session], T], keep: Callable[[Change], None]
    ) -> T | None:
        try:
            result, change = self._writable().run(label, edit)
        except ReviewError as error:
            self._refuse(error)
            return None
        self._go_on()
        if change:
            keep(change)
            self.changed.emit(change)
        return result

    def _push(self, change: Change) -> None:
        self.undo_stack.push(EditCommand(self, change))

    def begin_series(self, label: str) -> "Series":
        """Begin an action that is committed part by part and undone as one."""
        return Series(label, self._commit, self._push)

    def did(self, label: str, edit: Callable[[Session], object]) -> bool:
        """Commit an edit that answers nothing; return whether it could be done."""
        return self.do(label, lambda session: (edit(session),)) is not None

    def revert(self, change: Change) -> Change | None:
        """Take a change back as new history; None if it could not be done."""
        try:
            reverted = self._writable().revert(change)
        except ReviewError as error:
            self._refuse(error)
            return None
        self._go_on()
        self.changed.emit(reverted)
        return reverted

    def restore_steps(self, done: Sequence[Step], undone: Sequence[Step]) -> None:
        """Fill the undo stack with steps of earlier openings, the next ones at the ends."""
        stack = self.undo_stack
        self.is_restoring = True
        with QSignalBlocker(stack):
            for change, name in (*done, *reversed(undone)):
                stack.push(EditCommand(self, change, name))
            stack.setIndex(len(done))
        self.is_restoring = False
        stack.indexChanged.emit(stack.index())
        stack.canUndoChanged.emit(stack.canUndo())
        stack.undoTextChanged.emit(stack.undoText())
        stack.canRedoChanged.emit(stack.canRedo())
        stack.redoTextChanged.emit(stack.redoText())

    def keep_index(self) -> None:
        """Go back to where the undo stack is now, once the step under way is over.

        Nothing was done while the file cannot be written, so the step is to be there afterwards.
        """
        index, count = self.undo_stack.index(), self.undo_stack.count()

        def put_back() -> None:
            if self.undo_stack.count() == count:
                self.is_restoring = True
                self.undo_stack.setIndex(index)
                self.is_restoring = False

        QTimer.singleShot(0, self, put_back)

    def yield_lock(self) -> None:
        """Let what lies under the name be opened; the open file lies elsewhere by now."""
        if isinstance(self._store, Store):
            self._store.unlock()

    def backup(self, target: Path) -> None:
        """Write a verified copy of the whole file to another place."""
        self._open_store().backup(target)

    def _on_index_changed(self, index: int) -> None:
        for place in (index - 1, index):
            step = self.undo_stack.command(place) if 0 <= place < self.undo_stack.count() else None
            if isinstance(step, EditCommand):
                step.find_name()

    def follow(self) -> None:
        """Announce what somebody else wrote to a file that is only read."""
        if not isinstance(self._store, View):
            return
        try:
            change = self._store.news()
        except ReviewError as error:
            self._refuse(error)
            return
        if change:
            self.changed.emit(change)

    def _refuse(self, error: ReviewError) -> None:
        if error.code in STOPS:
            self._trouble = error
            self.stopped.emit(error)
        else:
            self.failed.emit(error)

    def _go_on(self) -> None:
        if self._trouble is not None:
            self._trouble = None
            self.stopped.emit(None)

    def _writable(self) -> Store:
        store = self._open_store()
        if isinstance(store, View):
            raise ReviewError(Code.REFUSED, store.why)
        return store

    def _open_store(self) -> Store | View:
        if self._store is None:
            raise RuntimeError("no project is open")
        return self._store


class Series:
    """An action too large for one go: the window stays alive between its parts.

    Each part is committed and announced by itself; the end makes one undo step of them.
    """

    def __init__(
        self,
        label: str,
        commit: Callable[..., object],
        push: Callable[[Change], None],
    ) -> None:
        self._label = label
        self._commit = commit
        self._push = push
        self._changes: list[Change] = []

    def did(self, edit: Callable[[Session], object]) -> bool:
        """Commit a part; return whether it could be done."""

        def done(session: Session) -> tuple[object]:
            return (edit(session),)

        return self._commit(self._label, done, self._changes.append) is not None

    def end(self, label: str = "") -> None:
        """Make one undo step of what was committed, called so or as it was begun."""
        whole = joined(label or self._label, self._changes)
        self._changes.clear()
        if whole:
            self._push(whole)
