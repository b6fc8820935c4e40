"""A whole review with the mouse alone, on two articles: drag, click, toolbar, context menus."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QListView, QTableView

from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run
from journeys.written import Stretch, check_quotes, stretches, table, texts

VERDICT, PASSAGES = 1, 4


def drag(p: Person, stretch: Stretch) -> None:
    p.drag_text(*stretch)
    assert p.window.article.view.selection() == stretch


def row_place(p: Person, row: int) -> QPoint:
    """Return where a row of the claim list is, scrolled to if it has to be."""
    view = p.find("claim-list")
    assert isinstance(view, QTableView)
    index = view.model().index(row, 2)
    view.scrollTo(index)
    return view.visualRect(index).center()


def click_claim(p: Person, row: int) -> None:
    table_view = p.find("claim-list")
    assert isinstance(table_view, QTableView)
    p.click(table_view.viewport(), row_place(p, row))


def current_number(p: Person) -> str:
    """Return the number of the claim the form shows."""
    return p.window.form.form.heading.text().removeprefix("Claim ")


def pick(p: Person, number: int) -> None:
    """Click on a claim in the picker, then on its button."""
    offers = p.find("link-list")
    assert isinstance(offers, QListView)
    rows = [offers.model().index(i, 0) for i in range(offers.model().rowCount())]
    (index,) = [one for one in rows if one.data().startswith(f"Claim {number},")]
    p.click(offers.viewport(), offers.visualRect(index).center())
    p.click(p.find("link-ok"))
    p.until(lambda: not p.sees("link-picker"), "the picker is gone")


def make_claims(p: Person) -> None:
    first, words, beyond, inside, last = stretches(p.text())
    for stretch in (first, beyond, last):
        drag(p, stretch)
        p.click(p.find("tool-claim-new"))
    drag(p, inside)
    p.click(p.find("tool-claim-link"))
    pick(p, 1)
    assert p.claims()[0][PASSAGES] == "2"
    drag(p, words)
    viewport = p.window.article.view.viewport()
    p.menu_at(viewport, p.place_of(words[0]))
    p.choose("Mark passage")
    assert p.said == "Passage marked"
    # Two claims stand on the same words: each click there goes to the next of them.
    seen = []
    for _ in range(3):
        p.click_text(inside[0] + 1)
        seen.append(current_number(p))
    assert seen == ["1", "2", "1"]


def decide(p: Person) -> None:
    click_claim(p, 0)
    p.click(p.find("verdict-confirmed"))
    assert p.claims()[0][VERDICT] == "Confirmed"
    assert p.said == "Claim 1 confirmed"
    assert p.focus == "reason"
    p.click(p.find("tool-edit-undo"))
    assert p.claims()[0][VERDICT] == "Not reviewed yet"
    p.click(p.find("tool-edit-redo"))
    assert p.claims()[0][VERDICT] == "Confirmed"
    click_claim(p, 1)
    p.click(p.find("tool-claim-deny"))
    assert p.said == "Claim 2 denied"
    claim_list = p.find("claim-list")
    assert isinstance(claim_list, QTableView)
    p.menu_at(claim_list.viewport(), row_place(p, 2))
    assert current_number(p) == "3"
    p.choose("Unverified")
    assert [row[VERDICT] for row in p.claims()] == ["Confirmed", "Denied", "Unverified"]
    p.choose_menu("Claim", "Take my verdict back")
    assert p.claims()[2][VERDICT] == "Not reviewed yet"
    p.click(p.find("tool-claim-unverify"))


def look_at_the_article(p: Person) -> None:
    view = p.find("article-list")
    assert isinstance(view, QListView)
    place = view.visualRect(view.model().index(0, 0)).center()
    p.menu_at(view.viewport(), place)
    p.choose("Article details…")
    p.until(lambda: p.sees("article-details"), "the details are shown")
    p.click(p.find("article-details-cancel"))
    p.click(view.viewport(), view.visualRect(view.model().index(1, 0)).center())


def review_the_second_article(p: Person) -> None:
    for stretch in stretches(p.text()):
        drag(p, stretch)
        p.click(p.find("tool-claim-new"))
    click_claim(p, 7)
    p.click(p.find("verdict-denied"))
    passages = p.find("passage-list")
    assert isinstance(passages, QListView)
    p.click(passages.viewport(), passages.visualRect(passages.model().index(0, 0)).center())
    assert p.window.article.view.at_caret()


def export_all(p: Person) -> None:
    p.click(p.find("tool-file-export"))
    everything = p.find("export-all")
    p.click(everything, QPoint(10, everything.height() // 2))
    p.click(p.find("export-write"))
    p.until(lambda: p.said == "Exported to Review.csv", "the tables are written")


def whole_review(answers: Answers, files: Sequence[Path], folder: Path) -> None:
    project = folder / "Review.claimdesk"

    def work(p: Person) -> None:
        answers.choose(project)
        p.click(p.find("welcome-new"))
        answers.choose(*files)
        p.click(p.find("tool-file-import"))
        p.until(lambda: p.sees("import-articles"), "the import dialog is open")
        p.until(p.find("import-ok").isEnabled, "the articles are read")
        p.click(p.find("import-ok"))
        p.until(lambda: len(p.articles()) == 2, "the articles are there")
        make_claims(p)
        decide(p)
        look_at_the_article(p)
        review_the_second_article(p)
        export_all(p)
        assert QApplication.activePopupWidget() is None

    run(work)
    passages = table(folder / "Review-passages.csv")
    check_quotes(passages, texts(project))
    assert len(passages) == 9
    assert any(ord(letter) > 0xFFFF for row in passages for letter in row["quote"])
    verdicts = [row["verdict"] for row in table(folder / "Review.csv")]
    assert verdicts == ["confirmed", "denied", "unverified", "", "", "", "", "denied"]


def test_two_articles_are_reviewed_with_the_mouse_alone(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    whole_review(answers, our_texts, tmp_path)


def test_two_real_articles_are_reviewed_with_the_mouse_alone(
    answers: Answers, real_texts: Sequence[Path], tmp_path: Path
) -> None:
    whole_review(answers, real_texts, tmp_path)
