"""The article that is read and its passages."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec(
        "article.details", mark("Article &details…"), "article", (), When.ARTICLE, icon="file-text"
    ),
    ActionSpec(
        "notes.article", mark("N&ote on the article…"), "article", (), When.ARTICLE, writes=True
    ),
    ActionSpec("notes.of_article", mark("Notes o&f the article…"), "article", (), When.ARTICLE),
    ActionSpec(
        "article.mark",
        mark("&Mark passage"),
        "article",
        ("Ctrl+M",),
        When.ARTICLE | When.TEXT,
        icon="highlighter",
        tip=mark("Make the selected text a passage, for now without a claim"),
        writes=True,
    ),
    ActionSpec(
        "article.mark_found",
        mark("Mar&k all that is found…"),
        "article",
        (),
        When.ARTICLE,
        tip=mark("Make passages of everything the find bar has found"),
        writes=True,
    ),
    ActionSpec(
        "article.nothing",
        mark("Nothing to &check here"),
        "article",
        ("Ctrl+Shift+O",),
        When.ARTICLE,
        tip=mark("Mark the sentence as looked at, or open it again"),
        writes=True,
    ),
    ActionSpec(
        "article.nothing_because",
        mark("Nothing to check here, &because…"),
        "article",
        ("Ctrl+Alt+O",),
        When.ARTICLE,
        tip=mark("Mark the sentence as looked at, and say why: a heading, an opinion …"),
        writes=True,
    ),
    ActionSpec("article.next_passage", mark("&Next passage"), "article", ("Alt+.",), When.ARTICLE),
    ActionSpec(
        "article.previous_passage", mark("&Previous passage"), "article", ("Alt+,",), When.ARTICLE
    ),
    ActionSpec(
        "article.next_unclaimed",
        mark("Next open &sentence"),
        "article",
        ("Ctrl+Shift+J",),
        When.ARTICLE,
    ),
    ActionSpec(
        "article.previous_unclaimed",
        mark("Pre&vious open sentence"),
        "article",
        ("Ctrl+Alt+J",),
        When.ARTICLE,
    ),
    ActionSpec(
        "article.remove_passage", mark("Remove p&assage"), "article", (), When.PASSAGE, writes=True
    ),
    ActionSpec(
        "article.remove",
        mark("&Remove article"),
        "article",
        (),
        When.ARTICLE,
        icon="trash-2",
        writes=True,
    ),
)
