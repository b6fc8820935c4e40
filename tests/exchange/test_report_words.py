"""Words of reports: nothing in them that no format can hold, nothing quoted twice."""

from claimdesk.core.model import RelationKind
from claimdesk.exchange.report_words import RELATIONS, counted, fit, listed, quoted


def test_what_no_format_can_hold_is_replaced() -> None:
    assert fit("a\0b\x1b\ud800\ufffe\u0085\tc\nd") == "a�b����\tc\nd"
    assert fit("Київ 🌉 \u202e") == "Київ 🌉 \u202e"


def test_what_is_there_is_listed_and_counted() -> None:
    assert listed(("a", "", "b")) == "a, b"
    assert counted(1, "claim") == "1 claim"
    assert counted(20000, "claim") == "20,000 claims"
    assert RELATIONS[RelationKind.PART_OF] == "Part of"


def test_a_quotation_is_not_quoted_again() -> None:
    assert quoted("so") == "“so”"
    assert quoted("“so” it goes") == "“so” it goes"
    assert quoted("so it “goes”") == "“so it “goes””"
