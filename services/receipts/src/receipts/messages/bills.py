"""Tax bills as records: CEB816 with every line, CEB818 with the state alone."""

from collections.abc import Iterator

from contracts.gateway import ReceiptIssued
from contracts.tax import TaxBill
from edge.ceb.xml import Element, amount, block, element, return_time


def bill(receipt: ReceiptIssued, tax_bill: TaxBill, guid: str) -> Element:
    """Return the record of CEB816: the head with the sums, then a block per goods line."""
    return block("Tax", (block("TaxHeadRd", _head(receipt, tax_bill, guid)), *_lines(tax_bill)))


def state(receipt: ReceiptIssued, tax_bill: TaxBill, guid: str) -> Element:
    """Return the record of CEB818."""
    optional = (("entDutyNo", tax_bill.payment_book_no), ("assureCode", tax_bill.guarantor_code))
    elements = (*_opening(receipt, tax_bill, guid), element("status", receipt.return_status), *_given(optional))
    return block("Tax", (block("TaxHeadStatus", elements),))


def _head(receipt: ReceiptIssued, tax_bill: TaxBill, guid: str) -> Iterator[Element]:
    yield from _opening(receipt, tax_bill, guid)
    yield from _taxes(tax_bill.duty_cny_e5, tax_bill.vat_cny_e5, tax_bill.consumption_tax_cny_e5)
    yield element("status", receipt.return_status)
    yield from _given(
        (
            ("entDutyNo", tax_bill.payment_book_no),
            ("assureCode", tax_bill.guarantor_code),
            ("ebcCode", tax_bill.merchant_code),
            ("logisticsCode", tax_bill.carrier_code),
            ("agentCode", tax_bill.agent_code),
            ("customsCode", tax_bill.customs_code),
        )
    )


def _lines(tax_bill: TaxBill) -> Iterator[Element]:
    for line in tax_bill.lines:
        yield block(
            "TaxListRd",
            (
                element("gnum", str(line.gnum)),
                element("gcode", line.commodity_code),
                element("taxPrice", amount(line.dutiable_cny_e5)),
                *_taxes(line.duty_cny_e5, line.vat_cny_e5, line.consumption_tax_cny_e5),
            ),
        )


def _opening(receipt: ReceiptIssued, tax_bill: TaxBill, guid: str) -> tuple[Element, ...]:
    return (
        element("guid", guid),
        element("returnTime", return_time(receipt.return_at_ms)),
        element("invtNo", tax_bill.list_no),
        element("taxNo", tax_bill.bill_no),
    )


def _taxes(duty_e5: int, vat_e5: int, consumption_e5: int) -> tuple[Element, ...]:
    return (
        element("customsTax", amount(duty_e5)),
        element("valueAddedTax", amount(vat_e5)),
        element("consumptionTax", amount(consumption_e5)),
    )


def _given(optional: tuple[tuple[str, str | None], ...]) -> Iterator[Element]:
    return (element(name, value) for name, value in optional if value)
