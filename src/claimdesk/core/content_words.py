"""The words of a text that tell what it is about: folded, without endings and everyday words."""

import re

from claimdesk.core.folding import fold
from claimdesk.core.seeking import stem

_WORD = re.compile(r"\w+")
_EVERYDAY = frozenset(
    _WORD.findall(
        "a about after all also an and any are as at be been before being but by can could did do "
        "does for from had has have he her his how i if in into is it its may might more most no "
        "not now of on one or our out over said say says she should so some such than that the "
        "their them then there these they this those to too up was we were what when where which "
        "who whom whose why will with would you your according "
        "і й та а але або що як це цей ця ці той та те ті він вона воно вони його її їх у в на з "
        "із зі до від для про при за по не ні так був була було були є бути який яка яке які "
        "коли де чи же ще вже якщо тому щоб під над між через після перед "
        "и но или что как это этот эта эти тот та те он она оно они его ее их в на с со из до от "
        "для о об про при за по не нет ни так был была было были есть быть который которая "
        "которое которые когда где ли же еще уже если поэтому чтобы под над между через после "
        "der die das und in zu den von mit ist im für auf le la les et de des un une du en il "
        "y el los las que"
    )
)


def content_words(text: str) -> list[str]:
    """Return the words that tell something, each once, in their order."""
    words = (word for word in _WORD.findall(fold(text)) if word not in _EVERYDAY)
    return list(dict.fromkeys(map(stem, words)))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of words have in common, from 0 to 1."""
    return 2 * len(one & other) / max(1, len(one) + len(other))
