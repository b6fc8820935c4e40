"""Golden files: what a writer makes of the sample review, at a fixed time and with plain ids."""

import io
import os
import re
from pathlib import Path

from claimdesk.core import resources
from claimdesk.core.model import ReviewerRow
from claimdesk.exchange import review_json
from claimdesk.exchange.formats import FORMATS
from claimdesk.exchange.outgoing import Choice
from claimdesk.store.store import Store

FOLDER = Path(__file__).parents[2] / "data" / "golden"
ALL = Choice(reviewed=False)
NOON = 1_750_161_600_000
"""17 June 2025 at noon, Unix time in ms: when everything of the sample is decided."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def sample(path: Path, me: ReviewerRow) -> Store:
    """Make a project of the sample review."""
    store = Store.create(path, "The Halm Bridge", me, durable=False, clock=lambda: NOON)
    review = review_json.read_review(resources.path("samples", "sample.review.json"))
    store.run("Load review", lambda session: review_json.load(session, review))
    return store


def written(store: Store, name: str, choice: Choice = ALL) -> bytes:
    """Return a project in a format."""
    stream = io.BytesIO()
    store.read(FORMATS[name].stream, stream, choice)
    return stream.getvalue()


def compare(name: str, text: str) -> None:
    """Compare with a golden file; CLAIMDESK_GOLDEN=new in the environment writes it anew."""
    numbers: dict[str, str] = {}
    text = _ID.sub(lambda found: numbers.setdefault(found[0], f"ID-{len(numbers) + 1}"), text)
    place = FOLDER / name
    if os.environ.get("CLAIMDESK_GOLDEN") == "new":
        place.write_text(text, encoding="utf-8", newline="")
    assert text == place.read_bytes().decode()
