"""
Names on the broker: the one place where the mesh name (`YIDIAN_MESH`) becomes a prefix.

Sandbox, tests and production can share a broker, because topics, groups and transactional ids are all named here.
"""


def physical(mesh: str, topic: str) -> str:
    """Return the broker's name of a logical topic, such as ``yidian.trade.imports.v1``."""
    return f"{mesh}.{topic}"


def logical(mesh: str, topic: str) -> str:
    """Return the contract's name of a broker topic. Raises ValueError for a topic of another mesh."""
    prefix = f"{mesh}."
    if not topic.startswith(prefix):
        raise ValueError(f"topic {topic!r} does not belong to mesh {mesh!r}")
    return topic[len(prefix) :]


def group(mesh: str, service: str) -> str:
    """Return the consumer group of a service."""
    return f"{mesh}.{service}"


def slot_id(mesh: str, service: str, slot: int) -> str:
    """Return the static member id and transactional id of a slot: stable, so that a restart fences its predecessor."""
    return f"{mesh}.{service}-{slot}"


def state_topic(processor: str) -> str:
    """Return the compacted topic of a processor's state."""
    return f"{processor}.state.v1"


def journal_topic(processor: str) -> str:
    """Return the topic of a processor's journal."""
    return f"{processor}.journal.v1"


def dead_letter_topic(processor: str) -> str:
    """Return the topic of a processor's dead letters."""
    return f"{processor}.dead-letters.v1"


def command_topic(processor: str) -> str:
    """Return the topic of a processor's commands."""
    return f"{processor}.commands.v1"
