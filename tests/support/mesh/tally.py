"""
A service small enough to check from outside: it counts the entries of each enterprise and says every count once.

Run as ``python -m tests.support.mesh.tally`` with a worker's settings. Its processor borrows the name of a real one.
"""

import os

from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from mesh.declared.processor import Context, Emit, Output, Processor, Route, on_case
from mesh.declared.settings import WorkerSettings, read
from mesh.worker import worker


def count(tally: TotalEntered | None, event: TotalEntered, context: Context) -> tuple[TotalEntered, tuple[Output, ...]]:
    """Count one more, and emit the entry's id with the count."""
    if event.month == "boom":
        raise ZeroDivisionError("a rule fails")
    number = (tally.amount_cny_e5 if tally else 0) + 1
    new = TotalEntered(enterprise_code=event.enterprise_code, entry_id="tally", month="", amount_cny_e5=number)
    said = TotalEntered(
        enterprise_code=event.enterprise_code, entry_id=event.entry_id, month=event.month, amount_cny_e5=number
    )
    return new, (Emit(FOREX_DECISIONS, context.key, said),)


TALLY = Processor(
    name="forex.totals",
    version="1",
    routes=(
        Route(FOREX_TOTAL_ENTRIES, {TotalEntered: on_case(TotalEntered, count, key=lambda e, _: e.enterprise_code)}),
    ),
    state=(TotalEntered,),
)

if __name__ == "__main__":
    worker.run(service="forex", processors=[TALLY], settings=read(os.environ, WorkerSettings))
