"""The claim a passage is linked to: the likely ones first, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QWidget,
)

from claimdesk.core.model import Id, Stance, Voice
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, Sentence, label, name_widget
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.claims.choice import Candidates, ClaimChoice, Offer
from claimdesk.ui.models.terms import stance_word, voice_word

_QUOTE = 240
"""Characters of the passage that are shown: enough to know it by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the passage is linked to and how; without a claim, a new one of ``new_text``."""

    claim_id: Id | None
    new_text: str = ""
    stance: Stance = Stance.ASSERTS
    voice: Voice = Voice.NOT_SAID
    speaker: str = ""


class LinkPicker(PlainDialog):
    """Type to filter, arrows to move, Alt+1 to Alt+4 for the stance, Enter to link.

    Ctrl+Enter makes a new claim.
    """

    chosen = Signal(object)
    """(choice: Choice) the reviewer picked a claim."""

    def __init__(
        self,
        candidates: Candidates,
        quote: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        last: Choice | None = None,
        speakers: Sequence[str] = (),
    ) -> None:
        """``last`` is what one button takes over; ``speakers`` complete what is typed."""
        super().__init__("link-picker", tr("Link to a claim"), parent)
        self._quote = " ".join(quote.split())
        self._claims = ClaimChoice("link", candidates, theme, self._quote)
        self._stance = QuietCombo({one: stance_word(one) for one in Stance})
        self._voice = QuietCombo({one: voice_word(one) for one in Voice})
        self._speaker = QLineEdit()
        self._last = last
        self._lay_out()
        self._complete(speakers)
        self._claims.moved.connect(self._on_moved)
        self._claims.picked.connect(self._pick)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._pick_new)
        for number, stance in enumerate(Stance, 1):
            QShortcut(
                QKeySequence(f"Alt+{number}"), self, partial(self._stance.show_choice, stance)
            )
        self._on_moved()
        self._claims.filter.setFocus()

    @property
    def offers(self) -> list[Offer]:
        """Return the rows as they are shown."""
        return self._claims.offers

    def _lay_out(self) -> None:
        shown = self._quote if len(self._quote) <= _QUOTE else f"{self._quote[:_QUOTE].rstrip()}…"
        passage = Sentence(f"“{shown}”")
        name_widget(passage, "link-quote", tr("Passage: “{quote}”", quote=shown))
        self.column.addWidget(passage)
        self._claims.lay_out(self, tr("&Claim"))
        self._add_bearing()
        roles = QDialogButtonBox.ButtonRole
        self._ok = self.button("link-ok", tr("&Link"), roles.AcceptRole, self._pick)
        new = self.button("link-new", tr("Ne&w claim"), roles.ActionRole, self._pick_new)
        new.setToolTip(tr("Make a new claim of the passage (Ctrl+Return)"))
        if self._last is not None:
            again = self.button("link-again", tr("As &before"), roles.ActionRole, self._take_over)
            again.setToolTip(bearing_words(self._last))
            again.setAccessibleDescription(bearing_words(self._last))
        self.cancel_button()
        self.finish(self._ok, letters=66)
        self.resize(self.letters(104), self.lines(36))

    def _add_bearing(self) -> None:
        self._speaker.setPlaceholderText(tr("Who says it, if it is not the article"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields: tuple[tuple[str, str, QWidget], ...] = (
            (tr("&Stance"), "link-stance", self._stance),
            (tr("&Voice"), "link-voice", self._voice),
            (tr("S&peaker"), "link-speaker", self._speaker),
        )
        for place, (text, identifier, field) in enumerate(fields):
            name_widget(field, identifier, plain(text))
            grid.addWidget(label(text, field), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 2 if field is self._speaker else 1)
        self.column.addLayout(grid)

    def _complete(self, speakers: Sequence[str]) -> None:
        completer = QCompleter(list(speakers), self._speaker)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._speaker.setCompleter(completer)

    def _take_over(self) -> None:
        """Use stance, voice and speaker of the last link."""
        if self._last is not None:
            self._stance.show_choice(self._last.stance)
            self._voice.show_choice(self._last.voice)
            self._speaker.setText(self._last.speaker)

    def _on_moved(self) -> None:
        offer = self._claims.current
        is_new = offer is not None and offer.row is None
        self._ok.setText(tr("&Link to new claim") if is_new else tr("&Link"))
        self._ok.setEnabled(offer is not None)

    def _pick(self) -> None:
        offer = self._claims.current
        if offer is None:
            return
        if offer.row is not None:
            self._choose(offer.row.id, "")
        else:
            self._pick_new()

    def _pick_new(self) -> None:
        self._choose(None, self._claims.typed or self._quote)

    def _choose(self, claim_id: Id | None, new_text: str) -> None:
        choice = Choice(
            claim_id,
            new_text,
            self._stance.choice,
            self._voice.choice,
            " ".join(self._speaker.text().split()),
        )
        self.accept()
        self.chosen.emit(choice)


def bearing_words(choice: Choice) -> str:
    """Return stance, voice and speaker of a link, as far as they are said."""
    voice = voice_word(choice.voice).lower() if choice.voice else ""
    return ", ".join(filter(None, (stance_word(choice.stance), voice, choice.speaker)))
