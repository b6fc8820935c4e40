"""Adding, changing and removing records, whatever their kind."""

import pytest

from claimdesk.core.ids import new_id
from claimdesk.core.model import Id
from claimdesk.store import keep
from claimdesk.store.store import Session
from claimdesk.store.tables import Claim, Tag
from store.conftest import Review
from store.world import do, refusal


def test_a_record_is_put_found_changed_and_removed(review: Review) -> None:
    def edit(session: Session) -> None:
        tag = keep.put(session, Tag, new_id(), name="a", color="red")
        assert keep.live(session, Tag, tag) == {"name": "a", "color": "red", "deleted": 0}
        keep.change(session, Tag, tag, name="b")
        assert keep.find(session, Tag, tag) == {"name": "b", "color": "red", "deleted": 0}
        keep.remove(session, Tag, tag)
        assert keep.find(session, Tag, tag) is None
        keep.put(session, Tag, tag, name="c")
        assert keep.live(session, Tag, tag) == {"name": "c", "color": "", "deleted": 0}
        keep.put(session, Tag, tag, name="d")
        assert keep.live(session, Tag, tag)["name"] == "c"

    do(review.store, edit)


def test_what_is_not_there_is_neither_changed_nor_removed(review: Review) -> None:
    nobody = Id(b"?" * 16)
    assert "not there any more" in refusal(lambda: review.store.read(keep.live, Tag, nobody))
    refusal(lambda: do(review.store, keep.change, Tag, nobody, name="x"))
    refusal(lambda: do(review.store, keep.remove, Tag, nobody))


def test_places_go_on_after_the_last_one_even_if_it_was_removed(review: Review) -> None:
    def edit(session: Session) -> list[str]:
        keep.remove(session, Claim, review.second)
        return [keep.next_position(session, Claim) for _ in range(3)]

    places = do(review.store, edit)
    last = review.store.read(
        lambda session: session.sqlite.execute("SELECT max(position) FROM claim").fetchone()[0]
    )
    assert places == sorted(places)
    assert len(set(places)) == 3
    assert last < places[0]


def test_only_the_fields_a_subject_names_may_be_set() -> None:
    keep.check_names({"a": 1}, frozenset(("a", "b")))
    with pytest.raises(TypeError, match="no such field: c, d"):
        keep.check_names({"d": 1, "a": 1, "c": 1}, frozenset(("a", "b")))
