"""What narrows the history: who, what, which kind of change, when, and words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.deeds import Did
from claimdesk.core.model import Id, ReviewerRow
from claimdesk.store.chronicle import Wish
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.dates import moment
from claimdesk.ui.base.forms import above, label, name_widget
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.happened import PARTS

_PAUSE_MS = 250


class Doing(StrEnum):
    """A part of the history by what was done."""

    ANY = "any"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"
    STILL_REMOVED = "still_removed"


class Time(StrEnum):
    """A part of the history by when it was done."""

    ANY = "any"
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    OPENING = "opening"
    BACKUP = "backup"
    DAY = "day"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Moments:
    """When I last worked on the project before, and its last backup was made: Unix time in ms."""

    opening: int | None = None
    backup: int | None = None


class HistoryFilters(QWidget):
    """The row of filters above the list."""

    changed = Signal()
    """Another part of the history is asked for."""

    def __init__(self, people: Sequence[ReviewerRow], moments: Moments) -> None:
        super().__init__()
        self._people = tuple(people)
        self._moments = moments
        self._claim_id: Id | None = None
        self.who = QComboBox()
        self.who.addItems([tr("Everybody"), *(row.name for row in people)])
        self.part = QuietCombo({one: tr(words) for one, (words, _) in PARTS.items()})
        self.doing = QuietCombo(_doings())
        self.time = QuietCombo(self._times())
        self.day = QDateEdit(QDate.currentDate())
        self.text = QLineEdit()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self.changed)
        self.text.textChanged.connect(self._pause.start)
        self.who.activated.connect(self.changed)
        self.day.dateChanged.connect(self.changed)
        for combo in (self.part, self.doing):
            combo.picked.connect(self.changed)
        self.time.picked.connect(self._on_time)

    @property
    def wish(self) -> Wish:
        """Return what is asked for."""
        person = self.who.currentIndex()
        since, until = self._bounds()
        doing = self.doing.choice
        return Wish(
            reviewer_id=self._people[person - 1].id if person > 0 else None,
            kinds=PARTS[self.part.choice][1],
            dids=None if doing in (Doing.ANY, Doing.STILL_REMOVED) else frozenset((Did(doing),)),
            since_ms=since,
            until_ms=until,
            text=self.text.text(),
            claim_id=self._claim_id,
            removed=doing is Doing.STILL_REMOVED,
        )

    @property
    def lead(self) -> str:
        """Return which time is asked for, to lead a sentence; empty if any is."""
        since, _ = self._bounds()
        chosen, day = self.time.choice, self.day.text()
        match chosen:
            case Time.OPENING | Time.BACKUP if since is not None:
                return f"{self.time.currentText()} ({moment(since)})"
            case Time.DAY:
                return tr("On {day}", day=day)
            case Time.SINCE:
                return tr("Since {day}", day=day)
            case _:
                return "" if chosen is Time.ANY else self.time.currentText()

    @property
    def can_count(self) -> bool:
        """Return whether the records of what is asked for can be counted."""
        wish = self.wish
        return bool(self.lead) and not (wish.text or wish.claim_id or wish.removed)

    def keep_to(self, claim_id: Id | None) -> None:
        """Narrow everything to one claim, or to none."""
        self._claim_id = claim_id

    def _lay_out(self) -> None:
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.text.setClearButtonEnabled(True)
        self.text.setPlaceholderText(tr("Words in values, claims and articles"))
        row = QHBoxLayout()
        row.setSpacing(10)
        for caption, field, identifier in (
            (tr("&Person"), self.who, "history-person"),
            (tr("&What"), self.part, "history-part"),
            (tr("C&hange"), self.doing, "history-doing"),
            (tr("Whe&n"), self.time, "history-time"),
        ):
            name_widget(field, identifier, plain(caption))
            row.addLayout(above(label(caption, field), field), 2)
        name_widget(self.day, "history-day", tr("Day"))
        name_widget(self.text, "history-text", tr("Words"))
        # As high as the others, which would not stand in a line with it otherwise.
        self.day.setFixedHeight(self.who.sizeHint().height())
        self._day = QWidget()
        day = above(label(tr("Da&y"), self.day), self.day)
        day.setContentsMargins(0, 0, 0, 0)
        self._day.setLayout(day)
        self._day.hide()
        row.addWidget(self._day, 1)
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(label(tr("Wor&ds"), self.text))
        words.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addLayout(words)

    def _times(self) -> dict[Time, str]:
        times = {
            Time.ANY: tr("At any time"),
            Time.TODAY: tr("Today"),
            Time.YESTERDAY: tr("Yesterday"),
            Time.WEEK: tr("In the last 7 days"),
            Time.OPENING: tr("Since I last had it open"),
            Time.BACKUP: tr("Since the last backup"),
            Time.DAY: tr("On a day"),
            Time.SINCE: tr("Since a day"),
        }
        missing = {
            Time.OPENING: self._moments.opening is None,
            Time.BACKUP: self._moments.backup is None,
        }
        return {one: words for one, words in times.items() if not missing.get(one)}

    def _bounds(self) -> tuple[int | None, int | None]:
        """Return the first ms that counts and the first that does not any more."""
        today = dt.date.today()  # noqa: DTZ011 - the reviewer's own day
        picked = dt.date.fromisoformat(self.day.date().toString("yyyy-MM-dd"))
        day = dt.timedelta(days=1)
        return {
            Time.ANY: (None, None),
            Time.TODAY: (_midnight(today), None),
            Time.YESTERDAY: (_midnight(today - day), _midnight(today)),
            Time.WEEK: (_midnight(today - 6 * day), None),
            Time.OPENING: (self._moments.opening, None),
            Time.BACKUP: (self._moments.backup, None),
            Time.DAY: (_midnight(picked), _midnight(picked + day)),
            Time.SINCE: (_midnight(picked), None),
        }[self.time.choice]

    def _on_time(self, chosen: Time) -> None:
        self._day.setVisible(chosen in (Time.DAY, Time.SINCE))
        self.changed.emit()


def _doings() -> dict[Doing, str]:
    return {
        Doing.ANY: tr("Every change"),
        Doing.ADDED: tr("What is new"),
        Doing.CHANGED: tr("Changed values"),
        Doing.REMOVED: tr("Removals"),
        Doing.RESTORED: tr("What was restored"),
        Doing.STILL_REMOVED: tr("Removed items"),
    }


def _midnight(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time()).astimezone().timestamp() * 1000)
