"""Check how quotes that people type are found: right, in several places, or wrongly and silently.

Sentences of the texts are typed as people do (another case, other marks, misspelt, a word less,
"…"), and others that do not stand there: the article's words shuffled, sentences of other
texts. *Silent* is worst: said to stand word for word where they do not.

    .venv/bin/python tests/benchmarks/typed_quotes.py [--texts FOLDER] [--rounds N] [--show]
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# A script finds only what lies beside it; the tests are found from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.article_texts import article
from claimdesk.core.anchors import Quote
from claimdesk.core.quoting import Fit, QuoteFinder, Standing

_PHRASE = re.compile(r"(?<!\w)[^\n.!?]{30,220}(?!\w)[.!?]?")
_CONTEXT = 32
_OVERLAP = 0.6
"""Share of a passage that a place must cover to be the right one."""

Words = list[str]
Typing = Callable[[random.Random, Words], Words]


def _inside(chance: random.Random, words: Words) -> int:
    return chance.randrange(1, len(words) - 1)


def _misspelt(chance: random.Random, words: Words) -> Words:
    place = max(range(len(words)), key=lambda one: (len(words[one]), chance.random()))
    word = words[place]
    at = chance.randrange(1, max(2, len(word) - 1))
    return [*words[:place], word[:at] + word[at + 1 :], *words[place + 1 :]]


def _dropped(chance: random.Random, words: Words) -> Words:
    place = _inside(chance, words)
    return words[:place] + words[place + 1 :]


def _swapped(chance: random.Random, words: Words) -> Words:
    place = chance.randrange(1, len(words) - 2)
    return [*words[:place], words[place + 1], words[place], *words[place + 2 :]]


def _added(chance: random.Random, words: Words) -> Words:
    place = _inside(chance, words)
    return [*words[:place], "really", *words[place:]]


def _omission(chance: random.Random, words: Words) -> Words:
    third = len(words) // 3
    return [*words[:third], chance.choice(("…", "[...]", "...")), *words[-third:]]


def _insertion(chance: random.Random, words: Words) -> Words:
    place = _inside(chance, words)
    return [*words[:place], "[the one named]", *words[place:]]


def _number(_chance: random.Random, words: Words) -> Words:
    return [re.sub(r"\d+", lambda found: str(int(found[0]) + 1), word) for word in words]


def _shuffled(chance: random.Random, words: Words) -> Words:
    return chance.sample(words, len(words))


def _as_one(change: Callable[[str], str]) -> Typing:
    return lambda _chance, words: change(" ".join(words)).split(" ")


SAME_WORDS: dict[str, Typing] = {
    "as is": lambda _chance, words: words,
    "case": _as_one(str.upper),
    "marks": _as_one(lambda text: f"“{text.replace(',', '').replace('-', '–')}”"),
    "blanks": _as_one(lambda text: text.replace(" ", " \u00a0 ")),
    "cut off": lambda _chance, words: words[: max(5, len(words) * 2 // 3)],
    "omission": _omission,
}
"""Typing that leaves the words as they are: "found" is true of it."""
OTHER_WORDS: dict[str, Typing] = {
    "misspelt": _misspelt,
    "word dropped": _dropped,
    "words swapped": _swapped,
    "word added": _added,
    "insertion": _insertion,
    "wrong number": _number,
}
"""Typing that changes words: the place is to be found, but never called the same."""
ABSENT = ("shuffled words", "of another text")


@dataclass
class Count:
    """What came of one kind of typing."""

    asked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)


class Check:
    """All texts, and what came of what was typed of them."""

    def __init__(self, texts: list[str], *, shows: bool) -> None:
        self._texts = texts
        self._shows = shows
        self._finders = [QuoteFinder(text) for text in texts]
        self.counts: dict[str, Count] = {}

    def round(self, chance: random.Random) -> None:
        """Type a phrase of each text in each way, half of them with what stands around."""
        for number, text in enumerate(self._texts):
            phrases = [found for found in _PHRASE.finditer(text) if len(found[0].split()) > 6]
            for kind, typing in (SAME_WORDS | OTHER_WORDS).items():
                found = chance.choice(phrases)
                if kind == "wrong number":
                    numbered = [one for one in phrases if re.search(r"\d", one[0])]
                    if not numbered:
                        continue
                    found = chance.choice(numbered)
                typed = " ".join(typing(chance, found[0].split()))
                self._ask(kind, number, self._quote(chance, text, found, typed), found.span())
            words = chance.choice(phrases)[0].split()
            self._ask("shuffled words", number, Quote(" ".join(_shuffled(chance, words))), None)
            other = chance.choice([one for one in self._texts if one is not text])
            stranger = chance.choice([one for one in _PHRASE.findall(other) if one not in text])
            self._ask("of another text", number, Quote(stranger), None)

    @staticmethod
    def _quote(chance: random.Random, text: str, found: re.Match[str], typed: str) -> Quote:
        if chance.random() < 1 / 2:
            return Quote(typed)
        first, last = found.span()
        before, after = text[max(0, first - _CONTEXT) : first], text[last : last + _CONTEXT]
        return Quote(typed, before, after)

    def _ask(self, kind: str, number: int, quote: Quote, truth: tuple[int, int] | None) -> None:
        standing = self._finders[number].find(quote)
        outcome = _judged(standing, truth, is_same=kind in SAME_WORDS)
        count = self.counts.setdefault(kind, Count())
        count.asked += 1
        count.outcomes[outcome] += 1
        if self._shows and outcome in ("SILENT", "wrong", "missed", "called the same"):
            print(f"{outcome}: {kind}: {quote.exact[:160]!r}")


def _judged(standing: Standing, truth: tuple[int, int] | None, *, is_same: bool) -> str:
    if standing.fit is Fit.NOT_FOUND:
        return "missed" if truth else "not found"
    if truth is None:
        return {Fit.FOUND: "SILENT", Fit.ALIKE: "wrong"}.get(standing.fit, "offered")
    is_right = any(_is_at(place, truth) for place in standing.places)
    if standing.fit is Fit.AMBIGUOUS:
        return "ambiguous" if is_right else "wrong"
    if not is_right:
        return "SILENT" if standing.fit is Fit.FOUND else "wrong"
    if standing.fit is Fit.FOUND and not is_same:
        return "called the same"
    return "found" if standing.fit is Fit.FOUND else "alike"


def _is_at(place: tuple[int, int], truth: tuple[int, int]) -> bool:
    shared = min(place[1], truth[1]) - max(place[0], truth[0])
    return shared >= _OVERLAP * min(place[1] - place[0], truth[1] - truth[0])


def report(counts: dict[str, Count], took: float) -> None:
    """Print a line for each kind, and what all come to."""
    for kind, count in counts.items():
        said = ", ".join(f"{name} {number}" for name, number in count.outcomes.most_common())
        print(f"{kind:16} {count.asked:6}: {said}")
    total: Counter[str] = Counter()
    for count in counts.values():
        total += count.outcomes
    absent = sum(counts[kind].asked for kind in ABSENT)
    present = sum(count.asked for count in counts.values()) - absent
    right = total["found"] + total["alike"] + total["ambiguous"]
    print(
        f"{present:,} present: {right / present:.1%} found, alike or ambiguous; {absent:,} absent; "
        f"silent {total['SILENT']}, called the same {total['called the same']}, "
        f"wrong {total['wrong']}; {took / (present + absent) * 1000:.1f} ms CPU each"
    )


def main() -> None:
    """Check and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder of more texts, *.txt")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--show", action="store_true", help="print what was missed or wrong")
    said = parser.parse_args()
    texts = [article(length) for length in (3_000, 6_000, 14_000)]
    if said.texts:
        texts += [path.read_text("utf-8") for path in sorted(said.texts.glob("*.txt"))]
    check = Check(texts, shows=said.show)
    chance = random.Random(11)
    start = time.process_time()
    for _ in range(said.rounds):
        check.round(chance)
    report(check.counts, time.process_time() - start)


if __name__ == "__main__":
    main()
