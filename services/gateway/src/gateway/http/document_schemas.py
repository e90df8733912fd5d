"""The documents that are handed over, as OpenAPI has them: a schema for each, made of what the contract says of it."""

import json
from importlib.resources import files
from typing import Any

from contracts.documents import BY_MESSAGE, DOCUMENTS, Document, Field, Kind

MESSAGES = tuple(name.removeprefix("CEB").removesuffix("Message") for name in BY_MESSAGE)
"""The CEB messages in which documents may be handed over."""
PARCEL = json.loads(files("gateway.http").joinpath("parcel.json").read_bytes())
"""Order, payment, waybill and list of one invented parcel, which customs releases."""


def schemas() -> dict[str, Any]:
    """Return the components: `Document`, which is one of the others by its `type`, and those."""
    refs = {document.tag: f"#/components/schemas/{_name(document)}" for document in DOCUMENTS}
    any_of_them = {
        "oneOf": [{"$ref": ref} for ref in refs.values()],
        "discriminator": {"propertyName": "type", "mapping": refs},
    }
    return {"Document": any_of_them, **{_name(document): _document(document) for document in DOCUMENTS}}


def _name(document: Document) -> str:
    return "".join(part.capitalize() for part in document.tag.split("-"))


def _document(document: Document) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "type": {"const": document.tag},
        "transmitter": {
            "type": "string",
            "description": "transmitting enterprise (BaseTransfer/copCode), one of your codes",
        },
        **{field.element: _field(field) for field in document.fields},
    }
    required = ["type", *(field.element for field in document.fields if field.required)]
    if document.lines is not None:
        line = {
            "type": "object",
            "properties": {field.element: _field(field) for field in document.lines.fields},
            "required": [field.element for field in document.lines.fields if field.required],
            "additionalProperties": False,
        }
        least, most = document.lines.least, document.lines.most
        properties["lines"] = {"type": "array", "minItems": least, "maxItems": most, "items": line}
        required += ["lines"] * (least > 0)
    return {
        "type": "object",
        "title": f"{document.message.name} {document.tag}" if document.message else document.tag,
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
    schema["title"] = field.zh
    if field.to is None:
        schema["x-personal"] = True
    return schema
