"""Text keys for lists sorted by hand: a new key fits after, before or between any others.

A key is a whole part, whose first letter says how many digits follow, so that whole parts sort as
text the way they sort as numbers, and a fraction. Plain comparison of strings is the order.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_FIRST = "a1"


def after(last: str) -> str:
    """Return a key behind the last one; an empty list has the last key ``""``."""
    if not last:
        return _FIRST
    length = _digits_after(last[0])
    number = _number(last[1:].ljust(length, "0")[:length]) + 1
    if number % _BASE == 0:
        number += 1  # a last digit 0 would leave no room in front
    if number < _BASE**length:
        return last[0] + _written(number, length)
    head = chr(ord(last[0]) + 1)
    return last
