"""Label Studio (JSON): a list of tasks, one an article, passages as labelled regions by verdict.

For a labelling interface with ``<Text name="text" value="$text"/>``, ``<Labels name="verdict"
toName="text">`` and, per region, ``<TextArea name="claim" perRegion="true" toName="text"/>``. Its
upload takes tasks from such a list alone. Line breaks are shown with ``white-space: pre-wrap``.

Checked with label-studio-sdk 2.1.2: its validation finds no error in the annotations for this
interface, and its converter makes JSON_MIN, CoNLL and CSV of them. Positions are code points, as
Label Studio stores them since 2021.
"""

from typing import Any, BinaryIO

from claimdesk.core.ids import as_text
from claimdesk.core.model import ArticleRow
from claimdesk.exchange.outgoing import Outgoing
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.writers import labels
from claimdesk.exchange.writers.labels import Labelled


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write a task a line, its passages as an annotation."""
    before = b"[\n"
    for task in labels.objects(outgoing, tick, _task):
        stream.write(before + task)
        before = b",\n"
    stream.write(b"\n]\n" if before == b",\n" else b"[]\n")
    return ()


def _task(article: ArticleRow, text: str, there: list[Labelled]) -> dict[str, Any]:
    regions = [part for one in there for part in _region(one)]
    return {
        "data": {"text": text, **dict(labels.facts(article))},
        "annotations": [{"result": regions}] if regions else [],
    }


def _region(one: Labelled) -> list[dict[str, Any]]:
    """Return the label of a passage and, on the same region, the claim in words."""
    link, row = one.link, one.claim.row
    stretch = {"start": link.start, "end": link.end, "text": link.quote}
    same = {"id": as_text(link.id), "to_name": "text"}
    return [
        {**same, "from_name": "verdict", "type": "labels",
         "value": {**stretch, "labels": [one.label]}},
        {**same, "from_name": "claim", "type": "textarea",
         "value": {**stretch, "text": [f"{row.number}. {row.text}"]}},
    ]  # fmt: skip
