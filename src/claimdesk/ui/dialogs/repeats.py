"""What repeats claims: each place is linked, with what it does with the claim, or dismissed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from claimdesk.core.model import ClaimRow, Id, Stance, Voice
from claimdesk.store.repeats import Repeat
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import PlainDialog, Sentence, label, name_widget, show_text
from claimdesk.ui.base.grouped_list import GroupedDelegate
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.repeat_rows import Article, RepeatRow, RepeatRows
from claimdesk.ui.models.row_table import ROW_ROLE
from claimdesk.ui.models.terms import stance_word, voice_word


@dataclass(frozen=True, slots=True)
class LinkWish:
    """Which repeats are to be linked to their claims, and how."""

    repeats: tuple[Repeat, ...]
    stance: Stance
    voice: Voice
    speaker: str


class Repeats(PlainDialog):
    """Lists by claim what was found; stays open beside the window."""

    link_wanted = Signal(object)
    """(wish: LinkWish) places are to be linked."""
    dismiss_wanted = Signal(object)
    """(repeats: tuple[Repeat, ...]) places do not say what their claim says."""
    go_wanted = Signal(object)
    """(repeat: Repeat) a place is to be shown."""

    def __init__(self, why_read_only: str, parent: QWidget | None = None) -> None:
        super().__init__("repeats", tr("Repeats of claims"), parent)
        self._why_read_only = why_read_only
        self.headline = Sentence()
        self.model = RepeatRows(self)
        self.list = QListView()
        self.empty = QLabel(tr("No article says again what a claim says."))
        self.stance = QuietCombo({one: stance_word(one) for one in Stance})
        self.voice = QuietCombo({one: voice_word(one) for one in Voice})
        self.speaker = QLineEdit()
        self._lay_out()
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.list.activated.connect(self.go)
        self._on_chosen()
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._dismiss_chosen)

    @property
    def chosen(self) -> tuple[Repeat, ...]:
        """Return the chosen places, in the order of the list."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        rows = (self.model.row_at(place) for place in places)
        return tuple(row.repeat for row in rows if row is not None and row.repeat is not None)

    def show_found(
        self,
        found: Sequence[Repeat],
        claims: Mapping[Id, ClaimRow],
        articles: Mapping[Id, Article],
    ) -> None:
        """Show what is still to be linked or dismissed; the next one is chosen."""
        before = self.list.currentIndex().row()
        self.model.show_found(found, claims, articles)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        number = len({one.claim_id for one in found})
        places = count(len(found), "{n} place says", "{n} places say")
        said = count(number, "again what {n} claim says.", "again what {n} claims say.")
        show_text(self.headline, f"{places} {said}" if found else "")
        if found and not self.chosen:
            self._choose_from(max(before, 0))
        self._on_chosen()

    def go(self) -> None:
        """Show the current place."""
        row: RepeatRow | None = self.model.row_at(self.list.currentIndex().row())
        if row is not None and row.repeat is not None:
            self.go_wanted.emit(row.repeat)

    def _choose_from(self, place: int) -> None:
        rows = [at for at, row in enumerate(self.model.rows) if row.repeat is not None]
        best = next((at for at in rows if at >= place), rows[-1])
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(best, 0), flag)

    def _on_chosen(self) -> None:
        number = len(self.chosen)
        for button in (self._link, self._dismiss):
            button.setEnabled(number > 0 and not self._why_read_only)
            button.setToolTip(self._why_read_only)
        self._show.setEnabled(number > 0)
        self._link.setText(tr("&Link") if number < 2 else tr("&Link {n} places", n=number))
        self._dismiss.setText(tr("&Dismiss") if number < 2 else tr("&Dismiss {n} places", n=number))
        for button in (self._link, self._dismiss):
            button.setAccessibleName(plain(button.text()))

    def _link_chosen(self) -> None:
        speaker = " ".join(self.speaker.text().split())
        wish = LinkWish(self.chosen, self.stance.choice, self.voice.choice, speaker)
        self.link_wanted.emit(wish)

    def _dismiss_chosen(self) -> None:
        if self._dismiss.isEnabled():
            self.dismiss_wanted.emit(self.chosen)

    def _lay_out(self) -> None:
        name_widget(self.headline, "repeats-heading", tr("Repeats of claims"))
        name_widget(self.list, "repeats-list", tr("Repeats of claims"))
        name_widget(self.empty, "repeats-empty", self.empty.text())
        self.list.setModel(self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(self.lines(8))
        GroupedDelegate(self.list, ROW_ROLE)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("quiet", "true")
        self.empty.setMinimumHeight(self.lines(8))
        self.column.addWidget(self.headline)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.empty, 1)
        self._add_bearing()
        roles = QDialogButtonBox.ButtonRole
        self._link = self.button("repeats-link", tr("&Link"), roles.ActionRole, self._link_chosen)
        self._dismiss = self.button(
            "repeats-dismiss", tr("&Dismiss"), roles.ActionRole, self._dismiss_chosen
        )
        self._show = self.button("repeats-go", tr("&Go to"), roles.ActionRole, self.go)
        self.close_button()
        self.finish(self._link, letters=66)
        self.resize(self.letters(110), self.lines(40))
        self.list.setFocus()

    def _add_bearing(self) -> None:
        self.speaker.setPlaceholderText(tr("Who says it, if it is not the article"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields: tuple[tuple[str, str, QWidget], ...] = (
            (tr("&Stance"), "repeats-stance", self.stance),
            (tr("&Voice"), "repeats-voice", self.voice),
            (tr("S&peaker"), "repeats-speaker", self.speaker),
        )
        for place, (text, identifier, field) in enumerate(fields):
            name_widget(field, identifier, plain(text))
            field.setEnabled(not self._why_read_only)
            grid.addWidget(label(text, field), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 2 if field is self.speaker else 1)
        self.column.addLayout(grid)
