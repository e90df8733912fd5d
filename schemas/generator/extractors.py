"""
Writes `gateway.forms.extractors`: per block of a document, the functions that take a decoded one apart.

Reading a table of fields for every record costs more than all that is done with its values; written out, each field is
one line and no loop is left.
"""

from collections.abc import Iterable, Sequence

from generator.document_module import choices
from generator.document_specs import DocumentSpec, FieldSpec
from generator.model import Contract
from generator.text import header, modules, quoted

BETWEEN = "¦"
"""What stands between texts that are looked at as one; `gateway.forms.plain` says why."""

OPENING = '''
"""Takes decoded blocks of documents apart, and tells whether they are written plainly (`gateway.forms.plain`)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import UNSET

{imports}
from gateway.forms.numbers import count, e5
from gateway.forms.plain import SIMPLE, all_codes, all_numbers, all_texts
from gateway.forms.times import is_date, is_time
from mesh.declared.equivalence import has_letter_or_digit


class Extractors(NamedTuple):
    """
    What takes one block apart; each takes a decoded one.

    check: raises ValueError for a value that is not written as it is meant. clear: fields of the record, absent ones
    left out, in an order on which the content digest rests; raises ValueError or TypeError for what is no number.
    personal: personal fields and remarks by element, empty ones left out.
    """

    check: Callable[[Any], None]
    clear: Callable[[Any], dict[str, Any]]
    personal: Callable[[Any], dict[str, Any]]

'''


def module(documents: Sequence[DocumentSpec], contract: Contract) -> str:
    """Return the source of `gateway.forms.extractors`."""
    words: dict[str, str] = {}
    functions: list[str] = []
    heads: list[str] = []
    lines: list[str] = []
    for spec in documents:
        for place, (record, fields) in enumerate(spec.blocks()):
            name = spec.head.document.replace("-", "_") + ("_line" if place else "")
            written = {
                field.element: words.setdefault(choices(field, record, contract), f"_WORDS_{len(words) + 1}")
                for field in fields
                if field.choices
            }
            functions += _functions(name, fields, written)
            entry = f"    {quoted(spec.head.document)}: Extractors(_check_{name}, _clear_{name}, _personal_{name}),"
            (lines if place else heads).append(entry)
    enums = [name for name in contract.enums if any(_class(name) in content for content in words)]
    return "\n".join(
        [
            header("schemas/documents") + OPENING.format(imports=modules("contracts", enums) if enums else ""),
            *(f"{name}: dict[str, Any] = {content}" for content, name in words.items()),
            "",
            *functions,
            "HEADS = {",
            *heads,
            "}",
            '"""Of the document itself, by tag."""',
            "LINES = {" if lines else "LINES: dict[str, Extractors] = {",
            *lines,
            "}",
            '"""Of one of its lines."""',
            "",
        ]
    )


def _class(full_name: str) -> str:
    return f".{full_name.rpartition('.')[2]}."


def _functions(name: str, fields: Sequence[FieldSpec], words: dict[str, str]) -> list[str]:
    nothing, taken = "None", "dict[str, Any]"
    return [
        *_function(f"_check_{name}", nothing, _check(fields) or ["pass"]),
        *_function(f"_clear_{name}", taken, [*_clear(fields, words), "return taken"]),
        *_function(f"_personal_{name}", taken, [*_personal(fields), "return taken"]),
    ]


def _function(name: str, returned: str, body: Iterable[str]) -> list[str]:
    return ["", f"def {name}(shape: Any) -> {returned}:", *(f"    {line}" for line in body), ""]


def _check(fields: Sequence[FieldSpec]) -> list[str]:
    """
    Write what raises ValueError for a value that is not written as it is meant.

    A value that is folded already passes, and nothing else; an absent one is empty. A code or number of letters and
    digits of ASCII with dashes behind the first is folded; where another is among them, the stroke between them too,
    each is looked at. An optional text that says nothing is absent, so it is not plain. Amounts, counts and choices are
    read elsewhere.
    """
    body = [
        f"if {f'{value} and ' if field.optional else ''}not is_{field.kind}({value}): raise ValueError('time')"
        for field in fields
        if field.kind in ("time", "date")
        for value in (f"shape.{field.element}",)
    ]
    codes, numbers, texts = (_given(fields, kind) for kind in ("code", "number", "text"))
    between = len(codes) + len(numbers)
    if codes or numbers:
        body += [
            f'joined = f"|{_joined(codes + numbers, "|")}"',
            f"if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > {between}:",
            f"    all_codes({', '.join(codes)})",
            f"    all_numbers({', '.join(numbers)})",
        ]
    body += [
        f"if (value := shape.{field.element}) and not value[0].isalnum() and not has_letter_or_digit(value): "
        "raise ValueError('dash')"
        for field in fields
        if field.kind == "text" and field.optional
    ]
    if texts:
        body += [
            f'joined = f"{BETWEEN}{_joined(texts, BETWEEN)}{BETWEEN}"',
            f"if not joined.isprintable() or '{BETWEEN} ' in joined or ' {BETWEEN}' in joined:",
            f"    all_texts({', '.join(texts)})",
        ]
    return body


def _given(fields: Sequence[FieldSpec], kind: str) -> list[str]:
    """Return the values of one kind as expressions, an absent one being empty."""
    return [f"shape.{field.element}" + (" or ''" if field.optional else "") for field in fields if field.kind == kind]


def _joined(values: Sequence[str], between: str) -> str:
    return between.join(f"{{{value}}}" for value in values)


def _clear(fields: Sequence[FieldSpec], words: dict[str, str]) -> list[str]:
    """
    Write what takes the clear fields by target, absent ones left out.

    They come in this order, whatever order they were sent in: required texts, required amounts, other texts, other
    amounts, counts, choices; the content digest rests on it. The guid is no part of the content.
    """
    clear = [field for field in fields if field.to and field.to != "guid"]
    texts = [field for field in clear if field.kind not in ("amount", "count", "choice")]
    amounts = [field for field in clear if field.kind == "amount"]
    certain = [(field.to, f"shape.{field.element}") for field in texts if not field.optional]
    certain += [(field.to, f"e5(shape.{field.element})") for field in amounts if not field.optional]
    body = [_literal(certain)]
    for field in texts:
        body += _if_any(field, str(field.to)) if field.optional else []
    for field in amounts:
        body += _if_given(field, f"e5(shape.{field.element})") if field.optional else []
    for field in clear:
        if field.kind == "count":
            least, most = field.bounds
            read = f"count(shape.{field.element}, {least}, {most})"
            body += _if_given(field, read) if field.optional else [f"taken['{field.to}'] = {read}"]
    for field in clear:
        if field.kind == "choice":
            read = f"{words[field.element]}[shape.{field.element}]"
            body += _if_given(field, read) if field.optional else [f"taken['{field.to}'] = {read}"]
    return body


def _personal(fields: Sequence[FieldSpec]) -> list[str]:
    """Write what takes the personal fields and remarks by element, empty ones left out."""
    personal = [field for field in fields if field.to is None]
    first = next((place for place, field in enumerate(personal) if field.optional), len(personal))
    body = [_literal([(field.element, f"shape.{field.element}") for field in personal[:first]])]
    for field in personal[first:]:
        if field.optional:
            body += _if_any(field, field.element)
        else:
            body.append(f"taken['{field.element}'] = shape.{field.element}")
    return body


def _literal(members: Sequence[tuple[str | None, str]]) -> str:
    return "taken: dict[str, Any] = {" + ", ".join(f"'{name}': {value}" for name, value in members) + "}"


def _if_any(field: FieldSpec, name: str) -> list[str]:
    return [f"value = shape.{field.element}", f"if value: taken['{name}'] = value"]


def _if_given(field: FieldSpec, read: str) -> list[str]:
    value = f"shape.{field.element}"
    return [f"if {value} is not UNSET and {value} is not None and {value} != '':", f"    taken['{field.to}'] = {read}"]
