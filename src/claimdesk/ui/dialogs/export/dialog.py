"""What should be written where: the question before an export."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.core.settings import ExportScope
from claimdesk.exchange import file_names
from claimdesk.exchange.forecast import forecast
from claimdesk.exchange.format_list import LISTED, Listed
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.tables import Columns
from claimdesk.ui.base.actions import plain
from claimdesk.ui.base.forms import (
    Complaint,
    PlainDialog,
    Sentence,
    above,
    label,
    name_widget,
    quiet,
)
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.export.column_choice import ColumnChoice
from claimdesk.ui.dialogs.export.wish import ExportOffer, ExportWish


class ExportDialog(PlainDialog):
    """Asks for format, claims, columns and file, and says exactly which files will be written."""

    wished = Signal(object)
    """(wish: ExportWish) the reviewer wants this written."""
    columns_kept = Signal(object)
    """(sets: Mapping[str, Columns]) choices of columns were kept or forgotten."""

    def __init__(self, offer: ExportOffer, parent: QWidget | None = None) -> None:
        super().__init__("export", tr("Export"), parent)
        self._offer = offer
        self._format = QuietCombo({one.id: tr(one.title) for one in LISTED.values()})
        self._about = quiet("")
        self._columns = ColumnChoice(offer.columns, offer.column_sets)
        self._scopes = _scopes(offer)
        self._here = QCheckBox(tr("Only claims of t&his article"))
        self._notes = QCheckBox(tr("With notes &of the house"))
        self._target = QLineEdit()
        self._parts = QPushButton(tr("&Insert"))
        self._files = Sentence()
        self._length = Sentence()
        self._complaint = Complaint("export-complaint")
        self._replace = QCheckBox()
        self._opens = QCheckBox(tr("O&pen the folder afterwards"))
        self._format.show_choice(offer.format if offer.format in LISTED else "csv")
        self._target.setText(str(offer.folder / f"{offer.name}{self._listed.suffix}"))
        self._opens.setChecked(offer.opens_folder)
        self._lay_out()
        for button in (*self._scopes.values(), self._here, self._replace):
            button.toggled.connect(self._refresh)
        self._format.picked.connect(self._on_format)
        self._columns.changed.connect(self._on_columns)
        self._columns.kept.connect(self.columns_kept)
        self._target.textChanged.connect(self._on_target)
        self._refresh()

    @property
    def wish(self) -> ExportWish:
        """Return what is chosen."""
        listed = self._listed
        return ExportWish(
            format=listed.id,
            target=self._place(listed.suffix),
            scope=next(one for one, button in self._scopes.items() if button.isChecked()),
            this_article=not listed.is_whole and self._here.isChecked(),
            notes=listed.has_notes and self._notes.isChecked(),
            columns=self._wanted_columns(),
            typed=self._target.text().strip(),
            opens_folder=self._opens.isChecked(),
        )

    @property
    def _listed(self) -> Listed:
        return LISTED[self._format.choice]

    def _lay_out(self) -> None:
        for widget, identifier, spoken in (
            (self._here, "export-this-article", plain(self._here.text())),
            (self._notes, "export-notes", plain(self._notes.text())),
            (self._target, "export-target", tr("File")),
            (self._parts, "export-parts", tr("Insert a part of the name")),
            (self._files, "export-files", ""),
            (self._length, "export-length", ""),
            (self._replace, "export-replace", tr("Replace")),
            (self._opens, "export-opens-folder", plain(self._opens.text())),
            (self._format, "export-format", tr("Format")),
        ):
            name_widget(widget, identifier, spoken)
        form = QVBoxLayout()
        form.setSpacing(4)
        form.addWidget(self._format)
        form.addWidget(self._about)
        self.column.addLayout(above(label(tr("For&mat"), self._format), form))
        self.column.addWidget(self._columns)
        self._add_claims()
        self.column.addLayout(above(label(tr("&File"), self._target), self._file_line()))
        for part in (self._files, self._length, self._complaint, self._replace, self._opens):
            self.column.addWidget(part)
        self.column.addStretch()
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("export-write", tr("&Export"), role, self._on_wished)
        self.cancel_button()
        self.finish(self._ok, letters=84)

    def _file_line(self) -> QHBoxLayout:
        browse = QPushButton(tr("&Browse…"))
        name_widget(browse, "export-browse", tr("Browse"))
        browse.clicked.connect(self._on_browse)
        menu = QMenu(self._parts)
        for part, title in file_names.PARTS.items():
            action = menu.addAction(f"{tr(title)}  {{{part}}}")
            action.triggered.connect(lambda _=False, part=part: self._insert(part))
        self._parts.setMenu(menu)
        line = QHBoxLayout()
        line.addWidget(self._target, 1)
        line.addWidget(self._parts)
        line.addWidget(browse)
        return line

    def _add_claims(self) -> None:
        heading = QLabel(tr("Claims"))
        heading.setProperty("heading", "true")
        group = QButtonGroup(self)
        rows = QGridLayout()
        rows.setVerticalSpacing(2)
        rows.setHorizontalSpacing(24)
        rows.setColumnStretch(1, 1)
        rows.addWidget(heading, 0, 0, 1, 2)
        buttons: tuple[QAbstractButton, ...] = (*self._scopes.values(), self._here, self._notes)
        for place, button in enumerate(buttons):
            button.setAccessibleDescription(heading.text())
            if isinstance(button, QRadioButton):
                group.addButton(button)
            rows.addWidget(button, 1 + place // 2, place % 2)
        self.column.addLayout(rows)

    def _place(self, ending: str) -> Path:
        typed = self._target.text().strip()
        if not typed:
            return self._offer.folder
        name = file_names.filled(typed, {**self._offer.parts, "format": self._listed.id})
        place = self._offer.folder / Path(name).expanduser()
        has_ending = Path(typed).suffix not in ("", ".") and "}" not in Path(typed).suffix
        return place if has_ending or place.is_dir() else place.with_name(place.name + ending)

    def _wanted_columns(self) -> Columns:
        return self._columns.columns if self._listed.tables else ()

    def _paths(self) -> list[Path]:
        wish = self.wish
        return list(FORMATS[wish.format].files(wish.target, wish.columns or None).values())

    def _trouble(self) -> str:
        wish = self.wish
        if not wish.typed:
            return tr("Say which file to write.")
        paths = self._paths()
        if paths == [wish.target] and wish.target.is_dir():
            return tr("“{name}” is a folder; write the name of a file.", name=wish.target.name)
        folder = paths[0].parent
        if not folder.is_dir():
            return tr("There is no folder “{folder}”.", folder=folder)
        return ""

    def _refresh(self) -> None:
        listed = self._listed
        self._about.setText(tr(listed.about))
        for scope, button in self._scopes.items():
            is_there = scope is not ExportScope.CHOSEN or self._offer.chosen > 0
            button.setEnabled(is_there and not listed.is_whole)
        self._here.setEnabled(not listed.is_whole)
        self._notes.setEnabled(listed.has_notes)
        self._columns.show_for(listed.tables)
        trouble = self._trouble()
        paths = [] if trouble else self._paths()
        there = [path for path in paths if path.exists()]
        self._complaint.say(trouble)
        self._complaint.setVisible(bool(trouble))
        self._files.setText(self._sentence(paths))
        self._files.setAccessibleName(self._files.text())
        self._files.setVisible(bool(paths))
        self._say_how_long()
        self._replace.setVisible(bool(there))
        self._replace.setText(_question(there))
        self._replace.setAccessibleName(plain(self._replace.text()))
        self._ok.setEnabled(not trouble and (not there or self._replace.isChecked()))
        self._make_room()

    def _say_how_long(self) -> None:
        """Say before a long export what it takes; claims of one article are never many."""
        wish = self.wish
        number = 0 if wish.this_article else self._offer.number(wish.scope)
        said = forecast(wish.format, number)
        self._length.setText(tr(said.text, **said.values) if said else "")
        self._length.setAccessibleName(self._length.text())
        self._length.setVisible(said is not None)

    def _make_room(self) -> None:
        """Grow with what is said; a long name takes several lines."""
        self.column.activate()
        wanted = self.column.totalHeightForWidth(self.width())
        if wanted > self.height():
            self.resize(self.width(), wanted)

    def _sentence(self, paths: list[Path]) -> str:
        if not paths:
            return ""
        names = ", ".join(f"“{path.name}”" for path in paths)
        folder = paths[0].parent
        if not self._listed.is_whole:
            return tr("Will be written in {folder}: {names}.", folder=folder, names=names)
        return tr(
            "Will be written in {folder}: {names}, and beside it the folder “{files}” if there "
            "are attachments.",
            folder=folder,
            names=names,
            files=f"{paths[0].stem}-files",
        )

    def _on_format(self) -> None:
        """Keep the name and give it the ending of the format, unless it has one of its own."""
        typed = Path(self._target.text().strip())
        if typed.name and typed.suffix in {one.suffix for one in LISTED.values()}:
            self._target.setText(str(typed.with_suffix(self._listed.suffix)))
        self._on_target()

    def _on_columns(self) -> None:
        self._on_target()

    def _on_target(self) -> None:
        # Leave to replace was given for the files as they were named then.
        self._replace.setChecked(False)
        self._refresh()

    def _insert(self, part: str) -> None:
        """Put a part where the caret is: before the ending, if it is behind it."""
        text, place = self._target.text(), self._target.cursorPosition()
        start = len(text) - len(Path(text).name)
        end = len(text) - len(Path(text).suffix)
        place = end if not start <= place <= end else place
        self._target.setFocus()
        self._target.setCursorPosition(place)
        self._target.insert(f"{{{part}}}")

    def _on_browse(self) -> None:
        ending = self._listed.suffix
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("Export to"),
            str(self.wish.target),
            f"*{ending};;" + tr("All files") + " (*)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._target.setText(name)
        self._target.setFocus()

    def _on_wished(self) -> None:
        self._refresh()
        if not self._ok.isEnabled():
            return
        wish = self.wish
        self.accept()
        self.wished.emit(wish)


def _scopes(offer: ExportOffer) -> Mapping[ExportScope, QRadioButton]:
    listed, chosen = f"{offer.listed:,}", f"{offer.chosen:,}"
    made = {
        ExportScope.REVIEWED: _radio("export-reviewed", tr("Onl&y claims with a verdict")),
        ExportScope.ALL: _radio("export-all", tr("&All claims")),
        ExportScope.LISTED: _radio("export-listed", tr("Tho&se in the list now: {n}", n=listed)),
        ExportScope.CHOSEN: _radio("export-chosen", tr("Those &chosen there: {n}", n=chosen)),
    }
    wanted = offer.scope
    if wanted is ExportScope.CHOSEN and not offer.chosen:
        wanted = ExportScope.REVIEWED
    made[wanted].setChecked(True)
    return made


def _radio(identifier: str, text: str) -> QRadioButton:
    made = QRadioButton(text)
    name_widget(made, identifier, plain(text))
    return made


def _question(there: list[Path]) -> str:
    """Ask whether these files may be replaced."""
    if len(there) == 1:
        return tr("&Replace “{name}”, which is there already", name=there[0].name)
    return count(len(there), "", "&Replace the {n} of these files that are there already")
