"""The claim form: what is claimed, my verdict and why, and where the claim stands in the texts.

Nothing here has to be saved by hand: a field is committed when it is left, on Enter (Ctrl+Return
where Enter begins a line), and after a moment without typing. What is typed for one claim never
ends up in another: going to another claim commits first, and what cannot be saved is kept for the
claim it was typed for.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from claimdesk.core.change import Change
from claimdesk.core.i18n import mark
from claimdesk.core.model import Because, ClaimType, Id, Stage, Verdict
from claimdesk.store import assessments, claims
from claimdesk.store.store import Session
from claimdesk.ui.base.inert import make_inert
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes import claim_facts
from claimdesk.ui.panes.claim_facts import ClaimFacts
from claimdesk.ui.panes.claim_fields import ClaimFields
from claimdesk.ui.panes.more_fields import values as more_values
from claimdesk.ui.panes.opinions import opinions
from claimdesk.ui.panes.tag_edit import TagEdit, join_tags, split_tags

_PAUSE_MS = 1500
_OF_MY_VERDICT = ("as_of", "reason")
_LABELS = {
    "text": mark("Edit claim text"),
    "claimant": mark("Change claimant"),
    "said_on": mark("Change date of claim"),
    "said_where": mark("Change place of claim"),
    "as_of": mark("Change as-of date"),
    "reason": mark("Edit reason"),
    "tags": mark("Change tags"),
    "context": mark("Change context of claim"),
    "recheck_on": mark("Change day to check again"),
    "published_url": mark("Change where claim is published"),
}
Edit = Callable[[Session], object]


class ClaimFormPane(QWidget):
    """Shows the current claim and lets the reviewer change it."""

    decided = Signal(object)
    """(verdict: Verdict) it was given with its button."""

    def __init__(self, project: Project, selection: Selection, theme: Theme) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self._claim_id: Id | None = None
        self._facts: ClaimFacts | None = None
        self._drafts: dict[Id, dict[str, str]] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.form = ClaimFields(project, selection, theme, self._saver)
        self.empty = QLabel(
            tr("No claim is chosen. Choose one in the list, or select text and press Ctrl+Return.")
        )
        self._lay_out()
        self._connect()
        self._show_claim(selection.now.claim_id)

    def edit_text(self) -> None:
        """Go to the claim's wording and select it, to be typed over."""
        if self._facts is not None:
            edit = self.form.text.edit
            edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            edit.selectAll()
            self.form.reveal(edit)

    def edit_reason(self) -> None:
        """Go to the reason, or to the verdicts as long as there is nothing to give reasons for."""
        if self._facts is not None:
            bar = self.form.verdicts
            target = self.form.reason.edit if self._facts.mine else bar.buttons[Verdict.CONFIRMED]
            self.go_to(target)

    def explain_verdict(self) -> None:
        """Go to what a new verdict asks for: why unverified, or the reason."""
        is_unsaid = (
            self._facts is not None
            and self._facts.mine is not None
            and (self._facts.mine.verdict is Verdict.UNVERIFIED and not self._facts.mine.because)
        )
        if is_unsaid:
            self.go_to(self.form.because)
        else:
            self.edit_reason()

    def go_to(self, widget: QWidget) -> None:
        """Lead the keyboard to one of the form's widgets and show it."""
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.reveal(widget)

    def go_to_section(self, name: str) -> None:
        """Open a section and lead the keyboard there."""
        if self._facts is not None:
            stop = self.form.sections.go_to(name)
            self.form.reveal(self.form.sections.named(name))
            self.form.reveal(stop)

    def commit(self) -> None:
        """Save what is typed in any field."""
        self._pause.stop()
        if self._facts is not None:
            for field in self.form.fields.values():
                field.commit()
            self.form.sections.commit()

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is a field of the form with nothing typed that is not saved."""
        fields = self.form.fields.values()
        own = any(field.editor is widget and not field.is_touched for field in fields)
        return own or self.form.sections.is_settled(widget)

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setMargin(24)
        self.empty.setProperty("quiet", "true")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.form)

    def _connect(self) -> None:
        form = self.form
        self._pause.timeout.connect(self.commit)
        for field in form.fields.values():
            field.typed.connect(self._pause.start)
        form.sections.typed.connect(self._pause.start)
        form.claimant.entered.connect(self._offer_claimants)
        form.tags.entered.connect(self._offer_tags)
        form.verdicts.picked.connect(self._decide)
        form.because.picked.connect(self._say_because)
        form.stage.picked.connect(self._set_stage)
        form.more.claim_type.picked.connect(self._set_type)
        form.more.priority.picked.connect(self._set_priority)
        self._project.changed.connect(self._on_project_changed)
        self._project.copying.connect(self.commit)
        self._project.leaving.connect(self._leave)
        self._project.switched.connect(self._on_switched)
        self._selection.changed.connect(self._on_selection_changed)

    # Showing ---------------------------------------------------------------------------------

    def _show_claim(self, claim_id: Id | None) -> None:
        self._claim_id = claim_id
        self._facts = self._read()
        if self._facts is not None:
            kept = self._drafts.pop(self._facts.row.id, {})
            values = _values(self._facts)
            self._show_facts(self._facts)
            self.form.sections.show_claim(claim_id)
            for name, field in self.form.fields.items():
                field.reset(values[name], kept.get(name))
            self.form.verticalScrollBar().setValue(0)
        self._pages.setCurrentWidget(self.empty if self._facts is None else self.form)

    def _refresh(self) -> None:
        had, self._facts = self._facts, self._read()
        if self._facts is None or had is None:
            self._show_claim(self._claim_id)
            return
        if self._facts == had:
            return
        values = _values(self._facts)
        for name, field in self.form.fields.items():
            field.show_stored(values[name])
        self._show_facts(self._facts)

    def _show_facts(self, facts: ClaimFacts) -> None:
        form, mine = self.form, facts.mine
        form.heading.setText(tr("Claim {n}", n=facts.row.number))
        form.stage.show_choice(facts.detail.stage)
        form.more.show_detail(facts.detail)
        form.verdicts.show_verdict(mine.verdict if mine else None)
        form.because_box.setVisible(mine is not None and mine.verdict is Verdict.UNVERIFIED)
        form.because.show_choice(mine.because if mine else Because.NOT_SAID)
        form.as_of.setEnabled(mine is not None)
        form.reason.setEnabled(mine is not None)
        form.reason.edit.setPlaceholderText(tr("Why, and on what evidence") if mine else "")
        form.need.setText(
            tr("A verdict needs a reason.") if mine else tr("Choose a verdict, then say why.")
        )
        form.need.setVisible(mine is None or not mine.reason)
        form.opinions.show_opinions(opinions(facts.others, facts.final), is_closed=facts.is_closed)

    def _read(self) -> ClaimFacts | None:
        if self._claim_id is None or not self._project.is_open:
            return None
        return self._project.read(claim_facts.read, self._claim_id, self._project.reviewer_id)

    def _offer_claimants(self) -> None:
        self.form.claimant.offer(self._project.read(claims.claimants))

    def _offer_tags(self) -> None:
        if isinstance(self.form.tags.line, TagEdit):
            self.form.tags.line.offer(self._project.read(claims.tag_names))

    # Changing --------------------------------------------------------------------------------

    def _saver(self, name: str) -> Callable[[str], object]:
        return partial(self._save, name)

    def _save(self, name: str, text: str) -> None:
        facts = self._facts
        if facts is not None and (facts.mine is not None or name not in _OF_MY_VERDICT):
            self._project.do(tr(_LABELS[name]), _text_edit(name, facts.row.id, text))

    def _decide(self, verdict: Verdict) -> None:
        if self._claim_id is None:
            return
        self.commit()
        label = tr("Mark as {verdict}", verdict=verdict_word(verdict).lower())
        edit = partial(assessments.decide, claim_ids=[self._claim_id], verdict=verdict)
        is_by_key = any(one.hasFocus() for one in self.form.verdicts.buttons.values())
        if self._project.did(label, edit):
            self.decided.emit(verdict)
            if not is_by_key:
                self.explain_verdict()

    def _say_because(self, because: Because) -> None:
        if self._claim_id is not None:
            edit = partial(assessments.describe, claim_id=self._claim_id, because=because)
            self._project.do(tr("Say why unverified"), edit)

    def _set_stage(self, stage: Stage) -> None:
        if self._claim_id is not None:
            edit = partial(claims.change, claim_id=self._claim_id, stage=stage)
            self._project.do(tr("Change stage"), edit)
            if stage is Stage.DONE:
                self.form.sections.open_if_any("lacking")

    def _set_type(self, claim_type: ClaimType) -> None:
        if self._claim_id is not None:
            edit = partial(claims.change, claim_id=self._claim_id, claim_type=claim_type)
            self._project.do(tr("Change type of claim"), edit)

    def _set_priority(self, priority: str) -> None:
        if self._claim_id is not None:
            edit = partial(claims.change, claim_id=self._claim_id, priority=int(priority))
            self._project.do(tr("Change priority"), edit)

    # Slots -----------------------------------------------------------------------------------

    def _on_project_changed(self, change: Change) -> None:
        if change.touches(*claim_facts.TABLES):
            self._refresh()
        self.form.sections.on_changed(change)

    def _on_switched(self) -> None:
        self._pause.stop()
        make_inert(self.form, self._project.why_read_only)
        self._show_claim(self._selection.now.claim_id)

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        if new.claim_id != self._claim_id:
            self._leave()
            self._show_claim(self._selection.now.claim_id)
        elif new.passage_id != old.passage_id:
            self.form.sections.follow(new)

    def _leave(self) -> None:
        """Commit what can be, and keep the rest for when the reviewer comes back."""
        self.commit()
        if self._facts is not None:
            fields = self.form.fields.items()
            kept = {name: field.draft for name, field in fields if field.draft is not None}
            if kept:
                self._drafts[self._facts.row.id] = kept


def _values(facts: ClaimFacts) -> dict[str, str]:
    """Return what the text fields hold, by name."""
    detail, mine = facts.detail, facts.mine
    return {
        "text": detail.text,
        "claimant": detail.claimant,
        "said_on": detail.said_on,
        "said_where": detail.said_where,
        "as_of": mine.as_of if mine else "",
        "reason": mine.reason if mine else "",
        "tags": join_tags(facts.tags),
        **more_values(detail),
    }


def _text_edit(name: str, claim_id: Id, text: str) -> Edit:
    """Return how a field is saved."""
    match name:
        case "as_of":
            return partial(assessments.describe, claim_id=claim_id, as_of=text)
        case "reason":
            return partial(assessments.describe, claim_id=claim_id, reason=text)
        case "tags":
            return partial(claims.set_tags, claim_id=claim_id, names=split_tags(text))
        case _:
            return lambda session: claims.change(session, claim_id, **{name: text})
