"""A file changed anywhere is refused with a code, or opens with everything in it as it was.

Seeded, so that a failure comes again. Five hundred changes in the usual run, two thousand with
``--long``; some of them also go through the child process. What is accepted is worked on, too.
"""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store import checking, claims, opening, schema
from claimdesk.store.store import Store
from faults import sample
from faults.conftest import REAL_REVIEW, is_plain
from faults.spoiling import PAGE
from store.world import folder_state

MUTATIONS, MANY_MUTATIONS, THROUGH_THE_CHILD = 500, 2000, 10
SMALL, SECTOR = 200, 512
Mutate = Callable[[bytearray, list[int], random.Random], None]


def _flip(data: bytearray, written: list[int], chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 4)):
        data[chance.choice(written)] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, written: list[int], chance: random.Random) -> None:
    place, length = chance.choice(written), chance.randrange(1, SMALL)
    data[place : place + length] = chance.randbytes(length)


def _copy_page(data: bytearray, written: list[int], chance: random.Random) -> None:
    place, other = (chance.choice(written) // PAGE * PAGE for _ in range(2))
    data[place : place + PAGE] = data[other : other + PAGE]


def _swap_pages(data: bytearray, written: list[int], chance: random.Random) -> None:
    one, two = (chance.choice(written) // PAGE * PAGE for _ in range(2))
    first, second = data[one : one + PAGE], data[two : two + PAGE]
    data[one : one + PAGE], data[two : two + PAGE] = second, first


def _empty_sector(data: bytearray, written: list[int], chance: random.Random) -> None:
    place = chance.choice(written) // SECTOR * SECTOR
    data[place : place + SECTOR] = bytes(SECTOR)


def _empty_page(data: bytearray, written: list[int], chance: random.Random) -> None:
    place = chance.choice(written) // PAGE * PAGE
    data[place : place + PAGE] = bytes(PAGE)


def _cut(data: bytearray, _written: list[int], chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _cut_as_said(data: bytearray, _written: list[int], chance: random.Random) -> None:
    """Leave out the last pages and let the header say so."""
    pages = chance.randrange(1, len(data) // PAGE)
    del data[pages * PAGE :]
    data[28:32] = pages.to_bytes(4, "big")


def _insert(data: bytearray, written: list[int], chance: random.Random) -> None:
    place = chance.choice(written)
    data[place:place] = chance.randbytes(chance.choice((1, SMALL, SECTOR, PAGE)))


def _edit_header(data: bytearray, _written: list[int], chance: random.Random) -> None:
    place, length = chance.randrange(100), chance.choice((1, 2, 4))
    data[place : min(100, place + length)] = chance.randbytes(min(100, place + length) - place)


def _edit_head_of_page(data: bytearray, written: list[int], chance: random.Random) -> None:
    place = chance.choice(written) // PAGE * PAGE + (100 if chance.random() < 0.02 else 0)
    data[place + chance.randrange(12)] = chance.randrange(256)


MUTATES: tuple[Mutate, ...] = (
    *(_flip, _flip, _overwrite, _copy_page, _swap_pages, _empty_sector, _empty_page),
    *(_cut, _cut_as_said, _insert, _edit_header, _edit_header, _edit_head_of_page),
)


def content(path: Path) -> dict[str, list[Any]]:
    """Return every row of every table that means something."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for kind, name, *_ in schema.expected()
            if kind == "table" and name != "meta"
        }


@contextmanager
def left_alone(path: Path) -> Iterator[None]:
    """Check that a look leaves a file and its folder as they were."""
    before = folder_state(path.parent)
    yield
    assert folder_state(path.parent) == before


def verdict(path: Path) -> Code | None:
    """Return the code with which a file is refused."""
    with left_alone(path):
        try:
            opening.examine(path, seconds=60)
        except ReviewError as error:
            refusal = error
        else:
            return None
    assert is_plain(refusal.sentence)
    return refusal.code


def work_on(path: Path, seed: int) -> None:
    """Edit an accepted file and check that it is sound all the same."""
    with Store.open(path, sample.ME, durable=False) as store:
        store.run("Add", lambda session: claims.add(session, f"One more after {seed}."))
    assert verdict(path) is None, f"seed {seed}"


def run(kept: Path, folder: Path, number: int) -> Counter[Code | None]:
    """Change a file again and again; return how often each answer came."""
    data, whole = kept.read_bytes(), content(kept)
    # Where only zeros are, a change would be harmless.
    written = [place for place in range(len(data)) if data[place]]
    answers: Counter[Code | None] = Counter()
    copy = folder / "mutated.claimdesk"
    for seed in range(number):
        chance, changed = random.Random(seed), bytearray(data)
        chance.choice(MUTATES)(changed, written, chance)
        copy.write_bytes(changed)
        code = verdict(copy)
        answers[code] += 1
        if seed % (number // THROUGH_THE_CHILD) == 0:
            with left_alone(copy):
                trouble = checking.examined(copy).trouble
            assert (None if trouble is None else trouble.code) is code, f"seed {seed}"
        if code is None:
            assert content(copy) == whole, f"seed {seed}"
            work_on(copy, seed)
    return answers


def test_a_mutation_is_refused_or_changes_nothing(
    kept: Path, tmp_path: Path, is_long: bool
) -> None:
    number = MANY_MUTATIONS if is_long else MUTATIONS
    answers = run(kept, tmp_path, number)
    print(f"{number} mutations of the sample: {dict(answers)}")
    assert answers.total() == number
    assert answers[None] < number // 2


def test_a_mutation_of_a_real_review_is_refused_or_changes_nothing(
    real_articles: Path, tmp_path: Path, is_long: bool
) -> None:
    kept = tmp_path / "kept.claimdesk"
    sample.make(kept, REAL_REVIEW)
    number = MANY_MUTATIONS if is_long else MUTATIONS // 5
    answers = run(kept, tmp_path, number)
    print(f"{number} mutations of a real review: {dict(answers)}")
    assert answers.total() == number


def test_what_is_swapped_for_a_sound_file_is_another_project(kept: Path, tmp_path: Path) -> None:
    """Two sound files cut together at any page are none."""
    other = tmp_path / "other.claimdesk"
    shutil.copy(kept, other)
    work_on(other, 0)
    one, two = kept.read_bytes(), other.read_bytes()
    copy = tmp_path / "both.claimdesk"
    for place in range(PAGE, min(len(one), len(two)), PAGE):
        copy.write_bytes(one[:place] + two[place:])
        if verdict(copy) is None:
            assert content(copy) in (content(kept), content(other))
