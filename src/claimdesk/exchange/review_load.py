"""Load a review into the project: as one edit, adding only what is not there yet.

The project is first put in the words of the format itself; so what is there already, and what
says otherwise there, shows by comparing items.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from claimdesk.core.ids import as_text, derived_id, from_text, new_id
from claimdesk.core.model import Id, Opinion
from claimdesk.exchange import review_format as form
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.review_format import KINDS, Item
from claimdesk.exchange.review_read import Review, references
from claimdesk.exchange.review_rules import Target
from claimdesk.exchange.review_save import document
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    blind,
    checklist,
    claims,
    coverage,
    dismissals,
    evidence,
    notes,
    passages,
    relations,
    reviewers,
)
from claimdesk.store.store import Session


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading did: counts by list of the format, and which id became which.

    ``kept`` are sentences on items of the project that say otherwise than the file; they were
    left as they are. ``moved`` and ``missing`` are those of the review.
    """

    added: Mapping[str, int]
    there: Mapping[str, int]
    ids: Mapping[str, Mapping[str, Id]]
    moved: tuple[str, ...]
    missing: tuple[str, ...]
    kept: tuple[str, ...]


def load(session: Session, review: Review, tick: Tick = unwatched) -> LoadReport:
    """Add to the project what a review holds and the project does not; an edit for the store."""
    loading = Loading(session)
    loading.take(session, review, tick)
    return loading.report()


_NOTHING = Review(form.Document(), {}, {}, (), ())


class _Loading:
    """What the project holds, what the files' ids became, and how each kind of item is added."""

    def __init__(self, session: Session, *, is_dry: bool = False) -> None:
        with blind.seeing_all(session):
            whole = document(session)
        self._is_dry = is_dry
        self._session = session
        self._review = _NOTHING
        self._present: dict[str, dict[tuple[object, ...], Item]] = {
            name: {item.identity: item for item in getattr(whole, name)} for name in KINDS
        }
        self._standing = {(one.article, one.start, one.end): one.id for one in whole.passages}
        self._versions: dict[Id, Id] = {}
        self._people: dict[str, Id] = {}
        self._homes: dict[str, str] = {}
        self._ids: dict[str, dict[str, Id]] = {name: {} for name in _OWN_ID}
        self._added = dict.fromkeys(KINDS, 0)
        self._there = dict.fromkeys(KINDS, 0)
        self._kept: list[str] = []
        self._moved: list[str] = []
        self._missing: list[str] = []

    def _item(self, name: str, place: str, item: Any) -> None:
        """Add one item of a list, unless the project has it."""
        wanted = _renamed(item, self._ids)
        own = _OWN_ID[name](self, wanted) if name in _OWN_ID else None
        if own is not None:
            wanted = replace(wanted, id=as_text(own))
        old = self._present[name].get(wanted.identity)
        if old is None:
            if not self._is_dry:
                own = _ADD[name](self, wanted, item) or own
            self._present[name][wanted.identity] = wanted
            self._added[name] += 1
        else:
            self._there[name] += 1
            if other := _said_otherwise(wanted, old):
                self._kept.append(f"{place}: the project has another {other} and keeps it.")
        if own is not None and item.id:
            self._ids[name][item.id] = own

    # which id an item has in the project

    def article_id(self, item: form.Article) -> Id:
        sha256 = bytes.fromhex(item.sha256)
        there = articles.with_text(self._session, sha256)
        if there is not None:
            return there
        given = from_text(item.id)
        # The same article with another text is another article here: versions are not merged.
        if given is None or (as_text(given),) in self._present["articles"]:
            return derived_id("article", item.id.encode(), sha256)
        return given

    def claim_id(self, item: form.Claim) -> Id:
        return from_text(item.id) or _derived("claim", item.id, item.text)

    def passage_id(self, item: form.Passage) -> Id:
        standing = self._standing.get((item.article, item.start, item.end))
        own = from_text(standing or item.id)
        return own or _derived("passage", item.id, item.article, item.quote)

    def evidence_id(self, item: form.Evidence) -> Id:
        own = from_text(item.id)
        return own or _derived("evidence", item.id, item.title, item.url, item.quote)

    def note_id(self, item: form.Note) -> Id:
        there: Any = self._present["notes"].get(item.identity)
        if there is not None:
            return _id(there.id)
        # A new id, not a derived one: notes are listed by age, and the file has them in order.
        given = from_text(item.id)
        if given is None or notes.is_known(self._session, given):
            return new_id()
        return given

    def checklist_id(self, item: form.ChecklistItem) -> Id:
        there: Any
        for there in self._present["checklist"].values():
            if there.text == item.text:
                return _id(there.id)
        return from_text(item.id) or _derived("checklist_item", item.id, item.text)

    # adding, each with the item in the project's ids and as it is in the file

    def add_article(self, item: form.Article, said: form.Article) -> None:
        source = self._review.sources[said.id]
        session, own = self._session, _id(item.id)
        articles.add(session, source.read, source.original, article_id=own)
        articles.change(session, own, archived_url=item.archived_url, captured=item.captured)

    def add_claim(self, item: form.Claim, said: form.Claim) -> None:
        home = self._homes.get(said.id)
        claims.add(
            self._session,
            item.text,
            claim_id=_id(item.id),
            article_id=self._ids["articles"][home] if home else None,
            context=item.context,
            claimant=item.claimant,
            said_on=item.said_on,
            said_where=item.said_where,
            claim_type=item.claim_type,
            stage=item.stage,
            published_url=item.published_url,
            priority=item.priority,
            recheck_on=item.recheck_on,
        )
        claims.set_tags(self._session, _id(item.id), item.tags)

    def add_passage(self, item: form.Passage, _said: form.Passage) -> Id:
        place = self._version(item.article), item.start, item.end
        own = passages.mark(self._session, *place, passage_id=_id(item.id))
        self._standing[item.article, item.start, item.end] = as_text(own)
        return own

    def add_link(self, item: form.Link, _said: form.Link) -> None:
        ends = _id(item.claim), _id(item.passage)
        passages.link(self._session, *ends, item.stance, item.voice, item.speaker)

    def add_assessment(self, item: form.Assessment, _said: form.Assessment) -> None:
        opinion = Opinion(item.verdict, item.because, item.reason, item.as_of)
        assessments.record(self._session, _id(item.claim), self._person(item.reviewer), opinion)

    def add_adjudication(self, item: form.Adjudication, _said: form.Adjudication) -> None:
        opinion = Opinion(item.verdict, item.because, item.reason, item.as_of)
        who = self._person(item.reviewer)
        adjudications.record(self._session, _id(item.claim), who, opinion)

    def add_evidence(self, item: form.Evidence, said: form.Evidence) -> None:
        plain = {name: getattr(item, name) for name in evidence.FIELDS - {"passage_id"}}
        evidence.add(
            self._session,
            evidence_id=_id(item.id),
            attachment=self._review.attachments.get(said.id),
            passage_id=_id(item.passage) if item.passage else None,
            **plain,
        )

    def add_claim_evidence(self, item: form.ClaimEvidence, _said: form.ClaimEvidence) -> None:
        ends = _id(item.claim), _id(item.evidence)
        evidence.join(self._session, *ends, item.stance, item.question)

    def add_relation(self, item: form.Relation, _said: form.Relation) -> None:
        relations.relate(self._session, _id(item.from_claim), _id(item.to_claim), item.kind)

    def add_coverage(self, item: form.Coverage, _said: form.Coverage) -> None:
        version, me = self._version(item.article), self._session.reviewer_id
        coverage.add(self._session, version, me, item.start, item.end, item.reason)

    def add_note(self, item: form.Note, _said: form.Note) -> None:
        own, who = _id(item.id), self._person(item.reviewer)
        if item.reply_to:
            notes.record_reply(self._session, _id(item.reply_to), who, item.body, own_id=own)
        else:
            on = item.on.kind, _id(item.on.id)
            notes.add(self._session, *on, who, item.body, note_id=own)

    def add_checklist_item(self, item: form.ChecklistItem, _said: form.ChecklistItem) -> None:
        checklist.add(self._session, item.text, item_id=_id(item.id))

    def add_check(self, item: form.Check, _said: form.Check) -> None:
        ends = _id(item.claim), _id(item.item), self._person(item.reviewer)
        checklist.record(self._session, *ends, done=int(item.done), remark=item.remark)

    def add_assignment(self, item: form.Assignment, _said: form.Assignment) -> None:
        assignments.assign(self._session, [_id(item.claim)], self._person(item.reviewer))

    def add_dismissal(self, item: form.Dismissal, _said: form.Dismissal) -> None:
        place = self._version(item.article), item.start, item.end
        dismissals.dismiss(self._session, _id(item.claim), *place)

    def _version(self, article: str) -> Id:
        if not self._versions:
            # Asked for the first time when all articles are there: their list comes first.
            self._versions = {row.id: row.version_id for row in articles.rows(self._session)}
        return self._versions[_id(article)]

    def _person(self, name: str) -> Id:
        if name not in self._people:
            self._people[name] = reviewers.named(self._session, name)
        return self._people[name]


class Loading(_Loading):
    """Loads reviews one after the other; a dry one adds nothing, and says what would be added."""

    @property
    def added(self) -> int:
        """Return how many items were added."""
        return sum(self._added.values())

    def take(self, session: Session, review: Review, tick: Tick = unwatched) -> None:
        """Add what a review holds and the project does not."""
        self._session, self._review = session, review
        self._homes = _homes(review.document)
        self._moved += review.moved
        self._missing += review.missing
        total = sum(len(getattr(review.document, name)) for name in KINDS)
        done = 0
        for name in KINDS:
            for n, item in enumerate(getattr(review.document, name)):
                tick(done, total)
                self._item(name, review.said_at.get(item, f"{name}[{n}]"), item)
                done += 1
        tick(total, total)

    def report(self) -> LoadReport:
        """Return what was done."""
        return LoadReport(
            added=self._added,
            there=self._there,
            ids=self._ids,
            moved=tuple(self._moved),
            missing=tuple(self._missing),
            kept=tuple(self._kept),
        )


_OWN_ID: dict[str, Callable[[_Loading, Any], Id]] = {
    "articles": _Loading.article_id,
    "claims": _Loading.claim_id,
    "passages": _Loading.passage_id,
    "evidence": _Loading.evidence_id,
    "notes": _Loading.note_id,
    "checklist": _Loading.checklist_id,
}
_ADD: dict[str, Callable[[_Loading, Any, Any], Id | None]] = {
    "articles": _Loading.add_article,
    "claims": _Loading.add_claim,
    "passages": _Loading.add_passage,
    "links": _Loading.add_link,
    "assessments": _Loading.add_assessment,
    "adjudications": _Loading.add_adjudication,
    "evidence": _Loading.add_evidence,
    "claim_evidence": _Loading.add_claim_evidence,
    "relations": _Loading.add_relation,
    "coverage": _Loading.add_coverage,
    "notes": _Loading.add_note,
    "checklist": _Loading.add_checklist_item,
    "checks": _Loading.add_check,
    "assignments": _Loading.add_assignment,
    "dismissals": _Loading.add_dismissal,
}


def _renamed(item: Any, ids: Mapping[str, Mapping[str, Id]]) -> Any:
    """Return the item with the project's ids in place of the file's."""
    new: dict[str, object] = {}
    for to in references(item):
        own = as_text(ids[to.kind][to.id])
        on = getattr(item, to.field)
        new[to.field] = Target(on.kind, own) if isinstance(on, Target) else own
    return replace(item, **new)


def _said_otherwise(wanted: Item, old: Item) -> str:
    """Return the first thing the file says and the project says otherwise, or nothing."""
    for key, part in form.keys(type(wanted)).items():
        said, kept = getattr(wanted, part.name), getattr(old, part.name)
        if said not in (kept, part.default):
            return key
    return ""


def _homes(whole: form.Document) -> dict[str, str]:
    """Return for each claim the article of the first passage linked to it, in the file's ids."""
    article_of = {one.id: one.article for one in whole.passages}
    homes: dict[str, str] = {}
    for link in whole.links:
        homes.setdefault(link.claim, article_of[link.passage])
    return homes


def _derived(kind: str, *content: str) -> Id:
    return derived_id(kind, *(part.encode() for part in content))


def _id(text: str) -> Id:
    return Id(bytes.fromhex(text.replace("-", "")))
