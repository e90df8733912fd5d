"""Orders (CEB311): a case has one, which belongs to its merchant and platform."""

from contracts.customs_clearance import OrderedLine, OrderOnFile
from contracts.documents import IMPORT_ORDER
from contracts.trade import ImportOrderSubmitted
from customs.declaration import declaring
from customs.filing import checks
from customs.filing.filed import Filed
from customs.filing.submission import Filing
from customs.rules.documents import order as rules
from customs.rules.parties import OF_ORDER
from customs.rules.state import Codes, OnRecord


def to_keep(order: ImportOrderSubmitted) -> OrderOnFile:
    """Return what is kept of an order."""
    return OrderOnFile(
        document_id=order.document_id,
        content_digest=order.content_digest,
        sender_code=order.sender_code,
        accepted_at_ms=order.accepted_at_ms,
        order_no=order.order_no,
        platform_code=order.platform_code,
        merchant_code=order.merchant_code,
        actual_paid_cny_e5=order.actual_paid_cny_e5,
        payment_institution_code=order.payment_institution_code or None,
        payment_no=order.payment_no or None,
        persons=order.person_digests,
        lines=tuple(
            [
                OrderedLine(
                    gnum=line.gnum,
                    quantity_e5=line.quantity_e5,
                    unit_price_cny_e5=line.unit_price_cny_e5,
                    total_price_cny_e5=line.total_price_cny_e5,
                    item_no=line.item_no,
                    item_name=line.item_name,
                    unit_code=line.unit_code,
                    origin_country_code=line.origin_country_code,
                )
                for line in order.lines
            ]
        ),
    )


def _on_record(filing: Filing) -> OnRecord:
    return checks.own(filing, checks.on_record(filing), OF_ORDER)


ORDER = Filed(
    form=IMPORT_ORDER,
    codes=Codes(
        exists="-301010",
        unknown="-301009",
        engaged="-301011",
        stale="-301014",
        no_operation="-301012",
        parameters="-301008",
    ),
    book=rules.PARAMETERS,
    checks=(checks.by_itself, checks.parties_are_registered, checks.fits),
    of_deletion=(checks.fits,),
    on_record=_on_record,
    keep=to_keep,
    then=declaring.lay_and_match,
    is_only=True,
    is_loose=True,
)
