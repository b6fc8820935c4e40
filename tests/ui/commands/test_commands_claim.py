"""The Claim and Article menus at their edges: nothing chosen, nothing left, round and round."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from claimdesk.app.program import Program
from claimdesk.core.model import ReadArticle
from claimdesk.store import articles, claims, passages
from claimdesk.ui.commands.article import ArticleCommands
from claimdesk.ui.commands.claim import ClaimCommands
from claimdesk.ui.dialogs.claims.link import LinkPicker

from .conftest import Chosen, said

TEXT = "The bridge is closed. Nobody crosses it. A ladder and a flag are all there is."


def claim_commands(program: Program) -> ClaimCommands:
    return ClaimCommands(program.desk, program.window.claims, program.window.form)


def begin(program: Program, chosen: Chosen, folder: Path) -> None:
    """Make a project with one short article."""
    chosen.paths = [folder / "Review.claimdesk"]
    program.files.new()
    program.desk.project.do(
        "Import", lambda session: articles.add(session, ReadArticle(text=TEXT, title="Bridge"))
    )


def picker(program: Program) -> LinkPicker:
    (found,) = program.window.findChildren(LinkPicker)
    return found


def test_without_a_claim_nothing_is_decided_removed_or_stepped_to(
    program: Program, chosen: Chosen, tmp_path: Path
) -> None:
    begin(program, chosen, tmp_path)
    handlers = claim_commands(program).handlers()
    for name in (
        *("claim.confirm", "claim.withdraw", "claim.unlink", "claim.next", "claim.previous"),
        *("claim.remove", "claim.next_passage"),
    ):
        handlers[name]()
    assert program.desk.project.undo_stack.count() == 1
    handlers["claim.next_open"]()
    assert said(program) == "Every claim is reviewed"
    handlers["claim.link"]()
    assert said(program) == "Select some text first"


def test_without_an_article_nothing_is_marked_or_linked(
    program: Program, chosen: Chosen, tmp_path: Path
) -> None:
    chosen.paths = [tmp_path / "Review.claimdesk"]
    program.files.new()
    handlers = {
        **claim_commands(program).handlers(),
        **ArticleCommands(program.desk, program.window.article).handlers(),
    }
    for name, run in handlers.items():
        if name.startswith("article.") or name == "claim.link":
            run()
    assert program.desk.project.undo_stack.count() == 0
    handlers["claim.new"]()
    assert [row.text for row in program.desk.project.read(claims.rows)] == ["New claim"]


def test_a_passage_that_is_pointed_at_is_linked_without_selecting_it_again(
    sample: Program,
) -> None:
    sample.actions.run("claim.next")
    now = sample.desk.selection.now
    sample.desk.selection.choose_text(0, 0)
    sample.actions.run("claim.link")
    edit = picker(sample).findChild(QLineEdit, "link-filter")
    assert edit is not None
    QTest.keyClicks(edit, "5")
    picker(sample)._pick()
    assert said(sample) == "Linked to claim 5"
    links = sample.desk.project.read(passages.links, sample.desk.selection.now.claim_id)
    assert now.passage_id in [link.passage_id for link in links]


def test_a_new_claim_is_made_from_the_picker(sample: Program) -> None:
    sample.desk.selection.choose_text(65, 80)
    sample.actions.run("claim.link")
    edit = picker(sample).findChild(QLineEdit, "link-filter")
    assert edit is not None
    QTest.keyClicks(edit, "Nothing like the others")
    picker(sample)._pick_new()
    rows = sample.desk.project.read(claims.rows)
    assert rows[-1].text == "Nothing like the others"
    assert rows[-1].passages == 1
    assert sample.desk.selection.now.claim_id == rows[-1].id


def test_a_passage_that_is_gone_is_not_linked(sample: Program) -> None:
    sample.desk.selection.choose_text(0, 0)
    sample.desk.selection.choose_passage(None, None)
    sample.actions.run("claim.link")
    assert said(sample) == "Select some text first"


def test_several_claims_are_decided_and_removed_as_one_action(sample: Program) -> None:
    table = sample.window.claims.table
    sample.actions.run("claim.next")
    table.selectAll()
    sample.actions.run("claim.confirm")
    assert said(sample) == "20 claims confirmed"
    assert sample.desk.project.undo_stack.count() == 1
    sample.actions.run("claim.next_open")
    assert said(sample) == "Every claim is reviewed"
    table.selectAll()
    sample.actions.run("claim.withdraw")
    assert said(sample) == "Verdict on 20 claims taken back"
    table.selectAll()
    sample.actions.run("claim.remove")
    assert said(sample) == "20 claims removed"
    assert sample.desk.selection.now.claim_id is None


def test_after_a_removal_the_next_claim_is_the_current_one(sample: Program) -> None:
    rows = sample.desk.project.read(claims.rows)
    sample.desk.selection.choose_claim(rows[4].id)
    sample.actions.run("claim.remove")
    assert sample.desk.selection.now.claim_id == rows[5].id
    sample.desk.selection.choose_claim(rows[-1].id)
    sample.actions.run("claim.remove")
    assert sample.desk.selection.now.claim_id == rows[-2].id


def test_steps_stop_at_the_ends_of_the_list(sample: Program) -> None:
    sample.actions.run("claim.previous")
    assert said(sample).startswith("Claim 20,")
    sample.actions.run("claim.next")
    assert said(sample).startswith("Claim 20,")


def test_the_passages_of_a_claim_go_round_in_both_directions(sample: Program) -> None:
    sample.actions.run("claim.next")
    sample.desk.selection.choose_passage(None, sample.desk.selection.now.claim_id)
    sample.actions.run("claim.previous_passage")
    assert said(sample) == "Passage 7 of 7 of claim 1"
    sample.actions.run("claim.next_passage")
    assert said(sample) == "Round again: passage 1 of 7 of claim 1"
    sample.actions.run("claim.next_passage")
    assert said(sample) == "Passage 2 of 7 of claim 1"
    view, now = sample.window.article.view, sample.desk.selection.now
    assert now.passage_id is not None
    assert view.stretch_of(now.passage_id)[0] == now.start == now.end
    assert view._scene.flashed >= view._scene.active > set()


def test_a_claim_without_a_passage_says_so(sample: Program) -> None:
    sample.desk.selection.choose_article(None)
    sample.actions.run("claim.new")
    sample.actions.run("claim.next_passage")
    assert said(sample) == "This claim has no passage"


def test_the_passages_of_an_article_are_walked_from_the_caret_on(sample: Program) -> None:
    version = sample.desk.project.read(articles.rows)[0].version_id
    rows = sample.desk.project.read(passages.rows, version)
    middle = rows[len(rows) // 2].start
    sample.desk.selection.choose_text(middle, middle)
    sample.actions.run("article.previous_passage")
    before = sample.desk.selection.now.passage_id
    sample.desk.selection.choose_passage(None, None)
    sample.desk.selection.choose_text(middle, middle)
    sample.actions.run("article.next_passage")
    after = sample.desk.selection.now.passage_id
    starts = {row.id: row.start for row in rows}
    assert before is not None
    assert after is not None
    assert starts[before] < middle <= starts[after]
    sample.actions.run("article.previous_passage")
    assert sample.desk.selection.now.passage_id == before


def test_an_article_without_a_passage_says_so(
    program: Program, chosen: Chosen, tmp_path: Path
) -> None:
    begin(program, chosen, tmp_path)
    program.actions.run("article.next_passage")
    assert said(program) == "This article has no passage yet"


def test_the_last_article_that_is_removed_leaves_none(
    program: Program, chosen: Chosen, tmp_path: Path
) -> None:
    begin(program, chosen, tmp_path)
    program.actions.run("article.remove")
    assert program.desk.selection.now.article_id is None
    program.actions.run("edit.undo")
    model = program.window.articles.model
    assert [row.title for row in model.rows_of(model.keys)] == ["Bridge"]


def test_details_that_stay_as_they_are_are_no_edit(sample: Program) -> None:
    row = sample.desk.project.read(articles.rows)[0]
    commands = ArticleCommands(sample.desk, sample.window.article)
    commands._correct(row, {})
    assert sample.desk.project.undo_stack.count() == 0
    commands._correct(row, {"publisher": "The Orva Courier"})
    assert sample.window.article.header.origin.text().startswith("The Orva Courier")


def test_blanks_make_no_passage(sample: Program) -> None:
    text = sample.desk.project.read(
        articles.text, sample.desk.project.read(articles.rows)[0].version_id
    )
    blank = text.index("\n\n")
    sample.desk.selection.choose_text(blank, blank + 2)
    sample.actions.run("article.mark")
    assert sample.desk.project.undo_stack.count() == 0
    sample.actions.run("claim.new")
    assert sample.desk.project.undo_stack.count() == 0
