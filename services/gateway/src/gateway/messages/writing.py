"""
How the messages are written: elements, CDATA, ids, times and amounts as the specification has them.

Written strictly, whatever is handed in: characters that XML forbids become U+FFFD, texts are cut to the length of their
field, so that a receipt can always be delivered.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
VERSION = "1.0"
CHINA = timezone(timedelta(hours=8))
E5 = 100_000
_FIRST_MS, _LAST_MS = -62_135_510_400_000, 253_402_214_399_999  # a day within what the calendar has
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def message(message_type: str, guid: str, records: Iterable[str]) -> bytes:
    """Return a whole message in UTF-8, its namespace declared as the default one, as import receipts have it."""
    root = f"{message_type}Message"
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}" guid="{guid}" version="{VERSION}">\n'
    return (head + "".join(f"{record}\n" for record in records) + f"</{root}>\n").encode()


def block(name: str, elements: Iterable[str]) -> str:
    """Return an element that holds others."""
    return f"<{name}>{''.join(elements)}</{name}>"


def element(name: str, value: str) -> str:
    """Return an element with a text."""
    return f"<{name}>{clean(value).translate(_ESCAPES)}</{name}>"


def cdata(name: str, value: str) -> str:
    """Return an element with a text as CDATA; an end mark inside is split over two sections."""
    return f"<{name}><![CDATA[{clean(value).replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def clean(value: str) -> str:
    """Return a text without characters that XML 1.0 forbids, a lone surrogate among them."""
    return _FORBIDDEN.sub("\ufffd", value)


def guid(*about: str) -> str:
    """Return the id of a message or record: 36 characters, upper-case, the same for the same seeds."""
    return str(UUID(bytes=sha256("\x1f".join(about).encode("utf-8", "surrogatepass")).digest()[:16])).upper()


def return_time(at_ms: int) -> str:
    """Return an instant (ms UTC) as ``YYYYMMDDhhmmssSSS`` in China; one out of the calendar as its first or last."""
    at_ms = min(max(at_ms, _FIRST_MS), _LAST_MS)
    at = datetime.fromtimestamp(at_ms // 1000, CHINA)
    return f"{at.year:04d}{at:%m%d%H%M%S}{at_ms % 1000:03d}"


def amount(value_e5: int) -> str:
    """Return an amount in 1/100,000 as N19,5, without needless zeros."""
    sign, rest = ("-", -value_e5) if value_e5 < 0 else ("", value_e5)
    whole, part = divmod(rest, E5)
    return f"{sign}{whole}.{part:05d}".rstrip("0").rstrip(".")
