"""The processor `tax.guarantee`: the ledger of guarantees, keyed by guarantor."""

from contracts import topics
from contracts.tax import GuaranteeRequested
from contracts.tax_guarantee import Balance, Place, Reservation
from mesh.declared.processor import Processor, Route
from tax.guarantee.requests import requested
from tax.guarantee.timers import woken

GUARANTEE = Processor(
    name="tax.guarantee",
    version="2",
    state=(Balance, Reservation, Place),
    routes=(Route(topics.TAX_GUARANTEE_REQUESTS, {GuaranteeRequested: requested}),),
    registers=(topics.TAX_GUARANTEE_ACCOUNTS, topics.TAX_PARAMETERS),
    on_wake=woken,
    emits=(topics.TAX_GUARANTEES,),
)
