"""The OpenAPI path items of `gateway.http.parked`."""

from typing import Any

LIMIT, MOST = 100, 1_000

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_TEXT, _COUNT = {"type": "string"}, {"type": "integer"}
_OPTIONAL = {"type": ["string", "null"]}
_WORDS = {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"}
_PERSON = {"maxLength": 100, "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"}
_REAL = {"type": "integer", "description": "ms UTC, Kafka's own on the real clock"}
_KEY = {
    "type": "string",
    "description": (
        "the message key, exactly: text if it is UTF-8 that shows itself in full, else hex: and its bytes in hex, "
        "sha256: and its digest if it is long; hex: alone is the empty key, of a record without a key, too"
    ),
}
_HEX = {"type": "string", "description": "the bytes of the key in hex"}

_PARKED: dict[str, Any] = {
    "processor": _TEXT,
    "partition": {"type": "integer", "description": "where the key is parked; of a misplaced key not that of its hash"},
    "key": _KEY,
    "key_hex": _HEX,
    "code": _TEXT,
    "reason": _TEXT,
    "topic": {"type": "string", "description": "of the record that failed; mesh.clock.v1 for a timer"},
    "offset": _COUNT,
    "event_id": {"type": "string", "description": "its ce_id, or the name of a timer; empty if it has none"},
    "dead_letter_id": {"type": "string", "description": "by which it is parked: another one each time"},
    "parked_ms": _REAL,
    "is_parked": {"type": "boolean"},
    "asked": {
        "type": ["object", "null"],
        "description": "a command that the processor has not answered yet",
        "properties": {"by": _TEXT, "asked_ms": _REAL},
    },
}
_PLACE: dict[str, Any] = {
    "type": "object",
    "properties": {"topic": _TEXT, "partition": _COUNT, "offset": _COUNT, "event_id": _TEXT},
}
_ANSWERED: dict[str, Any] = {
    "processor": _TEXT,
    "partition": _COUNT,
    "key": _KEY,
    "key_hex": _HEX,
    "command_id": {"type": "string", "description": "event_id of the answer to who asked"},
    "action": {"enum": ["REDRIVE", "DISCARD", "UNKNOWN"]},
    "outcome": {
        "enum": ["RELEASED", "PARKED_ANEW", "GOES_ON", "NOTHING_PARKED", "OTHER_PARKED", "UNKNOWN"],
        "description": "GOES_ON: the queue is long, the processor goes on by itself",
    },
    "requested_by": _TEXT,
    "person": _OPTIONAL,
    "reason": _TEXT,
    "worked": _COUNT,
    "left": _COUNT,
    "discarded": {"type": "array", "items": _PLACE},
    "asked_at_ms": {"type": "integer", "description": "ms UTC on the mesh's clock"},
    "recorded_ms": _REAL,
}
_RECORD: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "null where retention has taken it, or it is a timer",
    "properties": {
        "timestamp_ms": _REAL,
        "key": _KEY,
        "headers": {"type": "array", "items": {"type": "object"}},
        "headers_in_all": _COUNT,
        "size": {"type": ["integer", "null"], "description": "bytes; null without a value"},
        "value_hex": {"type": ["string", "null"], "description": "the first 65,536 bytes"},
        "value_text": {"type": ["string", "null"], "description": "the same as text, if they are UTF-8"},
        "sha256": _OPTIONAL,
        "schema_id": _COUNT,
        "type": _TEXT,
        "decoded": {"type": "object", "description": "personal fields stay encrypted"},
        "unreadable": {"type": "string", "description": "why it cannot be decoded"},
        "within": {"type": "array", "items": {"type": "object"}, "description": "the gathered record that is meant"},
    },
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _answer(description: str, properties: dict[str, Any]) -> dict[str, Any]:
    schema = {**_object(properties), "required": [name for name in properties if name != "next"]}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _query(name: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _get(operation: str, summary: str, answer: dict[str, Any], *refusals: str, parameters: Any) -> dict[str, Any]:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": ["operators"],
            "parameters": list(parameters),
            "responses": {"200": answer, **dict.fromkeys(("400", "401", "403", "503", *refusals), _PROBLEM)},
        }
    }


def _post(operation: str, summary: str, more: dict[str, Any], *refusals: str) -> dict[str, Any]:
    schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["processor", "reason"],
        "description": "the key by key or key_hex",
        "properties": {
            "processor": {"type": "string", "minLength": 1, "maxLength": 100},
            "key": {**_KEY, "type": ["string", "null"], "minLength": 1, "maxLength": 420},
            "key_hex": {"type": ["string", "null"], "pattern": "^([0-9a-fA-F]{2})*$", "maxLength": 9_000},
            "partition": {
                "type": ["integer", "null"],
                "minimum": 0,
                "maximum": 99_999,
                "description": "needed only if the key is parked in several",
            },
            "reason": _WORDS,
            **more,
        },
    }
    asked = {"processor": _TEXT, "partition": _COUNT, "key": _KEY, "key_hex": _HEX, "event_id": _TEXT}
    answer = _answer("Asked for; what comes of it: /v1/parked/answers?command_id=", asked)
    return {
        "post": {
            "operationId": operation,
            "summary": summary,
            "tags": ["operators"],
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
            "responses": {
                "202": answer,
                **dict.fromkeys(("400", "401", "403", "404", "413", "503", *refusals), _PROBLEM),
            },
        }
    }


_LIMITED = _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST})
_OF_ONE = (
    _query("processor", {"type": "string", "maxLength": 100}, required=True),
    _query("key", {**_KEY, "maxLength": 420}),
    _query("key_hex", {"type": "string", "pattern": "^([0-9a-fA-F]{2})*$", "maxLength": 9_000}),
    _query("partition", {"type": "integer", "minimum": 0, "maximum": 99_999}),
    _query("purpose", {"type": "string", "minLength": 1, "maxLength": 500}, required=True),
    _query("person", {"type": "string", "maxLength": 100}),
)

PATHS: dict[str, Any] = {
    "/v1/parked": _get(
        "listParked",
        "Keys that wait for a redrive 挂起的键",
        _answer("The oldest first", {"total": _COUNT, "parked": {"type": "array", "items": _object(_PARKED)}}),
        parameters=(_LIMITED,),
    ),
    "/v1/parked/record": _get(
        "readParkedRecord",
        "The bytes that a parked key waits with 挂起记录原文；the read is logged",
        _answer(
            "With headers, and decoded if it can be", {**_PARKED, "record": _RECORD, "is_timer": {"type": "boolean"}}
        ),
        "404",
        parameters=_OF_ONE,
    ),
    "/v1/parked/answers": _get(
        "listParkedAnswers",
        "What came of commands about parked keys 处理结果",
        _answer("The newest first", {"answers": {"type": "array", "items": _object(_ANSWERED)}, "next": _TEXT}),
        parameters=(
            _LIMITED,
            _query("after", {"type": "string", "maxLength": 300}),
            _query("command_id", {"type": "string", "maxLength": 300}),
        ),
    ),
    "/v1/parked/redrive": _post("redriveParked", "Work a parked key again 重新处理挂起的键", {}),
    "/v1/parked/discard": _post(
        "discardParked",
        "Give up what a parked key waits with, for good 放弃挂起记录",
        {
            "records": {"enum": ["first", "all"], "description": "the one that failed, or all (1,000 at most)"},
            "dead_letter_id": {
                "type": ["string", "null"],
                "maxLength": 100,
                "description": "refused if the key is parked by another one by now",
            },
            "person": {**_PERSON, "type": ["string", "null"]},
        },
        "409",
    ),
}
