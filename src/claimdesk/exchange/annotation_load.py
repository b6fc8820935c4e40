"""Load Web Annotations into the project, on articles that are there already; as one edit.

They are put in the words of the review format and loaded as a review is. A passage is only taken
where its words stand; what was moved or not found, and what has no place here, is said.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from claimdesk.core.model import (
    Because,
    ClaimType,
    EvidenceKind,
    EvidenceStance,
    RelationKind,
    Stance,
    Subject,
    Verdict,
    Voice,
)
from claimdesk.exchange import review_format as form
from claimdesk.exchange.annotation_places import Places
from claimdesk.exchange.annotation_shape import Annotation, Annotations, Body, Spot, Thing
from claimdesk.exchange.progress import Tick, unwatched
from claimdesk.exchange.review_load import LoadReport, load
from claimdesk.exchange.review_read import Review
from claimdesk.exchange.review_rules import Target
from claimdesk.exchange.wording import shown
from claimdesk.store import reviewers
from claimdesk.store.store import Session

E = TypeVar("E", bound=StrEnum)
Kind = TypeVar("Kind", bound=form.Item)

_URN = "urn:uuid:"


def load_annotations(
    session: Session, annotations: Annotations, tick: Tick = unwatched
) -> LoadReport:
    """Add to the project what annotations say and the project does not; an edit for the store.

    MISSING if none of the articles they are on is in the project.
    """
    review = _Reading(session, annotations).review(partial(tick, 0, 1))
    return load(session, review, tick)


class _Said:
    """The bodies of one annotation, each taken once; what is left has no place here."""

    def __init__(self, bodies: tuple[Body, ...]) -> None:
        self._bodies = list(bodies)

    def take(self, purpose: str, label: str) -> Body | None:
        """Return the body of this purpose and label."""
        return next(self._taken(purpose, label), None)

    def text(self, purpose: str, label: str) -> str:
        """Return what the body of this purpose and label says."""
        return next((body.value for body in self._taken(purpose, label)), "")

    def all(self, purpose: str) -> list[Body]:
        """Return all bodies of a purpose."""
        found = [body for body in self._bodies if body.purpose == purpose]
        self._bodies = [body for body in self._bodies if body.purpose != purpose]
        return found

    def word(self, kind: type[E], purpose: str, label: str, default: E) -> E:
        """Return what the body of this purpose and label says, if it is one of our words."""
        for body in self._bodies:
            if (body.purpose, body.label) == (purpose, label) and body.value in list(kind):
                self._bodies.remove(body)
                return kind(body.value)
        return default

    def rest(self) -> Iterator[str]:
        """Yield in words what was not taken."""
        for body in self._bodies:
            yield f"{body.purpose} “{body.label}”" if body.label else body.purpose

    def _taken(self, purpose: str, label: str) -> Iterator[Body]:
        for body in self._bodies:
            if body.purpose == purpose and body.label == label:
                self._bodies.remove(body)
                yield body
                return


class _Reading:
    """What the annotations of a file come to in the words of the review format."""

    def __init__(self, session: Session, annotations: Annotations) -> None:
        names = {row.id: row.name for row in reviewers.rows(session)}
        self._me = names[session.reviewer_id]
        self._annotations = annotations
        self._places = Places(session)
        self._named = {
            body.id
            for one in annotations.items
            for body in one.bodies
            if body.id and (body.purpose, body.label) == ("describing", "claim")
        }
        self._judged = {
            spot.thing.id.removeprefix(_URN)
            for one in annotations.items
            for spot in one.spots
            if spot.thing.id in self._named and any(body.label == "verdict" for body in one.bodies)
        }
        self._claims: dict[str, form.Claim] = {}
        self._items: dict[tuple[type[form.Item], *tuple[object, ...]], form.Item] = {}
        self._missing: list[str] = []
        self._left: Counter[str] = Counter()

    def review(self, beat: Callable[[], object]) -> Review:
        """Return it as a review that can be loaded; ``beat`` is called with each annotation."""
        # Claims are worded by annotations on articles; these come first, wherever they stand.
        for is_on_claim, take in ((False, self._on_article), (True, self._on_claim)):
            for one in self._annotations.items:
                beat()
                for spot in one.spots:
                    if (spot.thing.id in self._named) is is_on_claim:
                        said = _Said(one.bodies)
                        take(one, spot, said)
                        self._left.update(said.rest())
        self._places.check()
        document = form.Document(
            articles=tuple(self._places.articles()),
            claims=tuple(self._claims.values()),
            passages=tuple(self._places.passages()),
            links=self._all(form.Link),
            assessments=self._all(form.Assessment),
            adjudications=self._all(form.Adjudication),
            evidence=self._all(form.Evidence),
            claim_evidence=self._all(form.ClaimEvidence),
            relations=self._all(form.Relation),
            notes=self._all(form.Note),
        )
        missing = (*self._places.missing, *self._missing, *self._told())
        return Review(document, {}, {}, tuple(self._places.moved), missing)

    def _told(self) -> Iterator[str]:
        """Yield sentences on what was left out."""
        for what, times in self._left.items():
            often = f", {times} times" if times > 1 else ""
            yield f"Left out, as it has no place here: {shown(what)}{often}."
        if self._annotations.is_cut:
            yield "More annotations are on pages that are not in this file."

    def _add(self, item: form.Item) -> None:
        self._items.setdefault((type(item), *item.identity), item)

    def _all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(item for item in self._items.values() if type(item) is kind)

    # annotations on articles: passages, claims, links

    def _on_article(self, one: Annotation, spot: Spot, said: _Said) -> None:
        claim = self._claim(said)
        stance = said.word(Stance, "assessing", "stance", Stance.ASSERTS)
        voice = said.word(Voice, "classifying", "voice", Voice.NOT_SAID)
        speaker = said.text("identifying", "speaker")
        passage = self._places.passage(spot)
        if passage and claim:
            self._add(form.Link(claim, passage, stance, voice, speaker))
        if claim in self._judged:
            said.take("assessing", "verdict")
        elif claim:
            self._verdict(one, said, claim)
        if passage:
            self._notes(one, said, Target(Subject.PASSAGE, passage))
        elif claim:
            self._notes(one, said, Target(Subject.CLAIM, claim))
        elif not spot.is_part and (article := self._places.article(spot.thing)):
            self._notes(one, said, Target(Subject.ARTICLE, article))

    def _claim(self, said: _Said) -> str:
        """Add the claim an annotation words, and return its id in the file, or nothing."""
        body = said.take("describing", "claim") or said.take("describing", "")
        text = body.value.strip() if body else ""
        if body is None or not text:
            return ""
        own = body.id.removeprefix(_URN) or text
        there = self._claims.setdefault(own, form.Claim(own, text))
        if there.text != text:
            self._left["another wording of a claim"] += 1
        tags = {tag.value.strip() for tag in said.all("tagging")} - {""}
        context = said.text("describing", "context")
        claimant = said.text("identifying", "claimant")
        self._claims[own] = replace(
            there,
            context=there.context or context,
            claimant=there.claimant or claimant,
            claim_type=said.word(ClaimType, "classifying", "claim type", there.claim_type),
            tags=tuple(sorted({*there.tags, *tags})),
        )
        return own

    # annotations on claims: verdicts, evidence, relations

    def _on_claim(self, one: Annotation, spot: Spot, said: _Said) -> None:
        claim = spot.thing.id.removeprefix(_URN)
        if claim not in self._claims:
            self._missing.append(f"{spot.place} is a claim that no annotation on an article words.")
            return
        self._verdict(one, said, claim)
        stance = said.word(EvidenceStance, "assessing", "stance", EvidenceStance.CONTEXT)
        question = said.text("questioning", "question")
        quote = said.text("describing", "quote")
        relation = said.take("classifying", "relation")
        for body in said.all("linking"):
            if body.source is None:
                self._left["a link to nowhere"] += 1
            elif body.source.id in self._named:
                self._relation(claim, body.source.id.removeprefix(_URN), relation)
            else:
                evidence = _evidence(body, body.source, quote)
                self._add(evidence)
                self._add(form.ClaimEvidence(claim, evidence.id, stance, question))
        self._notes(one, said, Target(Subject.CLAIM, claim))

    def _relation(self, claim: str, to: str, said: Body | None) -> None:
        kind = said.value if said else ""
        if kind in list(RelationKind) and to in self._claims and to != claim:
            self._add(form.Relation(claim, to, RelationKind(kind)))
        else:
            self._left["a relation of another kind"] += 1

    def _verdict(self, one: Annotation, said: _Said, claim: str) -> None:
        """Take a verdict and who gave it; a final one is marked as moderating."""
        body = said.take("assessing", "verdict")
        if body is None:
            return
        because = said.word(Because, "classifying", "because", Because.NOT_SAID)
        reason = said.text("describing", "reason")
        as_of = said.text("classifying", "as of")
        who = one.creator.strip()
        if body.value not in list(Verdict):
            self._left[f"the verdict “{body.value}”"] += 1
        elif not who:
            self._missing.append(f"{one.place} does not say who gave its verdict.")
        else:
            verdict = Verdict(body.value)
            because = because if verdict is Verdict.UNVERIFIED else Because.NOT_SAID
            kind = form.Adjudication if "moderating" in one.motivations else form.Assessment
            self._add(kind(claim, who, verdict, because, reason, as_of))

    def _notes(self, one: Annotation, said: _Said, on: Target) -> None:
        for body in said.all("commenting"):
            if text := body.value.strip():
                self._add(form.Note(on, one.creator.strip() or self._me, text))
            else:
                self._left["an empty comment"] += 1


def _evidence(body: Body, source: Thing, quote: str) -> form.Evidence:
    said = source.said
    own = next((name for name in source.also if name.startswith(_URN)), source.id)
    kind = said.get("type", "")
    return form.Evidence(
        id=own.removeprefix(_URN),
        kind=EvidenceKind(kind) if kind in list(EvidenceKind) else EvidenceKind.WEB,
        title=said.get("title", ""),
        author=said.get("creator", ""),
        publisher=said.get("publisher", ""),
        published=said.get("issued", ""),
        url="" if source.id.startswith(_URN) else source.id,
        archive_url=body.cached,
        citation=said.get("bibliographicCitation", ""),
        quote=quote,
        accessed=body.day,
    )
