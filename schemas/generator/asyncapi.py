"""Writes the topics as an AsyncAPI 3 document, with every schema in it, for tools and for those who connect."""

from typing import Any

import yaml

from generator.identity import self_contained
from generator.model import Contract, short
from generator.text import notice
from generator.topics import Mesh, TopicSpec

AVRO = "application/vnd.apache.avro+json;version=1.9.0"
HEADERS = {
    "type": "object",
    "description": "CloudEvents' binding for Kafka, binary mode",
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time"],
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {"type": "string", "description": "derived from the cause, so that a repetition repeats it"},
        "ce_source": {"type": "string", "description": "who wrote it"},
        "ce_type": {"type": "string", "description": "full name of the record"},
        "ce_time": {"type": "string", "format": "date-time", "description": "time of the cause"},
    },
}


class _Dumper(yaml.SafeDumper):
    """Writes every value out: anchors would be valid, but are hard to read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def document(contract: Contract, mesh: Mesh, identities: dict[str, tuple[int, str]]) -> str:
    """Return `asyncapi.yaml`."""
    topics = mesh.declared()
    names = sorted({name for topic in topics for name in topic.records})
    body = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Yidian event mesh",
            "version": "1",
            "description": "Events between the agencies that supervise cross-border e-commerce.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/vnd.confluent.avro",
        "channels": {topic.name: _channel(topic) for topic in topics},
        "operations": dict(_operation(topic, who) for topic in topics for who in (topic.producer, *topic.consumers)),
        "components": {
            "messages": {name: _message(contract, name, identities[name][0]) for name in names},
            "messageTraits": {"cloudEvent": {"headers": HEADERS}},
        },
    }
    dumped = yaml.dump(body, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return f"# {notice('schemas/avro and schemas/topics')}\n" + dumped


def _channel(topic: TopicSpec) -> dict[str, Any]:
    return {
        "address": topic.name,
        "description": f"{topic.description} Key: {topic.key}. Data class: {topic.data_class}.",
        "messages": {short(name): {"$ref": f"#/components/messages/{name}"} for name in topic.records},
        "bindings": {"kafka": {"partitions": topic.partitions, "bindingVersion": "0.5.0"}},
    }


def _operation(topic: TopicSpec, who: str) -> tuple[str, dict[str, Any]]:
    action = "send" if who == topic.producer else "receive"
    return f"{who}:{action}:{topic.name}", {"action": action, "channel": {"$ref": f"#/channels/{topic.name}"}}


def _message(contract: Contract, name: str, number: int) -> dict[str, Any]:
    schema = self_contained(contract, name)
    return {
        "name": name,
        "title": short(name),
        "summary": contract.records[name].doc,
        "traits": [{"$ref": "#/components/messageTraits/cloudEvent"}],
        "payload": {"schemaFormat": AVRO, "schema": schema},
        "bindings": {"kafka": {"key": {"type": "string"}, "schemaIdLocation": "payload", "bindingVersion": "0.5.0"}},
        "x-schema-id": number,
    }
