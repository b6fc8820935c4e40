"""Every action of the program, in the reading order of the menus.

This table feeds menus, toolbar, context menus, shortcuts, the palette and the list of keys.
What an action does is not here: command groups bring the handlers.
"""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

MENUS = {
    "file": mark("&File"),
    "edit": mark("&Edit"),
    "view": mark("&View"),
    "view/sort": mark("So&rt claims"),
    "view/theme": mark("C&olours"),
    "article": mark("&Article"),
    "claim": mark("&Claim"),
    "claim/stage": mark("Stage of the clai&m"),
    "claim/opinions": mark("Where reviewers di&ffer"),
    "claim/rebuild": mark("&Join, split, relate"),
    "claim/evidence": mark("Ev&idence and notes"),
    "tools": mark("&Tools"),
    "help": mark("&Help"),
}
"""Menus in their order; "a/b" is a menu inside menu a, where its first action stands."""

EXCLUSIVE = frozenset({"view/sort", "view/theme"})
"""Menus of which exactly one entry is checked."""

SUBMENUS = frozenset({"edit.saved_filters", "file.recent"})
"""Actions that stand for a menu which somebody else fills."""

_P, _A, _C = When.PROJECT, When.ARTICLE, When.CLAIM

_FILE = (
    ActionSpec("file.new", mark("&New project…"), "file", ("Ctrl+N",), icon="file-plus"),
    ActionSpec("file.open", mark("&Open…"), "file", ("Ctrl+O",), icon="folder-open"),
    ActionSpec("file.recent", mark("Open &recent"), "file", icon="history"),
    ActionSpec("file.sample", mark("Open the sa&mple project"), "file"),
    ActionSpec(
        "file.import", mark("&Import articles…"), "file", ("Ctrl+I",), icon="file-input",
        tip=mark("Bring articles from files into the project"), short=mark("Import"),
    ),
    ActionSpec(
        "file.paste", mark("&Paste as article…"), "file", ("Ctrl+Shift+V",), icon="clipboard-paste"
    ),
    ActionSpec("file.load_review", mark("&Load a review…"), "file"),
    ActionSpec(
        "file.export", mark("&Export…"), "file", ("Ctrl+E",), _P, icon="file-output",
        tip=mark("Write the reviewed claims to a file"),
    ),
    ActionSpec(
        "file.save", mark("&Save"), "file", ("Ctrl+S",), _P, icon="save",
        tip=mark("Everything is saved already; this makes a verified backup"),
    ),
    ActionSpec("file.save_copy", mark("S&ave a copy…"), "file", ("Ctrl+Shift+S",), _P),
    ActionSpec("file.copy_outsiders", mark("Copy &for outsiders…"), "file", (), _P),
    ActionSpec("file.backups", mark("&Backups…"), "file"),
    ActionSpec("file.close", mark("&Close project"), "file", ("Ctrl+W",), _P),
    ActionSpec("file.quit", mark("&Quit"), "file", ("Ctrl+Q",), icon="log-out"),
)  # fmt: skip

_EDIT = (
    ActionSpec("edit.undo", mark("&Undo"), "edit", ("Ctrl+Z",), When.UNDO, icon="undo-2"),
    ActionSpec(
        "edit.redo", mark("&Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), When.REDO, icon="redo-2"
    ),
    ActionSpec("edit.copy", mark("&Copy"), "edit", ("Ctrl+C",), icon="copy"),
    ActionSpec(
        "edit.copy_source", mark("Copy &with source"), "edit", ("Ctrl+Shift+C",), _A,
        tip=mark("Copy the selected text or the passage, where it is from, and its characters"),
    ),
    ActionSpec("edit.select_all", mark("Select &all"), "edit", ("Ctrl+A",)),
    ActionSpec("edit.expand", mark("E&xpand the selection"), "edit", ("Ctrl+Shift+E",), _A),
    ActionSpec("edit.shrink", mark("S&hrink the selection"), "edit", ("Ctrl+Shift+R",), _A),
    ActionSpec("edit.find", mark("&Find in the article"), "edit", ("Ctrl+F",), _A, icon="search"),
    ActionSpec("edit.find_next", mark("Find &next"), "edit", ("F3", "Ctrl+G"), _A),
    ActionSpec(
        "edit.find_previous", mark("Find &previous"), "edit", ("Shift+F3", "Ctrl+Shift+G"), _A
    ),
    ActionSpec(
        "edit.find_project", mark("Search in the pro&ject…"), "edit", ("Ctrl+Shift+F",), _P,
        tip=mark("Find words in articles, claims, notes and evidence"),
    ),
    ActionSpec("edit.next_found", mark("Next place foun&d"), "edit", ("F4",), _P),
    ActionSpec("edit.previous_found", mark("Previous place f&ound"), "edit", ("Shift+F4",), _P),
    ActionSpec(
        "edit.filter", mark("F&ilter the claims"), "edit", ("Ctrl+Shift+L",), _P, icon="list-filter"
    ),
    ActionSpec("edit.filter_by", mark("Filter b&y"), "edit", (), _P),
    ActionSpec("edit.clear_filter", mark("C&lear the filter"), "edit", (), _P),
    ActionSpec("edit.save_filter", mark("&Save the filter…"), "edit", (), _P),
    ActionSpec("edit.saved_filters", mark("Sa&ved filters"), "edit", (), _P),
    ActionSpec("edit.preferences", mark("Pr&eferences…"), "edit", ("Ctrl+,",), icon="settings"),
)  # fmt: skip

_VIEW = (
    ActionSpec("view.articles", mark("&Articles"), "view", ("F9",), checkable=True),
    ActionSpec("view.claims", mark("&Claims"), "view", ("Shift+F9",), checkable=True),
    ActionSpec("view.details", mark("Claim &details"), "view", ("Ctrl+F9",), checkable=True),
    ActionSpec("view.next_pane", mark("&Next pane"), "view", ("F6",), _P),
    ActionSpec("view.previous_pane", mark("&Previous pane"), "view", ("Shift+F6",), _P),
    ActionSpec(
        "view.sort_number", mark("Sort by the order of the &review"), "view/sort", (), _P,
        checkable=True,
    ),
    ActionSpec("view.sort_verdict", mark("Sort by &verdict"), "view/sort", (), _P, checkable=True),
    ActionSpec("view.sort_claim", mark("Sort by &claim"), "view/sort", (), _P, checkable=True),
    ActionSpec(
        "view.sort_claimant", mark("Sort by cl&aimant"), "view/sort", (), _P, checkable=True
    ),
    ActionSpec(
        "view.sort_passages", mark("Sort by &passages"), "view/sort", (), _P, checkable=True
    ),
    ActionSpec(
        "view.sort_reviewer", mark("Sort by r&eviewer"), "view/sort", (), _P, checkable=True
    ),
    ActionSpec("view.sort_stage", mark("Sort by &stage"), "view/sort", (), _P, checkable=True),
    ActionSpec(
        "view.sort_priority", mark("Sort by priorit&y"), "view/sort", (), _P, checkable=True
    ),
    ActionSpec("view.sort_tags", mark("Sort by &tags"), "view/sort", (), _P, checkable=True),
    ActionSpec("view.sort_due", mark("Sort by &due day"), "view/sort", (), _P, checkable=True),
    ActionSpec("view.sort_reverse", mark("Re&verse the sorting"), "view", (), _P, checkable=True),
    ActionSpec(
        "view.zoom_in", mark("&Larger text"), "view", ("Ctrl+=", "Ctrl++"), _A, icon="zoom-in"
    ),
    ActionSpec("view.zoom_out", mark("&Smaller text"), "view", ("Ctrl+-",), _A, icon="zoom-out"),
    ActionSpec("view.zoom_reset", mark("&Usual text size"), "view", ("Ctrl+Shift+0",), _A),
    ActionSpec(
        "view.theme_system", mark("&As the desktop"), "view/theme", icon="monitor", checkable=True
    ),
    ActionSpec("view.theme_light", mark("&Light"), "view/theme", icon="sun", checkable=True),
    ActionSpec("view.theme_dark", mark("&Dark"), "view/theme", icon="moon", checkable=True),
    ActionSpec(
        "view.theme_contrast_light", mark("&High contrast, light"), "view/theme", checkable=True
    ),
    ActionSpec(
        "view.theme_contrast_dark", mark("High &contrast, dark"), "view/theme", checkable=True
    ),
    ActionSpec("view.fade", mark("Fade un&marked text"), "view", ("Ctrl+Shift+M",), checkable=True),
    ActionSpec("view.cues", mark("Cu&es"), "view", ("Ctrl+Shift+I",), checkable=True),
    ActionSpec("view.full_screen", mark("&Full screen"), "view", ("F11",), icon="maximize"),
)  # fmt: skip

_ARTICLE = (
    ActionSpec("article.details", mark("Article &details…"), "article", (), _A, icon="file-text"),
    ActionSpec("notes.article", mark("N&ote on the article…"), "article", (), _A),
    ActionSpec("notes.of_article", mark("Notes o&f the article…"), "article", (), _A),
    ActionSpec(
        "article.mark", mark("&Mark passage"), "article", ("Ctrl+M",), _A | When.TEXT,
        icon="highlighter", tip=mark("Make the selected text a passage, for now without a claim"),
    ),
    ActionSpec(
        "article.mark_found", mark("Mar&k all that is found…"), "article", (), _A,
        tip=mark("Make passages of everything the find bar has found"),
    ),
    ActionSpec(
        "article.nothing", mark("Nothing to &check here"), "article", ("Ctrl+Shift+O",), _A,
        tip=mark("Mark the sentence as looked at, or open it again"),
    ),
    ActionSpec("article.next_passage", mark("&Next passage"), "article", ("Alt+.",), _A),
    ActionSpec("article.previous_passage", mark("&Previous passage"), "article", ("Alt+,",), _A),
    ActionSpec(
        "article.next_unclaimed", mark("Next open &sentence"), "article",
        ("Ctrl+Shift+J",), _A,
    ),
    ActionSpec(
        "article.previous_unclaimed", mark("Pre&vious open sentence"), "article",
        ("Ctrl+Alt+J",), _A,
    ),
    ActionSpec("article.remove_passage", mark("Remove p&assage"), "article", (), When.PASSAGE),
    ActionSpec("article.remove", mark("&Remove article"), "article", (), _A, icon="trash-2"),
)  # fmt: skip

_CLAIM = (
    ActionSpec(
        "claim.new", mark("&New claim from selection"), "claim", ("Ctrl+Return", "Ctrl+Enter"), _P,
        icon="message-square-plus",
        tip=mark("Make a claim of the selected text and word it"), short=mark("New claim"),
    ),
    ActionSpec(
        "claim.link", mark("&Link to a claim…"), "claim", ("Ctrl+L",), _A, icon="link",
        tip=mark("Link the selected text to a claim that is there"),
    ),
    ActionSpec(
        "claim.unlink", mark("Unlin&k from the claim"), "claim", ("Ctrl+Shift+D",),
        _C | When.PASSAGE, icon="unlink",
    ),
    ActionSpec(
        "claim.confirm", mark("&Confirmed"), "claim", ("Ctrl+1",), _C, icon="mark-confirmed",
        tip=mark("I looked at it and it is so"),
    ),
    ActionSpec(
        "claim.deny", mark("&Denied"), "claim", ("Ctrl+2",), _C, icon="mark-denied",
        tip=mark("I found it to be false; that a party denies it belongs to the link’s stance"),
    ),
    ActionSpec(
        "claim.unverify", mark("&Unverified"), "claim", ("Ctrl+3",), _C, icon="mark-unverified",
        tip=mark("I looked at it and it cannot be settled"),
    ),
    ActionSpec("claim.withdraw", mark("&Take my verdict back"), "claim", ("Ctrl+0",), _C),
    ActionSpec("claim.next", mark("Ne&xt claim"), "claim", ("Alt+Down",), _P, icon="chevron-down"),
    ActionSpec(
        "claim.previous", mark("&Previous claim"), "claim", ("Alt+Up",), _P, icon="chevron-up"
    ),
    ActionSpec(
        "claim.next_open", mark("Next claim not re&viewed"), "claim", ("Ctrl+J",), _P,
        icon="circle-dashed",
    ),
    ActionSpec("claim.next_passage", mark("Next pa&ssage of the claim"), "claim", ("F8",), _C),
    ActionSpec(
        "claim.previous_passage", mark("Previous pass&age of the claim"), "claim", ("Shift+F8",), _C
    ),
    ActionSpec("claim.move_up", mark("M&ove up"), "claim", ("Alt+PgUp",), _C),
    ActionSpec("claim.move_down", mark("Move do&wn"), "claim", ("Alt+PgDown",), _C),
    ActionSpec("claim.stage_open", mark("Stage: &open"), "claim/stage", (), _C),
    ActionSpec("claim.stage_in_progress", mark("Stage: &in progress"), "claim/stage", (), _C),
    ActionSpec("claim.stage_second_review", mark("Stage: &second review"), "claim/stage", (), _C),
    ActionSpec("claim.stage_done", mark("Stage: &done"), "claim/stage", (), _C),
    ActionSpec("claim.tag", mark("Add ta&gs…"), "claim", (), _C),
    ActionSpec("claim.edit", mark("&Edit claim text"), "claim", ("F2",), _C, icon="pencil"),
    ActionSpec(
        "claim.lacking", mark("&Before it is done"), "claim", ("Ctrl+Shift+X",), _C,
        tip=mark("What keeps the claim from being done"),
    ),
    ActionSpec("claim.checklist", mark("C&hecklist"), "claim", ("Ctrl+Shift+K",), _C),
    ActionSpec("claim.duplicate", mark("Du&plicate claim"), "claim/rebuild", (), _C),
    ActionSpec(
        "claim.merge", mark("&Merge the chosen claims"), "claim/rebuild", (), _C,
        tip=mark("The current claim takes over passages, evidence, notes and tags of the others"),
    ),
    ActionSpec("claim.split", mark("&Split claim…"), "claim/rebuild", (), _C),
    ActionSpec(
        "claim.relate", mark("&Relate to a claim…"), "claim/rebuild", ("Ctrl+Alt+R",), _C,
        tip=mark("Say how the claim stands to another one: part of, contradicts, same as …"),
    ),
    ActionSpec(
        "claim.settle", mark("&Final verdict…"), "claim/opinions", ("Ctrl+4",), _C,
        tip=mark("See what each reviewer said, and decide above them"),
    ),
    ActionSpec("claim.unsettle", mark("&Take the final verdict back"), "claim/opinions", (), _C),
    ActionSpec(
        "claim.next_difference", mark("&Next claim reviewers differ on"), "claim/opinions",
        ("Ctrl+Shift+F8",), _P,
    ),
    ActionSpec(
        "claim.previous_difference", mark("&Previous claim reviewers differ on"),
        "claim/opinions", (), _P,
    ),
    ActionSpec("claim.remove", mark("&Remove"), "claim", ("Del",), _P, icon="trash-2"),
)  # fmt: skip

_EVIDENCE = (
    ActionSpec(
        "evidence.add", mark("&Add evidence"), "claim/evidence", ("Ctrl+Shift+A",), _C,
        tip=mark("Paste an address or a citation, and correct what was understood"),
    ),
    ActionSpec(
        "evidence.use", mark("&Use evidence that is there…"), "claim/evidence", (), _C,
        tip=mark("Let a piece of evidence of the project speak for this claim, too"),
    ),
    ActionSpec(
        "evidence.cite", mark("Use the &selection as evidence"), "claim/evidence",
        ("Ctrl+Alt+A",), _C | When.TEXT,
        tip=mark("The selected text of an article becomes evidence for the current claim"),
    ),
    ActionSpec("evidence.file", mark("Add a &file as evidence…"), "claim/evidence", (), _C),
    ActionSpec("evidence.paste", mark("&Paste as evidence"), "claim/evidence", (), _C),
    ActionSpec("evidence.take", mark("&Take evidence from the claim"), "claim/evidence", (), _C),
    ActionSpec("evidence.remove", mark("&Remove it from all claims"), "claim/evidence", (), _C),
)  # fmt: skip

_NOTES = (
    ActionSpec(
        "notes.here", mark("&Note on what is current…"), "claim/evidence", ("Ctrl+Shift+N",), _P,
        tip=mark("On the evidence or passage that is worked on, else on the claim or the article"),
    ),
    ActionSpec("notes.claim", mark("Note &on the claim…"), "claim/evidence", (), _C),
    ActionSpec(
        "notes.passage", mark("Note on the passa&ge…"), "claim/evidence", (), When.PASSAGE
    ),
    ActionSpec("notes.evidence", mark("Note on the &evidence…"), "claim/evidence", (), _C),
)  # fmt: skip

_REST = (
    ActionSpec("tools.palette", mark("&Command palette…"), "tools", ("Ctrl+K",), icon="command"),
    ActionSpec(
        "tools.history", mark("&History…"), "tools", ("Ctrl+H",), _P, icon="history",
        tip=mark("Who changed what and when; bring values and removed items back"),
    ),
    ActionSpec(
        "tools.evidence", mark("&Evidence…"), "tools", (), _P,
        tip=mark("All evidence of the project: search, sort, what is unused"),
    ),
    ActionSpec(
        "tools.repeats", mark("Find &repeats…"), "tools", (), _P,
        tip=mark("Find places in all articles that say again what a claim says"),
    ),
    ActionSpec(
        "tools.notes", mark("&Notes…"), "tools", (), _P,
        tip=mark("All notes and replies: search, by person, by what they are on"),
    ),
    ActionSpec(
        "tools.checklist", mark("House check&list…"), "tools", (), _P,
        tip=mark("Edit the questions that are asked of every claim"),
    ),
    ActionSpec("tools.parties", mark("&Who says what…"), "tools", (), _P),
    ActionSpec(
        "tools.check", mark("Check the &project file"), "tools", (), _P, icon="shield-check"
    ),
    ActionSpec("help.first_steps", mark("&First steps…"), "help", ("F1",), icon="circle-help"),
    ActionSpec("help.keeping", mark("&How your work is kept…"), "help"),
    ActionSpec(
        "help.shortcuts", mark("&Keyboard shortcuts…"), "help", ("Ctrl+/",), icon="keyboard"
    ),
    ActionSpec("help.diagnostics", mark("&Copy diagnostic information"), "help"),
    ActionSpec("help.log", mark("Open the &log folder"), "help"),
    ActionSpec("help.about", mark("&About Claimdesk…"), "help", icon="info"),
)  # fmt: skip

ACTIONS: tuple[ActionSpec, ...] = (
    *_FILE,
    *_EDIT,
    *_VIEW,
    *_ARTICLE,
    *_CLAIM,
    *_EVIDENCE,
    *_NOTES,
    *_REST,
)

WRITING = frozenset(
    {
        "file.import", "file.paste", "file.load_review", "file.save", "edit.undo", "edit.redo",
        "article.mark", "article.mark_found", "article.nothing",
        "article.remove_passage", "article.remove",
        "claim.new", "claim.link", "claim.unlink", "claim.confirm", "claim.deny",
        "claim.unverify", "claim.withdraw", "claim.edit", "claim.remove", "tools.checklist",
        "claim.settle", "claim.unsettle", "claim.tag", "claim.move_up", "claim.move_down",
        "claim.stage_open", "claim.stage_in_progress", "claim.stage_second_review",
        "claim.stage_done",
        "claim.duplicate", "claim.merge", "claim.split", "claim.relate",
        "evidence.add", "evidence.use", "evidence.cite", "evidence.file", "evidence.paste",
        "evidence.take", "evidence.remove",
        "notes.here", "notes.claim", "notes.passage", "notes.evidence", "notes.article",
    }
)  # fmt: skip
"""Actions that write to the project, and so are disabled while it may only be read."""


def plain(text: str) -> str:
    """Return a menu text without the mark of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
