"""What an edit did, put together from its parts."""

from claimdesk.core.change import Change, Transaction, joined
from claimdesk.core.model import Id

ONE, TWO, THREE = Id(b"1"), Id(b"2"), Id(b"3")


def test_parts_are_joined_to_one_action() -> None:
    first = Change("a", (Transaction(b"s", 1),), {"article": frozenset((ONE,))})
    second = Change(
        "b", (Transaction(b"s", 2),), {"article": frozenset((TWO,)), "claim": frozenset((THREE,))}
    )
    whole = joined("all", (first, second))
    assert whole.label == "all"
    assert whole.transactions == (Transaction(b"s", 1), Transaction(b"s", 2))
    assert dict(whole.records) == {
        "article": frozenset((ONE, TWO)),
        "claim": frozenset((THREE,)),
    }


def test_nothing_joined_is_nothing() -> None:
    assert not joined("none", ())
