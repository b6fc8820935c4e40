"""No export holds what others decided on a claim I have not judged, and each says so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claimdesk.core.model import Opinion, ReviewerRow, Verdict
from claimdesk.exchange import formats, history_csv, parties_csv
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store import adjudications, assessments, claims, projects
from claimdesk.store.chronicle import Wish
from claimdesk.store.store import Reader, Session, Store

ALL = Choice(reviewed=False)
REASON = "Seven wind gauges say so"
OTHER = ReviewerRow(b"o" * 16, "Omar Bell", "OB")  # type: ignore[arg-type]  # any id will do
Load = Callable[..., LoadReport]


@pytest.fixture
def path(new_store: Callable[[], Store], load: Load, whole: dict[str, Any]) -> Path:
    """A blind project in which somebody else has judged and settled every claim."""
    whole["assignments"] = []  # who is not asked sees a claim once all who are asked have judged it
    store = new_store()
    load(store, whole)
    store.close()

    def judge(session: Session) -> None:
        ids = [row.id for row in claims.rows(session)]
        assessments.decide(session, ids, Verdict.DENIED)
        for one in ids:
            assessments.describe(session, one, reason=REASON)
        adjudications.decide(session, ids, Opinion(Verdict.DENIED, reason=REASON))

    with Store.open(store.path, OTHER, durable=False) as other:
        other.run("Judge", judge)
        other.run("Blind", lambda session: projects.set_blind(session, blind=True))
    return store.path


def exported(path: Path, viewer: ReviewerRow, folder: Path) -> Iterator[tuple[str, Any, bytes]]:
    """Yield what some formats write for somebody; all are asked in ``test_formats``."""
    folder.mkdir()
    with Reader(path, viewer=viewer.id) as reader:
        for name in ("csv", "markdown", "review", "qdc"):
            inside = folder / name
            inside.mkdir()
            place = FORMATS[name].place_in(inside, "a")
            written = reader.read(formats.export, name, place, ALL)
            yield name, written, b"".join(one.read_bytes() for one in written.files.values())


def test_an_export_in_which_verdicts_are_left_out_says_so(
    path: Path, me: ReviewerRow, tmp_path: Path
) -> None:
    for name, written, data in exported(path, me, tmp_path / "mine"):
        assert REASON.encode() not in data, name
        assert written.remarks[-1].startswith("Blind review: "), name


def test_who_has_judged_exports_it_all_and_nothing_is_said(path: Path, tmp_path: Path) -> None:
    for name, written, data in exported(path, OTHER, tmp_path / "theirs"):
        assert REASON.encode() in data, name
        assert not [one for one in written.remarks if one.startswith("Blind")], name


def test_the_tables_of_history_and_parties_keep_it_too(
    path: Path, me: ReviewerRow, tmp_path: Path
) -> None:
    for who, is_there in ((me, False), (OTHER, True)):
        with Reader(path, viewer=who.id) as reader:
            target = tmp_path / f"{who.initials}.csv"
            reader.read(history_csv.write_history, target, Wish())
            assert (REASON in target.read_text("utf-8-sig")) is is_there
            reader.read(parties_csv.write_parties, target, None)
            assert ("denied" in target.read_text("utf-8-sig").lower()) is is_there
