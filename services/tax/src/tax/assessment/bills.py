"""
The electronic tax bill 电子税单 of a released declaration, and its summary in a payment book 缴款书.

One bill per list, with head sums and lines, issued at the release; nothing due is a bill of zeros. Its number
is the list's with ``T`` and the serial of the bill of that list, so it is unique wherever lists' numbers are.
TAX-12: what is neither returned, cancelled nor amended within 30 days of the release is paid from the 31st day on;
early on that day the bill is summarised. Returns, which make a bill void, and payment itself are not here yet.
"""

from zlib import crc32

from msgspec.structs import replace

from contracts import topics
from contracts.common import DocumentType
from contracts.customs import DeclarationCleared
from contracts.tax import BillStatus, TaxBill, TaxBillIssued, TaxBillStatusChanged
from contracts.tax_assessment import Case, Stage
from mesh.declared.dates import china_date
from mesh.declared.processor import NOTHING, Context, Effects, Emit, Output, State, WakeAt, Woken
from tax.reference import number, on_date

SUMMARY_DAY = "bill.summary_day"
QUARTER_MS, DAY_MS, CHINA_MS = 900_000, 86_400_000, 8 * 3_600_000
QUARTERS = 4


def issue(case: Case, event: DeclarationCleared, context: Context) -> tuple[Case, tuple[Output, ...]]:
    """Issue the bill of the assessment, and remember its head until it is summarised."""
    subject = event.subject
    bill = TaxBill(
        bill_no=bill_number(subject.list_no or case.declaration_id),
        list_no=subject.list_no or "",
        order_no=subject.order_no,
        platform_code=subject.platform_code,
        merchant_code=subject.merchant_code,
        carrier_code=case.carrier_code or "",
        waybill_no=case.waybill_no or "",
        agent_code=subject.agent_code,
        customs_code=subject.customs_code,
        guarantor_code=case.guarantor_code,
        status=BillStatus.GENERATED,
        duty_cny_e5=case.duty_cny_e5,
        consumption_tax_cny_e5=case.consumption_tax_cny_e5,
        vat_cny_e5=case.vat_cny_e5,
        lines=case.lines,
        sender_code=transmitter(event),
    )
    issued = TaxBillIssued(
        declaration_id=case.declaration_id, revision=case.revision, bill=bill, issued_at_ms=event.cleared_at_ms
    )
    days = number(on_date(context.registers, china_date(case.accepted_at_ms)), SUMMARY_DAY)
    outputs = (
        Emit(topics.TAX_BILLS, context.key, issued),
        WakeAt(summary_at(case.declaration_id, event.cleared_at_ms, days), case.declaration_id),
    )
    return replace(case, lines=(), carrier_code=None, waybill_no=None, bill=replace(bill, lines=())), outputs


def summarise(state: State, timer: Woken, context: Context) -> Effects:
    """Put a bill into the payment book of its guarantor for that day and customs office. Timer: the declaration id."""
    case = state.get(Case, timer.key)
    if case is None or case.stage is not Stage.CLEARED or case.bill is None:
        return NOTHING
    bill = replace(case.bill, status=BillStatus.SUMMARISED, payment_book_no=payment_book_number(case.bill, timer.at_ms))
    changed = TaxBillStatusChanged(declaration_id=case.declaration_id, bill=bill, changed_at_ms=timer.at_ms)
    return Effects(
        puts=((case.declaration_id, replace(case, bill=None)),),
        outputs=(Emit(topics.TAX_BILLS, context.key, changed),),
    )


def transmitter(event: DeclarationCleared) -> str | None:
    """Return the sender of the list, or None if the event names no list."""
    lists = (ref.sender_code for ref in event.subject.documents if ref.document_type is DocumentType.IMPORT_LIST)
    return next(lists, None)


def bill_number(list_no: str, serial: int = 1) -> str:
    """Return the number of a list's bill: 18 characters of the list, ``T``, two digits."""
    return f"{list_no}T{serial:02d}"


def payment_book_number(bill: TaxBill, at_ms: int) -> str:
    """Return customs office, day in China, ``P`` and guarantor: all that one guarantor owes an office for a day."""
    return f"{bill.customs_code}{china_date(at_ms).replace('-', '')}P{bill.guarantor_code}"


def summary_at(declaration_id: str, released_at_ms: int, days: int) -> int:
    """
    Return when a bill is summarised: at one of the quarters of the first hour of its day.

    No tick has all of a day's bills, and those released together fall on few instants: their timers are few records.
    """
    return start_of_day_after(released_at_ms, days) + crc32(declaration_id.encode()) % QUARTERS * QUARTER_MS


def start_of_day_after(at_ms: int, days: int) -> int:
    """Return midnight in China at the start of the day so many days after an instant's, ms UTC."""
    today = (at_ms + CHINA_MS) // DAY_MS
    return (today + days) * DAY_MS - CHINA_MS
