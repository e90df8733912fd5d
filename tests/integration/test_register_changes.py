"""What two persons agree on reaches workers between chunks, and decides what is dated from its day on, not before."""

import asyncio
from pathlib import Path

import pytest

from contracts import codec
from contracts.customs import GoodsListed
from contracts.forex import TotalEntered
from contracts.gateway import RegisterAmended
from contracts.topics import (
    CUSTOMS_POSITIVE_LIST,
    FOREX_DECISIONS,
    FOREX_TOTAL_ENTRIES,
    GATEWAY_REGISTER_CHANGES,
)
from edge.access.principal import Principal
from edge.bus.publisher import KafkaPublisher
from edge.bus.read_back import KafkaReadBack
from edge.bus.reading_since import Bus
from edge.bus.registers import REGISTERS, KafkaRegisterEntries
from edge.bus.watch import BusWatch, Unavailable
from edge.store.database import open_database
from mesh.clock.virtual_clock import VirtualClock
from mesh.declared.processor import Context, Effects, Emit, Processor, Route
from mesh.declared.processor import State as Kept
from registrar.changes import Changes, State
from registrar.workflow import Proposal, Registrar
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh.bare_worker import NAME, an_entry, bare_worker, create_topics, keys_of, said

(KEY,) = keys_of(0)
NOVEMBER_11 = 1_731_290_400_000
ONE, TWO = (
    Principal(f"registrar-customs-{name}", name, (), frozenset({"registrar:customs"})) for name in ("one", "two")
)
HEADER = (
    "code,version,valid_from,source,list_version,name_zh,exclusions,trade_modes,name_words,licensed_modes,withdrawn\n"
)


def look_up(_: Kept, event: TotalEntered, context: Context) -> Effects:
    """Say which version of the row is in force on the first of the event's month; 0 if the goods are off the list."""
    entry = context.registers.find(GoodsListed, "04031000", f"{event.month}-01")
    version = entry.version if entry else 0
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, an_entry(KEY, event.entry_id, amount=version)),))


LISTS = Processor(
    name=NAME,
    version="1",
    routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: look_up}),),
    registers=(CUSTOMS_POSITIVE_LIST,),
)


class Office:
    """A gateway's registrar on a real Kafka; another one over the same folder is its next life."""

    def __init__(self, kafka: Kafka, folder: Path) -> None:
        self.engine = open_database(f"sqlite:///{folder / 'gateway.db'}")
        watch = BusWatch()
        self.publisher = KafkaPublisher(bootstrap=kafka.bootstrap, mesh=kafka.mesh, watch=watch)
        self.register_entries = KafkaRegisterEntries(bootstrap=kafka.bootstrap, mesh=kafka.mesh, watch=watch)
        self.registrar = Registrar(
            changes=Changes(self.engine),
            register_entries=self.register_entries,
            publisher=self.publisher,
            read_back=KafkaReadBack(
                Bus(bootstrap=kafka.bootstrap, mesh=kafka.mesh), watch, topics=(*REGISTERS, GATEWAY_REGISTER_CHANGES)
            ),
            bus=watch,
            clock=VirtualClock(source=lambda: NOVEMBER_11),
        )

    def close(self) -> None:
        self.publisher.close()
        self.register_entries.close()
        self.engine.dispose()


def prepare(kafka: Kafka) -> None:
    """Create the topics, and the first version of a row of the list."""
    create_topics(kafka, LISTS)
    others = [register for register in REGISTERS if register != CUSTOMS_POSITIVE_LIST]
    kafka.create(*others, partitions=1, config={"cleanup.policy": "compact"})
    kafka.create(GATEWAY_REGISTER_CHANGES)
    row = GoodsListed(
        code="04031000", version=1, valid_from="2022-03-01", source="list 2022", list_version="2022", name_zh="酸乳",
        exclusions=(), trade_modes=(), name_words=(), licensed_modes=(),
    )  # fmt: skip
    kafka.send(CUSTOMS_POSITIVE_LIST, (b"04031000@1", codec.encode(row)))


def agree(office: Office, *rows: str) -> str:
    """Let two persons change the list; return the change."""

    async def act() -> str:
        proposal = Proposal(CUSTOMS_POSITIVE_LIST, HEADER + "".join(rows), "Zhang", "notice 7", "new list")
        change = await office.registrar.propose(proposal, ONE)
        done = await office.registrar.approve(change.change_id, "Li", TWO)
        assert done.state is State.PUBLISHED
        return change.change_id

    return asyncio.run(act())


def test_a_topic_that_is_not_there_cannot_be_read_back(kafka: Kafka) -> None:
    """It may be there in a moment; to take it for empty would be to miss what it holds."""
    bus = Bus(bootstrap=kafka.bootstrap, mesh=kafka.mesh)
    with pytest.raises(Unavailable, match="not there yet"):
        bus.ask_leaders(GATEWAY_REGISTER_CHANGES)
    with pytest.raises(Unavailable, match="not there yet"):
        next(bus.since(GATEWAY_REGISTER_CHANGES, 0))


def test_a_new_list_counts_from_its_day_on_and_not_before(kafka: Kafka, tmp_path: Path) -> None:
    prepare(kafka)
    office = Office(kafka, tmp_path)
    months = ("2024-12", "2025-01", "2025-05", "2025-06")

    def enter(when: str) -> None:
        for month in months:
            event = an_entry(KEY, f"{when} {month}", month=month)
            kafka.send(FOREX_TOTAL_ENTRIES, (KEY, codec.encode(event)))

    enter("before")
    with bare_worker(kafka, tmp_path, LISTS) as worker:
        worker.work_all(kafka)
        change = agree(
            office,
            "04031000,2,2025-01-01,notice 7,2025,酸乳,,1210,,,\n",
            "04031000,3,2025-06-01,notice 7,2025,酸乳,,,,,true\n",
        )
        worker.turn_until(lambda: worker.facts.positions[0].next_offset == 3, "the new list")
        enter("after")
        worker.work_all(kafka)
    told = {entry.entry_id: entry.amount_cny_e5 for entry in said(kafka)}
    assert [told[f"before {month}"] for month in months] == [1, 1, 1, 1]
    assert [told[f"after {month}"] for month in months] == [1, 2, 2, 0]
    (message,) = kafka.wait_for(GATEWAY_REGISTER_CHANGES, 1)
    event = codec.decode(message.value or b"")
    assert isinstance(event, RegisterAmended)
    assert (event.change_id, event.proposed_by, event.approved_by) == (change, "Zhang", "Li")
    office.close()


def test_a_next_life_publishes_only_what_a_kill_left_out(kafka: Kafka, tmp_path: Path) -> None:
    """The first entry is on the topic already, from a life that died before the rest and the event."""
    prepare(kafka)
    first = Office(kafka, tmp_path)

    async def die_half_way() -> None:
        proposal = Proposal(
            CUSTOMS_POSITIVE_LIST,
            HEADER + "04031000,2,2025-01-01,notice 7,2025,酸乳,,,,,\n04029100,1,2025-01-01,notice 7,2025,乳,,,,,\n",
            "Zhang",
            "notice 7",
            "new list",
        )
        change = await first.registrar.propose(proposal, ONE)
        whole = first.publisher.send

        async def half(messages: object) -> None:
            await whole(list(messages)[:1])  # type: ignore[call-overload]
            raise KeyboardInterrupt

        first.publisher.send = half  # type: ignore[method-assign]
        await first.registrar.approve(change.change_id, "Li", TWO)

    try:
        asyncio.run(die_half_way())
    except KeyboardInterrupt:
        first.close()
    then = Office(kafka, tmp_path)
    assert asyncio.run(then.registrar.resume()) == 1
    keys = [message.key for message in kafka.read(CUSTOMS_POSITIVE_LIST)]
    assert keys == [b"04031000@1", b"04031000@2", b"04029100@1"]
    assert len(kafka.read(GATEWAY_REGISTER_CHANGES)) == 1
    assert asyncio.run(then.registrar.resume()) == 0
    then.register_entries.refresh()
    wait_until(lambda: len(then.register_entries.of(CUSTOMS_POSITIVE_LIST)) == 3, "the entries")
    then.close()
