"""The rules of the house: the checklist, and the ways from what is missing to its place."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.model import Id, Verdict
from claimdesk.core.rules import Lack
from claimdesk.store import checklist
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import tr
from claimdesk.ui.dialogs.checklist import ChecklistDialog
from claimdesk.ui.panes.checklist import ChecklistPart
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.lacking import LackingPart

_SECTIONS = {
    Lack.EVIDENCE: "evidence",
    Lack.OPEN_EVIDENCE: "evidence",
    Lack.PASSAGE: "passages",
    Lack.CHECKS: "checklist",
}
"""What is put right in a section of the claim form."""


class RuleCommands:
    """The handlers for the checklist, and what the two sections of the form ask for."""

    def __init__(self, desk: Desk, form: ClaimFormPane, settle: Callable[[], object]) -> None:
        """Let ``settle`` ask for the final verdict."""
        self._desk = desk
        self._project = desk.project
        self._form = form
        self._settle = settle
        lacking = form.form.sections.named("lacking").part
        checks = form.form.sections.named("checklist").part
        assert isinstance(lacking, LackingPart)  # noqa: S101 - of the same program
        assert isinstance(checks, ChecklistPart)  # noqa: S101 - of the same program
        lacking.wanted.connect(self.go_to)
        checks.edit_wanted.connect(self.edit_checklist)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "claim.lacking": partial(self._form.go_to_section, "lacking"),
            "claim.checklist": partial(self._form.go_to_section, "checklist"),
            "tools.checklist": self.edit_checklist,
        }

    def edit_checklist(self) -> None:
        """Let the questions asked of every claim be edited."""
        dialog = ChecklistDialog(self._project.read(checklist.items), self._desk.window)
        dialog.arranged.connect(self._arrange)
        self._project.switched.connect(dialog.close)
        dialog.open()
        take_keyboard(dialog)

    def go_to(self, lack: Lack) -> None:
        """Lead the keyboard to where something missing is put right."""
        form = self._form.form
        if lack in _SECTIONS:
            self._form.go_to_section(_SECTIONS[lack])
            return
        if lack is Lack.RECHECK:
            self._form.go_to_section("more")
        elif lack in (Lack.REASON, Lack.BECAUSE):
            # Of my own verdict; where somebody else’s lacks it, mine is what I can add.
            self._form.explain_verdict()
            return
        elif lack in (Lack.AGREEMENT, Lack.FRESH) and not self._project.why_read_only:
            self._settle()
            return
        place = {
            Lack.CLAIMANT: form.claimant.line,
            Lack.DATE: form.said_on.line,
            Lack.RECHECK: form.more.recheck_on.line,
        }.get(lack, form.verdicts.buttons[Verdict.CONFIRMED])
        self._form.go_to(place)

    def _arrange(self, wanted: list[tuple[Id | None, str]]) -> None:
        edit = partial(checklist.arrange, wanted=wanted)
        if self._project.did(tr("Edit checklist"), edit):
            self._desk.announcer.say(self._desk.window, tr("Checklist changed"))
