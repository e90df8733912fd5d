"""
Which services work: their consumer groups with members and state, as the broker knows them.

By aiokafka: the admin client of confluent-kafka ends the process when a coordinator is just changing
(`caseview.queries.consumer_lag`).
"""

from typing import Any, NamedTuple

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from contracts.topics import PROCESSORS
from mesh.declared.errors import TemporaryFailure
from mesh.wire import names

ANSWER_MS = 5_000
WORKING = "Stable"


class Group(NamedTuple):
    """A service's consumer group: its state as Kafka names it, such as Empty, and how many workers are in it."""

    service: str
    state: str
    workers: int


async def groups(bootstrap: str, mesh: str) -> list[Group]:
    """Return the consumer group of each service of the contract. Raises TemporaryFailure."""
    services = {names.group(mesh, processor.service): processor.service for processor in PROCESSORS.values()}
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=ANSWER_MS)
    try:
        await admin.start()
        answers: list[Any] = []
        for group in sorted(services):  # one by one: aiokafka 0.14 misreads an answer about several
            answers += await admin.describe_consumer_groups([group])
    except KafkaError as error:
        raise TemporaryFailure(f"the consumer groups are not known: {error}") from error
    finally:
        await admin.close()
    described = [one for answer in answers for one in answer.groups]
    return sorted(Group(services[one[1]], one[2], len(one[5])) for one in described)
