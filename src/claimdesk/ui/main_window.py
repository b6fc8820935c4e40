"""The main window: makes the panes and places them; it decides nothing."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QToolBar, QWidget

from claimdesk.core.places import Places
from claimdesk.ui.base.notify import Announcer
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.article import ArticlePane
from claimdesk.ui.panes.article_list import ArticleListPane
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane
from claimdesk.ui.panes.notice import NoticeBar
from claimdesk.ui.panes.status import StatusBar
from claimdesk.ui.panes.welcome import Welcome


class MainWindow(QMainWindow):
    """Articles at the left, the article in the middle, claims and the claim form at the right."""

    dropped = Signal(list)
    """(paths: list[Path]) files were dropped on the window."""
    closing = Signal()
    """The window is about to close; what is being typed has been committed."""

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
        self.welcome = Welcome(theme)
        self.articles = ArticleListPane(project, selection, theme)
        self.article = ArticlePane(project, selection, theme, announcer, places)
        self.claims = ClaimListPane(project, selection, theme)
        self.form = ClaimFormPane(project, selection, theme)
        self.status = StatusBar(project, selection)
        self.work = _split(Qt.Orientation.Vertical, (self.claims, 2), (self.form, 3))
        self.columns = _split(
            Qt.Orientation.Horizontal, (self.articles, 0), (self.article, 2), (self.work, 1)
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.columns)
        self.notice = NoticeBar()
        self.setCentralWidget(self.notice.above(self._pages))
        self.setStatusBar(self.status)
        self.toolbar = _toolbar()
        self.addToolBar(self.toolbar)
        self.setAcceptDrops(True)
        self.resize(1360, 860)
        self.columns.setSizes([190, 690, 480])
        self.work.setSizes([270, 530])
        announcer.said.connect(self.status.say)
        project.switched.connect(self._on_switched)
        self._on_switched()

    def panes(self) -> dict[str, QWidget]:
        """Return the panes that can be hidden, by the action that hides them."""
        return {
            "view.articles": self.articles,
            "view.claims": self.claims,
            "view.details": self.form,
        }

    def stops(self) -> tuple[QWidget, ...]:
        """Return what the keyboard goes to when it goes from pane to pane."""
        return (self.articles.view, self.article.view, self.claims.table, self.form.form.text.edit)

    def keep_state(self, kept: QSettings) -> None:
        """Write down where the window and its parts are."""
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("columns", self.columns.saveState())
        kept.setValue("work", self.work.saveState())
        kept.setValue("claims", self.claims.save_state())
        kept.setValue("sections", self.form.form.sections.save_state())
        kept.sync()

    def restore_state(self, kept: QSettings) -> None:
        """Put the window and its parts where they were, on a screen that is there."""
        for key, put in (
            ("geometry", self.restoreGeometry),
            ("columns", self.columns.restoreState),
            ("work", self.work.restoreState),
            ("claims", self.claims.restore_state),
            ("sections", self.form.form.sections.restore_state),
        ):
            value = kept.value(key)
            if value is not None:
                put(value)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being typed and let the program put things away."""
        self.form.commit()
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let an Esc that nobody wanted lead back to the text."""
        if event.key() == Qt.Key.Key_Escape and self.article.isVisible():
            self.article.focus_text()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand dropped files on."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.dropped.emit(paths)

    def _on_switched(self) -> None:
        path = self._project.path
        self._pages.setCurrentWidget(self.columns if path else self.welcome)
        title = tr("{name} (read only)") if self._project.why_read_only else "{name}"
        self.setWindowTitle(f"{title} — Claimdesk".format(name=path.stem) if path else "Claimdesk")
        self.setWindowFilePath("")
        self.status.setVisible(path is not None)


def _toolbar() -> QToolBar:
    bar = QToolBar(tr("Tools"))
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    return bar


def _split(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for place, (part, stretch) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, stretch)
    return splitter
