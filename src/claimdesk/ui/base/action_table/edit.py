"""Undo, copying, finding, filters and preferences."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec(
        "edit.undo", mark("&Undo"), "edit", ("Ctrl+Z",), When.UNDO, icon="undo-2", writes=True
    ),
    ActionSpec(
        "edit.redo",
        mark("&Redo"),
        "edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        When.REDO,
        icon="redo-2",
        writes=True,
    ),
    ActionSpec("edit.copy", mark("&Copy"), "edit", ("Ctrl+C",), icon="copy"),
    ActionSpec(
        "edit.copy_source",
        mark("Copy &with source"),
        "edit",
        ("Ctrl+Shift+C",),
        When.ARTICLE,
        tip=mark("Copy the selected text or the passage, where it is from, and its characters"),
    ),
    ActionSpec("edit.select_all", mark("Select &all"), "edit", ("Ctrl+A",)),
    ActionSpec(
        "edit.expand", mark("E&xpand the selection"), "edit", ("Ctrl+Shift+E",), When.ARTICLE
    ),
    ActionSpec(
        "edit.shrink", mark("S&hrink the selection"), "edit", ("Ctrl+Shift+R",), When.ARTICLE
    ),
    ActionSpec(
        "edit.find", mark("&Find in the article"), "edit", ("Ctrl+F",), When.ARTICLE, icon="search"
    ),
    ActionSpec("edit.find_next", mark("Find &next"), "edit", ("F3", "Ctrl+G"), When.ARTICLE),
    ActionSpec(
        "edit.find_previous",
        mark("Find &previous"),
        "edit",
        ("Shift+F3", "Ctrl+Shift+G"),
        When.ARTICLE,
    ),
    ActionSpec(
        "edit.find_project",
        mark("Search in the pro&ject…"),
        "edit",
        ("Ctrl+Shift+F",),
        When.PROJECT,
        tip=mark("Find words in articles, claims, notes and evidence"),
    ),
    ActionSpec("edit.next_found", mark("Next place foun&d"), "edit", ("F4",), When.PROJECT),
    ActionSpec(
        "edit.previous_found", mark("Previous place f&ound"), "edit", ("Shift+F4",), When.PROJECT
    ),
    ActionSpec(
        "edit.filter",
        mark("F&ilter the claims"),
        "edit",
        ("Ctrl+Shift+L",),
        When.PROJECT,
        icon="list-filter",
    ),
    ActionSpec("edit.filter_by", mark("Filter b&y"), "edit", (), When.PROJECT),
    ActionSpec(
        "edit.filter_due",
        mark("Show &the claims that are due"),
        "edit",
        (),
        When.PROJECT,
        tip=mark("List the claims that are to be checked again by now"),
    ),
    ActionSpec(
        "edit.filter_mine",
        mark("Show claims assi&gned to me"),
        "edit",
        (),
        When.PROJECT,
        tip=mark("List the claims I am asked about and have not judged"),
    ),
    ActionSpec(
        "edit.filter_differ",
        mark("Show claims with disagree&ment"),
        "edit",
        (),
        When.PROJECT,
    ),
    ActionSpec("edit.clear_filter", mark("C&lear the filter"), "edit", (), When.PROJECT),
    ActionSpec("edit.save_filter", mark("&Save the filter…"), "edit", (), When.PROJECT),
    ActionSpec("edit.saved_filters", mark("Sa&ved filters"), "edit", (), When.PROJECT),
    ActionSpec("edit.preferences", mark("Pr&eferences…"), "edit", ("Ctrl+,",), icon="settings"),
)
