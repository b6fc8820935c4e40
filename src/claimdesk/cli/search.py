"""The verb that looks for words in a whole project: search."""

from argparse import Namespace

from claimdesk.cli.answers import Answer, counted
from claimdesk.cli.opening import looked_at
from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.ids import as_text
from claimdesk.core.query import QueryError
from claimdesk.core.seeking import Mode, seeker
from claimdesk.exchange.wording import shown
from claimdesk.store.corpus import Corpus, Group, Place

_BEFORE, _AFTER = 40, 60
"""Characters around a hit."""
_NAMES = {
    "article": ("hit", "hits"),
    "claim": ("hit in claims", "hits in claims"),
    "note": ("hit in notes", "hits in notes"),
    "evidence": ("hit in evidence", "hits in evidence"),
}


def search(arguments: Namespace) -> Answer:
    """Find words in articles, claims, notes and evidence; what is confidential stays out."""
    groups = _found(arguments)
    data = {
        "total": sum(group.total for group in groups),
        "hits": [_told(place) for group in groups for place in group.places],
    }
    lines = [line for group in groups for line in _lines(group)]
    return Answer(data, tuple(lines or ["Nothing found."]))


def _found(arguments: Namespace) -> list[Group]:
    try:
        seek = seeker(" ".join(arguments.words), Mode(arguments.mode))
        seek = seek or arguments.usage_error("there is nothing to look for in blanks")
        corpus = Corpus(is_public=True)
        with looked_at(arguments.project) as reader:
            corpus.refresh(reader)
        return corpus.find(seek)
    except QueryError as error:
        raise ReviewError(Code.REFUSED, str(error)) from error


def _told(place: Place) -> dict[str, object]:
    source, hit = place.source, place.hit
    told: dict[str, object] = {"kind": source.kind, "id": as_text(source.id)}
    if source.number:
        told["number"] = source.number
    before, words, after = _context(place)
    return told | {
        "name": source.name,
        "field": place.field.value,
        "start": hit.start,
        "end": hit.end,
        "before": before,
        "words": words,
        "after": after,
    }


def _lines(group: Group) -> list[str]:
    count = counted(group.total, *_NAMES[group.kind])
    lines = [f"{shown(group.source.name)}: {count}" if group.source else f"{count}:"]
    for place in group.places:
        before, words, after = _context(place)
        where = f"{place.hit.start:>8}" if group.source else _where(place)
        lines.append(f"{where}  {shown(' '.join(f'{before}[{words}]{after}'.split()))}")
    return lines


def _where(place: Place) -> str:
    source = place.source
    return f"{source.number:>8}" if source.number else f"{shown(' '.join(source.name.split())):.30}"


def _context(place: Place) -> tuple[str, str, str]:
    text, hit = place.text, place.hit
    return (
        text[max(0, hit.start - _BEFORE) : hit.start],
        text[hit.start : hit.end],
        text[hit.end : hit.end + _AFTER],
    )
