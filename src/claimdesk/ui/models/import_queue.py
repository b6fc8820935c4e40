"""The files that are about to become articles, and what is known of each."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from claimdesk.core.model import Id, Original, ReadArticle
from claimdesk.exchange.intake import Reading
from claimdesk.exchange.readers import Wish
from claimdesk.exchange.readers.kinds import kind_of
from claimdesk.ui.base.words import tr
from claimdesk.ui.models.row_table import Column, RowTable

AS_IT_IS = Wish()
"""How a file is read unless the reviewer wishes otherwise."""


class State(Enum):
    """How far a file has come."""

    WAITING = "waiting"
    READY = "ready"
    THERE = "there"
    TWICE = "twice"
    BAD = "bad"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Queued:
    """One file of the queue; ``there`` is the article that has its text already.

    ``sentence`` says what is wrong with it, or with which file of the queue it shares its text.
    """

    number: int
    name: str
    state: State = State.WAITING
    wish: Wish = AS_IT_IS
    article: ReadArticle | None = None
    original: Original | None = None
    sha256: bytes = b""
    there: Id | None = None
    sentence: str = ""

    @property
    def kind(self) -> str:
        """Return the kind of file it is, from its name as long as it could not be read."""
        return self.original.importer if self.original else kind_of(b"", Path(self.name).suffix).id

    @property
    def called(self) -> str:
        """Return the title, before it is known the name of the file."""
        return (self.article.title if self.article else "") or self.name


def read_as(row: Queued, reading: Reading) -> Queued:
    """Return a file of the queue with what reading it brought."""
    if reading.article is None:
        sentence = reading.trouble.sentence if reading.trouble else ""
        return Queued(row.number, row.name, State.BAD, row.wish, sentence=sentence)
    return Queued(
        row.number,
        row.name,
        State.READY,
        row.wish,
        reading.article,
        reading.original,
        reading.sha256,
    )


def queue_model() -> RowTable[Queued]:
    """Return an empty queue as a table."""
    name: Column[Queued] = Column(
        name="name",
        title=tr("File"),
        show=lambda row: row.name,
        tip=lambda row: row.called,
        said=lambda row: f"{row.name}, {state_word(row.state)}",
    )
    state: Column[Queued] = Column(
        name="state",
        title=tr("State"),
        show=lambda row: state_word(row.state),
        tip=lambda row: row.sentence,
    )
    return RowTable((name, state), lambda row: row.number)


def state_word(state: State) -> str:
    """Return what a state is called."""
    return {
        State.WAITING: tr("waiting"),
        State.READY: tr("ready"),
        State.THERE: tr("in the project"),
        State.TWICE: tr("twice here"),
        State.BAD: tr("cannot be read"),
        State.DONE: tr("imported"),
    }[state]
