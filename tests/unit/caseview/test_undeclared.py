"""How an order stands of which nothing has been declared yet: what it waits for, and what was rejected."""

from typing import Any

import pytest

from caseview.queries.undeclared import waiting

REASON = {"code": "-301008", "text_zh": "金额不符"}


def a_row(kind: str, verdict: str | None = "ACCEPTED", **changed: Any) -> dict[str, Any]:
    status, reasons = ("-301008", [REASON]) if verdict == "REJECTED" else ("2", [])
    row = {"document_type": kind, "verdict": verdict, "operation": "ADD", "draft": False, "status": status}
    return row | {"reasons": reasons} | changed


def test_it_waits_for_what_was_not_handed_over() -> None:
    assert waiting([a_row("IMPORT_LIST"), a_row("IMPORT_WAYBILL")]) == {
        "state": "WAITING",
        "status": None,
        "not_seen": ["IMPORT_ORDER", "IMPORT_PAYMENT"],
        "rejected": [],
    }


def test_a_rejected_waybill_is_not_there() -> None:
    found = waiting([a_row("IMPORT_ORDER"), a_row("IMPORT_WAYBILL", "REJECTED")])
    assert (found["state"], found["not_seen"], found["rejected"]) == (
        "WAITING",
        ["IMPORT_PAYMENT", "IMPORT_LIST"],
        ["IMPORT_WAYBILL"],
    )


@pytest.mark.parametrize("others", [[], [a_row("IMPORT_PAYMENT"), a_row("IMPORT_WAYBILL")]])
def test_a_rejected_order_without_a_list_is_rejected_and_does_not_wait(others: list[dict[str, Any]]) -> None:
    found = waiting([a_row("IMPORT_ORDER", "REJECTED"), *others])
    assert (found["state"], found["status"], found["reasons"]) == ("REJECTED", "-301008", [REASON])


def test_a_rejected_list_is_rejected_whatever_else_is_there() -> None:
    found = waiting([a_row("IMPORT_ORDER"), a_row("IMPORT_LIST", "REJECTED")])
    assert (found["state"], found["status"], found["rejected"]) == ("REJECTED", "-301008", ["IMPORT_LIST"])


def test_a_list_whose_order_was_rejected_waits_for_another_order() -> None:
    found = waiting([a_row("IMPORT_ORDER", "REJECTED"), a_row("IMPORT_LIST")])
    assert (found["state"], found["rejected"]) == ("WAITING", ["IMPORT_ORDER"])


def test_what_is_accepted_in_place_of_a_rejected_document_is_there() -> None:
    found = waiting([a_row("IMPORT_ORDER", "REJECTED"), a_row("IMPORT_ORDER")])
    assert (found["state"], found["rejected"]) == ("WAITING", [])


def test_a_rejected_change_leaves_what_is_accepted_as_it_is() -> None:
    found = waiting([a_row("IMPORT_ORDER"), a_row("IMPORT_ORDER", "REJECTED", operation="CHANGE")])
    assert (found["state"], found["rejected"]) == ("WAITING", [])


def test_a_deleted_document_is_waited_for_again() -> None:
    found = waiting([a_row("IMPORT_ORDER"), a_row("IMPORT_PAYMENT"), a_row("IMPORT_PAYMENT", operation="DELETE")])
    assert "IMPORT_PAYMENT" in found["not_seen"]


@pytest.mark.parametrize("row", [a_row("IMPORT_ORDER", draft=True), a_row("IMPORT_ORDER", "DUPLICATE")])
def test_drafts_and_repetitions_say_nothing(row: dict[str, Any]) -> None:
    assert waiting([row]) == {"state": None, "status": None}


def test_a_lone_payment_or_waybill_is_no_case_yet() -> None:
    assert waiting([a_row("IMPORT_WAYBILL"), a_row("IMPORT_PAYMENT", "REJECTED")]) == {"state": None, "status": None}


def test_a_document_that_is_not_judged_yet_is_there() -> None:
    assert waiting([a_row("IMPORT_ORDER", None)])["not_seen"] == ["IMPORT_PAYMENT", "IMPORT_WAYBILL", "IMPORT_LIST"]
