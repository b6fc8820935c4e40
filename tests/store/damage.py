"""A project with a busy history, and copies of it with pages lost."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from claimdesk.core.model import Subject, Verdict
from claimdesk.store import (
    assessments,
    claims,
    notes,
)
from store.conftest import Opener, Review
from store.world import OTHER, a_link, an_article, do

PAGE = 4096
LONG = "".join(f"Line {number} of a long report.\n" for number in range(900))


@dataclass(frozen=True)
class Damage:
    """A sound project, and a way to damage copies of it."""

    sound: Path
    target: Path

    @property
    def data(self) -> bytearray:
        return bytearray(self.sound.read_bytes())

    def damaged(self, data: bytes | bytearray) -> Path:
        path = self.sound.with_name("damaged.claimdesk")
        path.write_bytes(data)
        self.target.unlink(missing_ok=True)
        return path

    def pages(self, like: str) -> list[int]:
        """Return the pages (from 0) a table or an index lies in."""
        with closing(sqlite3.connect(self.sound)) as connection:
            (root,) = connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name=?", (like,)
            ).fetchone()
        return [root - 1]

    def history_pages(self) -> list[int]:
        """Return the pages that hold history entries, the oldest first."""
        data, found = self.data, []
        for place in range(PAGE, len(data), PAGE):
            page = bytes(data[place : place + PAGE])
            if page[0] == 13 and (b'{"' in page) and (b"put" in page):
                found.append(place // PAGE)
        return found

    def without_page(self, *numbers: int) -> Path:
        data = self.data
        for number in numbers:
            data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
        return self.damaged(data)


def a_sound_one(review: Review, opened: Opener, tmp_path: Path) -> Damage:
    """Several openings by two people, a long text, edits, removals and an undo."""
    store = review.store
    version = an_article(store, LONG, "Report")
    made = [do(store, claims.add, f"Claim number {n} of the report.") for n in range(40)]
    for number, claim_id in enumerate(made):
        a_link(store, claim_id, version, f"Line {number} of")
    do(store, notes.add, Subject.CLAIM, made[0], store.reviewer_id, "A remark.")
    store.close()
    store = opened(who=OTHER)
    do(store, assessments.decide, made[:20], Verdict.DENIED)
    _, change = store.run("Edit", lambda session: claims.remove(session, made[30:35]))
    do(store, claims.change, made[5], text="A better wording of claim five.")
    store.revert(change)
    store.close()
    store = opened()
    do(store, claims.remove, made[36:38])
    do(store, assessments.decide, made[10:25], Verdict.CONFIRMED)
    store.close()
    return Damage(review.path, tmp_path / "salvaged.claimdesk")
