"""The example that integrators get is true: handed over by those it comes from, it is released."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from contracts import topics
from contracts.common import ParameterSet
from contracts.gateway import ReceiptIssued
from deploy.organisations import read_default
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from gateway.http.document_schemas import PARCEL
from mesh.testing.world import World
from mesh.wire.headers import parse
from tests.support.gateway.in_memory import Gateway
from tests.support.gateway.papers import as_json, as_xml
from tests.support.spine.world import SPINE, registers

FROM = {
    "import-order": "ebcCode",
    "import-payment": "payCode",
    "import-waybill": "logisticsCode",
    "import-list": "agentCode",
}
EXPECTED = {"CEB312": "120", "CEB412": "120", "CEB512": "120", "CEB622": "800", "CEB816": "1"}


def connect_all(gateway: Gateway) -> None:
    """Let the organisations of the demonstration in, each under its name as key."""
    principals = {
        key_hash(found.organisation): Principal(
            found.organisation, found.name, found.codes, frozenset(found.roles), found.commitment
        )
        for found in read_default()
    }
    object.__setattr__(gateway.services.shared, "directory", Directory(principals))


def sender_of(code: str) -> str:
    return next(found.organisation for found in read_default() if code in found.codes)


def a_world_without_draws() -> World:
    """The spine where inspection draws nobody: it draws by ids, and the gateway makes new ones each time."""
    known = {
        name: tuple(
            replace(entry, value="0")
            if isinstance(entry, ParameterSet) and entry.code.startswith("sampling.rate.")
            else entry
            for entry in entries
        )
        for name, entries in registers().items()
    }
    return World(SPINE, known)


def last_statuses(gateway: Gateway) -> dict[str, str]:
    """Play what the gateway has published through every processor; return the last status by message type."""
    world = a_world_without_draws()
    for message in gateway.bus.of(topics.TRADE_IMPORTS):
        assert parse(message.headers, 0).id
        world.send(message)
    world.run()
    return {receipt.message_type or "": receipt.return_status for receipt in world.events(ReceiptIssued)}


@pytest.mark.parametrize("written", ["json", "xml"])
async def test_each_enterprise_hands_over_its_own_document_and_the_parcel_is_released(
    tmp_path: Path, written: str
) -> None:
    gateway = Gateway(tmp_path)
    connect_all(gateway)
    for paper in PARCEL:
        code = paper[FROM[paper["type"]]]
        body = as_json(paper) if written == "json" else as_xml(paper, transmitter=code)
        answer = await gateway.post(body, f"application/{written}", key=sender_of(code))
        assert answer.status_code == 202, answer.text
    assert last_statuses(gateway) == EXPECTED


async def test_a_courier_with_a_commitment_hands_over_all_four_at_once(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path)
    connect_all(gateway)
    answer = await gateway.post(as_json(*PARCEL), key="courier-changfeng")
    assert (answer.status_code, answer.json()["received"]) == (202, 4)
    assert last_statuses(gateway) == EXPECTED


async def test_a_courier_without_one_hands_over_its_waybill_alone(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path)
    connect_all(gateway)
    answer = await gateway.post(as_json(*PARCEL), key="courier-xinge")
    assert answer.status_code == 403
    assert [item["outcome"] for item in answer.json()["items"]] == ["refused"] * 4
