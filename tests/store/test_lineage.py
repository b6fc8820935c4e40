"""Who has seen what among the entries of one record, however they branch and meet."""

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.store import projection, revisions
from store.test_projection import History


@given(st.lists(st.lists(st.integers(0, 30), max_size=3), max_size=30), st.data())
def test_who_has_seen_what_is_as_the_parents_say(
    parents: list[list[int]], data: st.DataObject
) -> None:
    """However histories branch and meet, the runs they are kept in tell the same as the parents."""
    history = History()
    for wanted in parents:
        on = [history.entries[i % len(history.entries)] for i in wanted if history.entries]
        history.write("put", {"text": "x"}, *{one.id: one for one in on}.values())
    line = projection._Lineage.of(history.entries)
    places = range(len(line.entries))
    members = sorted(data.draw(st.sets(st.sampled_from(places)))) if places else []
    chosen = {line.entries[i].id for i in members}
    below = [revisions.ancestors(history.entries, {one}) - {one} for one in chosen]
    seen = set().union(*below)
    is_seen = line.seen_by(members)
    assert [line.entries[i].id in seen for i in places] == [is_seen(i) for i in places]
    assert line.latest(members) == [i for i in members if line.entries[i].id not in seen]


def test_a_record_changed_very_often_is_a_single_run() -> None:
    history = History()
    last = history.write("put", {"text": "0"})
    for number in range(1, 500):
        last = history.write("put", {"text": str(number)}, last)
    assert len(projection._Lineage.of(history.entries).above) == 1
    assert projection.project(history.entries).state == {"text": "499"}
