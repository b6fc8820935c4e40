"""The claims a picker offers: the likely ones first, then those of the article at hand."""

from collections.abc import Collection, Sequence
from functools import partial

from claimdesk.core.model import ClaimRow, Id
from claimdesk.store import articles, claims, passages, pickable
from claimdesk.store.likely import Likely
from claimdesk.ui.base.desk import Desk
from claimdesk.ui.base.project import Project
from claimdesk.ui.dialogs.claims.choice import Candidates

_COMPARED = 8
"""Claims at most for which others are looked up that say the same."""
_LIKELY = 100

Text = tuple[str, Sequence[Id]]
"""Words that claims may say, and passages that do not count."""


def for_text(desk: Desk, text: str, version_id: Id | None) -> Candidates:
    """Return the candidates for words of an article version."""
    return _candidates(desk, [(text, ())], version_id, frozenset())


def for_claims(desk: Desk, claim_ids: Collection[Id]) -> Candidates:
    """Return the other claims, what says nearly the same as one of these first."""
    here = desk.selection.now.article_id
    row = None if here is None else desk.project.read(articles.row, here)
    texts: list[Text] = []
    for claim_id in list(claim_ids)[:_COMPARED]:
        detail = desk.project.read(claims.detail, claim_id)
        if detail is not None:
            links = desk.project.read(passages.links, claim_id)
            texts.append((detail.text, [one.passage_id for one in links]))
    return _candidates(desk, texts, row.version_id if row else None, frozenset(claim_ids))


class _Finder:
    """Finds claims; where the beginning of what is typed found few, it looks among these alone."""

    def __init__(self, project: Project, near: Sequence[Id], without: frozenset[Id]) -> None:
        self._project = project
        self._near = near
        self._without = without
        self._likely: dict[Id, None] = {}
        self._before: tuple[str, list[Id]] | None = None

    def prefer(self, found: Sequence[Likely]) -> None:
        """Put the likely claims first."""
        self._likely |= dict.fromkeys(one.claim_id for one in found)
        self._before = None

    def __call__(self, typed: str) -> list[ClaimRow]:
        """Return the claims that hold what is typed, the best first."""
        if self._before is not None and typed.startswith(self._before[0]):
            found = self._project.read(pickable.among, typed, self._before[1])
        else:
            best = [*self._likely, *self._near]
            found = self._project.read(pickable.rows, typed, best, self._without)
        if len(found) < pickable.MOST:
            self._before = typed, [one.id for one in found]
        return found


def _candidates(
    desk: Desk, texts: Sequence[Text], version_id: Id | None, without: frozenset[Id]
) -> Candidates:
    memory, project = desk.memory, desk.project
    near = project.read(pickable.carried_by, version_id) if version_id is not None else []
    find = _Finder(project, near, without)
    is_ranked = memory.is_ready or not texts
    made = Candidates(find, near, project.read(claims.count), is_ranked=is_ranked)
    if is_ranked:
        for text, own in texts:
            find.prefer(memory.likely_claims(text, without=own, most=_LIKELY))
        return made
    answers: dict[int, Sequence[Likely]] = {}

    def take(place: int, found: Sequence[Likely]) -> None:
        """Keep an answer, and use all of them in the order of what was asked."""
        answers[place] = found
        if len(answers) == len(texts):
            for one in range(len(texts)):
                find.prefer(answers[one])
            made.rank()

    for place, (text, own) in enumerate(texts):
        memory.look_up(text, partial(take, place), without=own, most=_LIKELY)
    return made
