"""
The Avro files as a checked model.

One record or enum per file; nested types are named by full name. Deliberately narrower than Avro: no maps, floats,
fixed, recursion, nor unions other than ``["null", T]``, because nothing in the contract needs them.
"""

import json
import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.problems import ContractProblems

PRIMITIVES = {"string", "bytes", "int", "long", "boolean"}
RESERVED_MODULES = {
    *("agencies", "agency", "ceb_text", "codec", "codes", "document", "documents", "errors", "foreign"),
    *("particulars", "plans", "register_values", "rule", "rules", "schemas", "statuses"),
    *("topics", "value", "view", "views"),
}
NAMESPACE = re.compile(r"mesh(\.[a-z][a-z0-9]*){1,2}")
TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
SYMBOL = re.compile(r"[A-Z][A-Z0-9_]*")
TYPE_KEYS = {
    "record": {"type", "name", "namespace", "doc", "fields"},
    "enum": {"type", "name", "namespace", "doc", "symbols", "default"},
}
WORDS = "words"
"""Attribute of an enum that is no part of its schema: by symbol its name in Chinese and in English."""
DOCUMENT_TYPE = "mesh.common.DocumentType"
MAX_SYMBOLS = 64  # an enum index is one byte on the wire


@dataclass(frozen=True)
class FieldType:
    """The type of a field. `name` is a primitive or a full name; `array` of it; `nullable` when null is allowed too."""

    name: str
    array: bool
    nullable: bool


@dataclass(frozen=True)
class Field:
    """A field of a record."""

    name: str
    type: FieldType
    doc: str


@dataclass(frozen=True)
class Enumeration:
    """
    A named set of symbols, with the default that older readers fall back to.

    words: by symbol its name in Chinese and in English; empty where the file gives none.
    """

    full_name: str
    doc: str
    symbols: tuple[str, ...]
    default: str
    words: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class RecordType:
    """A record; `schema` is its file as read."""

    full_name: str
    doc: str
    fields: tuple[Field, ...]
    schema: dict[str, Any]


@dataclass(frozen=True)
class Contract:
    """Every type by full name, in order of name."""

    records: dict[str, RecordType]
    enums: dict[str, Enumeration]
    schemas: dict[str, dict[str, Any]]

    def namespaces(self) -> list[str]:
        """Return every namespace that holds a type."""
        return sorted({name.rpartition(".")[0] for name in self.schemas})


def short(full_name: str) -> str:
    """Return the class name of a full name."""
    return full_name.rpartition(".")[2]


def module_of(full_name: str) -> str:
    """Return the module under `contracts` of a type: ``mesh.customs.clearance.Case`` is in ``customs_clearance``."""
    return "_".join(full_name.split(".")[1:-1])


def load(folder: Path, document_types: dict[str, Any] | None = None) -> Contract:
    """
    Read and check every ``.avsc``. Raises ContractProblems with all that is wrong.

    document_types: the enum of documents as their files say, in the place of its file, which may be older.
    """
    problems: list[str] = []
    schemas: dict[str, dict[str, Any]] = {}
    words: dict[str, Any] = {}
    for path in sorted(folder.glob("*.avsc")):
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            problems.append(f"{path.name}: not JSON: {error}")
            continue
        faults = _problems_of_type(schema)
        problems += [f"{path.name}: {problem}" for problem in faults]
        if not faults:
            full_name = f"{schema['namespace']}.{schema['name']}"
            if path.name != f"{full_name}.avsc":
                problems.append(f"{path.name}: defines {full_name}, so it must be named {full_name}.avsc")
            words[full_name] = schema.pop(WORDS, {})
            schemas[full_name] = schema
    if document_types is not None:
        schemas[DOCUMENT_TYPE] = document_types
    if problems:
        raise ContractProblems(problems)
    contract = _build(schemas, words, problems)
    problems += _recursions(contract) + _clashes(contract) + _circles(contract)
    if problems:
        raise ContractProblems(problems)
    return contract


def _problems_of_type(schema: Any) -> list[str]:
    if not isinstance(schema, dict) or schema.get("type") not in TYPE_KEYS:
        return ["must be one record or one enum"]
    keys = TYPE_KEYS[schema["type"]]
    optional = {WORDS} if schema["type"] == "enum" else set()
    problems = [f"unknown attribute {key!r}" for key in sorted(set(schema) - keys - optional)]
    problems += [f"attribute {key!r} is missing" for key in sorted(keys - set(schema))]
    if problems:
        return problems
    if not NAMESPACE.fullmatch(schema["namespace"]):
        problems.append(f"namespace {schema['namespace']!r} must be mesh.<owner>, of state mesh.<service>.<processor>")
    elif module_of(schema["namespace"] + ".X") in RESERVED_MODULES:
        problems.append(f"namespace {schema['namespace']!r} would hide a module of contracts")
    if not TYPE_NAME.fullmatch(schema["name"]):
        problems.append(f"name {schema['name']!r} must be in PascalCase")
    if not str(schema["doc"]).strip():
        problems.append("doc is empty")
    return problems + (_problems_of_enum(schema) if schema["type"] == "enum" else _problems_of_record(schema))


def _problems_of_enum(schema: dict[str, Any]) -> list[str]:
    symbols = schema["symbols"]
    problems = [f"symbol {symbol!r} must be in UPPER_SNAKE" for symbol in symbols if not SYMBOL.fullmatch(symbol)]
    if len(set(symbols)) != len(symbols):
        problems.append("a symbol stands twice")
    if "UNKNOWN" not in symbols or schema["default"] != "UNKNOWN":
        problems.append("symbols must contain UNKNOWN and the default must be UNKNOWN")
    if len(symbols) > MAX_SYMBOLS:
        problems.append(f"more than {MAX_SYMBOLS} symbols")
    return problems + _problems_of_words(schema.get(WORDS, {}), symbols)


def _problems_of_words(words: Any, symbols: list[str]) -> list[str]:
    if words and set(words) != {*symbols} - {"UNKNOWN"}:
        return [f"{WORDS}: every symbol but UNKNOWN, and no other"]
    return [
        f"{WORDS}: {symbol} needs a name in Chinese and one in English"
        for symbol, pair in words.items()
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(one, str) and one.strip() for one in pair)
    ]


def _problems_of_record(schema: dict[str, Any]) -> list[str]:
    fields = schema["fields"]
    if not isinstance(fields, list) or not fields:
        return ["a record needs at least one field"]
    problems: list[str] = []
    seen: set[str] = set()
    for field in fields:
        name = field.get("name", "?")
        problems += [
            f"field {name}: unknown attribute {key!r}"
            for key in sorted(set(field) - {"name", "type", "doc", "default"})
        ]
        problems += [
            f"field {name}: {key!r} is missing or empty" for key in ("name", "type", "doc") if not field.get(key)
        ]
        if not FIELD_NAME.fullmatch(name) or keyword.iskeyword(name):
            problems.append(f"field {name}: the name must be snake_case and no keyword")
        if name in seen:
            problems.append(f"field {name}: stands twice")
        seen.add(name)
        nullable = isinstance(field.get("type"), list)
        if nullable and not ("default" in field and field["default"] is None):
            problems.append(f'field {name}: an optional field needs "default": null')
        if not nullable and "default" in field:
            problems.append(f"field {name}: only optional fields have a default")
    return problems


def _build(schemas: dict[str, dict[str, Any]], words: Mapping[str, Any], problems: list[str]) -> Contract:
    records: dict[str, RecordType] = {}
    enums: dict[str, Enumeration] = {}
    for full_name, schema in sorted(schemas.items()):
        if schema["type"] == "enum":
            named = {symbol: (zh, en) for symbol, (zh, en) in words.get(full_name, {}).items()}
            symbols, default = tuple(schema["symbols"]), schema["default"]
            enums[full_name] = Enumeration(full_name, schema["doc"], symbols, default, named)
            continue
        fields = []
        for field in schema["fields"]:
            try:
                kind = _field_type(field["type"], schemas)
            except ValueError as error:
                problems.append(f"{full_name}.avsc: field {field['name']}: {error}")
            else:
                fields.append(Field(field["name"], kind, field["doc"]))
        records[full_name] = RecordType(full_name, schema["doc"], tuple(fields), schema)
    return Contract(records, enums, dict(sorted(schemas.items())))


def _field_type(given: Any, schemas: dict[str, dict[str, Any]]) -> FieldType:
    nullable = isinstance(given, list)
    if nullable:
        if len(given) != 2 or given[0] != "null" or given[1] == "null":
            raise ValueError('a union must be ["null", T]')
        given = given[1]
    array = isinstance(given, dict)
    if array:
        if set(given) != {"type", "items"} or given["type"] != "array":
            raise ValueError(f"only arrays may stand here, every other type in its file: {json.dumps(given)}")
        given = given["items"]
    if not isinstance(given, str) or not (given in PRIMITIVES or given in schemas):
        raise ValueError(
            f"no such type: {json.dumps(given)}; a primitive ({', '.join(sorted(PRIMITIVES))}) or a file's full name"
        )
    return FieldType(given, array, nullable)


def _recursions(contract: Contract) -> list[str]:
    def reaches(name: str, path: tuple[str, ...]) -> list[str]:
        if name in path:
            return [f"{path[0]}.avsc: recursive through {' -> '.join((*path, name))}"]
        inner = (f.type.name for f in contract.records[name].fields if f.type.name in contract.records)
        return [problem for n in inner for problem in reaches(n, (*path, name))]

    return sorted({problem for name in contract.records for problem in reaches(name, ())})


def _clashes(contract: Contract) -> list[str]:
    """Find two types of one short name that one module would have to import."""
    problems = []
    for namespace in contract.namespaces():
        own = {name for name in contract.schemas if name.rpartition(".")[0] == namespace}
        used = own | {
            f.type.name
            for name in own & set(contract.records)
            for f in contract.records[name].fields
            if "." in f.type.name
        }
        by_short: dict[str, str] = {}
        problems += [
            f"{namespace}: uses both {by_short[short(name)]} and {name}; rename one"
            for name in sorted(used)
            if by_short.setdefault(short(name), name) != name
        ]
    return problems


def _circles(contract: Contract) -> list[str]:
    """Find namespaces that hold each other's types: their modules could not import each other."""
    uses: dict[str, set[str]] = {namespace: set() for namespace in contract.namespaces()}
    for name, record in contract.records.items():
        own = name.rpartition(".")[0]
        uses[own] |= {f.type.name.rpartition(".")[0] for f in record.fields if "." in f.type.name} - {own}

    def leads(start: str, target: str, seen: frozenset[str]) -> bool:
        return any(n == target or (n not in seen and leads(n, target, seen | {n})) for n in uses[start])

    return [
        f"{namespace}: holds types of namespaces that hold types of it"
        for namespace in uses
        if leads(namespace, namespace, frozenset())
    ]
