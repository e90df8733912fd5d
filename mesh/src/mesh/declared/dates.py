"""Days and times in China: policy, validity and months go by them."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from mesh.declared.errors import InvalidMessage

CHINA = timedelta(hours=8)
LAST_DAY = "9999-12-31"
CHINA_MS, DAY_MS, SECOND_MS = 8 * 3_600_000, 86_400_000, 1_000
EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def china_date(at_ms: int) -> str:
    """
    Return the day in China (YYYY-MM-DD) of an instant in ms UTC.

    Raises InvalidMessage for an instant that no calendar has: its writer meant something else.
    """
    try:
        return (datetime.fromtimestamp(at_ms // 1000, UTC) + CHINA).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError) as error:
        raise InvalidMessage(f"{at_ms} ms is an instant of no year that a calendar has") from error


def china_midnight_ms(date: str) -> int:
    """Return the instant (ms UTC) at which a day in China (YYYY-MM-DD) begins."""
    days = datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC).toordinal() - EPOCH_DAY
    return days * DAY_MS - CHINA_MS


def day_after(date: str) -> str:
    """Return the next day, YYYY-MM-DD. The last day that can be written has none after it and is returned itself."""
    if date >= LAST_DAY:
        return LAST_DAY
    return (datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC) + timedelta(days=1)).strftime("%Y-%m-%d")


def china_time(at_ms: int) -> str:
    """Return an instant, ms UTC, as documents write it: YYYYMMDDhhmmss in China. Raises as `china_date`."""
    return _time((at_ms + CHINA_MS) // SECOND_MS)


@lru_cache(maxsize=4_096)
def _time(second: int) -> str:
    day, seconds = divmod(second, DAY_MS // SECOND_MS)
    date = china_date(day * DAY_MS).replace("-", "")
    return f"{date}{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}"
