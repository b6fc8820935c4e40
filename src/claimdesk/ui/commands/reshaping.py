"""Claims made of claims, and how they stand to each other: copy, merge, split, relate."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.listing import ClaimFilter, ClaimOrder
from claimdesk.core.model import Id, RelationKind
from claimdesk.store import claims, listing, passages, relations, reshaping
from claimdesk.store.store import Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.dialogs.relate_claim import Found, RelateDialog
from claimdesk.ui.dialogs.split_claim import SplitDialog
from claimdesk.ui.models.relation_words import relation_word
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane
from claimdesk.ui.panes.relation_list import RelationPart

_MOST_FOUND = 60
"""Claims a picker shows at once: more nobody reads, another word finds the others."""


class ReshapingCommands:
    """The handlers of the Claim menu for what is made of claims."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._list = claim_list
        self._form = form
        part = form.form.sections.named("relations").part
        assert isinstance(part, RelationPart)  # noqa: S101 - of the same program
        part.add_wanted.connect(self.relate)
        part.go_wanted.connect(self._selection.choose_claim)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "claim.duplicate": self.duplicate,
            "claim.merge": self.merge,
            "claim.split": self.split,
            "claim.relate": self.relate,
        }

    def duplicate(self) -> None:
        """Make a copy of the current claim right behind it and let it be worded."""
        claim_id = self._current()
        if claim_id is not None:
            edit = partial(reshaping.duplicate, claim_id=claim_id)
            self._go_to_new(self._project.do(tr("Duplicate claim"), edit))

    def merge(self) -> None:
        """Let the current claim take over what hangs on the other chosen ones."""
        kept = self._current()
        chosen = self._list.chosen()
        others = [one for one in chosen if one != kept]
        if kept is None or kept not in chosen or not others:
            self._say(tr("Choose several claims in the list; the current one is kept"))
            return
        if self._project.did(
            tr("Merge claims"), partial(reshaping.merge, kept=kept, others=others)
        ):
            number = self._number(kept)
            what = count(len(others), "{n} claim", "{n} claims")
            self._say(tr("Merged {what} into claim {n}", what=what, n=number))

    def split(self) -> None:
        """Ask which words and passages become a claim of their own."""
        claim_id = self._current()
        if claim_id is None:
            return
        text = self._project.read(_text, claim_id)
        links = self._project.read(passages.links, claim_id)
        dialog = SplitDialog(self._number(claim_id), text, links, self._desk.window)
        dialog.wanted.connect(partial(self._split, claim_id))
        dialog.open()
        take_keyboard(dialog)

    def relate(self) -> None:
        """Ask how the current claim stands to another one."""
        claim_id = self._current()
        if claim_id is None:
            return

        def find(words: str) -> Found:
            return self._project.read(_find, claim_id, words)

        dialog = RelateDialog(self._number(claim_id), find, self._desk.window)
        dialog.related.connect(partial(self._relate, claim_id))
        dialog.open()
        take_keyboard(dialog)

    def _split(self, claim_id: Id, text: str, link_ids: list[Id]) -> None:
        edit = partial(reshaping.split, claim_id=claim_id, text=text, link_ids=link_ids)
        self._go_to_new(self._project.do(tr("Split claim"), edit))

    def _relate(self, claim_id: Id, kind: RelationKind, other: Id) -> None:
        edit = partial(relations.relate, from_id=claim_id, to_id=other, kind=kind)
        if self._project.did(tr("Relate claims"), edit):
            word = relation_word(kind).lower()
            said = tr("Claim {n}: {word} claim {m}", n=self._number(claim_id), word=word,
                      m=self._number(other))  # fmt: skip
            self._say(said)

    def _go_to_new(self, claim_id: Id | None) -> None:
        if claim_id is not None:
            self._list.clear_filter()
            self._selection.choose_claim(claim_id)
            self._say(tr("New claim {n}", n=self._number(claim_id)))
            self._form.edit_text()

    def _current(self) -> Id | None:
        self._form.commit()
        return self._selection.now.claim_id

    def _number(self, claim_id: Id) -> int:
        return self._project.read(claims.number, claim_id) or 0

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _text(session: Session, claim_id: Id) -> str:
    detail = claims.detail(session, claim_id)
    return detail.text if detail else ""


def _find(session: Session, claim_id: Id, words: str) -> Found:
    """Return the first claims with these words, but for the one they are looked for."""
    ids = listing.ids(session, ClaimFilter(text=words), ClaimOrder(), _MOST_FOUND + 1)
    others = [one for one in ids if one != claim_id]
    rows = listing.rows(session, others)
    return [(one, f"{rows[one].number}. {rows[one].text}") for one in others if one in rows]
