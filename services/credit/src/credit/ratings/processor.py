"""The processor `credit.ratings`."""

from contracts import topics
from contracts.credit import ConductEntered
from contracts.credit_ratings import Entry, Rating, Tally
from credit.ratings.entering import REGISTERS, entered
from mesh.declared.processor import Processor, Route

RATINGS = Processor(
    name="credit.ratings",
    version="1",
    state=(Entry, Rating, Tally),
    routes=(Route(topics.CREDIT_ENTRIES, {ConductEntered: entered}),),
    registers=tuple(REGISTERS.values()),
    emits=(topics.CREDIT_RATINGS,),
)
