"""
Every field that one document repeats of another is compared, or the page of customs says why not.

The page's table is held against the forms, element by element, and every row that has a code or a note is tried: one
field of an otherwise matching parcel is changed, and the code must come out.
"""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from contracts.common import Effect, Operation, RuleResult
from contracts.customs import DeclarationAccepted, DeclarationRefused
from gateway.forms.catalogue import FORMS
from tests.support.customs.builders import (
    PAYER_BANK,
    RECEIVER,
    Document,
    a_cancellation,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    digests,
)
from tests.support.customs.outcomes import LATER, TOMORROW, decided, list_no
from tests.support.customs.registers import OTHER_CARRIER, OTHER_MERCHANT, OTHER_PLATFORM, UNLICENSED_BANK
from tests.support.customs.world import World

PAGE = Path(__file__).resolve().parents[3] / "services" / "customs" / "README.md"
HEADING = "## Fields that documents repeat of each other"
ROW = re.compile(r"^\| (?P<who>[^|]+) \| (?P<fields>[^|]+) \| (?P<what>[^|]+) \| (?P<by>[^|]*)\|$")
DOCUMENTS = ("order", "payment", "waybill", "list", "cancellation")


class Row(NamedTuple):
    """One field of the table; `code`: what comes out if it differs, ``noted``, or empty."""

    document: str
    field: str
    rule: str
    code: str


def rows() -> list[Row]:
    """The table, a field each."""
    section = PAGE.read_text(encoding="utf-8").split(HEADING)[1].split("\n## ")[0]
    found = [match for line in section.splitlines() if (match := ROW.match(line))][1:]
    return [
        Row(match["who"].strip(), field.strip(), rule.strip(), code.strip())
        for match in found
        for rule, _, code in [match["by"].partition(":")]
        for field in match["fields"].split(",")
    ]


def shared() -> set[tuple[str, str]]:
    """Document and element of whatever another document has before it."""
    holders: defaultdict[tuple[bool, str], list[str]] = defaultdict(list)
    for form in (form for form in FORMS if form.document.procedure == "retail-import"):
        for block in filter(None, (form.head, form.lines)):
            for element in block.by_element:
                holders[block is form.lines, element].append(form.tag.removeprefix("import-"))
    return {
        (f"{tag} line" if is_line else tag, element)
        for (is_line, element), tags in holders.items()
        for tag in sorted(tags, key=DOCUMENTS.index)[1:]
    }


TABLE = rows()
NAMED: dict[str, Any] = {"payment_institution_code": PAYER_BANK, "payment_no": "P-GW1"}
OTHER_NAME, OTHER_ID = digests(name="别人", person_id="李明"), digests(name="李明", person_id="别人")
CHANGE: dict[str, Any] = {"operation": Operation.CHANGE, "app_time": LATER}
STRANGE: dict[str, Any] = {**CHANGE, "sender_code": OTHER_MERCHANT, "merchant_code": OTHER_MERCHANT}
ELSEWHERE = digests(name="李明", person_id="李明", receiver=(RECEIVER[0], RECEIVER[1], "别处"))


def receiver(place: int) -> Document:
    return a_waybill(receiver=tuple("别" if at == place else part for at, part in enumerate(RECEIVER)))  # type: ignore[arg-type]


def line(**changes: Any) -> Document:
    return a_list(lines=(a_list_line(**changes),))


def of_the_list(**changes: Any) -> Document:
    """A cancellation of the list without its number, which the test fills in where none is given."""
    return a_cancellation(**{"list_no": "", **changes})


ALTERED: dict[tuple[str, str], Document] = {
    ("order, change or deletion", "ebcCode"): an_order(**NAMED, **STRANGE),
    ("payment", "orderNo"): a_payment("GW2", payment_no="P-GW1"),
    ("payment", "ebpCode"): a_payment(platform_code=OTHER_PLATFORM),
    ("payment", "payCode"): a_payment(payment_institution_code=UNLICENSED_BANK),
    ("payment", "payTransactionId"): a_payment(payment_no="P-2"),
    ("payment", "amountPaid"): a_payment(amount_paid_cny_e5=1),
    ("payment", "payerName"): a_payment(person_digests=OTHER_NAME),
    ("payment", "payerIdNumber"): a_payment(person_digests=OTHER_ID),
    ("payment", "payTime"): a_payment(pay_time="20241111100001"),
    ("waybill", "orderNo"): a_waybill("GW2", waybill_no="W-GW1"),
    ("waybill", "consignee"): receiver(0),
    ("waybill", "consigneeTelephone"): receiver(1),
    ("waybill", "consigneeAddress"): receiver(2),
    ("list", "orderNo"): a_list("GW2", waybill_no="W-GW1"),
    ("list", "ebpCode"): a_list(platform_code=OTHER_PLATFORM),
    ("list", "ebcCode"): a_list(merchant_code=OTHER_MERCHANT),
    ("list", "logisticsCode"): a_list(carrier_code=OTHER_CARRIER),
    ("list", "logisticsNo"): a_list(waybill_no="W-2"),
    ("list", "freight"): a_list(freight_cny_e5=1),
    ("list", "insuredFee"): a_list(insurance_cny_e5=1),
    ("list", "buyerName"): a_list(person_digests=OTHER_NAME),
    ("list", "buyerIdNumber"): a_list(person_digests=OTHER_ID),
    ("list", "consigneeAddress"): a_list(person_digests=ELSEWHERE),
    ("list", "packNo"): a_list(pack_count=2),
    ("list", "assureCode"): a_list(guarantor_code=OTHER_MERCHANT),
    ("list, change or deletion", "ebcCode"): a_list(**STRANGE),
    ("list, change or deletion", "preNo"): a_list(**CHANGE, pre_entry_no="B20241111999999999"),
    ("list, change or deletion", "invtNo"): a_list(**CHANGE, list_no="51412024I999999999"),
    ("list line", "gnum"): a_list(lines=(a_list_line(), a_list_line(2))),
    ("list line", "qty"): line(quantity=1, price_cny=200),
    ("list line", "price"): line(unit_price_cny_e5=1, quantity_e5=200_000, total_price_cny_e5=2),
    ("list line", "totalPrice"): line(quantity=2, price_cny=99),
    ("list line", "itemNo"): line(item_no="SKU-2"),
    ("list line", "itemName"): line(item_name="智能手机"),
    ("list line", "gname"): line(goods_name="智能手机"),
    ("list line", "unit"): line(unit_code="007"),
    ("list line", "country"): line(origin_country_code="502"),
    ("cancellation", "orderNo"): a_cancellation("GW2", list_no="", waybill_no="W-GW1"),
    ("cancellation", "ebpCode"): of_the_list(platform_code=OTHER_PLATFORM),
    ("cancellation", "preNo"): of_the_list(pre_entry_no="B20241111999999999"),
    ("cancellation", "invtNo"): of_the_list(list_no="51412024I999999999"),
    ("cancellation", "ebcCode"): of_the_list(merchant_code=OTHER_MERCHANT),
    ("cancellation", "agentCode"): of_the_list(agent_code="4401960A02"),
    ("cancellation", "customsCode"): of_the_list(customs_code="2991"),
    ("cancellation", "logisticsCode"): of_the_list(carrier_code=OTHER_CARRIER),
    ("cancellation", "logisticsNo"): of_the_list(waybill_no="W-2"),
    ("cancellation", "buyerName"): of_the_list(person_digests=OTHER_NAME),
    ("cancellation", "buyerIdNumber"): of_the_list(person_digests=OTHER_ID),
}
"""One document of the parcel with one field changed."""


def test_every_element_that_two_documents_share_has_a_row() -> None:
    told = {(row.document.removesuffix(", change or deletion"), row.field) for row in TABLE}
    everywhere = {field for document, field in told if document == "all"}
    missing = {(document, element) for document, element in shared() if element not in everywhere} - told
    assert missing == set()


def test_every_row_that_tells_an_outcome_is_tried() -> None:
    assert {(row.document, row.field) for row in TABLE if row.code} == set(ALTERED)
    assert len(TABLE) == len({(row.document, row.field) for row in TABLE}), "no field has two rows"


def test_the_parcel_that_the_rows_change_matches() -> None:
    world = World()
    world.submit(an_order(**NAMED), a_payment(), a_waybill(), a_list())
    assert world.all(DeclarationAccepted)
    assert not noted(world)


@pytest.mark.parametrize("row", [row for row in TABLE if row.code], ids=lambda row: f"{row.document} {row.field}")
def test_a_field_that_differs_is_told_by_its_row(row: Row) -> None:
    document = ALTERED[row.document, row.field]
    world = decided(forex=Effect.HOLD) if row.document == "cancellation" else World()
    if row.document == "cancellation":
        if not document.list_no:  # type: ignore[union-attr]
            document = replace(document, list_no=list_no(world))
        world.submit(document)
    elif row.document.endswith("deletion"):
        world.submit(an_order(**NAMED), a_list(), document)
    else:
        four: tuple[Document, ...] = (an_order(**NAMED), a_payment(), a_waybill(), a_list())
        world.submit(*(document if type(document) is type(one) else one for one in four))
        world.tick(TOMORROW)
    if row.code == "noted":
        assert world.all(DeclarationAccepted)
        assert noted(world) == {row.rule}
    else:
        assert row.code in refusals(world)
        assert row.document == "cancellation" or not world.all(DeclarationAccepted)


def noted(world: World) -> set[str]:
    accepted = world.all(DeclarationAccepted)[-1]
    return {rule.rule_id for rule in accepted.rules if rule.result is RuleResult.NOTED}


def refusals(world: World) -> set[str]:
    """Codes of every document rejected and declaration refused."""
    judged = [reason.code for verdict in world.judged() for reason in verdict.reasons]
    return {*judged, *(reason.code for refused in world.all(DeclarationRefused) for reason in refused.reasons)}
