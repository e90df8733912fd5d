"""Why a number came out as it did: everything behind it, in order, for auditors; and who read it is written down."""

from typing import Any

import pytest

from caseview.queries import lookups
from caseview.queries.explanations import FORM
from tests.support.caseview.routes import Gateway
from tests.support.customs.builders import TEN_O_CLOCK

PURPOSE = "spot check 2024-11"


async def explained(gateway: Gateway, who: str, number: str) -> dict[str, Any]:
    response = await gateway.get(who, f"/v1/explanations/{number}", purpose=PURPOSE)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    assert (answer["form"], answer["number"]) == (FORM, number)
    (case,) = answer["cases"]
    found: dict[str, Any] = case
    return found


async def test_every_document_names_its_place_in_the_evidence_and_its_digest(gateway: Gateway) -> None:
    case = await explained(gateway, "auditor", "GW1")
    assert [document["evidence"] for document in case["documents"]] == [
        {"batch_id": "batch-0", "batch_index": index} for index in range(4)
    ]
    assert all(len(bytes.fromhex(document["content_digest"])) > 0 for document in case["documents"])
    for document in case["documents"]:
        kinds = [case["steps"][number - 1]["type"] for number in document["steps"]]
        assert kinds[1] == "DocumentJudged"
        assert kinds[0].endswith("Submitted")


async def test_every_rule_evaluated_is_told_also_where_it_passed(gateway: Gateway) -> None:
    case = await explained(gateway, "auditor", "GW1")
    (allowance,) = [step for step in case["steps"] if step["type"] == "AllowanceDecided"]
    assert [(rule["rule_id"], rule["result"]) for rule in allowance["rules"]] == [("LIM-04", "PASSED")]
    assert allowance["rules_version"] == "1"


async def test_a_register_entry_used_is_told_with_its_content_and_who_agreed_on_it(gateway: Gateway) -> None:
    case = await explained(gateway, "auditor", "GW1")
    (used,) = case["registers"]
    assert (used["register"], used["code"], used["version"]) == ("customs.parameters.v1", "limits.annual_cny", 2)
    assert used["entry"]["value"] == "26000"
    assert used["change_id"] == "change-1"
    assert [case["steps"][number - 1]["type"] for number in used["steps"]] == ["AllowanceDecided"]
    (change,) = case["register_changes"]
    assert (change["proposed_by"], change["approved_by"], change["authority"]) == ("Zhang", "Li", "LIM-02")


async def test_steps_are_numbered_in_order_and_name_the_place_of_their_record(gateway: Gateway) -> None:
    case = await explained(gateway, "auditor", "GW1")
    assert [step["step"] for step in case["steps"]] == list(range(1, len(case["steps"]) + 1))
    assert [step["recorded_ms"] for step in case["steps"]] == sorted(step["recorded_ms"] for step in case["steps"])
    places = [tuple(step["source"].values()) for step in case["steps"]]
    assert len(places) == len(set(places))


async def test_holds_findings_and_bills_are_there(gateway: Gateway) -> None:
    case = await explained(gateway, "auditor", "GW2")
    assert {hold["hold_id"] for hold in case["holds"]} == {"hold-1", "hold-2"}
    assert [(finding["officer"], finding["authority"]) for finding in case["findings"]] == [
        ("officer 7", "customs law art. 23")
    ]
    (bill,) = (await explained(gateway, "auditor", "GW1"))["tax_bills"]
    assert (bill["bill_no"], bill["status"], bill["payment_book_no"]) == ("T-GW1", "SUMMARISED", "BOOK-1")
    assert bill["lines"]


@pytest.mark.parametrize("number", ["T-GW1", "P-GW1", "W-GW1", "declaration-of-GW1"])
async def test_any_number_is_explained(gateway: Gateway, number: str) -> None:
    assert (await explained(gateway, "auditor", number))["order_no"] == "GW1"


async def test_an_officer_gets_the_part_that_the_agency_is_licensed_for(gateway: Gateway) -> None:
    case = await explained(gateway, "inspector", "GW2")
    assert {step["source"]["topic"].split(".")[0] for step in case["steps"]} == {"customs", "inspection"}
    assert case["documents"] == []
    assert case["tax_bills"] == []


@pytest.mark.parametrize("who", ["merchant", "bank", "operator"])
async def test_nobody_else_is_explained_anything(gateway: Gateway, who: str) -> None:
    response = await gateway.get(who, "/v1/explanations/GW1", purpose=PURPOSE)
    assert (response.status_code, response.json()["code"]) == (403, "role_missing")


@pytest.mark.parametrize("purpose", [{}, {"purpose": ""}, {"purpose": "  "}, {"purpose": "x" * 501}])
async def test_without_a_purpose_nothing_is_shown_and_nothing_is_noted(
    gateway: Gateway, purpose: dict[str, str]
) -> None:
    response = await gateway.get("auditor", "/v1/explanations/GW1", **purpose)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_parameter")
    assert (await gateway.get("auditor", "/v1/reads")).json() == {"reads": []}


async def test_every_read_is_written_down_also_of_what_is_not_there(gateway: Gateway) -> None:
    await gateway.get("auditor", "/v1/explanations/GW1", purpose=PURPOSE, person="Zhao")
    await gateway.get("inspector", "/v1/explanations/GW2", purpose="a complaint")
    assert (await gateway.get("auditor", "/v1/explanations/nobody", purpose="a try")).status_code == 404
    reads = (await gateway.get("auditor", "/v1/reads")).json()["reads"]
    told = [
        (read["organisation"], read["person"], read["purpose"], read["number"], read["declarations"]) for read in reads
    ]
    assert told == [
        ("audit", "Zhao", PURPOSE, "GW1", ["declaration-of-GW1"]),
        ("ciq", None, "a complaint", "GW2", ["declaration-of-GW2"]),
        ("audit", None, "a try", "nobody", []),
    ]
    assert {read["at_ms"] for read in reads} == {TEN_O_CLOCK + 90_000}
    for number in ("GW2", " G W2", "ＧＷ２", "GW\u200b2"):
        only = (await gateway.get("auditor", "/v1/reads", number=number)).json()["reads"]
        assert [read["organisation"] for read in only] == ["ciq"], number
    first = (await gateway.get("auditor", "/v1/reads", limit=1)).json()
    rest = (await gateway.get("auditor", "/v1/reads", after=first["next"])).json()["reads"]
    assert len(rest) == 2


async def test_only_auditors_read_who_read(gateway: Gateway) -> None:
    assert (await gateway.get("inspector", "/v1/reads")).status_code == 403


async def test_what_cannot_be_written_down_is_not_shown(gateway: Gateway) -> None:
    with gateway.database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE gateway_reads")
    response = await gateway.get("auditor", "/v1/explanations/GW1", purpose=PURPOSE)
    assert response.status_code == 503
    assert "steps" not in response.text


async def test_an_explanation_that_leaves_something_out_says_so(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (await gateway.get("auditor", "/v1/explanations/GW1", purpose="p")).json()["cases"]
    assert [case["complete"] for case in whole] == [True]
    monkeypatch.setattr(lookups, "LINES", 3)
    (case,) = (await gateway.get("auditor", "/v1/explanations/GW1", purpose="p")).json()["cases"]
    assert (case["complete"], len(case["steps"])) == (False, 3)


async def test_the_figures_of_every_line_are_told(gateway: Gateway) -> None:
    (taxes,) = (await explained(gateway, "auditor", "GW1"))["taxes"]
    assert (taxes["vat_factor"], taxes["total_cny_e5"], taxes["tax_regime"]) == ("0.7", 9_10000, "PREFERENTIAL")
    (line,) = taxes["lines"]
    assert (line["dutiable_cny_e5"], line["vat_pct"], line["vat_cny_e5"]) == (100_00000, "13", 9_10000)
    assert (line["high_end"], line["commodity_code"]) == (None, "3401110000")


async def test_of_a_held_declaration_everything_known_is_told(gateway: Gateway) -> None:
    """Which line is high-end, and which has no rate on file, although nothing is due yet."""
    (taxes,) = (await explained(gateway, "auditor", "GW2"))["taxes"]
    cream, unknown = taxes["lines"]
    assert (cream["high_end"], cream["consumption_pct"]) == (True, "15")
    assert (unknown["dutiable_cny_e5"], unknown["vat_pct"]) == (1_00000, None)
    assert "vat_cny_e5" not in unknown
