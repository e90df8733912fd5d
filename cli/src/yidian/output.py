"""Output: for people with Rich, for machines as one JSON value per line."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from yidian.language import Wording, bilingual, joined

CHINA = timezone(timedelta(hours=8))
STYLES = {
    "accepted": "green", "rejected": "red", "duplicate": "yellow",
    "2": "green", "120": "green", "800": "bold green", "899": "bold green", "399": "cyan",
    "100": "bold red", "700": "bold red", "300": "yellow", "500": "yellow",
}  # fmt: skip

WIDTH_WITHOUT_TERMINAL = 140

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class _Terminal(Console):
    """Rich's console; a closed pipe is an error of the output like any other (`yidian.ending`)."""

    def on_broken_pipe(self) -> None:
        """Raise it."""
        raise BrokenPipeError


console = _Terminal()
if not console.is_terminal:
    console = _Terminal(width=WIDTH_WITHOUT_TERMINAL)
errors = _Terminal(stderr=True)


def emit(value: Any) -> None:
    """Write one JSON value on one line; where the output is not in Unicode, with JSON's own escapes."""
    text = msgspec.json.encode(value).decode()
    if not _is_unicode(sys.stdout.encoding):
        text = _BEYOND_ASCII.sub(lambda letter: json.dumps(letter[0])[1:-1], text)
    print(text, flush=True)


def say(text: Wording, style: str = "") -> None:
    """Show people a sentence, as it is: no markup, nothing highlighted."""
    console.print(Text(str(text), style=style))


def show(*parts: RenderableType) -> None:
    """Show people tables and coloured texts."""
    console.print(*parts)


def say_plainly(text: str | Text) -> None:
    """Write a line that may be longer than the terminal is wide, as it is."""
    console.print(Text(text) if isinstance(text, str) else text, soft_wrap=True)


def writable(text: str) -> str:
    """Return a text as the output can show it, so that a table knows its width; other characters are escaped."""
    if _is_unicode(console.encoding):
        return text
    return text.encode(console.encoding, "backslashreplace").decode(console.encoding)


def spinner() -> str:
    """Return the name of the sign that something goes on, of characters that the output can show."""
    return "dots" if _is_unicode(console.encoding) else "line"


def bars(*more: ProgressColumn, disable: bool, transient: bool) -> Progress:
    """Return bars of how far something is: a sign, a text, a bar, figures, and more columns."""
    columns = (SpinnerColumn(spinner()), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, *more, console=console, disable=disable, transient=transient)


def _is_unicode(encoding: str) -> bool:
    return encoding.lower().startswith("utf")


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


def table(title: Wording | str, columns: Iterable[Wording | str], rows: Iterable[Iterable[object]]) -> Table:
    """Make a table; long cells wrap, and brackets are no markup."""
    made = Table(
        title=Text(writable(str(title))) if title else None,
        title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False,
    )  # fmt: skip
    for column in columns:
        made.add_column(Text(writable(str(column))), overflow="fold")
    for row in rows:
        made.add_row(*(_cell(cell) for cell in row))
    return made


def _cell(value: object) -> Text:
    if isinstance(value, Text):
        return Text(writable(value.plain), style=value.style)
    return Text(writable(str(value)))


def said(reasons: Iterable[Mapping[str, Any]]) -> Wording:
    """Return reasons as a short text: code and wording."""
    return joined(_reason(reason) for reason in reasons)


def _reason(reason: Mapping[str, Any]) -> Wording:
    code, text = reason.get("code", ""), bilingual(reason)
    return Wording(f"{code} {text.en}".strip(), f"{code} {text.zh}".strip())
