"""Measure the start of the window against its floors: goal G1, at most 1.6 times the last floor.

Whole processes, one after the other in turn, so that a busy moment hits all of them alike; CPU
time of each (user and system) as the median of the rounds, and the most memory one took. The
floors are what nobody can avoid: Python, Qt with an empty window, and a small project painted by
a script that does nothing else, with sqlmodel imported before Qt.

    .venv/bin/python tests/benchmarks/start.py [--rounds N]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "sample.review.json"
GOAL = 1.6

EMPTY_WINDOW = """
    import sys
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab().save(sys.argv[1])
"""

SMALL_PROJECT = """
    import sys
    from sqlmodel import Field, Session, SQLModel, create_engine, select
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import (
        QApplication, QListWidget, QMainWindow, QSplitter, QTableWidget, QTableWidgetItem, QTextEdit
    )

    class Content(SQLModel, table=True):
        sha256: bytes = Field(primary_key=True)
        data: bytes

    class ArticleVersion(SQLModel, table=True):
        __tablename__ = "article_version"
        id: bytes = Field(primary_key=True)
        article_id: bytes
        text_sha256: bytes

    class Article(SQLModel, table=True):
        id: bytes = Field(primary_key=True)
        title: str
        current_version_id: bytes
        position: str

    class Claim(SQLModel, table=True):
        id: bytes = Field(primary_key=True)
        text: str
        claimant: str
        position: str

    engine = create_engine(f"sqlite:///{sys.argv[2]}")
    with Session(engine) as session:
        listed = session.exec(
            select(Article.title, Content.data)
            .join(ArticleVersion, ArticleVersion.id == Article.current_version_id)
            .join(Content, Content.sha256 == ArticleVersion.text_sha256)
            .order_by(Article.position)
        ).all()
        claims = session.exec(select(Claim.text, Claim.claimant).order_by(Claim.position)).all()
    engine.dispose()

    app = QApplication(sys.argv[:1])
    window, panes = QMainWindow(), QSplitter()
    articles, text, table = QListWidget(), QTextEdit(), QTableWidget(len(claims), 2)
    articles.addItems([title for title, _ in listed])
    text.setPlainText(listed[0][1].decode())
    for row, cells in enumerate(claims):
        for column, cell in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(cell))
    for pane in (articles, text, table):
        panes.addWidget(pane)
    window.setCentralWidget(panes)
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab().save(sys.argv[1])
"""


@dataclass(slots=True)
class Runner:
    """One kind of process to start, and what each start of it took."""

    name: str
    command: Sequence[str]
    cpu_ms: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the process, wait for its end, and note what it took."""
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(self.command, env=environment, stdout=said, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                sys.exit(f"{self.name} failed:\n{said.read().decode(errors='replace')}")
        self.cpu_ms.append((used.ru_utime + used.ru_stime) * 1000)
        # Linux counts kilobytes, macOS bytes.
        self.peak_mb.append(used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def main() -> int:
    """Measure, print, and say whether the goal is reached."""
    parser = argparse.ArgumentParser(description="Measure the start of the window.")
    parser.add_argument("--rounds", type=int, default=11)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment = _environment(place)
        project = _make_project(place, environment)
        runners = _runners(project, place / "window.png")
        for runner in runners:  # warms the disk cache
            runner.start(environment)
            runner.cpu_ms.clear()
        for _ in range(rounds):
            for runner in runners:
                runner.start(environment)
    return _report(runners)


def _environment(place: Path) -> dict[str, str]:
    home = {name: str(place) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    home |= {"XDG_CACHE_HOME": str(place), "XDG_STATE_HOME": str(place)}
    # Written once, as an installed program has its byte code.
    code = {"PYTHONPYCACHEPREFIX": str(place / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **home, **code, "QT_QPA_PLATFORM": "offscreen"}


def _make_project(place: Path, environment: Mapping[str, str]) -> Path:
    project = place / "sample.claimdesk"
    for verb in (["new", str(project)], ["load", str(project), str(SAMPLE)]):
        command = [sys.executable, "-m", "claimdesk.cli", *verb]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return project


def _runners(project: Path, picture: Path) -> list[Runner]:
    python = sys.executable
    program = [python, "-m", "claimdesk", "--screenshot", str(picture), str(project)]
    return [
        Runner("floor: Python", [python, "-c", "pass"]),
        Runner("floor: empty window", [python, "-c", textwrap.dedent(EMPTY_WINDOW), str(picture)]),
        Runner(
            "floor: small project painted",
            [python, "-c", textwrap.dedent(SMALL_PROJECT), str(picture), str(project)],
        ),
        Runner("claimdesk --version", [python, "-m", "claimdesk", "--version"]),
        Runner("import claimdesk.app.program", [python, "-c", "import claimdesk.app.program"]),
        Runner("claimdesk, project painted", program),
    ]


def _report(runners: Sequence[Runner]) -> int:
    medians = {runner.name: statistics.median(runner.cpu_ms) for runner in runners}
    floor = medians["floor: small project painted"]
    print(f"{'':34}{'CPU ms':>8}{'from':>7}{'to':>7}{'MB':>6}{'ratio':>7}")
    for runner in runners:
        median, low, high = medians[runner.name], min(runner.cpu_ms), max(runner.cpu_ms)
        print(
            f"{runner.name:34}{median:8.0f}{low:7.0f}{high:7.0f}"
            f"{max(runner.peak_mb):6.0f}{median / floor:7.2f}"
        )
    ratio = medians["claimdesk, project painted"] / floor
    verdict = "reached" if ratio <= GOAL else "missed"
    print(json.dumps({"ratio": round(ratio, 2), "goal": GOAL, "G1": verdict}))
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
