"""
A form: a document type's tables made ready to read with.

The shape is a `msgspec.Struct` made from the tables, so that lengths and obligation are checked in C; whatever does not
fit at once goes to `gateway.forms.examine`, which names every fault.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from contracts.common import DocumentType
from gateway.forms.field import LINES_MOST, Field, Kind
from gateway.forms.plain import check_plain
from gateway.forms.taking import take_clear, take_personal

NAMESPACE = "http://www.chinaport.gov.cn/ceb"


@dataclass(frozen=True, slots=True)
class Person:
    """
    From which elements the keyed digests are made; empty where the document has none.

    fact: the record's field that tells whether the id number is possible.
    """

    name: str = ""
    id_type: str = ""
    id_number: str = ""
    consignee: str = ""
    phone: str = ""
    address: str = ""
    fact: str = ""


class Columns:
    """
    The fields of one block, and what takes a decoded block apart: `clear` by target, `personal` by element.

    `check` raises ValueError first where it is not written plainly.
    """

    def __init__(self, fields: tuple[Field, ...]) -> None:
        self.fields = fields
        self.by_element = {field.element: field for field in fields}
        self.tags = {f"{{{NAMESPACE}}}{field.element}": field.element for field in fields}
        self.check = check_plain(fields)
        self.clear = take_clear(fields)
        self.personal = take_personal(fields)


@dataclass(frozen=True, slots=True)
class Names:
    """What a document type is called: in JSON, in the contract, and its CEB message, record, head and line elements."""

    tag: str
    document_type: DocumentType
    message: str
    record: str
    head: str = ""
    line: str = ""


class Form:
    """Everything about one document type that reading it needs. `record`, `line_record`: types of the contract."""

    def __init__(
        self,
        names: Names,
        *,
        record: type[msgspec.Struct],
        head: tuple[Field, ...],
        person: Person,
        lines: tuple[Field, ...] = (),
        line_record: type[msgspec.Struct] | None = None,
    ) -> None:
        self.names = names
        self.record, self.line_record = record, line_record
        self.full_name = f"mesh.trade.{record.__name__}"
        self.person = person
        self.head = Columns(head)
        self.id_type = self.head.by_element[person.id_type].target or "" if person.id_type else ""
        self.lines = Columns(lines)
        self.line_shape = _shape(f"{names.tag}_line", lines, []) if lines else None
        extra: list[Any] = [("transmitter", str | UnsetType, UNSET)]
        if self.line_shape is not None:
            extra.append(("lines", Annotated[list[self.line_shape], Meta(min_length=1, max_length=LINES_MOST)]))  # type: ignore[name-defined]
        self.shape = _shape(names.tag, head, extra, tag=names.tag)

    def __repr__(self) -> str:
        return f"Form({self.names.tag})"


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
            return Literal[field.choices]
        case Kind.AMOUNT | Kind.COUNT:
            return Any
