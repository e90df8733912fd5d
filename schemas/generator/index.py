"""Writes the tables that lead from an id to a record type, its schema and its codec."""

from generator.model import Contract, short
from generator.text import header, imports, reference, snake


def schemas_module(contract: Contract, identities: dict[str, tuple[int, str]]) -> str:
    """Return `contracts.schemas`: every local schema in canonical form by id, and the record types by full name."""
    lines = [header("schemas/avro"), '"""Every local schema in its canonical form, and the record type of every full name."""', ""]
    lines += ["import msgspec", "", *imports("contracts", map(reference, contract.records)), ""]
    lines += ["SCHEMAS: dict[int, str] = {"]
    lines += [f"    {number}: {form!r}," for number, form in sorted(identities.values())]
    lines += ["}", '"""Schema id to canonical JSON."""', "", "KINDS: dict[str, type[msgspec.Struct]] = {"]
    lines += [f'    "{name}": {short(name)},' for name in contract.records]
    lines += ["}", '"""Full name to record type."""', "", "IDS: dict[str, int] = {"]
    lines += [f'    "{name}": {identities[name][0]},' for name in contract.records]
    return "\n".join([*lines, "}", '"""Full name to schema id."""', ""])


def codecs_module(contract: Contract) -> str:
    """Return `contracts.wire.index`: writer and reader of every record type by full name."""
    functions = [(reference(name)[0], f"{verb}_{snake(name)}") for name in contract.records for verb in ("read", "write")]
    lines = [header("schemas/avro"), '"""Writer and reader of every record type."""', ""]
    lines += ["from collections.abc import Callable", "from typing import Any", "", *imports("contracts.wire", functions), ""]
    lines += ["CODECS: dict[str, tuple[Callable[[Any], bytes], Callable[[bytes, int], tuple[Any, int]]]] = {"]
    lines += [f'    "{name}": (write_{snake(name)}, read_{snake(name)}),' for name in contract.records]
    return "\n".join([*lines, "}", '"""Full name to writer and reader."""', ""])
