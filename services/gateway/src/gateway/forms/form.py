"""
A form: what the contract says of a document type, made ready to read with.

The shape is a `msgspec.Struct` made from the fields, so that lengths and obligation are checked in C; whatever does not
fit at once goes to `gateway.forms.examine`, which names every fault.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from contracts.document import Lines
from contracts.documents import Document, Field, Kind
from gateway.forms.extractors import Extractors


class Block:
    """
    The fields of a document or of one of its lines, the struct that they are decoded into, and what takes it apart.

    `check`, `clear` and `personal` are those of `gateway.forms.extractors`.
    """

    def __init__(self, name: str, fields: tuple[Field, ...], taken_by: Extractors, shape: type[msgspec.Struct]) -> None:
        self.name = name
        self.fields = fields
        self.by_element = {field.element: field for field in fields}
        self.check = taken_by.check
        self.clear = taken_by.clear
        self.personal = taken_by.personal
        self.shape = shape

    def __repr__(self) -> str:
        return f"Block({self.name})"


class Form:
    """
    Everything about one document type that reading it needs. `record`, `line_record`: types of the contract.

    key: the record's field that the message key is made of, empty where that is the document's own number. key_element:
    the element of either.

    Made of a document and of what takes it and one of its lines apart.
    """

    def __init__(self, document: Document, head: Extractors, line: Extractors | None) -> None:
        tag = document.tag
        self.document = document
        self.tag = tag
        self.topic, self.max_bytes = document.topic, document.max_bytes
        self.record, self.full_name = document.record, document.full_name
        self.person = document.person
        self.lines: Block | None = None
        self.line_record: type[msgspec.Struct] | None = None
        self.lines_least = document.lines.least if document.lines is not None else 0
        self.lines_most = document.lines.most if document.lines is not None else 0
        extra: list[Any] = [("transmitter", str | UnsetType, UNSET)]
        if document.lines is not None and line is not None:
            fields = document.lines.fields
            shape = _shape(f"{tag}-line", fields, [])
            self.lines = Block(f"{tag} line", fields, line, shape)
            self.line_record = document.lines.record
            extra.append(_lines(document.lines, shape))
        self.shape = _shape(tag, document.fields, extra, tag=tag)
        self.head = Block(tag, document.fields, head, self.shape)
        self.key = document.key
        keyed_by = document.key or document.reference.number
        self.key_element = next(field.element for field in document.fields if field.to == keyed_by)

    def __repr__(self) -> str:
        return f"Form({self.tag})"


def _lines(lines: Lines, shape: type[msgspec.Struct]) -> tuple[Any, ...]:
    """Return the member that holds a document's lines, which is optional where none are needed."""
    bounds = Meta(min_length=lines.least, max_length=lines.most)
    if lines.least:
        return "lines", Annotated[list[shape], bounds]  # type: ignore[valid-type]
    field: Any = msgspec.field  # compiled code would take its result for a list
    return "lines", Annotated[list[shape], bounds], field(default_factory=list)  # type: ignore[valid-type]


def _shape(name: str, fields: tuple[Field, ...], extra: list[Any], *, tag: str | None = None) -> type[msgspec.Struct]:
    """Make the struct that a block is decoded into. Numbers stay as they came: `gateway.forms.numbers` reads them."""
    members: list[Any] = []
    for field in fields:
        kind = _type_of(field)
        members.append((field.element, kind) if field.required else (field.element, kind | None | UnsetType, UNSET))
    return msgspec.defstruct(
        name,
        [*members, *extra],
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
        tag_field="type" if tag else None,
        tag=tag,
    )


def _type_of(field: Field) -> Any:
    match field.kind:
        case Kind.TEXT | Kind.NUMBER | Kind.CODE | Kind.TIME | Kind.DATE:
            return Annotated[
                str, Meta(min_length=field.least if field.required or field.least > 1 else 0, max_length=field.most)
            ]
        case Kind.CHOICE:
            return Literal[tuple(field.choices)]
        case Kind.AMOUNT | Kind.COUNT:
            return Any
