"""The documents that are handed over, as OpenAPI has them: a schema for each, made of its form."""

import json
from importlib.resources import files
from typing import Any

from gateway.forms.catalogue import FORMS
from gateway.forms.field import LINES_MOST, Field, Kind
from gateway.forms.form import Form

MESSAGES = tuple(form.names.message.removeprefix("CEB").removesuffix("Message") for form in FORMS)
"""The CEB messages in which documents may be handed over."""
PARCEL = json.loads(files("gateway.http").joinpath("parcel.json").read_bytes())
"""Order, payment, waybill and list of one invented parcel, which customs releases."""


def schemas() -> dict[str, Any]:
    """Return the components: `Document`, which is one of the others by its `type`, and those."""
    refs = {form.names.tag: f"#/components/schemas/{_name(form)}" for form in FORMS}
    document = {
        "oneOf": [{"$ref": ref} for ref in refs.values()],
        "discriminator": {"propertyName": "type", "mapping": refs},
    }
    return {"Document": document, **{_name(form): _document(form) for form in FORMS}}


def _name(form: Form) -> str:
    return "".join(part.capitalize() for part in form.names.tag.split("-"))


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
