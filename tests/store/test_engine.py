"""What the help menu says the files are kept with."""

import re

from claimdesk.store import engine


def test_the_version_of_sqlite_is_named() -> None:
    assert re.fullmatch(r"3\.\d+\.\d+", engine.version())
