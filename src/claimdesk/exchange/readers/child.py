"""The process that reads files of strangers: little memory, no network, no other programs.

Run as ``python -m claimdesk.exchange.readers.child CPU_SECONDS``. It takes requests on standard
input, each a line of JSON and the bytes of a file, and answers each with a line of JSON.
"""

import json
import os
import sys
from dataclasses import asdict, replace
from importlib import import_module
from typing import Any, BinaryIO

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.limits import bind
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.wording import on_one_line

MEMORY = 1 << 30
"""Bytes the process may use, libraries included."""
MOST_CHARACTERS = 20_000_000
"""Code points of a text; a longer one is no article."""
_LONGEST_WORD = 500
"""Code points of a title, a name or an address."""
_LONGEST_REMARK = 300
_MOST_REMARKS = 2000

_NOT_INSTALLED = mark(
    'Reading it needs a part that is not installed; run: pip install "claimdesk[{extra}]"'
)
_NOT_INSTALLED_OTHER = mark("Reading it needs “{module}”, which is not installed.")
_TOO_MUCH = mark("Reading it takes more memory than an article is worth.")
_TOO_LONG = mark("It holds more text than an article can have; take a part of it.")
_TOO_DEEP = mark("It is nested too deeply to be read.")
_BROKEN = mark("It is damaged, or not what its name says ({why}).")
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")


def main() -> int:
    """Bind this process, then answer until nobody asks any more."""
    # What a library prints goes nowhere, and cannot pass for an answer.
    sink = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    bind(MEMORY, int(sys.argv[1]))
    sys.addaudithook(_refuse)
    serve(sys.stdin.buffer, sink)
    return 0


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests one after the other until they end."""
    while line := source.readline():
        request = json.loads(line)
        data = source.read(request.pop("bytes"))
        sink.write(json.dumps(answer(data, **request)).encode() + b"\n")
        sink.flush()


def answer(data: bytes, reader: str, extra: str, wish: dict[str, Any]) -> dict[str, Any]:
    """Return the article a reader makes of a file, or what is wrong with it."""
    try:
        return {"article": asdict(_tidied(_read(data, reader, Wish(**wish))))}
    except ReviewError as error:
        code, sentence = error.code, error.sentence
    except ModuleNotFoundError as error:
        module = on_one_line(str(error.name))
        missing = _NOT_INSTALLED.format(extra=extra)
        sentence = missing if extra else _NOT_INSTALLED_OTHER.format(module=module)
        code = Code.NOT_INSTALLED
    except MemoryError:
        code, sentence = Code.TOO_BIG, _TOO_MUCH
    except RecursionError:
        code, sentence = Code.DAMAGED, _TOO_DEEP
    except Exception as error:  # noqa: BLE001 - libraries raise anything over what strangers wrote
        code, sentence = Code.DAMAGED, _BROKEN.format(why=type(error).__name__)
    return {"code": code, "sentence": sentence}


def _read(data: bytes, reader: str, wish: Wish) -> ReadArticle:
    module, _, function = reader.partition(":")
    read: ReadArticle = getattr(import_module(module), function)(data, wish)
    return read


def _tidied(read: ReadArticle) -> ReadArticle:
    """Return the article with nothing over its size, and all but the text on one line."""
    if len(read.text) > MOST_CHARACTERS:
        raise ReviewError(Code.TOO_BIG, _TOO_LONG)
    remarks = tuple(on_one_line(one)[:_LONGEST_REMARK] for one in read.remarks[:_MOST_REMARKS])
    return replace(
        read,
        title=_word(read.title),
        author=_word(read.author),
        publisher=_word(read.publisher),
        published=_word(read.published),
        url=_word(read.url),
        language=_word(read.language),
        remarks=remarks,
    )


def _word(text: str) -> str:
    return on_one_line(" ".join(text.split()))[:_LONGEST_WORD]


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    """Let no library ask the network or start a program, whatever a file tells it."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main())
