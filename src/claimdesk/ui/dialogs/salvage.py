"""What can be saved of a damaged project, and what will be missing, before anything is written."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from claimdesk.store.salvage import Salvaged
from claimdesk.ui.base.forms import PlainDialog, Sentence, name_widget, quiet
from claimdesk.ui.base.words import count, tr

_LETTERS = 72
_MOST_LINES = 12
_OTHER = ("", "{n} other record", "{n} other records")


class SalvageDialog(PlainDialog):
    """Offers to write what was saved to a new file; the damaged one stays as it is."""

    wanted = Signal()
    """The reviewer wants the new file."""
    help_wanted = Signal()
    """The reviewer wants to read how this works."""

    def __init__(
        self, path: Path, proposed: Path, saved: Salvaged, parent: QWidget | None = None
    ) -> None:
        super().__init__("salvage", tr("Save what can be saved"), parent)
        kept = saved.found
        parts = (
            count(kept.articles, "{n} article", "{n} articles"),
            count(kept.claims, "{n} claim", "{n} claims"),
            count(kept.revisions, "{n} step of history", "{n} steps of history"),
        )
        held = tr("A new file would hold {parts}, all of them checked.", parts=", ".join(parts))
        missing = missing_sentences(saved)
        for number, text in enumerate((held, *missing)):
            shown = Sentence(text)
            name_widget(shown, f"salvage-said-{number}", text)
            self.column.addWidget(shown)
        self._list_names(saved)
        where = tr(
            "It would be called “{new}”, beside the old one, unless you choose another place. "
            "“{name}” stays as it is.",
            new=proposed.name,
            name=path.name,
        )
        self.column.addWidget(quiet(where))
        self.setAccessibleDescription(" ".join((held, *missing, where)))
        role = QDialogButtonBox.ButtonRole
        save = self.button(
            "salvage-save", tr("&Save into a new file…"), role.AcceptRole, self.wanted.emit
        )
        self.button("salvage-help", tr("&Help"), role.ActionRole, self.help_wanted.emit)
        self.cancel_button()
        self.finish(save, _LETTERS)
        save.setFocus()
        if saved.names:
            self.resize(self.width(), self.sizeHint().height())

    def _list_names(self, saved: Salvaged) -> None:
        if not saved.names:
            return
        words = kinds()
        lines = [f"{words[kind][0]}: {' '.join(name.split())}" for kind, name in saved.names]
        shown = QPlainTextEdit("\n".join(lines))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setMinimumHeight(self.lines(min(len(lines), _MOST_LINES) + 1))
        self.field(tr("&What was left out, as far as its name is left"), "salvage-names", shown, 1)


def missing_sentences(saved: Salvaged) -> list[str]:
    """Return what was left out and what was done about it, a sentence each."""
    if saved.complete:
        return [tr("Nothing is known to be missing.")]
    figures = (
        (
            saved.unreadable_bytes,
            ("{n} byte could not be read.", "{n} bytes could not be read."),
        ),
        (
            saved.lost,
            ("At least {n} step of history is lost.", "At least {n} steps of history are lost."),
        ),
        (
            saved.rewritten,
            (
                "{n} step was written again, because what came before is lost.",
                "{n} steps were written again, because what came before is lost.",
            ),
        ),
        (
            saved.authorless,
            (
                "Of {n} step nobody can tell any more who made it.",
                "Of {n} steps nobody can tell any more who made them.",
            ),
        ),
        (
            saved.texts,
            ("{n} text or attachment is lost.", "{n} texts or attachments are lost."),
        ),
    )
    said = [count(number, *words) for number, words in figures if number]
    if saved.left_out:
        said.append(tr("Left out: {parts}.", parts=", ".join(_counted(saved.left_out))))
    return [" ".join(said), tr("A backup from before the damage may hold what is missing here.")]


def kinds() -> dict[str, tuple[str, str, str]]:
    """Return what records are called: alone, counted once, counted several times."""
    return {
        "article": (tr("Article"), "{n} article", "{n} articles"),
        "article_version": (tr("Article version"), "{n} article version", "{n} article versions"),
        "claim": (tr("Claim"), "{n} claim", "{n} claims"),
        "passage": (tr("Passage"), "{n} passage", "{n} passages"),
        "link": (tr("Link"), "{n} link", "{n} links"),
        "assessment": (tr("Verdict"), "{n} verdict", "{n} verdicts"),
        "adjudication": (tr("Final verdict"), "{n} final verdict", "{n} final verdicts"),
        "evidence": (tr("Evidence"), "{n} piece of evidence", "{n} pieces of evidence"),
        "claim_evidence": (tr("Use of evidence"), "{n} use of evidence", "{n} uses of evidence"),
        "claim_relation": (
            tr("Relation"),
            "{n} relation between claims",
            "{n} relations between claims",
        ),
        "claim_tag": (tr("Tag on a claim"), "{n} tag on a claim", "{n} tags on claims"),
        "coverage": (
            tr("Stretch"),
            "{n} stretch without claims",
            "{n} stretches without claims",
        ),
        "note": (tr("Note"), "{n} note", "{n} notes"),
        "tag": (tr("Tag"), "{n} tag", "{n} tags"),
        "assignment": (tr("Assignment"), "{n} assignment", "{n} assignments"),
        "checklist_item": (tr("Checklist"), "{n} item of a checklist", "{n} items of a checklist"),
        "claim_check": (tr("Check"), "{n} check of a claim", "{n} checks of claims"),
        "dismissal": (tr("Dismissal"), "{n} dismissal", "{n} dismissals"),
        "reviewer": (tr("Reviewer"), "{n} reviewer’s card", "{n} reviewers’ cards"),
        "project": (tr("Title"), "{n} title of a project", "{n} titles of projects"),
    }


def _counted(left_out: Mapping[str, int]) -> list[str]:
    words = kinds()
    return [count(number, *words.get(kind, _OTHER)[1:]) for kind, number in left_out.items()]
