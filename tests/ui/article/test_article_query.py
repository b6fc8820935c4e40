"""What a query means: its words whatever they are written with, whole words, expressions."""

from contextlib import suppress
from unicodedata import normalize

import pytest
import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claimdesk.core.positions import Positions
from claimdesk.core.query import Query, QueryError, pattern_of
from claimdesk.core.text import grapheme_ceil, grapheme_floor
from claimdesk.ui.article.find import Search

ACUTE, SOFT_HYPHEN = "\u0301", "\u00ad"
LETTERS = "aAeEéÉcsSßẞoœŒlłŁиИйЙё"
TEXT = st.text(LETTERS + ACUTE + SOFT_HYPHEN + " \u00a0\n'’“\"-–\U0001f6a8", max_size=30)
NEEDLE = st.text("aecsoliие '\"-\U0001f6a8", min_size=1, max_size=4)
OWN = "йЙ"


def found(text: str, needle: str, **how: bool) -> list[str]:
    search = Search(text, positions := Positions(text), Query(needle, **how))
    while search.advance(50):
        pass
    places = zip(search.hits.starts, search.hits.ends, strict=True)
    return [text[positions.to_code_point(a) : positions.to_code_point(b)] for a, b in places]


def folded(text: str) -> str:
    """Fold a text as a reader would, by other means than the search does."""
    text = normalize("NFC", text.replace(SOFT_HYPHEN, ""))
    for group in ("'’", '"“', "-–"):
        text = text.replace(group[1], group[0])
    text = "".join(c if c in OWN else normalize("NFD", c) for c in text)
    text = text.casefold().replace("œ", "oe").replace("ł", "l")
    return " ".join(regex.sub(r"\p{Mn}", "", text).split(" ")).replace("\n", " ")


def squeezed(text: str) -> str:
    return regex.sub(r"\s+", " ", folded(text))


def naive(text: str, needle: str) -> list[str]:
    """Return the hits from left to right, by trying every stretch of whole graphemes."""
    wanted, hits, start = squeezed(needle.strip()), [], 0
    borders = [i for i in range(len(text) + 1) if grapheme_floor(text, i) == i]
    while start < len(text):
        ends = [i for i in borders if i > start] if start in borders else []
        fits = start in borders and text[start] != SOFT_HYPHEN
        end = next((i for i in ends if fits and squeezed(text[start:i]) == wanted), None)
        if end is None:
            start += 1
        else:
            hits.append(text[start:end])
            start = end
    return hits


@given(TEXT, NEEDLE)
@example("caf\u00e9 cafe\u0301", "cafe")
@example("Stra\u00dfe", "ss")
@example("\u0439", "\u0438")
def test_all_is_found_that_folds_to_the_query_and_nothing_else(text: str, needle: str) -> None:
    assume(needle.strip())
    assume("sss" not in needle.casefold())
    # A mark without a letter folds to nothing: where a hit then starts is a matter of taste.
    assume(not regex.search(f"(?m){SOFT_HYPHEN}{ACUTE}|^{ACUTE}", text))
    hits = found(text, needle)
    assert hits == naive(text, needle)
    assert all(squeezed(hit) == squeezed(needle.strip()) for hit in hits)


@given(
    st.text("ae\u0301\U0001f468\u200d\U0001f469\U0001f1fa\U0001f1f8\u0e01\u0e34 \n", max_size=30),
    st.text("ae\U0001f468\U0001f1fa\U0001f1f8\u0e01\u0301", min_size=1, max_size=3),
    st.booleans(),
)
def test_hits_stand_on_whole_graphemes_in_order_and_apart(
    text: str, needle: str, is_regex: bool
) -> None:
    search = Search(text, positions := Positions(text), Query(needle, is_regex=is_regex))
    assert not search.advance(1000)
    last = 0
    for start, end in zip(search.hits.starts, search.hits.ends, strict=True):
        first, stop = positions.to_code_point(start), positions.to_code_point(end)
        assert (positions.to_utf16(first), positions.to_utf16(stop)) == (start, end)
        assert grapheme_floor(text, first) == first
        assert grapheme_ceil(text, stop) == stop
        assert last <= start < end
        last = end


@pytest.mark.parametrize(
    ("needle", "text", "hits"),
    [
        ("cafe", "Caf\u00e9 cafe\u0301 CAFES", ["Caf\u00e9", "cafe\u0301", "CAFE"]),
        ("caf\u00e9", "Cafe Caf\u00e9 CAFE\u0301", ["Caf\u00e9", "CAFE\u0301"]),
        ("cafe\u0301", "cafe caf\u00e9", ["caf\u00e9"]),
        ("strasse", "Straße STRASSE", ["Straße", "STRASSE"]),
        ("straße", "Strasse Straße", ["Straße"]),
        ("Lodz", "Łódź", ["Łódź"]),
        ("office", "oﬃce oﬀice ofﬁce office", ["oﬃce", "oﬀice", "ofﬁce", "office"]),
        ("oeuvre", "Œuvre", ["Œuvre"]),
        ("все", "всё", ["всё"]),
        ("и", "й и\u0306 и", ["и"]),
        ("одеса", "ОДЕСА", ["ОДЕСА"]),
        ("Ukraine", "Ukra\u00adine", ["Ukra\u00adine"]),
        ("Ukra\u00adine", "Ukraine", ["Ukraine"]),
        ("한", "한 \u1112\u1161\u11ab", ["한", "\u1112\u1161\u11ab"]),
        ("\u2764", "\u2764\ufe0f", ["\u2764\ufe0f"]),
        ("1\ufe0f\u20e3", "1\u20e3 1\ufe0f\u20e3", ["1\u20e3", "1\ufe0f\u20e3"]),
        ("\U0001f44d", "\U0001f44d\U0001f3fd", ["\U0001f44d\U0001f3fd"]),
        ("\U0001f1f8\U0001f1fa", "\U0001f1fa\U0001f1f8\U0001f1fa\U0001f1e6", []),
        ("two places", "two\u00a0places, two\nplaces", ["two\u00a0places", "two\nplaces"]),
        ('it\'s "a - b"', "it’s “a – b”", ["it’s “a – b”"]),
        ("a.b[", "a.b[ axb", ["a.b["]),
    ],
)
def test_words_are_found_as_a_reader_means_them(needle: str, text: str, hits: list[str]) -> None:
    assert found(text, needle) == hits


@pytest.mark.parametrize(
    ("needle", "text", "hits"),
    [
        ("Russia", "Russia, russia", ["Russia"]),
        ("ss", "Straße STRAẞE", ["ß"]),
        ("SS", "Straße STRAẞE", ["ẞ"]),
        ("E", "e é E É", ["E", "É"]),
        ("Fi", "ﬁ Fi", ["Fi"]),
    ],
)
def test_case_counts_when_asked_for(needle: str, text: str, hits: list[str]) -> None:
    assert found(text, needle, case=True) == hits


@pytest.mark.parametrize(
    ("needle", "text", "hits"),
    [
        ("the", "the theatre, bathe the.", ["the", "the"]),
        ("місто", "містом місто", ["місто"]),
        ("cafe", "cafe\u0301s caf\u00e9", ["caf\u00e9"]),
        ("Ukraine", "l’Ukraine, Ukraine's", ["Ukraine", "Ukraine"]),
        ("東京", "東京都と東京", ["東京", "東京"]),
        ("(a)", "x(a)y", ["(a)"]),
    ],
)
def test_whole_words_end_at_the_borders_of_words(needle: str, text: str, hits: list[str]) -> None:
    assert found(text, needle, whole_word=True) == hits


@pytest.mark.parametrize(
    ("needle", "text", "hits"),
    [
        (r"\d+ (km|m)\b", "3 km, 40 m, 5 men", ["3 km", "40 m"]),
        ("^a.*$", "ab\nba\nAc", ["ab", "Ac"]),
        ("x*", "axxb", ["xx"]),
        (r"\u0301", "cafe\u0301", []),
        (r"\p{N}", "a½", ["½"]),
        ("[[a]", "[a", ["[", "a"]),
    ],
)
def test_expressions_find_what_they_say(needle: str, text: str, hits: list[str]) -> None:
    assert found(text, needle, is_regex=True) == hits


def test_an_expression_may_be_asked_to_find_whole_words() -> None:
    assert found("no nose now no", "no|now", is_regex=True, whole_word=True) == ["no", "now", "no"]
    assert found("No no", "no", is_regex=True, case=True) == ["no"]


@pytest.mark.parametrize(
    ("needle", "why"),
    [
        ("(a", "missing )"),
        ("a)b", "unbalanced parenthesis"),
        ("[", "unterminated character set"),
        ("a**", "multiple repeat"),
        ("{2i<\\w(+", "it cannot be read"),
        ("(" * 900 + ")" * 900, "it cannot be read"),
    ],
)
def test_an_expression_that_cannot_be_read_is_told_in_a_sentence(needle: str, why: str) -> None:
    with pytest.raises(QueryError) as caught:
        pattern_of(Query(needle, is_regex=True, whole_word=True))
    assert str(caught.value) == f"This is not a valid expression: {why}."


def test_an_expression_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(QueryError, match="repeats too much"):
        pattern_of(Query("(?:(?:a{9999}){9999}){9999}", is_regex=True))
    assert found("2025-10-29", r"\d{4}(-\d{2}){2}", is_regex=True) == ["2025-10-29"]


@given(st.text("ab(){}[]*+?|^$.\\-,:=!<>PpLN12xi&~", max_size=12))
def test_no_expression_breaks_the_search(needle: str) -> None:
    with suppress(QueryError):
        found("ab aab\n12 xi " * 9, needle, is_regex=True)


def test_nothing_is_looked_for_when_nothing_can_be_seen() -> None:
    blank = [Query(text).is_blank for text in ("", " \n", "\u00ad\u200b", "a", ".")]
    assert blank == [True, True, True, False, False]
    assert not Query("\u00ad", is_regex=True).is_blank
    assert found("some text", "  ") == []
