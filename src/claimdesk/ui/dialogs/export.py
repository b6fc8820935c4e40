"""What should be written where: the question before an export."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from claimdesk.exchange.format_list import LISTED, Listed
from claimdesk.exchange.formats import FORMATS
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

_FIRST = "csv"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the reviewer wants to have written; ``format`` is one of the list of formats.

    ``everything`` takes claims nobody has reviewed along; ``this_article`` leaves out claims
    without a passage in the article on screen; ``notes`` takes those of the house along into a
    report. Some formats are always the whole project.
    """

    format: str
    target: Path
    everything: bool
    this_article: bool
    notes: bool = False


class ExportDialog(PlainDialog):
    """Asks for format, claims and file, and says exactly which files will be written."""

    wished = Signal(object)
    """(wish: ExportWish) the reviewer wants this written."""

    def __init__(self, target: Path, everything: bool, parent: QWidget | None = None) -> None:  # noqa: FBT001 - the value of a setting
        super().__init__("export", tr("Export"), parent)
        self._folder = target.parent
        self._format = QuietCombo({one.id: tr(one.title) for one in LISTED.values()})
        self._about = quiet("")
        self._reviewed = _radio("export-reviewed", tr("&Only claims with a verdict"))
        self._all = _radio("export-all", tr("&All claims"))
        self._here = QCheckBox(tr("Only claims of t&his article"))
        self._notes = QCheckBox(tr("With the &notes of the house"))
        self._target = QLineEdit(str(target))
        self._files = Sentence()
        self._complaint = Complaint("export-complaint")
        self._replace = QCheckBox()
        self._format.show_choice(_FIRST)
        (self._all if everything else self._reviewed).setChecked(True)
        self._lay_out()
        self._reviewed.toggled.connect(self._refresh)
        self._format.picked.connect(self._on_format)
        self._here.toggled.connect(self._refresh)
        self._replace.toggled.connect(self._refresh)
        self._target.textChanged.connect(self._on_target)
        self._refresh()

    @property
    def wish(self) -> ExportWish:
        """Return what is chosen."""
        listed = self._listed
        return ExportWish(
            format=listed.id,
            target=self._place(listed.suffix),
            everything=self._all.isChecked(),
            this_article=not listed.is_whole and self._here.isChecked(),
            notes=listed.has_notes and self._notes.isChecked(),
        )

    @property
    def _listed(self) -> Listed:
        return LISTED[self._format.choice]

    def _lay_out(self) -> None:
        name_widget(self._here, "export-this-article", plain(self._here.text()))
        name_widget(self._notes, "export-notes", plain(self._notes.text()))
        name_widget(self._target, "export-target", tr("File"))
        name_widget(self._files, "export-files", "")
        name_widget(self._replace, "export-replace", tr("Replace"))
        name_widget(self._format, "export-format", tr("Format"))
        form = QVBoxLayout()
        form.setSpacing(4)
        form.addWidget(self._format)
        form.addWidget(self._about)
        self.column.addLayout(above(label(tr("For&mat"), self._format), form))
        self._add_group(tr("Claims"), self._reviewed, self._all, self._here, self._notes)
        browse = QPushButton(tr("&Browse…"))
        name_widget(browse, "export-browse", tr("Browse"))
        browse.clicked.connect(self._on_browse)
        line = QHBoxLayout()
        line.addWidget(self._target, 1)
        line.addWidget(browse)
        self.column.addLayout(above(label(tr("&File"), self._target), line))
        for part in (self._files, self._complaint, self._replace):
            self.column.addWidget(part)
        self.column.addStretch()
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._ok = self.button("export-write", tr("&Export"), role, self._on_wished)
        self.cancel_button()
        self.finish(self._ok, letters=80)

    def _add_group(self, title: str, *buttons: QRadioButton | QCheckBox) -> None:
        heading = QLabel(title)
        heading.setProperty("heading", "true")
        group = QButtonGroup(self)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        rows.addWidget(heading)
        for button in buttons:
            button.setAccessibleDescription(title)
            if isinstance(button, QRadioButton):
                group.addButton(button)
            rows.addWidget(button)
        self.column.addLayout(rows)

    def _place(self, ending: str) -> Path:
        typed = self._target.text().strip()
        place = self._folder / Path(typed).expanduser() if typed else self._folder
        if typed and not place.suffix and not place.is_dir():
            return place.with_name(place.name + ending)
        return place

    def _paths(self) -> list[Path]:
        wish = self.wish
        return list(FORMATS[wish.format].files(wish.target).values())

    def _trouble(self) -> str:
        wish = self.wish
        if not self._target.text().strip():
            return tr("Say which file to write.")
        if self._paths() == [wish.target] and wish.target.is_dir():
            return tr("“{name}” is a folder; write the name of a file.", name=wish.target.name)
        folder = self._paths()[0].parent
        if not folder.is_dir():
            return tr("There is no folder “{folder}”.", folder=folder)
        return ""

    def _refresh(self) -> None:
        listed = self._listed
        self._about.setText(tr(listed.about))
        for button in (self._reviewed, self._all, self._here):
            button.setEnabled(not listed.is_whole)
        self._notes.setEnabled(listed.has_notes)
        trouble = self._trouble()
        paths = [] if trouble else self._paths()
        there = [path for path in paths if path.exists()]
        self._complaint.say(trouble)
        self._complaint.setVisible(bool(trouble))
        self._files.setText(self._sentence(paths))
        self._files.setAccessibleName(self._files.text())
        self._files.setVisible(bool(paths))
        self._replace.setVisible(bool(there))
        self._replace.setText(_question(there))
        self._replace.setAccessibleName(plain(self._replace.text()))
        self._ok.setEnabled(not trouble and (not there or self._replace.isChecked()))

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
        self._replace.setChecked(False)
        self._refresh()

    def _on_target(self) -> None:
        # Leave to replace was given for the files of the name as it was.
        self._replace.setChecked(False)
        self._refresh()

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


def _radio(identifier: str, text: str) -> QRadioButton:
    made = QRadioButton(text)
    name_widget(made, identifier, plain(text))
    return made


def _question(there: list[Path]) -> str:
    """Ask whether these files may be replaced."""
    if len(there) == 1:
        return tr("&Replace “{name}”, which is there already", name=there[0].name)
    return count(len(there), "", "&Replace the {n} of these files that are there already")
