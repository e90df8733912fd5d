"""
What clearance reads and which step works it. No logic.

The ...OnFile records stand inside a folder's slots, encoded by themselves; they are state all the same.
"""

from contracts import topics
from contracts.agencies import SOURCES
from contracts.customs import NumberClaimAnswered
from contracts.customs_clearance import (
    Declaration,
    Folder,
    ListOnFile,
    OrderOnFile,
    PaymentOnFile,
    Serial,
    WaybillOnFile,
)
from customs.declaration.deciding import decided_by
from customs.filing.once import once
from customs.import_retail import answers, deadlines
from customs.import_retail.document_types import FILED
from customs.rules import RULES_VERSION
from mesh.declared.processor import Processor, Route

CLEARANCE = Processor(
    name="customs.clearance",
    version=RULES_VERSION,
    state=(Folder, Declaration, Serial, OrderOnFile, PaymentOnFile, WaybillOnFile, ListOnFile),
    registers=(topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_ENTERPRISES, topics.CUSTOMS_POSITIVE_LIST),
    routes=(
        Route(topics.TRADE_IMPORTS, {record: once(kind) for record, kind in FILED.items()}),
        Route(topics.CUSTOMS_NUMBER_ANSWERS, {NumberClaimAnswered: answers.number_answered}),
        *(Route(source.topic, {source.record: decided_by(source.source)}) for source in SOURCES.values()),
    ),
    on_wake=deadlines.woken,
    emits=(
        topics.CUSTOMS_DOCUMENTS,
        topics.CUSTOMS_DECLARATIONS,
        topics.CUSTOMS_NUMBER_CLAIMS,
        topics.CUSTOMS_ALLOWANCE_REQUESTS,
    ),
)
