"""The status bar: how far the review has come, where the caret is, that everything is saved."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar

from claimdesk.core.change import Change
from claimdesk.core.model import Id, Verdict
from claimdesk.store import articles, claims, projects
from claimdesk.ui.base.elided_label import ElidedLabel
from claimdesk.ui.base.forms import name_widget, show_text
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.panes.differ_note import DifferNote
from claimdesk.ui.panes.due_note import DueNote
from claimdesk.ui.panes.namesake_note import NamesakeNote

_TABLES = ("claim", "assessment", "adjudication", "assignment", "project")
_MESSAGE_MS = 6000


class Tally:
    """How many claims there are by verdict, kept up to date claim by claim."""

    def __init__(self) -> None:
        self.by_verdict: Counter[Verdict | None] = Counter()
        self._verdicts: dict[Id, Verdict | None] = {}

    def put(self, fresh: Mapping[Id, Verdict | None]) -> None:
        """Count these claims with their present verdicts."""
        self.drop(fresh.keys() & self._verdicts.keys())
        self._verdicts.update(fresh)
        self.by_verdict.update(fresh.values())

    def drop(self, claim_ids: Iterable[Id]) -> None:
        """Count some claims no more."""
        for claim_id in claim_ids:
            if claim_id in self._verdicts:
                self.by_verdict[self._verdicts.pop(claim_id)] -= 1


class StatusBar(QStatusBar):
    """Progress at the left, then what was done last, position and saved state at the right."""

    def __init__(self, project: Project, selection: Selection) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self._version_id: Id | None = None
        self._line_starts: list[int] = [0]
        self._tally = Tally()
        self.progress = ElidedLabel()
        self.due = DueNote(project)
        self.differ = DifferNote(project)
        self.namesake = NamesakeNote(project)
        self.message = ElidedLabel()
        self.blind = QLabel(tr("Blind review"))
        self.position = QLabel()
        self.saved = QLabel()
        self._message_time = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._lay_out()
        self._message_time.timeout.connect(self._on_message_over)
        project.changed.connect(self._on_project_changed)
        project.switched.connect(self._on_switched)
        selection.changed.connect(self._on_selection_changed)
        self._on_switched()

    def say(self, text: str) -> None:
        """Show for a while what was done last."""
        self._show_message(text)
        self._message_time.start()

    def _lay_out(self) -> None:
        self.setSizeGripEnabled(False)
        name_widget(self.progress, "status-progress", tr("Progress"))
        name_widget(self.message, "status-message", tr("Last action"))
        name_widget(self.blind, "status-blind", tr("Blind review"))
        self.blind.setToolTip(tr("Verdicts of others appear once you have given yours"))
        name_widget(self.position, "status-position", tr("Position"))
        name_widget(self.saved, "status-saved", tr("Saved state"))
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self.progress, 3)
        self.addWidget(self.due)
        self.addWidget(self.differ)
        self.addWidget(self.namesake)
        self.addWidget(self.message, 2)
        self.addPermanentWidget(self.blind)
        self.addPermanentWidget(self.position)
        self.addPermanentWidget(self.saved)

    def _show_message(self, text: str) -> None:
        show_text(self.message, text)
        self.message.setVisible(bool(text))

    def _show_progress(self) -> None:
        is_open = self._project.is_open
        show_text(self.progress, progress_sentence(self._tally.by_verdict) if is_open else "")

    def _show_blind(self) -> None:
        is_open = self._project.is_open
        self.blind.setVisible(is_open and self._project.read(projects.row).blind)

    def _count(self) -> None:
        """Count the verdicts of all claims."""
        self._tally = Tally()
        if self._project.is_open:
            self._tally.put(self._project.read(claims.decided))

    def _recount(self, change: Change) -> None:
        """Count only the verdicts anew that a change touched, where that can be."""
        altered = self._project.read(claims.decided_after, change)
        if altered is None:
            self._count()
        else:
            self._tally.drop(altered.gone)
            self._tally.put(dict(altered.rows))

    def _show_position(self) -> None:
        now = self._selection.now
        if not self._project.is_open or now.article_id is None:
            show_text(self.position, "")
        elif now.has_text:
            one, many = "{n} character selected", "{n} characters selected"
            show_text(self.position, count(now.end - now.start, one, many))
        else:
            line = bisect_right(self._line_starts, now.start)
            character = now.start - self._line_starts[line - 1] + 1
            show_text(self.position, tr("Line {line}, character {n}", line=line, n=character))

    def _read_lines(self) -> None:
        """Note where the lines of the current article begin."""
        article_id, row = self._selection.now.article_id, None
        if article_id is not None and self._project.is_open:
            row = self._project.read(articles.row, article_id)
        version_id = row.version_id if row else None
        if version_id == self._version_id:
            return
        self._version_id = version_id
        text = "" if version_id is None else self._project.read(articles.text, version_id)
        self._line_starts = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n")]

    def _on_project_changed(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self._recount(change)
            self._show_progress()
        if change.touches("project"):
            self._show_blind()
        if change.touches("article", "article_version"):
            self._read_lines()
            self._show_position()
        now = QLocale().toString(QDateTime.currentDateTime().time(), QLocale.FormatType.ShortFormat)
        said = tr("Read only, as of {time}") if self._project.why_read_only else tr("Saved {time}")
        show_text(self.saved, said.format(time=now))

    def _on_message_over(self) -> None:
        self._message_time.stop()
        self._show_message("")

    def _on_switched(self) -> None:
        path = self._project.path
        why = self._project.why_read_only
        show_text(self.saved, tr("Read only") if why else tr("Saved") if path else "")
        self.saved.setToolTip(f"{path}\n{why}".strip() if path else "")
        self._on_message_over()
        self._version_id = None
        self._read_lines()
        self._count()
        self._show_progress()
        self._show_blind()
        self._show_position()

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        if new.article_id != old.article_id:
            self._read_lines()
        if (new.article_id, new.start, new.end) != (old.article_id, old.start, old.end):
            self._show_position()


def progress_sentence(by_verdict: Counter[Verdict | None]) -> str:
    """Return how far a project has come: "12 of 37 claims reviewed · confirmed 7, ..."."""
    total = by_verdict.total()
    if not total:
        return tr("No claims yet")
    one, many = tr("{done} of 1 claim reviewed"), tr("{done} of {n} claims reviewed")
    done = total - by_verdict[None]
    reviewed = (one if total == 1 else many).format(done=done, n=total)
    if not done:
        return reviewed
    parts = tr(
        "confirmed {confirmed}, denied {denied}, unverified {unverified}",
        confirmed=by_verdict[Verdict.CONFIRMED],
        denied=by_verdict[Verdict.DENIED],
        unverified=by_verdict[Verdict.UNVERIFIED],
    )
    return f"{reviewed} · {parts}"
