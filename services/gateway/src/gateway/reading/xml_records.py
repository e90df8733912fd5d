"""The records of a CEB message as they were sent: what a CEB900 gives back to whoever sent them."""

from collections.abc import Collection
from typing import NamedTuple

from lxml import etree

from contracts.ceb_text import NAMESPACE
from gateway.reading.xml_batch import RECORDS, parse


class SentRecord(NamedTuple):
    """A record's text, with its namespaces declared, and its guid; empty if it has none."""

    text: str
    guid: str


def sent_records(body: bytes, rows: Collection[int]) -> dict[int, SentRecord]:
    """Return these records of a message that has been read, by row. Raises Problem as reading it does."""
    values = {}
    for row, record in enumerate(parse(body).iterchildren(*RECORDS), start=1):
        if row in rows:
            text = etree.tostring(record, encoding="unicode", with_tail=False)
            values[row] = SentRecord(text, next((guid.text or "" for guid in record.iter(f"{{{NAMESPACE}}}guid")), ""))
    return values
