"""
What a reader of documents must pass and must refuse, made of the contract alone: every field of every document missing,
too long, too short, of the wrong kind, of no word that it takes, twice, with elements inside.

Documents are made here as pairs of element and value, so that an element can come twice, and written as JSON and XML.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from contracts.document import Document, Field, Kind, Message
from contracts.documents import DOCUMENTS
from edge.access.principal import Principal

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
TRANSMITTER = "1105910001"
_SENDERS = [document.sent_by for document in DOCUMENTS]
MAY_SEND_ALL = Principal(
    "everyone",
    "Everyone",
    (TRANSMITTER, "1105910002"),
    frozenset(role for each in _SENDERS for role in (each.in_place, *(own.role for own in each.own))),
    "commitment of 2024",
)
"""An organisation that may send every document, its own and those of others."""
JSON, XML = "json", "xml"
BOTH = (JSON, XML)

Block = Sequence[tuple[str, Any]]


class _Nested:
    """Stands for an object in JSON, for an element with an element inside in XML."""


NESTED = _Nested()
NOT_OF_KIND = {
    Kind.TIME: "not_digits",
    Kind.DATE: "not_digits",
    Kind.CHOICE: "not_a_choice",
    Kind.AMOUNT: "not_an_amount",
    Kind.COUNT: "not_a_count",
}
"""What is said of a value that is not of the kind at all: an empty one, or in JSON an object, a list or a truth."""


class Case(NamedTuple):
    """
    A document with one thing changed.

    pointer, code: of the one problem that it has; an empty code if it has none. formats: in which it can be written.
    """

    name: str
    document: Document
    head: Block
    lines: Sequence[Any] | None
    pointer: str = ""
    code: str = ""
    formats: tuple[str, ...] = BOTH

    def as_json(self) -> bytes:
        """Return the document as a batch of one in JSON."""
        return json_batch([self])

    def as_xml(self) -> bytes:
        """Return the document as its CEB message."""
        return xml_batch([self])


def json_batch(cases: Sequence[Case]) -> bytes:
    """Return documents as one array."""
    return f"[{', '.join(map(_json_record, cases))}]".encode()


def xml_batch(cases: Sequence[Case]) -> bytes:
    """Return documents of one type as one CEB message."""
    message = cases[0].document.message
    assert message is not None
    records = "".join(_xml_record(case, message) for case in cases)
    transfer = f"<BaseTransfer><copCode>{TRANSMITTER}</copCode></BaseTransfer>"
    return f'<{message.name} xmlns="{NAMESPACE}">{records}{transfer}</{message.name}>'.encode()


def _json_record(case: Case) -> str:
    head = [("type", case.document.tag), *case.head]
    if case.lines is not None:
        head.append(("lines", [list(line) if isinstance(line, tuple) else line for line in case.lines]))
    return _object(head)


def _xml_record(case: Case, message: Message) -> str:
    head = _elements(case.head)
    content = f"<{message.head}>{head}</{message.head}>" if message.head else head
    content += "".join(f"<{message.line}>{_elements(line)}</{message.line}>" for line in case.lines or ())
    return f"<{message.record}>{content}</{message.record}>"


def sample(field: Field) -> str:
    """Return a value that a field takes."""
    match field.kind:
        case Kind.TEXT:
            return "货" * field.least
        case Kind.NUMBER | Kind.CODE:
            return "7" * field.least
        case Kind.TIME:
            return "20241111095900"
        case Kind.DATE:
            return "20241111"
        case Kind.CHOICE:
            return next(iter(field.choices))
        case Kind.AMOUNT:
            return "1.5"
        case Kind.COUNT:
            return str(max(field.least, 1))


def as_described(document: Document) -> dict[str, Any]:
    """Return a document with all its fields, as `tests.support.gateway.papers` has them."""
    line = _line(document)
    lines = {} if line is None else {"lines": [dict(block) for block in line]}
    return {"type": document.tag, **dict(_block(document.fields)), **lines}


def good(document: Document, number: int) -> Case:
    """Return a document with all its fields and a number of its own."""
    own = next(field for field in document.fields if field.to == document.reference.number)
    head = [
        (name, f"{number:0{own.most}}" if name == own.element else value) for name, value in _block(document.fields)
    ]
    return Case(f"good {number}", document, head, _line(document))


def whole(document: Document) -> Iterator[Case]:
    """Yield a document with all its fields, one with the mandatory ones alone, and what is wrong around fields."""
    head, line = _block(document.fields), _line(document)
    bare = tuple(pair for pair, field in zip(head, document.fields, strict=True) if field.required)
    yield Case("every field", document, head, line)
    yield Case("mandatory fields alone", document, bare, line)
    yield Case("a member that nobody knows", document, (*head, ("colour", "1")), line, "/colour", "unknown_member")
    if document.lines is None or line is None:
        yield Case("lines", document, head, (), "/lines", "unknown_member", (JSON,))
        return
    most = document.lines.most
    yield Case("as many lines as there may be", document, head, line * most)
    yield Case("a line too many", document, head, line * (most + 1), "/lines", "too_many_lines")
    pointer, missing = ("/lines", "lines_missing") if document.lines.least else ("", "")
    yield Case("no line", document, head, (), pointer, missing)
    yield Case("no lines", document, head, None, pointer, missing)
    yield Case("lines that are None", document, (*head, ("lines", None)), None, pointer, missing, (JSON,))
    odd: Any
    for odd in ("1", {}):
        yield Case(
            f"lines that are {odd!r}", document, (*head, ("lines", odd)), None, "/lines", "lines_not_a_list", (JSON,)
        )
    yield Case("lines twice", document, (*head, ("lines", [])), line, "/lines", "duplicate_member", (JSON,))
    yield Case("a line that is a number", document, head, (7,), "/lines/0", "not_a_record", (JSON,))
    more = (*line[0], ("colour", "1"))
    yield Case("a member of a line that nobody knows", document, head, (more,), "/lines/0/colour", "unknown_member")


def of_field(document: Document, field: Field, *, on_line: bool) -> Iterator[Case]:
    """Yield the cases of one field, of the document or of its line."""
    head, line = _block(document.fields), _line(document)
    pointer = f"{'/lines/0' if on_line else ''}/{field.element}"

    def case(name: str, *values: Any, code: str = "", formats: tuple[str, ...] = BOTH) -> Case:
        """Return the document with these values in the place of the field's."""
        block = line[0] if on_line and line else head
        at = next(place for place, (element, _) in enumerate(block) if element == field.element)
        changed = (*block[:at], *((field.element, value) for value in values), *block[at + 1 :])
        lines = (changed,) if on_line else line
        return Case(name, document, head if on_line else changed, lines, pointer if code else "", code, formats)

    absent = "missing" if field.required else ""
    yield case("absent", code=absent)
    yield case("empty", "", code=NOT_OF_KIND.get(field.kind, "missing") if field.required else "")
    yield case("null", None, code=absent, formats=(JSON,))
    yield case("twice", sample(field), sample(field), code="duplicate_member")
    yield case("an element with one inside", NESTED, code="structure", formats=(XML,))
    odd: Any
    for odd in ({}, [], True):
        yield case(repr(odd), odd, code=NOT_OF_KIND.get(field.kind, "not_text"), formats=(JSON,))
    for name, value, code in _values(field):
        yield case(name, value, code=code)
    if field.kind in (Kind.TEXT, Kind.NUMBER, Kind.CODE):
        yield case("a number", 7, code="not_text", formats=(JSON,))
        control = ("7" * field.least)[:-1] + "\x07"
        yield case("a character that XML does not have", control, code="control_character", formats=(JSON,))


def _values(field: Field) -> Iterator[tuple[str, str, str]]:
    """Yield values as texts, with what is wrong with each; nothing where it is as it should be."""
    match field.kind:
        case Kind.TEXT | Kind.NUMBER | Kind.CODE:
            yield "as long as it may be", "7" * field.most, ""
            yield "too long", "7" * (field.most + 1), "too_long"
            if field.least > 1:
                yield "too short", "7" * (field.least - 1), "too_short"
            is_called = field.kind is not Kind.TEXT and field.required
            for sign in "-|":
                yield f"nothing but {sign}", sign * field.least, "no_letter_or_digit" if is_called else ""
        case Kind.TIME:
            yield "another form", "2024-11-11 0959", "not_digits"
            for value in ("20240230095900", "20241111240000", "19991231235959", "21000101000000"):
                yield f"no such time {value}", value, "no_such_time"
        case Kind.DATE:
            yield "another form", "2024-11-11", "not_digits"
            for value in ("20240230", "19991231", "21000101"):
                yield f"no such day {value}", value, "no_such_day"
        case Kind.CHOICE:
            yield from ((f"word {word}", word, "") for word in field.choices)
            yield "another word", "0", "not_a_choice"
        case Kind.AMOUNT:
            for value in ("many", "-1", "1.000001", "1,5"):
                yield value, value, "not_an_amount"
            yield "above 64 bits", "99999999999999", "too_large"
        case Kind.COUNT:
            yield from ((f"bound {bound}", str(bound), "") for bound in (field.least, field.most))
            for value in ("one", "1.5", str(field.least - 1), str(field.most + 1)):
                yield value, value, "not_a_count"


def _block(fields: Sequence[Field]) -> Block:
    return tuple((field.element, sample(field)) for field in fields)


def _line(document: Document) -> tuple[Block, ...] | None:
    return None if document.lines is None else (_block(document.lines.fields),)


def _object(block: Block) -> str:
    return "{" + ", ".join(f"{json.dumps(name)}: {_value(value)}" for name, value in block) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], list):
        return f"[{', '.join(_object(line) for line in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _elements(block: Block) -> str:
    return "".join(
        f"<{name}><inner/></{name}>" if value is NESTED else f"<{name}>{escape(str(value))}</{name}>"
        for name, value in block
    )
