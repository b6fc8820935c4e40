"""The two real articles in the article view, with a real review on one of them."""

import json
from pathlib import Path

from claimdesk.core.model import HighlightRow, Id, Stance, Verdict
from claimdesk.core.text import normalise
from claimdesk.ui.article.view import ArticleView


def review(folder: Path) -> tuple[str, list[HighlightRow], dict[str, str]]:
    """Return text, highlights and the quotes of the passages."""
    data = json.loads((folder / "pokrovsk-capture-announced.review.json").read_text("utf-8"))
    text = normalise((folder / data["articles"][0]["file"]).read_text("utf-8"))
    numbers = {claim["id"]: number for number, claim in enumerate(data["claims"], 1)}
    verdicts = {a["claim"]: Verdict(a["verdict"]) for a in data["assessments"]}
    passages = {passage["id"]: passage for passage in data["passages"]}
    rows = [
        HighlightRow(
            Id(link["passage"].encode()),
            passages[link["passage"]]["start"],
            passages[link["passage"]]["end"],
            Id(link["claim"].encode()),
            numbers[link["claim"]],
            verdicts.get(link["claim"]),
            Stance(link.get("stance", "asserts")),
        )
        for link in data["links"]
    ]
    return text, rows, {key: passage["quote"] for key, passage in passages.items()}


def test_every_passage_of_the_review_can_be_pointed_at_and_is_exact(
    view: ArticleView, real_articles: Path
) -> None:
    text, rows, quotes = review(real_articles)
    view.set_article(text, rows)
    for row in rows:
        view.select(row.start, row.end)
        start, end = view.selection()
        assert text[start:end] == quotes[row.passage_id.decode()]
        assert row in view.at_caret()
        view.reveal_passage(row.passage_id)
        view.choose(row.passage_id, row.claim_id)
        assert view.viewport().rect().intersects(view.cursorRect())
    assert not view.grab().isNull()


def test_every_place_of_the_second_article_comes_back_as_it_was(
    view: ArticleView, real_articles: Path
) -> None:
    text = normalise((real_articles / "pokrovsk-encirclement.txt").read_text("utf-8"))
    view.set_article(text)
    flag = text.index("\U0001f1fa\U0001f1f8")
    for start in (0, flag, flag + 2, len(text) // 2, len(text) - 5):
        view.select(start, min(len(text), start + 40), reveal=False)
        assert view.selection() == (start, min(len(text), start + 40))
    assert view.find_all("Russia") == text.lower().count("russia")
