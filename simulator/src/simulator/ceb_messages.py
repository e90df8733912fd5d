"""
CEB XML messages written to the specification, with the oddities that published samples show.

Repeated records, one guid over several types and orders, drafts, line totals that are wrong, a byte-order mark, and the
namespace once with a prefix and once as default. Each record has its stated outcome, like the parcels of the day.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from lxml import etree

from contracts.ceb_text import NAMESPACE
from contracts.documents import BY_TAG
from simulator.case import (
    ACCEPTED,
    DUPLICATE,
    RELEASED,
    Answer,
    Case,
    Outcome,
    Stage,
    Step,
    list_rejected,
    rejected,
)
from simulator.day import Sent
from simulator.documents import Document, number
from simulator.parcel import Parcel, Trade
from simulator.world import Party, World

_NAME = f"{{{NAMESPACE}}}"
SEED = 20160408
"""Another seed than the day's, so that no number is used by both."""


@dataclass(frozen=True, slots=True)
class Message:
    """An XML message, what is odd about it, and what must become of each of its records."""

    name: str
    oddity: str
    courier_code: str
    body: bytes
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A message to write: which document of which parcels, with the answer to each record."""

    name: str
    oddity: str
    part: int
    records: tuple[tuple[Parcel, Answer], ...]
    prefix: str = ""
    bom: bool = False


def write_message(
    documents: list[Document], transmitter: Party, guid: str, *, prefix: str = "", bom: bool = False
) -> bytes:
    """Write documents of one type as one message, under a prefix or, without one, a default namespace."""
    kind = BY_TAG[documents[0]["type"]]
    shape = kind.message
    assert shape is not None  # whoever writes a message has documents that are one
    heads = [field.element for field in kind.fields]
    lines = [field.element for field in kind.lines.fields] if kind.lines else []
    sender = {"copCode": transmitter.code, "copName": transmitter.name, "dxpMode": "DXP", "dxpId": "DXPENT9900000001"}
    written = BytesIO()
    written.write((b"\xef\xbb\xbf" if bom else b"") + b'<?xml version="1.0" encoding="UTF-8"?>\n')
    with etree.xmlfile(written, encoding="UTF-8") as file:
        about = {"guid": guid, "version": "1.0"}
        with file.element(_NAME + shape.name, about, nsmap={prefix or None: NAMESPACE}):
            for document in documents:
                file.write("\n")
                with file.element(_NAME + shape.record):
                    file.write("\n")
                    _block(file, shape.head, document, heads)
                    for line in document.get("lines", ()):
                        _block(file, shape.line, line, lines)
            file.write("\n")
            _block(file, "BaseTransfer", sender, list(sender))
    return written.getvalue() + b"\n"


def _block(file: Any, name: str, fields: Document, order: list[str]) -> None:
    """
    Write the fields that are there in the order of the message; without a name, they are in the record itself.

    file: lxml's incremental writer, which has no public type.
    """
    with file.element(_NAME + name) if name else nullcontext():
        if name:
            file.write("\n")
        for element in order:
            if element in fields:
                with file.element(_NAME + element):
                    file.write(str(fields[element]))
                file.write("\n")
    if name:
        file.write("\n")


def write_messages(world: World) -> tuple[Message, ...]:
    """Write the four messages. Two parcels run through all of them and are released; the rest goes no further."""
    trade = Trade(world, SEED)
    guid, courier = trade.guid(), world.couriers[0]
    one, two, wrong, draft = (trade.parcel(mode=mode) for mode in ("9610", "1210", "9610", "9610"))
    for parcel in (one, two, wrong, draft):
        for document in parcel.documents:
            document["guid"] = guid
    for document in (wrong.order, wrong.declaration):
        line = document["lines"][0]
        line["totalPrice"] = number(Decimal(line["totalPrice"]) * 100 + 1)
    wrong.waybill["packNo"] = 6000
    for document in (draft.payment, draft.declaration):
        document["appStatus"] = "1"

    order, payment, waybill, declaration = range(4)
    first, second, again, bad = (one, ACCEPTED), (two, ACCEPTED), (one, DUPLICATE), (wrong, DUPLICATE)
    plans = (
        Plan(
            "CEB311",
            "byte-order mark, records repeated, a line total that is wrong",
            order,
            (first, again, (wrong, rejected("-301008")), second, again, bad),
            prefix="ceb",
            bom=True,
        ),
        Plan(
            "CEB411",
            "default namespace, one guid over several orders, a draft",
            payment,
            (first, second, (draft, ACCEPTED), (two, DUPLICATE)),
        ),
        Plan(
            "CEB511",
            "prefix, 6000 packages under one waybill",
            waybill,
            (first, second, (wrong, rejected("-504011")), again),
            prefix="ceb",
        ),
        Plan(
            "CEB621",
            "default namespace, byte-order mark, direct and bonded lists, a draft, a line total that is wrong",
            declaration,
            (first, (draft, ACCEPTED), second, (wrong, rejected("-621001")), (draft, DUPLICATE)),
            bom=True,
        ),
    )
    outcomes = ((one, RELEASED), (two, RELEASED), (wrong, list_rejected("-621001")), (draft, Outcome("1")))
    return _carry_out(plans, outcomes, courier, guid)


def _carry_out(
    plans: tuple[Plan, ...], outcomes: tuple[tuple[Parcel, Outcome], ...], courier: Party, guid: str
) -> tuple[Message, ...]:
    """Write the planned messages. All records of a parcel, in whichever message, belong to one case."""
    written = [
        [(parcel, Step(Stage.FIRST, parcel.documents[plan.part], answer)) for parcel, answer in plan.records]
        for plan in plans
    ]
    cases = {
        id(parcel): Case(
            "xml", parcel, tuple(step for steps in written for owner, step in steps if owner is parcel), outcome
        )
        for parcel, outcome in outcomes
    }
    messages = []
    for plan, steps in zip(plans, written, strict=True):
        documents = [step.document for _, step in steps]
        body = write_message(documents, courier, guid, prefix=plan.prefix, bom=plan.bom)
        sent = tuple(Sent(cases[id(parcel)], step) for parcel, step in steps)
        messages.append(Message(plan.name, plan.oddity, courier.code, body, sent))
    return tuple(messages)


def cases_of(messages: Iterable[Message]) -> tuple[Case, ...]:
    """Return the cases of messages, each once."""
    return tuple({id(item.case): item.case for message in messages for item in message.sent}.values())
