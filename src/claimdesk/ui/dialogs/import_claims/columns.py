"""What the columns of a table hold, and what words for verdicts mean: asked, not guessed."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from claimdesk.core.model import Verdict
from claimdesk.exchange.claims_csv.drafts import Verdicts
from claimdesk.exchange.claims_csv.fields import SEVERAL, Columns, Field
from claimdesk.exchange.claims_csv.sheet import Sheet
from claimdesk.exchange.claims_csv.verdict_words import tidy
from claimdesk.ui.base.elided_label import ElidedLabel
from claimdesk.ui.base.forms import name_widget, quiet
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.claim_import import FIELDS, field_word

_NOTHING = ""
_MOST_WORDS = 12
"""Words for verdicts that are asked about; a column with more of them holds something else."""


class ColumnsForm(QScrollArea):
    """One row for each column: its head, what it holds, and below what stands in its first cell."""

    changed = Signal()
    """A column holds something else, or a word means another verdict."""

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "import-columns", tr("Columns"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._combos: list[QuietCombo[str]] = []
        self._verdicts: dict[str, QuietCombo[str]] = {}
        self._words = QVBoxLayout()
        self._more = quiet("")

    @property
    def held(self) -> Columns:
        """Return what each column holds."""
        return tuple(Field(one.choice) if one.choice else None for one in self._combos)

    @property
    def verdicts(self) -> Verdicts:
        """Return what was said of words for verdicts."""
        return {
            word: Verdict(combo.choice) if combo.choice else None
            for word, combo in self._verdicts.items()
        }

    def show_sheet(self, sheet: Sheet, columns: Columns) -> None:
        """Show the columns of a table, and what they are taken to hold."""
        self._combos, self._verdicts, self._words = [], {}, QVBoxLayout()
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(9)
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        for place, (head, held) in enumerate(zip(sheet.header, columns, strict=True)):
            self._add_column(grid, sheet, place, head, held)
        column.addLayout(self._words)
        self._more = quiet("")
        self._more.hide()
        column.addWidget(self._more)
        column.addWidget(_heading(tr("What the columns hold")))
        column.addLayout(grid)
        column.addStretch()
        self.setWidget(ground)

    def ask_verdicts(self, words: Sequence[str]) -> None:
        """Ask what words of the verdict column mean that are no verdict by themselves."""
        asked = {tidy(word): word for word in words if tidy(word) not in self._verdicts}
        room = _MOST_WORDS - len(self._verdicts)
        new = dict(islice(asked.items(), room))
        if new and not self._verdicts:
            self._words.addWidget(_heading(tr("What words for verdicts mean")))
        for key, word in new.items():
            choices = {_NOTHING: tr("No verdict")} | {
                str(one): verdict_word(one) for one in Verdict
            }
            combo: QuietCombo[str] = QuietCombo(choices)
            name_widget(combo, f"import-verdict-{len(self._verdicts)}", word)
            combo.picked.connect(self.changed)
            self._verdicts[key] = combo
            line = QGridLayout()
            line.setColumnStretch(0, 3)
            line.setColumnStretch(1, 4)
            line.setHorizontalSpacing(12)
            caption = ElidedLabel(f"“{word}”")
            caption.setBuddy(combo)
            line.addWidget(caption, 0, 0)
            line.addWidget(combo, 0, 1)
            self._words.addLayout(line)
        self._tell_more(len(asked) - len(new))

    def _tell_more(self, number: int) -> None:
        """Say how many words are not asked about."""
        one = "{n} more word comes in without a verdict; perhaps the column holds something else."
        many = "{n} more words come in without a verdict; perhaps the column holds something else."
        self._more.setText(count(number, one, many) if number else "")
        self._more.setVisible(number > 0)

    @property
    def controls(self) -> list[QWidget]:
        """Return what takes the keyboard, from top to bottom."""
        return [*self._verdicts.values(), *self._combos]

    def focus_first(self) -> None:
        """Move the keyboard to the first column that holds nothing yet, else to the first."""
        free = next((one for one in self._combos if not one.choice), self._combos[0])
        free.setFocus()

    def _add_column(
        self, grid: QGridLayout, sheet: Sheet, place: int, head: str, held: Field | None
    ) -> None:
        combo: QuietCombo[str] = QuietCombo(
            {_NOTHING: tr("Left out")} | {str(one): field_word(one) for one in FIELDS}
        )
        combo.show_choice(held or _NOTHING)
        combo.setMinimumContentsLength(16)
        name_widget(combo, f"import-column-{place}", tr("Column {head}", head=head))
        combo.picked.connect(lambda _: self._on_picked(place))
        self._combos.append(combo)
        caption = ElidedLabel(head)
        caption.setBuddy(combo)
        example = next((row.cells[place] for row in sheet.rows if row.cells[place]), "")
        below = ElidedLabel(" ".join(example.split()))
        below.setProperty("quiet", "true")
        grid.addWidget(caption, 2 * place, 0)
        grid.addWidget(combo, 2 * place, 1)
        grid.addWidget(below, 2 * place + 1, 0, 1, 2)

    def _on_picked(self, place: int) -> None:
        """Take what only one column can hold from the other that held it."""
        chosen = self._combos[place].choice
        for other, combo in enumerate(self._combos):
            if other != place and combo.choice == chosen and chosen not in {*SEVERAL, _NOTHING}:
                combo.show_choice(_NOTHING)
        self.changed.emit()


def _heading(text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("heading", "true")
    return made
