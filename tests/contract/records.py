"""Hypothesis strategies for records of the contract, from their schemas."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from contracts.schemas import KINDS
from generator.model import Contract, FieldType

TEXT = st.text(st.characters(codec="utf-8"), max_size=80)
PRIMITIVES: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXT,
    "bytes": st.binary(max_size=80),
    "int": st.integers(-(2**31), 2**31 - 1),
    "long": st.integers(-(2**63), 2**63 - 1),
    "boolean": st.booleans(),
}


def a_record(contract: Contract, name: str) -> st.SearchStrategy[msgspec.Struct]:
    """Return a strategy for records of this full name."""
    fields = {field.name: _value(contract, field.type) for field in contract.records[name].fields}
    return st.builds(KINDS[name], **fields)


def _value(contract: Contract, kind: FieldType) -> st.SearchStrategy[Any]:
    if kind.name in PRIMITIVES:
        value = PRIMITIVES[kind.name]
    elif kind.name in contract.enums:
        value = st.sampled_from(contract.enums[kind.name].symbols).map(_enum(kind.name))
    else:
        value = st.deferred(lambda: a_record(contract, kind.name))
    if kind.array:
        value = st.lists(value, max_size=3).map(tuple)
    return st.none() | value if kind.nullable else value


def _enum(full_name: str) -> Any:
    namespace, _, name = full_name.rpartition(".")
    module = __import__(f"contracts.{'_'.join(namespace.split('.')[1:])}", fromlist=[name])
    return getattr(module, name)
