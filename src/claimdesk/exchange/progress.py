"""How long work tells how far it is, and how it is stopped."""

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""Told (steps done, steps in all); raises ReviewError CANCELLED to stop the work."""


def unwatched(_done: int, _total: int) -> None:
    """Let the work go on with nobody looking."""
