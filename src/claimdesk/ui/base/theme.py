"""Light or dark, as the reviewer prefers or as the desktop says, changed while running.

Without a desktop theme Qt's own colour scheme does nothing and on some desktops its palette
lags behind, so the program brings its own colours and puts them on the Fusion style.
"""

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from claimdesk.core import resources
from claimdesk.core.settings import ThemeChoice
from claimdesk.ui.base.colours import DARK, LIGHT, Palette, Tints
from claimdesk.ui.base.style_sheet import style_sheet

__all__ = ["DARK", "LIGHT", "Palette", "Theme", "Tints", "qt_palette"]

_Role = QPalette.ColorRole
_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The colours in use; follows the desktop while the preference is "system"."""

    changed = Signal(object)
    """(palette: Palette) other colours are in use now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app: QApplication | None = None
        self._choice = ThemeChoice.SYSTEM
        self._now = LIGHT

    @property
    def now(self) -> Palette:
        """Return the colours in use."""
        return self._now

    @property
    def choice(self) -> ThemeChoice:
        """Return what the reviewer prefers."""
        return self._choice

    def apply(self, app: QApplication, preference: str = ThemeChoice.SYSTEM) -> None:
        """Give the program its style and colours, and keep them as preferred from now on."""
        QDir.setSearchPaths("claimdesk", [str(resources.path("style"))])
        self._app = app
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._choice = ThemeChoice(preference)
        app.styleHints().setColorScheme(_SCHEMES[self._choice])
        self._use(self._wanted(app.styleHints().colorScheme()), app)

    def prefer(self, preference: str) -> None:
        """Be light, be dark, or follow the desktop."""
        self._choice = ThemeChoice(preference)
        if self._app is not None:
            self._app.styleHints().setColorScheme(_SCHEMES[self._choice])
            self._on_scheme_changed(self._app.styleHints().colorScheme())

    def release(self) -> None:
        """Stop following the desktop: the window that used these colours is gone."""
        if self._app is not None:
            self._app.styleHints().colorSchemeChanged.disconnect(self._on_scheme_changed)
            self._app = None

    def _wanted(self, desktop: Qt.ColorScheme) -> Palette:
        if self._choice is ThemeChoice.SYSTEM:
            return DARK if desktop == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _use(self, palette: Palette, app: QApplication) -> None:
        self._now = palette
        app.setPalette(qt_palette(palette))
        app.setStyleSheet(style_sheet(palette))

    def _on_scheme_changed(self, desktop: Qt.ColorScheme) -> None:
        wanted = self._wanted(desktop)
        if self._app is not None and wanted is not self._now:
            self._use(wanted, self._app)
            self.changed.emit(wanted)


def qt_palette(colours: Palette) -> QPalette:
    """Return the colours as Qt's own roles, for all that the style sheet leaves alone."""
    palette = QPalette()
    roles = {
        _Role.Window: colours.chrome,
        _Role.WindowText: colours.text,
        _Role.Base: colours.paper,
        _Role.AlternateBase: colours.chrome,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.muted,
        _Role.Button: colours.chrome,
        _Role.ButtonText: colours.text,
        _Role.ToolTipBase: colours.text,
        _Role.ToolTipText: colours.paper,
        _Role.Highlight: colours.selection,
        _Role.HighlightedText: colours.selection_text,
        _Role.Accent: colours.caret,
        _Role.Link: colours.caret,
        _Role.LinkVisited: colours.unverified.ink,
        _Role.BrightText: colours.danger,
        _Role.Light: colours.paper,
        _Role.Midlight: colours.hover,
        _Role.Mid: colours.line,
        _Role.Dark: colours.edge,
        _Role.Shadow: colours.edge,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(colours.hover))
    return palette
