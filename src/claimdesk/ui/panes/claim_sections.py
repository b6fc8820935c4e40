"""The sections of the claim form, in their order; a new one is one more line here."""

from claimdesk.ui.base.project import Project
from claimdesk.ui.base.selection import Selection
from claimdesk.ui.base.words import tr
from claimdesk.ui.panes.checklist import ChecklistPart
from claimdesk.ui.panes.evidence_list import EvidencePart
from claimdesk.ui.panes.history_list import HistoryPart
from claimdesk.ui.panes.lacking import LackingPart
from claimdesk.ui.panes.more_fields import MorePart
from claimdesk.ui.panes.note_list import NotePart
from claimdesk.ui.panes.passage_list import PassageBox
from claimdesk.ui.panes.relation_list import RelationPart
from claimdesk.ui.panes.sections import Section


def claim_sections(project: Project, selection: Selection, more: MorePart) -> tuple[Section, ...]:
    """Return what hangs on a claim, section by section."""
    return (
        Section("more", tr("More about the claim"), more),
        Section("passages", tr("Passages"), PassageBox(project, selection), is_open=True),
        Section("evidence", tr("Evidence"), EvidencePart(project)),
        Section("notes", tr("Notes"), NotePart(project)),
        Section("relations", tr("Relations"), RelationPart(project)),
        Section("checklist", tr("Checklist"), ChecklistPart(project)),
        Section("lacking", tr("Before it is done"), LackingPart(project)),
        Section("history", tr("History"), HistoryPart(project)),
    )
