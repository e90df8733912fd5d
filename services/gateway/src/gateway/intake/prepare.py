"""
Items to events: digests, ids, encryption, their records and the answer per item.

A pure function of the items, the reservation and the keys: a batch prepared again after a crash has equal bytes.
"""

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Literal, NamedTuple

import msgspec

from contracts import codec
from edge.access.sending import Denied, deny
from edge.problems.problem import FieldError
from gateway.forms.findings import CEB900_STATUS, finding
from gateway.forms.form import Form
from gateway.forms.item import Item, Malformed
from gateway.intake.answer import ItemAnswer
from gateway.intake.reservation import Reservation
from gateway.personal import normal
from gateway.personal.digests import Digester
from gateway.personal.keys import Keys
from mesh.declared.dates import china_date
from mesh.wire.headers import event_headers
from mesh.wire.records import Outbound

SOURCE = "gateway"
_CANONICAL = msgspec.json.Encoder()
_NONCE_BYTES = 12
_ID_CHARACTERS = 32
_INFO_MOST = 5000
_OF_LINE = re.compile(r"/lines/([0-9]+)(?:/|$)")


class Prepared(NamedTuple):
    """What a batch comes to."""

    messages: list[Outbound]
    answers: list[ItemAnswer]


def prepare(parsed: Sequence[Item | Malformed], reservation: Reservation, keys: Keys) -> Prepared:
    """Prepare the documents and the answers of a batch."""
    digester = Digester(keys.matching)
    today = date.fromisoformat(china_date(reservation.accepted_at_ms))
    messages: list[Outbound] = []
    answers: list[ItemAnswer] = []
    first: dict[str, int] = {}
    for index, item in enumerate(parsed):
        if isinstance(item, Malformed):
            answers.append(_rejected(item, "malformed"))
            continue
        tag = item.form.tag
        digest = keys.content.digest(_CANONICAL.encode((tag, item.clear, item.lines, item.personal)))
        document_id = document_id_of(item.sender, tag, digest)
        repeats = first.setdefault(document_id, item.row)
        if repeats == item.row:
            denied = deny(item.form.document.document_type, item.clear, reservation.rights)
            if denied is not None:
                del first[document_id]
                answers.append(_rejected(_denied(item, denied), "refused"))
                continue
            record = _record(item, index, document_id, digest, reservation, keys, digester, today)
            value = codec.encode(record)
            if len(value) > item.form.max_bytes:
                too_large = finding("record_too_large", "", item.row)
                answers.append(_rejected(Malformed(item.form, item.row, (too_large,)), "malformed"))
                continue
            messages.append(_message(item, event_id_of(document_id, reservation.batch_id, index), value, reservation))
        answers.append(
            ItemAnswer(
                row=item.row,
                outcome="received" if repeats == item.row else "repeated",
                type=tag,
                document_id=document_id,
                order_no=item.clear.get("order_no") or None,
                repeats=None if repeats == item.row else repeats,
            )
        )
    return Prepared(messages, answers)


def document_id_of(sender: str, tag: str, digest: bytes) -> str:
    """Return a document's id: first 16 bytes of SHA-256 over sender, type and content digest, in hex."""
    return sha256(f"{sender}\0{tag}\0".encode() + digest).hexdigest()[:_ID_CHARACTERS]


def event_id_of(document_id: str, batch_id: str, batch_index: int) -> str:
    """
    Return the id of a submission: first 16 bytes of SHA-256 over document id, batch id and batch index, in hex.

    Equal content in two batches is one document and two events, because customs may answer them differently.
    """
    return sha256(f"{document_id}\0{batch_id}\0{batch_index}".encode()).hexdigest()[:_ID_CHARACTERS]


def personal_nonce(document_id: str, digest: bytes) -> bytes:
    """Return the nonce of a document's personal fields: equal content has equal bytes, other content another nonce."""
    return sha256(document_id.encode() + digest).digest()[:_NONCE_BYTES]


def _message(item: Item, event_id: str, value: bytes, reservation: Reservation) -> Outbound:
    headers = event_headers(
        event_id=event_id,
        source=SOURCE,
        type_=item.form.full_name,
        time_ms=reservation.accepted_at_ms,
        cause_id=None,
    )
    return Outbound(item.form.topic, None, item.key.encode(), value, headers)


def _record(
    item: Item,
    index: int,
    document_id: str,
    digest: bytes,
    reservation: Reservation,
    keys: Keys,
    digester: Digester,
    today: date,
) -> msgspec.Struct:
    form, clear, personal = item.form, item.clear, item.personal
    person = form.person
    nonce = personal_nonce(document_id, digest)
    values: dict[str, Any] = {
        "document_id": document_id,
        "content_digest": digest,
        "sender_code": item.sender,
        "batch_id": reservation.batch_id,
        "batch_index": index,
        "accepted_at_ms": reservation.accepted_at_ms,
        "guid": item.guid,
        "personal": keys.personal.encrypt(nonce, _CANONICAL.encode(personal), document_id.encode()),
        "personal_key_id": keys.personal_id,
        "person_digests": digester.digests(person, personal, clear[person.id_type] if person.id_type else ""),
    }
    if person.id_possible:
        values[person.id_possible] = normal.is_possible_id(personal[person.person_id], on=today)
    if form.line_record is not None:
        values["lines"] = tuple(form.line_record(**line) for line in item.lines)
    values.update(clear)
    return form.record(**values)


def _denied(item: Item, denied: Denied) -> Malformed:
    """Return a record that the sender may not send, with what is wrong and who may."""
    pointer = f"/{denied.element}" if denied.element else "/type"
    field = item.form.head.by_element.get(denied.element)
    error = finding(denied.code, pointer, item.row, field, who_zh=denied.who_zh, who_en=denied.who_en)
    return Malformed(item.form, item.row, (error,))


def _rejected(item: Malformed, outcome: Literal["malformed", "refused"]) -> ItemAnswer:
    return ItemAnswer(
        row=item.row,
        outcome=outcome,
        type=item.form.tag if item.form else None,
        return_status=CEB900_STATUS,
        return_info="；".join(map(_told, item.errors))[:_INFO_MOST],
        message_type=_message_type(item.form),
        errors=item.errors,
    )


def _told(error: FieldError) -> str:
    """Return a fault as a receipt tells it: that has no pointer, so the text names the line."""
    line = _OF_LINE.match(error.pointer)
    return f"第 {int(line[1]) + 1} 行 {error.zh}" if line else error.zh


def _message_type(form: Form | None) -> str:
    """Return the name of a document's CEB message as a CEB900 receipt has it."""
    message = form.document.message if form is not None else None
    return message.name if message is not None else "Unknown"
