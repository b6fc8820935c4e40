"""Edits at random, as people make them: each picks its records and values from a few numbers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimdesk.core.model import (
    Because,
    EvidenceStance,
    Id,
    Opinion,
    Original,
    ReadArticle,
    RelationKind,
    Stage,
    Stance,
    Subject,
    Verdict,
    Voice,
)
from claimdesk.store import (
    adjudications,
    articles,
    assessments,
    assignments,
    checklist,
    claims,
    coverage,
    dismissals,
    evidence,
    notes,
    passages,
    projects,
    relations,
    reshaping,
    reviewers,
)
from claimdesk.store.store import Session

TEXTS = ("One two three. Four five six.\nSeven 👩‍🚒 eight.", "Київ e\u0301 nine.")


class Pick:
    """What one random operation chooses from: records that are there, or ever were."""

    def __init__(self, session: Session, one: int, two: int, value: int) -> None:
        self.session, self.one, self.two, self.value = session, one, two, value

    def any_of(self, table: str, place: int) -> Id:
        """Return a record of a table, removed ones too; one that never was if there is none."""
        query = f"SELECT id FROM {table} ORDER BY rowid"
        found = [Id(row[0]) for row in self.session.sqlite.execute(query)]
        return found[place % len(found)] if found else Id(b"?" * 16)

    def claim(self, place: int | None = None) -> Id:
        return self.any_of("claim", self.one if place is None else place)

    def passage(self) -> Id:
        return self.any_of("passage", self.two)

    def person(self) -> Id:
        return reviewers.named(self.session, ("Zoe", "Omar Bell", "Nina Marsh")[self.value % 3])

    def of(self, words: Any) -> Any:
        members = list(words)
        return members[self.value % len(members)]


def _mark(pick: Pick) -> None:
    version_id = pick.any_of("article_version", pick.value)
    length = len(articles.text(pick.session, version_id))
    start, end = sorted((pick.one % length, pick.two % (length + 1)))
    passage_id = passages.mark(pick.session, version_id, start, end)
    passages.link(pick.session, pick.claim(), passage_id, pick.of(Stance), pick.of(Voice))


def _move_edges(pick: Pick) -> None:
    passages.move_edges(pick.session, pick.passage(), pick.one % 9, 5 + pick.value)


def _link_again(pick: Pick) -> None:
    passages.link(pick.session, pick.claim(), pick.passage(), pick.of(Stance), speaker="S")


def _unlink(pick: Pick) -> None:
    links = passages.links(pick.session)
    if links:
        link = links[pick.one % len(links)]
        passages.unlink(pick.session, link.claim_id, link.passage_id)


def _change_link(pick: Pick) -> None:
    passages.change_link(
        pick.session, pick.any_of("link", pick.one), stance=pick.of(Stance), voice=pick.of(Voice)
    )


def _add_article(pick: Pick) -> None:
    read = ReadArticle(TEXTS[pick.value % 2], f"Article {pick.one}")
    again = pick.any_of("article", pick.two) if pick.one % 2 else None
    articles.add(pick.session, read, Original(b"bytes"), article_id=again)


def _add_claim(pick: Pick) -> None:
    again = pick.claim() if pick.two % 3 == 0 else None
    article_id = pick.any_of("article", pick.one) if pick.two % 2 else None
    claims.add(pick.session, f"Claim {pick.value}", claim_id=again, article_id=article_id)


def _change_claim(pick: Pick) -> None:
    claims.change(pick.session, pick.claim(), text=f"Changed {pick.two}", claimant=f"{pick.value}")


def _describe(pick: Pick) -> None:
    because = pick.of(Because) if pick.one % 2 else None
    assessments.describe(pick.session, pick.claim(), because=because, reason=f"R{pick.two}")


def _record(pick: Pick) -> None:
    opinion = Opinion(pick.of(Verdict), reason=f"{pick.two}")
    assessments.record(pick.session, pick.claim(), pick.person(), opinion)


def _adjudicate(pick: Pick) -> None:
    opinion = Opinion(pick.of(Verdict))
    adjudications.record(pick.session, pick.claim(), pick.person(), opinion)


def _note(pick: Pick) -> None:
    subject = pick.of(Subject)
    one = pick.any_of(subject.value, pick.one)
    notes.add(pick.session, subject, one, pick.person(), f"Note {pick.two}")


def _source(pick: Pick) -> None:
    again = pick.any_of("evidence", pick.two) if pick.two % 2 else None
    passage_id = pick.passage() if len(passages.rows(pick.session)) else None
    evidence.add(
        pick.session,
        evidence_id=again,
        attachment=b"file" if pick.one % 2 else None,
        title=f"Source {pick.value}",
        passage_id=passage_id,
    )


def _join(pick: Pick) -> None:
    source = pick.any_of("evidence", pick.two)
    evidence.join(pick.session, pick.claim(), source, pick.of(EvidenceStance))


def _change_source(pick: Pick) -> None:
    source = pick.any_of("evidence", pick.two)
    evidence.change(pick.session, source, asked_on=f"200{pick.value}", confidential=pick.one % 2)


def _part(pick: Pick) -> None:
    evidence.unlink(pick.session, [pick.claim()], pick.any_of("evidence", pick.two))


def _reply(pick: Pick) -> None:
    notes.reply(pick.session, pick.any_of("note", pick.one), f"Answer {pick.two}")


def _settle(pick: Pick) -> None:
    opinion = Opinion(pick.of(Verdict), pick.of(Because), f"F{pick.two}")
    adjudications.decide(pick.session, [pick.claim()], opinion)


def _tick(pick: Pick) -> None:
    item = pick.any_of("checklist_item", pick.two)
    checklist.tick(pick.session, [pick.claim()], item, done=pick.one % 2 == 0, remark=f"{pick.two}")


def _move_item(pick: Pick) -> None:
    before = pick.any_of("checklist_item", pick.two) if pick.value else None
    checklist.move(pick.session, [pick.any_of("checklist_item", pick.one)], before)


def _dismiss(pick: Pick) -> None:
    version_id = pick.any_of("article_version", pick.value)
    dismissals.dismiss(pick.session, pick.claim(), version_id, pick.one, pick.one + pick.two)


def _uncover(pick: Pick) -> None:
    version_id = pick.any_of("article_version", pick.value)
    coverage.unmark(pick.session, version_id, [(pick.one, pick.two + 1)])


def _merge(pick: Pick) -> None:
    reshaping.merge(pick.session, pick.claim(), [pick.claim(pick.two), pick.claim(pick.value)])


def _split(pick: Pick) -> None:
    reshaping.split(pick.session, pick.claim(), f"Part {pick.two}", [pick.any_of("link", pick.two)])


def _change_relation(pick: Pick) -> None:
    said = relations.rows(pick.session)
    if said:
        old = said[pick.one % len(said)]
        relations.change(pick.session, old, replace(old, kind=pick.of(RelationKind)))


def _move_claim(pick: Pick) -> None:
    before = pick.claim(pick.two) if pick.value else None
    claims.move(pick.session, [pick.claim()], before)


def _cover(pick: Pick) -> None:
    version_id = pick.any_of("article_version", pick.value)
    coverage.add(pick.session, version_id, pick.person(), pick.one, pick.two + 1)


def _many(pick: Pick) -> None:
    """Do several things at once, some of which undo each other."""
    claim_id = claims.add(pick.session, "For a moment")
    assessments.decide(pick.session, [claim_id], pick.of(Verdict))
    claims.set_tags(pick.session, claim_id, ["t"])
    if pick.one % 2:
        claims.remove(pick.session, [claim_id])
    if pick.two % 2:
        assessments.withdraw(pick.session, [claim_id])


EDITS: dict[str, Callable[[Pick], object]] = {
    "add article": _add_article,
    "remove article": lambda p: articles.remove(p.session, p.any_of("article", p.one)),
    "change article": lambda p: articles.change(
        p.session, p.any_of("article", p.one), title=f"T{p.two}"
    ),
    "add claim": _add_claim,
    "change claim": _change_claim,
    "stage": lambda p: claims.change(p.session, p.claim(), stage=p.of(Stage)),
    "remove claim": lambda p: claims.remove(p.session, [p.claim()]),
    "remove two claims": lambda p: claims.remove(p.session, {p.claim(), p.claim(p.two)}),
    "mark": _mark,
    "mark more": _mark,
    "move edges": _move_edges,
    "link again": _link_again,
    "unlink": _unlink,
    "change link": _change_link,
    "remove passage": lambda p: passages.remove(p.session, p.passage()),
    "decide": lambda p: assessments.decide(p.session, [p.claim()], p.of(Verdict)),
    "decide two": lambda p: assessments.decide(
        p.session, [p.claim(), p.claim(p.two)], p.of(Verdict)
    ),
    "describe": _describe,
    "withdraw": lambda p: assessments.withdraw(p.session, [p.claim()]),
    "record": _record,
    "adjudicate": _adjudicate,
    "tags": lambda p: claims.set_tags(p.session, p.claim(), "abc"[p.two % 3 :]),
    "relate": lambda p: relations.relate(p.session, p.claim(), p.claim(p.two), p.of(RelationKind)),
    "note": _note,
    "source": _source,
    "join": _join,
    "cover": _cover,
    "merge": _merge,
    "split": _split,
    "duplicate": lambda p: reshaping.duplicate(p.session, p.claim()),
    "change relation": _change_relation,
    "move claim": _move_claim,
    "uncover": _uncover,
    "change source": _change_source,
    "part": _part,
    "remove source": lambda p: evidence.remove(p.session, [p.any_of("evidence", p.one)]),
    "reply": _reply,
    "remove note": lambda p: notes.remove(p.session, p.any_of("note", p.one)),
    "settle": _settle,
    "unsettle": lambda p: adjudications.withdraw(p.session, [p.claim()]),
    "ask": lambda p: checklist.add(p.session, f"Item {p.one}?"),
    "remove item": lambda p: checklist.remove(p.session, [p.any_of("checklist_item", p.one)]),
    "move item": _move_item,
    "tick": _tick,
    "assign": lambda p: assignments.assign(p.session, [p.claim()], p.person()),
    "release": lambda p: assignments.release(p.session, [p.claim()], p.person()),
    "dismiss": _dismiss,
    "blind": lambda p: projects.set_blind(p.session, blind=bool(p.one % 2)),
    "rename": lambda p: projects.rename(p.session, f"Title {p.two}"),
    "many": _many,
}
