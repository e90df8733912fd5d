"""
A form: a document type's tables made ready to read with.

The shape is a `msgspec.Struct` made from the tables, so that lengths and obligation are checked in C; whatever does not
fit at once goes to `gateway.forms.examine`, which names every fault.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from contracts.common import DocumentType
from gateway.forms.field import LINES_MOST, Field, Kind

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
Getter = Callable[[Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Person:
    """From which elements the keyed digests are made; empty where the document has none. `fact`: the check digit's."""

    name: str = ""
    id_type: str = ""
    id_number: str = ""
    consignee: str = ""
    phone: str = ""
    address: str = ""
    fact: str = ""


class Columns:
    """The fields of one block, by how they are read; `other_…` are the optional ones."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        clear = [
            field for field in fields if field.target and field.kind is not Kind.CHOICE and field.element != "guid"
        ]
        counts = [field for field in clear if field.kind is Kind.COUNT]
        self.fields = fields
        self.by_element = {field.element: field for field in fields}
        self.tags = {f"{{{NAMESPACE}}}{field.element}": field.element for field in fields}
        texts = [field for field in clear if field.kind in (Kind.TEXT, Kind.DIGITS)]
        amounts = [field for field in clear if field.kind is Kind.AMOUNT]
        self.texts, self.text_targets = _columns([field for field in texts if field.required])
        self.other_texts, self.other_text_targets = _columns([field for field in texts if not field.required])
        self.digits = _getter(tuple(field.element for field in clear if field.kind is Kind.DIGITS))
        self.amounts, self.amount_targets = _columns([field for field in amounts if field.required])
        self.other_amounts, self.other_amount_targets = _columns([field for field in amounts if not field.required])
        self.counts, self.count_targets = _columns(counts)
        self.count_limits = tuple(field.most for field in counts)
        self.personal_elements = tuple(field.element for field in fields if field.target is None)
        self.personal = _getter(self.personal_elements)


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


def _columns(fields: list[Field]) -> tuple[Getter, tuple[str, ...]]:
    return _getter(tuple(field.element for field in fields)), tuple(field.target or "" for field in fields)


def _getter(names: tuple[str, ...]) -> Getter:
    """Return a function that reads these attributes as a tuple, whatever their number."""
    if not names:
        return lambda _shape: ()
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda shape: (only(shape),)
    return attrgetter(*names)


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
        case Kind.TEXT:
            return Annotated[
                str, Meta(min_length=field.least if field.required or field.least > 1 else 0, max_length=field.most)
            ]
        case Kind.DIGITS:
            return Annotated[str, Meta(min_length=field.most, max_length=field.most)]
        case Kind.CHOICE:
            return Literal[field.choices]
        case Kind.AMOUNT | Kind.COUNT:
            return Any
