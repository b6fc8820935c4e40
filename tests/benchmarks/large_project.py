"""A project as large as the whole work of a desk, made through the real store from a fixed seed.

Each article is one transaction of 188 entries: its record and version, 20 claims, 50 passages and
their links, 20 verdicts with 16 reasons, 12 tags, 4 sources and what they do, 10 rewordings. A
thousand articles are 20,000 claims, 50,000 passages and 188,000 entries, in invented words.
"""

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.article_texts import article
from claimdesk.core.ids import derived_id
from claimdesk.core.model import Id, Opinion, ReadArticle, ReviewerRow, Stance, Verdict
from claimdesk.store import articles, assessments, claims, evidence, passages, reviewers
from claimdesk.store.store import Session, Store

ME = ReviewerRow(derived_id("reviewer", b"bench"), "Ann Benchmark", "AB")
CLAIMS_EACH, PASSAGES_EACH = 20, 50
_LENGTHS = (3_000, 4_500, 6_000, 6_000, 9_000, 14_000)
"""Code points of an article, as checkers meet them."""
_VERDICTS = (*Verdict, Verdict.CONFIRMED)
_STANCES = (*Stance, Stance.ASSERTS, Stance.ASSERTS)
_TAGS = tuple(f"topic {letter}" for letter in "abcdefghijklmnopqrst")


def build(path: Path, number: int) -> None:
    """Make a project of so many articles; it is the same each time but for its ids."""
    chance = random.Random(4)
    with Store.create(path, "Large", ME, durable=False) as store:
        for place in range(number):
            text = article(chance.choice(_LENGTHS) + place)
            store.run("Import", partial(_fill, chance=chance, text=text))


def _fill(session: Session, chance: random.Random, text: str) -> None:
    title = _words(chance, text, 70)
    article_id = articles.add(session, ReadArticle(text, title, publisher="The Daily Bench"))
    shown = articles.row(session, article_id)
    assert shown is not None
    added = [
        claims.add(
            session,
            _words(chance, text, 90),
            article_id=article_id,
            claimant=_words(chance, text, 14),
        )
        for _ in range(CLAIMS_EACH)
    ]
    _mark(session, chance, shown.version_id, added, len(text))
    _review(session, chance, added, text)
    for claim_id in added[:10]:
        claims.change(session, claim_id, text=_words(chance, text, 90))
    for claim_id in added[:12]:
        claims.set_tags(session, claim_id, [chance.choice(_TAGS)])
    for claim_id in added[:4]:
        source = evidence.add(session, title=_words(chance, text, 60), url="https://example.org/a")
        evidence.join(session, claim_id, source)


def _mark(
    session: Session, chance: random.Random, version_id: Id, added: Sequence[Id], length: int
) -> None:
    """Mark passages over the whole text; every claim has one, some have many."""
    step = length // PASSAGES_EACH
    for place in range(PASSAGES_EACH):
        start = place * step + chance.randrange(step // 2)
        end = min(length, start + chance.randint(20, 200))
        passage_id = passages.mark(session, version_id, start, end)
        claim_id = added[place] if place < len(added) else chance.choice(added)
        passages.link(session, claim_id, passage_id, chance.choice(_STANCES))


def _review(session: Session, chance: random.Random, added: Sequence[Id], text: str) -> None:
    """Decide nine of ten claims, give reasons, and let somebody else decide two as well."""
    for claim_id in added[:18]:
        assessments.decide(session, [claim_id], chance.choice(_VERDICTS))
    for claim_id in added[:16]:
        assessments.describe(session, claim_id, reason=_words(chance, text, 160))
    other = reviewers.named(session, "Bo Second")
    for claim_id in added[:2]:
        assessments.record(session, claim_id, other, Opinion(chance.choice(_VERDICTS)))


def _words(chance: random.Random, text: str, length: int) -> str:
    """Return some words of a text as a title, a claim or a reason, about so long."""
    start = chance.randrange(len(text) - length)
    return " ".join(text[start : start + length].split()).capitalize()
