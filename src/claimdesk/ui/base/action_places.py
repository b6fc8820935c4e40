"""Where actions stand besides their menus: lines between them, toolbar, context menus."""

SECTIONS = frozenset(
    {
        "file.import", "file.export", "file.save", "file.close",
        "edit.copy", "edit.find", "edit.preferences",
        "view.next_pane", "view.sort_number", "view.zoom_in", "view.theme_system", "view.fade",
        "view.full_screen",
        "article.mark", "article.next_passage", "article.remove_passage",
        "claim.confirm", "claim.next", "claim.next_passage", "claim.move_up", "claim.edit",
        "link.voice_article", "link.speaker",
        "claim.recheck", "claim.settle", "claim.remove",
        "notes.here", "tools.check", "help.diagnostics", "help.about",
    }
)  # fmt: skip
"""Actions with a line above them in their menu."""

LINE = ""
"""Stands for a line in the toolbar and in context menus."""

TOOLBAR: tuple[str, ...] = (
    "file.open", "file.import", LINE, "edit.undo", "edit.redo", LINE,
    "article.mark", "claim.new", "claim.link", LINE,
    "claim.confirm", "claim.deny", "claim.unverify", LINE,
    "claim.previous", "claim.next", "claim.next_open", LINE, "edit.find", "file.export",
)  # fmt: skip

WORDED = frozenset(
    {"file.import", "claim.new", "claim.confirm", "claim.deny", "claim.unverify", "file.export"}
)
"""Toolbar buttons that show their word beside the icon."""

CONTEXT_MENUS: dict[str, tuple[str, ...]] = {
    "article": (
        "claim.new", "claim.link", "article.mark", LINE,
        "claim.confirm", "claim.deny", "claim.unverify", "claim.withdraw", LINE,
        "claim.unlink", "article.remove_passage", LINE, "edit.copy",
        "edit.copy_source", "edit.find",
    ),
    "claims": (
        "claim.confirm", "claim.deny", "claim.unverify", "claim.withdraw", LINE,
        "claim.edit", "claim.tag", "claim.assign", "claim.recheck", "claim.next_passage",
        "edit.copy", LINE, "claim.merge", "claim.relate", "claim.split", LINE,
        "claim.move_up", "claim.move_down", LINE, "claim.remove",
    ),
    "links": (
        "link.asserts", "link.supports", "link.disputes", "link.mentions", LINE,
        "link.voice_article", "link.voice_indirect", "link.voice_quoted", "link.voice_post",
        "link.voice_unnamed", LINE, "link.speaker", "link.also", LINE, "claim.unlink",
    ),
    "articles": (
        "article.details", "notes.article", LINE, "file.import", "file.paste", LINE,
        "article.remove",
    ),
}  # fmt: skip
