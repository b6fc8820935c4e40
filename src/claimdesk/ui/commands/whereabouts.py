"""Write down where the reviewer is whenever that is left, so that the next start leads back."""

from claimdesk.core.errors import ReviewError
from claimdesk.core.places import Pause
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.selection import Pointed
from claimdesk.ui.panes.article import ArticlePane


class Whereabouts:
    """Hears when an article, the project or the window is left."""

    def __init__(self, desk: Desk, article: ArticlePane) -> None:
        self._desk = desk
        self._article = article
        # The article pane heard of it before: the place in the article is remembered already.
        desk.selection.changed.connect(self._on_pointed)
        desk.project.leaving.connect(self.keep)

    def keep(self) -> None:
        """Write down the place in the article, and which article and claim are current."""
        self._article.remember_place()
        self._leave(self._desk.selection.now)

    def _leave(self, pointed: Pointed) -> None:
        path = self._desk.project.path
        if path is None or pointed.article_id is None:
            return
        self._desk.places.leave_project(path, Pause(pointed.article_id, pointed.claim_id))
        try:
            self._desk.places.save()
        except ReviewError as error:
            self._desk.notifier.quiet.emit(error.sentence)

    def _on_pointed(self, new: Pointed, old: Pointed) -> None:
        if new.article_id != old.article_id:
            self._leave(old)
