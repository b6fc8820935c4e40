"""Have we checked this? A claim that is made or worded like another one says so."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer

from claimdesk.core.change import Change
from claimdesk.core.model import Id
from claimdesk.store import claims, passages, reshaping
from claimdesk.store.likely import SAME, Likely
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.selection import Pointed
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.claim_form import ClaimFormPane

_PAUSE_MS = 400
_LOOKED_AT = 8
"""Likely claims that are compared with the one at hand."""


class Alike:
    """Watches how claims are worded, and names in the form the claim one is like."""

    def __init__(self, desk: Desk, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._field = form.form.text
        self._form = form
        self.note = form.form.alike
        self._known: tuple[Id | None, str] = (None, "")
        self._asked: tuple[Id | None, str] = (None, "")
        self._new: frozenset[Id] = frozenset()
        self._pause = QTimer(form, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        # A new claim is told of by an edit and then chosen: that is looked at once.
        self._soon = QTimer(form, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        self._field.typed.connect(self._pause.start)
        self.note.go_wanted.connect(desk.selection.choose_claim)
        self.note.link_wanted.connect(self._link_instead)
        desk.project.changed.connect(self._on_changed)
        desk.project.switched.connect(self._forget)
        desk.selection.changed.connect(self._on_selected)

    def _on_changed(self, change: Change) -> None:
        claim_id, text = self._known
        made = frozenset(change.records.get("claim", ()))
        # Many at once are loaded or merged, and nobody has just worded them.
        self._new = made if len(made) == 1 else frozenset()
        if claim_id is None or not change.touches("claim"):
            return
        detail = self._project.read(claims.detail, claim_id)
        if detail is None:
            self._forget()
        elif detail.text != text or not self.note.isHidden():
            self._known = (claim_id, detail.text)
            self._soon.start()

    def _on_selected(self, new: Pointed, old: Pointed) -> None:
        if new.claim_id == old.claim_id:
            return
        self._forget()
        detail = None
        if new.claim_id is not None:
            detail = self._project.read(claims.detail, new.claim_id)
        if detail is not None:
            self._known = (detail.id, detail.text)
            if detail.id in self._new:
                self._soon.start()

    def _look(self) -> None:
        self._pause.stop()
        self._soon.stop()
        claim_id, text = self._known
        if claim_id is None or self._project.why_read_only:
            return
        typed = self._field.draft
        self._asked = asked = (claim_id, text if typed is None else typed)
        own = [link.passage_id for link in self._project.read(passages.links, claim_id)]
        found = partial(self._on_found, asked)
        self._desk.memory.look_up(asked[1], found, without=own, most=_LOOKED_AT)

    def _on_found(self, asked: tuple[Id, str], found: Sequence[Likely]) -> None:
        """Name the claim that says the same, if that is still what is asked."""
        if asked != self._asked:
            return
        same = [one for one in found if one.claim_id != asked[0] and one.share >= SAME]
        best = max(same, key=lambda one: one.share, default=None)
        row = None if best is None else self._project.read(claims.row, best.claim_id)
        said = self.note.show_claim(row)
        if said:
            self._desk.announcer.say(self._form, said)

    def _link_instead(self, other: Id) -> None:
        self._form.commit()
        claim_id, _ = self._known
        if claim_id is None:
            return
        edit = partial(reshaping.merge, kept=other, others=[claim_id])
        if self._project.did(tr("Merge claims"), edit):
            self._selection.choose_claim(other)
            number = self._project.read(claims.number, other)
            self._desk.announcer.say(self._form, tr("Linked to claim {n} instead", n=number))

    def _forget(self) -> None:
        self._pause.stop()
        self._soon.stop()
        self._known = self._asked = (None, "")
        self.note.show_claim(None)
