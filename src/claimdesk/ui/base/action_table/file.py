"""Projects, articles coming in, reviews going out."""

from claimdesk.core.i18n import mark
from claimdesk.ui.base.action_spec import ActionSpec, When

ACTIONS = (
    ActionSpec("file.new", mark("&New project…"), "file", ("Ctrl+N",), icon="file-plus"),
    ActionSpec("file.open", mark("&Open…"), "file", ("Ctrl+O",), icon="folder-open"),
    ActionSpec("file.recent", mark("Open &recent"), "file", icon="history"),
    ActionSpec("file.sample", mark("Open the sa&mple project"), "file"),
    ActionSpec(
        "file.import",
        mark("&Import articles…"),
        "file",
        ("Ctrl+I",),
        icon="file-input",
        tip=mark("Bring articles from files into the project"),
        short=mark("Import"),
        writes=True,
    ),
    ActionSpec(
        "file.import_folder",
        mark("Import a fol&der…"),
        "file",
        tip=mark("Bring the articles of a whole folder into the project"),
        writes=True,
    ),
    ActionSpec(
        "file.paste",
        mark("&Paste as article…"),
        "file",
        ("Ctrl+Shift+V",),
        icon="clipboard-paste",
        writes=True,
    ),
    ActionSpec("file.load_review", mark("&Load a review…"), "file", writes=True),
    ActionSpec(
        "file.export",
        mark("&Export…"),
        "file",
        ("Ctrl+E",),
        When.PROJECT,
        icon="file-output",
        tip=mark("Write the reviewed claims to a file"),
    ),
    ActionSpec(
        "file.save",
        mark("&Save"),
        "file",
        ("Ctrl+S",),
        When.PROJECT,
        icon="save",
        tip=mark("Everything is saved already; this makes a verified backup"),
        writes=True,
    ),
    ActionSpec("file.save_copy", mark("S&ave a copy…"), "file", ("Ctrl+Shift+S",), When.PROJECT),
    ActionSpec("file.copy_outsiders", mark("Copy &for outsiders…"), "file", (), When.PROJECT),
    ActionSpec("file.backups", mark("&Backups…"), "file"),
    ActionSpec("file.close", mark("&Close project"), "file", ("Ctrl+W",), When.PROJECT),
    ActionSpec("file.quit", mark("&Quit"), "file", ("Ctrl+Q",), icon="log-out"),
)
