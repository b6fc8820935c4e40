"""What journeys look at when the program is closed: passages to choose, tables it has written."""

import csv
import hashlib
from pathlib import Path

from claimdesk.core.ids import as_text
from claimdesk.core.sentences import sentence_at, sentences
from claimdesk.core.text import trim, word_at
from claimdesk.exchange.formula_guard import unguard
from claimdesk.store import articles
from claimdesk.store.store import open_reader

Stretch = tuple[int, int]
Table = list[dict[str, str]]


def stretches(text: str) -> list[Stretch]:
    """Return passages worth marking: sentences, words, one with the first emoji, the last one."""
    every = [trim(text, *one) for one in sentences(text)]
    middle = word_at(text, len(text) // 2)
    beyond = next((i for i, letter in enumerate(text) if ord(letter) > 0xFFFF), len(text) // 3)
    start, end = trim(text, *sentence_at(text, beyond))
    inside = trim(text, start, (start + end) // 2)
    return [every[1], middle, (start, end), inside, every[-1]]


def texts(project: Path) -> dict[str, str]:
    """Return every article's stored text, by its id."""
    with open_reader(project, None) as reader:
        return {
            as_text(row.id): reader.read(articles.text, row.version_id)
            for row in reader.read(articles.rows)
        }


def table(path: Path) -> Table:
    """Return the rows of a table as a spreadsheet reads them back."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [
            {name: unguard(cell) for name, cell in row.items()} for row in csv.DictReader(stream)
        ]


def check_quotes(passages: Table, stored: dict[str, str]) -> None:
    """Every quote is the slice of the stored text, and what stands around it is too."""
    assert passages
    for row in passages:
        text, start, end = stored[row["article_id"]], int(row["start"]), int(row["end"])
        assert text[start:end] == row["quote"]
        assert text[:start].endswith(row["prefix"])
        assert text[end:].startswith(row["suffix"])
        assert hashlib.sha256(text.encode()).hexdigest() == row["article_sha256"]
