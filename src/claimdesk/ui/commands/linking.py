"""How passages stand to their claim: stance, voice and speaker, of one link or of several."""

from collections.abc import Callable, Sequence
from functools import partial

from claimdesk.core.model import Id, LinkRow, Stance, Voice
from claimdesk.store import claims, passages
from claimdesk.store.store import Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.forms import take_keyboard
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.candidates import for_text
from claimdesk.ui.dialogs.claims.link import Choice, LinkPicker
from claimdesk.ui.models.terms import stance_word, voice_word
from claimdesk.ui.panes.claim_form import ClaimFormPane
from claimdesk.ui.panes.passage_list import PassageBox


class LinkCommands:
    """The handlers for the links of the current claim, chosen in its list or in the text."""

    def __init__(self, desk: Desk, form: ClaimFormPane) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._form = form

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            **{f"link.{one}": partial(self.use_stance, one) for one in Stance},
            **{f"link.voice_{one or 'none'}": partial(self.use_voice, one) for one in Voice},
            "link.speaker": self.ask_speaker,
            "link.also": self.link_also,
        }

    def use_stance(self, stance: Stance) -> None:
        """Say what the chosen passages do with the claim."""
        word = stance_word(stance).lower()
        label = tr("Mark link as “{stance}”", stance=word)
        self._change(label, word, partial(passages.change_links, stance=stance))

    def use_voice(self, voice: Voice) -> None:
        """Say in whose voice the chosen passages speak."""
        word = tr("voice: {voice}", voice=voice_word(voice).lower())
        edit = partial(passages.change_links, voice=voice)
        self._change(tr("Change voice of a link"), word, edit)

    def ask_speaker(self) -> None:
        """Go to the field for the speaker of the chosen passages."""
        self._form.go_to_section("passages")
        self._form.go_to(self._box.speaker.line)
        self._box.speaker.line.selectAll()

    def link_also(self) -> None:
        """Choose another claim that the chosen passages belong to, too."""
        self._form.commit()
        rows = self._chosen()
        if not rows:
            return
        first = rows[0]
        passage = self._project.read(passages.row, first.passage_id)
        version_id = passage.version_id if passage is not None else None
        candidates = for_text(self._desk, first.quote, version_id)
        quote = " … ".join(row.quote for row in rows)
        last = Choice(None, "", first.stance, first.voice, first.speaker)
        speakers = self._project.read(passages.speakers)
        picker = LinkPicker(
            candidates, quote, self._desk.theme, self._desk.window, last=last, speakers=speakers
        )
        picker.chosen.connect(partial(self._linked, [row.passage_id for row in rows]))
        picker.open()
        take_keyboard(picker)

    def _linked(self, passage_ids: Sequence[Id], choice: Choice) -> None:
        def edit(session: Session) -> Id:
            claim_id = choice.claim_id or claims.add(session, choice.new_text)
            said = (choice.stance, choice.voice, choice.speaker)
            passages.link_all(session, claim_id, passage_ids, *said)
            return claim_id

        number = len(passage_ids)
        label = count(number, "Link passage to claim", "Link {n} passages to claims")
        claim_id = self._project.do(label, edit)
        if claim_id is not None:
            self._selection.choose_passage(passage_ids[0], claim_id)
            claim = self._project.read(claims.number, claim_id) or 0
            linked = count(number, "{n} passage linked", "{n} passages linked")
            self._say(tr("{linked} to claim {claim}", linked=linked, claim=claim))

    def _change(self, label: str, said: str, edit: Callable[..., None]) -> None:
        self._form.commit()
        rows = self._chosen()
        ids = [row.id for row in rows]
        if ids and self._project.did(label, partial(edit, link_ids=ids)):
            named = count(len(ids), "{n} passage", "{n} passages")
            self._say(tr("{passages}: {said}", passages=named, said=said))

    def _chosen(self) -> list[LinkRow]:
        """Return the links chosen in the list, or that of the passage pointed at."""
        now = self._selection.now
        chosen = self._box.chosen()
        if now.passage_id is None or now.passage_id in [row.passage_id for row in chosen]:
            return chosen
        rows = self._project.read(passages.links, now.claim_id) if now.claim_id else []
        return [row for row in rows if row.passage_id == now.passage_id]

    @property
    def _box(self) -> PassageBox:
        box = self._form.form.sections.named("passages").part
        assert isinstance(box, PassageBox)  # noqa: S101 - by the table of sections
        return box

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)
