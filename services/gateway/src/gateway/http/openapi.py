"""The OpenAPI 3.1 document: the modules' paths, and the components that they refer to."""

from typing import Any

from gateway.forms.catalogue import FORMS
from gateway.forms.field import LINES_MOST, Field, Kind
from gateway.forms.form import Form
from gateway.problems.catalogue import KINDS

VERSION = "1.0.0"
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def describe(paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the document for these path items and the schemas that they refer to beside the shared ones."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yidian gateway 一点接入",
            "version": VERSION,
            "description": "Hand over trade documents once; learn what became of each. 一次报送，逐单回执。",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"bearer": []}, {"key": []}],
        "tags": [{"name": name} for name in _tags(paths)],
        "paths": {path: {method: _keyed(each) for method, each in item.items()} for path, item in paths.items()},
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
            "responses": {"Problem": problem("Refused; `code` and `errors` say why")},
            "schemas": {
                **_SHARED,
                **schemas,
                "Document": {
                    "oneOf": [{"$ref": f"#/components/schemas/{_name(form)}"} for form in FORMS],
                    "discriminator": {
                        "propertyName": "type",
                        "mapping": {form.names.tag: f"#/components/schemas/{_name(form)}" for form in FORMS},
                    },
                },
                **{_name(form): _document(form) for form in FORMS},
            },
        },
    }


def _keyed(operation: dict[str, Any]) -> dict[str, Any]:
    """Return an operation with what is answered to many keys that are not known, unless it needs none."""
    if operation.get("security") == []:
        return operation
    too_many = {"429": {"$ref": "#/components/responses/Problem"}}
    return operation | {"responses": too_many | operation["responses"]}


def _tags(paths: dict[str, Any]) -> list[str]:
    return sorted({tag for item in paths.values() for operation in item.values() for tag in operation["tags"]})


def problem(description: str) -> dict[str, Any]:
    """Return the response object of a problem."""
    return {"description": description, "content": {"application/problem+json": {"schema": _PROBLEM}}}


def _name(form: Form) -> str:
    return "".join(word.capitalize() for word in form.names.tag.split("-"))


def _document(form: Form) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "type": {"const": form.names.tag},
        "transmitter": {
            "type": "string",
            "description": "transmitting enterprise (BaseTransfer/copCode), one of your codes",
        },
        **{field.element: _field(field) for field in form.head.fields},
    }
    required = ["type", *(field.element for field in form.head.fields if field.required)]
    if form.line_shape is not None:
        fields = form.lines.fields
        line = {
            "type": "object",
            "properties": {field.element: _field(field) for field in fields},
            "required": [field.element for field in fields if field.required],
            "additionalProperties": False,
        }
        properties["lines"] = {"type": "array", "minItems": 1, "maxItems": LINES_MOST, "items": line}
        required.append("lines")
    return {
        "type": "object",
        "title": f"{form.names.message} {form.names.tag}",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


_DAY = (
    "(20[0-9]{2}((0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])(29|30)|(0[13578]|1[02])31)"
    "|20([02468][048]|[13579][26])0229)"
)
"""Days that exist, of the years 2000 to 2099, as a pattern."""


def _field(field: Field) -> dict[str, Any]:
    schema: dict[str, Any]
    match field.kind:
        case Kind.TEXT | Kind.NUMBER | Kind.CODE:
            schema = {"type": "string", "minLength": field.least if field.required else 0, "maxLength": field.most}
        case Kind.TIME:
            schema = {"type": "string", "pattern": f"^{_DAY}([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$"}
        case Kind.DATE:
            schema = {"type": "string", "pattern": f"^{_DAY}$"}
        case Kind.CHOICE:
            schema = {"type": "string", "enum": list(field.choices)}
        case Kind.AMOUNT:
            schema = {
                "description": "N19,5: as a string or a number, kept exactly",
                "anyOf": [
                    {"type": "string", "pattern": r"^[0-9]{1,13}(\.[0-9]{1,5})?$"},
                    {"type": "number", "minimum": 0, "maximum": 9_999_999_999_999, "multipleOf": 0.00001},
                ],
            }
        case Kind.COUNT:
            schema = {
                "anyOf": [
                    {"type": "integer", "minimum": field.least, "maximum": field.most},
                    {"type": "string", "pattern": "^[0-9]{1,9}$"},
                ]
            }
    schema["title"] = field.name_zh
    if field.target is None:
        schema["x-personal"] = True
    return schema


_FIELD_ERROR = {
    "type": "object",
    "properties": {
        "pointer": {"type": "string", "description": "JSON Pointer from the record's top"},
        "row": {"type": "integer", "description": "the record's place in the request, from 1; of NDJSON the line"},
        "code": {"type": "string"},
        "zh": {"type": "string"},
        "en": {"type": "string"},
    },
    "required": ["pointer", "code", "zh", "en"],
}

_ITEM = {
    "type": "object",
    "properties": {
        "row": {"type": "integer"},
        "outcome": {"enum": ["received", "malformed", "refused", "repeated"]},
        "type": {"enum": [form.names.tag for form in FORMS]},
        "documentId": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "orderNo": {"type": "string"},
        "repeats": {"type": "integer", "description": "row of the record that this one repeats"},
        "returnStatus": {"type": "string", "description": "as a CEB900 receipt has it"},
        "returnInfo": {"type": "string"},
        "messageType": {"type": "string"},
        "ceb900": {"type": "string", "description": "the CEB900 message in XML, if a CEB message was handed over"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
    },
    "required": ["row", "outcome"],
}

_SHARED: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457",
        "properties": {
            "type": {"type": "string", "format": "uri-reference", "description": "the page of the code"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"enum": sorted(KINDS)},
            "title_zh": {"type": "string"},
            "title_en": {"type": "string"},
            "detail": {"type": "string"},
            "ceb900": {"type": "string", "description": "the CEB900 message, if the envelope of a CEB message is bad"},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
        },
        "required": ["type", "title", "status", "code"],
    },
    "FieldError": _FIELD_ERROR,
    "ItemAnswer": _ITEM,
    "BatchAnswer": {
        "type": "object",
        "properties": {
            "batchId": {"type": "string"},
            "acceptedAt": {"type": "string", "format": "date-time"},
            "received": {"type": "integer"},
            "malformed": {"type": "integer"},
            "refused": {"type": "integer"},
            "repeated": {"type": "integer"},
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/ItemAnswer"}},
        },
        "required": ["batchId", "acceptedAt", "received", "malformed", "refused", "repeated", "items"],
    },
}
