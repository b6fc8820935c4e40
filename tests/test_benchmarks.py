"""The benchmarks run; what they measure is never asserted here."""

import json
import os
import subprocess
import sys
from pathlib import Path

ARTICLE_VIEW = Path(__file__).parent / "benchmarks" / "article_view.py"
EXPORTS = Path(__file__).parent / "benchmarks" / "exports.py"


def test_the_article_view_can_be_measured() -> None:
    command = [sys.executable, str(ARTICLE_VIEW), "--quick"]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert told.returncode in {0, 1}, told.stderr
    said = json.loads(told.stdout.splitlines()[-1])
    assert said.keys() == {"G2", "G3", "G5", "G11"}
    assert set(said.values()) <= {"reached", "missed"}


def test_the_exports_can_be_measured() -> None:
    command = [sys.executable, str(EXPORTS), "--articles", "1", "--only", "docx", "--only", "csv"]
    environment = {**os.environ, "PYTHONPATH": str(EXPORTS.parents[1])}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    said = told.stdout.splitlines()
    assert said[0] == "1 articles, 20 claims, 50 links"
    assert [line.split()[1] for line in said[3:]] == ["docx", "csv"]
