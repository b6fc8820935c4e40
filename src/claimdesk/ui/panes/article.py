"""The article pane: where the article comes from, its text with highlights, the find bar."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.change import Change
from claimdesk.core.model import ArticleRow, HighlightRow, Id
from claimdesk.core.places import Place, Places
from claimdesk.store import articles, claims, coverage, highlights, passages
from claimdesk.ui.article.view import ArticleView
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Pointed, Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.article_header import ArticleHeader
from claimdesk.ui.panes.fields import separator
from claimdesk.ui.panes.find_bar import FindBar
from claimdesk.ui.panes.find_in_article import FindInArticle
from claimdesk.ui.panes.title import Title


class ArticlePane(QWidget):
    """Shows the current article and keeps its view and the selection together."""

    link_menu_wanted = Signal(QPoint)
    """(place on the screen) the menu of the link that is stepped to is asked for."""
    menu_wanted = Signal(QPoint)
    """(place on the screen) the context menu of the text is asked for."""
    import_wanted = Signal()
    """Files are to be brought in."""
    paste_wanted = Signal()
    """A text is to be pasted as an article."""

    def __init__(
        self,
        project: Project,
        selection: Selection,
        theme: Theme,
        announcer: Announcer,
        places: Places,
    ) -> None:
        super().__init__()
        self._project = project
        self._selection = selection
        self._announcer = announcer
        self._row: ArticleRow | None = None
        self._places = places
        self.header = ArticleHeader()
        self.view = ArticleView(theme)
        self.view.claim_text = self._claim_text
        self.find_bar = FindBar(theme)
        self.finding = FindInArticle(self.find_bar, self.view, announcer)
        self.import_button = QPushButton(tr("&Import an article…"))
        self.paste_button = QPushButton(tr("&Paste text…"))
        self._lay_out()
        self._connect()
        self._show_article(selection.now.article_id)

    def open_find(self) -> None:
        """Open the find bar, with the selected words when they are few."""
        if self._row is None:
            return
        start, end = self.view.selection()
        chosen = ""
        if 0 < end - start <= 80:
            chosen = self._project.read(articles.text, self._row.version_id)[start:end]
        self.finding.open("" if "\n" in chosen else chosen)

    def find_step(self, by: int) -> None:
        """Go to the next or the previous match; open the bar while nothing is looked for."""
        if self.finding.is_idle:
            self.open_find()
        else:
            self.finding.step(by)

    def focus_text(self) -> None:
        """Go to the text."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember_place(self) -> None:
        """Note where the reader is in the article shown."""
        if self._row is not None:
            place = Place(*self.view.selection(), self.view.top_place())
            self._places.leave(self._row.id, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a low pane to the text."""
        super().resizeEvent(event)
        self.header.use_room(self.height())

    def _lay_out(self) -> None:
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(separator())
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(reading)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        title = Title(tr("No article yet"))
        how = QLabel(tr("Import files, paste a text, or drop files here."))
        how.setProperty("quiet", "true")
        how.setWordWrap(True)
        for label in (title, how):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.paste_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(title)
        layout.addWidget(how)
        layout.addLayout(buttons)
        layout.addStretch(3)
        name_widget(self.import_button, "article-import", tr("Import an article"))
        name_widget(self.paste_button, "article-paste", tr("Paste text"))
        return page

    def _connect(self) -> None:
        self.view.text_chosen.connect(self._on_text_chosen)
        self.view.passage_activated.connect(self._on_passage_activated)
        self.view.passage_entered.connect(self._on_passage_entered)
        self.view.edges_moved.connect(self._on_edges_moved)
        self.view.edge_stepped.connect(partial(self._announcer.say, self.view))
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.link_menu_wanted.connect(self.link_menu_wanted)
        self.find_bar.closed.connect(self._on_find_closed)
        self.import_button.clicked.connect(self.import_wanted)
        self.paste_button.clicked.connect(self.paste_wanted)
        self._project.changed.connect(self._on_project_changed)
        self._project.switched.connect(self._on_switched)
        self._selection.changed.connect(self._on_selection_changed)
        self._selection.reveal.connect(self.view.reveal_passage)

    # Showing ---------------------------------------------------------------------------------

    def _show_article(self, article_id: Id | None) -> None:
        """Show an article as it was left, or how to get one."""
        self.remember_place()
        row = None
        if article_id is not None and self._project.is_open:
            row = self._project.read(articles.row, article_id)
        self._row = row
        self.finding.leave()
        self._pages.setCurrentIndex(0 if row is None else 1)
        if row is None:
            self.view.set_article("", [])
            return
        self._show_header(row)
        text = self._project.read(articles.text, row.version_id)
        self.view.set_article(text, self._highlights(row))
        self._cover(row)
        self._choose()
        place = self._places.of(row.id)
        self.view.select(place.start, place.end, reveal=False)
        self.view.show_from(place.top)

    def _show_header(self, row: ArticleRow) -> None:
        self.header.show_article(row, self._project.read(articles.version, row.version_id))

    def _cover(self, row: ArticleRow) -> None:
        who = self._project.reviewer_id
        rows = self._project.read(coverage.rows, row.version_id, reviewer_id=who)
        self.view.cover((one.start, one.end) for one in rows)

    def _highlights(self, row: ArticleRow) -> list[HighlightRow]:
        return self._project.read(highlights.rows, row.version_id)

    def _redraw(self, row: ArticleRow, change: Change) -> None:
        """Show what a change did to the highlights; only where it must all are read again."""
        redrawn = self._project.read(highlights.after, row.version_id, change)
        if redrawn is None:
            self.view.set_highlights(self._highlights(row))
        else:
            self.view.update_highlights(redrawn.ids, redrawn.rows)
        self._leave_dead_passage(change)
        self._choose()

    def _leave_dead_passage(self, change: Change) -> None:
        """Point at what a change put in the place of the passage that was pointed at."""
        now, touched = self._selection.now, change.records.get("passage", frozenset())
        if now.passage_id in touched and not self.view.has_passage(now.passage_id):
            instead = [one for one in touched if self.view.has_passage(one)]
            only = instead[0] if len(instead) == 1 else None
            self._selection.choose_passage(only, now.claim_id)

    def _claim_text(self, row: HighlightRow) -> str:
        claim = None if row.claim_id is None else self._project.read(claims.detail, row.claim_id)
        return claim.text if claim else ""

    def _choose(self) -> None:
        now = self._selection.now
        self.view.choose(now.passage_id, now.claim_id)

    # Slots: the view ----------------------------------------------------------------------

    def _on_text_chosen(self, start: int, end: int) -> None:
        if self._row is not None and self._row.id == self._selection.now.article_id:
            self._selection.choose_text(start, end)

    def _on_passage_activated(self, row: HighlightRow) -> None:
        self._selection.choose_passage(row.passage_id, row.claim_id)

    def _on_passage_entered(self, rows: list[HighlightRow]) -> None:
        if rows:
            self._announcer.say(self.view, "; ".join(self.view.describe(row) for row in rows))

    def _on_edges_moved(self, passage_id: Id, start: int, end: int) -> None:
        edit = partial(passages.move_edges, passage_id=passage_id, start=start, end=end)
        moved = self._project.do(tr("Move passage edge"), edit)
        if moved is not None:
            self._selection.choose_passage(moved, self._selection.now.claim_id)
            self._announcer.say(self.view, tr("Passage changed"))

    # Slots: finding -----------------------------------------------------------------------

    def _on_find_closed(self) -> None:
        self.finding.leave()
        self.focus_text()

    # Slots: project and selection ----------------------------------------------------------

    def _on_project_changed(self, change: Change) -> None:
        if self._row is None:
            return
        if change.touches("article", "article_version"):
            row = self._project.read(articles.row, self._row.id)
            if row is None or row.version_id != self._row.version_id:
                self._show_article(self._row.id)
                return
            self._row = row
            self._show_header(row)
        if change.touches("coverage"):
            self._cover(self._row)
        if change.touches(*highlights.KINDS):
            self._redraw(self._row, change)

    def _on_switched(self) -> None:
        self._row = None
        self._show_article(self._selection.now.article_id)

    def _on_selection_changed(self, new: Pointed, old: Pointed) -> None:
        shown = self._row.id if self._row else None
        if new.article_id != shown:
            self._show_article(new.article_id)
            return
        if (new.passage_id, new.claim_id) != (old.passage_id, old.claim_id):
            self._choose()
        if (new.start, new.end) != (old.start, old.end) and shown is not None:
            now = self._selection.now
            if self.view.selection() != (now.start, now.end):
                self.view.select(now.start, now.end)
