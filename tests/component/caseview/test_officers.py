"""Officers: held cases and findings. Operators: figures. Parked keys: `test_parked`."""

from typing import Any

import pytest

from caseview.database import upsert
from caseview.queries.flow import percentile
from contracts import codec, topics
from contracts.codes import CODES
from contracts.common import FindingAction, FindingRecorded
from mesh.wire import headers
from mesh.wire.records import Inbound
from tests.support.caseview.routes import Gateway
from tests.support.customs.lifecycle import a_hold, a_subject, cleared, held

FINDING = {
    "declaration": "declaration-of-GW2",
    "hold": "hold-1",
    "action": "RELEASE",
    "authority": "tax law art. 5",
    "reason": "guarantee topped up",
    "officer": "officer 3",
}


async def test_an_officer_sees_the_agencys_open_holds_with_reason_and_age(gateway: Gateway) -> None:
    response = await gateway.get("tax-officer", "/v1/held")
    assert response.status_code == 200
    answer = response.json()
    assert answer["total"] == 1
    (hold,) = answer["held"]
    assert (hold["hold_id"], hold["order_no"], hold["reason"]["code"], hold["age_seconds"]) == (
        "hold-1",
        "GW2",
        "99501",
        90,
    )
    nothing = (await gateway.get("inspector", "/v1/held")).json()
    assert (nothing["total"], nothing["overdue"], nothing["counts"], nothing["held"]) == (0, 0, [], [])
    assert (await gateway.get("operator", "/v1/held")).json()["total"] == 1


async def test_the_list_of_holds_goes_on_after_the_last_one_seen(gateway: Gateway) -> None:
    first = (await gateway.get("operator", "/v1/held", limit=1)).json()
    assert (await gateway.get("operator", "/v1/held", limit=1, after=first["next"])).json()["held"] == []
    assert (await gateway.get("operator", "/v1/held", after="x")).status_code == 400


async def test_enterprises_see_no_list_of_holds(gateway: Gateway) -> None:
    assert (await gateway.get("merchant", "/v1/held")).status_code == 403


async def test_a_finding_is_published_to_the_agency_keyed_by_the_order(gateway: Gateway) -> None:
    response = await gateway.post("tax-officer", "/v1/findings", FINDING)
    assert response.status_code == 202, response.text
    (record,) = gateway.publisher.sent
    assert (record.topic, record.key) == ("tax.findings.v1", b"GW2")
    assert record.value is not None
    found = codec.decode(record.value)
    assert isinstance(found, FindingRecorded)
    assert (found.action, found.officer, found.revision, found.agency) == (FindingAction.RELEASE, "officer 3", 1, "tax")
    assert headers.parse(record.headers, 0).id == found.finding_id == response.json()["finding_id"]


async def test_the_same_finding_again_has_the_same_id(gateway: Gateway) -> None:
    answers = [(await gateway.post("tax-officer", "/v1/findings", FINDING)).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len({headers.parse(record.headers, 0).id for record in gateway.publisher.sent}) == 1


async def test_a_known_finding_on_a_closed_hold_is_answered_and_not_published_again(gateway: Gateway) -> None:
    first = (await gateway.post("tax-officer", "/v1/findings", FINDING)).json()
    (record,) = gateway.publisher.sent
    _fold_in(gateway, record)
    released = codec.encode(cleared(a_subject("GW2")))
    _fold_in(gateway, record._replace(topic=topics.CUSTOMS_DECLARATIONS, value=released))
    again = await gateway.post("tax-officer", "/v1/findings", FINDING)
    assert (again.status_code, again.json()) == (202, first)
    assert len(gateway.publisher.sent) == 1


async def test_a_known_finding_is_published_again_while_its_hold_is_open(gateway: Gateway) -> None:
    """The agency may have been unable to act on the first: without a rate on file a hold of tax stays."""
    first = (await gateway.post("tax-officer", "/v1/findings", FINDING)).json()
    (record,) = gateway.publisher.sent
    _fold_in(gateway, record)
    again = await gateway.post("tax-officer", "/v1/findings", FINDING)
    assert (again.status_code, again.json()) == (202, first)
    assert [headers.parse(sent.headers, 0).id for sent in gateway.publisher.sent] == [first["finding_id"]] * 2


@pytest.mark.parametrize("action", ["RELEASE", "TREAT"])
async def test_tax_12_nobody_releases_a_parcel_whose_guarantee_is_short(gateway: Gateway, action: str) -> None:
    _hold_for_want_of_guarantee(gateway)
    response = await gateway.post("tax-officer", "/v1/findings", {**FINDING, "hold": "hold-9", "action": action})
    assert (response.status_code, response.json()["code"]) == (409, "not_releasable")
    assert CODES["99301"].remedy_en in response.json()["detail"]
    assert gateway.publisher.sent == []


@pytest.mark.parametrize("action", ["REFUSE", "DETAIN", "SHIP_BACK"])
async def test_tax_12_an_officer_may_refuse_a_parcel_whose_guarantee_is_short(gateway: Gateway, action: str) -> None:
    _hold_for_want_of_guarantee(gateway)
    response = await gateway.post("tax-officer", "/v1/findings", {**FINDING, "hold": "hold-9", "action": action})
    assert response.status_code == 202
    assert len(gateway.publisher.sent) == 1


def _hold_for_want_of_guarantee(gateway: Gateway) -> None:
    short = held(a_subject("GW2"), a_hold("hold-9", code="99301"))
    inbound = Inbound(topics.CUSTOMS_DECLARATIONS, 0, 1_000, 1, b"GW2", codec.encode(short), [])
    upsert.apply(gateway.engine, [(inbound, short)])


def _fold_in(gateway: Gateway, record: Any) -> None:
    inbound = Inbound(record.topic, 0, 1_000, 1, record.key, record.value, record.headers)
    upsert.apply(gateway.engine, [(inbound, codec.decode(record.value))])


@pytest.mark.parametrize(
    ("who", "change", "status", "code"),
    [
        ("inspector", {}, 403, "role_missing"),
        ("merchant", {}, 403, "role_missing"),
        ("operator", {}, 403, "role_missing"),
        ("tax-officer", {"declaration": "nobody's"}, 404, "not_found"),
        ("tax-officer", {"hold": "hold-9"}, 409, "hold_unknown"),
        ("inspector", {"hold": "hold-2"}, 409, "hold_unknown"),
        ("tax-officer", {"declaration": "declaration-of-GW1"}, 409, "case_closed"),
        ("tax-officer", {"action": "FORGIVE"}, 400, "invalid_request"),
        ("tax-officer", {"authority": ""}, 400, "invalid_request"),
        ("tax-officer", {"more": 1}, 400, "invalid_request"),
    ],
)
async def test_a_finding_that_cannot_stand_is_refused_with_its_reason(
    gateway: Gateway, who: str, change: dict[str, Any], status: int, code: str
) -> None:
    response = await gateway.post(who, "/v1/findings", {**FINDING, **change})
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert gateway.publisher.sent == []


async def test_a_fault_in_a_finding_is_named_by_pointer_and_never_quoted(gateway: Gateway) -> None:
    response = await gateway.post("tax-officer", "/v1/findings", {**FINDING, "action": "张三"})
    assert response.json()["errors"][0]["pointer"] == "/action"
    assert "张三" not in response.text


@pytest.mark.parametrize("name", ["officer", "authority", "reason"])
async def test_a_finding_names_its_officer_authority_and_reason(gateway: Gateway, name: str) -> None:
    response = await gateway.post("tax-officer", "/v1/findings", {**FINDING, name: " "})
    assert response.json()["code"] == "invalid_request"
    assert gateway.publisher.sent == []


async def test_a_finding_is_not_taken_while_the_bus_is_down(gateway: Gateway) -> None:
    gateway.publisher.down = True
    response = await gateway.post("tax-officer", "/v1/findings", FINDING)
    assert (response.status_code, response.json()["code"]) == (503, "bus_unavailable")
    assert response.headers["retry-after"]


@pytest.mark.parametrize("path", ["/v1/parked", "/v1/parked/answers", "/v1/parked/record", "/v1/summary", "/v1/topics"])
async def test_only_operators_and_auditors_see_the_machine_room(gateway: Gateway, path: str) -> None:
    assert (await gateway.get("merchant", path)).status_code == 403
    assert (await gateway.get("inspector", path)).status_code == 403


async def test_the_summary_has_counts_and_latency(gateway: Gateway) -> None:
    answer = (await gateway.get("operator", "/v1/summary")).json()
    assert answer["submitted"] == sum(answer["verdicts"].values()) == 14
    assert answer["latency"]["declarations"] == 3
    assert 0 < answer["latency"]["p50_ms"] <= answer["latency"]["p99_ms"] == answer["latency"]["max_ms"]


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([], 50) is None
    assert percentile([7], 99) == 7
    assert (percentile(list(range(1, 101)), 50), percentile(list(range(1, 101)), 99)) == (50, 99)
