"""The widgets of the claim form and how they stand; what they do is the form's business."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from claimdesk.core.model import Because, Stage
from claimdesk.ui.base import dates
from claimdesk.ui.base.forms import name_widget
from claimdesk.ui.base.project import Project
from claimdesk.ui.base.quiet_combo import QuietCombo
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.theme import Theme
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.terms import because_word, stage_word
from claimdesk.ui.panes.alike import AlikeNote
from claimdesk.ui.panes.claim_sections import claim_sections
from claimdesk.ui.panes.fields import Field, LineField, TextField, captioned
from claimdesk.ui.panes.folding import FoldingRow
from claimdesk.ui.panes.more_fields import MorePart, Saver
from claimdesk.ui.panes.opinions import Opinions
from claimdesk.ui.panes.sections import Sections
from claimdesk.ui.panes.tag_edit import TagEdit, tidy_tags
from claimdesk.ui.panes.verdict_bar import VerdictBar

_MARGIN = 12
_GAP = 10


class ClaimFields(QScrollArea):
    """Heading, claim, verdict, reason, tags and sections, one below the other, in tab order."""

    def __init__(self, project: Project, selection: Selection, theme: Theme, save: Saver) -> None:
        super().__init__()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self.heading = QLabel()
        self.heading.setProperty("heading", "true")
        self.stage = QuietCombo({stage: stage_word(stage) for stage in Stage})
        self.text = TextField(tr("Claim"), save("text"), _need_text)
        self.alike = AlikeNote()
        self.claimant = LineField(tr("Claimant"), save("claimant"))
        self.said_on = LineField(tr("Said on"), save("said_on"), dates.complaint)
        self.said_where = LineField(tr("Where"), save("said_where"))
        self.verdicts = VerdictBar(theme)
        self.because = QuietCombo({why: because_word(why) for why in Because})
        self.as_of = LineField(tr("As of"), save("as_of"), dates.complaint)
        self.reason = TextField(tr("Reason"), save("reason"), lines=(3, 12))
        self.need = QLabel()
        self.need.setProperty("quiet", "true")
        self.need.setWordWrap(True)
        self.opinions = Opinions(theme)
        self.tags = LineField(tr("Tags"), save("tags"), editor=TagEdit())
        self.tags.tidy = tidy_tags
        self.more = MorePart(save)
        self.sections = Sections(project, claim_sections(project, selection, self.more))
        self._name()
        self._lay_out()
        self._order()

    @property
    def fields(self) -> dict[str, Field]:
        """Return the text fields by the names of what they hold."""
        return {
            "text": self.text,
            "claimant": self.claimant,
            "said_on": self.said_on,
            "said_where": self.said_where,
            "as_of": self.as_of,
            "reason": self.reason,
            "tags": self.tags,
            **self.more.fields,
        }

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a widget is seen, where it stands once all is laid out."""
        width = self.viewport().width()
        height = self._column.totalHeightForWidth(width)
        self._inside.resize(width, max(height, self.viewport().height()))
        self.ensureWidgetVisible(widget, _MARGIN, _MARGIN)

    def _order(self) -> None:
        """Let Tab go through the fields as they are read."""
        stops = (
            *(
                self.text.edit,
                *self.alike.stops,
                self.claimant.line,
                self.said_on.line,
                self.said_where.line,
            ),
            *self.verdicts.buttons.values(),
            *(self.because, self.reason.edit, self.as_of.line, self.stage, self.tags.line),
            *self.sections.stops,
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _name(self) -> None:
        name_widget(self.text.edit, "claim-text", tr("Claim"))
        name_widget(self.claimant.line, "claimant", tr("Claimant"))
        name_widget(self.said_on.line, "said-on", tr("Said on"))
        name_widget(self.said_where.line, "said-where", tr("Where it was said"))
        name_widget(self.because, "unverified-because", tr("Unverified because"))
        name_widget(self.as_of.line, "as-of", tr("As of"))
        name_widget(self.reason.edit, "reason", tr("Reason"))
        name_widget(self.stage, "stage", tr("Stage"))
        name_widget(self.tags.line, "tag-edit", tr("Tags"))
        dated = tr("2025, 2025-10 or 2025-10-29")
        self.said_on.line.setPlaceholderText(dated)
        self.as_of.line.setPlaceholderText(dated)
        self.claimant.line.setPlaceholderText(tr("Who says so"))
        self.said_where.line.setPlaceholderText(tr("A speech, a post, a page"))
        self.tags.line.setPlaceholderText(tr("Words with commas between them"))

    def _lay_out(self) -> None:
        self._inside.setObjectName("claim-form-inside")
        layout = self._column
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_GAP)
        self.because_box = captioned(tr("Unverified because"), self.because)
        for part in (
            self.heading,
            self.text,
            self.alike,
            self.claimant,
            FoldingRow(self.said_on, self.said_where),
            captioned(tr("My verdict"), self.verdicts),
            self.because_box,
            self.reason,
            self.need,
            self.opinions,
            FoldingRow(self.as_of, captioned(tr("Stage"), self.stage)),
            self.tags,
            self.sections,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _need_text(text: str) -> str:
    return "" if text else tr("A claim needs words. Undo brings back what was there.")
