"""How ``POST /v1/documents`` is described."""

import json
from importlib.resources import files
from typing import Any

from gateway.http.openapi import problem

PARCEL = json.loads(files("gateway.http").joinpath("parcel.json").read_bytes())
"""Order, payment, waybill and list of one invented parcel, which customs releases."""

_DOCUMENTS = {"type": "array", "minItems": 1, "maxItems": 2000, "items": {"$ref": "#/components/schemas/Document"}}
_TEXT = {"schema": {"type": "string"}}

PATHS: dict[str, Any] = {
    "/v1/documents": {
        "post": {
            "operationId": "submitDocuments",
            "tags": ["documents"],
            "summary": "Hand over a batch of documents / 批量报送单证",
            "description": (
                "JSON array, object with `documents`, NDJSON, or one CEB message in XML (311, 411, 511, 621, 623). "
                "Element names are those of the CEB messages. Each record is answered by itself: received, malformed, "
                "refused (not yours to send) or repeated; what customs decides comes as receipts. "
                "202 only after every received document is durable."
            ),
            "parameters": [
                {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "required": False,
                    "description": "A retry under the same key with the same body gets the same answer; kept 30 days",
                    "schema": {"type": "string", "pattern": "^[!#-~]{1,255}$"},
                }
            ],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "examples": {"parcel": {"summary": "One whole parcel 一个完整包裹", "value": PARCEL}},
                        "schema": {
                            "oneOf": [
                                _DOCUMENTS,
                                {
                                    "type": "object",
                                    "properties": {"documents": _DOCUMENTS, "transmitter": {"type": "string"}},
                                    "required": ["documents"],
                                    "additionalProperties": False,
                                },
                            ]
                        },
                    },
                    "application/x-ndjson": _TEXT,
                    "application/xml": _TEXT,
                    "text/xml": _TEXT,
                },
            },
            "responses": {
                "202": {
                    "description": "Taken in; see each record's outcome",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BatchAnswer"}}},
                },
                "400": problem("The envelope is bad"),
                "401": problem("No known key"),
                "403": problem(
                    "Foreign transmitter, an organisation that hands nothing over, or may send none of these"
                ),
                "409": problem("A request with this Idempotency-Key is being worked"),
                "413": problem("Too large, or too many records"),
                "415": problem("Media type or encoding not supported"),
                "422": problem("No record passed the form, or the Idempotency-Key was used for another body"),
                "429": problem("Too much of this organisation at once; see Retry-After"),
                "503": problem("Busy, or the bus does not answer; see Retry-After"),
            },
        }
    }
}
