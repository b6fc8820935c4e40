"""What the columns of the tables are declared with: ids, ends, texts, words of enums."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class Word(TypeDecorator[StrEnum]):
    """A text column that holds one word of an enum and is read as that enum."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self.by_text: dict[str | None, StrEnum | None] = {None: None}
        self.by_text.update((word.value, word) for word in words)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> StrEnum | None:
        """Return the enum member a stored word stands for."""
        return self.by_text[value]


def key() -> Any:
    """Declare a column for the id of a record."""
    return Field(primary_key=True, sa_type=sa.LargeBinary)


def to(target: str) -> Any:
    """Declare a column for the id of a record that must be there."""
    return Field(foreign_key=target, sa_type=sa.LargeBinary)


def maybe(target: str) -> Any:
    """Declare a column for the id of a record, or nothing."""
    return Field(default=None, foreign_key=target, sa_type=sa.LargeBinary, nullable=True)


def text() -> Any:
    """Declare a column for a text that must be given."""
    return Field(sa_type=sa.Text)


def word(words: type[StrEnum], default: StrEnum | None = None) -> Any:
    """Declare a column for one word of an enum, which must be given if there is no default."""
    if default is None:
        return Field(sa_type=Word(words))
    return Field(default=default, sa_type=Word(words))


def optional() -> Any:
    """Declare a column for a text that may be empty."""
    return Field(default="", sa_type=sa.Text)
