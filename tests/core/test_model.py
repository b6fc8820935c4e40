"""Words, rows and changes."""

import dataclasses

import pytest

from claimdesk.core import model
from claimdesk.core.change import Change, Transaction
from claimdesk.core.i18n import mark
from claimdesk.core.ids import new_id
from claimdesk.core.model import Because, Progress, ReadArticle, Verdict

ROWS = [one for one in vars(model).values() if dataclasses.is_dataclass(one)]


def test_progress_counts_what_has_a_verdict() -> None:
    progress = Progress(articles=2, claims=20, confirmed=7, denied=2, unverified=3)
    assert progress.reviewed == 12


def test_not_reviewed_is_no_verdict() -> None:
    assert {verdict.value for verdict in Verdict} == {"confirmed", "denied", "unverified"}
    assert Because("") is Because.NOT_SAID


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_rows_are_frozen_and_say_what_they_are(row: type) -> None:
    parameters = getattr(row, "__dataclass_params__")  # noqa: B009 - not typed, but documented
    assert parameters.frozen
    assert "__slots__" in vars(row)
    assert row.__doc__
    assert row.__doc__.rstrip().endswith(".")


def test_an_article_just_read_is_plain_text_of_unknown_origin() -> None:
    article = ReadArticle("The dam holds.")
    assert (article.media_type, article.title, article.remarks) == ("text/plain", "", ())


def test_a_change_knows_which_kinds_of_records_it_touched() -> None:
    change = Change("New claim", (Transaction(b"s", 1),), {"claim": frozenset({new_id()})})
    assert change
    assert change.touches("claim")
    assert change.touches("article", "claim")
    assert not change.touches("article")


def test_a_change_of_nothing_is_false_and_touches_nothing() -> None:
    change = Change("New claim", ())
    assert not change
    assert not change.touches("claim", "article")


def test_marked_text_is_left_as_it_is() -> None:
    assert mark("Mark as denied") == "Mark as denied"
