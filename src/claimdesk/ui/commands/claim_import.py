"""Claims coming in from a table: looked at in the background, then taken in as one action."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.exchange.claims_csv import plan, sheet
from claimdesk.exchange.claims_csv.drafts import drafts
from claimdesk.exchange.claims_csv.fields import Columns, Field, guess
from claimdesk.exchange.claims_csv.plan import Plan, Wish
from claimdesk.exchange.claims_csv.sheet import Reading, Sheet
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.review_load import LoadReport
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.sizes import remember_size
from claimdesk.ui.dialogs.import_claims.dialog import ImportClaims, Understanding

T = TypeVar("T")

_BEAT_MS = 100
_MOST_KEPT = 20
"""Tables whose columns are remembered, by their heads."""
_MOST_REMARKS = 12


class ClaimImportCommands:
    """Offers the claims of a table for import."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def offer(self, found: Sheet, path: Path) -> None:
        """Show what a table comes to in the open project."""
        project = self._desk.project.path
        if project is not None:
            Offer(self._desk, project, path).show(found)


class Offer(QObject):
    """One table in its dialog, for as long as that is open."""

    def __init__(self, desk: Desk, project: Path, path: Path) -> None:
        self._dialog = ImportClaims(desk.project.why_read_only, desk.window)
        super().__init__(self._dialog)
        self._desk = desk
        self._project = project
        self._path = path
        self._sheet: Sheet | None = None
        self._looking = Looking()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(lambda: self._dialog.show_progress(*self._looking.far))
        self._dialog.plan_wanted.connect(self._look)
        self._dialog.reread_wanted.connect(self._reread)
        self._dialog.import_wanted.connect(self._take_in)
        self._dialog.finished.connect(self._on_finished)
        desk.project.switched.connect(self._dialog.close)

    def show(self, found: Sheet) -> None:
        """Open the dialog on a table."""
        remember_size(self._desk, self._dialog)
        self._dialog.open()
        take_keyboard(self._dialog)
        self._show_sheet(found)

    def _show_sheet(self, found: Sheet) -> None:
        self._sheet = found
        now = self._desk.settings.now
        kept = now.claim_columns.get(_heads(found))
        self._dialog.show_sheet(found, remembered(kept) if kept else guess(found.header))

    def _look(self, understanding: Understanding) -> None:
        """Look at the claims in the background, in place of what is looked at now."""
        self._looking.stop()
        self._looking = Looking()
        self._timer.start()
        self._start(
            planned,
            *(self._project, self._sheet, understanding, self._desk.project.reviewer_id),
            done=self._dialog.show_plan,
        )

    def _reread(self, reading: Reading) -> None:
        self._looking.stop()
        self._looking = Looking()
        self._start(reread, self._path, reading, done=self._show_sheet)

    def _on_finished(self) -> None:
        self._looking.stop()

    def _start(
        self, work: Callable[..., T], *arguments: object, done: Callable[[T], object]
    ) -> None:
        looking = self._looking

        def finish(found: T | ReviewError | None) -> None:
            if looking is not self._looking or looking.is_over:
                return
            self._timer.stop()
            if isinstance(found, ReviewError):
                self._dialog.fail(tr(found.sentence))
            elif found is not None:
                done(found)

        self._desk.tasks.start(
            tr("Looking at the claims"),
            looking.carry_out,
            work,
            *arguments,
            done=finish,
            quiet=True,
        )

    def _take_in(self, found: Plan, wish: Wish) -> None:
        """Take the claims in, and remember what the columns hold."""
        self._remember()
        report = self._desk.project.do(
            tr("Import claims"), lambda session: plan.take_in(session, found, wish)
        )
        if report is not None:
            self._tell(report)

    def _remember(self) -> None:
        if self._sheet is not None:
            kept = dict(self._desk.settings.now.claim_columns)
            head = _heads(self._sheet)
            kept.pop(head, None)
            held = tuple(one or "" for one in self._dialog.columns.held)
            last = list(kept.items())[-(_MOST_KEPT - 1) :]
            self._desk.keep(claim_columns=dict([*last, (head, held)]))

    def _tell(self, report: LoadReport) -> None:
        added = report.added.get("claims", 0)
        passages = report.added.get("links", 0)
        said = count(added, "{n} claim imported", "{n} claims imported")
        if passages:
            said = tr(
                "{claims}, {links}",
                claims=said,
                links=count(passages, "{n} passage linked", "{n} passages linked"),
            )
        if report.kept:
            self._desk.notifier.tell(said, report.kept[:_MOST_REMARKS])
        else:
            self._desk.announcer.say(self._desk.window, said)


class Looking:
    """One look at a table in the background; it can be stopped, and says how far it is."""

    def __init__(self) -> None:
        self.far = (0, 0)
        self._over = threading.Event()

    @property
    def is_over(self) -> bool:
        """Return whether nobody waits for it any more."""
        return self._over.is_set()

    def stop(self) -> None:
        """Wait for it no longer."""
        self._over.set()

    def carry_out(self, work: Callable[..., T], *arguments: Any) -> T | ReviewError | None:
        """Do the work; return what it brings, what was wrong, or None if it was stopped."""
        *given, progress = arguments

        def tick(done: int, total: int) -> None:
            progress(done, total)
            if self.is_over:
                raise ReviewError(Code.CANCELLED, "Stopped.")
            self.far = done, total

        try:
            return work(*given, tick)
        except ReviewError as error:
            return None if error.code is Code.CANCELLED else error


def planned(path: Path, found: Sheet, understanding: Understanding, viewer: Id, tick: Tick) -> Plan:
    """Look at the claims of a table with a connection of its own."""
    read = drafts(found, understanding.columns, understanding.verdicts, tick)
    with Reader(path, viewer=viewer) as reader:
        return reader.read(plan.plan, read, tick)


def reread(path: Path, reading: Reading, tick: Tick) -> Sheet:
    """Read a table in the way that is wished."""
    return sheet.read(path, reading, tick)


def remembered(kept: Sequence[str]) -> Columns:
    """Return what columns were said to hold the last time."""
    known = {field.value: field for field in Field}
    return tuple(known.get(one) for one in kept)


def _heads(found: Sheet) -> str:
    return "\n".join(found.header)
