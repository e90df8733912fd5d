"""Which reader takes which format."""

from gateway.reading.batch import Format, Limits, Parsed, Senders
from gateway.reading.json_batch import read_json, read_ndjson
from gateway.reading.xml_batch import read_xml

_READERS = {Format.JSON: read_json, Format.NDJSON: read_ndjson, Format.XML: read_xml}


def read(written: Format, body: bytes, senders: Senders, limits: Limits) -> Parsed:
    """Read a batch. Raises Problem if its envelope is bad."""
    return _READERS[written](body, senders, limits)
