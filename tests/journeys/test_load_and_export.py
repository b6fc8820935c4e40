"""A review written elsewhere: loaded through the window, walked through, exported as by command."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QRadioButton

from claimdesk import cli
from claimdesk.core import resources
from claimdesk.ui.panes.passage_list import PassageBox
from journeys.conftest import Answers
from journeys.driver import Person
from journeys.program import run
from journeys.written import Table, check_quotes, table, texts

OWN_TO_A_LOADING = {"claim_id", "article_id", "passage_id", "reviewed_at"}


def load(p: Person, answers: Answers, project: Path, review: Path) -> str:
    answers.choose(project)
    p.press("Ctrl+N")
    answers.choose(review)
    p.choose_menu("File", "Load a review…")
    return p.result()


def walk(p: Person, claims: int) -> None:
    """Reach every claim and every passage of it by keys, and see each on the screen."""
    p.tab_to("article-text")
    for number in range(1, claims + 1):
        p.press("Alt+Down")
        assert p.said.startswith(f"Claim {number}, ")
        row = p.claims()[number - 1]
        assert p.window.form.form.heading.text() == f"Claim {number}"
        seen = set()
        for _ in range(int(row[4])):
            p.press("F8")
            passages = p.window.form.form.sections.named("passages").part
            assert isinstance(passages, PassageBox)
            shown = passages.current()
            assert shown is not None
            assert p.shows(shown.start), f"passage {shown.quote!r} is out of sight"
            seen.add(shown.passage_id)
        assert len(seen) == int(row[4])


def export_all(p: Person, folder: Path) -> None:
    p.press("Ctrl+E")
    p.press("Alt+A")
    everything = p.find("export-all")
    assert isinstance(everything, QRadioButton)
    p.until(everything.isChecked, "all claims are wanted")
    p.tab_to("export-target")
    p.press("Ctrl+A")
    p.type(str(folder))
    p.press("Return")
    p.until(lambda: p.said == f"Exported to {folder.name}", "the tables are written")


def comparable(rows: Table) -> Table:
    return [{k: v for k, v in row.items() if k not in OWN_TO_A_LOADING} for row in rows]


def load_walk_and_export(answers: Answers, review: Path, folder: Path, numbers: list[int]) -> None:
    claims, links = numbers
    project, by_window, by_command = (
        folder / "window.claimdesk", folder / "window", folder / "command",
    )  # fmt: skip
    by_window.mkdir()
    by_command.mkdir()

    def work(p: Person) -> None:
        told = load(p, answers, project, review)
        assert f"{claims} claims" in told
        assert len(p.claims()) == claims
        walk(p, claims)
        assert load_again(p) == "Added: 0 articles, 0 claims, 0 passages, 0 verdicts."
        export_all(p, by_window)

    def load_again(p: Person) -> str:
        answers.choose(review)
        p.choose_menu("File", "Load a review…")
        return p.result().splitlines()[1]

    run(work)
    other = str(folder / "command.claimdesk")
    assert cli.main(["new", other]) == 0
    assert cli.main(["load", other, str(review)]) == 0
    assert cli.main(["export", other, "--format", "csv", "--all", "--to", str(by_command)]) == 0
    for name in ("claims.csv", "passages.csv", "assessments.csv"):
        assert comparable(table(by_window / name)) == comparable(table(by_command / name))
    passages = table(by_window / "passages.csv")
    assert len(passages) == links
    check_quotes(passages, texts(project))


def test_our_sample_review_is_loaded_walked_through_and_exported(
    answers: Answers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = resources.path("samples", "sample.review.json")
    load_walk_and_export(answers, review, tmp_path, [20, 51])


def test_the_real_review_is_loaded_walked_through_and_exported(
    answers: Answers, real_articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = real_articles / "pokrovsk-capture-announced.review.json"
    load_walk_and_export(answers, review, tmp_path, [31, 52])


def test_a_spoilt_review_changes_nothing(answers: Answers, tmp_path: Path) -> None:
    project, review = tmp_path / "Review.claimdesk", tmp_path / "spoilt.json"
    sound = resources.path("samples", "sample.review.json").read_text(encoding="utf-8")

    def work(p: Person) -> None:
        answers.choose(project)
        p.press("Ctrl+N")
        for spoilt in ("", "{", sound[: len(sound) // 2], sound.replace('"claims"', '"klaims"')):
            review.write_text(spoilt, encoding="utf-8")
            answers.choose(review)
            p.choose_menu("File", "Load a review…")
            assert p.trouble().endswith(".")
            assert p.claims() == []
            assert p.articles() == []
            assert p.menu_text("edit.undo") == "Undo"

    run(work)
