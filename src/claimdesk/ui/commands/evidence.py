"""Evidence: brought in, put to claims, its attachments opened from private copies or saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from claimdesk.core.apparatus import EvidenceRow
from claimdesk.core.errors import ReviewError
from claimdesk.core.model import ArticleRow, Id
from claimdesk.exchange import atomic
from claimdesk.store import articles, claims, evidence, passages
from claimdesk.store.store import Session
from claimdesk.ui.base import incoming
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.incoming import Incoming
from claimdesk.ui.base.private_copies import PrivateCopies, file_name, is_openable
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.dialogs.evidence import EvidenceDialog
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.evidence_list import EvidencePart


class EvidenceCommands:
    """The handlers of Claim > Evidence and Tools > Evidence, and what the section asks for."""

    def __init__(self, desk: Desk, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._form = form
        self._beside = Beside(desk, self._made)
        self._copies = PrivateCopies()
        part = form.form.sections.named("evidence").part
        assert isinstance(part, EvidencePart)  # noqa: S101 - of the same program
        self._part = part
        part.told.connect(self._say)
        part.existing_wanted.connect(self.use)
        part.attach_wanted.connect(self._attach)
        part.open_wanted.connect(self._open)
        part.save_wanted.connect(self._save)
        part.address_wanted.connect(self._browse)
        desk.project.switched.connect(self._on_switched)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "evidence.add": self.add,
            "evidence.use": self.use,
            "evidence.cite": self.cite,
            "evidence.file": self.add_files,
            "evidence.paste": self.paste,
            "evidence.take": partial(self._on_current, self._part.remove),
            "evidence.remove": partial(self._on_current, self._part.remove_everywhere),
            "tools.evidence": self.show,
        }

    def add(self) -> None:
        """Go to the line that takes an address or a citation."""
        form = self._form.form
        stop = form.sections.go_to("evidence")
        inside = form.widget()
        if inside is not None:
            inside.adjustSize()  # else nothing is known yet of the room the section takes
        form.reveal(self._part.view)
        form.reveal(stop)

    def paste(self) -> None:
        """Add what is on the clipboard: files, an image, an address or a citation."""
        self.add()
        self._part.paste_clipboard()

    def add_files(self) -> None:
        """Add chosen files as evidence, one piece each."""
        self.add()
        names, _ = QFileDialog.getOpenFileNames(
            self._desk.window, tr("Add files as evidence"), self._folder()
        )
        self._part.take_attachments([_from_file(name) for name in names])

    def use(self) -> None:
        """Choose a piece of evidence of the project for the current claim."""
        self.show().pick(is_picking=True)

    def show(self) -> EvidenceDialog:
        """Show all evidence of the project."""
        self._form.commit()
        dialog = self._beside.show()
        dialog.pick(is_picking=False)
        return dialog

    def _made(self) -> EvidenceDialog:
        dialog = EvidenceDialog(self._project, self._selection, self._desk.window)
        dialog.wanted.connect(self._join)
        dialog.go_wanted.connect(self._go)
        return dialog

    def cite(self) -> None:
        """Make the selected text of the article evidence for the current claim."""
        now = self._selection.now
        row = now.article_id and self._project.read(articles.row, now.article_id)
        if not row or now.claim_id is None or not now.has_text:
            return
        self._form.commit()
        edit = partial(_cite, row=row, start=now.start, end=now.end, claim_id=now.claim_id)
        made = self._project.do(tr("New evidence"), edit)
        if made is not None:
            self._part.choose(made)
            number = self._project.read(claims.number, now.claim_id)
            self._say(tr("The selected text is evidence for claim {n}", n=number))

    def _on_current(self, run: Callable[[], object]) -> None:
        """Do something to the current piece of evidence, if the section shows one."""
        if not self._form.form.sections.named("evidence").is_open:
            self.add()
        elif self._part.current() is None:
            self._say(tr("This claim has no evidence"))
        else:
            run()

    def _join(self, evidence_id: Id) -> None:
        claim_id = self._selection.now.claim_id
        if claim_id is None:
            return
        edit = partial(evidence.join, claim_id=claim_id, evidence_id=evidence_id)
        if self._project.did(tr("Add evidence to claim"), edit):
            self._form.form.sections.go_to("evidence")
            self._part.choose(evidence_id)
            number = self._project.read(claims.number, claim_id)
            self._say(tr("Evidence added to claim {n}", n=number))

    def _go(self, claim_id: Id, evidence_id: Id) -> None:
        self._selection.choose_claim(claim_id)
        self._form.form.sections.named("evidence").heading.setChecked(True)
        self._part.choose(evidence_id)

    def _attach(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._desk.window, tr("Attach a file"), self._folder()
        )
        if name:
            self._part.attach(_from_file(name))

    def _open(self, row: EvidenceRow) -> None:
        name = file_name(row.attachment_name)
        if not is_openable(name):
            self._say(
                tr("“{name}” could run as a program; save it and look at it there.", name=name)
            )
            self._save(row)
            return
        try:
            target = self._copies.put(name, self._data(row))
        except OSError:
            self._say(tr("There is no room for a copy of “{name}”; save it elsewhere.", name=name))
            return
        self._say(
            tr("A copy of “{name}” was opened; it goes when the project is closed.", name=name)
            if QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
            else tr("No program for “{name}” was found; save it elsewhere.", name=name)
        )

    def _save(self, row: EvidenceRow) -> None:
        proposed = Path(self._folder(), file_name(row.attachment_name))
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window, tr("Save the attachment"), str(proposed)
        )
        if not name:
            return
        try:
            atomic.write(Path(name), self._data(row))
        except ReviewError as error:
            self._desk.notifier.trouble(error)
            return
        self._say(tr("Attachment saved as “{name}”", name=Path(name).name))

    def _browse(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            self._say(tr("No program for addresses was found"))

    def _data(self, row: EvidenceRow) -> bytes:
        assert row.attachment_sha256 is not None  # noqa: S101 - the buttons are hidden without
        return self._project.read(evidence.attachment, row.attachment_sha256)

    def _folder(self) -> str:
        path = self._project.path
        return str(path.parent) if path else ""

    def _on_switched(self) -> None:
        self._copies.remove()

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _from_file(name: str) -> Incoming:
    return incoming.from_file(Path(name), evidence.MAX_ATTACHMENT)


def _cite(session: Session, row: ArticleRow, start: int, end: int, claim_id: Id) -> Id:
    passage_id = passages.mark(session, row.version_id, start, end)
    said: dict[str, Any] = {
        "title": row.title,
        "author": row.author,
        "publisher": row.publisher,
        "published": row.published,
        "url": row.source_url,
        "archive_url": row.archived_url,
    }
    evidence_id = evidence.cite(session, passage_id, **said)
    evidence.join(session, claim_id, evidence_id)
    return evidence_id
