"""The filter above the claim list: words, verdict, and whatever else claims can be asked for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.listing import ClaimColumn, ClaimFilter
from claimdesk.core.model import ClaimType, Stage, Stance
from claimdesk.store import articles, listing, passages, reviewers
from claimdesk.ui.base import icons
from claimdesk.ui.base.dates import today
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.marks import mark_icon
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.criteria import VERDICTS, Names, criteria, flag_words, verdicts_word
from claimdesk.ui.models.terms import (
    PRIORITIES,
    claim_type_word,
    priority_word,
    stage_word,
    stance_word,
)
from claimdesk.ui.panes.chips import ChipRow
from claimdesk.ui.panes.fields import RETURN
from claimdesk.ui.panes.folding import FoldingRow

_PAUSE_MS = 80
_MOST_NAMES = 200
"""Names a menu offers; whoever is not among them is found by typing."""
_LONGEST = 1000
_PRIORITIES = tuple(reversed(PRIORITIES))


class FilterEdit(QLineEdit):
    """The text of the filter: Esc clears, then leaves; Enter and Down go to the list."""

    left = Signal()
    """The keyboard is to go on in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Filter claims"))
        self.setToolTip(tr("Words of the claim or of who claims it, or the claim’s number"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(_LONGEST)
        name_widget(self, "claim-filter", tr("Filter claims"))

    def event(self, event: QEvent) -> bool:
        """Keep Esc, though the window may have a command on it."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, leave, or type."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, *RETURN):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Shows and changes what the list lets through."""

    changed = Signal()
    """Something else is let through now."""

    def __init__(self, project: Project, theme: Theme) -> None:
        super().__init__()
        self._project = project
        self._theme = theme
        self._rest = ClaimFilter()
        self._is_told = False
        self._rows = QVBoxLayout(self)
        self.edit = FilterEdit()
        self.verdicts = QComboBox()
        self.more = QToolButton()
        self.menu = QMenu(self)
        self.saved: QMenu | None = None
        self.chips = ChipRow(theme)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._set_up()
        self._lay_out()
        self.edit.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._tell)
        self.verdicts.currentIndexChanged.connect(self._tell)
        self.chips.removed.connect(self.take_away)
        self.menu.aboutToShow.connect(self._fill_menu)
        theme.changed.connect(self._draw)

    @property
    def wanted(self) -> ClaimFilter:
        """Return what is asked for."""
        verdicts = VERDICTS[self.verdicts.currentIndex()]
        return replace(self._rest, text=self.edit.text().strip(), verdicts=verdicts)

    def use(self, wanted: ClaimFilter) -> None:
        """Ask for this from now on."""
        self._rest = replace(wanted, due_by=today() if wanted.due_by else "")
        self._is_told = True
        self.edit.setText(wanted.text)
        known = wanted.verdicts in VERDICTS
        self.verdicts.setCurrentIndex(VERDICTS.index(wanted.verdicts) if known else 0)
        self._is_told = False
        self._tell()

    def take_away(self, name: str) -> None:
        """Ask no more for one thing."""
        self.use(replace(self.wanted, **{name: getattr(ClaimFilter(), name)}))

    def settle(self) -> None:
        """Apply at once what is being typed."""
        if self._pause.isActive():
            self._tell()

    def forget(self) -> None:
        """Leave what is being typed unapplied: another project is open."""
        self._pause.stop()
        self._show_chips()

    def ask(self) -> None:
        """Open the menu of all criteria."""
        # Not ``showMenu``: that would keep everything else waiting until the menu is closed.
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that what is shown takes at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let nobody press the rows together: splitters do not ask for heights at a width."""
        self.setMinimumHeight(self._rows.totalHeightForWidth(self.width()))

    def _set_up(self) -> None:
        name_widget(self.verdicts, "verdict-filter", tr("Verdict"))
        for verdicts in VERDICTS:
            self.verdicts.addItem(verdicts_word(verdicts))
        name_widget(self.more, "more-filters", tr("More filters"))
        self.more.setToolTip(tr("Filter by stage, claimant, tag, reviewer and more"))
        self.more.setMenu(self.menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu.setAccessibleName(tr("More filters"))
        self._draw()

    def _draw(self) -> None:
        for place, verdicts in enumerate(VERDICTS):
            if len(verdicts) == 1:
                self.verdicts.setItemIcon(place, mark_icon(next(iter(verdicts)), self._theme.now))
        self.more.setIcon(icons.icon("list-filter", self._theme.now))
        side = self.fontMetrics().height()
        self.more.setIconSize(QSize(side, side))

    def _lay_out(self) -> None:
        label = QLabel(tr("&Verdict"))
        label.setProperty("quiet", "true")
        label.setBuddy(self.verdicts)
        choices = QWidget()
        beside = QHBoxLayout(choices)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(label)
        beside.addWidget(self.verdicts, 1)
        beside.addWidget(self.more)
        self.edit.setMinimumWidth(self.fontMetrics().horizontalAdvance("M") * 11)
        layout = self._rows
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(6)
        layout.addWidget(FoldingRow(self.edit, choices, is_even=False))
        layout.addWidget(self.chips)

    # The menu --------------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        self.menu.clear()
        if not self._project.is_open:
            return
        self._offer(tr("&Stage"), "stages", {one: stage_word(one) for one in Stage})
        self._offer(tr("&Priority"), "priorities", {one: priority_word(one) for one in _PRIORITIES})
        self._offer(tr("T&ype"), "types", {one: claim_type_word(one) for one in ClaimType})
        self._offer_names(tr("&Claimant"), "claimants", ClaimColumn.CLAIMANT)
        self._offer_names(tr("&Tag"), "tags", ClaimColumn.TAGS)
        names = self._names()
        self._offer(tr("&Reviewer"), "reviewers", names.reviewers)
        self._offer(tr("Assi&gned to"), "assigned", self._people(names))
        self._offer(tr("St&ance"), "stances", {one: stance_word(one) for one in Stance})
        self._offer_speakers()
        self._offer(tr("Artic&le"), "articles", names.articles)
        self.menu.addSeparator()
        for name, word in flag_words().items():
            self._add(self.menu, word, self._flip, name, is_set=bool(getattr(self._rest, name)))
        self.menu.addSeparator()
        if self.saved is not None:
            self.menu.addMenu(self.saved)
        clear = self.menu.addAction(tr("Cl&ear filter"))
        clear.setEnabled(not self.wanted.is_empty)
        clear.triggered.connect(lambda _checked=False: self.use(ClaimFilter()))

    def _offer_names(self, title: str, name: str, column: ClaimColumn) -> None:
        found = self._project.read(listing.names, column, _MOST_NAMES)
        self._offer(title, name, {one: one for one in (*found, *getattr(self._rest, name))})

    def _offer_speakers(self) -> None:
        found = self._project.read(passages.speakers)[:_MOST_NAMES]
        shown = sorted({*found, *self._rest.speakers}, key=str.casefold)
        self._offer(tr("Spea&ker"), "speakers", {one: one for one in shown})

    def _offer(self, title: str, name: str, choices: Mapping[Any, str]) -> None:
        menu = self.menu.addMenu(title)
        menu.setEnabled(bool(choices))
        chosen = getattr(self._rest, name)
        for choice, word in choices.items():
            self._add(menu, word, self._choose, name, choice, is_set=choice in chosen)

    def _add(
        self, menu: QMenu, word: str, act: Callable[..., None], *values: object, is_set: bool
    ) -> None:
        action = menu.addAction(word.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(is_set)
        action.toggled.connect(lambda _checked: act(*values))

    def _choose(self, name: str, choice: object) -> None:
        self.use(replace(self.wanted, **{name: getattr(self._rest, name) ^ {choice}}))

    def _flip(self, name: str) -> None:
        now = getattr(self._rest, name)
        new: Any = not now
        if name == "due_by":
            new = "" if now else today()
        self.use(replace(self.wanted, **{name: new}))

    # What is shown ---------------------------------------------------------------------------

    def _names(self) -> Names:
        read = self._project.read
        people = {row.id: row.name for row in read(reviewers.rows)}
        return Names(people, {row.id: row.title for row in read(articles.rows)})

    def _people(self, names: Names) -> Mapping[Any, str]:
        """Return the reviewers, oneself first."""
        me = self._project.reviewer_id
        people = dict(names.reviewers)
        mine = {me: tr("{name} (you)", name=people.pop(me))} if me in people else {}
        return {**mine, **people}

    def _show_chips(self) -> None:
        by_id = self._rest.reviewers or self._rest.articles or self._rest.assigned
        needs_names = self._project.is_open and by_id
        self.chips.show_chips(criteria(self._rest, self._names() if needs_names else Names()))
        self._fit()

    def _on_typed(self) -> None:
        if not self._is_told:
            self._pause.start()

    def _tell(self) -> None:
        if not self._is_told:
            self._pause.stop()
            self._show_chips()
            self.changed.emit()
