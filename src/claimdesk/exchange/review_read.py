"""Read a review from its file, with all that lies beside it; nothing of a project is needed yet."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from claimdesk.core import anchors
from claimdesk.core.model import Original, ReadArticle
from claimdesk.core.text import normalise, trim
from claimdesk.exchange import plain_file, strict_json
from claimdesk.exchange.readers import read_article
from claimdesk.exchange.review_format import KINDS, Article, Document, Item, Note, Passage, keys
from claimdesk.exchange.review_rules import Target
from claimdesk.exchange.review_shape import bad, parse
from claimdesk.exchange.wording import shown

LIST_OF = {
    "article": "articles",
    "claim": "claims",
    "passage": "passages",
    "evidence": "evidence",
}
"""The list in which the subject of a note stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an article of the review, normalised, and where it came from."""

    read: ReadArticle
    original: Original | None
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Review:
    """A review that can be loaded: checked, every passage where its quote stands.

    ``sources`` and ``attachments`` hold, by id, what ``document`` only named or held inline.
    ``moved`` and ``missing`` are sentences on passages whose quote stood elsewhere or nowhere;
    what hangs on a missing passage is left out of ``document`` and counted in its sentence.
    ``said_at`` names the place of items that stand elsewhere than in a list of the format.
    """

    document: Document
    sources: Mapping[str, Source]
    attachments: Mapping[str, bytes]
    moved: tuple[str, ...]
    missing: tuple[str, ...]
    said_at: Mapping[Item, str] = field(default_factory=dict)


def read_review(path: Path) -> Review:
    """Read and check a whole review; raises ReviewError with one sentence that names the place."""
    return review_in(strict_json.read(path), path.parent)


def review_in(data: object, folder: Path) -> Review:
    """Check a review that was read from a file in this folder."""
    document = parse(data)
    _check_references(document)
    _check_replies(document)
    sources = {
        article.id: _source(article, f"articles[{n}]", folder)
        for n, article in enumerate(document.articles)
    }
    _check_stretches(document, sources)
    attachments = {
        one.id: plain_file.content(_beside(folder, one.attachment, f"evidence[{n}].attachment"))
        for n, one in enumerate(document.evidence)
        if one.attachment
    }
    placed, moved, lost = _placed(document, sources)
    kept, missing = _without(
        replace(
            document,
            articles=tuple(
                replace(one, file="", text="", sha256=sources[one.id].sha256.hex())
                for one in document.articles
            ),
            passages=placed,
            evidence=tuple(replace(one, attachment="") for one in document.evidence),
        ),
        lost,
    )
    return Review(kept, sources, attachments, moved, missing)


class Reference(NamedTuple):
    """What one field of an item refers to: an id in one of the lists; ``key`` as in the file."""

    key: str
    field: str
    kind: str
    id: str


def references(item: Item) -> list[Reference]:
    """Return what an item refers to."""
    found = []
    for key, part in keys(type(item)).items():
        value = getattr(item, part.name)
        if isinstance(value, Target):
            found.append(Reference(key, part.name, LIST_OF[value.kind], value.id))
        elif part.metadata["refers"] and value:
            found.append(Reference(key, part.name, part.metadata["refers"], value))
    return found


def _check_references(document: Document) -> None:
    known = {
        name: {one.id for one in getattr(document, name)}
        for name, kind in KINDS.items()
        if "id" in keys(kind)
    }
    for name in KINDS:
        for n, item in enumerate(getattr(document, name)):
            for to in references(item):
                if to.id not in known[to.kind]:
                    place = f"{name}[{n}].{to.key}"
                    raise bad(place, f"names “{shown(to.id)}”, which is not in “{to.kind}”")


def _check_replies(document: Document) -> None:
    """Raise BAD_REVIEW unless every answer comes behind a note on the same that it answers."""
    there: dict[str, Note] = {}
    for n, note in enumerate(document.notes):
        answered = there.get(note.reply_to)
        if note.reply_to and answered is None:
            raise bad(f"notes[{n}].reply_to", "must name a note before this one")
        if answered is not None and answered.on != note.on:
            raise bad(f"notes[{n}].reply_to", "must name a note on the same")
        if note.id and note.id in there:
            raise bad(f"notes[{n}].id", "is that of another note, too")
        if note.id:
            there[note.id] = note


def _check_stretches(document: Document, sources: Mapping[str, Source]) -> None:
    for name in ("coverage", "dismissals"):
        for n, stretch in enumerate(getattr(document, name)):
            if stretch.end > len(sources[stretch.article].read.text):
                raise bad(f"{name}[{n}].end", "is beyond the end of the article's text")


def _source(article: Article, place: str, folder: Path) -> Source:
    read, original = ReadArticle(text=article.text), None
    if article.file:
        read, original = read_article(_beside(folder, article.file, f"{place}.file"))
    text = normalise(read.text)
    if not text.strip():
        raise bad(place, "has no text to review")
    sha256 = hashlib.sha256(text.encode()).digest()
    if article.sha256 not in ("", sha256.hex()):
        raise bad(f"{place}.sha256", "is not that of the text: the text was changed since")
    described = replace(
        read,
        text=text,
        title=article.title,
        url=article.url or read.url,
        author=article.author or read.author,
        publisher=article.publisher or read.publisher,
        published=article.published or read.published,
        language=article.language or read.language,
        remarks=article.remarks or read.remarks,
    )
    return Source(described, original, sha256)


def _beside(folder: Path, name: str, place: str) -> Path:
    """Return the file a review names; only what lies in its own folder may be named."""
    windows = PureWindowsPath(name)
    if windows.drive or windows.root or ".." in (*windows.parts, *PurePosixPath(name).parts):
        raise bad(place, "must name a file in the folder of the review")
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:
        raise bad(place, "must name a file in the folder of the review") from error
    if not inside:
        raise bad(place, "must name a file in the folder of the review")
    return path


def _placed(
    document: Document, sources: Mapping[str, Source]
) -> tuple[tuple[Passage, ...], tuple[str, ...], dict[str, str]]:
    """Return the passages found, sentences on the moved, and sentences on the lost by id."""
    placed: list[Passage] = []
    moved: list[str] = []
    lost: dict[str, str] = {}
    for n, said in enumerate(document.passages):
        words = f"passages[{n}] “{shown(said.quote)}”"
        stands = stand(said, sources[said.article].read.text)
        if stands is None:
            lost[said.id] = f"{words} was not found in “{shown(sources[said.article].read.title)}”"
            continue
        if (stands.start, stands.end) != (said.start, said.end):
            place = f"{stands.start} to {stands.end}"
            moved.append(f"{words} stands at {place}, not at {said.start} to {said.end}.")
        placed.append(stands)
    return tuple(placed), tuple(moved), lost


def stand(said: Passage, text: str) -> Passage | None:
    """Return the passage where its quote stands, as the store will cut it."""
    quote = anchors.Quote(said.quote, said.prefix, said.suffix)
    found = anchors.find(text, quote, said.start, said.end)
    if found is None:
        return None
    start, end = trim(text, found.start, found.end)
    if start >= end:
        return None
    return replace(said, start=start, end=end, quote=text[start:end], prefix="", suffix="")


def _without(document: Document, lost: Mapping[str, str]) -> tuple[Document, tuple[str, ...]]:
    """Leave out what hangs on passages that were not found, and say how much that was."""
    hanging = dict.fromkeys(lost, 0)
    kept = {}
    for name in ("links", "notes"):
        staying = []
        for item in getattr(document, name):
            on = [to.id for to in references(item) if to.kind == "passages"]
            for passage in lost.keys() & on:
                hanging[passage] += 1
            if not lost.keys() & on:
                staying.append(item)
        kept[name] = tuple(staying)
    evidence = tuple(
        replace(one, passage="") if one.passage in lost else one for one in document.evidence
    )
    missing = tuple(
        f"{sentence}; links and notes left out with it: {hanging[passage]}."
        for passage, sentence in lost.items()
    )
    return replace(document, evidence=evidence, **kept), missing
