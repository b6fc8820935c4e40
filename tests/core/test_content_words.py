"""The words that tell what a text is about."""

from claimdesk.core.content_words import content_words, overlap


def test_everyday_words_and_endings_do_not_count() -> None:
    assert content_words("The bridges were captured, and a BRIDGE was closed.") == [
        "bridg",
        "captur",
        "clos",
    ]
    assert content_words("Про що йшлося у Покровську") == content_words("йшлося, Покровськ")
    assert content_words("It is so.") == []


def test_the_overlap_of_words_is_their_common_part() -> None:
    one = frozenset(content_words("The bridge was closed"))
    assert overlap(one, one) == 1
    assert overlap(one, frozenset()) == 0
    assert overlap(frozenset(), frozenset()) == 0
    assert 0 < overlap(one, frozenset(content_words("A bridge"))) < 1
