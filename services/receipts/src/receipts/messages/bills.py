"""Tax bills as records: CEB816 with every line, CEB818 with the state alone."""

from collections.abc import Iterator

from contracts.gateway import ReceiptIssued
from contracts.tax import TaxBill
from edge.ceb.xml import Element, amount, block, element, return_time


def bill(receipt: ReceiptIssued, told: TaxBill, guid: str) -> Element:
    """Return the record of CEB816: the head with the sums, then a block per goods line."""
    return block("Tax", (block("TaxHeadRd", _head(receipt, told, guid)), *_lines(told)))


def state(receipt: ReceiptIssued, told: TaxBill, guid: str) -> Element:
    """Return the record of CEB818."""
    optional = (("entDutyNo", told.payment_book_no), ("assureCode", told.guarantor_code))
    elements = (*_opening(receipt, told, guid), element("status", receipt.return_status), *_given(optional))
    return block("Tax", (block("TaxHeadStatus", elements),))


def _head(receipt: ReceiptIssued, told: TaxBill, guid: str) -> Iterator[Element]:
    yield from _opening(receipt, told, guid)
    yield from _taxes(told.duty_cny_e5, told.vat_cny_e5, told.consumption_tax_cny_e5)
    yield element("status", receipt.return_status)
    yield from _given(
        (
            ("entDutyNo", told.payment_book_no),
            ("assureCode", told.guarantor_code),
            ("ebcCode", told.merchant_code),
            ("logisticsCode", told.carrier_code),
            ("agentCode", told.agent_code),
            ("customsCode", told.customs_code),
        )
    )


def _lines(told: TaxBill) -> Iterator[Element]:
    for line in told.lines:
        yield block(
            "TaxListRd",
            (
                element("gnum", str(line.gnum)),
                element("gcode", line.commodity_code),
                element("taxPrice", amount(line.dutiable_cny_e5)),
                *_taxes(line.duty_cny_e5, line.vat_cny_e5, line.consumption_tax_cny_e5),
            ),
        )


def _opening(receipt: ReceiptIssued, told: TaxBill, guid: str) -> tuple[Element, ...]:
    return (
        element("guid", guid),
        element("returnTime", return_time(receipt.return_at_ms)),
        element("invtNo", told.list_no),
        element("taxNo", told.bill_no),
    )


def _taxes(duty_e5: int, vat_e5: int, consumption_e5: int) -> tuple[Element, ...]:
    return (
        element("customsTax", amount(duty_e5)),
        element("valueAddedTax", amount(vat_e5)),
        element("consumptionTax", amount(consumption_e5)),
    )


def _given(optional: tuple[tuple[str, str | None], ...]) -> Iterator[Element]:
    return (element(name, value) for name, value in optional if value)
