"""The processor `filing.enterprises`, keyed by enterprise code."""

from contracts import topics
from contracts.filing_enterprises import EnterpriseOnFile
from contracts.trade import EnterpriseFilingSubmitted
from filing.enterprises.filing import REGISTERS, filed, looked_again
from mesh.declared.processor import Processor, Route

ENTERPRISES = Processor(
    name="filing.enterprises",
    version="1",
    state=(EnterpriseOnFile,),
    routes=(Route(topics.TRADE_FILINGS, {EnterpriseFilingSubmitted: filed}),),
    registers=tuple(REGISTERS.values()),
    on_wake=looked_again,
    emits=(topics.FILING_DOCUMENTS, topics.FILING_QUALIFICATIONS),
)
