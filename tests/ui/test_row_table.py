"""The laws of the one table model: ``replace`` makes it equal the rows, and indexes follow."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from claimdesk.ui.models.row_table import END, MARK_ROLE, ROW_ROLE, Column, RowTable


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the tests."""

    key: int
    text: str


def columns() -> tuple[Column[Word], ...]:
    number: Column[Word] = Column(
        name="number", title="#", spoken_title="Number", show=lambda row: str(row.key), align=END
    )
    text: Column[Word] = Column(
        name="text",
        title="Word",
        show=lambda row: row.text,
        tip=lambda row: row.text.upper(),
        said=lambda row: f"the word {row.text}",
        mark=lambda row: len(row.text),
    )
    return (number, text)


def make(rows: list[Word]) -> tuple[RowTable[Word], QAbstractItemModelTester]:
    table: RowTable[Word] = RowTable(columns(), lambda row: row.key)
    tester = QAbstractItemModelTester(
        table, QAbstractItemModelTester.FailureReportingMode.Fatal, table
    )
    table.replace(rows)
    return table, tester


def words(*keys: int, text: str = "w") -> list[Word]:
    return [Word(key, f"{text}{key}") for key in keys]


class Announced:
    """Counts what a model announces."""

    def __init__(self, table: RowTable[Word]) -> None:
        self.said: list[str] = []
        table.rowsInserted.connect(self._note("in"))
        table.rowsRemoved.connect(self._note("out"))
        table.layoutChanged.connect(self._note("order"))
        table.modelReset.connect(self._note("reset"))
        table.dataChanged.connect(
            lambda first, last, *_: self.said.append(f"data {first.row()}-{last.row()}")
        )

    def _note(self, what: str) -> Callable[..., None]:
        return lambda *_: self.said.append(what)


readings = st.lists(
    st.builds(Word, st.integers(0, 12), st.sampled_from(["a", "b"])),
    unique_by=lambda row: row.key,
    max_size=12,
)


@given(st.lists(readings, min_size=1, max_size=6))
def test_after_replace_the_model_equals_the_rows_and_indexes_follow_their_row(
    steps: list[list[Word]],
) -> None:
    table, _tester = make([])
    for rows in steps:
        kept = {row.key: QPersistentModelIndex(table.index_of(row.key, 1)) for row in table.rows}
        table.replace(rows)
        assert list(table.rows) == rows
        shown = [table.index(i, 1).data() for i in range(table.rowCount())]
        assert shown == [row.text for row in rows]
        places = {row.key: i for i, row in enumerate(rows)}
        for key, index in kept.items():
            assert index.isValid() == (key in places)
            assert not index.isValid() or (index.row(), index.column()) == (places[key], 1)
            assert table.place_of(key) == places.get(key)


@given(st.sets(st.integers(0, 200)), st.sets(st.integers(0, 200)), st.randoms())
def test_widely_scattered_differences_keep_the_same_law(
    before: set[int], after: set[int], random: object
) -> None:
    old, new = words(*sorted(before)), words(*sorted(after))
    random.shuffle(new)  # type: ignore[attr-defined]  # a hypothesis random has no public type
    table, _tester = make(old)
    kept = {row.key: QPersistentModelIndex(table.index_of(row.key)) for row in old}
    table.replace(new)
    assert list(table.rows) == new
    for key, index in kept.items():
        place = table.place_of(key)
        assert index.isValid() == (place is not None)
        assert index.row() == (-1 if place is None else place)


def test_the_same_rows_again_announce_nothing() -> None:
    table, _tester = make(words(1, 2, 3))
    announced = Announced(table)
    table.replace(words(1, 2, 3))
    assert announced.said == []


def test_changed_neighbours_are_announced_together() -> None:
    table, _tester = make(words(1, 2, 3, 4, 5))
    announced = Announced(table)
    table.replace([*words(1), *words(2, 3, text="v"), *words(4), *words(5, text="v")])
    assert announced.said == ["data 1-2", "data 4-4"]


def test_rows_that_go_and_come_are_announced_block_by_block() -> None:
    table, _tester = make(words(1, 2, 3, 4, 5))
    announced = Announced(table)
    table.replace(words(1, 3, 5, 6, 7))
    assert announced.said == ["out", "out", "in"]


def test_a_filter_that_lets_every_other_row_through_costs_a_few_signals() -> None:
    table, _tester = make(words(*range(400)))
    announced = Announced(table)
    table.replace(words(*range(0, 400, 2)))
    assert announced.said == ["order", "out"]
    announced.said.clear()
    table.replace(words(*range(400)))
    assert announced.said == ["in", "order"]


def test_a_moved_row_is_a_new_order_and_nothing_else() -> None:
    table, _tester = make(words(1, 2, 3))
    announced = Announced(table)
    table.replace(words(3, 1, 2))
    assert announced.said == ["order"]


def test_selection_and_current_row_of_a_view_stay_with_their_rows(qtbot: QtBot) -> None:
    table, _tester = make(words(1, 2, 3, 4))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    chosen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(table.index_of(3), chosen)
    view.selectionModel().select(table.index_of(4), chosen)
    table.replace(words(9, 4, 2, 8, 3))
    assert table.row_at(view.currentIndex().row()) == Word(3, "w3")
    rows = {index.row() for index in view.selectionModel().selectedRows()}
    assert rows == {1, 4}


def test_a_cell_shows_tells_and_marks_what_its_column_says() -> None:
    table, _tester = make(words(7))
    number, text = table.index(0, 0), table.index(0, 1)
    assert number.data() == "7"
    assert number.data(int(Qt.ItemDataRole.ToolTipRole)) is None
    assert number.data(int(Qt.ItemDataRole.AccessibleTextRole)) is None
    assert number.data(MARK_ROLE) is None
    assert number.data(int(Qt.ItemDataRole.TextAlignmentRole)) == END
    assert text.data(int(Qt.ItemDataRole.ToolTipRole)) == "W7"
    assert text.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "the word w7"
    assert text.data(MARK_ROLE) == 2
    assert text.data(ROW_ROLE) == Word(7, "w7")
    assert table.data(table.index(5, 0)) is None


def test_a_column_is_headed_by_its_title_and_said_in_words() -> None:
    table, _tester = make([])
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [table.headerData(i, across) for i in range(3)] == ["#", "Word", None]
    said = int(Qt.ItemDataRole.AccessibleTextRole)
    assert [table.headerData(i, across, said) for i in range(2)] == ["Number", "Word"]
    assert table.headerData(0, across, int(Qt.ItemDataRole.TextAlignmentRole)) == END
    assert table.headerData(0, across, int(Qt.ItemDataRole.DecorationRole)) is None
    assert table.headerData(0, down) is None


def test_what_is_not_shown_has_no_place() -> None:
    table, _tester = make(words(1))
    assert table.place_of(2) is None
    assert not table.index_of(2).isValid()
    assert table.row_at(1) is None
    assert table.row_at(-1) is None
    assert table.columnCount(table.index(0, 0)) == 0
    assert table.rowCount(table.index(0, 0)) == 0


def test_two_rows_with_one_key_are_a_mistake() -> None:
    table, _tester = make([])
    with pytest.raises(ValueError, match="same key"):
        table.replace(words(1, 1))


def test_changing_some_rows_leaves_the_others_alone() -> None:
    table, _tester = make(words(1, 2, 3, 4, 5))
    announced = Announced(table)
    table.change([Word(3, "three"), Word(4, "w4"), Word(6, "w6")], gone=[2, 5, 9])
    assert list(table.rows) == [Word(1, "w1"), Word(3, "three"), Word(4, "w4"), Word(6, "w6")]
    assert [table.place_of(key) for key in (1, 2, 3, 4, 5, 6)] == [0, None, 1, 2, None, 3]
    assert announced.said.count("out") == 2
    assert announced.said.count("in") == 1
