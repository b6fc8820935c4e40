"""Read what a pasted address or citation says about a source; nothing is fetched.

Understood are addresses, archived ones too, citations in the usual styles (APA, MLA, Chicago),
BibTeX and RIS. What is found is a proposal that a reviewer sees and corrects.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from claimdesk.core.model import EvidenceKind

Fields = dict[str, str]
"""Fields of evidence by name; dates as 2025, 2025-10 or 2025-10-29."""

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]}'’"
_ARCHIVES = re.compile(
    r"(?:web\.archive\.org|archive\.(?:ph|today|is|li|md|vn|fo|org))", re.IGNORECASE
)
_KEPT = re.compile(r"^/(?:web/)?(?:\d{4,14}(?:[a-z]{2}_)?|\*)/(https?:/+.+)$", re.IGNORECASE)
_IN_PATH = re.compile(r"[/\-_]((?:19|20)\d\d)[/\-_]?([01]\d)(?:[/\-_]?([0-3]\d))?(?=\D|$)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-([01]\d)(?:-([0-3]\d))?\b")
_DAY_FIRST = re.compile(rf"\b([0-3]?\d)\.?\s+{_MONTH}\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"\b((?:19|20)\d\d),?\s+{_MONTH}(?:\s+([0-3]?\d))?\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s+(?:([0-3]?\d)(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d\d)", re.IGNORECASE
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_APA = re.compile(
    r"(?P<author>[^()“\"]{2,200}?)\s*\((?P<date>n\.\s?d\.|(?:19|20)\d\d[^)]*)\)\.?\s+"
    r"(?P<title>[^.?!]+[?!]?)\.?\s*(?P<rest>.*)",
    re.DOTALL,
)
_QUOTED = re.compile(
    r"(?P<author>[^“\"]*)[“\"](?P<title>[^”\"]+)[”\"][.,]?\s*(?P<rest>.*)", re.DOTALL
)
_BIBTEX = re.compile(r"\s*@(\w+)\s*\{")
_BIBTEX_FIELD = re.compile(r"(\w+)\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|\"([^\"]*)\"|(\w+))")
_RIS = re.compile(r"^([A-Z][A-Z0-9])\s{2}-\s?(.*)$", re.MULTILINE)
_TITLE_AT_MOST = 200
"""Code points: a longer first line is text, not a title."""
_RECORD = {
    **dict.fromkeys(("title", "TI", "T1"), "title"),
    **dict.fromkeys(("author", "AU", "A1"), "author"),
    **dict.fromkeys(("journal", "publisher", "howpublished", "PB", "JO", "T2"), "publisher"),
    **dict.fromkeys(("url", "UR"), "url"),
    **dict.fromkeys(("date", "DA", "year", "PY", "Y1"), "published"),
}
"""What the fields of BibTeX and RIS are here; of several that say the same the first counts."""


def understood(text: str) -> Fields:
    """Return what a pasted text says about a source: kind, address, title and so on."""
    text = text.strip()
    address = _address(text)
    if _BIBTEX.match(text):
        found = _record(_bibtex(text), " and ")
    elif _RIS.match(text):
        found = _record(_RIS.findall(text), "; ")
    elif address == text.strip("<>"):
        found = {}
    else:
        found = _citation(text)
    known = _of_address(found.pop("url", "") or address)
    fields = known | {name: value for name, value in found.items() if value}
    if found:
        fields["citation"] = text
    fields.setdefault("kind", EvidenceKind.WEB if known else EvidenceKind.DOCUMENT)
    return fields


def is_address(text: str) -> bool:
    """Return whether a text is an address of the web that can be opened."""
    return bool(_ADDRESS.fullmatch(text.strip()))


def date_in(text: str) -> str:
    """Return the first date that stands in a text, as 2025-10-29, 2025-10 or 2025; or nothing."""
    for shape, read in _SHAPES:
        found = shape.search(text)
        if found:
            return read(found)
    return ""


def _address(text: str) -> str:
    found = _ADDRESS.search(text)
    if found is None:
        return ""
    address = found.group()
    while address[-1] in _AFTER_ADDRESS:
        if address[-1] == ")" and address.count("(") == address.count(")"):
            break
        address = address[:-1]
    return address


def _of_address(address: str) -> Fields:
    """Return what an address tells by itself."""
    if not address:
        return {}
    fields: Fields = {"url": address}
    try:
        parts = urlsplit(address)
    except ValueError:  # such as brackets that hold no number of a computer
        return fields
    if _ARCHIVES.fullmatch(parts.hostname or ""):
        kept = _KEPT.match(address.partition(parts.netloc)[2])
        if kept is None:
            return {"archive_url": address}
        inner = re.sub(r"^(https?:)/+", r"\1//", kept.group(1))
        return {**_of_address(inner), "archive_url": address}
    path = unquote(parts.path)
    fields["publisher"] = (parts.hostname or "").removeprefix("www.")
    dated = _IN_PATH.search(path)
    fields["published"] = _written(*dated.groups()) if dated else ""
    fields["title"] = _slug(path)
    ending = path.rpartition(".")[2].lower()
    fields["kind"] = _KINDS.get(ending, EvidenceKind.WEB)
    return {name: value for name, value in fields.items() if value}


_KINDS = {
    **dict.fromkeys(("pdf", "doc", "docx", "odt"), EvidenceKind.DOCUMENT),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp"), EvidenceKind.IMAGE),
    **dict.fromkeys(("csv", "xls", "xlsx", "ods"), EvidenceKind.DATASET),
}


def _slug(path: str) -> str:
    """Return the words of an address that was made of a headline: three or more, not all digits."""
    last = next((one for one in reversed(path.split("/")) if one), "")
    last = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", last)
    words = [one for one in re.split(r"[-_+ ]+", last) if one]
    said = [one for one in words if not any(c.isdigit() for c in one) or len(one) < 5]
    return " ".join(said)[:1].upper() + " ".join(said)[1:] if len(said) >= 3 else ""


def _citation(text: str) -> Fields:
    """Return what a citation in one of the usual styles says; at least what it is called."""
    bare = " ".join(_ADDRESS.sub(" ", text).split())
    apa, quoted = _APA.match(bare), _QUOTED.match(bare)
    if apa is not None:
        title, rest = apa["title"].strip(), apa["rest"]
        return _cited(apa["author"], title, _body(rest), date_in(apa["date"]))
    if quoted is not None:
        title, rest = quoted["title"].strip(" .,"), quoted["rest"]
        return _cited(quoted["author"], title, _body(rest), date_in(rest) or date_in(bare))
    first = text.splitlines()[0].strip() if text else ""
    first = " ".join(_ADDRESS.sub(" ", first).split())
    return _cited("", first if len(first) <= _TITLE_AT_MOST else "", "", date_in(bare))


def _cited(author: str, title: str, publisher: str, published: str) -> Fields:
    return {
        "author": author.strip(" .,;"),
        "title": title,
        "publisher": publisher,
        "published": published,
    }


def _body(rest: str) -> str:
    """Return who published: what stands before the first comma, date or full stop."""
    before = re.split(r"[,(]|\.\s|\.$|\b\d", rest, maxsplit=1)[0]
    return "" if date_in(f"{before} 2000") != "2000" else before.strip(" .:;")


def _bibtex(text: str) -> list[tuple[str, str]]:
    found = _BIBTEX_FIELD.findall(text)
    return [(name.lower(), re.sub(r"[{}]", "", a or b or c)) for name, a, b, c in found]


def _record(pairs: list[tuple[str, str]], between: str) -> Fields:
    fields: Fields = {}
    for name, value in pairs:
        ours, said = _RECORD.get(name, ""), " ".join(value.split())
        if ours == "author" and said and ours in fields:
            fields[ours] += f"; {said}"
        elif ours and said:
            fields.setdefault(ours, said)
    if "author" in fields:
        fields["author"] = fields["author"].replace(between, "; ")
    fields["published"] = date_in(fields.get("published", "").replace("/", "-"))
    fields["url"] = _address(fields.get("url", ""))
    return fields


def _written(year: str, month: str, day: str | None = None) -> str:
    """Return a date as it is written here; what the calendar does not have is left out."""
    if not 1 <= int(month) <= 12:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _number(month: str) -> str:
    return str(_MONTHS.index(month[:3].lower()) + 1)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ISO, lambda found: _written(*found.groups())),
    (_DAY_FIRST, lambda found: _written(found[3], _number(found[2]), found[1])),
    (_YEAR_FIRST, lambda found: _written(found[1], _number(found[2]), found[3])),
    (_MONTH_FIRST, lambda found: _written(found[3], _number(found[1]), found[2])),
    (_YEAR, lambda found: found[1]),
)
