"""What is done to claims: make, link, decide, go from one to the next."""

from collections.abc import Callable
from functools import partial

from claimdesk.core.model import ClaimRow, Id, LinkRow, Verdict
from claimdesk.store import articles, assessments, claims, passages
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.marks import verdict_word
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.candidates import for_text
from claimdesk.ui.commands.edits import Bearing, Place, add_claim, link_place
from claimdesk.ui.dialogs.claims.link import Choice, LinkPicker
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.claim_list import ClaimListPane


class ClaimCommands:
    """The handlers of the Claim menu."""

    def __init__(self, desk: Desk, claim_list: ClaimListPane, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._list = claim_list
        self._form = form
        self._last: Choice | None = None
        desk.project.switched.connect(self._on_switched)
        form.decided.connect(self._on_decided)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "claim.new": self.new,
            "claim.link": self.link,
            "claim.unlink": self.unlink,
            "claim.confirm": partial(self.decide, Verdict.CONFIRMED),
            "claim.deny": partial(self.decide, Verdict.DENIED),
            "claim.unverify": partial(self.decide, Verdict.UNVERIFIED),
            "claim.withdraw": self.withdraw,
            "claim.next": partial(self.step, 1),
            "claim.previous": partial(self.step, -1),
            "claim.next_open": self.next_open,
            "claim.next_passage": partial(self.step_passage, 1),
            "claim.previous_passage": partial(self.step_passage, -1),
            "claim.edit": self._form.edit_text,
            "claim.remove": self.remove,
        }

    def new(self) -> None:
        """Make a claim of the selected text, or an empty one, and open it for wording."""
        self._form.commit()
        place = self._place()
        proposed = place.quote if place else tr("New claim")
        self._add(proposed, place, Bearing())
        self._form.edit_text()

    def link(self) -> None:
        """Choose the claim the selected text or passage belongs to."""
        self._form.commit()
        place = self._place()
        if place is None:
            self._desk.announcer.say(self._desk.window, tr("Select some text first"))
            return
        candidates = for_text(self._desk, place.quote, place.version_id)
        picker = LinkPicker(
            candidates,
            place.quote,
            self._desk.theme,
            self._desk.window,
            last=self._last,
            speakers=self._project.read(passages.speakers),
        )
        picker.chosen.connect(partial(self._linked, place))
        picker.open()
        take_keyboard(picker)

    def unlink(self) -> None:
        """Take the current passage from the current claim."""
        now = self._selection.now
        if now.claim_id is None or now.passage_id is None:
            return
        number = self._number(now.claim_id)
        edit = partial(passages.unlink, claim_id=now.claim_id, passage_id=now.passage_id)
        if self._project.did(tr("Unlink from claim {n}", n=number), edit):
            self._selection.choose_passage(None, now.claim_id)
            self._say(tr("Unlinked from claim {n}", n=number))

    def decide(self, verdict: Verdict) -> None:
        """Give my verdict on the chosen claims."""
        self._form.commit()
        ids = self._chosen()
        if not ids:
            return
        word = verdict_word(verdict).lower()
        edit = partial(assessments.decide, claim_ids=ids, verdict=verdict)
        if self._project.did(tr("Mark as {verdict}", verdict=word), edit):
            self._say_verdict(ids, verdict)
            if ids == [self._selection.now.claim_id]:
                self._form.explain_verdict()

    def withdraw(self) -> None:
        """Take my verdict on the chosen claims back."""
        self._form.commit()
        ids = self._chosen()
        edit = partial(assessments.withdraw, claim_ids=ids)
        if ids and self._project.did(tr("Take verdict back"), edit):
            self._say(tr("Verdict on {claims} taken back", claims=self._named(ids).lower()))

    def remove(self) -> None:
        """Remove the chosen claims, and passages no other claim uses; undo brings them back."""
        ids = self._chosen()
        if not ids:
            return
        named = self._named(ids)
        after = self._list.beside(ids)
        label = count(len(ids), "Remove claim", "Remove {n} claims")
        if self._project.did(label, partial(claims.remove, claim_ids=ids)):
            self._selection.choose_claim(after)
            self._say(tr("{claims} removed", claims=named))

    def step(self, by: int) -> None:
        """Go to the next or the previous claim of the list as it is filtered."""
        self._form.commit()
        row = self._list.neighbour(by)
        if row is not None:
            self._go(row)

    def next_open(self) -> None:
        """Go to the next claim nobody has reviewed: of the list, else of the whole project."""
        self._form.commit()
        now = self._selection.now.claim_id
        listed = self._list.next_open()
        if listed is not None:
            row = self._project.read(claims.row, listed)
        else:
            row = self._project.read(claims.next_open, now)
        if row is None:
            self._say(tr("Every claim is reviewed"))
            return
        if listed is None:
            self._list.clear_filter()
        self._go(row)

    def step_passage(self, by: int) -> None:
        """Go to the next or previous passage of the current claim, round and round."""
        now = self._selection.now
        if now.claim_id is None:
            return
        rows = self._project.read(passages.links, now.claim_id)
        if not rows:
            self._say(tr("This claim has no passage"))
            return
        ids = [row.passage_id for row in rows]
        nowhere = -1 if by > 0 else len(ids)
        start = ids.index(now.passage_id) if now.passage_id in ids else nowhere
        place = (start + by) % len(rows)
        row = rows[place]
        self._selection.show_passage(row.article_id, row.passage_id, now.claim_id)
        self._selection.choose_text(row.start, row.start)
        said = (
            tr("Passage {n} of {total} of claim {claim}")
            if place == start + by
            else tr("Round again: passage {n} of {total} of claim {claim}")
        )
        self._say(said.format(n=place + 1, total=len(rows), claim=self._number(now.claim_id)))

    def _linked(self, place: Place, choice: Choice) -> None:
        self._last = choice
        if choice.claim_id is None:
            self._add(choice.new_text or place.quote, place, _bearing(choice))
            self._form.edit_text()
            return
        number = self._number(choice.claim_id)
        passage_id = self._project.do(
            tr("Link to claim {n}", n=number),
            partial(link_place, place=place, claim_id=choice.claim_id, bearing=_bearing(choice)),
        )
        if passage_id is not None:
            self._selection.choose_passage(passage_id, choice.claim_id)
            self._say(tr("Linked to claim {n}", n=number))

    def _add(self, text: str, place: Place | None, bearing: Bearing) -> None:
        made = self._project.do(
            tr("New claim"), partial(add_claim, text=text, place=place, bearing=bearing)
        )
        if made is not None:
            claim_id, passage_id = made
            self._list.clear_filter()
            self._selection.choose_passage(passage_id, claim_id)
            self._say(tr("New claim {n}", n=self._number(claim_id)))

    def _place(self) -> Place | None:
        """Return the selected text, or else the current passage."""
        now = self._selection.now
        if now.article_id is None:
            return None
        row = self._project.read(articles.row, now.article_id)
        if row is None:
            return None
        start, end = now.start, now.end
        if not now.has_text:
            standing = now.passage_id and self._project.read(passages.row, now.passage_id)
            if not standing or standing.version_id != row.version_id:
                return None
            start, end = standing.start, standing.end
        quote = self._project.read(articles.text, row.version_id)[start:end]
        return Place(row.id, row.version_id, start, end, " ".join(quote.split()))

    def _go(self, row: ClaimRow) -> None:
        links = self._project.read(passages.links, row.id)
        here = self._selection.now.article_id
        first = next((one for one in links if one.article_id == here), None)
        target: LinkRow | None = first or next(iter(links), None)
        if target is None:
            self._selection.choose_claim(row.id)
        else:
            self._selection.show_passage(target.article_id, target.passage_id, row.id)
        said = tr("Claim {n}, {verdict}", n=row.number, verdict=verdict_word(row.verdict).lower())
        self._say(said)

    def _chosen(self) -> list[Id]:
        now = self._selection.now.claim_id
        chosen = self._list.chosen()
        return chosen if now in chosen or now is None else [now]

    def _on_decided(self, verdict: Verdict) -> None:
        claim_id = self._selection.now.claim_id
        if claim_id is not None:
            self._say_verdict([claim_id], verdict)

    def _say_verdict(self, ids: list[Id], verdict: Verdict) -> None:
        word = verdict_word(verdict).lower()
        self._say(tr("{claims} {verdict}", claims=self._named(ids), verdict=word))

    def _named(self, ids: list[Id]) -> str:
        if len(ids) == 1:
            return tr("Claim {n}", n=self._number(ids[0]))
        return count(len(ids), "{n} claim", "{n} claims")

    def _number(self, claim_id: Id) -> int:
        return self._project.read(claims.number, claim_id) or 0

    def _on_switched(self) -> None:
        self._last = None

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def _bearing(choice: Choice) -> Bearing:
    return Bearing(choice.stance, choice.voice, choice.speaker)
