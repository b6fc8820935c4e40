"""Reading rows from pages alone: shapes, long payloads, junk."""

import io
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.store.carving import Carver, Deadline, Row

SCHEMA = "CREATE TABLE content (sha256 BLOB NOT NULL PRIMARY KEY, size INTEGER, data BLOB)"


def carved(data: bytes, seconds: float = 60) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for table, _, row in Carver(io.BytesIO(data), Deadline.after(seconds)).rows():
        found.setdefault(table, []).append(row)
    return found


@pytest.fixture
def written(tmp_path: Path) -> bytes:
    """A file with payloads of every length around those at which pages overflow."""
    path = tmp_path / "rows"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(SCHEMA)
        for size in (*range(4000, 4110), 8000, 8191, 8200, 50_000):
            row = (size.to_bytes(32, "big"), size, bytes([size % 251]) * size)
            connection.execute("INSERT INTO content VALUES (?,?,?)", row)
        connection.commit()
    return path.read_bytes()


@pytest.mark.parametrize("page_size", [512, 1024, 4096, 65536])
def test_rows_of_every_length_are_found_in_pages_of_every_size(
    tmp_path: Path, page_size: int
) -> None:
    path = tmp_path / "rows"
    rows = [(n.to_bytes(32, "big"), n, bytes([n % 251]) * n) for n in range(0, 2500, 7)]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size={page_size}")
        connection.execute(SCHEMA)
        connection.executemany("INSERT INTO content VALUES (?,?,?)", rows)
        connection.commit()
    assert sorted(carved(path.read_bytes())["content"]) == rows


def test_every_kind_of_number_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    numbers = [0, 1, -1, 200, -40_000, 10_000_000, 2**31, 2**47, -(2**63), 2**63 - 1]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(SCHEMA)
        for number in numbers:
            key = (number % 2**64).to_bytes(32, "big")
            connection.execute("INSERT INTO content VALUES (?,?,x'')", (key, number))
        connection.commit()
    assert sorted(row[1] for row in carved(path.read_bytes())["content"]) == sorted(numbers)


def test_the_length_of_pages_is_guessed_where_the_header_is_lost(written: bytes) -> None:
    whole = len(carved(written)["content"])
    assert len(carved(bytes(100) + written[100:])["content"]) == whole


def test_a_chain_of_pages_that_breaks_off_costs_one_row(written: bytes) -> None:
    whole = carved(written)["content"]
    cut = carved(written[: -len(written) // 4096 // 4 * 4096])["content"]
    assert 0 < len(cut) < len(whole)
    assert set(cut) <= set(whole)


def test_missing_bytes_are_those_the_header_promises(written: bytes) -> None:
    deadline = Deadline.after(60)
    assert Carver(io.BytesIO(written), deadline).missing_bytes == 0
    assert Carver(io.BytesIO(written[:-8192]), deadline).missing_bytes == 8192
    assert Carver(io.BytesIO(b"short"), deadline).missing_bytes == 0


@pytest.mark.parametrize("seed", range(20))
def test_junk_is_no_trouble(written: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(written)
    for _ in range(2000):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    for row in carved(bytes(data)).get("content", []):
        assert len(row) == 3


def test_time_runs_out(written: bytes) -> None:
    with pytest.raises(ReviewError) as caught:
        carved(written, seconds=-1)
    assert caught.value.code is Code.TIMEOUT
