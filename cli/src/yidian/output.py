"""How things are shown: to people with Rich, to machines as one JSON value per line."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

CHINA = timezone(timedelta(hours=8))
STYLES = {
    "accepted": "green", "rejected": "red", "duplicate": "yellow",
    "2": "green", "120": "green", "800": "bold green", "899": "bold green", "399": "cyan",
    "100": "bold red", "700": "bold red", "300": "yellow", "500": "yellow",
}  # fmt: skip

WIDTH_WITHOUT_TERMINAL = 140

console = Console()
if not console.is_terminal:
    console = Console(width=WIDTH_WITHOUT_TERMINAL)
errors = Console(stderr=True)


def emit(value: Any) -> None:
    """Write one JSON value on one line."""
    print(msgspec.json.encode(value).decode(), flush=True)


def china(at_ms: int) -> str:
    """Return an instant as people in China read a clock; one that no calendar has as its number."""
    try:
        return datetime.fromtimestamp(at_ms / 1000, CHINA).strftime("%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return f"{at_ms} ms"


def status_style(status: str) -> str:
    """Return the colour of a CEB status."""
    return "red" if status.startswith("-") else STYLES.get(status, "")


def coloured(value: object, style: str) -> Text:
    """Return a cell in a colour."""
    return Text(str(value), style=style)


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """Make a table; long cells wrap, and what stands in brackets is text, not markup."""
    made = Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    return made


def said(reasons: Iterable[Mapping[str, Any]]) -> str:
    """Return reasons as a short text: code and wording."""
    return "; ".join(
        f"{reason.get('code', '')} {reason.get('text_zh') or reason.get('text_en') or ''}".strip() for reason in reasons
    )
