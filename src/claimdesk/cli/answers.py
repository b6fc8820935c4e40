"""What a verb answers, and how it reaches standard output and standard error."""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from claimdesk.core.errors import ReviewError


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a verb: as data, as lines for people, and what went wrong on the way.

    ``content`` is what an export sends to standard output in place of both.
    """

    data: Mapping[str, object] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    trouble: tuple[ReviewError, ...] = ()
    content: bytes | None = None


def give(answer: Answer, *, as_json: bool) -> None:
    """Write the answer to standard output."""
    if answer.content is not None:
        _give_bytes(answer.content)
    elif as_json:
        # JSON is UTF-8 whatever the terminal speaks.
        _give_bytes((json.dumps(answer.data, ensure_ascii=False, indent=2) + "\n").encode())
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")
        for line in answer.lines:
            print(line)
        sys.stdout.flush()


def tell(error: ReviewError) -> None:
    """Write what is wrong to standard error, in one line."""
    sentence = " ".join(error.sentence.split())
    print(f"claimdesk-cli: {error.code}: {sentence}", file=sys.stderr)


def counted(number: int, one: str, many: str) -> str:
    """Return a counted noun: "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else many}"


def _give_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def forewarn(sentence: str) -> None:
    """Say something before long work begins; standard output is for its answer."""
    print(f"claimdesk-cli: {sentence}", file=sys.stderr, flush=True)
