"""How values of the mesh look on a page: instants in China's time, money with its decimals, ages in two units."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from edge.language import Language

CHINA = timezone(timedelta(hours=8))
_UNITS = {
    "zh": ((86_400, "天"), (3_600, "小时"), (60, "分"), (1, "秒")),
    "en": ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")),
}


class Instant(NamedTuple):
    """An instant for people and for the attribute ``datetime``."""

    text: str
    machine: str


class Line(NamedTuple):
    """A name and its value, both as text."""

    name: str
    value: str


def instant(at_ms: int, *, millis: bool = False) -> Instant:
    """Return an instant given in ms UTC, as its number if no calendar has it. `millis`: with thousandths."""
    try:
        at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(CHINA)
    except (ValueError, OverflowError, OSError):
        return Instant(f"{at_ms} ms", "")
    text = at.strftime("%Y-%m-%d %H:%M:%S")
    return Instant(f"{text}.{at_ms % 1000:03d}" if millis else text, at.isoformat(timespec="milliseconds"))


def clock_time(at_ms: int) -> str:
    """Return the time of day of an instant given in ms UTC."""
    return instant(at_ms).text[11:]


def age(language: Language, seconds: int) -> str:
    """Return a span of time in its two largest units."""
    parts: list[str] = []
    for size, unit in _UNITS[language]:
        number, seconds = divmod(seconds, size)
        if number or (parts and seconds):
            parts.append(f"{number} {unit}")
        if len(parts) == 2:
            break
    return " ".join(parts) or f"0 {_UNITS[language][-1][1]}"


def duration(language: Language, ms: int) -> str:
    """Return a span of time given in ms: below ten seconds with its fraction, above in its two largest units."""
    if ms >= 10_000:
        return age(language, ms // 1000)
    second = _UNITS[language][-1][1]
    return f"{ms / 1000:.1f} {second}" if ms >= 1000 else f"{ms} {'毫秒' if language == 'zh' else 'ms'}"


def money(amount_e5: int) -> str:
    """Return an amount given in hundred-thousandths, with at least two decimals and none that say nothing."""
    exact = Decimal(amount_e5) / 100_000
    whole, _, decimals = f"{exact:,.5f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def quantity(amount_e5: int) -> str:
    """Return a quantity given in hundred-thousandths, without decimals that say nothing."""
    return f"{Decimal(amount_e5) / 100_000:,.5f}".rstrip("0").rstrip(".")


def breakable(name: str) -> Markup:
    """Return a name such as a topic's, which may go on in the next line after a dot or a hyphen and nowhere else."""
    return Markup("<wbr>").join(re.split(r"(?<=[.-])", name))


def capitalised(name: str) -> str:
    """Return a name as it begins a line."""
    return name[:1].upper() + name[1:]


def as_json(value: object) -> str:
    """Return a value as JSON for people."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def details(values: Mapping[str, object]) -> list[Line]:
    """Return what an event tells, nested values flattened; what is empty is left out."""
    lines: list[Line] = []
    for name, value in values.items():
        lines += _lines(name, value)
    return lines


def _lines(name: str, value: object) -> list[Line]:
    match value:
        case None | "":
            return []
        case bool():
            return [Line(name, "true" if value else "false")]
        case int() if name.endswith("_e5"):
            return [Line(name.removesuffix("_e5"), money(value))]
        case int() if name.endswith("_at_ms"):
            return [Line(name.removesuffix("_ms"), instant(value).text)]
        case dict():
            return [line for inner, nested in value.items() for line in _lines(f"{name}.{inner}", nested)]
        case list():
            return [line for place, item in enumerate(value, 1) for line in _lines(f"{name}[{place}]", item)]
        case _:
            return [Line(name, str(value))]


def listed(item: Any) -> str:
    """Return an item of a list; of a record, such as only a processor writes, its values."""
    return " ".join(map(str, item.values())) if isinstance(item, dict) else str(item)
