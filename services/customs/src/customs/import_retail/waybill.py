"""Waybills (CEB511): they name no platform, so that an order number has several; each claims its number."""

from contracts.customs import NumberKind
from contracts.customs_clearance import WaybillOnFile
from contracts.documents import IMPORT_WAYBILL
from contracts.trade import ImportWaybillSubmitted
from customs import reference
from customs.declaration import declaring
from customs.filing import checks
from customs.filing.filed import Filed
from customs.rules.documents import waybill as rules
from customs.rules.state import Codes


def to_keep(waybill: ImportWaybillSubmitted) -> WaybillOnFile:
    """Return what is kept of a waybill."""
    return WaybillOnFile(
        document_id=waybill.document_id,
        content_digest=waybill.content_digest,
        sender_code=waybill.sender_code,
        accepted_at_ms=waybill.accepted_at_ms,
        order_no=waybill.order_no,
        carrier_code=waybill.carrier_code,
        waybill_no=waybill.waybill_no,
        freight_cny_e5=waybill.freight_cny_e5,
        insurance_cny_e5=waybill.insurance_cny_e5,
        persons=waybill.person_digests,
    )


WAYBILL = Filed(
    form=IMPORT_WAYBILL,
    codes=Codes(
        exists="-504015",
        unknown="-504014",
        engaged="-504016",
        stale="-504016",
        no_operation="-504014",
        parameters="-504011",
    ),
    book=rules.PARAMETERS,
    checks=(checks.by_itself, checks.parties_are_registered, checks.fits, checks.finds_room),
    of_deletion=(checks.fits,),
    on_record=checks.on_record,
    keep=to_keep,
    then=declaring.lay_and_match,
    is_loose=True,
    names_no_platform=True,
    room=reference.waybills_per_order,
    number=NumberKind.WAYBILL,
)
