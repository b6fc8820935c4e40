"""Search in the whole project: in the background, shown while it is typed, stepped through."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from claimdesk.core.change import Change
from claimdesk.core.model import Id, Subject
from claimdesk.core.query import QueryError
from claimdesk.core.seeking import seeker
from claimdesk.exchange.progress import Tick
from claimdesk.store import articles, evidence, passages
from claimdesk.store.corpus import Corpus, Field, Group, Place, Still
from claimdesk.store.store import Reader
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.commands.found import FoundCommands
from claimdesk.ui.dialogs.project_search import ProjectSearch, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, or the sentence on why nothing can be."""

    groups: tuple[Group, ...] = ()
    trouble: str = ""


class SearchCommands:
    """The handlers of searching in the project, and of going from hit to hit."""

    def __init__(self, desk: Desk, found: FoundCommands) -> None:
        self._desk = desk
        self._project = desk.project
        self._selection = desk.selection
        self._found = found
        self._beside = Beside(desk, self._made)
        self._asked: Question | None = None
        desk.project.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {
            "edit.find_project": self.show,
            "edit.next_found": partial(self.step, 1),
            "edit.previous_found": partial(self.step, -1),
        }

    def show(self) -> ProjectSearch:
        """Show the search, with the selected words as a first guess."""
        dialog = self._beside.show()
        dialog.open_with(self._selected())
        return dialog

    def step(self, by: int) -> None:
        """Go to the next or the previous hit; with no search, begin one."""
        if self._beside.dialog is None:
            self.show()
        else:
            self._beside.dialog.step(by)

    def _made(self) -> ProjectSearch:
        dialog = ProjectSearch(not self._project.why_read_only, self._desk.window)
        dialog.wanted.connect(self._ask)
        dialog.go_wanted.connect(self._go)
        dialog.mark_wanted.connect(self._mark)
        dialog.finished.connect(self._on_finished)
        return dialog

    def _ask(self, question: Question) -> None:
        self._asked = question
        path = self._project.path
        if path is not None:
            still = partial(self._is_wanted, question)
            work = partial(find, self._desk.memory.corpus, path, self._project.reviewer_id)
            done = partial(self._on_answered, question)
            self._desk.tasks.start(tr("Searching"), work, question, still, done=done, quiet=True)

    def _is_wanted(self, question: Question) -> bool:
        """Return whether an answer is still of use; asked from another thread."""
        return self._asked is question

    def _on_answered(self, question: Question, answer: Answer) -> None:
        shown = self._beside.dialog
        if shown is not None and self._asked is question:
            shown.show_found(answer.groups, answer.trouble)
            self._desk.announcer.say(shown, shown.count.text())

    def _go(self, place: Place) -> None:
        source = place.source
        match source.subject:
            case Subject.ARTICLE:
                self._selection.choose_article(source.leads_to)
                if place.field is Field.TEXT:
                    self._selection.choose_text(place.hit.start, place.hit.end)
            case Subject.CLAIM:
                self._selection.choose_claim(source.leads_to)
            case Subject.PASSAGE:
                self._go_to_passage(source.leads_to)
            case _:
                links = self._project.read(evidence.links, evidence_id=source.leads_to)
                if links:
                    self._selection.choose_claim(links[0].claim_id)
                else:
                    self._say(tr("No claim has this evidence"))

    def _go_to_passage(self, passage_id: Id) -> None:
        row = self._project.read(passages.row, passage_id)
        if row is not None:
            self._selection.show_passage(row.article_id, row.id, self._selection.now.claim_id)

    def _mark(self, group: Group) -> None:
        row = None if group.source is None else self._project.read(articles.row, group.source.id)
        if row is not None and self._asked is not None:
            self._selection.choose_article(row.id)
            hits = [(one.hit.start, one.hit.end) for one in group.places if one.field is Field.TEXT]
            self._found.offer(row.version_id, hits)

    def _selected(self) -> str:
        now = self._selection.now
        if not now.has_text or now.article_id is None:
            return ""
        row = self._project.read(articles.row, now.article_id)
        if row is None:
            return ""
        words = self._project.read(articles.text, row.version_id)[now.start : now.end]
        return " ".join(words.split()) if "\n" not in words.strip() else ""

    def _on_changed(self, _change: Change) -> None:
        if self._beside.dialog is not None:
            self._beside.dialog.ask()

    def _on_finished(self) -> None:
        self._asked = None

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def find(
    corpus: Corpus, path: Path, viewer: Id, question: Question, still: Still, _progress: Tick
) -> Answer:
    """Look for something through what is kept in memory, after what was changed is read again."""
    try:
        seek = seeker(question.text, question.mode)
        if seek is None:
            return Answer()
        if not corpus.is_fresh:
            with Reader(path, viewer=viewer) as reader:
                corpus.refresh(reader, still)
        return Answer(tuple(corpus.find(seek, question.kinds, still)) if still() else ())
    except QueryError as error:
        return Answer(trouble=str(error))
