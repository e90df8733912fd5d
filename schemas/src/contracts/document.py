"""
What the contract says about a document type: the types of the values in `contracts.documents`.

Form only: presence, length, kind, code table, repetition. What one field asks of another is a rule of whoever judges.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import NamedTuple

import msgspec

from contracts.common import DocumentType

SUBMITTED = "submitted."


class Kind(StrEnum):
    """
    How a field's text is read.

    Blanks and invisible characters around it belong to no value. A text stays as it is inside; so does a number that its
    sender gave, but for invisible characters; codes (and numbers that an authority gave) and the rest are folded to one
    width, without blanks.

    An optional field of any kind without letter or digit (``-``, ``/``) is absent. A mandatory number or code without
    one is malformed; a mandatory text stays (gmodel of goods that have none is ``/``).

    time: ``YYYYMMDDhhmmss``, date: ``YYYYMMDD``, both in China and of 2000 to 2099. amount: N19,5 (at most 14 digits
    before and 5 after the point, not negative), kept in 1/100,000. count: a whole number. choice: one of a few words.
    """

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    TIME = "time"
    DATE = "date"
    CHOICE = "choice"
    AMOUNT = "amount"
    COUNT = "count"


class Field(NamedTuple):
    """
    One field of a document.

    element: name in XML and in JSON. to: field of the record; None if it leaves the gateway only inside the encrypted
    `personal`. least, most: characters of a text, or values of a count; 0 where the kind says it.

    choices: each word with its value in the record, of an enum or true and false. words: by symbol of that enum its
    name in Chinese and in English, where it has one. personal: the field of `mesh.common.PersonDigests` that is made of
    it, ``kept`` for one that nobody compares, ``remark`` for a free text, empty where nothing is personal. table: code
    table in which whoever judges the document looks the value up, if any.
    """

    element: str
    zh: str
    en: str
    to: str | None
    kind: Kind
    least: int = 0
    most: int = 0
    required: bool = True
    choices: Mapping[str, Enum | bool] = {}
    personal: str = ""
    table: str = ""
    words: Mapping[str, tuple[str, str]] = {}


class Lines(NamedTuple):
    """The block that a document repeats: its record, how many at least (none or one) and at most, its fields."""

    record: type[msgspec.Struct]
    least: int
    most: int
    fields: tuple[Field, ...]


class Message(NamedTuple):
    """Names of a CEB message: the root, the record, its head (empty: the fields stand in the record) and its line."""

    name: str
    record: str
    head: str
    line: str


class Column(NamedTuple):
    """
    An element of the answer.

    sources: where its value is, the first that is there: a field of the receipt, ``issuer_code`` or ``number`` of the
    document that it is about, or ``submitted.<field>`` of its record. most: characters.
    """

    element: str
    sources: tuple[str, ...]
    most: int
    required: bool

    @property
    def submitted(self) -> str | None:
        """Return the field of the record whose text the answer repeats, of which the verdict has to tell."""
        return next((name.removeprefix(SUBMITTED) for name in self.sources if name.startswith(SUBMITTED)), None)


class Answer(NamedTuple):
    """
    The message that answers a document: its type such as CEB622, the name of its record, its own columns.

    They stand between guid and returnStatus, returnTime, returnInfo, which every answer has.
    """

    message_type: str
    record: str
    columns: tuple[Column, ...]


class Party(NamedTuple):
    """An enterprise that a document names: its role, the element, the record's field, whether it must be there."""

    role: str
    element: str
    field: str
    required: bool


class Reference(NamedTuple):
    """How others speak of a document: the kind of its number, and the record's fields of who gave it and of itself."""

    kind: str
    issuer: str
    number: str


class Sending(NamedTuple):
    """
    Who sends a document: one that it names in these roles, or `in_place` of others with a written commitment. The role
    `enterprise` is everyone's.

    zh, en: the same for whoever may not.
    """

    own: tuple[Party, ...]
    in_place: str
    zh: str
    en: str


class Person(NamedTuple):
    """
    What the keyed digests are made of: elements by field of `mesh.common.PersonDigests`, empty where there is none.

    id_type: the record's field with the type of the id. id_possible: its field that tells whether the number of a
    resident id is possible.
    """

    person_name: str = ""
    person_id: str = ""
    consignee_name: str = ""
    consignee_phone: str = ""
    consignee_address: str = ""
    id_type: str = ""
    id_possible: str = ""


class Document(NamedTuple):
    """
    A document type.

    tag: `type` in JSON. zh, en: what people call it. key: the record's field whose normalised value is the message key;
    where it is optional and absent the document's own number stands for it. Without a key field the message key is kind,
    issuer and number, as claims of that number have it: of the first of `keyed_by` that the document bears, else of
    `reference`.

    max_bytes: of the record on the wire. message, answer: of the CEB specification; None for a document that is none.
    reference: how others speak of it. numbers: every number that it names beside its key, by kind. parties: in the
    order in which they are looked up. told: fields that the verdict on it repeats. seen_as: the part of a parcel whose
    viewers see it; empty of one that is no part of a parcel: every enterprise that it names sees it. declaration: ``itself`` of the document that is its procedure's declaration, ``supporting`` of one that
    the declaration is matched with, empty of the rest.
    """

    tag: str
    document_type: DocumentType
    procedure: str
    topic: str
    record: type[msgspec.Struct]
    full_name: str
    zh: str
    en: str
    key: str
    keyed_by: tuple[Reference, ...]
    max_bytes: int
    message: Message | None
    answer: Answer | None
    reference: Reference
    numbers: Mapping[str, str]
    parties: tuple[Party, ...]
    told: tuple[str, ...]
    sent_by: Sending
    seen_as: str
    declaration: str
    person: Person
    fields: tuple[Field, ...]
    lines: Lines | None
