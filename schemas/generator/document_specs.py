"""
A file of `schemas/documents` as types: the whole form of a document.

Strict as the topic files are: a key that nobody reads is a mistake. What a file says of records, topics and enums is
held against the Avro files in `document_checks`.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from generator import document_types

Kind = Literal["text", "number", "code", "time", "date", "choice", "amount", "count"]
Role = Literal[
    "platform",
    "merchant",
    "agent",
    "payment",
    "carrier",
    "guarantor",
    "bonded",
    "enterprise",
    "site-operator",
    "declarant",
]
Part = Literal["order", "payment", "waybill", "list"]
Number = Literal["order", "payment", "waybill", "cop", "pre_entry", "list", "bill", "entry"]
Table = Literal["commodity", "country", "district", "division", "packing", "transport-mode", "unit"]
Bounds = tuple[int, int]
WRITTEN = ("text", "number", "code")
OF_THEIR_KIND = {"time": (14, 14), "date": (8, 8), "choice": (1, 3), "amount": (0, 0)}
_UNITS = re.compile(r"(_cny|_kg)?_e5$")


class FieldSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A field as its line has it. Exactly one of `to` and `personal` is given."""

    element: str
    zh: str
    en: str = ""
    to: str | None = None
    personal: str = ""
    kind: Kind
    length: int | Bounds | None = None
    range: Bounds | None = None
    choices: dict[str, str | bool] = {}
    table: Table | None = None
    optional: bool = False

    @property
    def bounds(self) -> Bounds:
        """Return least and most: characters of a text, values of a count, zeros where there is nothing to say."""
        given = self.range if self.kind == "count" else self.length
        if given is None:
            return OF_THEIR_KIND.get(self.kind, (0, 0))
        return (given, given) if isinstance(given, int) else given

    @property
    def name_en(self) -> str:
        """Return the field's English name: given, or the target's words."""
        words = _UNITS.sub("", self.to or "").replace("_", " ")
        return self.en or re.sub(r" no$", " number", words)


class MessageSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Element names of a CEB message."""

    name: str
    record: str
    head: str = ""
    line: str = ""


class ColumnSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename={"sources": "from"}):
    """A column of the answer."""

    element: str
    sources: list[str]
    most: int
    optional: bool = False


class AnswerSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The message that answers."""

    type: str
    record: str
    columns: list[ColumnSpec]


class NumberSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The document's own number."""

    kind: Number | Literal["enterprise"]
    issued_by: Role
    field: str


class KeySpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A number under which a document lies, if it bears it. issued_by: empty where customs gives such numbers."""

    kind: Number | Literal["post"]
    issued_by: Role | Literal[""] = ""
    field: str


class SentBySpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Who sends it."""

    own: list[Role]
    in_place: Role
    zh: str
    en: str


class PersonSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Fields of the record that belong to the person named."""

    id_type: str = ""
    id_possible: str = ""


class LinesSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The block that repeats."""

    record: str
    least: Literal[0, 1] = 1
    most: int
    fields: list[Any]


class Head(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A file without its fields."""

    document: str
    place: int
    procedure: str
    topic: str
    record: str
    zh: str
    en: str
    key: str = ""
    keyed_by: list[KeySpec] = []
    max_bytes: int
    message: MessageSpec | None = None
    answer: AnswerSpec | None = None
    number: NumberSpec
    numbers: dict[Number, str] = {}
    parties: dict[Role, str]
    told: list[str] = []
    sent_by: SentBySpec
    seen_as: Part | Literal[""] = ""
    declaration: Literal["itself", "supporting", ""] = ""
    person: PersonSpec = PersonSpec()
    fields: list[Any]
    lines: LinesSpec | None = None


@dataclass(frozen=True)
class DocumentSpec:
    """A document type: its head, its fields and those of its lines."""

    head: Head
    fields: tuple[FieldSpec, ...]
    lines: tuple[FieldSpec, ...]

    @property
    def symbol(self) -> str:
        """Return its symbol in `mesh.common.DocumentType`: ``import-order`` is IMPORT_ORDER."""
        return document_types.symbol(self.head.document)

    def blocks(self) -> list[tuple[str, tuple[FieldSpec, ...]]]:
        """Return the full name of each record with the fields that fill it: the document's, then that of its lines."""
        lines = [(self.head.lines.record, self.lines)] if self.head.lines else []
        return [(self.head.record, self.fields), *lines]

    def field_of(self, element: str) -> FieldSpec | None:
        """Return a field by its element."""
        return next((field for field in self.fields if field.element == element), None)

    def filling(self, target: str) -> FieldSpec | None:
        """Return the field that fills a field of the record."""
        return next((field for field in self.fields if field.to == target), None)

    @property
    def issuer(self) -> str | None:
        """Return the record's field of who gave the document its number."""
        return self.issuing(self.head.number.issued_by)

    def issuing(self, role: Role | Literal[""]) -> str | None:
        """Return the record's field of whoever has a role in the document."""
        field = self.field_of(self.head.parties.get(role, "") if role else "")
        return field.to if field is not None else None
