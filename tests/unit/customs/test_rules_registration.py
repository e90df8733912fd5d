"""ENT-01: whoever a document names is registered in that role on the day, or the document is rejected (-10102)."""

from typing import Any

import pytest

from customs.rules.registration import REGISTERED, enterprises_are_registered
from mesh.declared.registers import Registers
from tests.support.customs.builders import (
    AGENT,
    CARRIER,
    MERCHANT,
    PAYER_BANK,
    PLATFORM,
    a_bonded_list,
    a_list,
    a_payment,
    a_waybill,
    an_order,
)
from tests.support.customs.registers import ENTERPRISES, an_enterprise

NOBODY, TODAY = "4401960X99", "2024-11-11"


def unregistered(document: Any, *entries: Any, date: str = TODAY) -> list[str]:
    """The parties that the reason names."""
    found = enterprises_are_registered(document, Registers(entries or ENTERPRISES), date)
    if not found.reasons:
        assert found == REGISTERED
        return []
    (wrong,) = found.reasons
    assert (wrong.rule_id, wrong.code) == ("ENT-01", "-10102")
    assert [rule.rule_id for rule in found.rules] == ["ENT-01"]
    assert (
        wrong.text_zh
        == wrong.text_en.replace("invalid enterprise code: ", "无效的企业编码，[").replace(", ", "、") + "]"
    )
    return wrong.text_en.removeprefix("invalid enterprise code: ").split(", ")


@pytest.mark.parametrize(
    "document",
    [an_order(), an_order(payment_institution_code=PAYER_BANK), a_payment(), a_waybill(), a_list(), a_bonded_list()],
)
def test_ent_01_registered_enterprises_are_accepted(document: Any) -> None:
    assert unregistered(document) == []


@pytest.mark.parametrize(
    ("document", "named"),
    [
        (an_order(platform_code=NOBODY), "ebpCode"),
        (an_order(merchant_code=NOBODY), "ebcCode"),
        (an_order(payment_institution_code=NOBODY), "payCode"),
        (a_payment(payment_institution_code=NOBODY), "payCode"),
        (a_payment(platform_code=NOBODY), "ebpCode"),
        (a_waybill(carrier_code=NOBODY), "logisticsCode"),
        (a_list(platform_code=NOBODY), "ebpCode"),
        (a_list(merchant_code=NOBODY), "ebcCode"),
        (a_list(carrier_code=NOBODY), "logisticsCode"),
        (a_list(agent_code=NOBODY), "agentCode"),
        (a_list(guarantor_code=NOBODY), "assureCode"),
        (a_bonded_list(bonded_enterprise_code=NOBODY), "areaCode"),
    ],
)
def test_ent_01_an_unregistered_enterprise_is_rejected(document: Any, named: str) -> None:
    assert unregistered(document) == [f"{named}={NOBODY}"]


@pytest.mark.parametrize(
    ("document", "named"),
    [
        (an_order(platform_code=MERCHANT), f"ebpCode={MERCHANT}"),
        (a_payment(payment_institution_code=CARRIER), f"payCode={CARRIER}"),
        (a_waybill(carrier_code=AGENT), f"logisticsCode={AGENT}"),
        (a_list(guarantor_code=PAYER_BANK), f"assureCode={PAYER_BANK}"),
        (a_list(agent_code=PLATFORM), f"agentCode={PLATFORM}"),
    ],
)
def test_ent_01_an_enterprise_registered_in_another_role_is_rejected(document: Any, named: str) -> None:
    assert unregistered(document) == [named]


def test_ent_01_the_day_of_acceptance_decides_and_its_last_day_is_accepted() -> None:
    ended = an_enterprise(CARRIER, "carrier", valid_to="2024-11-11")
    assert unregistered(a_waybill(), ended) == []
    assert unregistered(a_waybill(), ended, date="2024-11-12") == [f"logisticsCode={CARRIER}"]


def test_ent_01_every_party_that_is_not_registered_is_named_when_rejected() -> None:
    assert unregistered(a_list(platform_code=NOBODY, agent_code="")) == [f"ebpCode={NOBODY}", "agentCode="]


def test_ent_01_tells_what_nobody_sees_in_the_code() -> None:
    """The gateway folds codes; whoever else produces documents may not."""
    assert unregistered(a_waybill(carrier_code=f"{NOBODY} ")) == [f"logisticsCode={NOBODY}<U+0020>"]
    assert unregistered(a_waybill(carrier_code=f"\u200b{NOBODY}")) == [f"logisticsCode=<U+200B>{NOBODY}"]
