"""Undo and redo, copy and select, find and filter: the handlers of the Edit menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from claimdesk.core.text import trim
from claimdesk.store import articles
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.project import EditCommand
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.citation import cited
from claimdesk.ui.models.left_out import left_out
from claimdesk.ui.panes.article import ArticlePane
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class EditCommands:
    """Undo goes first to the text field that has the focus, then to the project."""

    def __init__(
        self, desk: Desk, article: ArticlePane, claim_list: ClaimListPane, form: ClaimFormPane
    ) -> None:
        self._desk = desk
        self._article = article
        self._list = claim_list
        self._form = form

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "edit.copy": self.copy,
            "edit.copy_source": self.copy_source,
            "edit.select_all": self.select_all,
            "edit.expand": self._article.view.expand,
            "edit.shrink": self.shrink,
            "edit.find": self._article.open_find,
            "edit.find_next": partial(self._article.find_step, 1),
            "edit.find_previous": partial(self._article.find_step, -1),
            "edit.filter": self._list.focus_filter,
        }

    def undo(self) -> None:
        """Take back what was typed in the focused field, else the last action."""
        if self._form.is_settled(_focus()) or not _undo_typing(_focus()):
            self._form.commit()
            _forget_typing(_focus())
            said = tr("Undone: {label}"), tr("Undone, except {left}")
            self._travel(self._desk.project.undo_stack.undo, said)

    def redo(self) -> None:
        """Do again what was undone in the focused field, else the last action undone."""
        if not _redo_typing(_focus()):
            said = tr("Done again: {label}"), tr("Done again, except {left}")
            self._travel(self._desk.project.undo_stack.redo, said)

    def copy(self) -> None:
        """Copy from whatever has the focus."""
        widget = _focus()
        if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
            widget.copy()
        elif self._list.isAncestorOf(widget) if widget else False:
            self._list.copy()

    def copy_source(self) -> None:
        """Copy the selected text, or the current passage, with where it is from."""
        project, now = self._desk.project, self._desk.selection.now
        row = project.read(articles.row, now.article_id) if now.article_id else None
        if row is None:
            return
        text = project.read(articles.text, row.version_id)
        start, end = trim(text, now.start, now.end)
        if start == end and now.passage_id is not None:
            start, end = self._article.view.stretch_of(now.passage_id)
        if start == end:
            self._say(tr("Select some text first"))
            return
        QGuiApplication.clipboard().setText(cited(row, text, start, end))
        self._say(tr("Copied with source"))

    def shrink(self) -> None:
        """Take the last widening of the selection back."""
        if not self._article.view.shrink():
            self._say(tr("Nothing to shrink; the selection was not expanded"))

    def select_all(self) -> None:
        """Select everything in whatever has the focus."""
        widget = _focus()
        if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
            widget.selectAll()
        elif widget is not None and self._list.isAncestorOf(widget):
            self._list.select_all()

    def _travel(self, move: Callable[[], None], said: tuple[str, str]) -> None:
        """Undo or redo a step and say so, and what of it could not be done."""
        stack = self._desk.project.undo_stack
        before, steps = stack.index(), stack.count()
        label = stack.undoText() if move == stack.undo else stack.redoText()
        move()
        if stack.index() == before or stack.count() != steps:  # a step that fails is given up
            return
        step = stack.command(min(before, stack.index()))
        whole, in_part = said
        if isinstance(step, EditCommand) and step.left:
            self._say(in_part.format(left=left_out(step.left)))
        else:
            self._say(whole.format(label=label))

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _focus() -> QWidget | None:
    return QApplication.focusWidget()


def _undo_typing(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit) and widget.isUndoAvailable():
        widget.undo()
        return True
    if isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        available = widget.document().isUndoAvailable()
        if available:
            widget.undo()
        return available
    return False


def _forget_typing(widget: QWidget | None) -> None:
    """Keep redo in order: typing that was taken back is older than the action undone now."""
    if isinstance(widget, QLineEdit) and widget.isRedoAvailable():
        place = widget.cursorPosition()
        widget.setText(widget.text())
        widget.setCursorPosition(place)
    elif isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        widget.document().clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)


def _redo_typing(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit) and widget.isRedoAvailable():
        widget.redo()
        return True
    if isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        available = widget.document().isRedoAvailable()
        if available:
            widget.redo()
        return available
    return False
