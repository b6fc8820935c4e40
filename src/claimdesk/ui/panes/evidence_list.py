"""The evidence of a claim: found, pasted, dropped, weighed, and corrected in place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from claimdesk.core import sources
from claimdesk.core.errors import ReviewError
from claimdesk.core.model import EvidenceKind, EvidenceStance, Id
from claimdesk.store import claims, evidence
from claimdesk.store.store import Session
from claimdesk.ui.base import incoming
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.incoming import Incoming
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.evidence_columns import Weighed, weighed_columns
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.models.terms import evidence_stance_word
from claimdesk.ui.panes.empty_hint import EmptyHint
from claimdesk.ui.panes.evidence_fields import EvidenceFields
from claimdesk.ui.panes.evidence_view import EvidenceView, PasteLine
from claimdesk.ui.panes.folding import FoldingRow
from claimdesk.ui.panes.sections import Part


class EvidencePart(Part):
    """The evidence of the claim with the fields of the current piece."""

    tables = ("evidence", "claim_evidence")
    told = Signal(str)
    """(sentence) what was understood or done, to be announced."""
    existing_wanted = Signal()
    """A piece that is in the project already is to be used for the claim."""
    attach_wanted = Signal()
    """A file is to be chosen and attached to the current piece."""
    open_wanted = Signal(object)
    """(row: EvidenceRow) its attachment is to be opened."""
    save_wanted = Signal(object)
    """(row: EvidenceRow) its attachment is to be saved elsewhere."""
    address_wanted = Signal(str)
    """(address) it is to be opened in the browser."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._claim_id: Id | None = None
        self.model: RowTable[Weighed] = RowTable(weighed_columns(), lambda one: one.id, self)
        self.view = EvidenceView(self.model)
        self._hint = EmptyHint(self.view)
        self.paste = PasteLine()
        self.understood = QLabel()
        self.add = QPushButton(tr("Add empty"))
        self.existing = QPushButton(tr("Use existing…"))
        self.fields = EvidenceFields(self._saver)
        self.menu = QMenu(self)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return (self.paste, self.add, self.existing, self.view, *self.fields.stops)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many pieces of evidence the claim has."""
        return len(evidence.links(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show the evidence of a claim, keeping the current piece."""
        if claim_id != self._claim_id:
            self.understood.hide()
        self._claim_id = claim_id
        shown = self._project.read(_weighed, claim_id)
        with QSignalBlocker(self.view.selectionModel()):
            self.model.replace(shown)
        self._hint.say(
            "" if shown else tr("No evidence yet. Paste an address above, or drop a file here.")
        )
        self.view.fit()
        if shown and self.current() is None:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_fields()

    def current(self) -> Weighed | None:
        """Return the piece of evidence whose fields are shown."""
        return self.model.row_at(self.view.currentIndex().row())

    def commit(self) -> None:
        """Save what is typed."""
        self.fields.commit()

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is a field with nothing typed that is not saved."""
        return widget is self.paste or self.fields.is_settled(widget)

    def take_words(self, text: str) -> None:
        """Add evidence of what a pasted address or citation says, and say what was understood."""
        if not text.strip():
            return
        known = sources.understood(text)
        self.add_new({**known, "accessed": _today()} if known["kind"] == "web" else {**known})
        self.paste.clear()
        names = [name for name in known if name not in ("kind", "citation")]
        said = ", ".join(
            field.caption.text().lower()
            for name, field in self.fields.fields.items()
            if name in names
        )
        told = tr("Understood: {names}. Correct below what is wrong.", names=said)
        self.say(told if said else tr("Nothing was understood; fill in the fields below."))

    def take_attachments(self, brought: Sequence[Incoming]) -> None:
        """Add each file or image as a piece of evidence of its own."""
        for one in brought:
            is_image = one.media_type.startswith("image/")
            kind = EvidenceKind.IMAGE if is_image else EvidenceKind.DOCUMENT
            self._attach(one, {"kind": kind, "title": one.name.rpartition(".")[0] or one.name})

    def attach(self, brought: Incoming) -> None:
        """Attach a file to the current piece of evidence."""
        self._attach(brought, None)

    def add_new(self, fields: dict[str, Any], attachment: bytes | None = None) -> None:
        """Add a piece of evidence to the claim and make it current."""
        if self._claim_id is None:
            return
        self.commit()
        edit = partial(_add, claim_id=self._claim_id, attachment=attachment, fields=fields)
        self.choose(self._project.do(tr("New evidence"), edit))

    def choose(self, evidence_id: Id | None) -> None:
        """Make a piece of evidence current, if the claim has it."""
        index = self.model.index_of(evidence_id)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def paste_clipboard(self) -> None:
        """Take in what is on the clipboard: files, an image, or words."""
        self._take(incoming.pasted())

    def say(self, sentence: str) -> None:
        """Show a sentence below the line and have it announced."""
        self.understood.setText(sentence)
        self.understood.show()
        self.told.emit(sentence)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, images and addresses while the project can be written."""
        if self.add.isEnabled() and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self._take(event.mimeData())

    def remove(self) -> None:
        """Take the current piece from this claim; it stays in the project."""
        one = self.current()
        if one is not None and self._claim_id is not None:
            edit = partial(evidence.unlink, claim_ids=[self._claim_id], evidence_id=one.id)
            if self._project.did(tr("Take evidence from claim"), edit):
                self.told.emit(tr("Evidence taken from the claim"))

    def remove_everywhere(self) -> None:
        """Remove the current piece from the project."""
        one = self.current()
        if one is not None and self._project.did(
            tr("Remove evidence"), partial(evidence.remove, evidence_ids=[one.id])
        ):
            self.told.emit(tr("Evidence removed from all claims"))

    def _take(self, data: Any) -> None:
        brought = incoming.attachments(data, evidence.MAX_ATTACHMENT)
        if not self.add.isEnabled():
            return
        if brought:
            self.take_attachments(brought)
        else:
            self.take_words(incoming.words(data))

    def _attach(self, brought: Incoming, new: dict[str, Any] | None) -> None:
        try:
            data = brought.read()
        except ReviewError as error:
            self._project.failed.emit(error)
            return
        named = {"attachment_name": brought.name, "attachment_type": brought.media_type}
        one = self.current()
        if new is not None:
            self.add_new({**new, **named}, data)
        elif one is not None:
            what: dict[str, Any] = {
                "data": data,
                "name": brought.name,
                "media_type": brought.media_type,
            }
            edit = partial(evidence.attach, evidence_id=one.id, **what)
            if not self._project.did(tr("Edit evidence"), edit):
                return
        self.say(tr("Attached: {name}", name=brought.name))

    def _lay_out(self) -> None:
        name_widget(self.paste, "evidence-paste", tr("New evidence: address or citation"))
        self.paste.setPlaceholderText(tr("Paste an address or a citation, then Enter"))
        for button, identifier in ((self.add, "evidence-add"), (self.existing, "evidence-use")):
            name_widget(button, identifier, button.text())
            button.setAutoDefault(False)
            button.setProperty(EDITS, "true")
        self.understood.setProperty("quiet", "true")
        self.understood.setWordWrap(True)
        self.understood.hide()
        name_widget(self.understood, "evidence-understood", tr("What was understood"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.paste)
        layout.addWidget(FoldingRow(self.add, self.existing))
        layout.addWidget(self.understood)
        layout.addWidget(self.view)
        layout.addWidget(self.fields)

    def _connect(self) -> None:
        fields = self.fields
        self.paste.returnPressed.connect(lambda: self.take_words(self.paste.text()))
        self.paste.brought.connect(self.paste_clipboard)
        self.add.clicked.connect(self._add_empty)
        self.existing.clicked.connect(self.existing_wanted)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.opened.connect(self._on_opened)
        self.view.pasted.connect(self.paste_clipboard)
        self.view.removed.connect(self.remove)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        fields.typed.connect(self.typed)
        fields.stance.picked.connect(self._set_stance)
        fields.kind.picked.connect(partial(self._change, "kind"))
        fields.confidential_set.connect(partial(self._change, "confidential"))
        fields.attach.clicked.connect(self.attach_wanted)
        fields.detach.clicked.connect(self._detach)
        fields.open_attachment.clicked.connect(partial(self._ask, self.open_wanted))
        fields.save_attachment.clicked.connect(partial(self._ask, self.save_wanted))
        fields.browse.clicked.connect(partial(self._browse, "url"))
        fields.browse_archived.clicked.connect(partial(self._browse, "archive_url"))

    def _saver(self, name: str) -> Callable[[str], object]:
        return partial(self._save, name)

    def _save(self, name: str, text: str) -> None:
        if name == "question":
            self._weigh(question=text)
        else:
            self._change(name, text)

    def _change(self, name: str, value: object) -> None:
        one = self.fields.shown
        if one is not None:
            fields: dict[str, Any] = {name: value}
            edit = partial(evidence.change, evidence_id=one.id, **fields)
            self._project.do(tr("Edit evidence"), edit)

    def _set_stance(self, stance: EvidenceStance) -> None:
        self._weigh(stance=stance)

    def _weigh(self, **said: Any) -> None:
        one = self.fields.shown
        if one is not None and self._claim_id is not None:
            edit = partial(evidence.change_links, claim_ids=[self._claim_id], evidence_id=one.id)
            self._project.do(tr("Change evidence of claim"), partial(edit, **said))

    def _detach(self) -> None:
        one = self.current()
        if one is not None:
            self._project.do(tr("Edit evidence"), partial(evidence.detach, evidence_id=one.id))

    def _add_empty(self) -> None:
        self.add_new({"kind": EvidenceKind.WEB, "accessed": _today()})
        self.fields.fields["title"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, wanted: Any) -> None:
        one = self.current()
        if one is not None:
            wanted.emit(one.row)

    def _browse(self, name: str) -> None:
        one = self.current()
        if one is not None:
            self.address_wanted.emit(getattr(one.row, name))

    def _show_fields(self) -> None:
        one = self.current()
        others = [] if one is None else self._project.read(_others, one.id, self._claim_id)
        self.fields.show_evidence(one, others)

    def _on_current_changed(self) -> None:
        self.fields.commit()
        self._show_fields()

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.fields.fields["title"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu_wanted(self, place: QPoint) -> None:
        one = self.current()
        if one is None:
            return
        self.menu.clear()
        for stance in EvidenceStance:
            choice = self.menu.addAction(evidence_stance_word(stance))
            choice.setCheckable(True)
            choice.setChecked(stance is one.stance)
            choice.triggered.connect(partial(self._set_stance, stance))
        self.menu.addSeparator()
        for text, run in (
            (tr("Take from this claim"), self.remove),
            (tr("Remove from all claims"), self.remove_everywhere),
        ):
            self.menu.addAction(text).triggered.connect(run)
        for action in self.menu.actions():
            action.setEnabled(self.add.isEnabled())
        self.menu.popup(place)


def _weighed(session: Session, claim_id: Id) -> list[Weighed]:
    said = {one.evidence_id: one for one in evidence.links(session, claim_id)}
    rows = evidence.rows(session, claim_id)
    return [Weighed(row, said[row.id].stance, said[row.id].question) for row in rows]


def _others(session: Session, evidence_id: Id, claim_id: Id | None) -> list[int]:
    """Return the numbers of the other claims a piece of evidence is used for."""
    found = evidence.links(session, evidence_id=evidence_id)
    numbers = (claims.number(session, one.claim_id) for one in found if one.claim_id != claim_id)
    return sorted(number for number in numbers if number)


def _add(session: Session, claim_id: Id, attachment: bytes | None, fields: dict[str, Any]) -> Id:
    evidence_id = evidence.add(session, attachment=attachment, **fields)
    evidence.join(session, claim_id, evidence_id)
    return evidence_id


def _today() -> str:
    return QDate.currentDate().toString(Qt.DateFormat.ISODate)
