"""Writes straight-line Avro codecs: one module of `contracts.wire` per namespace."""

import re

from generator.model import Contract, Field, RecordType, module_of, short
from generator.records import annotation
from generator.text import header, imports, in_order, is_foreign, reference, snake

PRIMITIVE_WRITER = {
    "string": "text",
    "bytes": "blob",
    "int": "INT.__getitem__",
    "long": "LONG.__getitem__",
    "boolean": "BOOL.__getitem__",
}
PRIMITIVE_READER = {
    "string": "read_text",
    "bytes": "read_blob",
    "int": "read_int",
    "long": "read_long",
    "boolean": "read_bool",
}
TABLE = {"int": "INT", "long": "LONG", "boolean": "BOOL"}


def module(contract: Contract, namespace: str) -> str:
    """Return the source of a namespace's codecs."""
    order = in_order(contract, namespace)
    records = [contract.records[name] for name in order]
    enums = [enum for name, enum in contract.enums.items() if name.rpartition(".")[0] == namespace]
    body: list[str] = []
    for enum in enums:
        name, table = short(enum.full_name), snake(enum.full_name).upper()
        pairs = [(f"{name}.{symbol}", index * 2) for index, symbol in enumerate(enum.symbols)]
        body += [f"{table} = {{", *(f"    {symbol}: {bytes([byte])!r}," for symbol, byte in pairs), "}"]
        body += [f"{table}_OF = {{", *(f"    {byte}: {symbol}," for symbol, byte in pairs), "}"]
    for enum in enums:
        name = snake(enum.full_name)
        body += [
            "",
            "",
            f"def read_{name}(b: bytes, p: int) -> tuple[{short(enum.full_name)}, int]:",
            f"    return {name.upper()}_OF[b[p]], p + 1",
        ]
    for record in records:
        body += ["", "", *_writer(contract, record), "", "", *_reader(contract, record)]
    source = "\n".join(body).strip("\n") + "\n"
    needed = {reference(name) for name in [*order, *(enum.full_name for enum in enums)]}
    needed |= {
        reference(f.type.name)
        for record in records
        for f in record.fields
        if "." in f.type.name and (f.type.nullable or f.type.array)
    }
    needed |= {("errors", "Undecodable")} if "raise Undecodable" in source else set()
    needed |= {(f"wire.{m}", name) for m, name in _wire_imports(contract, namespace, records) | _primitives(source)}
    needed = {(m, name) for m, name in needed if re.search(rf"\b{name}\b", source)}
    lines = [
        header(f"schemas/avro/{namespace}.*.avsc"),
        f'"""Avro codecs of {namespace}."""',
        "",
        *imports("contracts", needed),
        "",
    ]
    return "\n".join(lines) + ("\n" if enums else "\n\n") + source


def _wire_imports(contract: Contract, namespace: str, records: list[RecordType]) -> set[tuple[str, str]]:
    used = {f.type.name for record in records for f in record.fields if is_foreign(f.type.name, namespace)}
    found = set()
    for name in used:
        table = snake(name).upper()
        names = (table, f"{table}_OF") if name in contract.enums else (f"write_{snake(name)}", f"read_{snake(name)}")
        found |= {(module_of(name), n) for n in names}
        if any(f.type.array and f.type.name == name for record in records for f in record.fields):
            found.add((module_of(name), f"read_{snake(name)}"))
    return found


def _primitives(source: str) -> set[tuple[str, str]]:
    calls = {
        "INT": "INT[",
        "LONG": "LONG[",
        "SIZE": "SIZE[",
        "SOME": "SOME[",
        "BOOL": "BOOL[",
        "BOOL_OF": "BOOL_OF[",
        "items": "items(r.",
        "more": " more(",
        "size": " size(",
        "read_items": " read_items(",
    }
    found = {name for name, call in calls.items() if call in source}
    for line in source.splitlines():
        for name in (*PRIMITIVE_WRITER.values(), *PRIMITIVE_READER.values()):
            if f", {name})" in line:
                found.add(name.partition(".")[0])
    return {("primitives", name) for name in found}


def _writer(contract: Contract, record: RecordType) -> list[str]:
    lines = [
        f"def write_{snake(record.full_name)}(r: {short(record.full_name)}) -> bytes:",
        '    return b"".join((',
    ]
    lines += [f"        {_written(contract, field)}," for field in record.fields]
    return [*lines, "    ))"]


def _written(contract: Contract, field: Field) -> str:
    kind, value = field.type, f"r.{field.name}"
    if kind.nullable:
        absent = f'b"\\0" if {value} is None else'
        if kind.array or kind.name not in ("string", "bytes"):
            return f'{absent} b"\\2" + {_single(contract, field, value)}'
        if kind.name == "string":
            return f'{absent} SOME[len(a := {value}.encode())], b"" if {value} is None else a'
        return f'{absent} SOME[len({value})], {value} or b""'
    if not kind.array and kind.name == "string":
        return f"SIZE[len(a := {value}.encode())], a"
    if not kind.array and kind.name == "bytes":
        return f"SIZE[len({value})], {value}"
    return _single(contract, field, value)


def _single(contract: Contract, field: Field, value: str) -> str:
    name = field.type.name
    if field.type.array:
        inner = PRIMITIVE_WRITER.get(name) or (
            f"{snake(name).upper()}.__getitem__" if name in contract.enums else f"write_{snake(name)}"
        )
        return f'b"\\0" if {value} == () else items({value}, {inner})'
    if name in TABLE:
        return f"{TABLE[name]}[{value}]"
    if name in contract.enums:
        return f"{snake(name).upper()}[{value}]"
    return f"write_{snake(name)}({value})"


def _reader(contract: Contract, record: RecordType) -> list[str]:
    name = short(record.full_name)
    lines = [f"def read_{snake(record.full_name)}(b: bytes, p: int) -> tuple[{name}, int]:"]
    for field in record.fields:
        variable = f"{field.name}_"
        if field.type.nullable or field.type.array:
            lines.append(f"    {variable}: {annotation(field.type)}")
        if not field.type.nullable:
            lines += [f"    {line}" for line in _read(contract, field, variable)]
            continue
        lines += ["    n = b[p]", "    p += 1", "    if n == 2:"]
        lines += [f"        {line}" for line in _read(contract, field, variable)]
        lines += [
            "    elif n == 0:",
            f"        {variable} = None",
            "    else:",
            '        raise Undecodable("no such branch")',
        ]
    lines.append(f"    return {name}(")
    lines += [f"        {field.name}={field.name}_," for field in record.fields]
    return [*lines, "    ), p"]


def _read(contract: Contract, field: Field, variable: str) -> list[str]:
    name = field.type.name
    if field.type.array:
        inner = PRIMITIVE_READER.get(name) or (f"read_{snake(name)}")
        return [
            "if b[p] == 0:",
            f"    {variable} = ()",
            "    p += 1",
            "else:",
            f"    {variable}, p = read_items(b, p, {inner})",
        ]
    if name in ("string", "bytes"):
        data = "b[p:e].decode()" if name == "string" else "b[p:e]"
        return [
            "n = b[p]",
            "p += 1",
            "if n & 0x81:",
            "    n, p = size(b, p, n)",
            "e = p + (n >> 1)",
            f"{variable} = {data}",
            "p = e",
        ]
    if name in ("int", "long"):
        lines = ["n = b[p]", "p += 1", "if n > 0x7F:", "    n, p = more(b, p, n)"]
        if name == "int":
            lines += ["    if n > 0xFFFFFFFF:", '        raise Undecodable("number out of range")']
        return [*lines, f"{variable} = (n >> 1) ^ -(n & 1)"]
    if name == "boolean" or name in contract.enums:
        table = "BOOL_OF" if name == "boolean" else f"{snake(name).upper()}_OF"
        return [f"{variable} = {table}[b[p]]", "p += 1"]
    return [f"{variable}, p = read_{snake(name)}(b, p)"]
