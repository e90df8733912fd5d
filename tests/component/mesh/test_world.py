"""Several processors in memory: a register that one writes comes to those that look it up, when the test says."""

from contracts import codec
from contracts.common import ParameterSet
from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES, TAX_FINDINGS, TAX_PARAMETERS
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State
from mesh.testing.world import Hand, World

CODE, DAY = "limits.single_cny", "2026-01-01"
SEEDED = ParameterSet(code=CODE, version=1, valid_from=DAY, source="test", value="1")


def raise_version(_: State, event: TotalEntered, context: Context) -> Effects:
    version = int(event.entry_id)
    entry = ParameterSet(code=CODE, version=version, valid_from=DAY, source="test", value=str(version))
    return Effects(outputs=(Emit(TAX_PARAMETERS, f"{CODE}@{version}".encode(), entry),))


def say_version(_: State, event: TotalEntered, context: Context) -> Effects:
    version = context.registers.need(ParameterSet, CODE, DAY).version
    return Effects(outputs=(Emit(TAX_FINDINGS, context.key, said(f"{event.entry_id} by {version}")),))


def said(entry_id: str) -> TotalEntered:
    return TotalEntered(enterprise_code="E1", entry_id=entry_id, month="2026-01", amount_cny_e5=1)


WRITER = Processor(
    "forex.totals", "1", (Route(FOREX_TOTAL_ENTRIES, {TotalEntered: raise_version}),), emits=(TAX_PARAMETERS,)
)
READER = Processor(
    "forex.decisions",
    "1",
    (Route(FOREX_DECISIONS, {TotalEntered: say_version}),),
    registers=(TAX_PARAMETERS,),
    emits=(TAX_FINDINGS,),
)
REGISTER = Hand(READER.name, TAX_PARAMETERS, 0)


def a_world(*processors: Processor) -> World:
    world = World(processors, {READER.name: [SEEDED]})
    for number in range(4):  # keys of both partitions
        key = b"%d" % number
        world.publish(FOREX_DECISIONS, said(f"asked {number}"), key=key, at_ms=0, event_id=f"asked {number}")
    world.publish(FOREX_TOTAL_ENTRIES, said("2"), key=b"E1", at_ms=0, event_id="raised")
    return world


def answers(world: World) -> set[str]:
    return {event.entry_id.rpartition(" ")[2] for event in world.events(TotalEntered) if " by " in event.entry_id}


def test_a_written_register_has_one_partition_and_is_delivered_to_who_looks_it_up() -> None:
    world = a_world(WRITER)
    world.run()
    assert [(at, len(records)) for at, records in world.log.items() if at[0] == TAX_PARAMETERS] == [
        ((TAX_PARAMETERS, 0), 1)
    ]
    world = a_world(WRITER, READER)
    (writes,) = [hand for hand in world.open_hands() if hand.processor == WRITER.name]
    world.deliver(writes)
    assert REGISTER in world.open_hands()
    world.deliver(REGISTER)
    assert REGISTER not in world.open_hands()
    assert codec.decode(world.log[TAX_PARAMETERS, 0][0].value or b"").version == 2


def test_its_readers_see_it_before_or_after_their_own_work_as_the_test_chooses() -> None:
    for wanted, version in ((WRITER.name, "2"), (READER.name, "1")):
        world = a_world(WRITER, READER)
        while READER.name in {hand.processor for hand in world.open_hands() if hand != REGISTER}:
            hands = world.open_hands()
            first = [hand for hand in hands if wanted in hand or hand == REGISTER]
            chosen = (first if wanted == WRITER.name else [hand for hand in first if hand != REGISTER]) or hands
            world.deliver(chosen[0])
        assert answers(world) == {version}


def test_a_register_that_nobody_in_the_world_writes_is_the_one_given() -> None:
    world = World([READER], {READER.name: [SEEDED]})
    world.publish(FOREX_DECISIONS, said("asked"), key=b"1", at_ms=0, event_id="asked")
    assert TAX_PARAMETERS not in {hand.topic for hand in world.open_hands()}
    world.run()
    assert answers(world) == {"1"}
