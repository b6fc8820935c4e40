"""Exceptions from an undoing are told in the words of the screen."""

import pytest

from claimdesk.core.change import Left, Since
from claimdesk.store.records import FIELDS
from claimdesk.ui.models.left_out import left_out


def left(entity: str, *fields: str, claim: int = 3, since: Since = Since.CHANGED) -> Left:
    return Left(entity, frozenset(fields), since, "Nina", claim)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (left("assessment", "reason"), "the reason of claim 3, which Nina changed since"),
        (left("claim", "text", claim=0), "the text of a claim, which Nina changed since"),
        (left("claim", "stage", "text"), "details of claim 3, which Nina changed since"),
        (left("claim", since=Since.WORKED_ON), "claim 3, which Nina has worked on since"),
        (left("link", since=Since.REMOVED), "a link of claim 3, which Nina removed since"),
        (left("tag", claim=0), "something else, which Nina changed since"),
        (
            Left("claim", frozenset(("text",)), Since.CHANGED, "", 2),
            "the text of claim 2, changed since",
        ),
    ],
)
def test_an_exception_says_what_who_and_why(one: Left, said: str) -> None:
    assert left_out((one,)) == said


def test_of_many_exceptions_the_first_are_told_and_the_others_counted() -> None:
    said = left_out(tuple(left("claim", claim=number) for number in (1, 2, 3, 4)))
    assert said == (
        "claim 1, which Nina changed since; claim 2, which Nina changed since and 2 more"
    )


@pytest.mark.parametrize("entity", sorted(FIELDS))
def test_whatever_was_left_has_words(entity: str) -> None:
    for fields in ((), *((name,) for name in FIELDS[entity])):
        said = left_out((left(entity, *fields),))
        assert said.endswith(", which Nina changed since")
        assert "{" not in said
