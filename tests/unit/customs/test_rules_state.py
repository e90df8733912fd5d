"""STA-01, STA-02, STA-04: what is said of a document that its state or its folder forbids, and what was evaluated."""

from dataclasses import replace

import pytest
from msgspec import structs

from agency.judging import is_older
from agency.rules import Evaluated, failed
from contracts.common import Operation, RuleEvaluated, RuleResult
from contracts.customs_clearance import Slot
from customs.filing import checks, recording
from customs.filing.desk import Desk
from customs.filing.filed import Filed
from customs.filing.submission import Filing
from customs.import_retail.document_types import FILED
from customs.import_retail.import_list import LIST
from customs.import_retail.order import ORDER
from customs.import_retail.payment import PAYMENT
from customs.import_retail.waybill import WAYBILL
from customs.rules import state
from customs.rules.state import Codes, OnRecord, check_state
from mesh.declared.processor import Context
from mesh.declared.registers import Registers
from mesh.engine.state import TaskState
from mesh.engine.store import MemoryStore
from tests.support.customs.builders import TEN_O_CLOCK, Document, a_list, a_payment, a_waybill, an_order
from tests.support.customs.reasons import reason
from tests.support.customs.world import registers

DOCUMENTS = [(build, FILED[type(build())].codes) for build in (an_order, a_payment, a_waybill, a_list)]


def filing(document: Document, kind: Filed, *, has_room: bool = True) -> Filing:
    """A document on a desk on which nothing else lies."""
    context = Context(
        at_ms=TEN_O_CLOCK, cause_id="", key=b"GW1", partition=0, partitions=1, registers=Registers(registers())
    )
    desk = Desk(TaskState(MemoryStore()), context)
    return structs.replace(kind.laid_out(desk, document), has_room=has_room)


def a_slot(app_time: str = "20241111095901", recorded_at_ms: int = TEN_O_CLOCK) -> Slot:
    """A document that was recorded under this appTime."""
    document = an_order(app_time=app_time, accepted_at_ms=recorded_at_ms)
    return recording.recorded(filing(document, ORDER), b"-", waits=False)


def evaluated(**results: RuleResult) -> tuple[RuleEvaluated, ...]:
    return tuple(RuleEvaluated(rule_id=name.replace("_", "-"), result=result) for name, result in results.items())


@pytest.mark.parametrize(("build", "codes"), DOCUMENTS)
def test_sta_01_what_is_older_is_rejected_by_its_order_number_and_its_state_is_not_looked_at(
    build: type, codes: Codes
) -> None:
    older = build(app_time="20241111095900", operation=Operation.CHANGE)
    found = check_state(older, codes=codes, slot=a_slot(), on_record=OnRecord.NOTHING, ahead_ms=0)
    why = reason("STA-01", codes.stale, "GW1")
    assert found == Evaluated(evaluated(STA_05=RuleResult.PASSED, STA_01=RuleResult.FAILED), (why,))


@pytest.mark.parametrize(("build", "codes"), DOCUMENTS)
def test_sta_02_what_the_state_forbids_is_rejected_by_its_order_number_after_its_time_passed(
    build: type, codes: Codes
) -> None:
    for operation, on_record, code in (
        (Operation.ADD, OnRecord.FREE, codes.exists),
        (Operation.CHANGE, OnRecord.NOTHING, codes.unknown),
        (Operation.DELETE, OnRecord.ENGAGED, codes.engaged),
    ):
        document = build(app_time="20241111095901", operation=operation)
        found = check_state(document, codes=codes, slot=a_slot(), on_record=on_record, ahead_ms=0)
        rules = evaluated(STA_05=RuleResult.PASSED, STA_01=RuleResult.PASSED, STA_02=RuleResult.FAILED)
        assert found == Evaluated(rules, (reason("STA-02", code, "GW1"),))


def test_sta_01_and_sta_02_what_is_as_new_and_allowed_passes() -> None:
    found = check_state(an_order(), codes=ORDER.codes, slot=None, on_record=OnRecord.NOTHING, ahead_ms=0)
    assert found == Evaluated(evaluated(STA_05=RuleResult.PASSED, STA_01=RuleResult.PASSED, STA_02=RuleResult.PASSED))


@pytest.mark.parametrize(("build", "codes"), DOCUMENTS)
@pytest.mark.parametrize("operation", list(Operation))
def test_sta_05_what_is_further_ahead_than_clocks_may_be_is_rejected_with_the_time(
    build: type, codes: Codes, operation: Operation
) -> None:
    ahead = build(app_time="20241111100101", operation=operation)
    found = check_state(ahead, codes=codes, slot=a_slot(), on_record=OnRecord.FREE, ahead_ms=60_000)
    said = (
        "appTime 晚于受理时间 20241111100000，请校准时钟",
        "appTime is ahead of the time of acceptance, 20241111100000: set the clock",
    )
    expected = Evaluated(evaluated(STA_05=RuleResult.FAILED), (reason("STA-05", codes.parameters, *said),))
    assert found == expected


def test_sta_05_what_is_as_far_ahead_as_clocks_may_be_passes() -> None:
    ahead = an_order(app_time="20241111100100")
    found = check_state(ahead, codes=ORDER.codes, slot=a_slot(), on_record=OnRecord.NOTHING, ahead_ms=60_000)
    assert found == state.STATE_PASSED


@pytest.mark.parametrize(
    ("recorded", "app_time", "minutes_later", "is_refused"),
    [
        ("20241112095900", "20241111100958", 10, False),
        ("20241112095900", "20241111101002", 10, False),
        ("20241111103000", "20241111102959", 0, False),
        ("20241111103000", "20241111103000", 0, False),
        ("20241111103000", "20241111100000", 0, False),
        ("20241111103000", "20241111095959", 0, True),
        ("20241111095901", "20241111100001", 0, False),
        ("20241111095901", "20241111095901", 0, False),
        ("20241111095901", "20241111095900", 0, True),
        ("20241111095901", "20241111095900", 10, True),
    ],
    ids=[
        "clock put right, two seconds slow",
        "clock put right, two seconds fast",
        "clock still ahead, by less",
        "clock as far ahead",
        "clock put right",
        "older than the acceptance",
        "clock now ahead",
        "as old",
        "older",
        "older, sent late",
    ],
)
def test_sta_01_an_app_time_that_is_ahead_counts_as_its_acceptance_on_both_sides_and_what_is_older_is_refused(
    recorded: str, app_time: str, minutes_later: int, is_refused: bool
) -> None:
    comes = an_order(app_time=app_time, accepted_at_ms=TEN_O_CLOCK + minutes_later * 60_000)
    assert is_older(comes, a_slot(recorded)) == is_refused


REFUSES = failed(reason("LIM-05", "-621005", "1"))
FORBIDS = failed(reason("DOC-02", "-621027"))


@pytest.mark.parametrize(
    ("operation", "parameters", "said"),
    [
        (Operation.CHANGE, Evaluated(), ("-621005",)),
        (Operation.CHANGE, FORBIDS, ("-621027",)),
        (Operation.DELETE, FORBIDS, ()),
    ],
)
def test_the_limit_is_looked_at_last_and_nothing_but_the_state_of_a_deletion(
    operation: Operation, parameters: Evaluated, said: tuple[str, ...]
) -> None:
    kind = replace(
        LIST, on_record=lambda _: OnRecord.FREE, checks=(lambda _: parameters, checks.fits, lambda _: REFUSES)
    )
    ruling = checks.rule_on(filing(a_list(operation=operation), kind))
    assert tuple(why.code for why in ruling.reasons) == said
    assert (ruling.recorded, ruling.return_status) == ((False, said[0]) if said else (True, "2"))


@pytest.mark.parametrize(
    ("kind", "last"),
    [(ORDER, "fits"), (PAYMENT, "finds_room"), (WAYBILL, "finds_room"), (LIST, "_keeps_to_single_limit")],
)
def test_parameters_come_first_then_registers_then_the_state_and_of_a_deletion_only_that(
    kind: Filed, last: str
) -> None:
    names = [check.__name__ for check in kind.checks]
    assert names[:3] == ["by_itself", "parties_are_registered", "fits"]
    assert names[-1] == last
    assert kind.of_deletion == (checks.fits,)


@pytest.mark.parametrize(("build", "code"), [(a_payment, "-401009"), (a_waybill, "-504011")])
def test_sta_04_a_full_folder_is_rejected_by_its_order_number(build: type, code: str) -> None:
    said = ("orderNo（订单 GW1 的单证数量已达上限）", "orderNo: order GW1 has no room")
    kind = FILED[type(build())]
    assert checks.finds_room(filing(build(), kind, has_room=False)) == Evaluated(
        evaluated(STA_04=RuleResult.FAILED), (reason("STA-04", code, *said),)
    )
    assert checks.finds_room(filing(build(), kind)) == Evaluated(evaluated(STA_04=RuleResult.PASSED))
