"""
Processing of one record of a task: run its step, queue it behind its parked key, or park its key.

A step that fails parks the key of its record (`mesh.engine.parking`) and every other key flows on. A record whose
schema is not known is waited for or given up (`mesh.engine.unknown_schemas`). A gathered record is processed as if
each record within had come alone.
"""

from contracts import codec
from contracts.mesh import Wake
from contracts.topics import MESH_CLOCK
from mesh.declared.errors import InvalidMessage, UnknownSchema
from mesh.declared.registers import Registers
from mesh.engine.dead_letters import KEY_MOST, describe
from mesh.engine.parking import Parking
from mesh.engine.steps import Steps
from mesh.engine.unknown_schemas import Unread
from mesh.wire.batching import TOPICS_GATHERED, is_gathered, is_gathered_elsewhere, records_of, unknown_within
from mesh.wire.records import Inbound


class Processing:
    """
    Processes the records of one task, each by itself.

    failed: keys of the chunk on which a step failed; a redrive that fails again is left out, it is nothing new.
    last_fault: code and reason of the last failure, without data.
    """

    def __init__(self, steps: Steps, parking: Parking, unread: Unread) -> None:
        self._steps = steps
        self._parking = parking
        self._unread = unread
        self.failed: list[bytes] = []
        self.last_fault = ""

    def begin(self) -> None:
        """Begin a chunk or a pass."""
        self.failed.clear()

    def process(self, record: Inbound, registers: Registers) -> None:
        """Run the step of a record, queue it behind its parked key, or park its key. Raises UnknownSchema: wait."""
        if self._parking.holds(record.key):
            self._parking.queue(record)
            return
        try:
            self._steps.run(record, registers)
        except UnknownSchema as error:
            self._give_up(record, error)
        except Exception as error:  # noqa: BLE001 - the loop: whatever a rule raises parks its key
            self._park(record, error)

    def process_timer(self, record: Inbound, wake: Wake, registers: Registers) -> None:
        """Run a timer, queue it behind its parked key, or park its key: as `process` does for a record."""
        if self._parking.holds(record.key):
            self._parking.queue(record, self._steps.timer_id(wake))
            return
        try:
            self._steps.wake(record.key, wake, registers)
        except Exception as error:  # noqa: BLE001 - as in `process`
            self._park(record, error, self._steps.timer_id(wake))

    def process_gathered(self, gathered: Inbound, registers: Registers) -> None:
        """
        Process the records within one, each under its own key; one that cannot be opened is parked as a whole.

        Raises UnknownSchema: wait.
        """
        try:
            self._open(gathered, registers)
        except InvalidMessage as error:
            self._park(gathered, error)

    def process_perhaps_gathered(self, record: Inbound, registers: Registers) -> None:
        """
        Process one record, or those gathered in it by a newer package. Raises UnknownSchema: wait.

        While such a one is parked as a whole, others of its kind queue behind it: they may hold requests of one key.
        """
        if self._parking.holds(record.key):
            self._parking.queue(record)
            return
        try:
            gathered = self._is_gathered_elsewhere(record)
        except UnknownSchema as error:
            self._give_up(record, error)
            return
        if gathered:
            self.process_gathered(record, registers)
        else:
            self.process(record, registers)

    def process_again(self, record: Inbound, registers: Registers) -> None:
        """
        Process a record that was parked. Raises the error with which it fails; then nothing of it is applied.

        A schema is not waited for a second time.
        """
        may_wait, self._unread.may_wait = self._unread.may_wait, False
        try:
            if record.topic == MESH_CLOCK and record.value is not None:
                self._steps.wake(record.key, codec.decode(record.value), registers)
            elif is_gathered(record.value) or (record.topic in TOPICS_GATHERED and self._is_gathered_elsewhere(record)):
                self._open(record, registers)
            else:
                self._steps.run(record, registers)
        except UnknownSchema as error:
            self._unread.note(record, error.schema_id)
            raise
        finally:
            self._unread.may_wait = may_wait

    def _is_gathered_elsewhere(self, record: Inbound) -> bool:
        """
        Return whether a record holds gathered ones in the schema of a newer package.

        Raises UnknownSchema before the key is judged: that of such a record is the number of its partition.
        """
        self._unread.refuse(record)
        try:
            return is_gathered_elsewhere(record.value)
        except codec.UnknownSchemaId as error:
            raise UnknownSchema(error.schema_id) from error
        except codec.Undecodable:
            return False

    def _open(self, gathered: Inbound, registers: Registers) -> None:
        """Process the records in a gathered one. Raises InvalidMessage and UnknownSchema before the first of them."""
        try:
            records = records_of(gathered)
        except codec.Undecodable as error:
            raise InvalidMessage(str(error)) from error
        for schema_id in unknown_within(records):
            if not self._unread.is_over(schema_id):
                raise UnknownSchema(schema_id)
        may_wait, self._unread.may_wait = self._unread.may_wait, False  # all or none, though a rest may end now
        for record in records:
            self.process(record, registers)
        self._unread.may_wait = may_wait

    def _give_up(self, record: Inbound, unknown: UnknownSchema) -> None:
        """
        Park a record whose schema is not known, and note it for the journal: a replay may know the schema.

        Raises UnknownSchema while it is waited for.
        """
        if not self._unread.is_over(unknown.schema_id):
            raise unknown
        self._unread.note(record, unknown.schema_id)
        self._park(record, unknown)

    def _park(self, record: Inbound, error: Exception, event_id: str | None = None) -> None:
        if not isinstance(error, InvalidMessage | UnknownSchema):
            self.last_fault = ": ".join(describe(error))
            self.failed.append(record.key)  # a record that cannot be read is its producer's fault, whatever the number
        if len(record.key) > KEY_MOST:
            self._parking.park_place(record, error)
        else:
            self._parking.park(record, error, event_id)
