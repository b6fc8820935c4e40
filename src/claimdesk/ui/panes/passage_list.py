"""The passages of a claim: where it stands in the articles, what each does with it, who speaks."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from claimdesk.core.model import Id, LinkRow, Stance, Voice
from claimdesk.store import claims, passages
from claimdesk.store.store import Session
from claimdesk.ui.base.forms import name_widget, quiet, show_text
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.columns import passage_columns
from claimdesk.ui.models.row_table import RowTable
from claimdesk.ui.models.terms import stance_word, voice_word
from claimdesk.ui.panes.empty_hint import EmptyHint
from claimdesk.ui.panes.fields import LineField, captioned
from claimdesk.ui.panes.folding import FoldingRow
from claimdesk.ui.panes.part_cards import PartCards
from claimdesk.ui.panes.passage_card import PassageCard
from claimdesk.ui.panes.sections import Part


class PassageView(PartCards):
    """The list itself; a click shows the passage, too."""

    def __init__(self, model: RowTable[LinkRow]) -> None:
        super().__init__(model)
        self.setItemDelegate(PassageCard(self))
        name_widget(self, "passage-list", tr("Passages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        """Show the passage, unless more are being chosen."""
        if len(self.selectedIndexes()) == 1:
            self.opened.emit(index)


class PassageBox(Part):
    """The passage list with the fields of its current link."""

    tables = ("link", "passage", "article")

    def __init__(self, project: Project, selection: Selection) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self.model: RowTable[LinkRow] = RowTable(passage_columns(), lambda row: row.id, self)
        self.view = PassageView(self.model)
        self._hint = EmptyHint(self.view)
        self.stance = QuietCombo({stance: stance_word(stance) for stance in Stance})
        self.voice = QuietCombo({voice: voice_word(voice) for voice in Voice})
        self.speaker = LineField(tr("Speaker"), self._save_speaker)
        self.menu = QMenu(self)
        self._several = quiet("")
        self._edited: LinkRow | None = None
        self._drafts: dict[Id, str] = {}
        self._edited_ids: list[Id] = []
        name_widget(self.stance, "passage-stance", tr("Stance"))
        name_widget(self.voice, "passage-voice", tr("Voice"))
        name_widget(self.speaker.line, "passage-speaker", tr("Speaker"))
        name_widget(self._several, "passage-several", tr("Passages chosen"))
        self._lay_out()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return (self.view, self.stance, self.voice, self.speaker.line)

    def count(self, session: Session, claim_id: Id) -> int:
        """Return how many passages the claim has."""
        return len(passages.links(session, claim_id))

    def show_claim(self, claim_id: Id) -> None:
        """Show the passages of a claim, keeping the current one."""
        rows = self._project.read(passages.links, claim_id)
        with QSignalBlocker(self.view.selectionModel()):
            self.model.replace(rows)
        self._hint.say(
            "" if rows else tr("No passage yet. Select text in the article and link it.")
        )
        self.view.fit()
        self.follow(self._selection.now)

    def follow(self, pointed: Pointed) -> None:
        """Make the passage that is pointed at the current card."""
        wanted = pointed.passage_id
        row = next((one for one in self.model.rows if one.passage_id == wanted), None)
        if row is not None and row.id not in [one.id for one in self.chosen()]:
            self.view.setCurrentIndex(self.model.index_of(row.id))
        self._show_details()

    def current(self) -> LinkRow | None:
        """Return the link whose fields are shown."""
        return self.model.row_at(self.view.currentIndex().row())

    def chosen(self) -> list[LinkRow]:
        """Return the links that are chosen, in their order; the current one if none is."""
        places = sorted(index.row() for index in self.view.selectedIndexes())
        rows = [row for place in places if (row := self.model.row_at(place)) is not None]
        current = self.current()
        return rows or ([current] if current is not None else [])

    def commit(self) -> None:
        """Save what is typed."""
        self.speaker.commit()

    def is_settled(self, widget: QWidget | None) -> bool:
        """Return whether a widget is the speaker with nothing typed that is not saved."""
        return self.speaker.editor is widget and not self.speaker.is_touched

    def _lay_out(self) -> None:
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        stance, voice = captioned(tr("Stance"), self.stance), captioned(tr("Voice"), self.voice)
        details.addWidget(self._several)
        details.addWidget(FoldingRow(stance, voice))
        details.addWidget(self.speaker)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.view)
        layout.addWidget(self._details)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.selectionModel().selectionChanged.connect(self._on_current_changed)
        self.view.opened.connect(self._on_shown)
        self.view.removed.connect(self._remove_chosen)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.stance.picked.connect(self._set_stance)
        self.voice.picked.connect(self._set_voice)
        self.speaker.entered.connect(self._offer_speakers)
        self.speaker.typed.connect(self.typed)

    def _show_details(self) -> None:
        row = self.current()
        self._details.setVisible(row is not None)
        if row is not None:
            self.stance.show_choice(row.stance)
            self.voice.show_choice(row.voice)
        if row is None or self._edited is None or self._edited.id != row.id:
            self._keep_draft()
            if row is not None:
                self.speaker.reset(row.speaker, self._drafts.pop(row.id, None))
        else:
            self.speaker.show_stored(row.speaker)
        self._edited = row
        self._edited_ids = [one.id for one in self.chosen()]
        number = len(self._edited_ids)
        self._several.setVisible(number > 1)
        show_text(self._several, tr("{n} passages: what is changed here changes all", n=number))

    def _keep_draft(self) -> None:
        """Keep what could not be saved for when the reviewer comes back to its passage."""
        if self._edited is not None and self.speaker.draft is not None:
            self._drafts[self._edited.id] = self.speaker.draft
            self.speaker.reset("")

    def _set_stance(self, stance: Stance) -> None:
        label = tr("Mark link as “{stance}”", stance=stance_word(stance).lower())
        self._change(label, partial(passages.change_links, stance=stance))

    def _set_voice(self, voice: Voice) -> None:
        self._change(tr("Change voice of a link"), partial(passages.change_links, voice=voice))

    def _save_speaker(self, speaker: str) -> None:
        self._change(tr("Change speaker"), partial(passages.change_links, speaker=speaker))

    def _change(self, label: str, edit: Callable[..., None]) -> None:
        if self._edited_ids:
            self._project.do(label, partial(edit, link_ids=self._edited_ids))

    def _remove(self, rows: Sequence[LinkRow]) -> None:
        if rows:
            number = self._project.read(claims.number, rows[0].claim_id) or 0
            label = tr("Unlink from claim {n}", n=number)
            self._project.do(label, partial(_unlink_all, rows=tuple(rows)))

    def _remove_chosen(self) -> None:
        self._remove(self.chosen())

    def _offer_speakers(self) -> None:
        self.speaker.offer(self._project.read(_speakers))

    def _on_current_changed(self) -> None:
        self.speaker.commit()
        self._show_details()

    def _on_shown(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self._selection.show_passage(row.article_id, row.passage_id, row.claim_id)

    def _on_menu_wanted(self, place: QPoint) -> None:
        row = self.current()
        if row is None:
            return
        self.menu.clear()
        show = self.menu.addAction(tr("Show in the article"))
        show.triggered.connect(partial(self._on_shown, self.view.currentIndex()))
        self.menu.addSeparator()
        for stance in Stance:
            choice = QAction(stance_word(stance), self.menu, checkable=True)
            choice.setChecked(stance is row.stance)
            choice.triggered.connect(partial(self._set_stance, stance))
            self.menu.addAction(choice)
        self.menu.addSeparator()
        remove = self.menu.addAction(tr("Remove from this claim"))
        remove.triggered.connect(self._remove_chosen)
        self.menu.popup(place)


def _unlink_all(session: Session, rows: Sequence[LinkRow]) -> None:
    for row in rows:
        passages.unlink(session, row.claim_id, row.passage_id)


def _speakers(session: Session) -> list[str]:
    """Return who has spoken, most often first, then who is only claimed to have."""
    return list(dict.fromkeys((*passages.speakers(session), *claims.claimants(session))))
