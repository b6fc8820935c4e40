"""Find what says again what a claim says, in all articles, and link or dismiss each place."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from claimdesk.core.change import Change
from claimdesk.core.model import ClaimRow, Id
from claimdesk.exchange.progress import Tick
from claimdesk.store import articles, claims, dismissals, repeats
from claimdesk.store.repeats import Repeat
from claimdesk.store.store import Reader, Session
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.words import count, tr
from claimdesk.ui.commands.beside import Beside
from claimdesk.ui.commands.edits import Bearing, Place, link_place
from claimdesk.ui.dialogs.repeats import LinkWish, Repeats
from claimdesk.ui.models.repeat_rows import Article


class RepeatCommands:
    """The handler of Tools > Find repeats, and what its window asks for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._project = desk.project
        self._beside = Beside(desk, self._made)
        self._found: Sequence[Repeat] = ()
        desk.project.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each action of this group does."""
        return {"tools.repeats": self.find}

    def find(self) -> None:
        """Look through all articles in the background."""
        path = self._project.path
        if path is not None:
            done, viewer = partial(self._on_found, path), self._project.reviewer_id
            self._desk.tasks.start(tr("Looking for repeats"), find, path, viewer, done=done)

    def _on_found(self, path: Path, found: Sequence[Repeat]) -> None:
        if path != self._project.path:
            return
        self._found = found
        dialog = self._beside.show()
        self._refresh(dialog)
        self._say(dialog.headline.text() or dialog.empty.text())

    def _made(self) -> Repeats:
        dialog = Repeats(self._project.why_read_only, self._desk.window)
        dialog.link_wanted.connect(self._link)
        dialog.dismiss_wanted.connect(self._dismiss)
        dialog.go_wanted.connect(self._go)
        return dialog

    def _link(self, wish: LinkWish) -> None:
        bearing = Bearing(wish.stance, wish.voice, wish.speaker)
        number = len(wish.repeats)
        label = count(number, "Link passage to claim", "Link {n} passages to claims")
        if number and len({one.claim_id for one in wish.repeats}) == 1:
            claim = self._project.read(claims.number, wish.repeats[0].claim_id)
            label = tr("Link to claim {n}", n=claim)
            if number > 1:
                done = tr("Link {n} passages", n=number)
                label = tr("{done} to claim {claim}", done=done, claim=claim)
        if self._project.did(label, partial(link_all, found=wish.repeats, bearing=bearing)):
            self._say(count(number, "{n} passage linked", "{n} passages linked"))

    def _dismiss(self, found: Sequence[Repeat]) -> None:
        label = count(len(found), "Dismiss suggestion", "Dismiss {n} suggestions")
        if self._project.did(label, partial(dismiss_all, found=found)):
            self._say(count(len(found), "{n} place dismissed", "{n} places dismissed"))

    def _go(self, repeat: Repeat) -> None:
        selection = self._desk.selection
        selection.choose_article(repeat.article_id)
        selection.choose_claim(repeat.claim_id)
        selection.choose_text(repeat.start, repeat.end)

    def _refresh(self, dialog: Repeats) -> None:
        left, rows, texts = self._project.read(_about, self._found)
        dialog.show_found(left, rows, texts)

    def _on_changed(self, _change: Change) -> None:
        if self._beside.dialog is not None:
            self._refresh(self._beside.dialog)

    def _say(self, text: str) -> None:
        self._desk.announcer.say(self._desk.window, text)


def find(path: Path, viewer: Id, progress: Tick) -> list[Repeat]:
    """Look through all articles with a connection of its own."""
    with Reader(path, viewer=viewer) as reader:
        return repeats.find(reader.read, progress)


def link_all(session: Session, found: Sequence[Repeat], bearing: Bearing) -> None:
    """Make passages of places and link each to its claim."""
    for one in found:
        place = Place(one.article_id, one.version_id, one.start, one.end, "")
        link_place(session, place, one.claim_id, bearing)


def dismiss_all(session: Session, found: Sequence[Repeat]) -> None:
    """Say of places that they do not repeat their claims."""
    for one in found:
        dismissals.dismiss(session, one.claim_id, one.version_id, one.start, one.end)


def _about(
    session: Session, found: Sequence[Repeat]
) -> tuple[list[Repeat], dict[Id, ClaimRow], dict[Id, Article]]:
    left = repeats.still_open(session, found)
    wanted = {one.claim_id for one in left}
    rows = {one: row for one in wanted if (row := claims.row(session, one)) is not None}
    titles = {row.version_id: row.title for row in articles.rows(session)}
    versions = {one.version_id for one in left}
    texts = {one: Article(titles[one], articles.text(session, one)) for one in versions}
    return left, rows, texts
