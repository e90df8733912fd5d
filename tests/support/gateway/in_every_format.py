"""A document as it is read in every format in which it can be written: in JSON and, if it is a message, in XML."""

from contracts.documents import BY_TAG
from gateway.forms.item import Item, Malformed
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from tests.support.gateway.papers import Paper, as_json, as_xml


def read_in_every_format(paper: Paper, senders: Senders) -> list[Item | Malformed]:
    """Return what each reader makes of it, that of JSON first."""
    bodies = {Format.JSON: as_json(paper)}
    if BY_TAG[paper["type"]].message is not None:
        bodies[Format.XML] = as_xml(paper)
    return [item for written, body in bodies.items() for item in read(written, body, senders, Limits())]
