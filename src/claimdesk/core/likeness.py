"""How alike two short texts are, for lists that put the likely choice first."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

_WORD = re.compile(r"\w+")
_STEM = 6
"""Letters of a word that count: "captured" and "capturing" are the same for this purpose."""
_EVERYDAY = 0.4
"""What weighs less is in two texts of three or more, and tells nothing."""
_NOISE = 0.1
"""What is less alike than this shares next to nothing."""


def likeness(wanted: str, texts: Sequence[str]) -> list[float]:
    """Return for each text how like the wanted one it is, from 0 to 1; rare words weigh more."""
    bags = [_stems(text) for text in texts]
    spread = Counter(stem for bag in bags for stem in bag)
    rarity = {stem: log((len(texts) + 1) / (number + 0.5)) for stem, number in spread.items()}
    weights = {stem: weight for stem, weight in rarity.items() if weight >= _EVERYDAY}
    known = _stems(wanted) & weights.keys()
    whole = sum(weights[stem] for stem in known)
    scores = []
    for bag in bags:
        shared = sum(weights[stem] for stem in known & bag)
        size = sum(weights[stem] for stem in bag & weights.keys())
        score = shared / sqrt(whole * size) if shared else 0.0
        scores.append(score if score >= _NOISE else 0.0)
    return scores


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
