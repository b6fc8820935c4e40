"""Notes: written on what is current, answered, changed, removed, and all of them listed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from claimdesk.core.apparatus import NoteRow
from claimdesk.core.model import Id, Subject
from claimdesk.store import articles, claims, evidence, notes, passages, projects
from claimdesk.store.store import Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.dialogs.note import NoteDialog
from claimdesk.ui.dialogs.notes import NotesDialog
from claimdesk.ui.models.evidence_columns import name_of
from claimdesk.ui.models.note_columns import subject_words
from claimdesk.ui.panes.article import ArticlePane
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.evidence_list import EvidencePart
from claimdesk.ui.panes.note_list import NotePart

On = tuple[Subject, Id]
"""What a note is on."""
Key = tuple[str, Id]
"""What a draft is for: a new note, a reply or a change, and of what."""
Again = Callable[[], None]
"""Opens the dialog of a note again."""
Save = Callable[[str], bool]
"""Saves the words of a note; returns whether that could be done."""


class NoteCommands:
    """The handlers of notes, and what section and browser ask for."""

    def __init__(self, desk: Desk, article: ArticlePane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._article = article
        self._form = form
        self._beside = Beside(desk, self._made)
        self._drafts: dict[Key, str] = {}
        self._open_ones: dict[Key, tuple[NoteDialog, Again]] = {}
        self._waiting: dict[Key, Again] = {}
        sections = form.form.sections
        self._evidence = sections.named("evidence").part
        part = sections.named("notes").part
        assert isinstance(part, NotePart)  # noqa: S101 - of the same program
        self._part = part
        part.new_wanted.connect(self.on_claim)
        self._serve(part)
        desk.project.copying.connect(self._save_all)
        desk.project.leaving.connect(self._save_all)
        desk.project.switched.connect(self._on_switched)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "notes.here": self.here,
            "notes.claim": self.on_claim,
            "notes.passage": self.on_passage,
            "notes.evidence": self.on_evidence,
            "notes.article": self.on_article,
            "notes.of_article": self.of_article,
            "tools.notes": self.show,
        }

    def here(self) -> None:
        """Write a note on what is worked on: evidence, passage, claim or article."""
        focused, now = QApplication.focusWidget(), self._selection.now
        if _is_in(focused, self._evidence) and self._current_evidence():
            self.on_evidence()
        elif now.passage_id is not None and _is_in(focused, self._article):
            self.on_passage()
        elif now.claim_id is not None:
            self.on_claim()
        elif now.article_id is not None:
            self.on_article()
        else:
            self._say(tr("Choose an article or a claim first"))

    def on_claim(self) -> None:
        """Write a note on the current claim."""
        claim_id = self._selection.now.claim_id
        row = claim_id and self._project.read(claims.row, claim_id)
        if row:
            self._write((Subject.CLAIM, row.id), tr("Note on claim {n}", n=row.number), row.text)

    def on_passage(self) -> None:
        """Write a note on the current passage."""
        passage_id = self._selection.now.passage_id
        quote = passage_id and self._project.read(_quote, passage_id)
        if passage_id and quote:
            self._write((Subject.PASSAGE, passage_id), tr("Note on the passage"), f"“{quote}”")

    def on_evidence(self) -> None:
        """Write a note on the current piece of evidence."""
        evidence_id = self._current_evidence()
        row = evidence_id and self._project.read(evidence.row, evidence_id)
        if row:
            self._write((Subject.EVIDENCE, row.id), tr("Note on the evidence"), name_of(row))
        else:
            self._form.form.sections.go_to("evidence")
            self._say(tr("Choose a piece of evidence first"))

    def on_article(self) -> None:
        """Write a note on the current article."""
        article_id = self._selection.now.article_id
        row = article_id and self._project.read(articles.row, article_id)
        if row:
            self._write((Subject.ARTICLE, row.id), tr("Note on the article"), row.title)

    def of_article(self) -> None:
        """Show the notes on the current article."""
        self.show().keep_to(self._selection.now.article_id)

    def show(self) -> NotesDialog:
        """Show all notes of the project."""
        dialog = self._beside.show()
        dialog.keep_to(None)
        return dialog

    def _made(self) -> NotesDialog:
        dialog = NotesDialog(self._project, self._desk.window)
        self._serve(dialog)
        return dialog

    def _serve(self, asking: NotePart | NotesDialog) -> None:
        asking.reply_wanted.connect(self._reply)
        asking.edit_wanted.connect(self._edit)
        asking.remove_wanted.connect(self._remove)
        asking.go_wanted.connect(self._go)

    def _write(self, on: On, title: str, about: str) -> None:
        again = partial(self._write, on, title, about)
        self._open(("new", on[1]), title, about, "", partial(self._add, on), again)

    def _reply(self, row: NoteRow) -> None:
        about = tr("{who}: {words}", who=row.reviewer, words=row.body)
        title, again = tr("Reply to a note"), partial(self._reply, row)
        self._open(("reply", row.id), title, about, "", partial(self._answer, row), again)

    def _edit(self, row: NoteRow) -> None:
        about, title, again = subject_words(row), tr("Edit a note"), partial(self._edit, row)
        self._open(("edit", row.id), title, about, row.body, partial(self._change, row), again)

    def _open(self, key: Key, title: str, about: str, body: str, save: Save, again: Again) -> None:
        """Open the dialog with what was typed and left before, if anything was."""
        if key in self._open_ones:
            dialog, _ = self._open_ones[key]
            dialog.raise_()
            take_keyboard(dialog)
            return
        self._form.commit()
        dialog = NoteDialog(title, about, body, self._beside.dialog or self._desk.window)
        dialog.take_up(self._drafts.pop(key, body))
        self._open_ones[key] = dialog, again

        def written(words: str) -> None:
            if save(words):  # else the words stay where they are
                dialog.accept()

        dialog.written.connect(written)
        dialog.left.connect(partial(self._drafts.__setitem__, key))
        dialog.finished.connect(lambda: self._open_ones.pop(key, None))
        dialog.show()
        take_keyboard(dialog)

    def _add(self, on: On, body: str) -> bool:
        me = self._project.reviewer_id
        edit = partial(notes.add, subject=on[0], subject_id=on[1], reviewer_id=me, body=body)
        if not self._project.did(tr("New note"), edit):
            return False
        self._say(tr("Note written"))
        return True

    def _answer(self, row: NoteRow, body: str) -> bool:
        edit = partial(notes.reply, note_id=row.id, body=body)
        if not self._project.did(tr("New note"), edit):
            return False
        self._say(tr("Reply written"))
        return True

    def _change(self, row: NoteRow, body: str) -> bool:
        return self._project.did(tr("Edit note"), partial(notes.change, note_id=row.id, body=body))

    def _remove(self, row: NoteRow) -> None:
        if self._project.did(tr("Remove note"), partial(notes.remove, note_id=row.id)):
            self._say(tr("Note removed"))

    def _go(self, row: NoteRow) -> None:
        match row.subject:
            case Subject.CLAIM:
                self._selection.choose_claim(row.subject_id)
            case Subject.ARTICLE:
                self._selection.choose_article(row.subject_id)
            case Subject.PASSAGE:
                article_id = self._project.read(passages.article_of, row.subject_id)
                if article_id is not None:
                    claim_id = self._selection.now.claim_id
                    self._selection.show_passage(article_id, row.subject_id, claim_id)
            case Subject.EVIDENCE:
                self._go_to_evidence(row.subject_id)

    def _go_to_evidence(self, evidence_id: Id) -> None:
        used = self._project.read(evidence.links, evidence_id=evidence_id)
        if not used:
            self._say(tr("This evidence is not used for any claim"))
            return
        if self._selection.now.claim_id not in [one.claim_id for one in used]:
            self._selection.choose_claim(used[0].claim_id)
        self._form.form.sections.named("evidence").heading.setChecked(True)
        if isinstance(self._evidence, EvidencePart):
            self._evidence.choose(evidence_id)

    def _current_evidence(self) -> Id | None:
        part = self._evidence
        one = part.current() if isinstance(part, EvidencePart) and part.isVisible() else None
        return one.id if one else None

    def _save_all(self) -> None:
        """Save what is being written."""
        for dialog, _ in list(self._open_ones.values()):
            if dialog.is_changed:
                dialog.written.emit(dialog.text.toPlainText())

    def _on_switched(self) -> None:
        """Put away what could not be saved until the project, or a copy of it, is there again."""
        for key, (dialog, again) in list(self._open_ones.items()):
            dialog.reject()
            if key in self._drafts:
                self._waiting[key] = again
        if self._project.is_open and not self._project.why_read_only:
            for key in [one for one in self._waiting if self._project.read(projects.knows, one[1])]:
                self._waiting.pop(key)()

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _quote(session: Session, passage_id: Id) -> str:
    article_id = passages.article_of(session, passage_id)
    row = articles.row(session, article_id) if article_id else None
    found = passages.rows(session, row.version_id) if row else []
    return next((one.quote for one in found if one.id == passage_id), "")


def _is_in(widget: QWidget | None, whole: QWidget) -> bool:
    return widget is not None and (widget is whole or whole.isAncestorOf(widget))
