"""The fields of one piece of evidence: what it is, where it is from, what it says, who was asked.

What cannot be saved is kept for the evidence it was typed for, until it can.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.model import EvidenceKind, EvidenceStance, Id
from claimdesk.core.sources import is_address
from claimdesk.ui.base import dates
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.inert import EDITS
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.evidence_columns import Weighed
from claimdesk.ui.models.terms import evidence_kind_word, evidence_stance_word
from claimdesk.ui.panes.fields import Field, LineField, TextField, captioned
from claimdesk.ui.panes.folding import FoldingRow

Saver = Callable[[str], Callable[[str], object]]
"""From the name of a field to what saves it."""
_ASKED = ("asked_on", "answered_on", "asked_how")


class EvidenceFields(QWidget):
    """All that is known of a piece of evidence, and what it does to the claim."""

    typed = Signal()
    """Something is typed that is not saved."""
    confidential_set = Signal(bool)
    """(confidential) the reviewer said whether it may be exported."""

    def __init__(self, save: Saver) -> None:
        super().__init__()
        self.shown: Weighed | None = None
        self._drafts: dict[Id, dict[str, str]] = {}
        self.stance = QuietCombo({one: evidence_stance_word(one) for one in EvidenceStance})
        self.kind = QuietCombo({one: evidence_kind_word(one) for one in EvidenceKind})
        self.fields = _made(save)
        self.confidential = QCheckBox(tr("Confidential: never exported"))
        self.confidential.setProperty(EDITS, "true")
        self.attachment = QLabel()
        self.attachment.setWordWrap(True)
        self.used = QLabel()
        self.used.setProperty("quiet", "true")
        self.used.setWordWrap(True)
        self.open_attachment = _button(tr("Open"), "evidence-open", edits=False)
        self.save_attachment = _button(tr("Save as…"), "evidence-save", edits=False)
        self.attach = _button(tr("Attach a file…"), "evidence-attach")
        self.detach = _button(tr("Remove attachment"), "evidence-detach")
        self.browse = _button(tr("Open the address"), "evidence-browse", edits=False)
        self.browse_archived = _button(
            tr("Open the archived copy"), "evidence-browse-archived", edits=False
        )
        self._name()
        self._lay_out()
        for field in self.fields.values():
            field.typed.connect(self.typed)
        self.confidential.clicked.connect(self.confidential_set)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in reading order."""
        fields = {name: field.editor for name, field in self.fields.items()}
        return (
            *(self.stance, self.kind),
            *(fields[name] for name in ("title", "author", "publisher", "published", "accessed")),
            *(fields["url"], fields["archive_url"], self.browse, self.browse_archived),
            *(fields["quote"], *(fields[name] for name in _ASKED)),
            *(fields["question"], fields["interest"], fields["citation"], self.confidential),
            *(self.open_attachment, self.save_attachment, self.attach, self.detach),
        )

    def show_evidence(self, one: Weighed | None, others: list[int]) -> None:
        """Show a piece of evidence, and for which other claims (numbers) it is used."""
        before, self.shown = self.shown, one
        if before is not None and (one is None or before.id != one.id):
            self._keep(before.id)
        self.setVisible(one is not None)
        if one is None:
            return
        self.stance.show_choice(one.stance)
        self.kind.show_choice(one.row.kind)
        is_same = before is not None and before.id == one.id
        kept = {} if is_same else self._drafts.pop(one.id, {})
        for name, field in self.fields.items():
            stored = one.question if name == "question" else str(getattr(one.row, name))
            if is_same:
                field.show_stored(stored)
            else:
                field.reset(stored, kept.get(name))
        self.confidential.setChecked(one.row.confidential)
        self._show_rest(one.row, others)

    def commit(self) -> None:
        """Save what is typed in any field."""
        for field in self.fields.values():
            field.commit()

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is a field here with nothing typed that is not saved."""
        fields = self.fields.values()
        return any(one.editor is widget and not one.is_touched for one in fields)

    def _keep(self, evidence_id: Id) -> None:
        fields = self.fields.items()
        kept = {name: field.draft for name, field in fields if field.draft is not None}
        if kept:
            self._drafts[evidence_id] = kept

    def _show_rest(self, row: EvidenceRow, others: list[int]) -> None:
        is_talk = row.kind in (EvidenceKind.REPLY, EvidenceKind.INTERVIEW)
        self._asked.setVisible(is_talk or any(getattr(row, name) for name in _ASKED))
        self.fields["quote"].caption.setText(
            tr("Answer") if row.kind is EvidenceKind.REPLY else tr("What it says")
        )
        has = row.attachment_sha256 is not None
        self.attachment.setText(
            tr("Attachment: {name}", name=row.attachment_name or tr("without a name"))
            if has
            else tr("No attachment. Drop a file on the list, paste an image, or attach one.")
        )
        for button in (self.open_attachment, self.save_attachment, self.detach):
            button.setVisible(has)
        self.attach.setText(tr("Attach another…") if has else tr("Attach a file…"))
        self.browse.setVisible(is_address(row.url))
        self.browse_archived.setVisible(is_address(row.archive_url))
        numbers = ", ".join(str(number) for number in others)
        said = tr("Also used for claim {n}") if len(others) == 1 else tr("Also used for claims {n}")
        self.used.setText(said.format(n=numbers))
        self.used.setVisible(bool(others))

    def _name(self) -> None:
        name_widget(self.stance, "evidence-stance", tr("What it does to the claim"))
        name_widget(self.kind, "evidence-kind", tr("Kind of evidence"))
        name_widget(self.confidential, "evidence-confidential", self.confidential.text())
        name_widget(self.used, "evidence-used", tr("Also used for"))
        name_widget(self.attachment, "evidence-attachment", tr("Attachment"))
        dated = tr("2025, 2025-10 or 2025-10-29")
        for name, field in self.fields.items():
            identifier = f"evidence-{name.replace('_', '-')}"
            name_widget(field.editor, identifier, field.caption.text())
            if isinstance(field, LineField) and name in _DATES:
                field.line.setPlaceholderText(dated)
        asked_how = self.fields["asked_how"].editor
        asked_how.setAccessibleDescription(tr("By mail, by telephone, through whom"))

    def _lay_out(self) -> None:
        fields = self.fields
        stance = captioned(tr("Does to the claim"), self.stance)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(FoldingRow(fields["asked_on"], fields["answered_on"]))
        asked.addWidget(fields["asked_how"])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (
            self.used,
            FoldingRow(stance, captioned(tr("Kind"), self.kind)),
            fields["title"],
            FoldingRow(fields["author"], fields["publisher"]),
            FoldingRow(fields["published"], fields["accessed"]),
            fields["url"],
            fields["archive_url"],
            FoldingRow(self.browse, self.browse_archived),
            fields["quote"],
            self._asked,
            fields["question"],
            fields["interest"],
            fields["citation"],
            self.confidential,
            self.attachment,
            FoldingRow(self.open_attachment, self.save_attachment),
            FoldingRow(self.attach, self.detach),
        ):
            layout.addWidget(part)


_DATES = frozenset(("published", "accessed", "asked_on", "answered_on"))


def _made(save: Saver) -> dict[str, Field]:
    """Return the text fields by the names of what they hold."""
    line = partial(_line, save)
    return {
        "title": line("title", tr("Title")),
        "author": line("author", tr("Author")),
        "publisher": line("publisher", tr("Publisher")),
        "published": line("published", tr("Published on")),
        "accessed": line("accessed", tr("Read on")),
        "url": line("url", tr("Address")),
        "archive_url": line("archive_url", tr("Archived address")),
        "quote": TextField(tr("What it says"), save("quote")),
        "asked_on": line("asked_on", tr("Asked on")),
        "asked_how": line("asked_how", tr("Asked how")),
        "answered_on": line("answered_on", tr("Answered on")),
        "question": line("question", tr("Question it answers")),
        "interest": line("interest", tr("The source’s own interest")),
        "citation": TextField(tr("Citation"), save("citation"), lines=(1, 6)),
    }


def _line(save: Saver, name: str, label: str) -> LineField:
    if name in _DATES:
        return LineField(label, save(name), dates.complaint)
    return LineField(label, save(name))


def _button(text: str, identifier: str, *, edits: bool = True) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setProperty(EDITS, "true" if edits else "")
    name_widget(button, identifier, text)
    return button
