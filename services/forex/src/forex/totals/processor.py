"""The processor `forex.totals`."""

from contracts import topics
from contracts.forex import TotalEntered
from contracts.forex_totals import Entry, Total
from forex.totals.adding import entered
from mesh.declared.processor import Processor, Route

TOTALS = Processor(
    name="forex.totals",
    version="2",
    state=(Total, Entry),
    routes=(Route(topics.FOREX_TOTAL_ENTRIES, {TotalEntered: entered}),),
)
