"""``POST /v1/documents``: hand over a batch of documents."""

import re
import time
from hashlib import sha256
from typing import Any

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import Response

from edge.access.principal import Principal
from edge.http.operation import Operation, as_json, in_header
from edge.http.refusals import problem_response
from edge.http.shared import principal
from edge.problems.problem import Problem
from gateway.http.document_schemas import MESSAGES, PARCEL
from gateway.http.services import services
from gateway.intake.answer import ItemAnswer
from gateway.intake.format_receipts import ENVELOPE_FAULTS, envelope_receipt
from gateway.intake.intake import Answer, Submission
from gateway.metrics import BATCHES, DOCUMENTS, INTAKE_SECONDS
from gateway.reading.batch import MEDIA_TYPES, Format, Limits
from mesh.wire.headers import rfc3339

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_ERRORS_MOST = 100  # of a whole request; the items carry their own
_OUTCOMES = ("received", "malformed", "refused", "repeated")


class BatchAnswer(msgspec.Struct, kw_only=True, rename="camel"):
    """What the sender gets: the batch, how many records became what, and each record's outcome in order."""

    batch_id: str
    accepted_at: str
    received: int
    malformed: int
    refused: int
    repeated: int
    items: list[ItemAnswer]


async def submit(request: Request) -> BatchAnswer | Response:
    """Take a batch in. 202 when every received document is acknowledged; 422 or 403 when no record was received."""
    started = time.perf_counter()
    parts, who = services(request), principal(request)
    if not who.codes:
        raise Problem("role_missing")
    written, key = _format(request), _idempotency_key(request)
    async with parts.admission.body(request, who.organisation) as body:
        if not body.strip():
            raise Problem("body_missing")
        try:
            answer = await parts.intake.submit(Submission(who.organisation, who.rights, written, body, key))
        except Problem as problem:
            if written is Format.XML and problem.code in ENVELOPE_FAULTS:
                message_id = key or sha256(body).hexdigest()[:32]
                receipt = envelope_receipt(problem, body, message_id=message_id, at_ms=parts.shared.clock.now_ms())
                problem.extra["ceb900"] = receipt
            raise
    response = _respond(answer)
    INTAKE_SECONDS.observe(time.perf_counter() - started)
    _record(answer, who, written, len(body))
    return response


def _format(request: Request) -> Format:
    if request.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        raise Problem("content_encoding_unsupported")
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    written = MEDIA_TYPES.get(media_type)
    if written is None:
        raise Problem("media_type_unsupported", en=f"one of {', '.join(MEDIA_TYPES)}")
    return written


def _idempotency_key(request: Request) -> str | None:
    """Return the Idempotency-Key, with or without the quotation marks of a structured field."""
    given = request.headers.get("idempotency-key")
    if given is None:
        return None
    key = given.strip()
    if len(key) > 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not _KEY.fullmatch(key):
        raise Problem("invalid_idempotency_key")
    return key


def _counts(answer: Answer) -> dict[str, int]:
    counts = dict.fromkeys(_OUTCOMES, 0)
    for item in answer.items:
        counts[item.outcome] += 1
    return counts


def _respond(answer: Answer) -> Response:
    counts = _counts(answer)
    content = BatchAnswer(
        batch_id=answer.batch_id,
        accepted_at=rfc3339(answer.accepted_at_ms).decode(),
        items=answer.items,
        **counts,
    )
    headers = {"Idempotency-Replayed": "true"} if answer.replayed else {}
    if counts["malformed"] + counts["refused"] == len(answer.items):
        code = "nothing_received" if counts["malformed"] else "nothing_permitted"
        errors = [error for item in answer.items for error in item.errors][:_ERRORS_MOST]
        members: dict[str, Any] = msgspec.to_builtins(content)
        response = problem_response(Problem(code, errors=errors, extra=members))
        response.headers.update(headers)
        return response
    return as_json(content, 202, headers)


def _record(answer: Answer, who: Principal, written: Format, size: int) -> None:
    """One line and a few counts per batch, never per record."""
    counts: dict[tuple[str, str], int] = {}
    for item in answer.items:
        label = item.type or "unknown", str(item.outcome)
        counts[label] = counts.get(label, 0) + 1
    if not answer.replayed:
        for label, number in counts.items():
            DOCUMENTS.labels(*label).inc(number)
    BATCHES.labels(written.value).inc()
    structlog.get_logger().info(
        "batch_answered",
        batch=answer.batch_id,
        organisation=who.organisation,
        format=written.value,
        bytes=size,
        replayed=answer.replayed,
        **_counts(answer),
    )


_DOCUMENTS = {
    "type": "array",
    "minItems": 1,
    "maxItems": Limits().json_items,
    "items": {"$ref": "#/components/schemas/Document"},
}
_WITH_TRANSMITTER = {
    "type": "object",
    "properties": {"documents": _DOCUMENTS, "transmitter": {"type": "string"}},
    "required": ["documents"],
    "additionalProperties": False,
}
_TEXT = {"schema": {"type": "string"}}

OPERATIONS = (
    Operation(
        method="POST",
        path="/v1/documents",
        handler=submit,
        name="submitDocuments",
        tag="documents",
        summary="Hand over a batch of documents / 批量报送单证",
        description=(
            f"JSON array, object with `documents`, NDJSON, or one CEB message in XML ({', '.join(MESSAGES)}). "
            "Element names are those of the CEB messages. Each record is answered by itself: received, malformed, "
            "refused (not yours to send) or repeated; what customs decides comes as receipts. "
            "202 only after every received document is durable."
        ),
        says="Taken in; see each record's outcome",
        status=202,
        places=(
            in_header(
                "Idempotency-Key",
                pattern="^[!#-~]{1,255}$",
                says="A retry under the same key with the same body gets the same answer; kept 30 days",
            ),
        ),
        request={
            "required": True,
            "content": {
                "application/json": {
                    "examples": {"parcel": {"summary": "One whole parcel 一个完整包裹", "value": PARCEL}},
                    "schema": {"oneOf": [_DOCUMENTS, _WITH_TRANSMITTER]},
                },
                "application/x-ndjson": _TEXT,
                "application/xml": _TEXT,
                "text/xml": _TEXT,
            },
        },
        refuses=(400, 403, 409, 413, 415, 422, 503),
        words={
            400: "The envelope is bad",
            401: "No known key",
            403: "Foreign transmitter, an organisation that hands nothing over, or may send none of these",
            409: "A request with this Idempotency-Key is being worked",
            413: "Too large, or too many records",
            415: "Media type or encoding not supported",
            422: "No record passed the form, or the Idempotency-Key was used for another body",
            429: "Too much of this organisation at once; see Retry-After",
            503: "Busy, or the bus does not answer; see Retry-After",
        },
    ),
)
