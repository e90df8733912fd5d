"""
A document as a form: an input for each field that the contract describes, and what was entered as one JSON document.
Pure.

Nothing here says what is wrong with a value: that is the gateway's word. Only a mandatory field that is empty is told
here as well, since the gateway stops counting faults at some number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from console.formatting import instant
from console.texts import Text, named
from contracts.document import Document, Field, Kind
from edge.access.principal import Principal
from edge.access.sending import own_parties
from edge.language import Language

FIELD, LINE = "field.", "field.lines."
"""Before the name of an element in the form's inputs, of the document and, with its place from 0, of a line."""
GUID, TIME, LINE_NUMBER = "guid", "app_time", "gnum"
"""Fields of records that the console fills in itself."""
AREA_LEAST = 200
"""Characters from which a text gets more than one row."""
_TYPED = re.compile(r"(\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?")
"""A day or time as an input of a browser gives it."""

Values = Mapping[str, str]


class Fault(NamedTuple):
    """
    A fault that was found, and its text.

    name: of the input at which it is shown, empty if it is none's. line: of the document, from 1; 0 if it is of none.
    """

    name: str
    line: int
    text: Text


class Input(NamedTuple):
    """
    An input of the form.

    widget: choice, area, date, time or line. is_filled: the console fills it in where it is left empty.
    """

    name: str
    field: Field
    widget: str
    value: str
    is_filled: bool
    faults: tuple[Fault, ...]

    def label(self, language: str) -> str:
        """Return the field's name."""
        return self.field.zh if language == "zh" else f"{self.field.en[:1].upper()}{self.field.en[1:]}"


@dataclass(frozen=True, slots=True)
class Entered:
    """
    What was entered of a document, as it was typed, by element.

    submission: one for every form that is handed out; guid and Idempotency-Key are made of it, so that a form which
    comes twice is one submission. opened: the time of the mesh when it was handed out, ``YYYYMMDDhhmmss``.
    """

    submission: str
    opened: str
    transmitter: str
    head: Values
    lines: tuple[Values, ...]

    def with_line(self, document: Document) -> "Entered":
        """Return it with an empty line more, as far as the document may have one."""
        if document.lines is None or len(self.lines) >= document.lines.most:
            return self
        numbered = {
            field.element: str(len(self.lines) + 1) for field in document.lines.fields if field.to == LINE_NUMBER
        }
        return replace(self, lines=(*self.lines, numbered))

    def without_line(self, place: int) -> "Entered":
        """Return it without a line, but never without any."""
        if len(self.lines) < 2:
            return self
        return replace(self, lines=(*self.lines[:place], *self.lines[place + 1 :]))

    def again(self, at_ms: int) -> "Entered":
        """Return it as another submission, after the gateway has answered this one."""
        return replace(self, submission=_new_submission(), opened=_digits(instant(at_ms).text))


def empty(document: Document, principal: Principal, at_ms: int) -> Entered:
    """Return a form of which nothing is entered but the sender's code, where only one role of his sends this."""
    own = own_parties(document.document_type, principal.rights)
    head = {own[0].element: principal.codes[0]} if len(own) == 1 else {}
    blank = Entered(_new_submission(), _digits(instant(at_ms).text), principal.codes[0], head, ())
    return blank.with_line(document)


def entered(document: Document, fields: Values) -> Entered:
    """Return what a posted form holds; inputs that are not of this document are passed over."""
    head = {field.element: fields.get(FIELD + field.element, "") for field in document.fields}
    lines: tuple[Values, ...] = ()
    if document.lines is not None:
        named = (name.removeprefix(LINE).partition(".")[0] for name in fields if name.startswith(LINE))
        places = sorted({int(place) for place in named if place.isascii() and place.isdigit() and len(place) < 5})
        elements = [field.element for field in document.lines.fields]
        lines = tuple(
            {element: fields.get(f"{LINE}{place}.{element}", "") for element in elements}
            for place in places[: document.lines.most] or [0]
        )
    submission, opened = fields.get("submission", ""), fields.get("opened", "")
    return Entered(_submission(submission), opened, fields.get("transmitter", ""), head, lines)


def as_document(document: Document, given: Entered) -> dict[str, Any]:
    """Return the document as the gateway takes it: fields that were left empty are absent."""
    made = {GUID: given.submission.upper(), TIME: given.opened}
    head = {
        field.element: value
        for field in document.fields
        if (value := _written(field, given.head.get(field.element, "")) or made.get(field.to or "", ""))
    }
    members: dict[str, Any] = {"type": document.tag, **head}
    if given.transmitter:
        members["transmitter"] = given.transmitter
    if document.lines is not None:
        members["lines"] = [_block(document.lines.fields, line) for line in given.lines]
    return members


def inputs(document: Document, given: Entered, faults: Sequence[Fault]) -> tuple[list[Input], list[list[Input]]]:
    """Return the inputs of the document, and those of each line."""
    head = [_input(FIELD, field, given.head, faults) for field in document.fields]
    if document.lines is None:
        return head, []
    of_line = document.lines.fields
    lines = [
        [_input(f"{LINE}{place}.", field, line, faults) for field in of_line] for place, line in enumerate(given.lines)
    ]
    return head, lines


def faults_in(
    document: Document, given: Entered, errors: Sequence[Mapping[str, str]], missing: Text
) -> tuple[Fault, ...]:
    """
    Return the faults in the order of the form.

    errors: as the gateway has them, by JSON Pointer. missing: said of a mandatory field that is empty and that it did
    not name.
    """
    said: dict[str, list[Text]] = {}
    for error in errors:
        said.setdefault(_name_at(error["pointer"]), []).append(Text(error["zh"], error["en"]))
    found: list[Fault] = []
    for name, line, field, value in _all(document, given):
        texts = said.pop(name, [])
        if not texts and not value and field.required and field.to not in (GUID, TIME):
            texts = [Text(f"{field.zh} {field.element} {missing.zh}", f"{field.element} {missing.en}")]
        found += [Fault(name, line, text) for text in texts]
    return (*(Fault("", 0, text) for texts in said.values() for text in texts), *found)


def meaning(field: Field, word: str, language: Language) -> str:
    """Return what a word of a choice means: in the words of its enum, or those of the field's true and false."""
    value = str(field.choices[word])
    if value in field.words:
        zh, en = field.words[value]
        return zh if language == "zh" else en
    return named(language, field.to or "", value.lower())


def number_of(document: Document, given: Entered) -> str:
    """Return the number by which the document is looked up: its own, or the one that is its key."""
    by_target = {field.to: given.head.get(field.element, "") for field in document.fields}
    return by_target.get(document.reference.number, "") or by_target.get(document.key, "")


def _all(document: Document, given: Entered) -> Iterator[tuple[str, int, Field, str]]:
    """Yield every input's name, line from 1 or 0 for none, field and value."""
    for field in document.fields:
        yield FIELD + field.element, 0, field, given.head.get(field.element, "")
    for place, line in enumerate(given.lines):
        for field in document.lines.fields if document.lines is not None else ():
            yield f"{LINE}{place}.{field.element}", place + 1, field, line.get(field.element, "")


def _input(before: str, field: Field, values: Values, faults: Sequence[Fault]) -> Input:
    name = before + field.element
    mine = tuple(fault for fault in faults if fault.name == name)
    is_filled = before == FIELD and field.to in (GUID, TIME)
    return Input(name, field, _widget(field), values.get(field.element, ""), is_filled, mine)


def _widget(field: Field) -> str:
    if field.kind in (Kind.CHOICE, Kind.DATE, Kind.TIME):
        return field.kind.value
    return "area" if field.kind is Kind.TEXT and field.most >= AREA_LEAST else "line"


def _block(fields: Sequence[Field], values: Values) -> dict[str, str]:
    return {field.element: value for field in fields if (value := _written(field, values.get(field.element, "")))}


def _written(field: Field, value: str) -> str:
    """Return a value as the messages write it; a day or time from an input of a browser becomes digits."""
    typed = _TYPED.fullmatch(value) if field.kind in (Kind.DATE, Kind.TIME) else None
    if typed is None:
        return value
    digits = "".join(part or "" for part in typed.groups())
    return f"{digits}00" if field.kind is Kind.TIME and typed[4] and not typed[6] else digits


def _name_at(pointer: str) -> str:
    """Return the input at a JSON Pointer."""
    return FIELD + pointer.removeprefix("/").replace("/", ".")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _new_submission() -> str:
    return str(uuid4())


def _submission(given: str) -> str:
    """Return the id that a form carries; one that is none of ours is replaced."""
    try:
        return str(UUID(given))
    except ValueError:
        return _new_submission()
