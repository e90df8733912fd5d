"""Writes the Python records and enums: one module of `contracts` per namespace."""

from generator.model import Contract, Enumeration, FieldType, RecordType, short
from generator.text import doc, header, imports, in_order, is_foreign, reference

PYTHON = {"string": "str", "bytes": "bytes", "int": "int", "long": "int", "boolean": "bool"}


def module(contract: Contract, namespace: str) -> str:
    """Return the source of a namespace's module."""
    records = [contract.records[name] for name in in_order(contract, namespace)]
    enums = [enum for name, enum in contract.enums.items() if name.rpartition(".")[0] == namespace]
    used = {f.type.name for record in records for f in record.fields if is_foreign(f.type.name, namespace)}
    lines = [header(f"schemas/avro/{namespace}.*.avsc"), f'"""Records of {namespace}."""', ""]
    if enums:
        lines.append("import enum\n")
    if records:
        lines.append("import msgspec\n")
    imported = imports("contracts", map(reference, used))
    lines += [*imported, ""] if imported else []
    names = sorted(short(name) for name in [*(x.full_name for x in enums), *(x.full_name for x in records)])
    lines += ["__all__ = [", *(f'    "{name}",' for name in names), "]", ""]
    lines += [_enum(enum) for enum in enums] + [_record(record) for record in records]
    return "\n".join(lines)


def annotation(kind: FieldType) -> str:
    """Return the Python type of a field."""
    name = PYTHON.get(kind.name) or short(kind.name)
    if kind.array:
        name = f"tuple[{name}, ...]"
    return f"{name} | None" if kind.nullable else name


def _enum(enum: Enumeration) -> str:
    lines = ["", f"class {short(enum.full_name)}(enum.StrEnum):", f'    """{doc(enum.doc)}"""', ""]
    lines += [f'    {symbol} = "{symbol}"' for symbol in enum.symbols]
    lines += ["", "    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python"]
    return "\n".join([*lines, ""])


def _record(record: RecordType) -> str:
    options = "frozen=True, kw_only=True, gc=False"
    lines = ["", f"class {short(record.full_name)}(msgspec.Struct, {options}):", f'    """{doc(record.doc)}"""', ""]
    for field in record.fields:
        default = " = None" if field.type.nullable else ""
        lines += [f"    {field.name}: {annotation(field.type)}{default}", f'    """{doc(field.doc)}"""']
    return "\n".join([*lines, ""])
