"""Writes the tables that lead from an id to a record type, its schema and its codec."""

from generator.model import Contract, module_of
from generator.text import header, modules, qualified, snake


def schemas_module(contract: Contract, identities: dict[str, tuple[int, str]]) -> str:
    """Return `contracts.schemas`: every local schema in canonical form by id, and the record types by full name."""
    lines = [
        header("schemas/avro"),
        '"""Every local schema in its canonical form, and the record type of every full name."""',
        "",
    ]
    lines += ["import msgspec", "", modules("contracts", contract.records), ""]
    lines += ["SCHEMAS: dict[int, str] = {"]
    lines += [f"    {number}: {form!r}," for number, form in sorted(identities.values())]
    lines += ["}", '"""Schema id to canonical JSON."""', "", "KINDS: dict[str, type[msgspec.Struct]] = {"]
    lines += [f'    "{name}": {qualified(name)},' for name in contract.records]
    lines += ["}", '"""Full name to record type."""', "", "IDS: dict[str, int] = {"]
    lines += [f'    "{name}": {identities[name][0]},' for name in contract.records]
    return "\n".join([*lines, "}", '"""Full name to schema id."""', ""])


def codecs_module(contract: Contract) -> str:
    """Return `contracts.wire.index`: writer and reader of every record type by full name."""
    lines = [header("schemas/avro"), '"""Writer and reader of every record type."""', ""]
    lines += [
        "from collections.abc import Callable",
        "from typing import Any",
        "",
        modules("contracts.wire", contract.records),
        "",
    ]
    lines += ["CODECS: dict[str, tuple[Callable[[Any], bytes], Callable[[bytes, int], tuple[Any, int]]]] = {"]
    for name in contract.records:
        module, what = module_of(name), snake(name)
        lines.append(f'    "{name}": ({module}.write_{what}, {module}.read_{what}),')
    return "\n".join([*lines, "}", '"""Full name to writer and reader."""', ""])
