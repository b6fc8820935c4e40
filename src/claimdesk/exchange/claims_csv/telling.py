"""Say what came of a quote, in one sentence."""

from claimdesk.core.i18n import mark
from claimdesk.exchange.claims_csv.places import Outcome, Placed
from claimdesk.exchange.wording import shown

_SENTENCES = {
    Outcome.FOUND: mark("“{quote}” stands in “{article}”."),
    Outcome.MOVED: mark("“{quote}” stands at {start} in “{article}”, not at {said}."),
    Outcome.ALIKE: mark("“{quote}” stands in other words in “{article}”: “{words}”."),
    Outcome.AMBIGUOUS: mark(
        "“{quote}” can be meant in {count} places, the first in “{article}”; choose one."
    ),
    Outcome.NOT_FOUND: mark("“{quote}” was not found."),
    Outcome.NO_ARTICLE: mark("“{quote}” is from “{said}”, which is not in this project."),
}


def told(placed: Placed) -> str:
    """Return what came of a quote."""
    first = placed.places[0] if placed.places else None
    said = placed.quoted
    return _SENTENCES[placed.outcome].format(
        quote=shown(said.quote.exact),
        article=shown(first.article.title) if first else "",
        words=shown(first.words) if first else "",
        start=first.start if first else -1,
        said=shown(said.articles[0]) if placed.outcome is Outcome.NO_ARTICLE else said.start,
        count=len(placed.places),
    )
