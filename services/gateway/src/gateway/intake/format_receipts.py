"""
CEB900 for what a CEB message held and could not be received: part of the answer, made of what the batch holds.

So nothing of it is stored, and a retry under the same Idempotency-Key gets it again, byte for byte.
"""

import re
from collections.abc import Sequence

import msgspec

from contracts import ceb_text
from edge.problems.problem import Problem
from gateway.intake.answer import ItemAnswer
from gateway.intake.evidence import Sent
from gateway.intake.format_check import rejected
from gateway.intake.reservation import Reservation
from gateway.reading.batch import Format
from gateway.reading.xml_records import sent_records

ENVELOPE_FAULTS = frozenset(
    {
        *("xml_malformed", "xml_doctype", "xml_message_unknown", "xml_envelope", "no_items", "too_many_items"),
        "transmitter_foreign",
    }
)
"""Problems of the whole message: its form, and that its transmitter is another than who is connected."""


_NAMED = re.compile(r"<(?:[\w.-]{1,40}:)?(CEB\d{3}Message)\b", re.ASCII)
_HEAD_LETTERS = 2_000


def with_format_receipts(answers: Sequence[ItemAnswer], sent: Sent, reservation: Reservation) -> list[ItemAnswer]:
    """Return the answers, each rejected record of an XML message with its CEB900. oriCopMsgId is the client's key."""
    rows = {answer.row for answer in answers if answer.return_status is not None}
    if sent.written != Format.XML or not rows:
        return list(answers)
    records = sent_records(sent.body, rows)
    message_id = reservation.idempotency_key or reservation.batch_id
    return [
        answer
        if answer.row not in rows
        else msgspec.structs.replace(
            answer,
            ceb900=rejected(
                sent=records[answer.row].text,
                sent_guid=records[answer.row].guid,
                message_type=answer.message_type,
                info=answer.return_info or "",
                at_ms=reservation.accepted_at_ms,
                message_id=message_id,
                place=answer.row,
            ).decode(),
        )
        for answer in answers
    ]


def envelope_receipt(problem: Problem, body: bytes, *, message_id: str, at_ms: int) -> str:
    """Return the CEB900 of a message whose envelope is bad, with its type as far as it can be recognised."""
    sent = _echo(body)
    named = _NAMED.search(sent, 0, _HEAD_LETTERS)
    kind = named[1] if named else None
    info = "；".join(text for text in (problem.kind.zh, problem.zh) if text)
    return rejected(sent=sent, sent_guid="", message_type=kind, info=info, at_ms=at_ms, message_id=message_id).decode()


def _echo(body: bytes) -> str:
    """Return what was sent, as a text: in its own encoding as far as that is known."""
    try:
        return ceb_text.text(body, "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")
