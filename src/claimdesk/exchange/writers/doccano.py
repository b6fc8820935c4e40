"""doccano, sequence labelling (JSONL): articles with passages labelled by verdict.

The project must allow overlapping labels, and count characters, not grapheme clusters.

Checked with doccano 1.8.4: its own parser of JSONL reads such files, the encoding found out by it
or given; a label is [start, end, word] with start before end and a word that is not empty; what is
neither text nor label it keeps as metadata.
"""

from typing import Any, BinaryIO

from claimdesk.core.model import ArticleRow
from claimdesk.exchange.outgoing import Outgoing
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.writers import labels
from claimdesk.exchange.writers.labels import Labelled


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write an article a line; what is not text or label is metadata there."""
    stream.writelines(line + b"\n" for line in labels.objects(outgoing, tick, _line))
    return ()


def _line(article: ArticleRow, text: str, there: list[Labelled]) -> dict[str, Any]:
    # A stretch that carries several claims of the same verdict has its label once.
    stretches = dict.fromkeys((one.link.start, one.link.end, one.label) for one in there)
    return {
        "text": text,
        "label": [list(one) for one in stretches],
        **dict(labels.facts(article)),
        "claims": [
            {
                "start": one.link.start,
                "end": one.link.end,
                "number": one.claim.row.number,
                "claim": one.claim.row.text,
                "stance": one.link.stance,
            }
            for one in there
        ],
    }
