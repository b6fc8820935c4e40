"""The benchmarks run; what they measure is never asserted here."""

import json
import subprocess
import sys
from pathlib import Path

ARTICLE_VIEW = Path(__file__).parent / "benchmarks" / "article_view.py"


def test_the_article_view_can_be_measured() -> None:
    command = [sys.executable, str(ARTICLE_VIEW), "--quick"]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert told.returncode in {0, 1}, told.stderr
    said = json.loads(told.stdout.splitlines()[-1])
    assert said.keys() == {"G2", "G3", "G5", "G11"}
    assert set(said.values()) <= {"reached", "missed"}
