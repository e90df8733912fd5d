"""Writes the tables that lead from an id to a record type and to its schema."""

from generator.model import Contract
from generator.text import header, modules, qualified


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
