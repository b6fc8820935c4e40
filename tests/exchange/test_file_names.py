"""Names of files made of parts hold on every system."""

from datetime import datetime

import pytest

from claimdesk.exchange import file_names

NOW = datetime(2025, 11, 28, 9, 5).astimezone()
SAID = file_names.parts("Week 48", "River: a/b?", "Nina Marsh", "csv", NOW)


def test_every_part_stands_for_something() -> None:
    assert SAID.keys() == file_names.PARTS.keys()
    pattern = "-".join(f"{{{part}}}" for part in file_names.PARTS)
    assert file_names.filled(pattern, SAID) == "Week 48-River- a-b-2025-11-28-09-05-Nina Marsh-csv"


def test_other_words_in_braces_stay() -> None:
    assert file_names.filled("{project} {draft} {", SAID) == "Week 48 {draft} {"


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("a\nb\0c", "a-b-c"),
        ("ends with dots...", "ends with dots"),
        ("???", "-"),
        ("x" * 300, "x" * 80),
        ("мост 👩‍👩‍👧", "мост 👩‍👩‍👧"),
    ],
)
def test_what_no_system_allows_in_a_name_is_replaced(text: str, fitting: str) -> None:
    assert file_names.fit(text) == fitting
