"""One claim of a table: what is amiss with it, and where each of its quotes is taken to stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from claimdesk.exchange.claims_csv.drafts import Quoted
from claimdesk.exchange.claims_csv.places import Place, Placed
from claimdesk.exchange.claims_csv.telling import told
from claimdesk.ui.base.forms import Complaint, Sentence, name_widget, quiet
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.models.claim_import import ImportRow, remarks

_MOST = 30
"""Quotes of a claim that are shown."""
_MOST_PLACES = 50
_WORDS = 70
_NOWHERE = ""


class QuotesView(QScrollArea):
    """What came of the quotes of the current claim; places that could be meant can be picked."""

    picked = Signal(object, object)
    """(quoted: Quoted, place: Place | None) a quote is to be taken to stand there."""

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "import-quotes", tr("The claim and its quotes"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.controls: list[QWidget] = []
        self.show_row(None)

    def show_row(self, row: ImportRow | None) -> None:
        """Show a claim, or nothing; ``controls`` are what then takes the keyboard."""
        self.controls = []
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 6, 10, 0)
        column.setSpacing(8)
        if row is not None:
            self._fill(column, row)
        column.addStretch()
        self.setWidget(ground)
        # Without a choice the keyboard can still scroll it.
        policy = Qt.FocusPolicy.NoFocus if self.controls else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)

    def _fill(self, column: QVBoxLayout, row: ImportRow) -> None:
        draft = row.planned.draft
        whole = Sentence(draft.claim.text)
        name_widget(whole, "import-claim-text", draft.claim.text)
        column.addWidget(whole)
        if row.planned.there is not None:
            there = tr(
                "It is claim {n} of the project; only what is new is added to it.",
                n=row.planned.there.number,
            )
            column.addWidget(quiet(there))
        for remark, is_note in remarks(row):
            if is_note:
                column.addWidget(quiet(remark))
            else:
                complaint = Complaint("import-trouble")
                complaint.say(remark)
                column.addWidget(complaint)
        for number, placed in enumerate(_shown_first(row.planned.quotes)[:_MOST]):
            said = Sentence(told(placed))
            name_widget(said, f"import-quote-{number}", told(placed))
            column.addWidget(said)
            if placed.places:
                combo = self._choice(number, placed, row)
                said.setBuddy(combo)
                column.addWidget(combo)
        more = len(row.planned.quotes) - _MOST
        if more > 0:
            column.addWidget(quiet(count(more, "… and {n} more quote", "… and {n} more quotes")))

    def _choice(self, number: int, placed: Placed, row: ImportRow) -> QuietCombo[str]:
        places = placed.places[:_MOST_PLACES]
        choices = {_NOWHERE: tr("No passage")}
        choices |= {str(n): _in_words(place) for n, place in enumerate(places)}
        combo: QuietCombo[str] = QuietCombo(choices)
        combo.setMinimumContentsLength(20)
        name_widget(combo, f"import-place-{number}", tr("Where the quote stands"))
        place = row.picked.get(placed.quoted, places[0] if placed.is_sure else None)
        combo.show_choice(str(places.index(place)) if place else _NOWHERE)
        combo.picked.connect(lambda choice: self._on_picked(placed.quoted, choice, places))
        self.controls.append(combo)
        return combo

    def _on_picked(self, quoted: Quoted, choice: str, places: tuple[Place, ...]) -> None:
        self.picked.emit(quoted, places[int(choice)] if choice else None)


def _shown_first(quotes: Sequence[Placed]) -> Sequence[Placed]:
    """Return the quotes in order; of more than are shown, first those that wait for a choice."""
    return quotes if len(quotes) <= _MOST else sorted(quotes, key=lambda one: one.is_sure)


def _in_words(place: Place) -> str:
    words = " ".join(place.words.split())
    shown = words if len(words) <= _WORDS else f"{words[:_WORDS].rstrip()}…"
    return tr(
        "“{words}” at {start} in “{title}”",
        words=shown,
        start=f"{place.start:,}",
        title=place.article.title,
    )
