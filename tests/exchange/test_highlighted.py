"""Texts cut for reports: nothing lost, nothing twice, what overlaps in lanes of its own."""

from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.core.model import (
    Agreement,
    Because,
    ClaimRow,
    Id,
    LinkRow,
    Stage,
    Stance,
    Voice,
)
from claimdesk.exchange.highlighted import Highlight, in_lanes, is_heading, paragraphs

NOBODY = (None, Because.NOT_SAID, "", "", "", None, Agreement.NOT_REVIEWED)


def a_highlight(number: int, start: int, end: int) -> Highlight:
    ids = [Id(bytes([kind]) + number.to_bytes(15, "big")) for kind in range(3)]
    claim = ClaimRow(ids[0], number, "A claim", "", Stage.OPEN, 1, *NOBODY)
    place = (Id(b"a" * 16), "An article", start, end, "")
    link = LinkRow(ids[1], ids[0], ids[2], *place, Stance.ASSERTS, Voice.NOT_SAID, "")
    return Highlight(link, claim)


def test_nested_and_crossing_highlights_get_lanes_and_are_cut_where_they_begin_and_end() -> None:
    text = "One two three four"
    lying = in_lanes([a_highlight(2, 4, 13), a_highlight(1, 0, 7), a_highlight(3, 14, 18)])
    assert [(one.claim.number, one.lane) for one in lying] == [(1, 0), (2, 1), (3, 0)]
    (pieces,) = paragraphs(text, lying)
    shown = [(one.text, [over.claim.number for over in one.over]) for one in pieces]
    assert shown == [("One ", [1]), ("two", [1, 2]), (" three", [2]), (" ", []), ("four", [3])]
    assert [[one.claim.number for one in piece.ends] for piece in pieces] == [[], [1], [2], [], [3]]
    assert pieces[1].innermost.claim.number == 1
    assert [one.claim.number for one in pieces[1].begins] == [2]


def test_a_highlight_over_paragraphs_begins_and_ends_once() -> None:
    (first, second) = paragraphs("ab\n \n\ncd\n", in_lanes([a_highlight(1, 1, 9)]))
    assert [(one.text, len(one.begins), len(one.ends)) for one in first + second] == [
        *(("a", 0, 0), ("b", 1, 0), ("cd", 0, 1)),
    ]


@example("aa \na", [(2, 3)])
@example("a\n aa", [(0, 3)])
@given(
    st.text("ab \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12)), max_size=8),
)
def test_no_letter_is_lost_and_each_lies_under_what_covers_it(
    text: str, places: list[tuple[int, int]]
) -> None:
    ends = [(start, min(len(text), start + length)) for start, length in places]
    words = [(start, end) for start, end in ends if text[start:end].strip()]
    lying = in_lanes(a_highlight(n, *place) for n, place in enumerate(words, 1))
    found = list(paragraphs(text, lying))
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(piece.text for piece in pieces) for pieces in found] == lines
    shown = [piece for pieces in found for piece in pieces]
    for kind in ("begins", "ends"):
        named = sorted(one.claim.number for piece in shown for one in getattr(piece, kind))
        assert named == sorted(one.claim.number for one in lying)
    starts = [i for i, line in enumerate(text.split("\n")) if line.strip()]
    for line, pieces in zip(starts, found, strict=True):
        at = sum(len(one) + 1 for one in text.split("\n")[:line])
        for piece in pieces:
            covering = [one for one in lying if one.start < at + len(piece.text) and one.end > at]
            assert {one.claim.number for one in piece.over} == {n.claim.number for n in covering}
            assert len({one.lane for one in piece.over}) == len(piece.over)
            at += len(piece.text)


def test_a_heading_is_a_short_line_without_an_end_mark_or_a_colon() -> None:
    assert is_heading("What is at stake")
    assert not any(map(is_heading, ("It is.", "Photo: archive", "", "Long words " * 9)))
