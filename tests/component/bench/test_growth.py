"""The loader of the growth benchmark: its state is what the engines keep, however the work is shared."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain, filterfalse

import msgspec

from bench.growth import __main__ as growth
from bench.growth import equality, scenario
from bench.growth.loader import SHARED, Load, StateRecord, added_up, states, without_waybills
from bench.ladder.trade import batches, templates
from bench.memory import Memory, own_keys, services
from contracts import codec
from contracts.customs_clearance import Declaration, Folder
from contracts.tax_guarantee import Balance
from mesh.engine.state import state_key
from mesh.engine.store import POSITION

PARCELS = 120
WHOLE = Load(begin=0, closed=PARCELS, opened=0, partitions=4)
KEYS = own_keys()


def driven(parcels: int) -> list[StateRecord]:
    """The state after so many parcels, one batch each, in stores that forget nothing."""
    mesh = Memory(services(), keys=KEYS)
    for body in batches(templates(), begin=0, declarations=parcels, parcels=1):
        mesh.submit(body)
    return [
        (processor, partition, key, value)
        for processor, partition, store in mesh.stores()
        for key, value in store.scan(b"")
        if key != POSITION
    ]


def is_shared(found: StateRecord) -> bool:
    return found[2].startswith(SHARED)


def merged(shares: Iterable[Iterable[StateRecord]]) -> list[StateRecord]:
    found = list(chain.from_iterable(shares))
    return [*filterfalse(is_shared, found), *added_up(filter(is_shared, found))]


def test_loaded_state_is_that_of_driven_engines() -> None:
    found = equality.compared(driven(PARCELS), states(WHOLE, keys=KEYS))
    assert found["driven"] > 10 * PARCELS
    assert (found["loaded"], found["different"]) == (found["driven"], 0), found["examples"]


def test_a_record_that_is_missing_or_another_is_told() -> None:
    whole = list(states(Load(begin=0, closed=3, opened=0, partitions=4), keys=KEYS))
    assert equality.compared(whole, whole[1:])["different"] == 1
    processor, partition, key, value = next(each for each in whole if each[2].startswith(state_key(Folder, "")))
    other = codec.encode(msgspec.structs.replace(codec.decode(value), cases=()))
    changed = [(processor, partition, key, other) if each[3] == value else each for each in whole]
    found = equality.compared(whole, changed)
    assert found["different"] == 2
    assert any("only loaded: customs.clearance" in each for each in found["examples"])


def test_shares_together_are_the_whole_and_ledgers_are_added_up() -> None:
    whole = states(WHOLE, keys=KEYS)
    shared = merged(states(WHOLE, share, 2, keys=KEYS) for share in range(2))
    assert equality.compared(merged([whole]), shared)["different"] == 0
    guarantees = [codec.decode(value) for processor, _, key, value in shared if processor == "tax.guarantee"]
    assert sum(record.reserved_cny_e5 for record in guarantees if isinstance(record, Balance)) > 0


def test_an_open_case_waits_for_its_waybill() -> None:
    body = without_waybills(next(batches(templates(), begin=0, declarations=2, parcels=2)))
    assert [line.count(b'"type":"import-waybill"') for line in body.split(b"\n")] == [0] * 6
    opened = list(states(Load(begin=0, closed=0, opened=20, partitions=4), keys=KEYS))
    waiting = [codec.decode(value) for _, _, key, value in opened if key.startswith(state_key(Declaration, ""))]
    assert len(waiting) == 20
    assert {declaration.return_status for declaration in waiting} == {"2"}


def test_silence_around_a_kill_is_the_longest_that_ends_after_it() -> None:
    walls = [*(10 + n / 10 for n in range(60)), *(19 + n / 10 for n in range(40))]
    assert scenario.silence(walls, 16.0) == {"longest_silence_seconds": 3.1, "first_decision_seconds": 3.0}


def test_problems_are_those_of_the_run_of_the_loader_and_of_the_kill() -> None:
    run = asdict(scenario.Scenario("base")) | {
        "problems": ["late"],
        "kill": {"problems": [], "different": {"no end": 2}},
    }
    assert growth.problems_of(run) == ["base: late", "base: after the kill: no end"]
    checked = asdict(scenario.Scenario("loader", compared=True)) | {
        "problems": [],
        "equality": {"examples": ["only x"]},
    }
    assert growth.problems_of(checked) == ["loader: only x"]
