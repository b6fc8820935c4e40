"""Words as readers tell them apart, and runs of them found wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.core.word_index import WORD, WordIndex, key, keys_of

TEXT = st.text(alphabet="ab'’ -\n.é漢😀й\u0301\u00ad1,", max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's 3.5%, isn’t it?", ["It's", "3", "5", "isn’t", "it"]),
        ("первый и́ второй", ["первый", "и́", "второй"]),
        ("約束を守る🇺🇦→", [*"約束を守る🇺🇦→"]),
        ("hyphen-\n  ated and well-known", ["hyphen-\n  ated", "and", "well", "known"]),
        ("soft\u00adhyphen, soft\u00ad\nbreak", ["soft\u00adhyphen", "soft\u00ad\nbreak"]),
        ("snake_case … — !", ["snake", "case"]),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "Straße"),
        ("don’t", "don't"),
        ("soft\u00adhyphen", "softhyphen"),
        ("hyphen-\nated", "hyphenated"),
        ("ﬁre", "FIRE"),
        ("e\u0301tat", "ÉTAT"),
    ],
)
def test_ways_to_write_a_word_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(TEXT, TEXT)
def test_a_run_is_found_wherever_it_stands_and_nowhere_else(text: str, words: str) -> None:
    index = WordIndex(text)
    run, whole = list(keys_of(words)), list(keys_of(text))
    wanted = [n for n in range(len(whole)) if run and whole[n : n + len(run)] == run]
    assert index.runs(index.run_of(keys_of(words))) == wanted
    for first in wanted:
        start, end = index.stretch(first, first + len(run))
        assert list(keys_of(text[start:end])) == run


def test_parts_stand_in_order_and_near() -> None:
    def run(words: str) -> list[int]:
        return index.run_of(keys_of(words))

    index = WordIndex("one two one three four " + "so " * 130 + "three")
    found = index.in_order([run("one"), run("three")])
    assert found == [(2, 4)]
    assert index.in_order([run("four"), run("three")]) == []
    assert index.in_order([run("four"), run("one")]) == []
    assert index.in_order([run("one"), run("five")]) == []
    assert index.places_of("one") == [0, 2]
    assert index.places_of("five") == ()
