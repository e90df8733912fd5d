# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.tax.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.tax."""

import enum

import msgspec

from contracts.common import Decision, LedgerAction, TaxRegime

__all__ = [
    "BillStatus",
    "DutyAssessed",
    "GuaranteeDecided",
    "GuaranteeRegistered",
    "GuaranteeRequested",
    "LineAssessed",
    "LineRated",
    "RateSet",
    "TaxBill",
    "TaxBillIssued",
    "TaxBillStatusChanged",
]


class BillStatus(enum.StrEnum):
    """State of an electronic tax bill (CEB816, CEB818): 1 generated, 2 summarised into a payment book, 3 void."""

    GENERATED = "GENERATED"
    SUMMARISED = "SUMMARISED"
    VOID = "VOID"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class LineAssessed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tax of one goods line, rounded half-up to 0.01 per kind (TAX-15)."""

    gnum: int
    """line"""
    commodity_code: str
    """ten-digit code"""
    dutiable_cny_e5: int
    """line value with its share of freight and insurance"""
    duty_cny_e5: int
    """duty"""
    consumption_tax_cny_e5: int
    """consumption tax"""
    vat_cny_e5: int
    """value-added tax"""


class LineRated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Dutiable value of one goods line, and the rates of the day of acceptance; a rate that is not on file is null."""

    gnum: int
    """line"""
    dutiable_cny_e5: int
    """line value with its share of freight and insurance (TAX-01)"""
    duty_pct: str | None = None
    """duty rate in percent"""
    consumption_pct: str | None = None
    """consumption tax rate by value in percent"""
    specific_cny_e5: int | None = None
    """consumption tax by quantity on the line in full, rounded half-up; null where there is none"""
    vat_pct: str | None = None
    """VAT rate in percent"""
    high_end: bool | None = None
    """whether the price makes the goods high-end (TAX-09 cosmetics, TAX-10 watches); null where no price decides"""


class DutyAssessed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The tax of a declaration was assessed."""

    decision: Decision
    """the decision"""
    tax_regime: TaxRegime
    """regime applied"""
    guarantor_code: str
    """who guarantees"""
    duty_cny_e5: int
    """sum"""
    consumption_tax_cny_e5: int
    """sum"""
    vat_cny_e5: int
    """sum"""
    total_cny_e5: int
    """sum of the three"""
    lines: tuple[LineAssessed, ...]
    """per line"""
    rated: tuple[LineRated, ...]
    """per line the dutiable value and the rates; also of a hold, as far as known"""
    consumption_factor: str | None = None
    """share of the full consumption tax that is due, a decimal such as 0.7; null where none is on file"""
    vat_factor: str | None = None
    """share of the full VAT that is due, likewise"""


class GuaranteeDecided(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The guarantee ledger answered: reserved (PASS), short (HOLD 99301), or given up (REFUSE)."""

    decision: Decision
    """the decision"""
    guarantor_code: str
    """whose guarantee"""
    amount_cny_e5: int
    """amount asked for"""
    reserved_cny_e5: int
    """all reserved and kept after this decision"""
    limit_cny_e5: int
    """size of the guarantee"""


class GuaranteeRegistered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A guarantee given to customs. Code: guarantor."""

    code: str
    """code of the entry"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    amount_cny_e5: int
    """size"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class GuaranteeRequested(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tax asks the guarantee ledger to reserve, keep or free an amount. Key: guarantor code."""

    declaration_id: str
    """the reservation is this declaration's"""
    revision: int
    """of this revision"""
    guarantor_code: str
    """whose guarantee"""
    action: LedgerAction
    """act of the ledger"""
    amount_cny_e5: int
    """amount; 0 unless RESERVE"""
    answer_key: str
    """normalised order number, key of the answer"""
    accepted_at_ms: int
    """acceptance of the list"""


class RateSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Statutory rates of an eight-digit commodity code."""

    code: str
    """code of the entry"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    name_zh: str
    """name"""
    mfn_pct: str
    """most-favoured-nation duty, per cent"""
    provisional_pct: str | None = None
    """provisional duty, per cent"""
    vat_class: str
    """standard or reduced"""
    consumption_pct: str
    """consumption tax, per cent"""
    consumption_specific_cny_e5: int | None = None
    """consumption tax per unit"""
    consumption_unit: str | None = None
    """unit of the specific tax: litre or tonne"""
    consumption_from_cny_e5: int | None = None
    """dutiable price per statutory unit from which consumption_pct is due (TAX-10: watches); any price if absent"""
    consumption_price_from_usd_e5: int | None = None
    """import price per consumption_unit from which consumption_specific is due, below it consumption_specific_below (TAX-10: beer)"""
    consumption_specific_below_cny_e5: int | None = None
    """consumption tax per unit of goods below that import price"""
    litres_per_tonne: int | None = None
    """litres that make a tonne of the goods, where the tax is by tonne"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class TaxBill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An electronic tax bill, one per list (CEB816). Head sums equal the sums of its lines."""

    bill_no: str
    """taxNo: the list's number, T and the serial of the bill of that list"""
    list_no: str
    """invtNo"""
    order_no: str
    """as sent"""
    platform_code: str
    """ebpCode"""
    merchant_code: str
    """ebcCode"""
    carrier_code: str
    """logisticsCode"""
    waybill_no: str
    """logisticsNo"""
    agent_code: str
    """agentCode"""
    customs_code: str
    """customsCode"""
    guarantor_code: str
    """assureCode"""
    status: BillStatus
    """state of the bill"""
    payment_book_no: str | None = None
    """entDutyNo: number of the payment book that summarises it, once there is one"""
    duty_cny_e5: int
    """sum"""
    consumption_tax_cny_e5: int
    """sum"""
    vat_cny_e5: int
    """sum"""
    lines: tuple[LineAssessed, ...]
    """per goods line; empty where only the state is given"""
    sender_code: str | None = None
    """transmitter of the list, to whom its messages go"""


class TaxBillIssued(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The electronic tax bill of a released declaration was issued (CEB816)."""

    declaration_id: str
    """the declaration taxed"""
    revision: int
    """the revision released"""
    bill: TaxBill
    """the bill with its lines"""
    issued_at_ms: int
    """time of the release that caused it"""


class TaxBillStatusChanged(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A tax bill reached another state (CEB818)."""

    declaration_id: str
    """the declaration taxed"""
    bill: TaxBill
    """the bill in its new state, without lines"""
    changed_at_ms: int
    """when it did"""
