"""How the values of options are written: days, amounts, seconds, codes. Checked before anything is done."""

import math
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation

import typer

from contracts.codes import CODES
from yidian.language import Wording

DAY = "YYYY-MM-DD"
_DECIMALS = -5


def bad(en: str, zh: str) -> typer.BadParameter:
    """Return what is wrong with a value, in the language of this call."""
    return typer.BadParameter(str(Wording(en, zh)))


def day(text: str) -> str:
    """Return a day of the calendar as it is written, YYYY-MM-DD. Raises BadParameter."""
    with suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise bad(f"{text!r} is no day: {DAY}, such as 2025-01-31", f"{text!r} 不是日期：{DAY}，如 2025-01-31")


def amount(text: str) -> str:
    """Return an amount in yuan above 0 as it is written, of at most five decimals. Raises BadParameter."""
    try:
        value = Decimal(text) if text.isascii() else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    exponent = value.as_tuple().exponent
    if not value.is_finite() or value <= 0 or not isinstance(exponent, int) or exponent < _DECIMALS or "_" in text:
        raise bad(
            f"{text!r} is no amount: yuan above 0 with at most five decimals, such as 20000 or 12.5",
            f"{text!r} 不是金额：大于零的人民币元数，至多五位小数，如 20000 或 12.5",
        )
    return text


def seconds(text: str) -> float:
    """Return seconds from 0, as a float. Raises BadParameter."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise bad(f"{text!r} is no number of seconds from 0, such as 60", f"{text!r} 不是不小于零的秒数，如 60")
    return value


def reason_code(text: str) -> str:
    """Return the code of a reason. Raises BadParameter for one that no agency gives."""
    if text not in CODES:
        raise bad(f"{text!r} is no code of a reason, such as 99401", f"{text!r} 不是原因代码，如 99401")
    return text


def pair(text: str) -> str:
    """Return FIELD=VALUE as it is written. Raises BadParameter."""
    field, equals, _ = text.partition("=")
    if not equals or not field.strip():
        raise bad(f"{text!r} is not of the form FIELD=VALUE", f"{text!r} 不是 FIELD=VALUE 的形式")
    return text
