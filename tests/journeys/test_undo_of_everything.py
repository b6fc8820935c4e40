"""Undo of every kind of edit back to the start, also in the next window, and redo to the end."""

from collections.abc import Callable, Sequence
from pathlib import Path

from claimdesk.store import deeds
from claimdesk.ui.models.deeds import label as worded
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run
from journeys.written import stretches

Sight = tuple[list[tuple[str, ...]], list[str], str, int, str]


def sight(p: Person) -> Sight:
    """Return what the window shows of the project."""
    p.settle()
    view = p.window.article.view
    marked = len(view._scene.index)
    return p.claims(), p.articles(), p.progress, marked, p.window.article.header.origin.text()


def on_selection(*keys: str, at: int) -> Callable[[Person], None]:
    def act(p: Person) -> None:
        p.tab_to("article-text")
        p.select_by_keys(*stretches(p.text())[at])
        p.press(*keys)

    return act


def on_field(identifier: str, text: str) -> Callable[[Person], None]:
    def act(p: Person) -> None:
        p.write(identifier, text)
        p.press("Ctrl+Return" if identifier in ("claim-text", "reason") else "Return")

    return act


def by_keys(*keys: str) -> Callable[[Person], None]:
    return lambda p: p.press(*keys)


def by_choice(identifier: str, *keys: str) -> Callable[[Person], None]:
    def act(p: Person) -> None:
        p.tab_to(identifier)
        p.press(*keys)

    return act


def link_to_the_first(p: Person) -> None:
    on_selection("Ctrl+L", at=3)(p)
    p.type("1")
    p.press("Return")


def correct_the_article(p: Person) -> None:
    p.choose_menu("Article", "Article details…")
    p.tab_to("article-publisher")
    p.type("The Orva Courier")
    p.press("Return")


def remove_all_claims(p: Person) -> None:
    p.tab_to("claim-list")
    p.press("Ctrl+A", "Delete")


EDITS: tuple[tuple[str, Callable[[Person], None]], ...] = (
    ("New claim", on_selection("Ctrl+Return", at=0)),
    ("Edit claim text", on_field("claim-text", "The first claim")),
    ("Change claimant", on_field("claimant", "Velmark")),
    ("Change date of claim", on_field("said-on", "2025-03-31")),
    ("Change place of claim", on_field("said-where", "A speech")),
    ("Link to claim 1", link_to_the_first),
    ("New claim", on_selection("Ctrl+Return", at=2)),
    ("Mark passage", on_selection("Ctrl+M", at=1)),
    ("Mark as denied", by_keys("Ctrl+2")),
    ("Edit reason", on_field("reason", "Because “so”")),
    ("Mark as unverified", by_keys("Ctrl+3")),
    ("Say why unverified", by_choice("unverified-because", "Down")),
    ("Change as-of date", on_field("as-of", "2025-04")),
    ("Change tags", on_field("tag-edit", "bridge, flag")),
    ("Change stage", by_choice("stage", "Down")),
    ("Mark link as “supports”", by_choice("passage-stance", "Down")),
    ("Change voice of a link", by_choice("passage-voice", "Down")),
    ("Change speaker", on_field("passage-speaker", "Doran")),
    ("Take verdict back", by_keys("Ctrl+0")),
    ("Unlink from claim 2", by_keys("F8", "Ctrl+Shift+D")),
    ("Mark as confirmed", by_keys("Alt+Up", "Ctrl+1")),
    ("Remove passage", lambda p: p.choose_menu("Article", "Remove passage")),
    ("Correct article details", correct_the_article),
    ("Remove 2 claims", remove_all_claims),
    ("Remove article", lambda p: p.choose_menu("Article", "Remove article")),
)


def test_every_kind_of_edit_is_undone_to_the_start_and_done_again_also_after_opening_again(
    answers: Answers, our_texts: Sequence[Path], tmp_path: Path
) -> None:
    def work(p: Person) -> None:
        answers.choose(tmp_path / "Review.claimdesk")
        p.press("Ctrl+N")
        seen = [sight(p)]
        answers.choose(our_texts[0])
        p.press("Ctrl+I")
        p.bring_in()
        p.until(lambda: len(p.articles()) == 1, "the text is there")
        seen.append(sight(p))
        for label, edit in EDITS:
            edit(p)
            assert p.menu_text("edit.undo").startswith(f"Undo {label}"), label
            (last,) = p.window._project.read(deeds.rows, most=1)
            assert worded(last).startswith(label)
            seen.append(sight(p))
        for before in reversed(seen[:-1]):
            p.press("Ctrl+Z")
            assert sight(p) == before
        assert p.menu_text("edit.undo") == "Undo"
        for after in seen[1:]:
            p.press("Ctrl+Shift+Z")
            assert sight(p) == after
        assert p.menu_text("edit.redo") == "Redo"
        left.extend(seen)

    left: list[Sight] = []
    run(work)

    def go_on(p: Person) -> None:
        p.settle()
        for label, before in zip(reversed(labels), reversed(left[:-1]), strict=True):
            assert p.menu_text("edit.undo").startswith(f"Undo {label}")
            p.press("Ctrl+Z")
            assert sight(p)[:3] == before[:3]
        assert p.menu_text("edit.undo") == "Undo"
        p.press("Ctrl+Shift+Z")
        assert sight(p)[:3] == left[1][:3]

    labels = ["Import", *(label for label, _ in EDITS)]
    run(go_on, tmp_path / "Review.claimdesk")
