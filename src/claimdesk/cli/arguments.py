"""The verbs of the command line and what they take: one table, in the order of the help."""

import argparse
import codecs
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimdesk.core.ids import from_text
from claimdesk.core.model import Id
from claimdesk.exchange.format_list import LISTED


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its names and how argparse is to treat it."""

    names: tuple[str, ...]
    how: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; ``function`` is where its work is done, as module.function in this package."""

    name: str
    help: str
    function: str
    arguments: tuple[Argument, ...]


def _argument(*names: str, **how: Any) -> Argument:
    return Argument(names, how)


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"there is no encoding called {name!r}") from error


def _article(text: str) -> Id:
    article = from_text(text)
    if article is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not an id; `info` lists the articles' ids")
    return article


def _numbers(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        ends = first.strip(), (last if dash else first).strip()
        if not all(one.isdecimal() and len(one) <= _DIGITS for one in ends):
            raise argparse.ArgumentTypeError(f"{text!r} are no numbers; write 1,3-5")
        found.update(range(int(ends[0]), int(ends[1]) + 1))
    return frozenset(found)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write 2025-10-29") from None


_DIGITS = 6
"""Of the number of a claim; what is longer is a slip of the hand."""
ONLY = ("reviewed", "all", "confirmed", "denied", "unverified", "not-reviewed", "differ")
"""Which claims an export can be limited to."""
_PROJECT = _argument("project", metavar="PROJECT", type=Path, help="the project file")

VERBS = (
    Verb(
        "new",
        "Make a project",
        "projects.new",
        (
            _PROJECT,
            _argument("--title", metavar="T", help="what it is called (else: as the file)"),
            _argument("--reviewer", metavar="NAME", help="who works on it (else: you)"),
        ),
    ),
    Verb("info", "Say what is in a project", "projects.info", (_PROJECT,)),
    Verb(
        "import",
        "Import articles from files and folders",
        "articles.import_files",
        (
            _PROJECT,
            _argument("files", metavar="FILE", nargs="+", type=Path, help="files and folders"),
            _argument("--title", metavar="T", help="the headline, for a single file"),
            _argument("--url", metavar="U", help="the address, for a single file"),
            _argument("--published", metavar="D", help="the date of publication"),
            _argument("--encoding", metavar="E", type=_encoding, help="else it is found out"),
            _argument("--whole-page", action="store_true", help="not only the article on it"),
            _argument("--dry-run", action="store_true", help="say what would come in, no more"),
        ),
    ),
    Verb(
        "load",
        "Load a review: claims, passages, links, verdicts, evidence",
        "reviews.load",
        (
            _PROJECT,
            _argument(
                "review", metavar="REVIEW.json", type=Path, help="or Web Annotations, .jsonld"
            ),
        ),
    ),
    Verb(
        "claims",
        "Import claims from a table, or take in changes made to claims.csv",
        "claims.take_in",
        (
            _PROJECT,
            _argument("table", metavar="FILE.csv", type=Path, help="claims, one a row"),
            _argument(
                "--map",
                metavar="COLUMN=FIELD",
                dest="columns",
                action="append",
                default=[],
                help="what a column holds, as Headline=claim; - for nothing; else by its name",
            ),
            _argument(
                "--verdict",
                metavar="WORD=VERDICT",
                dest="verdicts",
                action="append",
                default=[],
                help="what a word is to mean, as 'mostly false=denied'; - for no verdict",
            ),
            _argument("--encoding", metavar="E", type=_encoding, help="else it is found out"),
            _argument("--no-header", action="store_true", help="the first row is a claim, too"),
            _argument("--dry-run", action="store_true", help="say what would come in, no more"),
        ),
    ),
    Verb(
        "export",
        "Export claims to spreadsheets and other formats, or the whole review",
        "exports.export",
        (
            _PROJECT,
            _argument(
                "--format",
                metavar="F",
                required=True,
                choices=tuple(LISTED),
                help=", ".join(LISTED),
            ),
            _argument(
                "--to",
                metavar="FILE|-",
                required=True,
                help="a file, as out-{date}.csv, a folder, or - for the screen",
            ),
            _argument(
                "--only",
                metavar="WHAT",
                choices=ONLY,
                help=f"which claims: {', '.join(ONLY)} (reviewed unless told)",
            ),
            _argument(
                "--reviewed",
                dest="only",
                action="store_const",
                const="reviewed",
                help="only claims with a verdict",
            ),
            _argument("--all", dest="only", action="store_const", const="all", help="all claims"),
            _argument(
                "--claims",
                metavar="N,N-N",
                type=_numbers,
                default=frozenset(),
                help="only claims of these numbers",
            ),
            _argument(
                "--columns",
                metavar="NAME,NAME",
                help="of tables: only these columns, as claim,verdict,passages.quote",
            ),
            _argument("--notes", action="store_true", help="in a report: notes of the house, too"),
            _argument(
                "--article",
                metavar="ID",
                dest="articles",
                action="append",
                type=_article,
                help="only claims of this article; can be given several times",
            ),
        ),
    ),
    Verb(
        "history",
        "Say who changed what and when, the latest first",
        "history.history",
        (
            _PROJECT,
            _argument("--since", metavar="D", type=_day, help="from this day on, as 2025-10-29"),
        ),
    ),
    Verb(
        "search",
        "Find words in articles, claims, notes and evidence",
        "search.search",
        (
            _PROJECT,
            _argument("words", metavar="WORDS", nargs="+", help="in any order, in one paragraph"),
            _argument(
                "--phrase",
                dest="mode",
                action="store_const",
                const="phrase",
                default="words",
                help="just these words, one after the other",
            ),
            _argument(
                "--expression",
                dest="mode",
                action="store_const",
                const="expression",
                help="a regular expression",
            ),
        ),
    ),
    Verb("rules", "Say what keeps claims from being done", "rules.rules", (_PROJECT,)),
    Verb("agreement", "Say how far reviewers agree", "agreement.agreement", (_PROJECT,)),
    Verb(
        "blind",
        "Hide verdicts of others until one's own is given, or show them",
        "projects.hide",
        (_PROJECT, _argument("state", choices=("on", "off"), help="whether they are hidden")),
    ),
    Verb("check", "Verify the whole file", "projects.check", (_PROJECT,)),
    Verb(
        "recover",
        "Save what can be saved of a project into a new file",
        "rescue.recover",
        (
            _PROJECT,
            _argument("--to", metavar="NEW", required=True, type=Path, help="the new file"),
        ),
    ),
    Verb(
        "backup",
        "Write a verified copy of a project",
        "projects.backup",
        (
            _PROJECT,
            _argument("--to", metavar="FILE", required=True, type=Path, help="the copy"),
        ),
    ),
)
