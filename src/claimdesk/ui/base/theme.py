"""Light or dark, plain or of high contrast, as the reviewer prefers or as the desktop says.

Without a desktop theme Qt's own colour scheme does nothing and on some desktops its palette
lags behind, so the program brings its own colours and puts them on the Fusion style.
"""

from typing import Any

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from claimdesk.core import resources
from claimdesk.core.settings import ThemeChoice
from claimdesk.ui.base.colours import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Palette,
    Tints,
)
from claimdesk.ui.base.style_sheet import style_sheet

__all__ = ["DARK", "LIGHT", "Palette", "Theme", "Tints", "qt_palette"]

_Role = QPalette.ColorRole
_CHOSEN = {
    ThemeChoice.LIGHT: LIGHT,
    ThemeChoice.DARK: DARK,
    ThemeChoice.CONTRAST_LIGHT: CONTRAST_LIGHT,
    ThemeChoice.CONTRAST_DARK: CONTRAST_DARK,
}
_DESKTOPS = {(one.dark, one.contrast): one for one in _CHOSEN.values()}


class Theme(QObject):
    """The colours in use; they follow the desktop while the preference is "system"."""

    changed = Signal(object)
    """(palette: Palette) other colours are in use now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app: QApplication | None = None
        self._choice = ThemeChoice.SYSTEM
        self._now = LIGHT
        self._desktop = Qt.ColorScheme.Unknown
        self._is_contrast_wanted = False

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
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        if (accessibility := contrast_hints(hints)) is not None:
            self._is_contrast_wanted = _is_high(accessibility.contrastPreference())
            accessibility.contrastPreferenceChanged.connect(self._on_contrast_changed)
        self._choice = ThemeChoice(preference)
        hints.setColorScheme(self._scheme())
        self._desktop = hints.colorScheme()
        self._use(self._wanted(), app)

    def prefer(self, preference: str) -> None:
        """Be light, be dark, of high contrast or not, or follow the desktop."""
        self._choice = ThemeChoice(preference)
        if self._app is not None:
            self._app.styleHints().setColorScheme(self._scheme())
            self._on_scheme_changed(self._app.styleHints().colorScheme())

    def release(self) -> None:
        """Stop following the desktop: the window that used these colours is gone."""
        if self._app is not None:
            hints = self._app.styleHints()
            hints.colorSchemeChanged.disconnect(self._on_scheme_changed)
            if (accessibility := contrast_hints(hints)) is not None:
                accessibility.contrastPreferenceChanged.disconnect(self._on_contrast_changed)
            self._app = None

    def _scheme(self) -> Qt.ColorScheme:
        """Return what Qt itself is to follow, for what it draws and for its windows' frames."""
        if self._choice is ThemeChoice.SYSTEM:
            return Qt.ColorScheme.Unknown
        is_dark = _CHOSEN[self._choice].dark
        return Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light

    def _wanted(self) -> Palette:
        is_dark = self._desktop == Qt.ColorScheme.Dark
        return _CHOSEN.get(self._choice) or _DESKTOPS[is_dark, self._is_contrast_wanted]

    def _use(self, palette: Palette, app: QApplication) -> None:
        self._now = palette
        app.setPalette(qt_palette(palette))
        app.setStyleSheet(style_sheet(palette))

    def _on_scheme_changed(self, desktop: Qt.ColorScheme) -> None:
        self._desktop = desktop
        self._refresh()

    def _on_contrast_changed(self, preference: object) -> None:
        self._is_contrast_wanted = _is_high(preference)
        self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted()
        if self._app is not None and wanted is not self._now:
            self._use(wanted, self._app)
            self.changed.emit(wanted)


def contrast_hints(hints: QStyleHints) -> Any:
    """Return what knows whether the desktop is of high contrast; before Qt 6.10 None."""
    find = getattr(hints, "accessibility", None)
    return find() if find else None


def _is_high(preference: object) -> bool:
    return preference == Qt.ContrastPreference.HighContrast


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
