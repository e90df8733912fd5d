"""The XML messages: well formed, in the order of the schema, with the oddities they are for."""

import xml.etree.ElementTree as ElementTree

from contracts.ceb_text import NAMESPACE
from contracts.documents import BY_MESSAGE
from simulator.case import DUPLICATE
from simulator.ceb_messages import Message, write_messages
from simulator.world import world

BOM = b"\xef\xbb\xbf"


def messages() -> dict[str, Message]:
    return {message.name: message for message in write_messages(world())}


def test_every_message_has_its_records_under_the_namespace_of_the_specification() -> None:
    for message in messages().values():
        root = ElementTree.fromstring(message.body.removeprefix(BOM))
        shape = BY_MESSAGE[f"{message.name}Message"].message
        assert shape is not None
        assert root.tag == f"{{{NAMESPACE}}}{shape.name}"
        assert len(root.findall(f"{{{NAMESPACE}}}{shape.record}")) == len(message.sent)
        assert root.findtext(f"{{{NAMESPACE}}}BaseTransfer/{{{NAMESPACE}}}copCode") == message.courier_code


def test_both_namespace_styles_and_both_beginnings_occur() -> None:
    bodies = [message.body for message in messages().values()]
    assert {b"<ceb:" in body for body in bodies} == {True, False}
    assert {body.startswith(BOM) for body in bodies} == {True, False}


def test_one_guid_stands_on_several_types_and_orders() -> None:
    guids = {sent.document["guid"] for message in messages().values() for sent in message.sent}
    orders = {sent.document["orderNo"] for message in messages().values() for sent in message.sent}
    assert len(guids) == 1
    assert len(orders) == 4


def test_drafts_wrong_totals_and_repetitions_occur() -> None:
    answers = [sent.step.answer for message in messages().values() for sent in message.sent]
    assert answers.count(DUPLICATE) == 6
    assert {answer.code for answer in answers if answer.verdict == "rejected"} == {"-301008", "-504011", "-621001"}
    assert any(sent.document["appStatus"] == "1" for message in messages().values() for sent in message.sent)


def test_a_list_is_written_in_the_order_of_the_schema() -> None:
    text = messages()["CEB621"].body.decode()
    names = [
        "orderNo",
        "logisticsNo",
        "copNo",
        "assureCode",
        "ieFlag",
        "customsCode",
        "buyerIdType",
        "agentCode",
        "tradeMode",
        "freight",
    ]
    places = [text.index(f"<{name}>") for name in names]
    assert places == sorted(places)
