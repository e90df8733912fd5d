"""The OpenAPI 3.1 document, made of the operations and of the Structs that they read and write."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from edge.http.field_docs import docs_of
from edge.http.operation import Operation
from edge.problems.problem import ProblemDocument

VERSION = "1.0.0"
_REF = "#/components/schemas/{name}"
NOT_MODIFIED = 304
_KEYED = (401, 429)
"""What is answered where a key is needed: none that is known, or too many that are not."""


def describe(operations: Iterable[Operation], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document of these operations. more: schemas beside those of their Structs."""
    operations = tuple(operations)
    kinds = [kind for operation in operations for kind in _kinds(operation)]
    schemas, components = msgspec.json.schema_components([ProblemDocument, *kinds], ref_template=_REF)
    of_kind = dict(zip([ProblemDocument, *kinds], schemas, strict=True))
    structs = {struct.__name__: struct for struct in _structs([ProblemDocument, *kinds])}
    for name, schema in components.items():
        _document(schema, structs.get(name))
    paths: dict[str, Any] = {}
    for operation in operations:
        path = operation.path.replace(":anything}", "}")
        paths.setdefault(path, {})[operation.method.lower()] = _described(operation, of_kind, components)
    for operation in operations:
        if operation.query is not None:
            components.pop(operation.query.__name__, None)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yidian gateway 一点接入",
            "version": VERSION,
            "description": "Hand over trade documents once; learn what became of each. 一次报送，逐单回执。",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"bearer": []}, {"key": []}],
        "tags": [{"name": name} for name in sorted({operation.tag for operation in operations})],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
            "responses": {"Problem": _problem("Refused; `code` and `errors` say why")},
            "schemas": {**components, **more},
        },
    }


def _kinds(operation: Operation) -> list[Any]:
    return [kind for kind in (operation.query, operation.body, operation.answer) if kind is not None]


def _described(operation: Operation, of_kind: dict[Any, Any], components: dict[str, Any]) -> dict[str, Any]:
    parameters = [*operation.places, *_parameters(operation.query, components)]
    body = operation.request
    if operation.body is not None:
        body = {"required": True, "content": {"application/json": {"schema": of_kind[operation.body]}}}
    content: dict[str, Any] = {media: {"schema": {"type": "string"}} for media in operation.content}
    if operation.answer is not None:
        content["application/json"] = {"schema": of_kind[operation.answer]}
    refuses = sorted({*operation.refuses, *(_KEYED if operation.is_keyed else ())})
    answers: dict[str, Any] = {str(operation.status): {"description": operation.says, "content": content}}
    for status in refuses:
        words = operation.words.get(status)
        if status == NOT_MODIFIED:
            answers[str(status)] = {"description": words or "As the caller has it"}
            continue
        answers[str(status)] = _problem(words) if words else {"$ref": "#/components/responses/Problem"}
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        **({"description": operation.description} if operation.description else {}),
        **({} if operation.is_keyed else {"security": []}),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": body} if body else {}),
        "responses": answers,
    }


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=ProblemDocument.__name__)}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


def _parameters(kind: type[msgspec.Struct] | None, components: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters that the fields of a Struct describe."""
    if kind is None:
        return []
    schema = components[kind.__name__]
    parameters = []
    for name, of_field in schema["properties"].items():
        bare = {key: value for key, value in of_field.items() if key != "description" and value is not None}
        if "anyOf" in bare:
            (bare,) = (dict(one) for one in bare["anyOf"] if one != {"type": "null"})
        words = [{"description": one.pop("description")} for one in (bare, of_field) if "description" in one]
        described = {"name": name, "in": "query", "required": name in schema["required"], "schema": bare}
        parameters.append(described | (words[0] if words else {}))
    return parameters


def _document(schema: dict[str, Any], struct: type[msgspec.Struct] | None) -> None:
    """Give a component the words of its Struct: the docstring, and what stands below each field."""
    if "description" in schema:
        schema["description"] = inspect.cleandoc(schema["description"])
    if struct is None:
        return
    said = docs_of(struct)
    names = {field.name: field.encode_name for field in msgspec.structs.fields(struct)}
    for name, text in said.items():
        schema["properties"][names[name]].setdefault("description", text)


def _structs(kinds: Iterable[Any]) -> Iterator[type[msgspec.Struct]]:
    """Yield the Structs of which these types are made, each once."""
    seen: set[type] = set()
    waiting = list(msgspec.inspect.multi_type_info(kinds))
    while waiting:
        match waiting.pop():
            case msgspec.inspect.StructType(cls=struct, fields=fields):
                if struct not in seen:
                    seen.add(struct)
                    yield struct
                    waiting += [field.type for field in fields]
            case msgspec.inspect.Metadata(type=kind):
                waiting.append(kind)
            case msgspec.inspect.UnionType(types=kinds_):
                waiting += kinds_
            case msgspec.inspect.ListType(item_type=item) | msgspec.inspect.VarTupleType(item_type=item):
                waiting.append(item)
            case msgspec.inspect.DictType(value_type=value):
                waiting.append(value)
            case _:
                pass
