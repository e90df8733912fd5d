"""Two persons change registers of a running mesh: a guarantee is topped up, a list changes from a date on."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Command, Performance
from tests.support.kafka import wait_until

pytestmark = pytest.mark.e2e

ACT = ("--authority", "order 7", "--reason", "test")


def test_a_parcel_whose_guarantee_is_short_is_released_by_a_top_up_and_by_nobody_else(yidian: Command) -> None:
    held = yidian.lines("held", "--agency", "tax", "--reason", "99301")
    assert held
    number = str(held[0]["order_no"])
    refused = yidian("decide", str(held[0]["hold_id"]), "release", *ACT)
    assert refused.exit_code == 1
    assert "The guarantor tops up" in refused.stderr
    asked = [step for step in explained(yidian, number)["steps"] if step["type"] == "GuaranteeDecided"]
    guarantor = str(asked[0]["details"]["guarantor_code"])

    (change,) = yidian.lines("top-up", guarantor, "100000", "--person", "Zhang", *ACT)
    assert change["state"] == "pending"
    same = yidian("register", "approve", str(change["change_id"]), "--person", "Zhang")
    assert same.exit_code == 1
    assert "nother person" in same.stderr
    (approved,) = yidian.lines("register", "approve", str(change["change_id"]), "--person", "Li")
    assert approved["state"] == "published"

    def is_released() -> bool:
        (match,) = yidian.lines("status", number)
        return match["status"] in ("800", "899")

    wait_until(is_released, "the release after the top-up", deadline=60)
    told = explained(yidian, number)
    used = [
        (one["register"], one["version"], one["change_id"]) for one in told["registers"] if one["code"] == guarantor
    ]
    assert ("tax.guarantee-accounts.v1", 2, change["change_id"]) in used
    assert [one["proposed_by"] for one in told["register_changes"]] == ["Zhang"]


def explained(yidian: Command, number: str) -> dict[str, Any]:
    (answer,) = yidian.lines("explain", number, "--purpose", "end-to-end test")
    (case,) = answer["cases"]
    found: dict[str, Any] = case
    return found


def test_a_read_is_on_record(performance: Performance, yidian: Command) -> None:
    number = performance.planned.day[0].parcel.deal.order_no
    explained(yidian, number)
    (*_, read) = yidian.lines("reads", number)
    assert (read["purpose"], read["number"]) == ("end-to-end test", number)


def test_an_explanation_of_a_released_parcel_leaves_nothing_out(performance: Performance, yidian: Command) -> None:
    released = next(case for case in performance.planned.day if case.plant == "sound")
    case = explained(yidian, released.parcel.deal.order_no)
    assert case["status"] in ("800", "899")
    kinds = {step["type"] for step in case["steps"]}
    assert {
        *(
            "ImportOrderSubmitted",
            "ImportPaymentSubmitted",
            "ImportWaybillSubmitted",
            "ImportListSubmitted",
            "DocumentJudged",
        ),
        *("NumberClaimAnswered", "DeclarationAccepted", "AllowanceDecided", "InspectionDecided", "ForexDecided"),
        *("DutyAssessed", "GuaranteeDecided", "DeclarationCleared", "ReceiptIssued", "TaxBillIssued"),
    } <= kinds
    decided = [step for step in case["steps"] if step["rules"]]
    assert {step["agency"] for step in decided} == {"customs", "inspection", "forex", "tax"}
    assert all(step["rules_version"] for step in decided)
    assert all(used["entry"] for used in case["registers"])
    caused = [step for step in case["steps"] if step["caused_by"] is not None]
    assert all(step["caused_by"] < step["step"] for step in caused)
    outside = {step["type"] for step in case["steps"]} - {step["type"] for step in caused}
    assert outside <= {
        *("ImportOrderSubmitted", "ImportPaymentSubmitted", "ImportWaybillSubmitted", "ImportListSubmitted"),
        *("NumberClaimAnswered", "AllowanceDecided", "GuaranteeDecided"),  # answers to requests, which nobody folds
        "FindingRecorded",  # where an inspector drew it
    }
    run = yidian("explain", released.parcel.deal.order_no, "--purpose", "test", "--lang", "zh")
    assert run.exit_code == 0
    assert "规则判定" in run.stdout


def test_a_list_is_proposed_from_a_date_and_taken_back(tmp_path: Path, yidian: Command) -> None:
    before = yidian.lines("register", "show", "customs.positive-list", "--date", "2030-01-01")
    columns = [name for name in before[0] if name not in ("version", "valid_from", "valid_to", "withdrawn", "source")]
    kept, *_ = before
    cells = [";".join(kept[name]) if isinstance(kept[name], list) else str(kept[name] or "") for name in columns]
    file = tmp_path / "list.csv"
    file.write_text(",".join(columns) + "\n" + ",".join(f'"{cell}"' for cell in cells) + "\n", encoding="utf-8")
    arguments = ("customs.positive-list", str(file), "--from", "2030-01-01", "--person", "Zhang", *ACT)
    (change,) = yidian.lines("register", "list-version", *arguments)
    assert str(change["entries"]).count("true") == len(before) - 1
    assert yidian.lines("register", "list", "customs.positive-list", "--state", "pending") == [change]
    (rejected,) = yidian.lines("register", "reject", str(change["change_id"]), "--person", "Li", "--reason", "a test")
    assert rejected["state"] == "rejected"
    assert yidian.lines("register", "show", "customs.positive-list", "--date", "2030-01-01") == before


def test_what_is_wrong_with_a_proposal_is_said_by_row(tmp_path: Path, yidian: Command) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("code,version,valid_from,source,amount_cny\n9901160001,1,2016-01-01,s,5\n", encoding="utf-8")
    run = yidian("register", "propose", "tax.guarantee-accounts", str(file), "--person", "Zhang", *ACT)
    assert run.exit_code == 1
    said = " ".join(run.stderr.split())
    assert "row 2" in said
    assert "never altered" in said


def test_the_worklist_marks_what_is_overdue(yidian: Command) -> None:
    holds = yidian.lines("held")
    assert [hold["deadline_at_ms"] for hold in holds] == sorted(hold["deadline_at_ms"] for hold in holds)
    overdue = yidian.lines("held", "--overdue")
    assert all(hold["overdue"] for hold in overdue)
    assert "due" in yidian("held").stdout or not holds
