"""RTF: its text with notes, lists and tables, and halved characters put together again."""

import re
from collections.abc import Mapping

from claimdesk.core.errors import Code, ReviewError
from claimdesk.core.i18n import mark
from claimdesk.core.model import ReadArticle
from claimdesk.exchange.readers import notes
from claimdesk.exchange.readers.file_dates import made_on
from claimdesk.exchange.readers.kinds import Wish
from claimdesk.exchange.readers.markup import tidy
from claimdesk.exchange.readers.rtf_parse import CELL, ITEM, ROW, parsed

_EMPTY = mark("There is no text in it.")
_NOT_RTF = mark("It is not RTF, whatever its name says.")
_LEFT_OUT = mark("Left out: pictures, headers, footers, comments, hidden text and all formatting.")
_ROW_ENDS = re.compile(rf"[ \n]*{CELL}?[ \n]*{ROW}")
_CELL_ENDS = re.compile(rf"[ \n]*{CELL}[ \n]*")
_BULLETS = "•·▪◦‣●■○–\uf0b7\uf0a7\uf02d"
_LABEL = re.compile(rf"(?:{ITEM}([^\t\n{ITEM}]*)|([{_BULLETS}]|\d{{1,3}}[.)]))\t[ \t]*")
"""What stands before an item: a label of its own, or a bullet or a number and a tabulator."""


def read_rtf(data: bytes, wish: Wish) -> ReadArticle:
    """Read the text of an RTF file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReviewError(Code.DAMAGED, _NOT_RTF)
    found = parsed(data.decode("latin-1"), wish.encoding)
    text = _laid_out("".join(found.body))
    if not text:
        raise ReviewError(Code.EMPTY, _EMPTY)
    feet = [_laid_out("".join(note)) for note in found.notes]
    about = {name: " ".join(mended("".join(said)).split()) for name, said in found.about.items()}
    return ReadArticle(
        notes.at_end(text, notes.numbered(feet)),
        title=about.get("title", ""),
        author=about.get("author", ""),
        media_type="application/rtf",
        remarks=(_LEFT_OUT, *notes.remark(len(feet)), *made_on(_day(found.made))),
    )


def mended(text: str) -> str:
    """Return the text with pairs of surrogates as the characters they mean, lone ones as �."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _laid_out(raw: str) -> str:
    """Return a text with its rows, cells and items as a person reads them."""
    text = _CELL_ENDS.sub(" | ", _ROW_ENDS.sub("\n", mended(raw)))
    lines: list[str] = []
    before = ""
    for line in text.split("\n"):
        found = _LABEL.match(line)
        label = _named(found) if found else ""
        if label and before and (label == before or before != "- " != label):
            while not lines[-1].strip():
                lines.pop()
        before = label or ("" if line.strip() else before)
        lines.append(label + line[found.end() :] if found else line)
    return tidy("\n".join(lines).replace(ITEM, ""))


def _named(label: re.Match[str]) -> str:
    """Return a label of letters and figures as it is, any other as a dash."""
    said = (label[1] if label[1] is not None else label[2]).strip()
    if not said:
        return ""
    return f"{said} " if any(one.isalnum() for one in said) else "- "


def _day(made: Mapping[str, int]) -> str:
    return f"{made.get('yr', 0):04}-{made.get('mo', 0):02}-{made.get('dy', 0):02}"
