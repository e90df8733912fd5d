"""
How the messages are written: elements, CDATA, ids, times and amounts as the specification has them.

Written strictly, whatever is handed in: characters that XML forbids become U+FFFD, texts are cut to the length of their
field, so that a receipt can always be delivered.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple
from uuid import UUID

from lxml import etree

from contracts.ceb_text import NAMESPACE

VERSION = "1.0"
CHINA = timezone(timedelta(hours=8))
E5 = 100_000
_FIRST_MS, _LAST_MS = -62_135_510_400_000, 253_402_214_399_999  # a day within what the calendar has
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = f"{{{NAMESPACE}}}"


class Element(NamedTuple):
    """An element with a text, with sections of CDATA as they are written, or with other elements in their order."""

    name: str
    inside: "str | bytes | tuple[Element, ...]"


def message(message_type: str, guid: str, records: Iterable[Element]) -> bytes:
    """Return a whole message in UTF-8, its namespace declared as the default one, as import receipts have it."""
    written = BytesIO()
    written.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    with etree.xmlfile(written, encoding="UTF-8") as file:
        about = {"guid": guid, "version": VERSION}
        with file.element(f"{_NAME}{message_type}Message", about, nsmap={None: NAMESPACE}):
            file.write("\n")
            for record in records:
                _write(file, written, record)
                file.write("\n")
    return written.getvalue() + b"\n"


def block(name: str, elements: Iterable[Element]) -> Element:
    """Return an element that holds others."""
    return Element(name, tuple(elements))


def element(name: str, value: str) -> Element:
    """Return an element with a text."""
    return Element(name, clean(value))


def cdata(name: str, value: str) -> Element:
    """
    Return an element with a text as CDATA; an end mark inside is split over two sections.

    They are written here: lxml 6.1 refuses an end mark, and its incremental writer crashes on a text that ends with ].
    """
    return Element(name, f"<![CDATA[{clean(value).replace(']]>', ']]]]><![CDATA[>')}]]>".encode())


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


def _write(file: Any, written: BytesIO, element: Element) -> None:
    """Write an element through lxml's incremental writer, which has no public type; CDATA goes past it."""
    name, inside = element
    with file.element(_NAME + name):
        if isinstance(inside, str):
            file.write(inside)
        elif isinstance(inside, bytes):
            file.flush()
            written.write(inside)
        else:
            for each in inside:
                _write(file, written, each)
