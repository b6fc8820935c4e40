"""A program killed while it saves loses nothing it had acknowledged, and damages nothing.

Forty kills in the usual run, four hundred with ``--long``; the moments are seeded.
"""

import random
import shutil
import sys
from pathlib import Path

import pytest

from claimdesk.core.model import Verdict
from claimdesk.store import claims, lock
from claimdesk.store.store import Store
from faults import sample
from faults.killing import Figures, look, stopped
from faults.processes import started

KILLS, MANY_KILLS = 40, 400
AGAIN = 20
"""After so many kills the work begins anew, or the file would only grow."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork writers")
def test_whatever_was_acknowledged_is_there_after_a_kill(
    kept: Path, tmp_path: Path, is_long: bool
) -> None:
    figures, chance = Figures(), random.Random(7)
    number = MANY_KILLS if is_long else KILLS
    with started("faults.writer") as forker:
        for kill in range(number):
            if kill % AGAIN == 0:
                path = Path(shutil.copy(kept, tmp_path / f"{kill}.claimdesk"))
            was = stopped(forker, (path, "EXTRA"), chance)
            path = look(path, tmp_path / f"recovered {kill}.claimdesk", was, figures)
        forker.communicate()
    print(f"kill -9: {figures}")
    assert (figures.stops, figures.lost, figures.damaged) == (number, 0, 0), figures.trouble
    assert figures.trouble == []
    assert figures.acknowledged > number // 2
    assert figures.hot > 0, "some kills have to hit a save in the middle"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork writers")
def test_work_goes_on_after_a_kill_and_nobody_is_kept_out(kept: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(kept, tmp_path))
    with started("faults.writer") as forker:
        was = stopped(forker, (path, "OFF"), random.Random(1))
        forker.communicate()
    path = look(path, tmp_path / "recovered.claimdesk", was, Figures())
    with Store.open(path, sample.ME, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, "Afterwards."))
        assert store.read(claims.rows)[-1].verdict is not Verdict.CONFIRMED
        assert lock.beside(path).exists()
    assert not lock.beside(path).exists()
