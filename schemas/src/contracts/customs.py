# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs."""

import enum

import msgspec

from contracts.common import (
    Decision,
    DocumentRef,
    Effect,
    FindingRecorded,
    Judgement,
    LedgerAction,
    Operation,
    Reason,
    RegisterVersion,
    Repeated,
    RuleEvaluated,
    TaxRegime,
)
from contracts.trade import ExportCancellationSubmitted

__all__ = [
    "AllowanceDecided",
    "AllowanceRequested",
    "BillFinding",
    "BillState",
    "BillTallied",
    "CancellationForwarded",
    "Certificate",
    "CertificateAmount",
    "CertificateIssued",
    "CertificateOnFile",
    "CertificateStatus",
    "CertificateUse",
    "CertificateWithdrawn",
    "ChapterListed",
    "ClaimAction",
    "ConsolidatedDeclaration",
    "ConsolidatedHead",
    "ConsolidatedLine",
    "ConsolidatedList",
    "ConsolidationCorrected",
    "ConsolidationResult",
    "ConsolidationStatus",
    "DaysOffSet",
    "DeclarationAccepted",
    "DeclarationAmended",
    "DeclarationCleared",
    "DeclarationClosed",
    "DeclarationContent",
    "DeclarationHeld",
    "DeclarationRefused",
    "DeclarationReviewed",
    "DeclarationSubject",
    "DeclarationWithdrawn",
    "DeclaredLine",
    "DocumentConcluded",
    "DocumentJudged",
    "DocumentOutcome",
    "EnterpriseRegistered",
    "ExchangeRateSet",
    "ExportAccepted",
    "ExportConditionsSet",
    "ExportConsolidated",
    "ExportContent",
    "ExportDeclarationOnFile",
    "ExportDeclarationStatus",
    "ExportedLine",
    "GoodsFiled",
    "GoodsListed",
    "Hold",
    "ListCertificateWithdrawn",
    "ListCertified",
    "ListClosed",
    "ListConsolidated",
    "ListDeclared",
    "ListReopened",
    "ListTakenOff",
    "Movement",
    "NumberClaimAnswered",
    "NumberClaimRequested",
    "NumberKind",
    "ParcelMoved",
    "ParcelSighted",
    "QuantityClaimed",
    "SiteRegistered",
    "WaybillFound",
    "WithdrawalCause",
]


class BillState(enum.StrEnum):
    """How a bill stands."""

    INCOMPLETE = "INCOMPLETE"
    AGREEING = "AGREEING"
    DIFFERING = "DIFFERING"
    RELEASED = "RELEASED"
    DEPARTED = "DEPARTED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class CertificateStatus(enum.StrEnum):
    """How a certificate stands."""

    IN_FORCE = "IN_FORCE"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class CertificateUse(enum.StrEnum):
    """What a certificate may be used for."""

    EXCHANGE = "EXCHANGE"
    REFUND = "REFUND"
    EXEMPTION = "EXEMPTION"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class ClaimAction(enum.StrEnum):
    """The act that a request asks of the number ledger."""

    CLAIM = "CLAIM"
    FREE = "FREE"
    LOCATE = "LOCATE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class ConsolidationStatus(enum.StrEnum):
    """How a consolidated declaration stands."""

    CONSOLIDATED = "CONSOLIDATED"
    DECLARED = "DECLARED"
    CORRECTED = "CORRECTED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class ExportDeclarationStatus(enum.StrEnum):
    """How an export declaration stands."""

    RECORDED = "RECORDED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Movement(enum.StrEnum):
    """How a parcel stands on its bill."""

    READY = "READY"
    DIFFERING = "DIFFERING"
    DEPARTED = "DEPARTED"
    DEPARTURE_WITHDRAWN = "DEPARTURE_WITHDRAWN"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class NumberKind(enum.StrEnum):
    """Which number is claimed."""

    PAYMENT = "PAYMENT"
    WAYBILL = "WAYBILL"
    LIST = "LIST"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class WithdrawalCause(enum.StrEnum):
    """Why a declaration left without a refusal: cancelled or deleted for good, or its list waits again because a number was lost or because it was changed and names a document that is not there."""

    CANCELLED = "CANCELLED"
    NUMBER_LOST = "NUMBER_LOST"
    DELETED = "DELETED"
    LIST_CHANGED = "LIST_CHANGED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class AllowanceDecided(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The annual allowance of a buyer was reserved (PASS), or its amount (REFUSE, LIM-04) or a quantity (REFUSE, LIST-02) would be exceeded."""

    decision: Decision
    """the decision"""
    quota_year: int
    """calendar year"""
    amount_cny_e5: int
    """amount asked for"""
    used_before_cny_e5: int
    """used before this request"""
    limit_cny_e5: int
    """annual limit"""


class QuantityClaimed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A quantity of goods that counts towards a limit per person and calendar year (LIST-02)."""

    group: str
    """what shares the limit: a group of the positive list, or the code of eight digits itself"""
    quantity_e5: int
    """quantity, in 1/100,000 of the unit"""
    limit_e5: int
    """limit per person and calendar year, in 1/100,000 of the unit"""
    unit_code: str
    """customs unit of quantity and limit"""


class AllowanceRequested(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Clearance asks the allowance ledger to reserve, keep or free an amount and quantities, all or nothing. Key: hex of the buyer's pseudonym."""

    declaration_id: str
    """the reservation is this declaration's"""
    revision: int
    """of this revision"""
    buyer_pseudonym: bytes
    """person_id digest"""
    quota_year: int
    """calendar year"""
    action: LedgerAction
    """act of the ledger"""
    amount_cny_e5: int
    """dutiable value; 0 unless RESERVE"""
    acceptance_date: str
    """China date that selects the limit"""
    answer_key: str
    """normalised order number, key of the answer"""
    quantities: tuple[QuantityClaimed, ...]
    """quantities that count towards a limit, each group once; empty unless RESERVE"""


class BillFinding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Finding on a bill 提运单处理: an officer decided on a hold of a bill, on one of its parcels for all."""

    carrier_code: str
    """carrier"""
    bill_no: str
    """bill"""
    finding: FindingRecorded
    """what the officer decided"""


class BillTallied(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Bill tallied 提运单核对: how a bill stands, for one of the enterprises that its documents name."""

    carrier_code: str
    """carrier"""
    bill_no: str
    """number of the bill, as its key has it"""
    enterprise_code: str
    """enterprise that sees this: the carrier, a declaring enterprise or an operator of a site"""
    state: BillState
    """INCOMPLETE: parts are missing; AGREEING: master lists and arrivals agree; DIFFERING: they do not, the parcels are held; RELEASED: they did not, and an officer has decided; DEPARTED: the departure is complete"""
    listed: int
    """parcels of master lists"""
    arrived: int
    """parcels of arrivals; all that are listed, where an arrival names none"""
    differing: int
    """parcels that are listed and have not arrived, or have arrived and are not listed"""
    departed: int
    """parcels that have departed"""
    parts_on_file: int
    """parts on file"""
    parts_missing: int
    """parts missing of series that have begun"""
    opened_at_ms: int
    """acceptance of the first part: milliseconds UTC"""
    tallied_at_ms: int
    """when it came to stand like this: milliseconds UTC"""


class CancellationForwarded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Cancellation forwarded 撤单转办: a request to cancel a list, under the order whose list has the number."""

    submitted: ExportCancellationSubmitted
    """the request"""
    platform_code: str | None = None
    """platform of the order"""


class CertificateAmount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The value of a certificate in one currency."""

    currency_code: str
    """customs code of the currency"""
    value_e5: int
    """in 1/100,000"""


class ConsolidatedLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of a consolidated declaration: goods lines of lists that agree, summed exactly."""

    line_no: int
    """gseqno: place in the declaration from 1"""
    destination_country_code: str
    """final destination, customs code"""
    commodity_code: str
    """gcode, ten digits"""
    goods_name: str
    """the name that the lines have; where names do not count, that of the first line"""
    currency_code: str
    """customs code of the currency"""
    value_e5: int
    """sum of line totals in that currency, in 1/100,000"""
    unit_code: str
    """unit of the traded quantity"""
    quantity_e5: int
    """sum of quantities in that unit, in 1/100,000"""
    statutory_unit_code: str
    """first statutory unit"""
    statutory_quantity_e5: int
    """sum of quantities in that unit, in 1/100,000"""
    second_unit_code: str | None = None
    """second statutory unit"""
    second_quantity_e5: int | None = None
    """sum of quantities in that unit, in 1/100,000"""


class Certificate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Certificate of an export that has left the country, for foreign exchange and tax."""

    certificate_no: str
    """number of the declaration or list, and the issue from 01"""
    declaration_seq_no: str | None = None
    """declSeqNo of a consolidated declaration"""
    entry_no: str | None = None
    """entryId of the declaration, consolidated or of its own"""
    list_no: str | None = None
    """list with simplified classification"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise"""
    owner_code: str | None = None
    """producer, where it counts"""
    owner_name: str | None = None
    """its name, where it is not registered"""
    customs_code: str
    """declaring customs"""
    trade_mode: str
    """supervision mode"""
    departed_from_ms: int
    """first departure of its goods: milliseconds UTC"""
    departed_until_ms: int
    """last departure of its goods: milliseconds UTC"""
    amounts: tuple[CertificateAmount, ...]
    """value by currency, in order of the codes"""
    gross_weight_kg_e5: int
    """kg, in 1/100,000"""
    net_weight_kg_e5: int
    """kg, in 1/100,000"""
    lines: tuple[ConsolidatedLine, ...]
    """goods"""
    uses: tuple[CertificateUse, ...]
    """what it may be used for"""
    issued_at_ms: int
    """milliseconds UTC"""
    seal: bytes
    """SHA-256 over the certificate as JSON without seal, keys sorted, no white space, UTF-8"""


class CertificateIssued(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Certificate issued 签发证明: customs certifies what has left. Key: merchant."""

    certificate: Certificate
    """the certificate"""
    replaces: str | None = None
    """the withdrawn certificate in whose place it stands"""


class CertificateOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How a certificate stands."""

    certificate_no: str
    """its number"""
    status: CertificateStatus
    """how it stands"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise"""
    owner_code: str | None = None
    """producer, where it counts"""
    customs_code: str
    """declaring customs"""
    trade_mode: str
    """supervision mode"""
    declaration_seq_no: str | None = None
    """declSeqNo of a consolidated declaration"""
    entry_no: str | None = None
    """entryId of the declaration, consolidated or of its own"""
    list_no: str | None = None
    """list with simplified classification"""
    departed_from: str
    """day of the first departure in China, YYYY-MM-DD"""
    departed_until: str
    """day of the last departure in China, YYYY-MM-DD"""
    amounts: tuple[CertificateAmount, ...]
    """value by currency"""
    uses: tuple[CertificateUse, ...]
    """what it may be used for"""
    issued_on: str
    """day in China, YYYY-MM-DD"""
    withdrawn_on: str | None = None
    """day in China, YYYY-MM-DD"""
    withdrawn_for: str | None = None
    """the list that was reopened; absent of an export declaration"""
    replaces: str | None = None
    """the withdrawn certificate in whose place it stands"""
    seal: str
    """as the certificate has it, in hex"""


class CertificateWithdrawn(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Certificate withdrawn 撤销证明: a departure was taken back, or a declaration changed or deleted. Key: merchant."""

    certificate_no: str
    """which"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise"""
    list_no: str | None = None
    """the list that was reopened; absent of an export declaration that was changed or deleted"""
    withdrawn_at_ms: int
    """milliseconds UTC"""


class ChapterListed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A chapter of the tariff with its headings and subheadings."""

    code: str
    """chapter, two digits"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    edition: str
    """edition of the tariff, such as 2018-04"""
    headings: tuple[str, ...]
    """heading (four digits) and the fifth and sixth digits of each of its subheadings, separated by blanks: 0101 21 29 30 90"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class ConsolidatedDeclaration(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How a declaration stands into which lists were consolidated."""

    declaration_seq_no: str
    """declSeqNo"""
    consolidation_no: str
    """sumNo"""
    cop_no: str | None = None
    """number of the request; absent where customs consolidated by itself"""
    entry_no: str | None = None
    """entryId, once it has it"""
    status: ConsolidationStatus
    """how it stands"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise of its lists"""
    declarant_code: str
    """enterprise that files it"""
    customs_code: str
    """declaring customs"""
    trade_mode: str
    """supervision mode"""
    arrival_country_code: str
    """country of arrival, customs code"""
    list_count: int
    """lists that were consolidated"""
    line_count: int
    """merged lines as declared"""
    amounts: tuple[CertificateAmount, ...]
    """value by currency, less corrections"""
    gross_weight_kg_e5: int
    """kg, in 1/100,000, less corrections"""
    net_weight_kg_e5: int
    """kg, in 1/100,000, less corrections"""
    consolidated_on: str
    """day in China, YYYY-MM-DD"""
    certificate_no: str | None = None
    """the certificate in force"""


class ConsolidatedHead(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What all lists of one declaration have in common."""

    customs_code: str
    """declaring customs"""
    trade_mode: str
    """9610 or 1210"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise of the lists"""
    transport_mode: str
    """mode of transport, customs code"""
    arrival_country_code: str
    """country of arrival, customs code"""
    port_code: str
    """customs of exit"""
    account_book_no: str | None = None
    """account book (1210)"""
    owner_code: str | None = None
    """producer, where lists are consolidated by producer; NO if it is not registered"""
    owner_name: str | None = None
    """its name, where it is not registered"""


class ConsolidatedList(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of a list that stands in a consolidated declaration (CEB792 SummaryResultList)."""

    list_no: str
    """invtNo of the list"""
    waybill_no: str
    """logisticsNo, as sent"""
    line_no: int
    """gseqno: line of the declaration in which it is summed"""
    gnum: int
    """line number in the list"""
    commodity_code: str
    """gcode of the line"""


class ConsolidationCorrected(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Consolidation corrected 汇总报关单更正: what is taken off a declaration, because a list in it was reopened. Key: merchant."""

    consolidation_no: str
    """sumNo"""
    declaration_seq_no: str
    """declSeqNo"""
    entry_no: str | None = None
    """entryId, if the declaration has it"""
    list_no: str
    """the list that was reopened"""
    corrected_at_ms: int
    """milliseconds UTC"""
    gross_weight_kg_e5: int
    """gross weight to be taken off, kg, in 1/100,000"""
    net_weight_kg_e5: int
    """net weight to be taken off, kg, in 1/100,000"""
    lines: tuple[ConsolidatedLine, ...]
    """what is to be taken off each line"""


class ConsolidationResult(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One part of the result of a consolidation for one declaration (CEB792)."""

    consolidation_no: str
    """sumNo: number that customs gave the consolidation"""
    declaration_seq_no: str
    """declSeqNo: one per declaration that results"""
    part_count: int
    """msgCount: parts of this result"""
    part_no: int
    """msgSeqNo: number of the part from 1"""
    processed_at_ms: int
    """opDate: milliseconds UTC"""
    declaration_state: str
    """decState, ours: 1 consolidated, 2 declared"""
    draft_no: str | None = None
    """decTmpNo, with the later result"""
    pre_entry_no: str | None = None
    """decPreNo, with the later result"""
    entry_no: str | None = None
    """entryId, with the later result: 18 characters"""
    head: ConsolidatedHead
    """what its lists have in common"""
    agent_code: str
    """who asked for the consolidation; declaring enterprise of the lists where nobody did"""
    agent_name: str
    """its name"""
    merchant_name: str
    """name of the consignor"""
    declarant_code: str
    """enterprise that files the declaration"""
    declarant_name: str
    """its name"""
    gross_weight_kg_e5: int
    """gross weight of the declaration, kg, in 1/100,000"""
    net_weight_kg_e5: int
    """net weight of the declaration, kg, in 1/100,000"""
    lists: tuple[ConsolidatedList, ...]
    """goods lines of the lists in this part; none in a later result"""


class DaysOffSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The days of a month on which nobody works: weekends and holidays, but for weekends that are worked."""

    code: str
    """month, YYYY-MM"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    days_off: tuple[str, ...]
    """day of the month, two digits"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class DeclarationSubject(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The declaration that a lifecycle event is about, with the numbers that receipts carry."""

    declaration_id: str
    """first 16 bytes of SHA-256 over platform code, order number and list document id, in hex"""
    revision: int
    """1, raised by every change of the list"""
    order_no: str
    """as sent"""
    platform_code: str
    """ebpCode"""
    merchant_code: str
    """ebcCode"""
    agent_code: str
    """agentCode"""
    customs_code: str
    """customsCode"""
    cop_no: str | None = None
    """copNo"""
    pre_entry_no: str
    """preNo"""
    list_no: str | None = None
    """invtNo, once accepted"""
    documents: tuple[DocumentRef, ...]
    """the documents that make it up, the list first"""
    repeated: tuple[Repeated, ...] | None = None
    """what else of the list its answers repeat, as its file says"""


class DeclaredLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line as the agencies need it."""

    gnum: int
    """line number"""
    commodity_code: str
    """ten-digit code"""
    origin_country_code: str
    """customs country code"""
    quantity_e5: int
    """traded quantity in 1/100,000"""
    unit_code: str
    """unit of it"""
    statutory_quantity_e5: int
    """quantity in the statutory unit in 1/100,000"""
    statutory_unit_code: str
    """unit of it"""
    second_quantity_e5: int | None = None
    """second statutory quantity"""
    second_unit_code: str | None = None
    """unit of it"""
    unit_price_cny_e5: int
    """unit price"""
    total_price_cny_e5: int
    """line total"""
    item_record_no: str | None = None
    """goods number in the bonded account book"""
    goods_name: str | None = None
    """gname: name under which the goods are declared"""
    bar_code: str | None = None
    """barCode: the goods identity (GTIN); absent if the goods have none"""


class DeclarationContent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The declared and matched content, for those who decide on it. No personal data."""

    trade_mode: str
    """9610, 1210 or 1239"""
    accepted_at_ms: int
    """when the gateway accepted the list"""
    acceptance_date: str
    """its date in China, YYYY-MM-DD"""
    carrier_code: str
    """logisticsCode"""
    waybill_no: str
    """logisticsNo"""
    payment_institution_code: str
    """payCode of the payment"""
    payment_no: str
    """payTransactionId"""
    guarantor_code: str
    """assureCode"""
    bonded_enterprise_code: str | None = None
    """areaCode"""
    port_code: str
    """portCode"""
    departure_country_code: str
    """country of departure"""
    buyer_pseudonym: bytes
    """person_id digest under the key of the quota year"""
    quota_year: int
    """calendar year in China of acceptance"""
    amount_paid_cny_e5: int
    """paid amount of the payment"""
    freight_cny_e5: int
    """of the list"""
    insurance_cny_e5: int
    """of the list"""
    goods_value_cny_e5: int
    """sum of the lines"""
    dutiable_cny_e5: int
    """goods value, freight and insurance (TAX-01)"""
    tax_regime: TaxRegime
    """follows from value and item count alone (LIM-02, LIM-03)"""
    gross_weight_kg_e5: int
    """gross weight"""
    net_weight_kg_e5: int
    """net weight"""
    lines: tuple[DeclaredLine, ...]
    """goods lines"""
    deciders: tuple[str, ...]
    """sources for whose decision customs waits, in the rank of their refusals: as the register of deciders had them on the day of acceptance when this was published"""


class DeclarationAccepted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The documents of a declaration match; everyone who decides may decide on it."""

    subject: DeclarationSubject
    """the declaration"""
    content: DeclarationContent
    """content of the declaration"""
    rules: tuple[RuleEvaluated, ...]
    """every rule evaluated"""
    rules_version: str
    """version of the rules"""
    registers: tuple[RegisterVersion, ...]
    """register entries used"""


class DeclarationAmended(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The list was changed before release: a new revision replaces the former, decisions on which no longer count."""

    subject: DeclarationSubject
    """the declaration"""
    content: DeclarationContent
    """content of the declaration"""
    rules: tuple[RuleEvaluated, ...]
    """every rule evaluated"""
    rules_version: str
    """version of the rules"""
    registers: tuple[RegisterVersion, ...]
    """register entries used"""


class DeclarationCleared(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaration is matched and reserved (120) and released (800)."""

    subject: DeclarationSubject
    """the declaration"""
    cleared_at_ms: int
    """time of the event that completed it"""


class DeclarationClosed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A released declaration is closed by the daily closing (899)."""

    subject: DeclarationSubject
    """the declaration"""
    closed_at_ms: int
    """time of the tick"""


class Hold(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One reason for which a declaration waits for an officer."""

    hold_id: str
    """stable id; a finding names it"""
    agency: str
    """who holds: inspection, forex, tax, customs"""
    reason: Reason
    """why"""


class DeclarationHeld(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaration is matched and reserved (120) and waits for an officer."""

    subject: DeclarationSubject
    """the declaration"""
    return_status: str
    """300 officer, 500 inspection"""
    holds: tuple[Hold, ...]
    """all open holds"""


class DocumentOutcome(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Outcome of one document at the end of its declaration."""

    document: DocumentRef
    """which"""
    return_status: str
    """100 or -621018 for a document at fault, 399 for a list cancelled, 2 for a document that may be used again"""


class DeclarationRefused(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaration is refused; reserved amounts are free again."""

    subject: DeclarationSubject
    """the declaration"""
    return_status: str
    """100 refused, -621018 above the annual limit (LIM-04), 700 shipped back, 501 to 503 and 599 detained"""
    reasons: tuple[Reason, ...]
    """why, all of them"""
    documents: tuple[DocumentOutcome, ...]
    """outcome of each document"""
    rules: tuple[RuleEvaluated, ...]
    """every rule evaluated by clearance itself"""
    rules_version: str
    """version of the rules"""
    registers: tuple[RegisterVersion, ...]
    """register entries used; empty if others refused: their decisions name theirs"""


class DeclarationReviewed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Review concluded 审结: everyone has decided on a list (399), which waits for its parcel."""

    subject: DeclarationSubject
    """the declaration"""
    reviewed_at_ms: int
    """when the last decision came: milliseconds UTC"""
    inspected: bool
    """whether the parcel is inspected once it has arrived"""


class DeclarationWithdrawn(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaration is no longer up for decision; reserved amounts are free again."""

    subject: DeclarationSubject
    """the declaration"""
    cause: WithdrawalCause
    """why"""
    cancellation: DocumentRef | None = None
    """the cancellation that caused it"""
    documents: tuple[DocumentOutcome, ...]
    """outcome of each document not answered otherwise: 399 for a list cancelled, 2 for documents that may be used again; a list deleted or changed was answered itself"""


class DocumentConcluded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Document concluded 单证办结: what became of a submitted document that had been recorded."""

    judgement: Judgement
    """the judgement: its status is the document's end or how far it has come"""


class DocumentJudged(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Customs recorded, rejected or recognised as repeated one submitted document."""

    judgement: Judgement
    """the judgement"""


class EnterpriseRegistered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise known to customs."""

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
    """registered name"""
    roles: tuple[str, ...]
    """platform, merchant, payment, carrier, agent, guarantor, bonded, site-operator"""
    credit_grade: str
    """grade under the order in force (CR-01)"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class ExchangeRateSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The rate at which customs counts a foreign currency."""

    code: str
    """currency by customs' table, three digits"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    name_zh: str
    """name of the currency"""
    cny_per_unit_e5: int
    """yuan for one unit of the currency, in 1/100,000 yuan"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class ExportedLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an export list, without personal data."""

    gnum: int
    """line number from 1, that of the order line"""
    commodity_code: str
    """gcode: ten digits, or a heading or subheading and zeros"""
    goods_name: str
    """gname"""
    item_name: str | None = None
    """itemName: name that the goods have after consolidation"""
    destination_country_code: str
    """final destination, customs code"""
    currency_code: str
    """customs code of the currency"""
    quantity_e5: int
    """quantity in `unit_code`, in 1/100,000"""
    unit_code: str
    """unit of the traded quantity"""
    statutory_quantity_e5: int
    """quantity in the first statutory unit, in 1/100,000"""
    statutory_unit_code: str
    """first statutory unit"""
    second_quantity_e5: int | None = None
    """quantity in the second statutory unit, in 1/100,000"""
    second_unit_code: str | None = None
    """second statutory unit"""
    unit_price_e5: int
    """FOB unit price in `currency_code`, in 1/100,000"""
    total_price_e5: int
    """line total in `currency_code`, in 1/100,000"""
    item_record_no: str | None = None
    """goods number in the account book"""


class ExportContent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What others decide on: an export list without personal data."""

    trade_mode: str
    """9610, 1210, 9710 or 9810"""
    order_type: str
    """E retail, B between enterprises, W stocking of an overseas warehouse"""
    statistics_flag: str
    """A simplified, B to be consolidated"""
    accepted_at_ms: int
    """acceptance of the list: milliseconds UTC"""
    acceptance_date: str
    """day of acceptance in China, YYYY-MM-DD"""
    carrier_code: str
    """carrier"""
    waybill_no: str
    """waybill number, as sent"""
    owner_code: str
    """producer or seller; NO if it is not registered with customs"""
    owner_name: str
    """producer or seller"""
    bonded_enterprise_code: str | None = None
    """enterprise of the special area (1210)"""
    account_book_no: str | None = None
    """account book (1210)"""
    transport_mode: str
    """mode of transport, customs code"""
    port_code: str
    """customs of exit"""
    site_code: str | None = None
    """supervised site"""
    bill_no: str | None = None
    """bill that the list names"""
    arrival_country_code: str
    """country of arrival, customs code"""
    currency_code: str
    """the one currency of all lines"""
    goods_value_e5: int
    """sum of line totals in that currency, in 1/100,000"""
    goods_value_cny_e5: int
    """the same in yuan at the rate of the day of acceptance, in 1/100,000"""
    gross_weight_kg_e5: int
    """gross weight, kg, in 1/100,000"""
    net_weight_kg_e5: int
    """net weight, kg, in 1/100,000"""
    pack_count: int
    """parcels"""
    licence_no: str | None = None
    """licence that the list names"""
    lines: tuple[ExportedLine, ...]
    """goods lines"""
    deciders: tuple[str, ...]
    """sources of decisions that customs waits for"""


class ExportAccepted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Export matched 出口清单比对通过: order, waybill and list of an export match (120); everyone who decides may decide on it."""

    subject: DeclarationSubject
    """the declaration"""
    content: ExportContent
    """what was declared"""
    rules: tuple[RuleEvaluated, ...]
    """every rule evaluated"""
    rules_version: str
    """version of the rules"""
    registers: tuple[RegisterVersion, ...]
    """register entries used"""


class ExportConditionsSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """On which conditions goods leave the country."""

    code: str
    """beginning of the commodity code, two to ten digits: the conditions are those of all goods whose code begins so"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    name_zh: str
    """name of the goods"""
    conditions: tuple[str, ...]
    """licence: an export licence is needed; duty: export duty is levied; inspection: statutory inspection; refund: goods leave for tax refund; no-refund: none is granted"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class ExportConsolidated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Export consolidated 出口清单汇总: lists were merged into a declaration, or it got its numbers. Key: merchant."""

    result: ConsolidationResult
    """as the enterprise is told"""
    cop_no: str | None = None
    """number of the request; absent where customs consolidated by itself"""
    lines: tuple[ConsolidatedLine, ...]
    """merged lines of the declaration; with its first part only"""
    list_count: int
    """lists in the declaration"""


class ExportDeclarationOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How an export declaration stands that the customs declaration system decided on."""

    merchant_code: str
    """consignor"""
    entry_no: str
    """entryId"""
    status: ExportDeclarationStatus
    """how it stands"""
    order_no: str
    """order of which goods were declared"""
    agent_code: str
    """declaring enterprise"""
    customs_code: str
    """declaring customs"""
    trade_mode: str
    """supervision mode"""
    departed_on: str
    """day of departure in China, YYYY-MM-DD"""
    line_count: int
    """goods lines"""
    amounts: tuple[CertificateAmount, ...]
    """value by currency"""
    gross_weight_kg_e5: int
    """kg, in 1/100,000"""
    net_weight_kg_e5: int
    """kg, in 1/100,000"""
    recorded_on: str
    """day in China on which it was recorded as it is, YYYY-MM-DD"""
    withdrawn_on: str | None = None
    """day in China, YYYY-MM-DD"""
    certificate_no: str | None = None
    """the certificate in force"""


class GoodsFiled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Goods as filed with customs before their first declaration."""

    code: str
    """gtin/ and the bar code"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    commodity_code: str
    """gcode, ten digits"""
    name_zh: str
    """name"""
    specification: str
    """specification as filed"""
    net_content_e5: int | None = None
    """content of one declared unit, in 1/100,000 of content_unit"""
    content_unit: str | None = None
    """g, ml or piece"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class GoodsListed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row of the positive list of retail import, with the demands of its remark (LIST-02)."""

    code: str
    """commodity code, eight digits"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    list_version: str
    """the list to which the row belongs, such as 2016-1, 2022 or TEST-2018"""
    name_zh: str
    """name of the goods in the list"""
    remark_zh: str | None = None
    """remark of the row, which is binding"""
    exclusions: tuple[str, ...]
    """goods that the remark excludes and no message distinguishes: WILDLIFE, SPECIAL_FOOD, SPECIAL_COSMETICS, MEDICAL_DEVICE"""
    trade_modes: tuple[str, ...]
    """the only trade modes allowed; empty: all"""
    name_words: tuple[str, ...]
    """words of which the declared name contains one; empty: any name"""
    licensed_modes: tuple[str, ...]
    """trade modes in which the list of the declaration names a licence"""
    quantity_limit_e5: int | None = None
    """quantity per person and calendar year, in 1/100,000 of the unit"""
    quantity_unit_code: str | None = None
    """customs unit of the limit"""
    quantity_group: str | None = None
    """codes with the same group share one limit; absent: the code's own"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class ListCertificateWithdrawn(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """List certificate withdrawn 清单证明已撤销: the certificate with a list in it is withdrawn, and none stands in its place. Key: order number."""

    declaration_id: str
    """declaration that the list is"""
    list_no: str
    """list number"""
    certificate_no: str
    """certificate number"""
    withdrawn_at_ms: int
    """milliseconds UTC"""


class ListCertified(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """List certified 清单已出证明: a certificate has a list in it, by its declaration or by itself. Key: order number."""

    declaration_id: str
    """declaration that the list is"""
    list_no: str
    """list number"""
    platform_code: str | None = None
    """platform of the order"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise"""
    sender_code: str | None = None
    """who handed the list over"""
    declaration_seq_no: str | None = None
    """declSeqNo; absent for a list with simplified classification"""
    certificate_no: str
    """certificate number"""
    replaces: str | None = None
    """the certificate of which the list was told before, which is withdrawn"""
    uses: tuple[CertificateUse, ...]
    """for what it may be used"""
    certified_at_ms: int
    """milliseconds UTC"""


class ListClosed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Export list closed 出口清单结关: what left the country under a list. Key: merchant."""

    subject: DeclarationSubject
    """the declaration"""
    content: ExportContent
    """what left"""
    closed_at_ms: int
    """departure: milliseconds UTC"""


class ListConsolidated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """List consolidated 清单已归并: into which declaration a closed list went. Key: order number."""

    declaration_id: str
    """declaration that the list is"""
    list_no: str
    """list number"""
    platform_code: str | None = None
    """platform of the order"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise"""
    sender_code: str | None = None
    """who handed the list over"""
    consolidation_no: str
    """sumNo"""
    declaration_seq_no: str
    """declSeqNo"""
    consolidated_at_ms: int
    """milliseconds UTC"""


class ListDeclared(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """List declared 清单已汇总申报: the declaration in which a list stands has its number. Key: order number."""

    declaration_id: str
    """declaration that the list is"""
    list_no: str
    """list number"""
    platform_code: str | None = None
    """platform of the order"""
    merchant_code: str
    """consignor"""
    agent_code: str
    """declaring enterprise"""
    sender_code: str | None = None
    """who handed the list over"""
    declaration_seq_no: str
    """declSeqNo"""
    entry_no: str
    """entryId"""
    declared_at_ms: int
    """milliseconds UTC"""


class ListReopened(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Export list reopened 出口清单撤销结关: the carrier took the departure back. Key: merchant."""

    subject: DeclarationSubject
    """the declaration"""
    reopened_at_ms: int
    """when: milliseconds UTC"""


class ListTakenOff(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """List taken off 清单已移出汇总申报: a list that was reopened is taken off a declaration. Key: order number."""

    declaration_id: str
    """declaration that the list is"""
    list_no: str
    """list number"""
    declaration_seq_no: str
    """declSeqNo"""
    entry_no: str | None = None
    """entryId, if the declaration has it"""
    taken_off_at_ms: int
    """milliseconds UTC"""


class NumberClaimAnswered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The number ledger answered a claim or a look-up."""

    kind: NumberKind
    """which number"""
    issuer_code: str
    """payment institution or carrier"""
    number: str
    """the number"""
    action: ClaimAction
    """act of the request"""
    document_id: str
    """document that claimed it"""
    effect: Effect
    """PASS: claimed or found free; REFUSE: another order holds it"""
    reasons: tuple[Reason, ...]
    """why not"""
    held_by_order_no: str | None = None
    """normalised order number of the holder, when another"""
    platform_code: str | None = None
    """platform of the order that asked, where the request names it"""


class NumberClaimRequested(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Clearance claims, frees or looks up a payment or waybill number. Key: kind, issuer code and number."""

    kind: NumberKind
    """which number"""
    issuer_code: str
    """payment institution or carrier"""
    number: str
    """the number"""
    action: ClaimAction
    """act of the ledger"""
    document_id: str
    """document that claims it"""
    platform_code: str | None = None
    """platform of the order, where known"""
    answer_key: str
    """normalised order number: holder and key of the answer"""
    claimed_at_ms: int
    """acceptance of the document"""


class ParcelMoved(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Parcel moved 包裹运输动态: where a parcel stands on its bill, or as post without one."""

    carrier_code: str
    """carrier that issued the waybill"""
    waybill_no: str
    """waybill number, as sent"""
    movement: Movement
    """READY: master list and arrival are complete and agree on it; DIFFERING: they do not; DEPARTED: it left; DEPARTURE_WITHDRAWN: the carrier took that back"""
    bill_no: str | None = None
    """bill; absent for post without one"""
    moved_at_ms: int
    """acceptance of the part that says so, or what the part says: milliseconds UTC"""
    document_id: str
    """part that says so"""
    hold_id: str | None = None
    """hold of the bill, of one that differs"""
    reasons: tuple[Reason, ...]
    """why it differs"""
    platform_code: str | None = None
    """platform of the order that holds the waybill number, once that is known"""


class ParcelSighted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Parcel sighted 包裹状态上报: a carrier told the status of a waybill whose number an order holds. Key: order number."""

    carrier_code: str
    """carrier that issued the waybill"""
    waybill_no: str
    """waybill number, as sent"""
    status: str
    """status of the waybill: S signed for"""
    status_at_ms: int
    """when the status happened: milliseconds UTC"""
    status_time: str
    """the same as sent, YYYYMMDDhhmmss in China time"""
    operation: Operation
    """ADD: told; CHANGE: told anew; DELETE: taken back"""
    withdrawn: bool
    """whether the carrier has taken the status back"""
    status_document_id: str
    """document of the status that says so"""
    platform_code: str | None = None
    """platform of the order, where the claim of the number names it"""


class SiteRegistered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A supervised site at which goods arrive and depart."""

    code: str
    """code of the site, the loctNo of messages"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    name_zh: str
    """name of the site"""
    customs_code: str
    """customs district of four digits whose customs supervises it"""
    operator_code: str
    """enterprise that runs it"""
    flows: tuple[str, ...]
    """what it takes: import, export"""
    trade_modes: tuple[str, ...]
    """the only trade modes that it takes; empty: all of its flows"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class WaybillFound(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Waybill found 运单已到: a waybill is on file whose number an export list claimed. Key: order number."""

    carrier_code: str
    """carrier that issued the waybill"""
    waybill_no: str
    """waybill number, as sent"""
    waybill: DocumentRef
    """the waybill"""
    merchant_code: str | None = None
    """merchant, where the waybill names one"""
    gross_weight_kg_e5: int
    """gross weight, kg, in 1/100,000"""
    pack_count: int
    """parcels"""
    platform_code: str | None = None
    """platform of the order that holds the number"""
