"""Selection and scroll stay where they are in a list of 300 claims, whatever is done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QTableView

from claimdesk.core.model import ReadArticle, ReviewerRow
from claimdesk.store import articles, claims
from claimdesk.store.store import Session, Store
from journeys.driver import Person
from journeys.program import run


@pytest.fixture
def project(tmp_path: Path, me: ReviewerRow) -> Path:
    """Make a project with 300 claims and a long article."""
    path = tmp_path / "Long.claimdesk"

    def fill(session: Session) -> None:
        text = "\n\n".join(f"Paragraph {n} says that things happen. " * 4 for n in range(60))
        articles.add(session, ReadArticle(text=text, title="Long"))
        for n in range(300):
            word = "river" if n % 3 else "bridge"
            claims.add(session, f"Claim about the {word} {n}")

    with Store.create(path, "Long", me, durable=False) as store:
        store.run("Fill", fill)
    return path


def scroll(p: Person) -> int:
    table = p.find("claim-list")
    assert isinstance(table, QTableView)
    return table.verticalScrollBar().value()


def current(p: Person) -> str:
    """Return the number of the claim on the current row of the list."""
    table = p.find("claim-list")
    assert isinstance(table, QTableView)
    assert [one.row() for one in table.selectionModel().selectedRows()] == [
        table.currentIndex().row()
    ]
    return str(table.currentIndex().siblingAtColumn(0).data())


def go_to(p: Person, row: int) -> None:
    """Scroll the list and click on a row in its middle."""
    table = p.find("claim-list")
    assert isinstance(table, QTableView)
    index = table.model().index(row, 2)
    table.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
    p.click(table.viewport(), table.visualRect(index).center())
    assert current(p) == str(row + 1)


def staying(p: Person, act: Callable[[], object]) -> None:
    """Do something that must not move the list."""
    before = scroll(p), current(p), p.window.article.view.verticalScrollBar().value()
    act()
    p.settle()
    assert before == (scroll(p), current(p), p.window.article.view.verticalScrollBar().value())


def test_decisions_edits_and_their_undoing_leave_the_list_where_it_is(project: Path) -> None:
    def work(p: Person) -> None:
        p.tab_to("article-text")
        p.press("PgDown", "PgDown")
        go_to(p, 150)
        assert scroll(p) > 0
        for keys in (("Ctrl+1",), ("Ctrl+2",), ("Ctrl+0",), ("Ctrl+Z",), ("Ctrl+Y",)):
            staying(p, partial(p.press, *keys))
        staying(p, lambda: p.write("claim-text", "Another wording"))
        staying(p, lambda: p.press("Ctrl+Return"))
        assert p.claims()[150][2] == "Another wording"
        staying(p, lambda: p.press("Ctrl+Z"))
        staying(p, lambda: p.write("claimant", "Somebody"))
        staying(p, lambda: p.press("Return"))
        staying(p, lambda: p.choose_menu("View", "Colours", "Dark"))
        staying(p, lambda: p.choose_menu("View", "Colours", "Light"))

    run(work, project)


def test_the_filter_keeps_the_claim_that_is_pointed_at(project: Path) -> None:
    def work(p: Person) -> None:
        go_to(p, 150)
        p.press("Ctrl+Shift+L")
        p.type("bridge")
        p.until(lambda: len(p.claims()) == 100, "the list is filtered")
        assert current(p) == "151"
        p.press("Alt+Down")
        assert current(p) == "154"
        p.press("Escape")
        p.until(lambda: len(p.claims()) == 300, "the whole list is back")
        assert current(p) == "154"
        assert p.focus == "claim-filter"
        p.press("Escape")
        assert p.focus == "claim-list"

    run(work, project)


def test_a_claim_that_leaves_the_filter_leaves_the_scroll_alone(project: Path) -> None:
    def work(p: Person) -> None:
        p.tab_to("verdict-filter")
        chosen = p.find("verdict-filter")
        assert isinstance(chosen, QComboBox)
        p.press("Down")
        assert chosen.currentText() == "Not reviewed"
        go_to(p, 150)
        before = scroll(p)
        p.press("Ctrl+1")
        assert len(p.claims()) == 299
        assert scroll(p) == before
        assert p.window.form.form.heading.text() == "Claim 151"
        p.press("Alt+Down")
        assert p.said.startswith("Claim ")

    run(work, project)
