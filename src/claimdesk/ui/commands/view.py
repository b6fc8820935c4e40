"""What the window shows: panes, text size, light and dark, full screen."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from claimdesk.core.settings import ThemeChoice
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.panes.article import ArticlePane

PIXELS = 18
"""The article's font size before anybody changed it, in device-independent pixels."""


class ViewCommands:
    """The handlers of the View menu that are the same in every window."""

    def __init__(
        self,
        desk: Desk,
        article: ArticlePane,
        panes: Mapping[str, QWidget],
        stops: Sequence[QWidget],
    ) -> None:
        """``panes`` can be hidden, by the action that does it; ``stops`` are where F6 leads."""
        self._desk = desk
        self._article = article
        self._panes = panes
        self._stops = stops

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "view.next_pane": partial(self.go, 1),
            "view.previous_pane": partial(self.go, -1),
            "view.zoom_in": partial(self.zoom, 1),
            "view.zoom_out": partial(self.zoom, -1),
            "view.zoom_reset": self.zoom_reset,
            "view.fade": self.fade,
            **{f"view.theme_{one}": partial(self.use_theme, one.value) for one in ThemeChoice},
            "view.full_screen": self.full_screen,
            **{name: partial(self.toggle, pane) for name, pane in self._panes.items()},
        }

    def toggle(self, pane: QWidget) -> None:
        """Hide a pane or show it again."""
        pane.setVisible(pane.isHidden())

    def go(self, by: int) -> None:
        """Go to the next or previous pane on the screen, round and round."""
        focus = QApplication.focusWidget()
        seen = [stop for stop in self._stops if stop.isVisible()]
        held = [place for place, stop in enumerate(seen) if _holds(stop, focus)]
        start = held[0] if held else (-1 if by > 0 else 0)
        if seen:
            seen[(start + by) % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)

    def zoom(self, by: int) -> None:
        """Make the article's text larger or smaller by one pixel."""
        self._article.view.zoom(by)

    def zoom_reset(self) -> None:
        """Give the article's text its usual size."""
        self._article.view.set_font_pixels(PIXELS)

    def fade(self) -> None:
        """Fade what no passage covers, so that the passages stand out; or stop it."""
        fades = not self._desk.settings.now.article_fades
        self._desk.keep(article_fades=fades)
        self._article.view.fade(on=fades)

    def use_theme(self, name: str) -> None:
        """Follow the desktop, or stay in colours of one's own choice."""
        self._desk.keep(theme=name)
        self._desk.theme.prefer(name)

    def full_screen(self) -> None:
        """Fill the screen, or go back."""
        window = self._desk.window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()


def _holds(stop: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (stop is focus or stop.isAncestorOf(focus))
