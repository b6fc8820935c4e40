"""The command line: one line of the table below per verb; never imports Qt.

Modules of verbs load when their verb is called, so that ``--help`` and ``--version`` answer at
once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from claimdesk import __version__
from claimdesk.cli.answers import Answer, give, tell
from claimdesk.cli.arguments import VERBS, Verb
from claimdesk.core.errors import ReviewError, from_os

DONE, AT_FAULT, STOPPED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; 0 done, 1 the input or the file is at fault, 2 wrong usage."""
    try:
        return _carried_out(_parser().parse_args(argv))
    except SystemExit as stop:
        # How argparse ends after --help and --version (0) and after wrong usage (2).
        return int(stop.code or DONE)
    except ReviewError as error:
        tell(error)
        return AT_FAULT
    except BrokenPipeError:
        # The reader has seen enough; Python must not complain again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return AT_FAULT
    except OSError as error:
        tell(from_os(error, error.filename or "standard output"))
        return AT_FAULT
    except KeyboardInterrupt:
        return STOPPED


def _carried_out(arguments: argparse.Namespace) -> int:
    answer = _function(arguments.verb)(arguments)
    give(answer, as_json=arguments.json)
    for error in answer.trouble:
        tell(error)
    return AT_FAULT if answer.trouble else DONE


def _function(verb: Verb) -> Callable[[argparse.Namespace], Answer]:
    module, _, function = verb.function.partition(".")
    found: Callable[[argparse.Namespace], Answer] = getattr(
        import_module(f"claimdesk.cli.{module}"), function
    )
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claimdesk-cli",
        description="Work on Claimdesk projects without a window.",
        epilog="Exit status: 0 done, 1 the input or the file is at fault, 2 wrong usage.",
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"claimdesk-cli {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for verb in VERBS:
        one = verbs.add_parser(
            verb.name, help=verb.help, description=f"{verb.help}.", allow_abbrev=False
        )
        for argument in verb.arguments:
            one.add_argument(*argument.names, **argument.how)
        one.add_argument("--json", action="store_true", help="answer with one JSON document")
        one.set_defaults(verb=verb, usage_error=one.error)
    return parser
