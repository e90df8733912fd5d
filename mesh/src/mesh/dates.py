"""Days in China: policy, validity and months go by them."""

from datetime import UTC, datetime, timedelta

from mesh.errors import InvalidMessage

CHINA = timedelta(hours=8)


def china_date(at_ms: int) -> str:
    """
    Return the day in China (YYYY-MM-DD) of an instant in ms UTC.

    Raises InvalidMessage for one that no calendar has: whoever wrote it meant something else.
    """
    try:
        return (datetime.fromtimestamp(at_ms // 1000, UTC) + CHINA).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError) as error:
        raise InvalidMessage(f"{at_ms} ms is an instant of no year that a calendar has") from error


def china_midnight_ms(date: str) -> int:
    """Return the instant (ms UTC) at which a day in China (YYYY-MM-DD) begins."""
    return int((datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC) - CHINA).timestamp()) * 1000


def day_after(date: str) -> str:
    """Return the next day, YYYY-MM-DD."""
    return (datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
