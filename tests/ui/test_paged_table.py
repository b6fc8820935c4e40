"""The laws of the paged table: keys are shown, what is looked at is read, indexes follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from claimdesk.ui.models.paged_table import PagedTable
from claimdesk.ui.models.row_table import Column

Falling = Qt.SortOrder.DescendingOrder


@dataclass
class Shelf:
    """Where the rows are read from; notes what was asked for."""

    words: dict[int, str] = field(default_factory=lambda: {n: f"w{n}" for n in range(10_000)})
    asked: list[Sequence[int]] = field(default_factory=list)

    def fetch(self, keys: Sequence[int]) -> dict[int, str]:
        self.asked.append(keys)
        return {key: self.words[key] for key in keys if key in self.words}


def make(keys: Iterable[int]) -> tuple[PagedTable[int, str], Shelf, QAbstractItemModelTester]:
    shelf = Shelf()
    column: Column[str] = Column("word", "Word", lambda row: row)
    table: PagedTable[int, str] = PagedTable((column,), shelf.fetch)
    tester = QAbstractItemModelTester(
        table, QAbstractItemModelTester.FailureReportingMode.Fatal, table
    )
    table.show(list(keys))
    return table, shelf, tester


def held(table: PagedTable[int, str]) -> dict[int, QPersistentModelIndex]:
    return {key: QPersistentModelIndex(table.index_of(key)) for key in table.keys}


def assert_followed(table: PagedTable[int, str], kept: dict[int, QPersistentModelIndex]) -> None:
    for key, index in kept.items():
        place = table.place_of(key)
        assert index.isValid() == (place is not None)
        assert index.row() == (-1 if place is None else place)
    assert [table.index(n, 0).data() for n in range(len(table.keys))] == [
        f"w{key}" for key in table.keys
    ]


some_keys = st.lists(st.integers(0, 15), unique=True, max_size=12)


@given(some_keys, st.lists(some_keys, max_size=5))
def test_after_replace_the_keys_are_shown_and_indexes_follow_their_rows(
    first: list[int], readings: list[list[int]]
) -> None:
    table, _shelf, _tester = make(first)
    for keys in readings:
        kept = held(table)
        table.replace(list(keys))
        assert list(table.keys) == keys
        assert_followed(table, kept)


@given(st.lists(st.integers(0, 12), unique=True, min_size=1, max_size=9), st.data())
def test_single_rows_come_go_and_move_and_indexes_follow(
    keys: list[int], data: st.DataObject
) -> None:
    table, _shelf, _tester = make(keys)
    expected = list(keys)
    for _ in range(4):
        kept = held(table)
        key = data.draw(st.integers(0, 12))
        if key not in expected:
            place = data.draw(st.integers(0, len(expected)))
            table.put_in(place, key)
            expected.insert(place, key)
        elif data.draw(st.booleans()):
            table.take_out(key)
            expected.remove(key)
        else:
            expected.remove(key)
            place = data.draw(st.integers(0, len(expected)))
            table.move(key, place)
            expected.insert(place, key)
        assert list(table.keys) == expected
        assert_followed(table, kept)


def test_only_what_is_looked_at_is_read_and_only_once() -> None:
    table, shelf, _tester = make(range(10_000))
    shelf.asked.clear()
    assert table.index(5000, 0).data() == "w5000"
    assert table.index(5001, 0).data() == "w5001"
    assert shelf.asked == [list(range(4992, 5056))]
    table.renew([5001, 20_000])
    assert shelf.asked == [list(range(4992, 5056))]
    shelf.words[5001] = "other"
    assert table.index(5001, 0).data() == "other"
    assert shelf.asked[1:] == [[5001]]


def test_what_was_read_long_ago_is_let_go() -> None:
    table, shelf, _tester = make(range(10_000))
    for place in range(10_000):
        table.row_at(place)
    assert len(table._kept) < 5000
    asked = len(shelf.asked)
    table.row_at(9999)
    assert len(shelf.asked) == asked


def test_a_row_that_is_gone_is_shown_empty_and_not_asked_for_again() -> None:
    table, shelf, _tester = make([1, 77_777, 2])
    shelf.asked.clear()
    table.renew_all()
    assert [table.index(n, 0).data() for n in range(3)] == ["w1", None, "w2"]
    assert table.index(1, 0).data() is None
    assert len(shelf.asked) == 1


def test_rows_can_be_dragged_and_nothing_else_can() -> None:
    table, _shelf, _tester = make([4])
    assert table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not table.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDragEnabled


def test_rows_by_their_keys_are_read_in_portions() -> None:
    table, shelf, _tester = make(range(10))
    shelf.asked.clear()
    assert table.rows_of([5, 99_999, 3]) == ["w5", "w3"]
    assert len(table.rows_of(range(9000))) == 9000
    assert [len(keys) for keys in shelf.asked] == [3, 4096, 4096, 808]


def test_places_and_keys_outside_the_list_are_none() -> None:
    table, _shelf, _tester = make([4, 7])
    assert (table.key_at(1), table.key_at(2), table.key_at(-1)) == (7, None, None)
    assert (table.row_at(1), table.row_at(2), table.row_at(-1)) == ("w7", None, None)
    assert (table.place_of(7), table.place_of(8), table.place_of(None)) == (1, None, None)
    assert not table.index_of(9).isValid()
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.data(QModelIndex()) is None
    with pytest.raises(KeyError):
        table.take_out(9)


def test_the_first_keys_are_enough_until_others_are_asked_for() -> None:
    table, shelf, _tester = make([])
    read: list[str] = []

    def rest() -> list[int]:
        read.append("rest")
        return list(range(1000))

    table.show(list(range(100)), 1000, rest)
    assert (table.rowCount(), table.head) == (1000, list(range(100)))
    assert (table.key_at(99), table.place_of(99), table.index(5, 0).data()) == (99, 99, "w5")
    assert read == []
    assert table.index(700, 0).data() == "w700"
    assert table.place_of(800) == 800
    assert (read, table.head) == (["rest"], None)
    table.show(list(range(100)), 1000, rest)
    assert table.place_of(5000) is None
    assert len(read) == 2
    assert len(shelf.asked) > 1


def test_a_rest_that_is_shorter_than_was_counted_leaves_rows_empty() -> None:
    table, _shelf, _tester = make([])
    table.show([1, 2], 5, lambda: [1, 2, 3])
    assert [table.index(place, 0).data() for place in range(5)] == ["w1", "w2", "w3", None, None]


def test_an_order_is_asked_for_not_made(qtbot: QtBot) -> None:
    table, _shelf, _tester = make([4, 7])
    with qtbot.waitSignal(table.sort_wanted) as asked:
        table.sort(0, Falling)
    assert asked.args == [0, True]
    assert list(table.keys) == [4, 7]
