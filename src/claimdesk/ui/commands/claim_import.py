"""Claims coming in from a table: looked at in the background, then taken in as one action."""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.model import Id
from claimdesk.exchange.claims_csv import plan, sheet
from claimdesk.exchange.claims_csv.drafts import drafts
from claimdesk.exchange.claims_csv.fields import Columns, Field, guess
from claimdesk.exchange.claims_csv.plan import Intake, Plan, Wish
from claimdesk.exchange.claims_csv.sheet import Reading, Sheet
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.review_load import Loading, LoadReport
from claimdesk.store.patience import heeding
from claimdesk.store.store import Reader, Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.project import Series
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.sizes import remember_size
from claimdesk.ui.dialogs.import_claims.dialog import ImportClaims, Understanding

T = TypeVar("T")

_BEAT_MS = 100
_MOST_KEPT = 20
"""Tables whose columns are remembered, by their heads."""
_MOST_REMARKS = 12
_PART = 25
"""Claims that are committed before the window may do something else, at the least."""
_QUICK_S, _SLOW_S = 0.2, 0.4
"""Seconds below which the next part is to be larger, and above which it is to be smaller.

Only adding counts: what each part costs the window besides does not grow with it.
"""


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
        self._adding: _Adding | None = None
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(lambda: self._dialog.show_progress(*self._looking.far))
        self._dialog.plan_wanted.connect(self._look)
        self._dialog.reread_wanted.connect(self._reread)
        self._dialog.import_wanted.connect(self._take_in)
        self._dialog.stop_wanted.connect(self._stop)
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
        """Remember what the columns hold, look at what is there, then add the claims in parts."""
        self._remember()
        self._dialog.begin_import()
        self._looking.stop()
        self._looking = Looking()
        who = self._desk.project.reviewer_id
        self._start(prepared, self._project, who, done=partial(self._begin, found, wish))

    def _begin(self, found: Plan, wish: Wish, loading: Loading) -> None:
        series = self._desk.project.begin_series(tr("Import claims"))
        self._adding = _Adding(Intake(found, wish, loading), series)
        self._add_part()

    def _add_part(self) -> None:
        """Commit some claims, then let the window breathe."""
        adding = self._adding
        if adding is None:
            return
        adding.add_part()
        self._dialog.show_progress(adding.intake.done, adding.intake.total)
        if adding.is_over:
            self._finish()
        else:
            QTimer.singleShot(0, self, self._add_part)

    def _stop(self) -> None:
        """Add no more; what is in the project stays there, each claim whole."""
        self._looking.stop()
        self._timer.stop()
        if self._adding is not None:
            self._finish()
        else:
            self._dialog.end_import(is_done=False)

    def _finish(self) -> None:
        adding, self._adding = self._adding, None
        if adding is None:
            return
        if self._desk.project.path != self._project:
            self._dialog.end_import(is_done=True)
            return
        adding.series.end()
        self._dialog.end_import(is_done=adding.intake.done > 0)
        if adding.intake.done:
            self._tell(adding.intake)

    def _remember(self) -> None:
        if self._sheet is not None:
            kept = dict(self._desk.settings.now.claim_columns)
            head = _heads(self._sheet)
            kept.pop(head, None)
            held = tuple(one or "" for one in self._dialog.columns.held)
            last = list(kept.items())[-(_MOST_KEPT - 1) :]
            self._desk.keep(claim_columns=dict([*last, (head, held)]))

    def _tell(self, intake: Intake) -> None:
        report = intake.report()
        said = _came_in(report, self._dialog.model.tally.added_to)
        if not intake.is_over:
            said = tr(
                "{claims}; stopped after {done} of {total}",
                claims=said,
                done=f"{intake.done:,}",
                total=f"{intake.total:,}",
            )
        if report.kept:
            self._desk.notifier.tell(said, report.kept[:_MOST_REMARKS])
        else:
            self._desk.announcer.say(self._desk.window, said)


class _Adding:
    """An import under way: as many claims at a time as the window can wait for."""

    def __init__(self, intake: Intake, series: Series) -> None:
        self.intake = intake
        self.series = series
        self.is_over = False
        self._number = _PART

    def add_part(self) -> None:
        """Commit some claims."""
        is_done = self.series.did(self._take)
        self.is_over = not is_done or self.intake.is_over

    def _take(self, session: Session) -> None:
        start = time.monotonic()
        self.intake.take(session, self._number)
        took = time.monotonic() - start
        if took < _QUICK_S:
            self._number *= 2
        elif took > _SLOW_S:
            self._number = max(_PART, self._number // 2)


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


def prepared(path: Path, viewer: Id, tick: Tick) -> Loading:
    """Look at all that the project has, to which claims are to be added."""
    with Reader(path, viewer=viewer) as reader:

        def look(session: Session) -> Loading:
            with heeding(session, lambda: tick(0, 0)):
                return Loading(session)

        return reader.read(look)


def reread(path: Path, reading: Reading, tick: Tick) -> Sheet:
    """Read a table in the way that is wished."""
    return sheet.read(path, reading, tick)


def remembered(kept: Sequence[str]) -> Columns:
    """Return what columns were said to hold the last time."""
    known = {field.value: field for field in Field}
    return tuple(known.get(one) for one in kept)


def _came_in(report: LoadReport, added_to: int) -> str:
    claims = report.added.get("claims", 0)
    passages = report.added.get("links", 0)
    said = count(claims, "{n} claim imported", "{n} claims imported")
    if not claims:
        said = count(added_to, "Added to {n} claim", "Added to {n} claims")
    if passages:
        links = count(passages, "{n} passage linked", "{n} passages linked")
        return tr("{claims}, {links}", claims=said, links=links)
    return said


def _heads(found: Sheet) -> str:
    return "\n".join(found.header)
