"""Measure the article view against its floors: goals G2, G3, G5 and G11.

CPU milliseconds to the repaint, offscreen, floors and our own figures in turn so that a busy
moment hits all alike. Floors: the text alone in a plain edit, and the text alone in our view.

    .venv/bin/python tests/benchmarks/article_view.py [--rounds N] [--quick]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A script finds only what lies beside it; the tests are found from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.article_project import Desk
from benchmarks.article_stage import SIZE, Action, Figure, Stage, Table
from benchmarks.article_texts import article, one_paragraph, passages
from claimdesk.core.model import HighlightRow, Id, Verdict
from claimdesk.core.query import Query

KILO, MEGA = 1000, 1000 * 1000
FRAME = 16.0
OTHER = {None: Verdict.DENIED, Verdict.DENIED: Verdict.CONFIRMED}


@dataclass(frozen=True, slots=True)
class Setting:
    """How much is measured: the sizes of the goals, or tiny ones that only show that it runs."""

    rounds: int
    small: tuple[int, int] = (60 * KILO, 200)
    large: tuple[int, int] = (MEGA, 20_000)
    numbers: tuple[int, ...] = (10, 200, 2_000, 20_000)
    huge: int = 10 * MEGA
    steps: int = 20


QUICK = Setting(1, (2 * KILO, 8), (4 * KILO, 60), (10, 60), 30 * KILO, 2)


def main() -> int:
    """Measure, print, and say whether the goals are reached."""
    parser = argparse.ArgumentParser(description="Measure the article view.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="only show that it runs")
    parser.add_argument("--memory", nargs=2, type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    stage = Stage(0.05 if asked.quick else 0.25)
    if asked.memory:
        print(_grown(stage, *asked.memory))
        return 0
    setting = QUICK if asked.quick else Setting(asked.rounds)
    table = Table()
    stage.open(article(5 * KILO))
    for measure in (opening, marking, editing, moving, huge_texts, memory):
        table.add(*measure(stage, setting))
    return table.close()


def opening(stage: Stage, setting: Setting) -> Iterator[Figure]:
    """Open a small and a large article, and both kinds of floor (G2)."""
    for length, number in (setting.small, setting.large):
        text = article(length)
        rows = passages(text, number)
        name = f"{length // KILO} kB"
        plain = Figure("", f"{name}, floor: plain edit")
        alone = Figure("", f"{name}, floor: our view, no passages")
        ours = Figure("G2", f"{name} x {number}: open to the first paint")
        later = Figure("G5", f"{name} x {number}: turns after it", limit=FRAME, of_worst=True)
        whole = Figure("", f"{name} x {number}: all that follows")
        for _ in range(setting.rounds):
            plain.took.append(stage.open_plain(text))
            stage.rest()
            alone.took.append(stage.open_alone(text))
            stage.rest()
            ours.took.append(stage.open(text, rows))
            turns = stage.rest()
            later.took += turns
            whole.took.append(sum(turns))
        is_small = (length, number) == setting.small
        ours.limit = 1.5 * alone.median if is_small else 250.0
        yield from (plain, alone, ours, later, whole)


def marking(stage: Stage, setting: Setting) -> Iterator[Figure]:
    """Change single marks among few and among many of the same density (G3)."""
    text = article(setting.large[0])
    rows = passages(text, setting.large[1])
    kinds = ("add", "change verdict", "hover", "make active", "remove")
    took: dict[tuple[str, int], list[float]] = {(k, n): [] for k in kinds for n in setting.numbers}
    stage.open_alone(text)
    floor = Figure("", "floor: three lines, no passages")
    for _ in range(setting.rounds):
        floor.took += stage.frames([partial(stage.band, 100, 90)] * 10)
        for number in setting.numbers:
            stage.open(text, rows[:number])
            stage.rest()
            for kind, actions in _marks(stage, rows[:10]).items():
                took[kind, number] += [stage.frame(action) for action in actions]
                stage.rest()
    yield floor
    fewest, most = setting.numbers[0], setting.numbers[-1]
    for kind in kinds:
        for number in setting.numbers:
            yield Figure("G3", f"{kind}, {number} passages", took[kind, number], 2.0)
        grown = Figure("G3", f"{kind}, {most} against {fewest}", took[kind, most])
        grown.limit = 1.5 * Figure("", "", took[kind, fewest]).median
        yield grown


def _marks(stage: Stage, rows: list[HighlightRow]) -> dict[str, list[Action]]:
    """Return what is done to each of the first passages, which are in sight."""
    view = stage.view
    new = [replace(r, passage_id=Id(b"new" + r.passage_id[3:]), end=r.end + 9) for r in rows]

    def verdict(claim_id: Id) -> Action:
        of_claim = [r for r in rows + new if r.claim_id == claim_id]
        other = [replace(r, verdict=OTHER.get(r.verdict)) for r in of_claim]
        return partial(view.update_highlights, [claim_id], other)

    return {
        "add": [partial(view.update_highlights, [r.passage_id], [r]) for r in new],
        "change verdict": [verdict(one) for one in {r.claim_id for r in rows if r.claim_id}],
        "hover": [partial(stage.hover, stage.place(row.start + 2)) for row in rows],
        "make active": [partial(view.choose, r.passage_id, r.claim_id) for r in rows],
        "remove": [partial(view.update_highlights, [r.passage_id], []) for r in new],
    }


def editing(stage: Stage, setting: Setting) -> Iterator[Figure]:
    """Edit a project of few and of many passages: from the commit to the repaint (G3)."""
    text = article(setting.large[0])
    rows = passages(text, setting.large[1])
    few, many = setting.numbers[0], setting.numbers[-1]
    took: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder:
        desks = {number: Desk(Path(folder), text, rows[:number]) for number in (few, many)}
        stage.rest()
        for verdict in (*Verdict, *Verdict)[: setting.rounds]:
            for number, desk in desks.items():
                for kind, edits in desk.edits(verdict).items():
                    took[kind][number] += [desk.time(edit) for edit in edits]
                    stage.rest()
        for desk in desks.values():
            desk.close()
    for kind, by_number in took.items():
        for number, taken in by_number.items():
            yield Figure("G3", f"{kind} in the project, {number} passages", taken, 2.0)
        grown = Figure("G3", f"{kind} in the project, {many} against {few}", by_number[many])
        grown.limit = 1.5 * Figure("", "", by_number[few]).median
        yield grown


def moving(stage: Stage, setting: Setting) -> Iterator[Figure]:
    """Move through the large article; also what runs afterwards must not hold a frame (G5)."""
    text = article(setting.large[0])
    rows = passages(text, setting.large[1])
    stage.open(text, rows)
    stage.rest()
    view, bar, made = stage.view, stage.view.verticalScrollBar(), random.Random(5)
    far = [made.choice(rows) for _ in range(setting.steps)]
    searches = [partial(view.finder.start, Query(word)) for word in ("the", "stoden", "of", "“so”")]
    actions: dict[str, list[Action]] = {
        "scroll a page": [partial(stage.scroll, 1)] * setting.steps,
        "jump": [lambda: bar.setValue(made.randrange(bar.maximum()))] * setting.steps,
        "show a passage": [partial(view.reveal_passage, row.passage_id) for row in far],
        "find, next hit": [partial(view.find_step, 1)] * setting.steps,
        "find, far hit": [partial(view.find_step, 97)] * setting.steps,
    }
    first = Figure("G5", "find, first hit", limit=FRAME, of_worst=True)
    rest = Figure("G5", "find, turns until all are known", limit=FRAME, of_worst=True)
    for search in searches * setting.rounds:
        first.took.append(stage.frame(search))
        rest.took += stage.rest()
    yield from (first, rest)
    view.find_all("the")
    stage.rest()
    for name, steps in actions.items():
        frames = Figure("G5", name, limit=FRAME, of_worst=True)
        for _ in range(setting.rounds):
            frames.took += stage.frames(steps)
        yield frames
    view.clear_find()
    new = replace(rows[0], passage_id=Id(b"new"))
    later = Figure("G5", "turns after adding", limit=FRAME, of_worst=True)
    for _ in range(setting.rounds):
        stage.frame(partial(view.update_highlights, [new.passage_id], [new]))
        later.took += stage.rest()
        stage.frame(partial(view.update_highlights, [new.passage_id], []))
        stage.rest()
    yield later


def huge_texts(stage: Stage, setting: Setting) -> Iterator[Figure]:
    """Open, resize, jump in and zoom a very long text, and one without paragraphs (G11)."""
    made = random.Random(11)
    bar = stage.view.verticalScrollBar()
    makers: tuple[tuple[str, Callable[[int], str]], ...] = (
        ("paragraphs", article),
        ("one paragraph", one_paragraph),
    )
    for name, make in makers:
        text = make(setting.huge)
        size = f"{setting.huge // KILO} kB, {name}"
        rounds = range(min(3, setting.rounds))
        yield Figure("", f"{size}, floor: plain edit", [stage.open_plain(text) for _ in rounds])
        stage.open_plain("")
        yield Figure("G11", f"{size}: open", [stage.open(text) for _ in rounds], 1000.0)
        stage.rest()
        # Narrow enough that every step changes the column.
        widths = [600 - 10 * (step % 5) for step in range(setting.steps)]
        actions: dict[str, list[Action]] = {
            "jump": [lambda: bar.setValue(made.randrange(bar.maximum()))] * setting.steps,
            "resize": [partial(stage.view.resize, width, SIZE[1]) for width in widths],
            "zoom": [partial(stage.view.zoom, step) for step in (1, -1) * (setting.steps // 2)],
        }
        for kind, steps in actions.items():
            yield Figure("G11", f"{size}: {kind}", stage.frames(steps), 20.0)
        stage.view.resize(*SIZE)
        stage.open("")
        stage.rest()


def memory(_stage: Stage, setting: Setting) -> Iterator[Figure]:
    """Say how much memory a view takes more than an empty one, each in a process of its own."""
    sizes = (setting.small, setting.large, (setting.huge, setting.large[1]))
    for length, number in sizes if setting is not QUICK else sizes[:1]:
        command = [sys.executable, __file__, "--memory", str(length), str(number)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        yield Figure("", f"{length // KILO} kB x {number}: MB more than empty", [float(told)])


def _grown(stage: Stage, length: int, number: int) -> float:
    text = article(length)
    rows = passages(text, number)
    stage.rest()
    before = _resident()
    stage.open(text, rows)
    stage.rest()
    return _resident() - before


def _resident() -> float:
    """Return the megabytes this process holds; only Linux says it simply."""
    said = Path("/proc/self/statm")
    pages = int(said.read_text().split()[1]) if said.exists() else 0
    return pages * 4096 / MEGA


if __name__ == "__main__":
    sys.exit(main())
