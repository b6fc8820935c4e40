"""A whole review without a mouse, on two articles: from a new project to the tables."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QRadioButton

from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run
from journeys.written import Table, check_quotes, stretches, table, texts

Rows = list[tuple[str, ...]]

NUMBER, VERDICT, CLAIM, CLAIMANT, PASSAGES, REVIEWER = range(6)


def begin(p: Person, answers: Answers, project: Path, files: Sequence[Path]) -> None:
    answers.choose(project)
    p.press("Ctrl+N")
    assert p.window.windowTitle().startswith(project.stem)
    answers.choose(*files)
    p.press("Ctrl+I")
    p.bring_in()
    p.until(lambda: len(p.articles()) == len(files), "the articles are there")
    assert p.said == "2 articles imported"


def undo_and_redo(p: Person, label: str, before: Rows) -> None:
    """Take the last action back and do it again, as the Edit menu calls it."""
    after = p.claims()
    assert p.menu_text("edit.undo") == f"Undo {label}"
    p.press("Ctrl+Z")
    assert p.claims() == before
    assert p.said == f"Undone: {label}"
    assert p.menu_text("edit.redo") == f"Redo {label}"
    p.press("Ctrl+Y" if len(before) % 2 else "Ctrl+Shift+Z")
    assert p.claims() == after
    assert p.said == f"Done again: {label}"


def make_claims(p: Person) -> None:
    """Two claims from the first article, worded in place; a second passage for the first one."""
    first, words, beyond, inside, last = stretches(p.text())
    p.tab_to("article-text")
    p.select_by_keys(*first)
    p.press("Ctrl+Return")
    assert p.focus == "claim-text"
    assert p.claims()[0][CLAIM] == " ".join(p.text()[slice(*first)].split())
    undo_and_redo(p, "New claim", [])
    p.press("Alt+Down", "F2")
    p.type("The first claim, in our words")
    p.press("Ctrl+Return")
    assert p.claims()[0][CLAIM] == "The first claim, in our words"
    p.write("claimant", "Оксана Гринь")
    p.write("said-on", "2025-10")
    p.press("Return")
    assert p.claims()[0][CLAIMANT] == "Оксана Гринь"
    p.tab_to("article-text")
    p.select_by_keys(*words)
    before = p.claims()
    p.press("Ctrl+L")
    p.until(lambda: p.sees("link-picker"), "the list to pick from is open")
    p.type("1")
    p.press("Return")
    assert p.said == "Linked to claim 1"
    assert p.claims()[0][PASSAGES] == "2"
    undo_and_redo(p, "Link to claim 1", before)
    for stretch in (beyond, last):
        p.tab_to("article-text")
        p.select_by_keys(*stretch)
        p.press("Ctrl+Return")
    p.tab_to("article-text")
    p.select_by_keys(*inside)
    p.press("Ctrl+M")
    assert p.said == "Passage marked"


def decide(p: Person) -> None:
    """Every verdict, with its reason, from claim to claim."""
    p.press("Alt+Up", "Alt+Up", "Alt+Up")
    assert p.said == "Claim 1, not reviewed yet"
    before = p.claims()
    p.press("Ctrl+1")
    assert p.said == "Claim 1 confirmed"
    undo_and_redo(p, "Mark as confirmed", before)
    p.write("reason", "Two witnesses say “yes” — и мы тоже.")
    p.press("Alt+Down")
    assert p.menu_text("edit.undo") == "Undo Edit reason"
    assert p.said == "Claim 2, not reviewed yet"
    p.press("Ctrl+2")
    p.write("reason", "=1+1 is no formula here")
    p.press("Ctrl+J")
    assert p.said == "Claim 3, not reviewed yet"
    p.press("Ctrl+3")
    p.tab_to("unverified-because")
    p.press("Down")
    assert p.menu_text("edit.undo") == "Undo Say why unverified"
    p.write("reason", "Nobody can tell")
    p.write("tag-edit", "bridge, ordania")
    p.press("Return")
    assert p.menu_text("edit.undo") == "Undo Change tags"
    p.press("Alt+Up", "Alt+Up", "F8")
    assert p.said == "Passage 2 of 2 of claim 1"
    p.press("F8")
    assert p.said == "Round again: passage 1 of 2 of claim 1"
    assert [row[VERDICT] for row in p.claims()] == ["Confirmed", "Denied", "Unverified"]


def review_the_second_article(p: Person) -> None:
    """Emoji, flags and everything after them are marked as exactly as plain letters."""
    p.tab_to("article-list")
    p.press("Down", "Return")
    assert p.focus == "article-text"
    for stretch in stretches(p.text()):
        p.tab_to("article-text")
        p.select_by_keys(*stretch)
        p.press("Ctrl+Return")
    p.press("Ctrl+3")
    p.press("Ctrl+0")
    assert p.claims()[-1][VERDICT] == "Not reviewed yet"
    p.press("Ctrl+1")
    assert p.claims()[-1][VERDICT] == "Confirmed"


def export_all(p: Person) -> None:
    p.press("Ctrl+E")
    p.until(lambda: p.sees("export"), "the question is asked")
    p.press("Alt+A")
    everything = p.find("export-all")
    assert isinstance(everything, QRadioButton)
    p.until(everything.isChecked, "all claims are wanted")
    p.press("Return")
    p.until(lambda: p.said == "Exported to Review.csv", "the tables are written")


def check_written(folder: Path) -> Table:
    passages = table(folder / "Review-passages.csv")
    check_quotes(passages, texts(folder / "Review.claimdesk"))
    return passages


def whole_review(answers: Answers, files: Sequence[Path], folder: Path) -> None:
    project, left = folder / "Review.claimdesk", []

    def work(p: Person) -> None:
        begin(p, answers, project, files)
        make_claims(p)
        decide(p)
        review_the_second_article(p)
        left.extend(p.claims())

    def come_back(p: Person) -> None:
        assert p.window.windowTitle().startswith("Review")
        assert p.claims() == left
        assert p.progress == ("4 of 8 claims reviewed · confirmed 2, denied 1, unverified 1")
        export_all(p)

    run(work)
    run(come_back)
    passages = check_written(folder)
    written = table(folder / "Review.csv")
    assert [row["verdict"] for row in written] == [
        *("confirmed", "denied", "unverified", "", "", "", "", "confirmed"),
    ]
    assert [row["reason"] for row in written[:3]] == [
        *("Two witnesses say “yes” — и мы тоже.", "=1+1 is no formula here", "Nobody can tell"),
    ]
    assert written[0]["claimant"] == "Оксана Гринь"
    assert written[0]["said_on"] == "2025-10"
    assert written[2]["tags"] == "bridge; ordania"
    assert written[2]["unverified_because"]
    assert len(passages) == 9
    assert any(ord(letter) > 0xFFFF for row in passages for letter in row["quote"])


def test_two_articles_are_reviewed_without_a_mouse(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    whole_review(answers, our_texts, tmp_path)


def test_two_real_articles_are_reviewed_without_a_mouse(
    answers: Answers, real_texts: Sequence[Path], tmp_path: Path
) -> None:
    whole_review(answers, real_texts, tmp_path)
