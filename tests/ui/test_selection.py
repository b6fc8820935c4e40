"""The one pointer: what goes with what, and that it speaks only when something changed."""

from claimdesk.core.model import Id
from claimdesk.ui.base.selection import Pointed, Selection

A, B, C = Id(b"a" * 16), Id(b"b" * 16), Id(b"c" * 16)


def heard(selection: Selection) -> list[tuple[Pointed, Pointed]]:
    news: list[tuple[Pointed, Pointed]] = []
    selection.changed.connect(lambda new, old: news.append((new, old)))
    return news


def test_each_change_is_told_once_and_no_change_never(selection: Selection) -> None:
    news = heard(selection)
    for _ in range(2):
        selection.choose_article(A)
        selection.choose_claim(B)
        selection.choose_text(3, 9)
    assert [new for new, _ in news] == [
        Pointed(A),
        Pointed(A, B),
        Pointed(A, B, None, 3, 9),
    ]
    assert [old for _, old in news] == [Pointed(), Pointed(A), Pointed(A, B)]


def test_another_article_means_another_stretch_of_text(selection: Selection) -> None:
    selection.choose_article(A)
    selection.choose_text(3, 9)
    assert selection.now.has_text
    selection.choose_article(B)
    assert selection.now == Pointed(B)
    assert not selection.now.has_text


def test_another_claim_lets_go_of_the_passage(selection: Selection) -> None:
    selection.choose_article(A)
    selection.choose_passage(C, B)
    assert selection.now == Pointed(A, B, C)
    selection.choose_claim(B)
    assert selection.now.passage_id == C
    selection.choose_claim(A)
    assert selection.now.passage_id is None


def test_a_passage_is_shown_in_its_article(selection: Selection) -> None:
    asked: list[Id] = []
    selection.reveal.connect(asked.append)
    selection.show_passage(A, C, B)
    assert selection.now == Pointed(A, B, C)
    selection.show_passage(A, C, B)
    assert asked == [C, C]


def test_text_without_an_article_is_no_text() -> None:
    assert not Pointed(start=1, end=4).has_text


def test_clearing_points_at_nothing(selection: Selection) -> None:
    selection.show_passage(A, C, B)
    selection.clear()
    assert selection.now == Pointed()
