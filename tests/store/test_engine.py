"""What the help menu says the files are kept with, and what their engines share."""

import re
from pathlib import Path

from claimdesk.store import claims, engine
from store.conftest import Opener


def test_the_version_of_sqlite_is_named() -> None:
    assert re.fullmatch(r"3\.\d+\.\d+", engine.version())


def test_a_statement_is_worked_out_once_for_all_files(opened: Opener, tmp_path: Path) -> None:
    opened().read(claims.rows)
    known = len(engine._COMPILED)
    other = opened(tmp_path / "other.claimdesk")
    assert other.read(claims.rows) == []
    assert len(engine._COMPILED) == known > 0
