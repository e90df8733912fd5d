"""
Compares a document's file with the contract: every field of its record is filled by exactly one element or
made by the gateway, types fit, and whatever it names is there.
"""

import keyword
from collections.abc import Iterable, Iterator, Sequence

from generator.document_specs import WRITTEN, DocumentSpec, FieldSpec
from generator.model import Contract, FieldType, RecordType
from generator.topics import Mesh

DIGESTS = "mesh.common.PersonDigests"
RECEIPT, REFERENCE = "mesh.gateway.ReceiptIssued", "mesh.common.DocumentRef"
MADE = frozenset(
    {
        *("document_id", "content_digest", "sender_code", "batch_id", "batch_index", "accepted_at_ms"),
        *("personal", "personal_key_id", "person_digests"),
    }
)
"""Fields of every document's record that no element fills: the gateway makes them."""
LINES, GUID = "lines", "guid"
SUBMITTED = "submitted."
"""How a column of the answer names a field of the document itself."""
RESERVED = {"type", "transmitter", LINES}
KEPT, REMARK = "kept", "remark"
LONG_MOST, INT_MOST = 2**63 - 1, 2**31 - 1


def problems_of(spec: DocumentSpec, stem: str, contract: Contract, mesh: Mesh | None) -> list[str]:
    """Return the faults of a document type. stem: the name of its file. mesh: None if there is none to ask."""
    head = spec.head
    record = contract.records.get(head.record)
    problems = [] if stem == head.document else [f"describes {head.document}, so it must be named {head.document}.yaml"]
    if head.place < 1:
        problems.append("place must be a positive number")
    if mesh is not None and head.record not in getattr(mesh.topics.get(head.topic), "records", ()):
        problems.append(f"no topic {head.topic} carries {head.record}")
    problems += [f"{name} is no text" for name in ("zh", "en", "procedure") if not getattr(head, name).strip()]
    if head.max_bytes < 1:
        problems.append("max_bytes must be a positive number")
    problems += [problem for field in spec.fields for problem in _of_field(field, contract)]
    problems += [f"lines: {problem}" for field in spec.lines for problem in _of_field(field, contract)]
    problems += _twice(spec.fields) + [f"lines: {problem}" for problem in _twice(spec.lines)]
    if record is None:
        return [*problems, f"record {head.record} has no .avsc"]
    problems += _of_record(spec, record, contract)
    return [*problems, *_of_lines(spec, record, contract), *_of_names(spec), *_of_answer(spec, contract)]


def problems_of_all(specs: Sequence[DocumentSpec], contract: Contract) -> list[str]:
    """Return the faults between documents."""
    problems: list[str] = []
    for what, names in (
        ("place", [str(spec.head.place) for spec in specs]),
        ("record", [spec.head.record for spec in specs]),
        ("message", [spec.head.message.name for spec in specs if spec.head.message]),
    ):
        problems += [f"documents: {what} {name} is two documents'" for name in _repeated(names)]
    of_declarations = [(spec.head.procedure, spec.head.declaration) for spec in specs if spec.head.declaration]
    problems += [
        f"documents: procedure {procedure} has not one document that is the declaration itself"
        for procedure in sorted({procedure for procedure, _ in of_declarations})
        if of_declarations.count((procedure, "itself")) != 1
    ]
    return problems


def _of_field(field: FieldSpec, contract: Contract) -> Iterator[str]:
    name = field.element
    if not name.isidentifier() or keyword.iskeyword(name) or name in RESERVED:
        yield f"{name}: no name for an element"
    if not field.zh.strip() or not field.name_en.strip():
        yield f"{name}: needs a name in Chinese and English"
    if (field.to is None) == (not field.personal):
        yield f"{name}: has either `to` or `personal`"
    if field.personal:
        digested = {each.name for each in contract.records[DIGESTS].fields} - {"quota_year"}
        if field.personal not in {*digested, KEPT, REMARK}:
            yield f"{name}: personal is a field of {DIGESTS}, {KEPT} or {REMARK}"
        if field.kind != "text":
            yield f"{name}: what is personal is a text"
    for key, given, wanted in (
        ("length", field.length is not None, field.kind in WRITTEN),
        ("range", field.range is not None, field.kind == "count"),
        ("choices", bool(field.choices), field.kind == "choice"),
    ):
        if given != wanted:
            yield f"{name}: a {field.kind} has {'a' if wanted else 'no'} {key}".replace(" a choices", " choices")
    least, most = field.bounds
    if least > most or least < 0 or (field.length is not None and least < 1):
        yield f"{name}: bounds {least} to {most} hold nothing"


def _of_record(spec: DocumentSpec, record: RecordType, contract: Contract) -> Iterator[str]:
    made = MADE | ({LINES} if spec.head.lines else set()) | {spec.head.person.id_possible} - {""}
    names = {field.name for field in record.fields}
    yield from (f"record has no field {name}, which the gateway makes" for name in sorted((made | {GUID}) - names))
    possible = spec.head.person.id_possible
    if any(field.name == possible and field.type.name != "boolean" for field in record.fields):
        yield f"person: {possible} does not tell true or false"
    yield from _filled(spec.fields, record, contract, made, key=spec.head.key)


def _filled(
    fields: Sequence[FieldSpec], record: RecordType, contract: Contract, made: Iterable[str], key: str = ""
) -> Iterator[str]:
    """Yield the faults of the elements of a record. key: the field that may be absent though it is demanded."""
    targets = {field.to: field for field in fields if field.to}
    types = {field.name: field.type for field in record.fields}
    yield from (f"{field.element}: record has no field {to}" for to, field in targets.items() if to not in types)
    yield from (f"record's field {name} is filled by no element" for name in types if name not in {*targets, *made})
    yield from (f"{targets[name].element}: fills {name}, which is made otherwise" for name in made if name in targets)
    for to, field in targets.items():
        if to not in types:
            continue
        if not _fits(field, types[to], contract):
            yield f"{field.element}: a {field.kind} does not fit {to}"
        if types[to].nullable != field.optional and not (field.optional and to == key):
            yield f"{field.element}: {'optional' if field.optional else 'mandatory'}, and {to} is not"


def _fits(field: FieldSpec, kind: FieldType, contract: Contract) -> bool:
    if kind.array:
        return False
    match field.kind:
        case "amount":
            return kind.name == "long"
        case "count":
            return kind.name in ("int", "long") and field.bounds[1] <= (INT_MOST if kind.name == "int" else LONG_MOST)
        case "choice" if kind.name == "boolean":
            return all(isinstance(value, bool) for value in field.choices.values())
        case "choice":
            return kind.name in contract.enums and set(field.choices.values()) <= set(contract.enums[kind.name].symbols)
        case _:
            return kind.name == "string"


def _of_lines(spec: DocumentSpec, record: RecordType, contract: Contract) -> Iterator[str]:
    lines, message = spec.head.lines, spec.head.message
    if message is not None and bool(message.line) != (lines is not None):
        yield "message has a line where the document has lines, and only there"
    if lines is None:
        return
    if lines.most < 1:
        yield "lines: most must be a positive number"
    type_of_lines = next((field.type for field in record.fields if field.name == LINES), None)
    if type_of_lines is None or not type_of_lines.array or type_of_lines.name != lines.record:
        yield f"lines: the record's lines are no list of {lines.record}"
    if [field.personal for field in spec.lines if field.personal] not in ([], [REMARK]):
        yield f"lines: a line has nothing personal but one {REMARK}"
    if lines.record in contract.records:
        for problem in _filled(spec.lines, contract.records[lines.record], contract, ()):
            yield f"lines: {problem}"
    else:
        yield f"lines: record {lines.record} has no .avsc"


def _of_names(spec: DocumentSpec) -> Iterator[str]:
    """Yield the fields that a file names and no element fills."""
    head = spec.head
    own_key = [("key", head.key)] if head.key else []
    named = [*own_key, ("number", head.number.field), *((f"numbers: {k}", v) for k, v in head.numbers.items())]
    for what, name in [*named, *(("told", name) for name in head.told)]:
        if spec.filling(name) is None:
            yield f"{what}: no element fills {name}"
    for role, element in head.parties.items():
        field = spec.field_of(element)
        if field is None or field.kind != "code" or field.to is None:
            yield f"parties: {role}: {element} is no code of this document"
    for each in head.keyed_by:
        if spec.filling(each.field) is None:
            yield f"keyed_by: no element fills {each.field}"
        if each.issued_by and spec.issuing(each.issued_by) is None:
            yield f"keyed_by: {each.issued_by} is not among the parties"
    if head.keyed_by and head.key:
        yield "keyed_by: beside a key it is never asked for"
    yield from (f"{what} {role} is not among the parties" for what, role in _roles(spec) if role not in head.parties)
    if head.person.id_type and spec.filling(head.person.id_type) is None:
        yield f"person: no element fills {head.person.id_type}"
    classes = [field.personal for field in spec.fields if field.personal not in ("", KEPT, REMARK)]
    yield from (f"person: two elements are {name}" for name in _repeated(classes))
    ids = [field for field in spec.fields if field.personal == "person_id" and not field.optional]
    if head.person.id_possible and not ids:
        yield "person: id_possible, and no mandatory element is person_id"
    key, number, issuer = (spec.filling(name) for name in (head.key, head.number.field, spec.issuer or ""))
    is_certain = number and issuer and not number.optional and not issuer.optional
    if key is not None and key.optional and not is_certain:
        yield "key: may be absent, so number and issued_by must not be"
    if not head.key and not is_certain:
        yield "key: without one number and issued_by are the key, so they must not be absent"
    if not (head.sent_by.zh.strip() and head.sent_by.en.strip()):
        yield "sent_by: zh and en say who"


def _roles(spec: DocumentSpec) -> Iterator[tuple[str, str]]:
    yield "number: issued_by", spec.head.number.issued_by
    yield from (("sent_by: own", role) for role in spec.head.sent_by.own)


def _of_answer(spec: DocumentSpec, contract: Contract) -> Iterator[str]:
    answer = spec.head.answer
    if answer is None:
        return
    if spec.head.message is None:
        yield "answer: to no message"
    known = {f.name for name in (RECEIPT, REFERENCE) for f in contract.records[name].fields if f.type.name == "string"}
    for column in answer.columns:
        submitted = {source for source in column.sources if source.startswith(SUBMITTED)}
        if not column.sources or set(column.sources) - known - submitted:
            yield f"answer: {column.element}: comes from texts of {RECEIPT} or {REFERENCE}, or is {SUBMITTED}<field>"
        for name in sorted(source.removeprefix(SUBMITTED) for source in submitted):
            if (field := spec.filling(name)) is None or field.kind in ("amount", "choice"):
                yield f"answer: {column.element}: no element fills {name} with a text or count"
        if submitted and spec.head.declaration == "supporting":
            yield f"answer: {column.element}: of what supports a declaration nothing is repeated as submitted"
        if column.most < 1:
            yield f"answer: {column.element}: most must be a positive number"


def _twice(fields: Sequence[FieldSpec]) -> list[str]:
    elements, targets = [field.element for field in fields], [field.to for field in fields if field.to]
    problems = [f"{name}: stands twice" for name in _repeated(elements)]
    return problems + [f"two elements fill {name}" for name in _repeated(targets)]


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
