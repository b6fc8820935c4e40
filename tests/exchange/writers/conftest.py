"""What tests of writers share: a loaded review, what a writer makes of it, golden files."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.exchange.review_json import LoadReport
from claimdesk.store.store import Reader, Store

_SINCE = re.compile(r"\b20(2[6-9]|[3-9]\d)-\d\d-\d\d\b")
"""The day of the test; all days in the review are earlier."""
GOLDEN = Path(__file__).parents[2] / "data" / "golden"
EVERYTHING = Choice(reviewed=False, notes=True)

Load = Callable[..., LoadReport]
Made = Callable[..., bytes]
Compare = Callable[[str, str], None]


@pytest.fixture
def loaded(new_store: Callable[[], Store], load: Load, whole: dict[str, Any]) -> Store:
    """Load the review that holds every kind of item."""
    store = new_store()
    load(store, whole)
    return store


@pytest.fixture
def made() -> Made:
    """Write a project in a format and return the bytes."""

    def write(store: Reader, name: str, choice: Choice = EVERYTHING) -> bytes:
        stream = io.BytesIO()
        store.read(FORMATS[name].stream, stream, choice)
        return stream.getvalue()

    return write


@pytest.fixture
def compare() -> Compare:
    """Compare with a golden file; CLAIMDESK_GOLDEN=new in the environment writes it anew."""

    def check(name: str, text: str) -> None:
        text = _SINCE.sub("DAY", text)
        place = GOLDEN / name
        if os.environ.get("CLAIMDESK_GOLDEN") == "new":
            place.write_text(text, encoding="utf-8", newline="")
        assert text == place.read_bytes().decode()

    return check
