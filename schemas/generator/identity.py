"""Self-contained schemas, their canonical form and the id that follows from it."""

import hashlib
import json
from typing import Any

from generator.model import Contract
from generator.problems import ContractProblems


def self_contained(contract: Contract, full_name: str) -> dict[str, Any]:
    """Return the schema of a record with every nested type defined where it is first used."""
    defined: set[str] = set()

    def resolve(given: Any) -> Any:
        if isinstance(given, list):
            return [resolve(branch) for branch in given]
        if isinstance(given, dict):
            return {**given, "items": resolve(given["items"])}
        if given not in contract.schemas or given in defined:
            return given
        defined.add(given)
        schema = contract.schemas[given]
        if schema["type"] == "enum":
            return schema
        return {**schema, "fields": [{**field, "type": resolve(field["type"])} for field in schema["fields"]]}

    resolved = resolve(full_name)
    assert isinstance(resolved, dict)
    return resolved


def canonical(schema: Any) -> str:
    """Return the canonical form: JSON without ``doc``, keys sorted, no white space."""
    return json.dumps(_without_doc(schema), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _without_doc(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: _without_doc(value) for key, value in schema.items() if key != "doc"}
    if isinstance(schema, list):
        return [_without_doc(item) for item in schema]
    return schema


def schema_id(canonical_form: str) -> int:
    """Return the first 31 bits of the SHA-256 of a canonical form."""
    return int.from_bytes(hashlib.sha256(canonical_form.encode()).digest()[:4], "big") >> 1


def identities(contract: Contract) -> dict[str, tuple[int, str]]:
    """Return id and canonical form of every record by full name. Raises ContractProblems on a collision or a zero."""
    by_name: dict[str, tuple[int, str]] = {}
    owners: dict[int, str] = {}
    problems = []
    for name in contract.records:
        form = canonical(self_contained(contract, name))
        number = schema_id(form)
        if number == 0 or number in owners:
            problems.append(
                f"{name}: schema id {number} is taken by {owners.get(number, 'nobody, being zero')}; change its form"
            )
        owners[number] = name
        by_name[name] = (number, form)
    if problems:
        raise ContractProblems(problems)
    return by_name
