"""Every reader on damaged files: a text or a sentence, never a crash or a hang.

``CLAIMDESK_FUZZ=5000`` asks for so many mutations of each kind.
"""

import os
import random

import pytest

from claimdesk.core.errors import Code, ReviewError
from claimdesk.exchange.readers import KINDS, Wish
from claimdesk.exchange.readers.isolation import ReadingProcess
from claimdesk.exchange.readers.kinds import Kind

from . import inputs

MUTATIONS = int(os.environ.get("CLAIMDESK_FUZZ", "500"))
EXPECTED = {Code.DAMAGED, Code.EMPTY, Code.REFUSED, Code.TOO_BIG, Code.BINARY, Code.ENCODING}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed, cut out, doubled or moved."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(changed) + 1)
        until = min(len(changed), at + chance.choice((1, 4, 40)))
        match chance.randrange(5):
            case 0:
                changed[at:until] = chance.randbytes(until - at)
            case 1:
                del changed[at:until]
            case 2:
                changed[at:at] = changed[at:until] * chance.choice((1, 50))
            case 3:
                changed[at:at] = chance.choice((b"<", b"&#x110000;", b"\0", b"\xff\xfe", b"{"))
            case 4:
                del changed[at:]
    return bytes(changed)


def complaint(process: ReadingProcess, kind: Kind, data: bytes) -> str:
    """Return what is wrong with what is said of a damaged file; nothing if all is well."""
    try:
        return "" if process.read(data, kind, Wish()).text else "neither text nor sentence"
    except ReviewError as error:
        fit = error.code in EXPECTED and error.sentence.endswith(".")
        return "" if fit and "was ended" not in error.sentence else error.sentence


@pytest.mark.parametrize("name", inputs.ALL)
def test_a_damaged_file_is_a_text_or_a_sentence(name: str) -> None:
    kind = next(one for one in KINDS if one.id == name)
    process = ReadingProcess()
    try:
        said = {
            seed: complaint(process, kind, mutated(inputs.ALL[name], random.Random(seed)))
            for seed in range(MUTATIONS)
        }
    finally:
        process.close()
    assert not {seed: words for seed, words in said.items() if words}
