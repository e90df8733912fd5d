"""
Numbers as the messages write them, exactly: no float anywhere.

N19,5 is a decimal of at most 19 digits, 5 of them after the point. It becomes a whole number of 1/100,000;
what does not fit 64 bits is refused, and so is a minus sign: no amount or quantity of these messages is negative.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from mesh.declared.equivalence import literal

E5 = 100_000
LONG_MOST = 2**63 - 1
_PLACES = 5
_WHOLE_MOST = 14
_DIGITS_MOST = 20


@lru_cache(maxsize=8192, typed=True)  # the same few prices, quantities and zeros come all day
def e5(value: Any) -> int:
    """
    Return a number in 1/100,000. `value`: text, int, or a Decimal that came from a JSON number.

    Raises ValueError, without the value, if it is not an N19,5 number that fits.
    """
    if type(value) is not str:
        value = _literal(value)
    whole, point, part = value.partition(".")
    if not (whole.isdigit() and value.isascii() and len(whole) <= _WHOLE_MOST):
        whole, part = _lenient(value)
    elif not point and len(whole) < _WHOLE_MOST:
        return int(whole) * E5
    if len(part) > _PLACES:
        part = part.rstrip("0")
    if len(part) > _PLACES or not (part.isdigit() or not part):
        raise ValueError("not an N19,5 number")
    result = int(whole + part.ljust(_PLACES, "0"))
    if result > LONG_MOST:
        raise ValueError("too large")
    return result


def count(value: Any, least: int, most: int) -> int:
    """
    Return a whole number from `least` to `most`; `value` as for `e5`. ``1.0`` is one.

    Raises ValueError without the value.
    """
    if type(value) is int and least <= value <= most:
        return value
    if type(value) is not str:
        value = _literal(value)
    whole, part = (value, "") if value.isascii() and value.isdigit() else _lenient(value)
    if part.strip("0") or len(whole) > _DIGITS_MOST:
        raise ValueError("not a whole number")
    result = int(whole)
    if not least <= result <= most:
        raise ValueError("out of its bounds")
    return result


def _literal(value: Any) -> str:
    """Return the text of a JSON number. A huge exponent is never expanded."""
    if type(value) is int:
        return str(value) if 0 <= value < 10**_DIGITS_MOST else "-"
    if type(value) is Decimal and value.is_finite() and -40 < value.adjusted() < _DIGITS_MOST:
        return format(value, "f")
    raise ValueError("not a number")


def _lenient(value: str) -> tuple[str, str]:
    """Read what else is meant: blanks around, width, a plus sign, leading zeros, a bare point before the digits."""
    text = literal(value).removeprefix("+")
    whole, point, part = text.partition(".")
    if not text.isascii() or not (whole.isdigit() or (not whole and point and part)) or len(text) > 64:
        raise ValueError("not an N19,5 number")
    whole = whole.lstrip("0")
    if len(whole) > _WHOLE_MOST:
        raise ValueError("too large")
    return whole or "0", part
