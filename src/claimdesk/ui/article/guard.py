"""Keep a failing override of a Qt method from taking the program with it.

Qt calls these methods from C++, where a Python exception cannot travel: depending on the binding
it is swallowed, turned into another error or ends the process. It is logged instead.
"""

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


def guarded(otherwise: Callable[[], T]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Log what the decorated override raises and answer with ``otherwise()`` instead."""

    def decorate(override: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(override)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return override(*args, **kwargs)
            except Exception:  # noqa: BLE001 - nothing may travel into C++
                _log.exception("The article view failed in %s", override.__qualname__)
                return otherwise()

        return call

    return decorate


def nothing() -> None:
    """Answer for overrides that return nothing."""
