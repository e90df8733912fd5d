"""What consolidation reads and which step works it. No logic."""

from contracts import topics
from contracts.customs import CertificateOnFile, ListClosed, ListReopened
from contracts.customs_clearance import Serial
from contracts.customs_consolidation import (
    Book,
    Declared,
    Draft,
    Entered,
    Entry,
    Heard,
    Hearing,
    Members,
    Month,
    Numbered,
    Opened,
    Page,
    Part,
    Place,
    Request,
    Turn,
)
from contracts.trade import ConsolidationSubmitted, ExportDeclarationSubmitted
from customs.consolidation import declarations, lists, requests, steps
from customs.rules import RULES_VERSION
from mesh.declared.processor import Processor, Route

CONSOLIDATION = Processor(
    name="customs.consolidation",
    version=RULES_VERSION,
    state=(
        *(Book, Month, Entry, Place, Request, Numbered, Part, Turn, Opened, Draft, Page, Members, Heard, Hearing),
        *(Declared, Entered, CertificateOnFile, Serial),
    ),
    registers=(
        topics.CUSTOMS_PARAMETERS,
        topics.CUSTOMS_ENTERPRISES,
        topics.CUSTOMS_WORKING_DAYS,
        topics.CUSTOMS_EXCHANGE_RATES,
        topics.CUSTOMS_EXPORT_CONDITIONS,
    ),
    routes=(
        Route(topics.CUSTOMS_CLOSED_LISTS, {ListClosed: lists.closed, ListReopened: lists.reopened}),
        Route(
            topics.TRADE_CONSOLIDATIONS,
            {
                ConsolidationSubmitted: requests.submitted,
                ExportDeclarationSubmitted: declarations.submitted,
            },
        ),
    ),
    on_wake=steps.woken,
    emits=(
        topics.CUSTOMS_CONSOLIDATION_DOCUMENTS,
        topics.CUSTOMS_CONSOLIDATIONS,
        topics.CUSTOMS_CERTIFICATES,
        topics.CUSTOMS_CONSOLIDATED_DECLARATIONS,
        topics.CUSTOMS_EXPORT_CERTIFICATES,
        topics.CUSTOMS_EXPORT_DECLARATIONS,
        topics.CUSTOMS_LIST_ENDS,
    ),
)
