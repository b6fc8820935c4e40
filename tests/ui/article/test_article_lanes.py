"""The laws of lanes, heights and shape: what must hold for every text and every highlight."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.model import HighlightRow, Id, Stance, Verdict
from claimdesk.core.positions import Positions
from claimdesk.ui.article.heights import Heights
from claimdesk.ui.article.lanes import Span, SpanIndex, reading_order
from claimdesk.ui.article.shape import PIECE, shape_of

STARTS = list(range(0, 200, 20))

stretches = st.lists(
    st.tuples(st.integers(0, 198), st.integers(1, 60)).map(lambda s: (s[0], min(199, sum(s)))),
    max_size=25,
)


def span(number: int, start: int, end: int, verdict: Verdict | None = None) -> Span:
    row = HighlightRow(
        Id(b"p%d" % number), start, end, Id(b"c%d" % number), number, verdict, Stance.ASSERTS
    )
    return Span(row, start, end)


def spans(stretches: list[tuple[int, int]]) -> list[Span]:
    return [span(number, start, end) for number, (start, end) in enumerate(stretches)]


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def no_two_share_a_lane(index: SpanIndex) -> bool:
    return not any(overlap(a, b) and a.lane == b.lane for a, b in combinations(index, 2))


@given(stretches)
def test_overlapping_highlights_never_share_a_lane_after_loading(
    places: list[tuple[int, int]],
) -> None:
    index = SpanIndex(STARTS)
    index.become(spans(places))
    assert no_two_share_a_lane(index)


@given(stretches)
def test_a_load_needs_no_more_lanes_than_the_text_is_deep(places: list[tuple[int, int]]) -> None:
    index = SpanIndex(STARTS)
    index.become(spans(places))
    deepest = max((len(index.at(position)) for position in range(200)), default=0)
    assert {s.lane for s in index} <= set(range(deepest))


@given(stretches, st.lists(st.integers(0, 9), max_size=6))
def test_what_is_taken_in_little_by_little_is_what_is_taken_in_at_once(
    places: list[tuple[int, int]], looks: list[int]
) -> None:
    whole, lazy = SpanIndex(STARTS), SpanIndex(STARTS)
    whole.become(spans(places))
    ordered = sorted(spans(places), key=reading_order)
    lazy.load(one for one in ordered for _ in range(2))

    def inside(index: SpanIndex, paragraph: int) -> list[tuple[int, int]]:
        return [(one.number, one.lane) for one in index.inside(paragraph)]

    for paragraph in looks:
        assert inside(lazy, paragraph) == inside(whole, paragraph)
    if any(start >= 100 for start, _ in places) and not any(look > 4 for look in looks):
        lazy.take_in(4)
        assert not lazy.is_whole
    assert len(lazy) == len(whole)
    assert lazy.is_whole
    assert [inside(lazy, n) for n in range(10)] == [inside(whole, n) for n in range(10)]


@given(stretches, stretches)
def test_adding_highlights_never_moves_others(
    first: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    index = SpanIndex(STARTS)
    index.become(spans(first))
    before = {s.key: s.lane for s in index}
    index.become(spans(first + more))
    assert {s.key: s.lane for s in index if s.key in before} == before
    assert no_two_share_a_lane(index)


@given(stretches, stretches)
def test_removing_leaves_exactly_the_wanted_highlights_in_their_lanes(
    first: list[tuple[int, int]], later: list[tuple[int, int]]
) -> None:
    index = SpanIndex(STARTS)
    index.become(spans(first))
    before = {(s.key, s.start, s.end): s.lane for s in index}
    index.become(spans(later))
    assert {(s.start, s.end, s.number) for s in index} == {
        (start, end, number) for number, (start, end) in enumerate(later)
    }
    for s in index:
        assert before.get((s.key, s.start, s.end), s.lane) == s.lane
    assert no_two_share_a_lane(index)


@given(stretches, st.sets(st.integers(0, 24)), st.sets(st.integers(0, 24)))
def test_replacing_the_highlights_of_some_claims_leaves_all_others_in_place(
    places: list[tuple[int, int]], moved: set[int], gone: set[int]
) -> None:
    index = SpanIndex(STARTS)
    index.become(spans(places))
    lanes = {s.key: (s.start, s.end, s.lane) for s in index}
    wanted = [span(n, n, n + 9) for n in moved - gone]
    touched = index.replace([Id(b"c%d" % n) for n in moved | gone], wanted)
    stayed = {s.key for s in spans(places) if s.row.number not in moved | gone}
    assert {s.key for s in index} == stayed | {s.key for s in wanted}
    assert {s.key: (s.start, s.end, s.lane) for s in index if s.key in stayed} == {
        key: lanes[key] for key in stayed
    }
    assert not {s.key for s in touched} & stayed
    assert no_two_share_a_lane(index)
    for s in index:
        assert index.of(s.row.passage_id) == [s]
    assert all(not index.of(Id(b"c%d" % n)) for n in gone - moved)


@given(stretches)
def test_highlights_under_a_character_come_innermost_first(places: list[tuple[int, int]]) -> None:
    index = SpanIndex(STARTS)
    index.become(spans(places))
    for position in range(0, 200, 7):
        found = index.at(position)
        assert {s.number for s in found} == {
            number for number, (start, end) in enumerate(places) if start <= position < end
        }
        lengths = [s.end - s.start for s in found]
        assert lengths == sorted(lengths)


def test_a_change_of_verdict_alone_touches_only_that_highlight() -> None:
    index = SpanIndex(STARTS)
    index.become([span(1, 0, 9), span(2, 3, 30)])
    changed = index.become([span(1, 0, 9), span(2, 3, 30, Verdict.DENIED)])
    assert [s.number for s in changed] == [2]
    assert changed[0].row.verdict is Verdict.DENIED
    assert changed[0].lane == 1


def test_two_claims_on_one_passage_lie_in_two_lanes_in_order_of_their_numbers() -> None:
    index = SpanIndex(STARTS)
    rows = [HighlightRow(Id(b"p"), 5, 25, Id(b"c%d" % n), n, None, Stance.ASSERTS) for n in (2, 1)]
    index.become(Span(row, 5, 25) for row in rows)
    assert [(s.number, s.lane) for s in index.at(5)] == [(1, 0), (2, 1)]


heights = st.lists(st.floats(0, 500).map(round).map(float), max_size=60).map(lambda few: few * 9)


@given(heights, st.lists(st.tuples(st.integers(0, 539), st.integers(0, 300)), max_size=20))
def test_sums_of_heights_are_right_after_any_measuring(
    start: list[float], changes: list[tuple[int, int]]
) -> None:
    tree, plain = Heights(start), list(start)
    for i, height in changes:
        if i < len(plain):
            assert tree.set(i, height) == height - plain[i]
            plain[i] = height
    assert [tree.top(i) for i in range(len(plain) + 1)] == [
        sum(plain[:i]) for i in range(len(plain) + 1)
    ]
    assert tree.tops() == [tree.top(i) for i in range(len(plain) + 1)]
    assert tree.total == sum(plain)
    assert [tree[i] for i in range(len(tree))] == plain


@given(st.lists(st.integers(1, 300), min_size=1, max_size=60), st.floats(0, 200_000))
def test_the_paragraph_at_a_height_covers_it(few: list[int], y: float) -> None:
    start = few * 9
    tree = Heights(map(float, start))
    i, top = tree.at(y)
    assert top == sum(start[:i])
    assert top <= y
    assert y < top + start[i] or i == len(start) - 1


texts = st.text(
    st.sampled_from("ab \n\u00e9\u0301\u05d0\u0627\U0001f1fa\U0001f1f8\U0001f468\u200d"),
    max_size=200,
)


@given(texts)
def test_paragraphs_cover_the_text_exactly(text: str) -> None:
    positions = Positions(text)
    shape = shape_of(text, positions)
    assert shape.shown == text
    assert [s + n for s, n in zip(shape.starts, shape.lengths, strict=True)] == [
        *(start - 1 for start in shape.starts[1:]),
        positions.utf16_length,
    ]


def test_a_very_long_paragraph_is_cut_at_blanks_and_keeps_its_length() -> None:
    text = "\U0001f6a8 " + "word " * 10_000
    positions = Positions(text)
    shape = shape_of(text, positions)
    assert len(shape.shown) == len(text)
    assert shape.shown.replace("\n", " ") == text
    assert max(shape.lengths) <= 2 * PIECE
    assert shape.joined == frozenset(range(len(shape.starts) - 1))


def test_a_long_word_is_not_cut() -> None:
    text = "x" * 50_000
    assert shape_of(text, Positions(text)).shown == text


def test_short_lines_before_a_long_paragraph_are_headings() -> None:
    body = "This is the first sentence of a paragraph. " * 4
    text = f"Strategic shift\n\n{body}\nHe said so.\nsmall words\nSee http://a.b\n{body}"
    assert shape_of(text, Positions(text)).headings == frozenset({0})


def test_paragraphs_with_right_to_left_letters_are_known() -> None:
    text = "plain\nقال الرئيس\ncaf\u00e9\nעיר"
    assert shape_of(text, Positions(text)).mixed == frozenset({1, 3})
