"""Looking through an article sentence by sentence: marked, opened again, stepped over, told."""

from claimdesk.app.program import Program
from claimdesk.core.model import ReadArticle
from claimdesk.store import articles, coverage
from claimdesk.ui.dialogs.one_line import OneLine

from .conftest import said


def spans(program: Program) -> list[tuple[int, int]]:
    """Return what I marked; the sample brings what others did."""
    me = program.desk.project.reviewer_id
    rows = program.desk.project.read(coverage.rows, reviewer_id=me)
    return [(one.start, one.end) for one in rows]


def test_a_sentence_with_nothing_to_check_is_marked_stepped_over_and_opened_again(
    sample: Program,
) -> None:
    selection, view = sample.desk.selection, sample.window.article.view
    sample.actions.run("article.next_unclaimed")
    first = selection.now
    selection.choose_text(first.start + 1, first.start + 1)
    sample.actions.run("article.nothing")
    assert said(sample) == "Nothing to check here"
    assert spans(sample) == [(first.start, first.end)]
    assert view.is_covered(first.start, first.end)
    selection.choose_text(first.start, first.start)
    sample.actions.run("article.next_unclaimed")
    assert selection.now.start >= first.end
    assert sample.desk.project.undo_stack.undoText() == "Nothing to check here"
    selection.choose_text(first.start, first.end)
    sample.actions.run("article.nothing")
    assert said(sample) == "Open again"
    assert spans(sample) == []
    assert not view.is_covered(first.start, first.end)
    sample.actions.run("edit.undo")
    assert view.is_covered(first.start, first.end)
    sample.actions.run("edit.undo")
    assert spans(sample) == []


def test_a_selection_is_widened_to_whole_sentences(sample: Program) -> None:
    selection = sample.desk.selection
    sample.actions.run("article.next_unclaimed")
    first = selection.now
    sample.actions.run("article.next_unclaimed")
    second = selection.now
    selection.choose_text(first.start + 2, second.start + 2)
    sample.actions.run("article.nothing")
    assert spans(sample) == [(first.start, second.end)]


def test_where_no_sentence_is_nothing_is_marked(sample: Program) -> None:
    selection, project = sample.desk.selection, sample.desk.project
    blank = project.do(
        "Paste", lambda session: articles.add(session, ReadArticle("One.\n\n\n\nTwo.", "Blank"))
    )
    selection.choose_article(blank)
    selection.choose_text(6, 6)
    sample.actions.run("article.nothing")
    assert said(sample) == "There is no sentence here"
    selection.choose_article(None)
    sample.actions.action("article.nothing").setEnabled(True)
    sample.actions.run("article.nothing")
    assert spans(sample) == []


def test_cues_are_shown_from_the_menu_kept_and_told_at_the_next_open_sentence(
    sample: Program,
) -> None:
    sample.actions.run("view.cues")
    view = sample.window.article.view
    assert view._scene.margin.shows_cues
    assert sample.desk.settings.now.article_cues
    assert sample.actions.action("view.cues").isChecked()
    told = []
    for _ in range(6):
        sample.actions.run("article.next_unclaimed")
        told.append(said(sample))
    assert any(": " in one.removeprefix("Round again: ") for one in told)
    sample.actions.run("view.cues")
    assert not view._scene.margin.shows_cues


def test_why_there_is_nothing_to_check_is_asked_and_kept(sample: Program) -> None:
    sample.actions.run("article.next_unclaimed")
    sample.actions.run("article.nothing_because")
    (asked,) = sample.window.findChildren(OneLine)
    asked.line.setText("an opinion")
    asked._on_given()
    assert said(sample) == "Nothing to check here: an opinion"
    me = sample.desk.project.reviewer_id
    (row,) = sample.desk.project.read(coverage.rows, reviewer_id=me)
    assert row.reason == "an opinion"
    sample.actions.run("article.nothing_because")
    assert said(sample) == "This is marked already; open it again first"
    sample.actions.run("edit.undo")
    assert spans(sample) == []


def test_without_an_article_nobody_is_asked_why(program: Program) -> None:
    program.files.open_sample()
    program.desk.selection.choose_article(None)
    program.actions.run("article.nothing_because")
    program.actions.run("article.nothing")
    assert program.window.findChildren(OneLine) == []
