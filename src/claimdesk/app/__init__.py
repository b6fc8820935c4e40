"""The desktop program: understands the command line, then builds the whole and runs it.

``--version`` and ``--help`` need neither Qt nor sqlmodel, so both are imported after them.
"""

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path

from claimdesk import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program until its window is closed and return the exit status."""
    wish = _parser().parse_args(arguments)
    shares = wish.screenshot is None and not wish.new_window
    if shares and _handed_over(wish.files, sample=wish.sample):
        return 0
    # What is imported stays; looking for garbage in it takes a fifth of the whole start.
    gc.disable()
    from claimdesk.app import program  # noqa: PLC0415 - start-up time of --help and --version

    gc.freeze()
    gc.enable()
    return program.run(wish.files, sample=wish.sample, screenshot=wish.screenshot, shares=shares)


def _handed_over(files: Sequence[Path], *, sample: bool) -> bool:
    """Return whether a window that is there already took the files."""
    from claimdesk.app import meeting  # noqa: PLC0415 - start-up time of --help and --version

    where = meeting.address()
    if not meeting.is_mine(where):
        return False
    from claimdesk.app import instance  # noqa: PLC0415 - Qt, which most starts take later

    return instance.hand_over(where, files, sample=sample)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="claimdesk",
        description="Review articles claim by claim: highlight passages, link them to claims, "
        "decide, give reasons. Works offline; everything is saved in one project file.",
    )
    parser.add_argument("--version", action="version", version=f"Claimdesk {__version__}")
    parser.add_argument("--sample", action="store_true", help="open the sample project")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help="paint the window once, write the picture to FILE and stop",
    )
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open another window, even if there is one already",
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="a project, articles or a review"
    )
    return parser
