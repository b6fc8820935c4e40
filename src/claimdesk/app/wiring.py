"""Who hears whom: the connections between the window, the commands and the services."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from claimdesk.core.listing import ClaimColumn
from claimdesk.core.settings import ThemeChoice
from claimdesk.store import backups, projects
from claimdesk.ui.article.metrics import Typesetting
from claimdesk.ui.base.action_set import ActionSet
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.commands.recent import RecentFiles
from claimdesk.ui.commands.state import state
from claimdesk.ui.dialogs.progress import ProgressStrip
from claimdesk.ui.main_window import MainWindow
from claimdesk.ui.models.past_steps import offer_undo


def connect_services(desk: Desk, window: MainWindow, progress: ProgressStrip) -> None:
    """Let trouble be shown, work be watched, and what is done be said."""
    offer_undo(desk.project)
    desk.project.failed.connect(desk.notifier.trouble)
    desk.tasks.failed.connect(desk.notifier.trouble)
    desk.notifier.quiet.connect(partial(desk.announcer.say, window))
    desk.tasks.began.connect(progress.begin)
    desk.tasks.advanced.connect(progress.advance)
    desk.tasks.idle.connect(progress.finish)
    progress.cancelled.connect(desk.tasks.cancel)
    progress.appeared.connect(window.status.show)
    desk.tasks.idle.connect(lambda: window.status.setVisible(desk.project.is_open))
    window.status.addPermanentWidget(progress)


def connect_actions(desk: Desk, window: MainWindow, actions: ActionSet) -> None:
    """Fill menus and toolbar, and enable what the present state allows."""
    actions.fill_menu_bar(window.menuBar())
    actions.fill_toolbar(window.toolbar)
    actions.follow(desk.project.undo_stack)
    window.status.due.clicked.connect(lambda _checked=False: actions.run("edit.filter_due"))
    window.status.differ.clicked.connect(lambda _checked=False: actions.run("edit.filter_differ"))
    window.status.namesake.clicked.connect(lambda _checked=False: actions.run("claim.take_over"))

    def refresh(*_news: object) -> None:
        actions.refresh(state(desk.project, desk.selection), desk.project.why_read_only)

    for news in (
        *(desk.project.changed, desk.project.switched, desk.selection.changed),
        desk.project.undo_stack.indexChanged,
    ):
        news.connect(refresh)
    refresh()
    _connect_menus(window, actions)
    _connect_checks(desk, window, actions)


def connect_welcome(
    desk: Desk, window: MainWindow, actions: ActionSet, recent: RecentFiles
) -> None:
    """Let the empty states do what the menus do."""
    welcome = window.welcome

    def show_recent(*_news: object) -> None:
        welcome.show_recent(recent.paths())
        welcome.offer_backups(there_are=backups.exist(desk.folders.data / "backups"))

    for signal, action_id in (
        (welcome.new_wanted, "file.new"),
        (welcome.open_wanted, "file.open"),
        (welcome.import_wanted, "file.import"),
        (welcome.sample_wanted, "file.sample"),
        (welcome.backups_wanted, "file.backups"),
        (window.article.import_wanted, "file.import"),
        (window.article.paste_wanted, "file.paste"),
        (window.article.find_bar.mark_wanted, "article.mark_found"),
    ):
        signal.connect(partial(actions.run, action_id))
    welcome.recent_wanted.connect(recent.open_path)
    welcome.forget_wanted.connect(recent.forget)
    welcome.forget_wanted.connect(show_recent)
    welcome.dropped.connect(window.dropped)
    window.articles.opened.connect(window.article.focus_text)
    desk.project.switched.connect(show_recent)
    window.article.view.zoomed.connect(lambda pixels: desk.keep(article_pixels=pixels))
    show_recent()


def use_type(desk: Desk, window: MainWindow) -> None:
    """Set the article as the settings say."""
    now = desk.settings.now
    window.article.view.set_font_pixels(now.article_pixels)
    window.article.view.snap_words(on=now.snap_words)
    typesetting = Typesetting(now.article_font, now.article_columns, now.article_spacing)
    window.article.view.set_type(typesetting)
    window.article.view.fade(on=now.article_fades)
    window.article.view.show_cues(on=now.article_cues)


def _connect_menus(window: MainWindow, actions: ActionSet) -> None:
    def pop_up(name: str, parent: QWidget, place: QPoint) -> None:
        actions.context_menu(name, parent).popup(place)

    for name, pane in (
        ("articles", window.articles),
        ("article", window.article),
        ("claims", window.claims),
    ):
        pane.menu_wanted.connect(partial(pop_up, name, pane))
    window.article.link_menu_wanted.connect(partial(pop_up, "links", window.article))


def _connect_checks(desk: Desk, window: MainWindow, actions: ActionSet) -> None:
    def check(*_news: object) -> None:
        for action_id, pane in window.panes().items():
            actions.check(action_id, checked=not pane.isHidden())
        for choice in ThemeChoice:
            actions.check(f"view.theme_{choice}", checked=desk.theme.choice is choice)
        order = window.claims.order
        for column in ClaimColumn:
            actions.check(f"view.sort_{column}", checked=order.column is column)
        actions.check("view.sort_reverse", checked=order.is_falling)
        actions.check("view.fade", checked=desk.settings.now.article_fades)
        actions.check("view.cues", checked=desk.settings.now.article_cues)

    def check_project(*_news: object) -> None:
        project = desk.project
        is_blind = project.is_open and project.read(projects.row).blind
        actions.check("tools.blind", checked=is_blind)

    for news in (desk.project.changed, desk.project.switched, actions.menu("tools").aboutToShow):
        news.connect(check_project)
    actions.menu("view").aboutToShow.connect(check)
    desk.theme.changed.connect(check)
    window.claims.order_changed.connect(check)
    check()
