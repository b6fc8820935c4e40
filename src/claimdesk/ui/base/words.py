"""Translate what the screen says; every sentence shown passes through here."""

from PySide6.QtCore import QCoreApplication


def tr(text: str, **values: object) -> str:
    """Return the text in the reviewer's language, with ``{name}`` fields filled in."""
    said = QCoreApplication.translate("claimdesk", text)
    return said.format(**values) if values else said


def count(number: int, one: str, many: str) -> str:
    """Return a counted noun, ``{n}`` standing for the number: "1 claim", "2 claims"."""
    return tr(one if number == 1 else many, n=number)
