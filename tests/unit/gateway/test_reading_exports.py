"""
Messages of export as the official material has them: a second BaseTransfer in eight of its samples, blocks in another
order than the schema's, a mark before the declaration, no prefix. All read alike (message reference, section 11).
"""

from collections.abc import Callable

import pytest

from contracts.documents import BY_MESSAGE
from edge.problems.problem import Problem
from gateway.forms.item import Item
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from tests.support.gateway.conformance import TRANSMITTER, as_described
from tests.support.gateway.papers import as_xml

SENDERS = Senders(TRANSMITTER, frozenset({TRANSMITTER, "1105910002"}))
NAMES = tuple(f"CEB{number}Message" for number in (303, 403, 505, 507, 509, 603, 605, 607))
"""Those of which the sample of 2022 has BaseTransfer twice."""


def written(name: str, prefix: str = "ceb") -> str:
    """Return a message with every field that its document has."""
    return as_xml(as_described(BY_MESSAGE[name]), transmitter=TRANSMITTER, prefix=prefix).decode()


def taken(body: str) -> list[Item]:
    """Return the records that the gateway takes of a message, none of them malformed."""
    found = read(Format.XML, body.encode(), SENDERS, Limits())
    assert all(isinstance(item, Item) for item in found), found
    return [item for item in found if isinstance(item, Item)]


def transfer_of(body: str) -> str:
    """Return the one BaseTransfer of a message."""
    end = "</ceb:BaseTransfer>"
    return body[body.index("<ceb:BaseTransfer>") : body.index(end) + len(end)]


def stray(body: str) -> str:
    """Put the BaseTransfer before the records as well."""
    at = body.index(">", body.index("xmlns")) + 1
    return body[:at] + transfer_of(body) + body[at:]


def without_namespace(body: str) -> str:
    return body.replace("ceb:", "").replace(' xmlns:ceb="http://www.chinaport.gov.cn/ceb"', "")


FAULTS: dict[str, Callable[[str], str]] = {
    "BaseTransfer twice": lambda body: body.replace(transfer_of(body), transfer_of(body) * 2),
    "BaseTransfer before the records too": stray,
    "a mark first": lambda body: "\ufeff" + body,
    "a blank line first": lambda body: "\n" + body,
    "no namespace": without_namespace,
    "ExtendMessage before the signature's place": lambda body: body.replace(
        transfer_of(body), transfer_of(body) + "<ceb:ExtendMessage><ceb:name>x</ceb:name></ceb:ExtendMessage>"
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_fault_of_the_official_material_changes_nothing_that_is_read(name: str, fault: str) -> None:
    body = written(name)
    (meant,) = taken(body)
    (read_so,) = taken(FAULTS[fault](body))
    assert FAULTS[fault](body) != body
    assert read_so == meant


@pytest.mark.parametrize("name", NAMES)
def test_a_message_without_a_prefix_reads_alike(name: str) -> None:
    assert taken(written(name, prefix="")) == taken(written(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_second_transmitter_is_one_too_many(name: str) -> None:
    body = written(name)
    other = transfer_of(body).replace(TRANSMITTER, "1105910002")
    with pytest.raises(Problem) as raised:
        taken(body.replace(transfer_of(body), transfer_of(body) + other))
    assert raised.value.code == "xml_envelope"


@pytest.mark.parametrize("name", ["CEB213Message", "CEB215Message", "CEB304Message", "CEB792Message"])
def test_a_message_that_no_document_has_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(Problem) as raised:
        taken(written("CEB303Message").replace("CEB303Message", name))
    assert raised.value.code == "xml_message_unknown"
    assert name in raised.value.en
