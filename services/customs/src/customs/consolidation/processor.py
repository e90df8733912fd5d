"""What consolidation reads and which step works it. No logic."""

from contracts import topics
from contracts.customs import CertificateOnFile, ListClosed, ListReopened
from contracts.customs_clearance import Serial
from contracts.customs_consolidation import (
    Book,
    Draft,
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
from contracts.trade import ConsolidationSubmitted
from customs.consolidation import lists, requests, steps
from customs.rules import RULES_VERSION
from mesh.declared.processor import Processor, Route

CONSOLIDATION = Processor(
    name="customs.consolidation",
    version=RULES_VERSION,
    state=(
        *(Book, Month, Entry, Place, Request, Numbered, Part, Turn, Opened, Draft, Page, Members, Heard, Hearing),
        *(CertificateOnFile, Serial),
    ),
    registers=(topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_ENTERPRISES, topics.CUSTOMS_WORKING_DAYS),
    routes=(
        Route(topics.CUSTOMS_CLOSED_LISTS, {ListClosed: lists.closed, ListReopened: lists.reopened}),
        Route(topics.TRADE_CONSOLIDATIONS, {ConsolidationSubmitted: requests.submitted}),
    ),
    on_wake=steps.woken,
    emits=(
        topics.CUSTOMS_CONSOLIDATION_DOCUMENTS,
        topics.CUSTOMS_CONSOLIDATIONS,
        topics.CUSTOMS_CERTIFICATES,
        topics.CUSTOMS_CONSOLIDATED_DECLARATIONS,
        topics.CUSTOMS_EXPORT_CERTIFICATES,
        topics.CUSTOMS_LIST_ENDS,
    ),
)
