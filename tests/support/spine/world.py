"""All processors of the import path in memory: `a_world()`, `submit` to it, and read what it published and keeps."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from bench.processors import by_service
from contracts import codec, topics
from contracts.customs_clearance import Declaration
from contracts.documents import BY_RECORD
from contracts.forex import LicenceIssued
from contracts.tax import GuaranteeRegistered
from customs.clearance.processor import CLEARANCE
from deploy.register_files import read_all
from mesh.declared.processor import Record
from mesh.testing.world import World
from tests.support.customs.builders import AGENT, CNY, PAYER_BANK, PLATFORM
from tests.support.customs.registers import REGISTERED
from tests.support.customs.world import key_of

SPINE = tuple(one for working in by_service("sampling key of these tests").values() for one in working)
YEAR: dict[str, Any] = {"version": 1, "valid_from": "2024-01-01", "source": "test"}
SMALL_GUARANTEE_CNY = 60
"""What the platform can guarantee: room for the tax of a few parcels, so that others wait in line."""


@cache
def registers() -> dict[str, tuple[Record, ...]]:
    """The registers as deployed, and the invented world of the builders, by processor."""
    deployed = [(entry.topic, entry.record) for entry in read_all()]
    guarantees = ((AGENT, 1_000_000), (PLATFORM, SMALL_GUARANTEE_CNY))
    deployed += REGISTERED
    deployed += [
        (topics.FOREX_LICENCES, LicenceIssued(code=PAYER_BANK, licence_no="L-1", **YEAR)),
        *(
            (topics.TAX_GUARANTEE_ACCOUNTS, GuaranteeRegistered(code=code, amount_cny_e5=amount * CNY, **YEAR))
            for code, amount in guarantees
        ),
    ]
    return {p.name: tuple(record for topic, record in deployed if topic in p.registers) for p in SPINE}


def a_world() -> World:
    """The spine at rest, with nothing submitted."""
    return World(SPINE, registers())


def submit(world: World, documents: Iterable[Any]) -> None:
    """Publish documents as the gateway would; the document's id serves as the event's, so each may come once."""
    for document in documents:
        world.publish(
            BY_RECORD[type(document)].topic,
            document,
            key=key_of(document),
            at_ms=document.accepted_at_ms,
            event_id=document.document_id,
        )


def published(world: World, topic: str) -> list[Any]:
    """Return the records of a topic, partition by partition in the order of the log."""
    return [
        codec.decode(record.value)
        for (name, _), records in sorted(world.log.items())
        if name == topic
        for record in records
        if record.value
    ]


def declarations(world: World) -> dict[str, Declaration]:
    """Return all declarations of clearance as they stand, by id."""
    return {declaration.declaration_id: declaration for _, declaration in world.state_of(CLEARANCE.name, Declaration)}
