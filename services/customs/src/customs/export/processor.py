"""What export reads and which step works it. No logic."""

from contracts import topics
from contracts.agencies import SOURCES
from contracts.common import FindingRecorded
from contracts.customs import CancellationForwarded, NumberClaimAnswered, ParcelMoved, WaybillFound
from contracts.customs_clearance import Serial
from contracts.customs_export import Case, Folder
from contracts.topics import TOPICS
from contracts.trade import ExportListSubmitted, ExportOrderSubmitted, ExportReceiptSubmitted
from customs.export import cancelling, finding, moving, submitted, waking
from customs.rules import RULES_VERSION
from mesh.declared.processor import Processor, Route

NAME = "customs.export"
DECIDING = tuple(source for source in SOURCES.values() if NAME in TOPICS[source.topic].consumers)
"""Whose decisions may be waited for: the contract names export as a reader of them."""

EXPORT = Processor(
    name=NAME,
    version=RULES_VERSION,
    state=(Case, Folder, Serial),
    registers=(
        topics.CUSTOMS_PARAMETERS,
        topics.CUSTOMS_ENTERPRISES,
        topics.CUSTOMS_TARIFF,
        topics.CUSTOMS_EXPORT_CONDITIONS,
        topics.CUSTOMS_EXCHANGE_RATES,
    ),
    routes=(
        Route(
            topics.TRADE_EXPORTS,
            {
                ExportOrderSubmitted: submitted.order,
                ExportReceiptSubmitted: submitted.receipt,
                ExportListSubmitted: submitted.listed,
            },
        ),
        Route(topics.CUSTOMS_EXPORT_CANCELLATIONS, {CancellationForwarded: cancelling.forwarded}),
        Route(topics.CUSTOMS_EXPORT_NUMBER_ANSWERS, {NumberClaimAnswered: moving.number_answered}),
        Route(topics.CUSTOMS_SIGHTINGS, {WaybillFound: moving.waybill_found, ParcelMoved: moving.parcel_moved}),
        Route(topics.CUSTOMS_FINDINGS, {FindingRecorded: finding.found}),
        *(Route(source.topic, {source.record: moving.decided_by(source.source)}) for source in DECIDING),
    ),
    on_wake=waking.woken,
    emits=(
        topics.CUSTOMS_EXPORT_DOCUMENTS,
        topics.CUSTOMS_EXPORTS,
        topics.CUSTOMS_EXPORT_NUMBER_CLAIMS,
        topics.CUSTOMS_BILL_FINDINGS,
        topics.CUSTOMS_CLOSED_LISTS,
    ),
)
