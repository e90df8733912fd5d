"""Writes `contracts.documents`: a value per document type, and the tables that lead to it."""

from collections.abc import Iterable, Iterator, Sequence

from generator.document_checks import KEPT, REMARK
from generator.document_specs import DocumentSpec, FieldSpec, KeySpec
from generator.model import DOCUMENT_TYPE, Contract
from generator.text import header, modules, qualified, quoted, worded

TYPES = ("Answer", "Column", "Document", "Field", "Kind", "Lines", "Message", "Party", "Person", "Reference", "Sending")
TABLES = '''
DOCUMENTS = ({constants},)
"""Every document type, in the order of `DocumentType`."""
BY_TAG = {{document.tag: document for document in DOCUMENTS}}
BY_TYPE = {{document.document_type: document for document in DOCUMENTS}}
BY_RECORD = {{document.record: document for document in DOCUMENTS}}
BY_MESSAGE = {{document.message.name: document for document in DOCUMENTS if document.message is not None}}
"""By the root of its message, such as CEB311Message."""
'''


def module(documents: Sequence[DocumentSpec], contract: Contract) -> str:
    """Return the source of `contracts.documents`."""
    constants = ", ".join(spec.symbol for spec in documents)
    lines = [
        header("schemas/documents"),
        '"""Every document type of the contract."""',
        "",
        modules("contracts", {*_named(documents, contract), DOCUMENT_TYPE}),
        f"from contracts.document import {', '.join(TYPES)}",
        "",
        f"__all__ = [{', '.join(map(quoted, sorted([*TYPES, *_NAMES, *(spec.symbol for spec in documents)])))}]",
        "",
    ]
    for spec in documents:
        lines += _document(spec, contract)
    return "\n".join(lines) + TABLES.format(constants=constants)


_NAMES = ("DOCUMENTS", "BY_TAG", "BY_TYPE", "BY_RECORD", "BY_MESSAGE")


def _named(documents: Sequence[DocumentSpec], contract: Contract) -> Iterator[str]:
    """Yield the full names of the records and enums that the values name."""
    for spec in documents:
        for record, fields in spec.blocks():
            yield record
            yield from (name for field in fields if (name := _enum(field, record, contract)))


def choices(field: FieldSpec, record: str, contract: Contract) -> str:
    """Return the words of a choice with their values in the record, as a literal; empty for another field."""
    enum = _enum(field, record, contract)
    words = (
        f"{quoted(word)}: {value if isinstance(value, bool) else f'{qualified(enum)}.{value}'}"
        for word, value in field.choices.items()
    )
    return f"{{{', '.join(words)}}}" if field.choices else ""


def _enum(field: FieldSpec, record: str, contract: Contract) -> str:
    """Return the full name of the enum that a choice is of, or nothing."""
    kind = next((each.type.name for each in contract.records[record].fields if each.name == field.to), "")
    return kind if kind in contract.enums else ""


def _document(spec: DocumentSpec, contract: Contract) -> list[str]:
    head = spec.head
    parties = {role: _party(spec, role, element) for role, element in head.parties.items()}
    lines = [
        f"{spec.symbol} = Document(",
        f"    tag={quoted(head.document)},",
        f"    document_type={qualified(DOCUMENT_TYPE)}.{spec.symbol},",
        f"    procedure={quoted(head.procedure)},",
        f"    topic={quoted(head.topic)},",
        f"    record={qualified(head.record)},",
        f"    full_name={quoted(head.record)},",
        f"    zh={quoted(head.zh)},",
        f"    en={quoted(head.en)},",
        f"    key={quoted(head.key)},",
        f"    keyed_by={_tuple(_key(spec, each) for each in head.keyed_by)},",
        f"    max_bytes={head.max_bytes},",
        f"    message={_message(spec)},",
        *_answer(spec),
        f"    reference=Reference({_strings(head.number.kind, spec.issuer or '', head.number.field)}),",
        f"    numbers={{{', '.join(f'{quoted(kind)}: {quoted(name)}' for kind, name in head.numbers.items())}}},",
        *_block("    parties", parties.values()),
        f"    told={_tuple(map(quoted, head.told))},",
        "    sent_by=Sending(",
        *_block("        own", (parties[role] for role in head.sent_by.own)),
        f"        in_place={quoted(head.sent_by.in_place)},",
        f"        zh={quoted(head.sent_by.zh)},",
        f"        en={quoted(head.sent_by.en)},",
        "    ),",
        f"    seen_as={quoted(head.seen_as)},",
        f"    declaration={quoted(head.declaration)},",
        f"    person=Person({_person(spec)}),",
        *_block("    fields", (_field(field, head.record, contract) for field in spec.fields)),
    ]
    if head.lines is None:
        return [*lines, "    lines=None,", ")", f'"""{head.en.capitalize()} {head.zh}."""', ""]
    lines += [
        "    lines=Lines(",
        f"        record={qualified(head.lines.record)},",
        f"        least={head.lines.least},",
    ]
    lines += [f"        most={head.lines.most},"]
    fields = (_field(field, head.lines.record, contract) for field in spec.lines)
    lines += [*_block("        fields", fields), "    ),"]
    return [*lines, ")", f'"""{head.en.capitalize()} {head.zh}."""', ""]


def _key(spec: DocumentSpec, key: KeySpec) -> str:
    return f"Reference({_strings(key.kind, spec.issuing(key.issued_by) or '', key.field)})"


def _message(spec: DocumentSpec) -> str:
    message = spec.head.message
    return f"Message({_strings(message.name, message.record, message.head, message.line)})" if message else "None"


def _answer(spec: DocumentSpec) -> list[str]:
    answer = spec.head.answer
    if answer is None:
        return ["    answer=None,"]
    columns = (
        f"Column({quoted(column.element)}, {_tuple(map(quoted, column.sources))}, {column.most}, {not column.optional})"
        for column in answer.columns
    )
    return [
        "    answer=Answer(",
        f"        message_type={quoted(answer.type)},",
        f"        record={quoted(answer.record)},",
        *_block("        columns", columns),
        "    ),",
    ]


def _party(spec: DocumentSpec, role: str, element: str) -> str:
    field = spec.field_of(element)
    assert field is not None  # checked before
    return f"Party({_strings(role, element, field.to or '')}, {not field.optional})"


def _person(spec: DocumentSpec) -> str:
    named = {field.personal: field.element for field in spec.fields if field.personal not in ("", KEPT, REMARK)}
    named |= {"id_type": spec.head.person.id_type, "id_possible": spec.head.person.id_possible}
    return ", ".join(f"{name}={quoted(value)}" for name, value in named.items() if value)


def _field(field: FieldSpec, record: str, contract: Contract) -> str:
    written = choices(field, record, contract)
    least, most = field.bounds
    to = "None" if field.to is None else quoted(field.to)
    given = f"{_strings(field.element, field.zh, field.name_en)}, {to}, Kind.{field.kind.upper()}, {least}, {most}"
    more = ["required=False"] if field.optional else []
    if written:
        more.append(f"choices={written}")
    if field.personal:
        more.append(f"personal={quoted(field.personal)}")
    if field.table:
        more.append(f"table={quoted(field.table)}")
    return f"Field({', '.join([given, *more])}{worded(contract.enums.get(_enum(field, record, contract)))})"


def _block(name: str, members: Iterable[str]) -> list[str]:
    indent = " " * (len(name) - len(name.lstrip()))
    lines = [f"{indent}    {member}," for member in members]
    return [f"{name}=(", *lines, f"{indent}),"] if lines else [f"{name}=(),"]


def _strings(*values: str) -> str:
    return ", ".join(map(quoted, values))


def _tuple(members: Iterable[str]) -> str:
    values = list(members)
    return f"({', '.join(values)}{',' if len(values) == 1 else ''})"
