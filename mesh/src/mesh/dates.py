"""Days in China: policy, validity and months go by them."""

from datetime import UTC, datetime, timedelta

CHINA = timedelta(hours=8)


def china_date(at_ms: int) -> str:
    """Return the day in China (YYYY-MM-DD) of an instant in ms UTC."""
    return (datetime.fromtimestamp(at_ms // 1000, UTC) + CHINA).strftime("%Y-%m-%d")
