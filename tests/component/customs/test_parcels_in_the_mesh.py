"""A waybill status through every processor and the gateway: its answer, and its line in the parcel's journey."""

import random
from pathlib import Path

import pytest

from caseview.database import upsert
from caseview.inputs import inputs
from caseview.queries.cases import cases_of
from caseview.queries.permissions import Sight, sight_of
from contracts import codec
from contracts.common import Operation
from contracts.customs import DeclarationCleared, ParcelSighted
from contracts.gateway import ReceiptIssued
from deploy.organisations import read_default
from edge.access.principal import Principal
from gateway.http.document_schemas import PARCEL
from mesh.testing.world import World
from mesh.wire.batching import is_gathered, records_of
from receipts.messages.mailbox import write
from tests.component.codes.test_example_parcel import a_world_without_draws, connect_all, sender_of
from tests.support.caseview.databases import empty_view
from tests.support.customs.builders import (
    AGENT,
    CARRIER,
    MERCHANT,
    PAYER_BANK,
    PLATFORM,
    TEN_O_CLOCK,
    a_waybill,
    four_documents,
)
from tests.support.customs.transport import DAY_MS, a_waybill_status
from tests.support.gateway.in_memory import Gateway
from tests.support.gateway.papers import as_json, as_xml
from tests.support.receipts.ceb_structure import faults, parse, values
from tests.support.spine.world import a_world, submit

STATUS = {
    "type": "waybill-status", "guid": "4CDE1CFD-EDED-46B1-946C-B8022E42FC94", "appType": "1",
    "appTime": "20241111095900", "appStatus": "2", "logisticsStatus": "S", "logisticsTime": "20241111095800",
    "note": "本人签收",
}  # fmt: skip


def journey(world: World, folder: Path, number: str, sight: Sight) -> list[dict[str, object]]:
    """Fold all that was published into a view; return the sightings in the journeys to which a number leads."""
    engine = empty_view(folder)
    for (topic, _), log in world.log.items():
        if topic in inputs():
            whole = [record for one in log for record in (records_of(one) if is_gathered(one.value) else (one,))]
            upsert.apply(engine, [(record, codec.decode(record.value or b"")) for record in whole])
    found = cases_of(engine, number, sight)
    engine.dispose()
    assert [case["order_no"] for case in found] == ["GW1"] * len(found)
    return [line for case in found for line in case["timeline"] if line["type"] == "ParcelSighted"]


def party(code: str, role: str) -> Sight:
    return sight_of(Principal("org", "An organisation", (code,), frozenset({role})))


@pytest.mark.parametrize("seed", range(8))
def test_the_status_of_a_parcel_is_told_to_its_order_in_any_order(seed: int) -> None:
    world, chance = a_world(), random.Random(seed)
    status = a_waybill_status()
    documents = [*four_documents(), status]
    chance.shuffle(documents)
    submit(world, documents)
    world.run(chance.choice)
    (sighted,) = world.events(ParcelSighted)
    assert sighted.status_document_id == status.document_id
    assert len(world.events(DeclarationCleared)) == 1
    (receipt,) = [one for one in world.events(ReceiptIssued) if one.message_type == "CEB514"]
    assert (receipt.return_status, receipt.audience) == ("2", tuple(sorted((AGENT, CARRIER))))


def test_once_its_waybill_is_deleted_the_number_and_the_next_status_are_another_orders() -> None:
    world, minute = a_world(), 60_000
    deleted = a_waybill(operation=Operation.DELETE, app_time="20241111095930", accepted_at_ms=TEN_O_CLOCK + minute)
    for document in (a_waybill(), a_waybill_status(), deleted):
        submit(world, [document])
        world.run()
    again = a_waybill("GW2", waybill_no="W-GW1", accepted_at_ms=TEN_O_CLOCK + 2 * minute)
    own = a_waybill_status(accepted_at_ms=TEN_O_CLOCK + 3 * minute)
    for document in (again, own):
        submit(world, [document])
        world.run()
    keys = [
        (record.key, codec.decode(record.value or b"").status_document_id)
        for (topic, _), log in sorted(world.log.items())
        if topic == "customs.sightings.v1"
        for record in log
    ]
    assert sorted(keys) == [(b"GW1", a_waybill_status().document_id), (b"GW2", own.document_id)]


def test_carrier_merchant_and_officer_see_it_in_the_parcels_journey_and_the_bank_does_not(tmp_path: Path) -> None:
    world = a_world()
    submit(world, [*four_documents(), a_waybill_status()])
    world.run()

    def seen(sight: Sight, number: str = "W-GW1") -> list[dict[str, object]]:
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        return journey(world, folder, number, sight)

    for sight in (party(CARRIER, "carrier"), sight_of(Principal("o", "O", (), frozenset({"officer:customs"})))):
        (line,) = seen(sight)
        assert line["details"]["status_time"] == "20241111095900"  # type: ignore[index]
        assert line["agency"] == "customs"
    for code, role in ((MERCHANT, "merchant"), (PLATFORM, "platform"), (AGENT, "agent")):
        (line,) = seen(party(code, role), "GW1")
        assert line["details"]["waybill_no"] == "W-GW1"  # type: ignore[index]
    assert seen(party(PAYER_BANK, "payment"), "GW1") == []
    assert seen(party("9999999X99", "merchant"), "GW1") == []


def test_a_status_alone_leads_from_its_waybill_number_to_no_case(tmp_path: Path) -> None:
    world = a_world()
    submit(world, [a_waybill_status()])
    world.run()
    assert journey(world, tmp_path, "W-GW1", party(CARRIER, "carrier")) == []


def test_a_year_later_the_sighting_is_where_it_was(tmp_path: Path) -> None:
    world = a_world()
    submit(world, [*four_documents(), a_waybill_status()])
    world.run()
    world.tick(TEN_O_CLOCK + 400 * DAY_MS)
    world.run()
    assert len(journey(world, tmp_path, "GW1", party(CARRIER, "carrier"))) == 1


@pytest.mark.parametrize("written", ["json", "xml"])
async def test_a_status_is_handed_over_and_answered_as_ceb514(tmp_path: Path, written: str) -> None:
    gateway = Gateway(tmp_path)
    connect_all(gateway)
    waybill = next(paper for paper in PARCEL if paper["type"] == "import-waybill")
    status = STATUS | {name: waybill[name] for name in ("logisticsCode", "logisticsName", "logisticsNo")}
    papers = [[*PARCEL], [status, status | {"logisticsStatus": "R", "appTime": "20241111095930"}]]
    answer = await gateway.post(as_json(*papers[0]), key="courier-changfeng")
    assert answer.status_code == 202, answer.text
    code = status["logisticsCode"]
    body = as_json(*papers[1]) if written == "json" else as_xml(*papers[1], transmitter=code)
    answer = await gateway.post(body, f"application/{written}", key=sender_of(code))
    assert [item["outcome"] for item in answer.json()["items"]] == ["received", "received"], answer.text

    world = a_world_without_draws()
    for message in gateway.bus.records:
        if message.topic in inputs():
            world.send(message)
    world.run()
    (sighted,) = world.events(ParcelSighted)
    assert sighted.waybill_no == waybill["logisticsNo"]
    receipts = [one for one in world.events(ReceiptIssued) if one.message_type == "CEB514"]
    told_in = write(receipts)
    assert faults(told_in.xml) == []
    told = [values(record) for record in parse(told_in.xml)]
    assert [(one["logisticsStatus"], one["returnStatus"]) for one in told] == [("S", "2"), ("R", "-505011")]
    assert {(one["logisticsCode"], one["logisticsNo"]) for one in told} == {(code, waybill["logisticsNo"])}
    assert "logisticsStatus 须为 S（签收）" in told[1]["returnInfo"]


async def test_who_is_no_carrier_or_another_one_hands_no_status_over(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path)
    connect_all(gateway)
    merchant = next(found for found in read_default() if found.roles == ("merchant",) or "merchant" in found.roles)
    status = STATUS | {"logisticsCode": "4401960C99", "logisticsName": "他人物流", "logisticsNo": "W-1"}
    for key in (merchant.organisation, "courier-xinge"):
        answer = await gateway.post(as_json(status), key=key)
        assert answer.status_code == 403, answer.text
