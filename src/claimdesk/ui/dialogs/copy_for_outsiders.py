"""What a copy for people outside is to do without, and what that means for the copy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from claimdesk.store.outsiders import Removed, Wish
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, quiet
from claimdesk.ui.base.words import count, tr

_MORE_LINES = 6
"""How many lines of what is left out are seen beyond those there is always room for."""


class CopyForOutsiders(PlainDialog):
    """Asks what to leave out, and says in figures what that is before anything is written."""

    count_wanted = Signal(object)
    """(wish: Wish) what this leaves out is to be counted."""
    wished = Signal(object)
    """(wish: Wish) the reviewer wants this copy."""
    help_wanted = Signal()
    """The reviewer wants to read about copies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("outsiders", tr("Copy for outsiders"), parent)
        self._leftovers = _box("outsiders-leftovers", tr("Without leftovers of deleted texts"))
        self._history = _box("outsiders-history", tr("Without the &history"))
        self._names = _box("outsiders-names", tr("Without the n&ames of reviewers"))
        self._notes = _box("outsiders-notes", tr("Without n&otes"))
        self._confidential = _box("outsiders-confidential", tr("Without &confidential evidence"))
        self._parts = (self._names, self._notes, self._confidential)
        self._wants_history_out = True
        self._outcome = Sentence()
        self._meaning = quiet("")
        self._lay_out()
        self._history.toggled.connect(self._on_history)
        for box in (self._history, *self._parts):
            box.toggled.connect(self._on_toggled)
        self._refresh()

    @property
    def wish(self) -> Wish:
        """Return what is chosen."""
        return Wish(
            history=self._history.isChecked(),
            names=self._names.isChecked(),
            notes=self._notes.isChecked(),
            confidential=self._confidential.isChecked(),
        )

    def ask(self) -> None:
        """Have counted what the present choice leaves out."""
        self.count_wanted.emit(self.wish)

    def show_removed(self, wish: Wish, removed: Removed) -> None:
        """Say what the copy will do without, unless something else was chosen meanwhile."""
        if wish == self.wish:
            sentences = removal_sentences(wish, removed)
            self._say(tr("Will be left out:") + "\n" + "\n".join(f"– {one}" for one in sentences))

    def _lay_out(self) -> None:
        rows = (
            (self._leftovers, tr("Always: nothing of what was deleted remains in unused parts.")),
            (
                self._history,
                tr("Who changed what and when, earlier wordings, and all that was removed."),
            ),
            (self._names, tr("They become Reviewer 1, Reviewer 2. Names inside texts stay.")),
            (
                self._notes,
                tr("On articles, claims, passages, evidence and the checklist."),
            ),
            (self._confidential, tr("With its attachments and the notes on it.")),
        )
        self._leftovers.setChecked(True)
        self._leftovers.setEnabled(False)
        self._history.setChecked(True)
        for box, meaning in rows:
            explained = quiet(meaning)
            explained.setIndent(self.letters(4))
            box.setAccessibleDescription(meaning)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(box)
            pair.addWidget(explained)
            self.column.addLayout(pair)
        name_widget(self._meaning, "outsiders-meaning", "")
        name_widget(self._outcome, "outsiders-removed", "")
        self.column.addWidget(self._meaning)
        self._outcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidget(self._outcome)
        scroll.setWidgetResizable(True)
        scroll.setMinimumHeight(self.lines(4))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(scroll, 1)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        save = self.button("outsiders-save", tr("&Save the copy…"), role, self._on_wished)
        more = QDialogButtonBox.ButtonRole.ActionRole
        self.button("outsiders-help", tr("H&elp"), more, self.help_wanted.emit)
        self.cancel_button()
        self.finish(save, letters=76)
        self.resize(self.width(), self.height() + self.lines(_MORE_LINES))

    def _on_history(self, is_out: bool) -> None:  # noqa: FBT001 - Qt's
        self._wants_history_out = is_out

    def _on_toggled(self) -> None:
        self._refresh()
        self.ask()

    def _refresh(self) -> None:
        """Take the history out where something else goes: it stands there, too."""
        forced = any(box.isChecked() for box in self._parts)
        self._history.blockSignals(True)  # noqa: FBT003 - Qt's
        self._history.setChecked(forced or self._wants_history_out)
        self._history.blockSignals(False)  # noqa: FBT003 - Qt's
        self._history.setEnabled(not forced)
        self._meaning.setText(_meaning(self.wish, forced=forced))
        self._meaning.setAccessibleName(self._meaning.text())
        self._say(tr("Counting…"))

    def _say(self, text: str) -> None:
        self._outcome.setText(text)
        self._outcome.setAccessibleName(text)

    def _on_wished(self) -> None:
        wish = self.wish
        self.accept()
        self.wished.emit(wish)


def removal_sentences(wish: Wish, removed: Removed) -> list[str]:
    """Return what is left out of a copy, a line each."""
    if not wish.rewrites:
        return [tr("nothing but leftovers; the history tells what was removed and by whom")]
    words = {
        "article": ("{n} article removed earlier", "{n} articles removed earlier"),
        "claim": ("{n} claim removed earlier", "{n} claims removed earlier"),
        "passage": ("{n} passage removed earlier", "{n} passages removed earlier"),
        "assessment": ("{n} verdict taken back or gone", "{n} verdicts taken back or gone"),
        "evidence": ("{n} piece of evidence removed earlier", "{n} pieces removed earlier"),
        "note": ("{n} note removed earlier", "{n} notes removed earlier"),
    }
    figures = (
        (removed.entries, ("{n} history entry", "{n} history entries")),
        *((number, words[kind]) for kind, number in removed.gone.items()),
        (removed.names, ("the name of {n} reviewer", "the names of {n} reviewers")),
        (removed.notes, ("{n} note", "{n} notes")),
        (removed.evidence, ("{n} piece of evidence", "{n} pieces of evidence")),
        (removed.content, ("{n} text or attachment", "{n} texts or attachments")),
    )
    return [count(number, *said) for number, said in figures if number]


def _meaning(wish: Wish, *, forced: bool) -> str:
    if not wish.rewrites:
        return tr("The copy is the whole project and can be united with it again.")
    if forced:
        return tr(
            "What you leave out stands in the history, too. So the copy gets a new history that "
            "begins with the present state: a project of its own, not to be united with this one."
        )
    return tr(
        "The copy gets a new history that begins with the present state: a project of its own, "
        "not to be united with this one."
    )


def _box(identifier: str, text: str) -> QCheckBox:
    made = QCheckBox(text)
    name_widget(made, identifier, plain(text))
    return made
