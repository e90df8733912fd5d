"""Taking over a slot before registers are read: what its former holder left open would hide their ends."""

from collections.abc import Sequence

from mesh.declared.processor import Processor
from mesh.kafka.transactions import Transactions
from mesh.wire import names
from mesh.worker.watch import Place


def end_predecessor(place: Place, processors: Sequence[Processor]) -> bool:
    """
    End the transaction that a dead predecessor left open, if these processors read a register that they write.

    Until then a read_committed reader does not reach the end of that register. The broker would end the transaction
    itself, but only after its timeout. Returns whether there was a reason to. Raises Fenced.
    """
    read = {topic for processor in processors for topic in processor.registers}
    if not any(topic in read for processor in processors for topic in processor.emits):
        return False
    member = names.slot_id(place.mesh, place.service, place.slot)
    Transactions(place.kafka, mesh=place.mesh, transactional_id=member).start()
    return True
