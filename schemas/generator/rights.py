"""
Writes the broker's rights: the acts allowed to each service, as a principal. Names are without the mesh name.

A service needs to read its sources, write its outputs, use its consumer group and its transactional ids; nothing else.
A processor also writes its own commands, to go on with a long queue, and the gateway reads what a processor reads:
operators look at the record that a key waits with.
`deploy` creates topics and is the cluster's administrator, so its rights to do that are not listed.
"""

from collections import defaultdict

import yaml

from generator.text import notice
from generator.topics import Mesh

GATEWAY = "gateway"


def document(mesh: Mesh) -> str:
    """Return `rights.yaml`: by principal, topics by operation, groups and prefixes of transactional ids."""
    service_of = mesh.service_of()
    services = sorted(set(service_of.values()))
    processors = {processor.name for processor in mesh.processors}
    transactional = {processor.service for processor in mesh.processors}
    reads: dict[str, set[str]] = defaultdict(set)
    writes: dict[str, set[str]] = defaultdict(set)
    for topic in mesh.topics.values():
        writes[service_of[topic.producer]].add(topic.name)
        if topic.role == "commands":
            writes[service_of[topic.consumers[0]]].add(topic.name)
        for consumer in services if topic.consumers == ("all",) else [service_of[name] for name in topic.consumers]:
            reads[consumer].add(topic.name)
        if topic.role in ("event", "commands") and processors.intersection(topic.consumers):
            reads[GATEWAY].add(topic.name)
    principals = {}
    for service in services:
        entry: dict[str, list[dict[str, object]]] = {"topics": []}
        for name in sorted(reads[service] | writes[service]):
            granted = [operation for operation, names in (("READ", reads), ("WRITE", writes)) if name in names[service]]
            entry["topics"].append({"name": name, "operations": granted})
        if reads[service]:
            entry["groups"] = [{"name": service, "pattern": "LITERAL", "operations": ["READ"]}]
        if service in transactional:
            pattern: dict[str, object] = {"name": f"{service}-", "pattern": "PREFIXED", "operations": ["WRITE"]}
            entry["transactional_ids"] = [pattern]
        principals[service] = entry
    body = yaml.safe_dump({"principals": principals}, sort_keys=False, allow_unicode=True, width=120)
    return f"# {notice('schemas/topics, schemas/agencies and schemas/processors.yaml')}\n" + body
