"""
How much a turn of a worker takes: as much as it works in a second, so that no transaction outlasts its time.

A record is a document, a list of a hundred lines, or hundreds of requests to a ledger gathered in one, and the machine
may be busy: a number of records that is always right does not exist. A turn that took too long would be aborted by the
broker, and begun again with as much, for ever. So a worker begins with little and takes more while that goes well.
Where a chunk ends is in the journal; a replay repeats it whatever it was.
"""

FIRST = 250
MOST = 2_000
LONG_SECONDS = 1.0  # a tenth of what a transaction may last
SHORT_SECONDS = 0.25


class Pace:
    """`most`: how many records, and how many timers, the next turn may take."""

    def __init__(self, first: int = FIRST) -> None:
        self.most = first

    def worked(self, units: int, seconds: float) -> None:
        """Learn from a turn: what it took of either, and how long that was."""
        if seconds > LONG_SECONDS:
            self.most = max(1, int(self.most * LONG_SECONDS / seconds))
        elif seconds < SHORT_SECONDS and units > self.most // 2:
            self.most = min(MOST, 2 * self.most)
