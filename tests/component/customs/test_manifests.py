"""How parts of bills are answered, when a bill agrees, and what its parcels are told."""

from typing import Any

import pytest

from contracts.common import FindingAction, Operation, Verdict
from contracts.customs import BillState
from contracts.customs_manifests import Bill
from mesh.declared.registers import Registers
from tests.support.customs.builders import AGENT, CARRIER, TEN_O_CLOCK
from tests.support.customs.manifests import (
    BILL,
    DAY_MS,
    HOUR_MS,
    KEY,
    Bills,
    Part,
    Steps,
    a_departure,
    a_master_list,
    a_release,
    an_arrival,
    looked_up,
    pages_of,
    parcels,
)
from tests.support.customs.registers import (
    EXPORT_SITE,
    IMPORT_SITE,
    OPERATOR,
    OTHER_AGENT,
    OTHER_OPERATOR,
    an_enterprise,
)

CHANGE, DELETE = Operation.CHANGE, Operation.DELETE
LATER = "20241111095930"
READY, DIFFERING, DEPARTED, WITHDRAWN = "READY", "DIFFERING", "DEPARTED", "DEPARTURE_WITHDRAWN"
THREE: dict[str, Any] = {"part_count": 3}
MAKERS: list[Any] = [a_master_list, an_arrival, a_departure]
AGAIN = {a_master_list: "-904001", an_arrival: "-804001", a_departure: "-508001"}
CONTRADICTS = {a_master_list: "-903001", an_arrival: "-803001", a_departure: "-507001"}


def each(waybills: tuple[str, ...], *movements: str) -> dict[str, list[str]]:
    """Return the same movements of each parcel."""
    return {waybill_no: [*movements] for waybill_no in waybills}


def test_a_bill_that_agrees_makes_its_parcels_ready_and_a_departure_lets_them_leave() -> None:
    bills = Bills()
    listed, arrived, left = a_master_list(), an_arrival(), a_departure()
    bills.give(listed, arrived)
    assert bills.moved() == each(parcels(1, 2), READY)
    bills.give(left)
    assert bills.moved() == each(parcels(1, 2), READY, DEPARTED)
    for part in (listed, arrived, left):
        assert bills.statuses(part) == ["2", "399"]
    ready, _, gone, _ = bills.movements()
    assert (ready.bill_no, ready.document_id, ready.moved_at_ms) == (BILL, arrived.document_id, TEN_O_CLOCK)
    assert (gone.document_id, gone.moved_at_ms) == (left.document_id, TEN_O_CLOCK - 60_000)


def test_an_answer_repeats_what_the_receipt_needs() -> None:
    bills, part = Bills(), an_arrival()
    bills.give(a_master_list(), part)
    for judgement in bills.judgements(part):
        assert judgement.pre_entry_no is not None
        assert judgement.pre_entry_no.startswith("A20241111")
        assert len(judgement.pre_entry_no) == 18
        repeated = {one.element: one.text for one in judgement.repeated or ()}
        assert repeated == {"logisticsCode": CARRIER, "billNo": BILL, "msgSeqNo": "1"}


@pytest.mark.parametrize("make", MAKERS)
def test_parts_reversed_and_repeated_are_concluded_once_each(make: Any) -> None:
    bills = Bills()
    parts = [make(parcels(number), number, **THREE) for number in (3, 2, 1)]
    for part in parts:
        bills.give(part, part)
    for part in parts:
        said = bills.judgements(part)
        assert [one.return_status for one in said if one.verdict is not Verdict.DUPLICATE] == ["2", "399"]
        assert [one.return_status for one in said if one.verdict is Verdict.DUPLICATE] == [AGAIN[make]]
    assert bills.bill().work == ()


@pytest.mark.parametrize("make", MAKERS)
def test_bil_03_a_part_that_comes_again_is_a_duplicate(make: Any) -> None:
    bills, part = Bills(), make(**THREE)
    bills.give(part, part)
    first, again = bills.judgements(part)
    assert (again.verdict, again.return_status) == (Verdict.DUPLICATE, AGAIN[make])
    assert [reason.rule_id for reason in again.reasons] == ["BIL-03"]
    assert again.pre_entry_no == first.pre_entry_no
    assert bills.bill().series[0].on_file == 1


def test_bil_03_a_repeated_rejection_passes_on_the_answer_that_it_had() -> None:
    bills, part = Bills(), a_master_list(part_count=0)
    bills.give(part, part)
    assert bills.answers() == ["-902001", "-902001"]
    assert [one.verdict for one in bills.judgements(part)] == [Verdict.REJECTED, Verdict.DUPLICATE]


@pytest.mark.parametrize("make", MAKERS)
def test_sta_02_another_part_of_the_same_number_is_rejected(make: Any) -> None:
    bills = Bills()
    bills.give(make(**THREE), make(parcels(7), **THREE))
    assert bills.answers() == ["2", AGAIN[make]]


@pytest.mark.parametrize("make", MAKERS)
def test_bil_02_a_part_that_contradicts_the_count_is_refused_and_a_right_one_is_accepted(make: Any) -> None:
    bills = Bills()
    first, wrong = make(parcels(1), 1, part_count=2), make(parcels(2), 2, part_count=3)
    right = make(parcels(2), 2, part_count=2, app_time=LATER)
    bills.give(first, wrong, right)
    assert bills.answers() == ["2", CONTRADICTS[make], "2"]
    assert bills.statuses(first) == bills.statuses(right) == ["2", "399"]


def test_bil_02_the_count_is_of_each_issuer_and_the_only_part_may_change_it() -> None:
    bills = Bills()
    bills.give(
        a_master_list(parcels(1), part_count=1),
        a_master_list(parcels(2), part_count=2, agent_code=OTHER_AGENT),
        a_master_list(parcels(2), part_count=1, agent_code=OTHER_AGENT, operation=CHANGE, app_time=LATER),
    )
    assert bills.answers() == ["2", "2", "2"]
    assert [(one.issuer_code, one.part_count) for one in bills.bill().series] == [(AGENT, 1), (OTHER_AGENT, 1)]


def test_bil_08_fifty_agents_list_one_bill_and_one_more_is_refused() -> None:
    bills = Bills()
    bills.bench.registers = registers_with_agents()
    for number in range(51):
        bills.give(a_master_list(agent_code=f"44019610{number:02}"))
    assert bills.answers() == ["2"] * 50 + ["-902001"]


def test_bil_08_an_agent_that_has_begun_passes_and_so_does_another_on_another_bill() -> None:
    bills = Bills()
    bills.bench.registers = registers_with_agents()
    for number in range(50):
        bills.give(a_master_list(agent_code=f"44019610{number:02}", part_count=2))
    bills.give(a_master_list((), 2, agent_code="4401961000", part_count=2))
    bills.give(a_master_list(agent_code="4401961050", bill_no="OTHER"))
    assert bills.answers() == ["2"] * 52


def registers_with_agents() -> Registers:
    return Registers((*looked_up(), *(an_enterprise(f"44019610{number:02}", "agent") for number in range(51))))


def test_several_agents_list_one_bill_and_the_arrival_is_compared_with_their_union() -> None:
    bills = Bills()
    bills.give(a_master_list(parcels(1)), a_master_list(parcels(2), part_count=2, agent_code=OTHER_AGENT), an_arrival())
    assert bills.moved() == {}
    bills.give(a_master_list((), 2, part_count=2, agent_code=OTHER_AGENT))
    assert bills.moved() == each(parcels(1, 2), READY)


def test_an_agent_that_begins_late_ends_the_difference() -> None:
    bills = Bills()
    bills.give(a_master_list(parcels(1)), an_arrival())
    assert bills.moved() == each(parcels(1, 2), DIFFERING)
    bills.give(a_master_list(parcels(2), agent_code=OTHER_AGENT))
    assert bills.moved() == each(parcels(1, 2), DIFFERING, READY)


def test_an_arrival_without_lines_is_of_every_parcel_that_the_master_lists_name() -> None:
    bills, arrived = Bills(), an_arrival(())
    bills.give(a_master_list(parcels(1, 2, 3)), arrived)
    assert bills.moved() == each(parcels(1, 2, 3), READY)
    assert bills.statuses(arrived) == ["2", "399"]
    assert (bills.standing().arrived, bills.standing().differing) == (3, 0)


def test_bil_07_a_listed_parcel_that_never_arrives_holds_the_bill_once_and_a_finding_lets_those_there_pass() -> None:
    bills = Bills()
    listed, arrived = a_master_list(parcels(1, 2, 3)), an_arrival(parcels(1, 2))
    bills.give(listed, arrived)
    assert bills.statuses(listed) == bills.statuses(arrived) == ["2", "399"]
    assert bills.moved() == each(parcels(1, 2, 3), DIFFERING)
    (held, *_) = bills.movements()
    assert (held.hold_id, held.reasons[0].code, held.reasons[0].rule_id) == (KEY, "99612", "BIL-07")
    bills.give(a_release(), a_release())
    assert bills.moved() == {**each(parcels(1, 2), DIFFERING, READY), "EX3": [DIFFERING]}
    assert bills.standing().state is BillState.RELEASED
    bills.give(an_arrival(parcels(1, 2, 3), operation=CHANGE, app_time=LATER, accepted_at_ms=TEN_O_CLOCK + DAY_MS))
    assert bills.moved()["EX3"] == [DIFFERING, READY]
    assert bills.moved()["EX1"] == [DIFFERING, READY]
    assert bills.standing().state is BillState.AGREEING


def test_bil_07_a_parcel_that_arrives_unlisted_is_refused_to_go_on_and_passes_once_a_change_lists_it() -> None:
    bills = Bills()
    bills.give(a_master_list(parcels(1)), an_arrival(parcels(1, 2)))
    assert bills.moved() == each(parcels(1, 2), DIFFERING)
    bills.give(a_release())
    assert bills.moved() == {"EX1": [DIFFERING, READY], "EX2": [DIFFERING]}
    change = a_master_list(operation=CHANGE, app_time=LATER, accepted_at_ms=TEN_O_CLOCK + 2 * HOUR_MS)
    bills.give(change)
    assert bills.moved() == each(parcels(1, 2), DIFFERING, READY)
    assert bills.statuses(change) == ["2", "399"]


def test_bil_07_a_bill_that_agrees_after_a_change_passes_without_an_officer() -> None:
    bills = Bills()
    bills.give(a_master_list(parcels(1)), an_arrival(), a_master_list(operation=CHANGE, app_time=LATER))
    assert bills.moved() == each(parcels(1, 2), DIFFERING, READY)


@pytest.mark.parametrize(
    "changes", [{"action": FindingAction.SHIP_BACK}, {"action": FindingAction.REFUSE}, {"hold_id": "another"}]
)
def test_bil_07_a_finding_that_does_not_release_the_hold_of_the_bill_lets_nothing_pass(changes: Any) -> None:
    bills = Bills()
    bills.give(a_master_list(parcels(1)), an_arrival(), a_release(**changes))
    assert bills.moved() == each(parcels(1, 2), DIFFERING)


def test_a_finding_on_a_bill_that_nobody_holds_does_nothing() -> None:
    bills = Bills()
    assert bills.give(a_release()) == []
    bills.give(a_master_list(), an_arrival())
    assert bills.give(a_release()) == []


def test_an_arrival_at_an_import_site_is_refused_and_its_bill_stays_where_it_was() -> None:
    bills, wrong = Bills(), an_arrival(supervised_site_code=IMPORT_SITE)
    bills.give(a_master_list(), wrong)
    assert bills.statuses(wrong) == ["-803002"]
    assert [reason.rule_id for reason in bills.judgements(wrong)[0].reasons] == ["SITE-02"]
    assert bills.moved() == {}
    bills.give(an_arrival(supervised_site_code=EXPORT_SITE, app_time=LATER))
    assert bills.moved() == each(parcels(1, 2), READY)


@pytest.mark.parametrize(
    ("changes", "statuses"),
    [
        ({"supervised_site_code": "5141X999"}, ["-803002"]),
        ({"customs_code": "5142"}, ["-803002"]),
        ({"operator_code": OTHER_OPERATOR}, ["-803002"]),
        ({"operator_code": OTHER_OPERATOR, "bill_no": None}, ["2", "399"]),
    ],
)
def test_an_arrival_is_at_a_site_that_its_operator_runs_and_post_at_that_of_another(
    changes: dict[str, Any], statuses: list[str]
) -> None:
    bills, part = Bills(), an_arrival(**{"supervised_site_code": EXPORT_SITE, **changes})
    bills.give(part)
    assert bills.statuses(part) == statuses


@pytest.mark.parametrize("make", MAKERS)
def test_bil_06_parts_that_wait_a_day_for_another_are_refused_and_may_come_again(make: Any) -> None:
    bills = Bills()
    first, third = make(parcels(1), 1, **THREE), make(parcels(3), 3, **THREE)
    bills.give(first, third)
    bills.tick(TEN_O_CLOCK + DAY_MS - 1)
    assert bills.statuses(first) == ["2"]
    bills.tick(TEN_O_CLOCK + DAY_MS)
    for part in (first, third):
        assert bills.statuses(part) == ["2", "100"]
        (refused,) = bills.judgements(part)[1].reasons
        assert (refused.code, refused.rule_id) == ("99611", "BIL-06")
        assert "3" in refused.text_zh
        assert "2" in refused.text_zh
    assert bills.moved() == {}
    assert (bills.bill().series, bills.bill().listed, bills.bill().arrived) == ((), 0, 0)
    bills.give(first)
    assert bills.statuses(first) == ["2", "100", "100"], "a repetition gets the answer that it had"
    later: dict[str, Any] = {"app_time": "20241112100000", "accepted_at_ms": TEN_O_CLOCK + DAY_MS + 1_000}
    whole = make(parcels(1, 2, 3), 1, **later)
    bills.give(whole)
    assert bills.statuses(whole) == ["2", "399"]


@pytest.mark.parametrize("make", MAKERS)
def test_bil_06_parts_that_are_complete_in_time_pass(make: Any) -> None:
    bills = Bills()
    second = make(parcels(2), 2, part_count=2, accepted_at_ms=TEN_O_CLOCK + DAY_MS - 1)
    first = make(parcels(1), 1, part_count=2)
    bills.give(first, second)
    bills.tick(TEN_O_CLOCK + 3 * DAY_MS)
    assert bills.statuses(first) == bills.statuses(second) == ["2", "399"]


def test_bil_06_a_part_on_its_own_after_the_deadline_waits_a_day_of_its_own() -> None:
    bills = Bills()
    late = a_master_list(parcels(2), 2, part_count=2, accepted_at_ms=TEN_O_CLOCK + DAY_MS + 1)
    bills.give(a_master_list(parcels(1), 1, part_count=2))
    bills.tick(TEN_O_CLOCK + DAY_MS)
    bills.give(late)
    assert bills.statuses(late) == ["2"]
    bills.tick(TEN_O_CLOCK + 2 * DAY_MS + 1)
    assert bills.statuses(late) == ["2", "100"]


def test_bil_06_a_concluded_part_stays_when_another_is_deleted_and_does_not_come_again() -> None:
    bills = Bills()
    first, second = (a_master_list(parcels(number), number, part_count=2) for number in (1, 2))
    bills.give(first, second, a_master_list((), 2, part_count=2, operation=DELETE, app_time=LATER))
    bills.tick(TEN_O_CLOCK + 2 * DAY_MS)
    assert bills.statuses(first) == ["2", "399"]
    assert bills.standing().parts_missing == 1
    again = a_master_list(parcels(2), 2, part_count=2, app_time="20241111095959")
    bills.give(again, an_arrival())
    assert bills.statuses(again) == ["2", "399"]
    assert bills.moved() == each(parcels(1, 2), READY)


def test_a_departure_before_the_bill_agrees_is_told_and_ready_comes_when_it_does() -> None:
    bills = Bills()
    bills.give(a_departure(), a_master_list(), an_arrival())
    assert bills.moved() == each(parcels(1, 2), DEPARTED, READY)


def test_a_parcel_left_behind_is_told_nothing_and_a_later_bill_may_take_it() -> None:
    bills = Bills()
    bills.give(a_master_list(), an_arrival(), a_departure(parcels(1)))
    assert bills.moved() == {"EX1": [READY, DEPARTED], "EX2": [READY]}
    later: dict[str, Any] = {"bill_no": "78499999999"}
    for make in MAKERS:
        bills.give(make(parcels(2), **later))
    assert bills.moved()["EX2"] == [READY, READY, DEPARTED]
    assert bills.movements()[-1].bill_no == "78499999999"


def test_a_departure_taken_back_is_told_to_the_parcels_that_no_other_part_names() -> None:
    bills = Bills()
    first, second = a_departure(parcels(1, 2), 1, part_count=2), a_departure(parcels(2, 3), 2, part_count=2)
    bills.give(first, second)
    assert bills.moved() == each(parcels(1, 2, 3), DEPARTED)
    deletion = a_departure((), 1, part_count=2, operation=DELETE, app_time=LATER)
    bills.give(deletion)
    assert bills.statuses(deletion) == ["2"]
    assert bills.moved() == {"EX1": [DEPARTED, WITHDRAWN], "EX2": [DEPARTED], "EX3": [DEPARTED]}
    assert bills.movements()[-1].document_id == deletion.document_id
    bills.give(a_departure(parcels(1), 1, part_count=2, app_time="20241111095959"))
    assert bills.moved()["EX1"] == [DEPARTED, WITHDRAWN, DEPARTED]


def test_a_departure_that_was_never_complete_is_taken_back_in_silence() -> None:
    bills = Bills()
    bills.give(a_departure(**THREE), a_departure((), operation=DELETE, app_time=LATER, **THREE))
    assert bills.moved() == {}
    assert bills.answers() == ["2", "2"]


def test_a_changed_departure_tells_those_that_it_drops_those_that_it_adds_and_a_new_time() -> None:
    bills = Bills()
    bills.give(a_departure(parcels(1, 2)), a_departure(parcels(2, 3), operation=CHANGE, app_time=LATER))
    assert bills.moved() == {"EX1": [DEPARTED, WITHDRAWN], "EX2": [DEPARTED], "EX3": [DEPARTED]}
    bills.give(a_departure(parcels(2, 3), operation=CHANGE, app_time="20241111095959", departure_time="20241111080000"))
    assert bills.moved()["EX2"] == [DEPARTED, DEPARTED]


def test_post_without_a_bill_is_ready_on_arrival_alone_and_leaves_by_its_own_number() -> None:
    bills, post = Bills(), {"bill_no": None, "cop_no": "POST-1"}
    parts = [an_arrival(parcels(number), number, part_count=2, **post) for number in (2, 1)]
    bills.give(*parts)
    assert bills.moved() == each(parcels(1, 2), READY)
    left = a_departure(bill_no=None, cop_no="POST-2")
    bills.give(left)
    assert bills.moved() == each(parcels(1, 2), READY, DEPARTED)
    every: list[Part] = [*parts, left]
    for part in every:
        assert bills.statuses(part) == ["2", "399"]
    assert all(one.bill_no is None for one in bills.movements())
    (judgement, _) = bills.judgements(parts[0])
    assert {one.element: one.text for one in judgement.repeated or ()}["billNo"] == ""


@pytest.mark.parametrize("make", [a_master_list, an_arrival])
def test_sta_02_a_parcel_that_is_ready_is_not_taken_off_a_bill(make: Any) -> None:
    bills, codes = Bills(), {a_master_list: "-903003", an_arrival: "-803004"}
    bills.give(a_master_list(), an_arrival())
    bills.give(make(parcels(1), operation=CHANGE, app_time=LATER), make(operation=DELETE, app_time=LATER))
    assert bills.answers()[2:] == [codes[make]] * 2
    bills.give(make(parcels(1, 2), operation=CHANGE, app_time="20241111095959"))
    assert bills.answers()[-1] == "2"
    assert bills.moved() == each(parcels(1, 2), READY)


def test_sta_02_an_arrival_without_lines_that_made_parcels_ready_is_not_deleted() -> None:
    bills = Bills()
    bills.give(a_master_list(), an_arrival(()), an_arrival((), operation=DELETE, app_time=LATER))
    assert bills.answers() == ["2", "2", "-803004"]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("operation", [CHANGE, DELETE])
def test_sta_02_what_is_not_there_is_neither_changed_nor_deleted(make: Any, operation: Operation) -> None:
    bills, codes = Bills(), {a_master_list: "-903002", an_arrival: "-803003", a_departure: "-507002"}
    bills.give(make(operation=operation))
    assert bills.answers() == [codes[make]]


@pytest.mark.parametrize("make", MAKERS)
def test_sta_01_an_older_part_is_refused(make: Any) -> None:
    bills, codes = Bills(), {a_master_list: "-903004", an_arrival: "-803005", a_departure: "-507003"}
    bills.give(make(**THREE), make(operation=CHANGE, app_time="20241110000000", **THREE))
    assert bills.answers() == ["2", codes[make]]


@pytest.mark.parametrize("make", MAKERS)
def test_a_deleted_part_is_off_its_bill(make: Any) -> None:
    bills = Bills()
    bills.give(make(**THREE), make((), operation=DELETE, app_time=LATER, **THREE))
    assert bills.answers() == ["2", "2"]
    assert (bills.bill().series, bills.bill().listed, bills.bill().arrived) == ((), 0, 0)
    assert bills.standing().parts_on_file == 0


@pytest.mark.parametrize("make", MAKERS)
def test_a_draft_has_no_effect(make: Any) -> None:
    bills, draft = Bills(), make(draft=True)
    bills.give(draft, draft, make(app_time=LATER))
    assert bills.answers() == ["1", "1", "2"]


@pytest.mark.parametrize("make", MAKERS)
def test_an_event_that_stands_twice_in_the_log_is_worked_once(make: Any) -> None:
    bills = Bills()
    for _ in range(2):
        bills.take(make(**THREE), "event-1")
    assert bills.answers() == ["2"]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (a_master_list(agent_code="9999999999"), "-10102"),
        (an_arrival(operator_code=AGENT), "-10102"),
        (a_departure(carrier_code=AGENT), "-10102"),
        (a_departure(departure_time="20241113100001"), "-506001"),
        (an_arrival((), bill_no=None), "-802001"),
    ],
)
def test_ent_01_and_the_like_a_part_that_a_rule_refuses_is_rejected(part: Any, code: str) -> None:
    bills = Bills()
    bills.give(part)
    assert bills.answers() == [code]
    assert bills.moved() == {}


def test_two_operators_both_have_to_be_complete() -> None:
    bills = Bills()
    bills.give(
        a_master_list(),
        an_arrival(parcels(2), part_count=2, operator_code=OTHER_OPERATOR),
        an_arrival(parcels(1)),
    )
    assert bills.moved() == {}
    bills.give(an_arrival((), 2, part_count=2, operator_code=OTHER_OPERATOR))
    assert bills.moved() == each(parcels(1, 2), READY)


def test_carrier_agents_and_operator_see_how_the_bill_stands() -> None:
    bills = Bills()
    bills.give(a_master_list(parcels(1), part_count=2), an_arrival(parcels(1)))
    for enterprise in (CARRIER, AGENT, OPERATOR):
        standing = bills.standing(enterprise)
        assert (standing.state, standing.listed, standing.arrived) == (BillState.INCOMPLETE, 1, 1)
        assert (standing.parts_on_file, standing.parts_missing) == (2, 1)
    bills.give(a_master_list(parcels(2), 2, part_count=2))
    assert (bills.standing().state, bills.standing().differing) == (BillState.DIFFERING, 1)
    bills.give(a_departure(parcels(1)))
    assert (bills.standing(AGENT).state, bills.standing(AGENT).departed) == (BillState.DEPARTED, 1)


def test_a_part_that_was_refused_may_be_deleted_or_changed() -> None:
    for operation, status in ((DELETE, ["2"]), (CHANGE, ["2", "399"])):
        bills = Bills()
        bills.give(a_master_list(part_count=2))
        bills.tick(TEN_O_CLOCK + DAY_MS)
        later: dict[str, Any] = {"app_time": "20241112100000", "accepted_at_ms": TEN_O_CLOCK + DAY_MS + 1_000}
        part = a_master_list(operation=operation, **later)
        bills.give(part)
        assert bills.statuses(part) == status
        assert sum(series.on_file for series in bills.bill().series) == (operation is CHANGE)


SEVEN_MONTHS_MS = 7 * 31 * DAY_MS
LATE: dict[str, Any] = {"app_time": "20250601000000", "accepted_at_ms": TEN_O_CLOCK + SEVEN_MONTHS_MS}


def kept(bills: Bills) -> list[str]:
    """Return the kinds of the records of the bill that are left, and of its timers."""
    kinds = {key.split(b"/")[0].decode() for key in bills.bench.state()}
    return sorted(kinds - {"JournalHead", "Serial"})


def test_a_bill_of_which_nothing_was_heard_for_six_months_is_forgotten_and_its_number_is_another_bills() -> None:
    bills = Bills()
    for make in MAKERS:
        bills.give(make(parcels(1), 1, part_count=2), make(parcels(2), 2, part_count=2))
    before = len(bills.told)
    bills.tick(TEN_O_CLOCK + SEVEN_MONTHS_MS)
    assert bills.told[before:] == []
    assert kept(bills) == []
    again = a_master_list(parcels(7), **LATE)
    bills.give(again)
    assert bills.statuses(again) == ["2", "399"]
    assert bills.standing().listed == 1


def test_a_bill_of_which_something_was_heard_is_kept_from_then_on() -> None:
    bills, later_ms = Bills(), TEN_O_CLOCK + 100 * DAY_MS
    bills.give(a_master_list(), an_arrival())
    bills.tick(later_ms)
    bills.give(a_departure(accepted_at_ms=later_ms, app_time="20250201000000"))
    bills.tick(TEN_O_CLOCK + 6 * 31 * DAY_MS + 1)
    assert bills.bill().departed == 2
    bills.tick(later_ms + 6 * 31 * DAY_MS - 1)
    assert bills.bill().departed == 2
    bills.tick(later_ms + 6 * 31 * DAY_MS)
    assert kept(bills) == []


def test_a_bill_whose_parts_were_deleted_or_refused_is_forgotten_too() -> None:
    bills = Bills()
    bills.give(a_master_list(), a_master_list((), operation=DELETE, app_time=LATER), an_arrival(part_count=2))
    bills.tick(TEN_O_CLOCK + SEVEN_MONTHS_MS)
    assert bills.get(Bill, KEY) is None


def test_a_part_that_comes_while_its_bill_is_being_forgotten_finds_what_is_left() -> None:
    with pages_of(1):
        bills = Steps()
        for make in MAKERS:
            bills.give(make(parcels(1, 2, 3)))
        bills.go_on(TEN_O_CLOCK + SEVEN_MONTHS_MS, 2)
        before = bills.bill()
        assert before.listed < 3
        bills.give(a_departure(parcels(4), 1, operation=CHANGE, **LATE))
        assert (bills.bill().listed, bills.bill().arrived) == (before.listed, before.arrived)
        assert bills.moved()["EX4"] == [DEPARTED]
        bills.tick(TEN_O_CLOCK + 3 * SEVEN_MONTHS_MS)
        assert bills.get(Bill, KEY) is None
        assert not any(type(record).__name__ in ("Parcel", "Page") for record in bills.records.values())
