"""REFI-QDA project: articles as sources, passages as selections, links as codings of claims.

A ZIP archive of ``project.qde`` and the texts in ``sources``. Positions are code points of the
text, ends exclusive; texts are UTF-8 with LF and without a byte-order mark.
"""

from typing import BinaryIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from claimdesk.core.ids import as_text, derived_id
from claimdesk.core.model import ArticleRow, Id, LinkRow, PassageRow
from claimdesk.exchange.outgoing import Outgoing, grouped
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.report_words import fit
from claimdesk.exchange.writers import refi, words
from claimdesk.exchange.writers.refi import child

NAMESPACE = "urn:QDA-XML:project:1.0"
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all members, so that the same review gives the same file."""
_TITLE = 80
"""The name of a selection is its quote, cut to so many code points."""


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write claims, articles and passages as a project."""
    project = _Project(outgoing)
    total = len(outgoing.articles)
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for done, article in enumerate(outgoing.articles):
            tick(done, total)
            project.add(article)
            text = outgoing.text(article).encode()
            archive.writestr(_member(f"sources/{as_text(article.id)}.txt"), text)
        with archive.open(_member("project.qde"), "w") as document:
            refi.put(project.finished(), document, outgoing)
    tick(total, total)
    return ()


def _member(name: str) -> ZipInfo:
    made = ZipInfo(name, _DOS_EPOCH)
    made.compress_type = ZIP_DEFLATED
    return made


class _Project:
    """The document ``project.qde`` while it grows."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._root = ET.Element(
            "Project",
            xmlns=NAMESPACE,
            name=fit(outgoing.project.title),
            origin=refi.ORIGIN,
        )
        self._add_users()
        refi.codes(child(self._root, "CodeBook"), outgoing)
        self._sources = ET.Element("Sources")
        self._notes = ET.Element("Notes")
        links = [link for claim in outgoing.claims for link in claim.links]
        self._links = grouped(links, lambda link: link.passage_id)
        passages = sorted(outgoing.passages.values(), key=lambda row: (row.start, row.end, row.id))
        self._passages = grouped(passages, lambda row: row.article_id)

    def add(self, article: ArticleRow) -> None:
        """Add an article with its passages."""
        guid = as_text(article.id)
        source = child(
            self._sources, "TextSource", guid=guid, name=article.title,
            plainTextPath=f"internal://{guid}.txt",
        )  # fmt: skip
        about = (article.author, article.publisher, article.published, article.source_url)
        if any(about):
            child(source, "Description", "\n".join(filter(None, about)))
        for passage in self._passages.get(article.id, ()):
            self._add_passage(source, passage)

    def finished(self) -> ET.Element:
        """Return the whole document."""
        sets = refi.sets(self._outgoing, "targetGUID")
        for holder in (self._sources, self._notes, self._relations(), sets):
            if len(holder):
                self._root.append(holder)
        if description := self._outgoing.project.description:
            child(self._root, "Description", description)
        return self._root

    def _add_users(self) -> None:
        people: dict[Id, str] = {}
        for claim in self._outgoing.claims:
            people |= {one.reviewer_id: one.reviewer for one in claim.assessments}
        if people:
            users = child(self._root, "Users")
            for person, name in people.items():
                child(users, "User", guid=as_text(person), name=name)

    def _add_passage(self, source: ET.Element, passage: PassageRow) -> None:
        selection = child(
            source, "PlainTextSelection", guid=as_text(passage.id), name=_name(passage.quote),
            startPosition=str(passage.start), endPosition=str(passage.end),
        )  # fmt: skip
        for link in self._links[passage.id]:
            coding = child(selection, "Coding", guid=as_text(link.id))
            child(coding, "CodeRef", targetGUID=as_text(link.claim_id))
            child(coding, "NoteRef", targetGUID=self._note(link))

    def _note(self, link: LinkRow) -> str:
        """Add what a link says beside its claim, and return where it is kept."""
        said = words.link(link)
        guid = as_text(derived_id("refi", b"note", link.id))
        child(child(self._notes, "Note", guid=guid, name=said), "PlainTextContent", said)
        return guid

    def _relations(self) -> ET.Element:
        holder = ET.Element("Links")
        out = {claim.row.id for claim in self._outgoing.claims}
        for claim in self._outgoing.claims:
            for relation in claim.relations:
                if relation.to_claim_id in out:
                    ends = (relation.from_claim_id, relation.to_claim_id)
                    guid = as_text(derived_id("refi", b"link", *ends, relation.kind.encode()))
                    child(
                        holder, "Link", guid=guid, name=relation.kind.replace("_", " "),
                        direction="OneWay", originGUID=as_text(ends[0]),
                        targetGUID=as_text(ends[1]),
                    )  # fmt: skip
        return holder


def _name(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"
