"""Text keys for lists sorted by hand: a new key fits after, before or between any others.

A key is a whole number, whose first letter says how many digits follow so that numbers sort as
text, and behind it any further digits as a fraction. Plain comparison of strings is the order. No
key ends in the lowest digit, so there is always room in front of it.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
# Numbers below the first key begin with Z (one digit) down to A, the others with a up to z.
_HEADS = _DIGITS[10:]
_LOWEST_FROM_ZERO = _HEADS.index("a")
_FIRST = "a1"


def after(last: str) -> str:
    """Return a key behind the last one; the last key of an empty list is the empty text."""
    if not last:
        return _FIRST
    if not set(last) <= set(_DIGITS):
        return last + "1"  # not written by this program, but text sorts all the same
    return _stepped(last, 1) or _middle(last, "")


def between(low: str, high: str) -> str:
    """Return a key between two keys; the empty text stands for no neighbour on that side."""
    if not high:
        return after(low)
    if low >= high or high[-1] == _DIGITS[0] or not set(low + high) <= set(_DIGITS):
        raise ValueError((low, high))
    if low:
        return _middle(low, high)
    return _stepped(high, -1) or _middle("", high)


def _stepped(key: str, step: int) -> str | None:
    """Return the next whole number up or down, or None where numbers end."""
    head = _HEADS.find(key[0])
    if head < 0:
        return None
    length = _length(head)
    number = _number(key[1 : length + 1].ljust(length, _DIGITS[0])) + step
    if number % _BASE == 0:
        number += step
    if 0 < number < _BASE**length:
        return _HEADS[head] + _written(number, length)
    head += step
    if not 0 <= head < len(_HEADS):
        return None
    length = _length(head)
    return _HEADS[head] + _written(1 if step > 0 else _BASE**length - 1, length)


def _length(head: int) -> int:
    return head - _LOWEST_FROM_ZERO + 1 if head >= _LOWEST_FROM_ZERO else _LOWEST_FROM_ZERO - head


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * _BASE + _DIGITS.index(digit)
    return number


def _written(number: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _middle(low: str, high: str) -> str:
    """Return a short text between two, read as fractions; no high text means the number one."""
    key = ""
    place = 0
    while True:
        below = _DIGITS.index(low[place]) if place < len(low) else 0
        above = _DIGITS.index(high[place]) if high else _BASE
        if above - below > 1:
            return key + _DIGITS[(below + above) // 2]
        place += 1
        if above - below == 1:
            if len(high) > place:
                return key + _DIGITS[above]
            high = ""
        key += _DIGITS[below]
