"""The preferences: every change takes effect and is kept at once."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from claimdesk.core.errors import ReviewError
from claimdesk.core.settings import (
    COLUMNS,
    PIXELS,
    ArticleFont,
    LineSpacing,
    Settings,
    SettingsFile,
    ThemeChoice,
    initials_of,
)
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import Complaint, PlainDialog, add_row, name_widget, quiet
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr

_LOOKS = ("theme", "article_font", "article_pixels", "article_columns", "article_spacing")
_FAMILY_LETTERS = 24
"""A combo box as wide as this is wide enough; families may have longer names."""
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Preferences(PlainDialog):
    """Who works, in which colours, and how the article is set."""

    changed = Signal()
    """Something is different in the settings now."""

    def __init__(self, settings: SettingsFile, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("preferences", tr("Preferences"), parent)
        self._settings = settings
        self._theme = theme
        self._name = QLineEdit()
        self._initials = QLineEdit()
        self._colours = QComboBox()
        self._letters = QComboBox()
        self._pixels = _spin(PIXELS, tr(" px"))
        self._columns = _spin(COLUMNS, tr(" characters"))
        self._spacing = QComboBox()
        self._snap = QCheckBox(tr("Select whole words with the &mouse"))
        name_widget(self._snap, "snap-words", plain(self._snap.text()))
        self._complaint = Complaint("preferences-complaint")
        self._lay_out()
        self._show()
        self._listen()
        theme.changed.connect(self._show_looks)

    def done(self, result: int) -> None:
        """Keep a name that is still being typed, then close."""
        self._keep_names()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Show what the menus changed while the window was behind another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._show_looks()

    def _lay_out(self) -> None:
        for box, choices in (
            (self._colours, _colours()),
            (self._letters, _letters()),
            (self._spacing, _spacings()),
        ):
            for choice, text in choices.items():
                box.addItem(text, choice.value)
        self._letters.insertSeparator(self._letters.count())
        for family in QFontDatabase.families():
            self._letters.addItem(family, family)
        self._letters.setMinimumContentsLength(_FAMILY_LETTERS)
        self._letters.setSizeAdjustPolicy(_SHORT)
        form = self.form()
        _head(form, tr("You"))
        add_row(form, tr("&Name"), "reviewer-name", self._name)
        add_row(form, tr("&Initials"), "reviewer-initials", self._initials)
        form.addRow(quiet(tr("Your name stands beside your verdicts, here and in exports.")))
        _head(form, tr("Appearance"))
        add_row(form, tr("C&olours"), "theme", self._colours)
        add_row(form, tr("Article &letters"), "article-font", self._letters)
        add_row(form, tr("Article letter si&ze"), "article-size", self._pixels)
        add_row(form, tr("Article line &width"), "article-width", self._columns)
        add_row(form, tr("Article line &spacing"), "article-spacing", self._spacing)
        form.addRow(self._snap)
        form.addRow(quiet(tr("Ctrl held down while dragging does the other thing.")))
        self.column.addWidget(self._complaint)
        self.column.addStretch()
        role = QDialogButtonBox.ButtonRole.ResetRole
        self.button("preferences-reset", tr("&Reset appearance"), role, self._on_reset)
        self.finish(self.close_button(), letters=62)

    def _listen(self) -> None:
        self._name.textChanged.connect(self._on_name)
        for line in (self._name, self._initials):
            line.editingFinished.connect(self._keep_names)
        self._colours.activated.connect(self._on_colours)
        self._letters.activated.connect(
            lambda: self._keep(article_font=self._letters.currentData())
        )
        self._spacing.activated.connect(
            lambda: self._keep(article_spacing=self._spacing.currentData())
        )
        self._pixels.valueChanged.connect(lambda value: self._keep(article_pixels=value))
        self._columns.valueChanged.connect(lambda value: self._keep(article_columns=value))
        self._snap.toggled.connect(lambda on: self._keep(snap_words=on))

    def _show(self) -> None:
        now = self._settings.now
        self._snap.setChecked(now.snap_words)
        self._name.setText(now.reviewer_name)
        self._initials.setText(now.reviewer_initials)
        self._on_name(now.reviewer_name)
        self._show_looks()

    def _show_looks(self) -> None:
        now = self._settings.now
        self._colours.setCurrentIndex(self._colours.findData(now.theme))
        self._show_letters(now.article_font)
        self._spacing.setCurrentIndex(self._spacing.findData(now.article_spacing))
        for spin, value in (
            (self._pixels, now.article_pixels),
            (self._columns, now.article_columns),
        ):
            with QSignalBlocker(spin):
                spin.setValue(value)

    def _show_letters(self, wanted: str) -> None:
        if self._letters.findData(wanted) < 0:
            # Installed on another computer, or no more: still the wish.
            self._letters.addItem(tr("{family} (not installed)", family=wanted), wanted)
        self._letters.setCurrentIndex(self._letters.findData(wanted))

    def _keep(self, **values: object) -> None:
        before = self._settings.now
        self._complaint.say("")
        try:
            self._settings.change(**values)
        except ReviewError as error:
            # In use all the same; only the next start will not know.
            self._complaint.say(error.sentence)
        if self._settings.now != before:
            self.changed.emit()

    def _keep_names(self) -> None:
        self._keep(
            reviewer_name=" ".join(self._name.text().split()),
            reviewer_initials="".join(self._initials.text().split()),
        )

    def _on_name(self, name: str) -> None:
        self._initials.setPlaceholderText(initials_of(name))

    def _on_colours(self) -> None:
        choice = self._colours.currentData()
        self._keep(theme=choice)
        self._theme.prefer(choice)

    def _on_reset(self) -> None:
        self._keep(**{name: getattr(Settings(), name) for name in _LOOKS})
        self._theme.prefer(self._settings.now.theme)
        self._show_looks()


def _spin(bounds: range, unit: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(bounds[0], bounds[-1])
    made.setSuffix(unit)
    # A style sheet cannot move the digits away from the edge.
    made.lineEdit().setTextMargins(6, 0, 0, 0)
    return made


def _head(form: QFormLayout, text: str) -> None:
    heading = QLabel(text)
    heading.setProperty("heading", "true")
    heading.setContentsMargins(0, form.verticalSpacing() if form.rowCount() else 0, 0, 0)
    form.addRow(heading)


def _colours() -> dict[ThemeChoice, str]:
    return {
        ThemeChoice.SYSTEM: tr("As the desktop"),
        ThemeChoice.LIGHT: tr("Light"),
        ThemeChoice.DARK: tr("Dark"),
        ThemeChoice.CONTRAST_LIGHT: tr("High contrast, light"),
        ThemeChoice.CONTRAST_DARK: tr("High contrast, dark"),
    }


def _letters() -> dict[ArticleFont, str]:
    return {
        ArticleFont.SERIF: tr("With serifs, as in print"),
        ArticleFont.SANS: tr("Without serifs"),
    }


def _spacings() -> dict[LineSpacing, str]:
    return {
        LineSpacing.COMPACT: tr("Compact"),
        LineSpacing.USUAL: tr("Usual"),
        LineSpacing.WIDE: tr("Wide"),
    }
