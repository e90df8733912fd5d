"""
The read-only part of Confluent's Schema Registry API as a function of path and published schemas; no framework.

With it Confluent's own deserializers and common tools read every topic. Ids come from the schemas' content
(`contracts.codec`); this module only lists the schemas of `mesh.schemas`.

A subject is ``<topic>-value``, its versions all published schemas of the topic's types in the order of arrival.
For a topic of several types there is also ``<topic>-<full name>`` (TopicRecordNameStrategy), each of one type.
Keys have no subjects: they are plain UTF-8.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote

import msgspec

from contracts import codec
from contracts.mesh import SchemaPublished
from contracts.topics import TOPICS, Topic
from mesh.process.http_server import Answer, json_answer, nothing_at, only_read
from mesh.wire import names

MEDIA_TYPE = "application/vnd.schemaregistry.v1+json"


class _Asked(msgspec.Struct):
    schema: str


Published = Mapping[int, SchemaPublished]
"""Schemas by id, in the order of their first arrival."""


def answer(published: Published, mesh: str, target: str) -> Answer:
    """Answer a GET of `target` (path with or without query)."""
    path, _, query = target.partition("?")
    parts = [unquote(part) for part in path.split("/") if part]
    match parts:
        case []:
            return _json({})
        case ["schemas", *rest]:
            return _schemas(published, mesh, rest)
        case ["subjects"]:
            prefix = parse_qs(query).get("subjectPrefix", [""])[0]
            return _json([name for name in subjects(published, mesh) if name.startswith(prefix)])
        case ["subjects", subject, *rest]:
            return _subject(published, mesh, subject, rest)
        case ["config", *subject]:
            return _config(mesh, subject)
        case ["mode", *_]:
            return _json({"mode": "READONLY"})
        case ["contexts"]:
            return _json(["."])
        case ["associations", *_]:
            return _missing(40400, "no associations: subjects follow from topic names")
    return nothing_at(path)


def look_up(published: Published, mesh: str, target: str, body: bytes) -> Answer:
    """
    Answer a POST that asks for a schema by its content; nothing is ever registered.

    A registration of a schema that the subject has changes nothing, and so is answered like a look-up: by this a
    producer works in its client's default settings. Any other is refused with 405.
    """
    path = target.partition("?")[0]
    match [unquote(part) for part in path.split("/") if part]:
        case ["subjects", subject]:
            registering = False
        case ["subjects", subject, "versions"]:
            registering = True
        case _:
            return only_read(path)
    ids = _versions(published, _subject_types(mesh).get(subject, frozenset()))
    try:
        wanted = json.loads(msgspec.json.decode(body, type=_Asked).schema)
    except (ValueError, RecursionError):
        return json_answer(422, {"error_code": 42201, "message": "the body holds no Avro schema"}, MEDIA_TYPE)
    for version, schema_id in enumerate(ids, start=1):
        schema = published[schema_id].schema_json
        if json.loads(schema) == wanted:
            return _json({"subject": subject, "version": version, "id": schema_id, "schema": schema})
    if registering:
        message = "schemas follow from the contract: nothing is registered here; use auto.register.schemas=false"
        return json_answer(405, {"error_code": 405, "message": message}, MEDIA_TYPE)
    return _missing(40403, "Schema not found") if ids else _missing(40401, f"Subject '{subject}' not found.")


def subjects(published: Published, mesh: str) -> list[str]:
    """Return the subjects that have at least one version."""
    return sorted(name for name, types in _subject_types(mesh).items() if _versions(published, types))


def _schemas(published: Published, mesh: str, rest: list[str]) -> Answer:
    match rest:
        case ["types"]:
            return _json(["AVRO"])
        case ["ids", number, *what] if number.isdecimal() and int(number) in published:
            schema_id = int(number)
        case ["ids", _, *_]:
            return _missing(40403, "Schema not found")
        case _:
            return _missing(404, "Not found")
    schema = published[schema_id]
    uses = [
        {"subject": subject, "version": _versions(published, types).index(schema_id) + 1}
        for subject, types in sorted(_subject_types(mesh).items())
        if schema.full_name in types
    ]
    match what:
        case []:
            return _json({"schema": schema.schema_json})
        case ["schema"]:
            return Answer(200, schema.schema_json.encode(), MEDIA_TYPE)
        case ["versions"]:
            return _json(uses)
        case ["subjects"]:
            return _json([use["subject"] for use in uses])
    return _missing(404, "Not found")


def _subject(published: Published, mesh: str, subject: str, rest: list[str]) -> Answer:
    ids = _versions(published, _subject_types(mesh).get(subject, frozenset()))
    if not ids:
        return _missing(40401, f"Subject '{subject}' not found.")
    match rest:
        case ["versions"]:
            return _json(list(range(1, len(ids) + 1)))
        case ["versions", wanted, *what]:
            version = _version(wanted, len(ids))
            if version is None:
                return _missing(40402, f"Version {wanted} not found.")
            schema = published[ids[version - 1]]
            if what == ["schema"]:
                return Answer(200, schema.schema_json.encode(), MEDIA_TYPE)
            if not what:
                content = {"subject": subject, "version": version, "id": schema.schema_id, "schema": schema.schema_json}
                return _json(content)
    return _missing(404, "Not found")


def _config(mesh: str, subject: list[str]) -> Answer:
    if not subject:
        return _json({"compatibilityLevel": "FULL_TRANSITIVE"})
    for topic in TOPICS.values():
        if subject[0].startswith(f"{names.physical(mesh, topic.name)}-"):
            return _json({"compatibilityLevel": topic.compatibility})
    return _missing(40401, f"Subject '{subject[0]}' not found.")


def _version(wanted: str, newest: int) -> int | None:
    if wanted in ("latest", "-1"):
        return newest
    return int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= newest else None


def _versions(published: Published, types: frozenset[str]) -> list[int]:
    return [schema_id for schema_id, schema in published.items() if schema.full_name in types]


def _subject_types(mesh: str) -> dict[str, frozenset[str]]:
    by_subject: dict[str, frozenset[str]] = {}
    for topic in TOPICS.values():
        types = _type_names(topic)
        physical = names.physical(mesh, topic.name)
        by_subject[f"{physical}-value"] = frozenset(types)
        if len(types) > 1:
            by_subject.update({f"{physical}-{name}": frozenset({name}) for name in types})
    return by_subject


def _type_names(topic: Topic) -> list[str]:
    return [codec.full_name(kind) for kind in topic.records]


def _json(content: Any) -> Answer:
    return json_answer(200, content, MEDIA_TYPE)


def _missing(code: int, message: str) -> Answer:
    return json_answer(404, {"error_code": code, "message": message}, MEDIA_TYPE)
