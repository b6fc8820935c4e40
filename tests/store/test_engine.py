"""The version of SQLite."""

import re

from claimdesk.store import engine


def test_the_version_is_three_numbers() -> None:
    assert re.fullmatch(r"3\.\d+\.\d+(\.\d+)?", engine.version())
