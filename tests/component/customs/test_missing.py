"""MAT-01, MAT-07: what a list is told at its deadline of each document that it misses, all the way from documents."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from contracts.common import DocumentType, Operation, RuleResult
from contracts.customs import DeclarationRefused
from customs.import_retail.missing import missing_documents
from tests.support.customs.builders import (
    CARRIER,
    CNY,
    PAYER_BANK,
    PLATFORM,
    Document,
    a_list,
    a_payment,
    a_waybill,
    an_order,
    four_documents,
)
from tests.support.customs.outcomes import LATER, TOMORROW, replaced
from tests.support.customs.reasons import reason
from tests.support.customs.registers import OTHER_CARRIER, OTHER_PLATFORM
from tests.support.customs.world import World

ORDER, PAYMENT, WAYBILL, LIST = four_documents()
CHANGE, DELETE = Operation.CHANGE, Operation.DELETE
STRANGER = ("别人", "13900000000", "上海市浦东新区示例路2号")
FOREIGN: dict[str, Any] = {"platform_code": OTHER_PLATFORM}


class Told(NamedTuple):
    """A document that is missing, and why in Chinese and English."""

    document: str
    zh: str = ""
    en: str = ""


def deleted(document: Any, build: Any, **changes: Any) -> tuple[Document, ...]:
    return document, build(operation=DELETE, app_time=LATER, **changes)


ELSEWHERE = ("该订单编号下有其他电商平台的此类单证，请核对 ebpCode", "on file for another platform: check ebpCode")
OTHER_NUMBER = (
    "该订单编号下另有运单，logisticsNo 与清单不同",
    "on file under this order number with another logisticsNo",
)
OTHER_CODE = (
    "该订单编号下另有运单，logisticsCode 与清单不同",
    "on file under this order number with another logisticsCode",
)
OTHER_BOTH = (
    "该订单编号下另有运单，logisticsCode、logisticsNo 与清单不同",
    "on file under this order number with another logisticsCode and logisticsNo",
)


def naming(said: tuple[str, str], name: str) -> tuple[str, str]:
    return f"{said[0]}：{name}", f"{said[1]}: {name}"


def draft(name: str = "") -> tuple[str, str]:
    zh, en = "仅暂存（appStatus 1），未申报", "only a draft, appStatus 1"
    return naming((zh, en), name) if name else (zh, en)


P = f"{PAYER_BANK} P-GW1"
CASES: dict[str, tuple[Sequence[Document], tuple[Told, ...]]] = {
    "an order never came": ((PAYMENT, WAYBILL, LIST), (Told("order"),)),
    "a payment never came": ((ORDER, WAYBILL, LIST), (Told("payment"),)),
    "a waybill never came": ((ORDER, PAYMENT, LIST), (Told("waybill"),)),
    "a payment names another platform": (replaced(a_payment(**FOREIGN)), (Told("payment", *ELSEWHERE),)),
    "an order names another platform": (replaced(an_order(**FOREIGN)), (Told("order", *ELSEWHERE),)),
    "a list names another platform": (
        replaced(a_list(**FOREIGN)),
        (Told("order", *ELSEWHERE), Told("payment", *ELSEWHERE)),
    ),
    "an order is a draft": (replaced(an_order(draft=True)), (Told("order", *draft()),)),
    "a payment is a draft": (replaced(a_payment(draft=True)), (Told("payment", *draft(P)),)),
    "a waybill is a draft": (replaced(a_waybill(draft=True)), (Told("waybill", *draft()),)),
    "an order was deleted": (
        (*deleted(ORDER, an_order), PAYMENT, WAYBILL, LIST),
        (Told("order", "已申报，后被删除", "it was deleted"),),
    ),
    "a payment was deleted": (
        (*deleted(PAYMENT, a_payment), ORDER, WAYBILL, LIST),
        (Told("payment", f"已申报，后被删除：{P}", f"it was deleted: {P}"),),
    ),
    "a waybill was deleted": (
        (*deleted(WAYBILL, a_waybill), ORDER, PAYMENT, LIST),
        (Told("waybill", "已申报，后被删除", "it was deleted"),),
    ),
    "a payment was rejected": (
        replaced(a_payment(currency_code="502")),
        (Told("payment", "已申报但被退单：-401009", "it came and was rejected: -401009"),),
    ),
    "a payment was rejected and another is a draft": (
        (ORDER, WAYBILL, LIST, a_payment(currency_code="502"), a_payment(payment_no="P-2", draft=True)),
        (
            Told(
                "payment",
                f"已申报但被退单：-401009；仅暂存（appStatus 1），未申报：{PAYER_BANK} P-2",
                f"it came and was rejected: -401009; only a draft, appStatus 1: {PAYER_BANK} P-2",
            ),
        ),
    ),
    "an order names another payment than the two": (
        (an_order(payment_no="P-9"), a_payment(payment_no="P-2"), a_payment(payment_no="P-3"), WAYBILL, LIST),
        (
            Told(
                "payment",
                f"订单所写为 P-9，已申报的为：{PAYER_BANK} P-2、{PAYER_BANK} P-3",
                f"the order names P-9; on file are: {PAYER_BANK} P-2, {PAYER_BANK} P-3",
            ),
        ),
    ),
    "an order names another payment than the seven": (
        (an_order(payment_no="9"), *(a_payment(payment_no=f"{n}") for n in range(1, 8)), WAYBILL, LIST),
        (
            Told(
                "payment",
                f"订单所写为 9，已申报的为：{'、'.join(f'{PAYER_BANK} {n}' for n in range(1, 6))} 等 7 张",
                f"the order names 9; on file are: {', '.join(f'{PAYER_BANK} {n}' for n in range(1, 6))} and 2 more",
            ),
        ),
    ),
    "a list names another number than the waybill": (
        replaced(a_list(waybill_no="W-2")),
        (Told("waybill", *naming(OTHER_NUMBER, f"{CARRIER} W-GW1")),),
    ),
    "a list names another carrier than the waybill": (
        replaced(a_list(carrier_code=OTHER_CARRIER)),
        (Told("waybill", *naming(OTHER_CODE, f"{CARRIER} W-GW1")),),
    ),
    "a list names another number and carrier": (
        replaced(a_list(carrier_code=OTHER_CARRIER, waybill_no="W-2")),
        (Told("waybill", *naming(OTHER_BOTH, f"{CARRIER} W-GW1")),),
    ),
    "two waybills, each otherwise": (
        (
            *(ORDER, PAYMENT, a_waybill(waybill_no="W-1")),
            *(a_waybill(waybill_no="W-2", carrier_code=OTHER_CARRIER), a_list(waybill_no="W-2")),
        ),
        (
            Told(
                "waybill",
                f"{OTHER_BOTH[0]}：{CARRIER} W-1、{OTHER_CARRIER} W-2",
                f"{OTHER_BOTH[1]}: {CARRIER} W-1, {OTHER_CARRIER} W-2",
            ),
        ),
    ),
    "a waybill that the carrier handed over, to the order's receiver": (
        (ORDER, PAYMENT, a_waybill(sender_code=CARRIER), a_list(waybill_no="W-2")),
        (Told("waybill", *naming(OTHER_NUMBER, f"{CARRIER} W-GW1")),),
    ),
    "a stranger's waybill": (
        (ORDER, PAYMENT, a_waybill(sender_code=CARRIER, receiver=STRANGER), a_list(waybill_no="W-2")),
        (Told("waybill", *OTHER_NUMBER),),
    ),
    "a waybill that the carrier handed over, without an order": (
        (PAYMENT, a_waybill(sender_code=CARRIER), a_list(waybill_no="W-2")),
        (Told("order"), Told("waybill", *OTHER_NUMBER)),
    ),
    "a waybill of a stranger's declaration": (
        (
            *(WAYBILL, a_list(**FOREIGN), an_order(**FOREIGN), a_payment(payment_no="P-2", **FOREIGN)),
            *(ORDER, PAYMENT, a_list(waybill_no="W-2")),
        ),
        (Told("waybill"),),
    ),
    "the waybill that the list names, of a stranger's declaration": (
        (
            *(WAYBILL, a_list(**FOREIGN), an_order(**FOREIGN), a_payment(payment_no="P-2", **FOREIGN)),
            *(ORDER, PAYMENT, LIST),
        ),
        (Told("waybill", "已用于其他清单", "another declaration uses it"),),
    ),
    "a payment was refused before": (
        (ORDER, a_payment(amount_paid_cny_e5=CNY), WAYBILL, LIST, a_list(app_time=LATER)),
        (Told("payment", f"曾被退单（100），之后未变更：{P}", f"it was refused with 100 and not changed since: {P}"),),
    ),
}
"""What comes, and what the list is told at its deadline."""

NAMES = {"order": ("MAT-01", "订单"), "payment": ("MAT-01", "支付单"), "waybill": ("MAT-07", "运单")}


@pytest.mark.parametrize("case", CASES)
def test_mat_01_and_mat_07_a_list_refused_at_its_deadline_is_told_what_is_on_file_instead(case: str) -> None:
    documents, told = CASES[case]
    world = World()
    world.submit(*documents)
    world.tick(TOMORROW)
    refused = world.all(DeclarationRefused)[-1]
    expected = []
    for document, zh, en in told:
        rule_id, name = NAMES[document]
        said = (f"{name}（{zh}）", f"{document} ({en})") if en else (name, document)
        expected.append(reason(rule_id, "99001", *said))
    assert refused.reasons == tuple(expected)
    assert refused.return_status == "100"
    said_of_it = "".join(why.text_zh + why.text_en for why in refused.reasons)
    assert OTHER_PLATFORM not in said_of_it, "not whose it is"
    assert PLATFORM not in said_of_it


def test_mat_01_a_number_that_another_order_holds_is_told_with_the_rejection_and_never_whose_it_is() -> None:
    world = World()
    world.submit(a_payment("GW2", payment_no="P"), a_waybill("GW2", waybill_no="W"))
    world.submit(an_order(payment_no="P"), a_payment(payment_no="P"), a_waybill(waybill_no="W"), a_list(waybill_no="W"))
    world.tick(TOMORROW)
    (refused,) = world.all(DeclarationRefused)
    assert [why.text_en for why in refused.reasons] == [
        "missing document: payment (it came and was rejected: -401007)",
        "missing document: waybill (its number is on file for another order; it came and was rejected: -504015)",
    ]
    assert not any("GW2" in why.text_en + why.text_zh for why in refused.reasons)


def test_every_rule_that_misses_a_document_is_listed_once_as_failed() -> None:
    result = missing_documents(
        (DocumentType.IMPORT_ORDER, DocumentType.IMPORT_PAYMENT, DocumentType.IMPORT_WAYBILL), {}
    )
    assert [(rule.rule_id, rule.result) for rule in result.rules] == [
        ("MAT-01", RuleResult.FAILED),
        ("MAT-07", RuleResult.FAILED),
        ("MAT-14", RuleResult.SWITCHED_OFF),
    ]
