"""STA-03: which list a cancellation means, and what it is answered."""

from typing import Any

import pytest

from contracts.codes import reason
from contracts.common import Effect, Operation, RuleResult
from contracts.customs import DeclarationWithdrawn, DocumentJudged
from contracts.customs_clearance import Stage
from tests.support.builders import a_cancellation, a_list, a_payment
from tests.support.customs_outcomes import LATER, decided, list_no, stage
from tests.support.customs_world import World

UNKNOWN = "51412024I999999999"


def answer(world: World, **named: Any) -> DocumentJudged:
    """Cancel and return the answer."""
    judged = world.submit(a_cancellation(**{"list_no": UNKNOWN, **named}))
    (found,) = [record for record in judged if isinstance(record, DocumentJudged)]
    return found


def waiting(**changes: Any) -> World:
    """A list that waits for its order."""
    world = World()
    world.submit(a_list(**changes))
    return world


def results(judged: DocumentJudged) -> dict[str, RuleResult]:
    return {rule.rule_id: rule.result for rule in judged.rules}


def pre_entry_no(world: World) -> str:
    declaration = world.declaration()
    assert declaration is not None
    return declaration.pre_entry_no


def test_sta_03_the_cancellation_of_a_list_without_number_by_its_cop_no_is_accepted() -> None:
    world = waiting()
    assert answer(world, cop_no="COP-GW1").return_status == "2"
    assert stage(world) == (Stage.WITHDRAWN, "399")


def test_sta_03_the_cancellation_of_a_list_without_number_by_its_pre_no_is_accepted() -> None:
    world = waiting()
    assert answer(world, pre_entry_no=pre_entry_no(world)).return_status == "2"
    assert stage(world) == (Stage.WITHDRAWN, "399")


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
    assert results(judged) == dict.fromkeys(("DOC-10", "DOC-08", "STA-05", "STA-03"), RuleResult.PASSED)
    assert (judged.pre_entry_no, judged.list_no) == (pre_entry_no(world), list_no(world))


def test_sta_03_a_rejected_cancellation_says_why_and_says_it_again() -> None:
    world = decided(inspection=Effect.HOLD)
    judged, again = (answer(world, list_no=list_no(world)) for _ in range(2))
    assert judged.reasons == again.reasons == (reason("STA-03", "-623005", list_no(world)),)
    assert judged.pre_entry_no == again.pre_entry_no == pre_entry_no(world)
    assert list(results(judged).values()) == [*[RuleResult.PASSED] * 3, RuleResult.FAILED]


def test_sta_03_a_cancellation_rejected_for_an_unknown_list_tells_nothing_of_the_one_there_is() -> None:
    judged = answer(decided(forex=Effect.HOLD))
    assert judged.reasons == (reason("STA-03", "-623003", UNKNOWN),)
    assert judged.pre_entry_no is None


def test_a_cancellation_with_a_wrong_parameter_is_judged_by_that_alone() -> None:
    judged = answer(World(), operation=Operation.CHANGE)
    assert results(judged) == {"DOC-10": RuleResult.FAILED, "DOC-08": RuleResult.PASSED}


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
    (on_file,) = [case.cancellation for case in folder.cases]
    assert on_file is not None
    assert (on_file.issuer_code, on_file.number) == ("4401960M01", cop_no or "")


def test_a_cancellation_frees_the_payment_that_its_list_was_accepted_with() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"), a_payment(payment_no="P-2"))
    answer(world, list_no=list_no(world))
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
        "STA-05": RuleResult.FAILED,
    }
    assert answer(world, list_no=list_no(world)).return_status == "2"
