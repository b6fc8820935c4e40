"""Texts and passages for the benchmarks: the same on every machine, in words of our own."""

import random
from itertools import accumulate, product

from claimdesk.core.model import HighlightRow, Id, Stance, Verdict

_SYLLABLES = ("ba", "den", "fir", "go", "hul", "ket", "li", "mor", "na", "os", "ra", "sto", "tin")
_WORDS = [
    *(a + b for a, b in product(_SYLLABLES, repeat=2)),
    *("the", "of", "and", "to", "a", "in", "that", "it") * 10,
]
_RARE = ("“so”", "it’s", "–", "café", "\U0001f6a8", "\U0001f1fa\U0001f1f8", "\U0001f44d\U0001f3fd")
_VERDICTS = (*Verdict, None)
_STANCES = (Stance.ASSERTS, Stance.ASSERTS, Stance.DISPUTES, Stance.MENTIONS)


def article(length: int) -> str:
    """Return paragraphs of about sixty words, a heading now and then, emoji and flags."""
    made = random.Random(length)
    paragraphs: list[str] = []
    so_far = 0
    while so_far < length:
        words = made.choices(_WORDS, k=made.randint(20, 100))
        words[made.randrange(len(words))] = made.choice(_RARE)
        paragraph = " ".join(words).capitalize() + "."
        if len(paragraphs) % 12 == 0:
            paragraph = f"{paragraph[:40].strip().title()}\n{paragraph}"
        paragraphs.append(paragraph)
        so_far += len(paragraph) + 1
    return "\n".join(paragraphs)[:length]


def one_paragraph(length: int) -> str:
    """Return the same words without a single line break."""
    return article(length).replace("\n", " ")


def passages(text: str, number: int) -> list[HighlightRow]:
    """Return passages of two to thirty words over the whole text; some overlap, some are nested."""
    made = random.Random(number)
    step = len(text) / max(1, number)
    starts = sorted(min(len(text) - 1, int((i + made.random()) * step)) for i in range(number))
    claims = list(accumulate(made.random() < 0.6 for _ in range(number)))
    return [
        HighlightRow(
            Id(i.to_bytes(16, "big")),
            start,
            min(len(text), start + made.randint(12, 180)),
            Id(claim.to_bytes(16, "little")),
            claim + 1,
            _VERDICTS[claim % len(_VERDICTS)],
            made.choice(_STANCES),
        )
        for i, (start, claim) in enumerate(zip(starts, claims, strict=True))
    ]
