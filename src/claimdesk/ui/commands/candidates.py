"""The claims a picker offers: the likely ones first, then those of the article at hand."""

from collections.abc import Collection

from claimdesk.core.model import Id
from claimdesk.store import articles, claims, highlights, passages
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.dialogs.claims.choice import Candidates


def for_text(desk: Desk, text: str, version_id: Id | None) -> Candidates:
    """Return the candidates for words of an article version."""
    likely = [one.claim_id for one in desk.memory.likely_claims(text)]
    return Candidates(desk.project.read(claims.rows), likely, _near(desk, version_id))


def for_claims(desk: Desk, claim_ids: Collection[Id]) -> Candidates:
    """Return the other claims, what says nearly the same as one of these first."""
    here = desk.selection.now.article_id
    row = None if here is None else desk.project.read(articles.row, here)
    rows = desk.project.read(claims.rows)
    own = set(claim_ids)
    likely: dict[Id, None] = {}
    for one in rows:
        if one.id in own:
            links = desk.project.read(passages.links, one.id)
            without = [link.passage_id for link in links]
            found = desk.memory.likely_claims(one.text, without=without)
            likely |= dict.fromkeys(other.claim_id for other in found)
    near = _near(desk, row.version_id if row else None)
    return Candidates([one for one in rows if one.id not in own], list(likely), near)


def _near(desk: Desk, version_id: Id | None) -> frozenset[Id]:
    if version_id is None:
        return frozenset()
    here = desk.project.read(highlights.rows, version_id)
    return frozenset(row.claim_id for row in here if row.claim_id)
