"""What was found, as rows: headings with counts, hits in their context."""

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from claimdesk.core.model import Id, Subject
from claimdesk.core.seeking import Hit
from claimdesk.store.corpus import ARTICLE, CLAIM, NOTE, Field, Group, Place, Source
from claimdesk.ui.base.grouped_list import Snippet
from claimdesk.ui.models import search_rows
from claimdesk.ui.models.search_rows import FoundRow, FoundRows, snippet_of

SOURCE = Source(ARTICLE, Id(b"a" * 16), "Bridge closed", 0, Subject.ARTICLE, Id(b"a" * 16))
CLAIMED = Source(CLAIM, Id(b"c" * 16), "It was shut.", 3, Subject.CLAIM, Id(b"c" * 16))
NOTED = Source(NOTE, Id(b"n" * 16), "It was shut.", 0, Subject.CLAIM, Id(b"c" * 16))


def place(text: str, words: str, source: Source = SOURCE, field: Field = Field.TEXT) -> Place:
    start = text.index(words)
    return Place(
        source, field, text, Hit(start, start + len(words), ((start, start + len(words)),))
    )


def snippet(one: Place) -> Snippet:
    return snippet_of(one.text, one.hit)


def stressed(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.parts]


def test_a_hit_is_shown_in_its_paragraph() -> None:
    shown = snippet(place("First.\nThe\tbridge was closed.\nLast.", "bridge"))
    assert shown.text == "The bridge was closed."
    assert stressed(shown) == ["bridge"]


def test_what_is_far_from_a_hit_is_left_out() -> None:
    text = "word " * 100 + "bridge" + " more" * 100
    shown = snippet(place(text, "bridge"))
    assert shown.text.startswith("…word word")
    assert shown.text.endswith("…")
    assert stressed(shown) == ["bridge"]
    long = snippet(place("x" * 100 + "bridge", "bridge"))
    assert long.text.endswith("xbridge")
    assert stressed(long) == ["bridge"]


def test_headings_count_and_cannot_be_chosen(qtbot: QtBot) -> None:
    parent = QObject()
    rows = FoundRows(parent)
    one, two = place("The bridge", "bridge"), place("A note on it", "note", NOTED, Field.NOTE)
    groups = [Group(ARTICLE, SOURCE, (one, one), 7), Group(NOTE, None, (two,), 1)]
    assert rows.show_groups(groups) == 8
    assert [row.spoken for row in rows.rows] == [
        "Bridge closed, 7 matches",
        "Bridge closed: The bridge",
        "Notes, 1 match",
        "It was shut.: A note on it",
    ]
    selectable = [bool(rows.flags(rows.index(n, 0)) & Qt.ItemFlag.ItemIsEnabled) for n in range(4)]
    assert selectable == [False, True, False, True]
    assert rows.beside(-1, 1) == 1
    assert rows.beside(1, 1) == 3
    assert rows.beside(3, 1) == 1
    assert rows.beside(1, -1) == 3
    assert rows.beside(3, -1) == 1
    rows.show_groups([])
    assert rows.beside(0, 1) is None


def test_a_hit_says_in_what_it_stands() -> None:
    group = Group(CLAIM, None, (), 1)
    assert FoundRow(group, place("a b", "b", CLAIMED)).where == "Claim 3"
    assert FoundRow(group, place("a b", "b", CLAIMED, Field.REASON)).where == "Claim 3, reason"
    assert FoundRow(group, place("a b", "b", SOURCE, Field.TITLE)).where == "title"
    assert FoundRow(group).where == ""


def test_only_so_many_are_listed(qtbot: QtBot) -> None:
    parent = QObject()
    rows = FoundRows(parent)
    text = "b" * search_rows.MOST
    many = tuple(
        Place(SOURCE, Field.TEXT, text, Hit(n, n + 1, ())) for n in range(search_rows.MOST)
    )
    groups = [Group(ARTICLE, SOURCE, many, len(many)), Group(CLAIM, None, many[:2], 2)]
    assert rows.show_groups(groups) == search_rows.MOST + 2
    assert rows.rowCount() == search_rows.MOST + 1
