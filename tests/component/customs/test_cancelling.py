"""STA-03, STA-06: which list a cancellation means, whether it repeats what is on it, and what it is answered."""

from typing import Any

import pytest

from contracts.common import DocumentType, Effect, Judgement, Operation, RuleResult
from contracts.customs import DeclarationWithdrawn, DocumentJudged
from contracts.customs_clearance import Stage
from tests.support.customs.builders import MERCHANT, a_cancellation, a_list, a_payment, digests
from tests.support.customs.filed_documents import slots_of
from tests.support.customs.outcomes import LATER, decided, list_no, stage
from tests.support.customs.reasons import reason
from tests.support.customs.registers import OTHER_MERCHANT
from tests.support.customs.world import World

UNKNOWN = "51412024I999999999"


def answer(world: World, **named: Any) -> Judgement:
    """Cancel and return the answer."""
    judged = world.submit(a_cancellation(**{"list_no": UNKNOWN, **named}))
    (found,) = [record.judgement for record in judged if isinstance(record, DocumentJudged)]
    return found


def waiting(**changes: Any) -> World:
    """A list that waits for its order."""
    world = World()
    world.submit(a_list(**changes))
    return world


def results(judged: Judgement) -> dict[str, RuleResult]:
    return {rule.rule_id: rule.result for rule in judged.rules}


def pre_entry_no(world: World) -> str:
    declaration = world.declaration()
    assert declaration is not None
    return declaration.pre_entry_no


def test_sta_03_the_cancellation_of_a_list_without_number_by_its_cop_no_is_accepted() -> None:
    world = waiting()
    assert answer(world, list_no="COP-GW1").return_status == "2"
    assert stage(world) == (Stage.WITHDRAWN, "399")


def test_sta_03_the_cancellation_of_a_list_with_a_number_by_its_cop_no_is_rejected() -> None:
    world = decided(forex=Effect.HOLD)
    assert answer(world, list_no="COP-GW1").return_status == "-623003"
    assert stage(world) == (Stage.HELD, "300")


@pytest.mark.parametrize("with_pre_no", [False, True])
def test_sta_03_the_cancellation_of_a_list_without_number_by_its_pre_no_is_accepted(with_pre_no: bool) -> None:
    world = waiting()
    named = {"pre_entry_no": pre_entry_no(world)} if with_pre_no else {}
    assert answer(world, list_no=pre_entry_no(world), **named).return_status == "2"
    assert stage(world) == (Stage.WITHDRAWN, "399")


def test_sta_03_an_invented_list_number_beside_the_right_pre_no_is_rejected() -> None:
    world = waiting()
    assert answer(world, pre_entry_no=pre_entry_no(world)).return_status == "-623003"
    assert answer(world, cop_no="COP-GW1").return_status == "-623003"
    assert stage(world) == (Stage.WAITING, "2")


def test_sta_03_another_pre_no_beside_the_right_list_number_is_rejected_and_the_right_one_accepted() -> None:
    world = decided(forex=Effect.HOLD)
    assert answer(world, list_no=list_no(world), pre_entry_no="B20241111999999999").return_status == "-623003"
    assert stage(world) == (Stage.HELD, "300")
    assert answer(world, list_no=list_no(world), pre_entry_no=pre_entry_no(world)).return_status == "2"


REPEATED: list[tuple[dict[str, Any], str]] = [
    ({"merchant_code": OTHER_MERCHANT}, "ebcCode"),
    ({"agent_code": "4401960A02"}, "agentCode"),
    ({"customs_code": "2991"}, "customsCode"),
    ({"carrier_code": "4401960C02"}, "logisticsCode"),
    ({"waybill_no": "W-2"}, "logisticsNo"),
    ({"person_digests": digests(name="别人", person_id="李明")}, "buyerName/buyerIdNumber"),
    ({"person_digests": digests(name="李明", person_id="别人")}, "buyerName/buyerIdNumber"),
    ({"person_digests": digests(name=None, person_id=None)}, "buyerName/buyerIdNumber"),
]


@pytest.mark.parametrize(("change", "element"), REPEATED)
@pytest.mark.parametrize("is_decided", [False, True])
def test_sta_06_a_cancellation_that_says_otherwise_than_its_list_is_rejected_by_the_field(
    change: dict[str, Any], element: str, is_decided: bool
) -> None:
    world = decided(forex=Effect.HOLD) if is_decided else waiting()
    before = stage(world)
    judged = answer(world, list_no=list_no(world), **change)
    said = f"{element} 与清单不一致", f"not as on the list: {element}"
    assert judged.reasons == (reason("STA-06", "-623001", *said),)
    assert stage(world) == before
    assert answer(world, list_no=list_no(world)).return_status == "2"


def test_sta_06_all_that_differs_is_named_when_rejected() -> None:
    world = decided(forex=Effect.HOLD)
    judged = answer(world, list_no=list_no(world), customs_code="2991", waybill_no="W-2")
    assert "customsCode、logisticsNo" in judged.reasons[0].text_zh


@pytest.mark.parametrize("change", [{"waybill_no": "W- GW1"}, {"agent_code": MERCHANT}])
def test_sta_06_a_blank_in_the_waybill_number_or_a_merchant_without_its_agent_is_accepted(
    change: dict[str, Any],
) -> None:
    world = decided(forex=Effect.HOLD)
    assert answer(world, list_no=list_no(world), **change).return_status == "2"


def test_sta_06_what_the_changed_list_says_is_what_is_compared_and_accepted() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"))
    assert answer(world, list_no=list_no(world)).return_status == "-623001"
    assert answer(world, list_no=list_no(world), waybill_no="W-2").return_status == "2"


def test_sta_06_a_buyer_that_cannot_be_compared_any_more_is_noted_and_the_list_is_cancelled() -> None:
    world = decided(forex=Effect.HOLD)
    in_march = digests(name="别人", person_id="别人", years=(2025,))
    judged = answer(world, list_no=list_no(world), person_digests=in_march)
    assert results(judged)["STA-06"] is RuleResult.NOTED
    assert stage(world) == (Stage.WITHDRAWN, "399")


def test_sta_06_nothing_is_compared_for_who_has_no_part_in_the_list_and_is_rejected() -> None:
    world = decided(forex=Effect.HOLD)
    stranger: dict[str, Any] = {"sender_code": OTHER_MERCHANT, "merchant_code": OTHER_MERCHANT}
    judged = answer(world, list_no=list_no(world), **stranger)
    assert judged.reasons == (reason("STA-03", "-623003", list_no(world)),)
    assert "STA-06" not in results(judged)


def test_the_cancellation_of_a_deleted_list_finds_its_state_forbidding_it() -> None:
    world = waiting()
    named = pre_entry_no(world)
    world.submit(a_list(operation=Operation.DELETE, app_time=LATER))
    judged = answer(world, list_no=named)
    assert judged.return_status == "-623005"
    assert "STA-06" not in results(judged)


@pytest.mark.parametrize("named", [{}, {"pre_entry_no": "B20241111999999999"}, {"cop_no": ""}])
def test_sta_03_the_cancellation_of_a_list_without_number_by_none_of_its_numbers_is_rejected(named: Any) -> None:
    world = waiting()
    assert answer(world, **named).return_status == "-623003"
    assert stage(world) == (Stage.WAITING, "2")


def test_sta_03_no_cop_no_is_no_name_in_common_and_rejected() -> None:
    world = waiting(cop_no="")
    assert answer(world, cop_no="").return_status == "-623003"


@pytest.mark.parametrize("by", ["cop_no", "pre_entry_no"])
def test_sta_03_the_cancellation_of_a_list_with_a_number_by_another_one_is_rejected(by: str) -> None:
    world = decided(forex=Effect.HOLD)
    named = {"cop_no": "COP-GW1", "pre_entry_no": pre_entry_no(world)}[by]
    assert answer(world, **{by: named}).return_status == "-623003"
    assert stage(world) == (Stage.HELD, "300")


def test_sta_03_an_accepted_cancellation_names_the_list_and_the_rules() -> None:
    world = decided(forex=Effect.HOLD)
    judged = answer(world, list_no=list_no(world))
    assert results(judged) == dict.fromkeys(
        ("DOC-10", "DOC-08", "IDN-01", "STA-05", "STA-06", "STA-03"), RuleResult.PASSED
    )
    assert (judged.pre_entry_no, judged.list_no) == (pre_entry_no(world), list_no(world))


def test_sta_03_a_rejected_cancellation_says_why_and_says_it_again() -> None:
    world = decided(inspection=Effect.HOLD)
    judged, again = (answer(world, list_no=list_no(world)) for _ in range(2))
    assert judged.reasons == again.reasons == (reason("STA-03", "-623005", list_no(world)),)
    assert judged.pre_entry_no == again.pre_entry_no == pre_entry_no(world)
    assert list(results(judged).values()) == [*[RuleResult.PASSED] * 5, RuleResult.FAILED]


def test_sta_03_a_cancellation_rejected_for_an_unknown_list_tells_nothing_of_the_one_there_is() -> None:
    judged = answer(decided(forex=Effect.HOLD))
    assert judged.reasons == (reason("STA-03", "-623003", UNKNOWN),)
    assert judged.pre_entry_no is None


def test_a_cancellation_with_a_wrong_parameter_is_judged_by_that_alone() -> None:
    judged = answer(World(), operation=Operation.CHANGE)
    assert results(judged) == {
        "DOC-10": RuleResult.FAILED,
        "DOC-08": RuleResult.PASSED,
        "IDN-01": RuleResult.PASSED,
    }


def test_a_draft_of_a_cancellation_cancels_nothing() -> None:
    world = decided(forex=Effect.HOLD)
    judged = answer(world, list_no=list_no(world), draft=True)
    assert (judged.verdict.value, judged.return_status) == ("ACCEPTED", "1")
    assert stage(world) == (Stage.HELD, "300")


@pytest.mark.parametrize("cop_no", ["CANCEL-1", None])
def test_the_newest_cancellation_is_on_file_under_its_own_number(cop_no: str | None) -> None:
    world = waiting()
    answer(world, cop_no="CANCEL-0")
    answer(world, cop_no=cop_no)
    folder = world.folder()
    assert folder is not None
    (on_file,) = slots_of(folder, DocumentType.IMPORT_CANCELLATION)
    assert (on_file.issuer_code, on_file.number) == ("4401960M01", cop_no or "")


def test_a_cancellation_frees_the_payment_that_its_list_was_accepted_with() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"), a_payment(payment_no="P-2"))
    assert answer(world, list_no=list_no(world), waybill_no="W-2").return_status == "2"
    freed = [outcome.document.number for outcome in world.all(DeclarationWithdrawn)[-1].documents]
    assert "P-GW1" in freed
    assert "P-2" not in freed


def test_sta_05_a_cancellation_of_the_future_is_rejected_and_the_next_one_is_accepted() -> None:
    world = decided(forex=Effect.HOLD)
    judged = answer(world, list_no=list_no(world), app_time="20990101000000")
    assert [why.code for why in judged.reasons] == ["-623001"]
    assert results(judged) == {
        "DOC-10": RuleResult.PASSED,
        "DOC-08": RuleResult.PASSED,
        "IDN-01": RuleResult.PASSED,
        "STA-05": RuleResult.FAILED,
    }
    assert answer(world, list_no=list_no(world)).return_status == "2"
