"""Keep a spreadsheet from running what an article says: reversible, by a leading apostrophe."""

import unicodedata
from string import ascii_letters, digits

_RUN = frozenset("=+-@\t\r\0＝＋－＠")
"""What makes a spreadsheet read a cell as a formula, or split it."""
_HARMLESS = frozenset(("", *ascii_letters, *digits))
"""What most cells begin with, so that they need no longer look."""
_PASSED_OVER = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Categories of characters that do not stop a spreadsheet from looking further."""


def guard(cell: str) -> str:
    """Return the cell as text no spreadsheet will run; ``unguard`` gives it back exactly.

    A cell that looks guarded already is guarded once more, or it could not be told apart.
    """
    if cell[:1] in _HARMLESS:
        return cell
    return f"'{cell}" if _would_run(cell.lstrip("'")) else cell


def unguard(cell: str) -> str:
    """Take away what ``guard`` added, and nothing else."""
    guarded = cell.startswith("'") and _would_run(cell.lstrip("'"))
    return cell[1:] if guarded else cell


def _would_run(cell: str) -> bool:
    for character in cell:
        if character in _RUN:
            return True
        if unicodedata.category(character) not in _PASSED_OVER:
            return False
    return False
