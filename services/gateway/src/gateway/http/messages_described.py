"""How the mailbox of messages is described."""

from typing import Any

from gateway.messages.fields import KNOWN
from gateway.messages.receipts import RECORDS_MOST

_TYPES = [f"{kind}Message" for kind in KNOWN]
_REFUSALS = {status: {"$ref": "#/components/responses/Problem"} for status in ("400", "401", "403", "503")}

PATHS: dict[str, Any] = {
    "/v1/messages": {
        "get": {
            "operationId": "pollMessages",
            "summary": "Receipts as CEB messages in XML 按游标取回执报文",
            "description": (
                f"The receipts of `/v1/receipts` as messages of edition 202205: {', '.join(_TYPES)}. The same cursor; "
                "reading takes nothing away, so an answer that is lost is asked for again. Correlate by business key "
                "(ebcCode and orderNo, payCode and payTransactionId, logisticsCode and logisticsNo, copNo and "
                "agentCode, preNo, invtNo, taxNo); guids are ours. What fails the form check is told at once, in the "
                "answer to the request, as `ceb900`."
            ),
            "tags": ["receipts"],
            "parameters": [
                {
                    "name": "after",
                    "in": "query",
                    "description": "`start` (default), `end`, or the cursor of an earlier answer",
                    "schema": {"type": "string", "maxLength": 500},
                },
                {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 1000}},
                {
                    "name": "group",
                    "in": "query",
                    "description": "how many records of one type may share a message",
                    "schema": {"type": "integer", "minimum": 1, "maximum": RECORDS_MOST, "default": 1},
                },
            ],
            "responses": {
                "200": {
                    "description": "Messages, and where to go on. A short or empty page need not be the last",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MessagePage"}}},
                },
                **_REFUSALS,
            },
        }
    },
    "/v1/messages/{place}": {
        "get": {
            "operationId": "fetchMessage",
            "summary": "One message in XML 单条回执报文",
            "tags": ["receipts"],
            "parameters": [
                {
                    "name": "place",
                    "in": "path",
                    "required": True,
                    "description": "one of `places` of a mailbox's message",
                    "schema": {"type": "string", "pattern": "^[0-9]{1,4}-[0-9]{1,18}$"},
                }
            ],
            "responses": {
                "200": {
                    "description": "The message, in UTF-8",
                    "content": {"application/xml": {"schema": {"type": "string"}}},
                },
                "404": {"$ref": "#/components/responses/Problem"},
                **_REFUSALS,
            },
        }
    },
}

SCHEMAS: dict[str, Any] = {
    "MessagePage": {
        "type": "object",
        "required": ["messages", "next", "caught_up"],
        "properties": {
            "messages": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["message_type", "guid", "places", "xml"],
                    "properties": {
                        "message_type": {"enum": _TYPES},
                        "guid": {"type": "string", "description": "of the root", "minLength": 36, "maxLength": 36},
                        "places": {
                            "type": "array",
                            "items": {"type": "string"},
                            "description": "of each record, in order; see /v1/messages/{place}",
                        },
                        "xml": {"type": "string"},
                    },
                },
            },
            "next": {"type": "string"},
            "caught_up": {"type": "boolean"},
        },
    },
}
