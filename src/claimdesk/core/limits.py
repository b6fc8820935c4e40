"""Bounds a process sets itself before it touches what a stranger made."""

from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_resource: Any = import_module("resource") if find_spec("resource") else None
"""What binds a process; not on Windows."""


def bind(memory: int, seconds: int) -> None:
    """Bound the bytes and the CPU seconds of this process for good, where the system can."""
    for name, most in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0), ("RLIMIT_CPU", seconds)):
        with suppress(AttributeError, OSError, ValueError):
            _resource.setrlimit(getattr(_resource, name), (most, most))
