"""
The poll loop of a worker, one turn at a time and never two things at once: poll a chunk, process it, and commit at
intervals.

It holds consumer, engine and transactions together and keeps the promise that nothing is acknowledged before its
outputs, its state and its journal entry are durable. Faust drives it (`faust_source`); tests may drive it bare.
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from confluent_kafka import KafkaError, Message

from mesh.declared.processor import Processor
from mesh.engine.batch_size import Pace
from mesh.engine.engine import Engine
from mesh.engine.inputs import all_inputs, refuse_shared
from mesh.engine.store import LocalStore, Position, RocksStore
from mesh.engine.task import Task
from mesh.kafka.consumer import WAIT_SECONDS, InputConsumer, OffsetLost
from mesh.kafka.pauses import Wait
from mesh.kafka.transactions import MustAbort, Transactions
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound
from mesh.wire.schema_patience import Patience, is_known
from mesh.worker.restore import Restorer
from mesh.worker.watch import Facts, Figures, Place, Watch

INTERVAL_SECONDS = 0.1  # between commits
FIGURES_SECONDS = 1.0  # between looks at figures


class Loop:
    """One worker. Call `start`, then `turn` and `work` in strict alternation, then `stop`."""

    def __init__(self, place: Place, processors: Sequence[Processor], facts: Facts, watch: Watch) -> None:
        self._place, self._facts, self._watch = place, facts, watch
        self._member = names.slot_id(place.mesh, place.service, place.slot)
        self._transactions = Transactions(place.kafka, mesh=place.mesh, transactional_id=self._member)
        self._restorer = Restorer(place.kafka, mesh=place.mesh)
        refuse_shared(processors)
        self._processors = tuple(processors)
        self._inputs = all_inputs(processors)
        self._consumer: InputConsumer
        self.engine: Engine
        self._pace = Pace()
        self._patience = Patience(place.unknown_schema_seconds)
        self._due = 0.0
        self._figures_due = 0.0

    def start(self) -> None:
        """Take over the slot and join the group. Raises Fenced, ConfigurationError, TemporaryFailure."""
        partitions = self._transactions.partitions(self._spanned())
        self.engine = Engine(
            self._processors,
            partitions,
            self._transactions,
            at_end=self._at_end,
            is_given_up=self._patience.is_over,
        )
        self._transactions.start()  # fences whoever holds the slot, so not before it is known that we can work
        self._consumer = InputConsumer(
            self._place.kafka,
            mesh=self._place.mesh,
            service=self._place.service,
            slot=self._place.slot,
            topics=self._inputs,
            on_assign=self._assign,
            on_revoke=self._revoke,
        )

    def _spanned(self) -> list[str]:
        """Return the topics whose partition p belongs to our tasks of partition p."""
        owned = [topic(each.name) for each in self._processors for topic in (names.state_topic, names.journal_topic)]
        return [*self._inputs, *owned]

    def figures(self) -> Figures:
        """Return the state of the worker, without asking the broker."""
        tasks = [task for partition in self.engine.assigned for task in self.engine.tasks(partition)]
        parked: Counter[str] = Counter()
        sequences: Counter[str] = Counter()
        for task in tasks:
            parked[task.processor.name] += task.parked_keys
            sequences[task.processor.name] += task.sequence
        return Figures(
            lag=self._consumer.lag(),
            sent=dict(self._transactions.sent),
            parked=parked,
            sequences=sequences,
            clock_delay_ms=self.engine.clock_delay_ms,
            waits=self._consumer.waits,
            held=self._facts.held,
            caught_up=self._consumer.caught_up,
        )

    def take(self) -> list[Inbound] | None:
        """
        Return the next chunk, None if there is nothing to do.

        It is empty when ticks or timers may be due, or when a schema has come that parked keys wait for.
        """
        self._facts.poll()
        if time.monotonic() >= self._figures_due:
            self._figures_due = time.monotonic() + FIGURES_SECONDS
            self._watch.stands(self.figures())
        owing = self.engine.owes_timers or self.engine.has_arrivals
        records, ended = self._consumer.poll(self._pace.most, 0 if owing else WAIT_SECONDS)
        return records if records or ended or owing else None

    def work(self, records: Sequence[Inbound]) -> None:
        """Process a chunk within the open transaction; after an exception nothing of it may be committed: stop."""
        begin = time.monotonic()
        most = self._pace.most
        chunk = self.engine.work(records, self._facts.registers, self._facts.positions, timers=most)
        for (topic, partition), waiting in chunk.waiting.items():
            wait = Wait(topic, partition, waiting.offset, waiting.unknown.schema_id, begin)
            self._consumer.wait_for(wait, partial(self._is_over, wait))
            self._watch.waiting(wait)
        seconds = time.monotonic() - begin
        self._pace.worked(most if self.engine.owes_timers else len(records), seconds)
        self._watch.worked(chunk, seconds)

    def turn(self) -> list[Inbound] | None:
        """`settle` the last chunk, then `take` the next one."""
        self.settle()
        return self.take()

    def settle(self, *, now: bool = False) -> None:
        """Commit if the interval is over (or `now`) and there is something to commit, unless faults make us wait."""
        if self.engine.is_changed and (now or (time.monotonic() >= self._due and not self._holds_back())):
            self._commit()
            self._due = time.monotonic() + INTERVAL_SECONDS

    def _holds_back(self) -> bool:
        """Whether a key has just failed and more records are there to be seen before anything is committed past it."""
        return self.engine.faults.holds_back() and not self.engine.at_ends

    def abandon(self) -> None:
        """Abort the open transaction, for a worker that is about to stop on an error."""
        self._transactions.abort()

    def stop(self) -> None:
        """Commit, leave the group and close the stores."""
        self.settle(now=True)
        self._consumer.close()
        for partition in self.engine.assigned:
            self.engine.revoke(partition)

    def _commit(self) -> None:
        begin = time.monotonic()
        self._transactions.begin()
        positions = dict(self.engine.positions)
        written: list[tuple[Task, dict[bytes, bytes | None], _LastOffset]] = []
        for partition in self.engine.assigned:
            for task in self.engine.tasks(partition):
                if task.state.changed:
                    changes = task.state.changes()
                    written.append((task, changes, self._send_state(task, changes)))
                    if not any(place == partition for _, place in positions):
                        positions |= self._consumer.standing(partition)  # else who lost it would not be fenced
        try:
            self._transactions.commit(
                self._consumer.offsets(positions), self._consumer.consumer.consumer_group_metadata()
            )
        except MustAbort as error:
            self.engine.abort()
            self._consumer.go_back()
            self._watch.aborted(str(error))
            return
        now_ms = time.time_ns() // 1_000_000
        for task, changes, last in written:
            topic_id = self._restorer.topic_id(names.state_topic(task.processor.name))
            task.state.commit(changes, Position(topic_id, last.offset + 1, now_ms))
        self._consumer.commit(positions)
        self.engine.commit()
        self._watch.committed(time.monotonic() - begin)

    def _send_state(self, task: Task, changes: Mapping[bytes, bytes | None]) -> "_LastOffset":
        """Send changed state to the task's partition; the last record's offset tells how far the store will be."""
        last = _LastOffset()
        topic = names.state_topic(task.processor.name)
        left = len(changes)
        for key, value in changes.items():
            left -= 1
            record = Outbound(topic, task.partition, key, value, ())
            self._transactions.send(record, on_delivery=None if left else last)
        return last

    def _assign(self, partitions: list[int], without_offsets: set[int]) -> None:
        """
        Open and restore the stores of newly assigned partitions, then create their tasks.

        Raises OffsetLost when a partition has state but its group's offsets are gone (Kafka forgets those of an empty
        group after `offsets.retention.minutes`): working all of its input again on that state would be wrong.
        """
        stores: dict[tuple[str, int], LocalStore] = {}
        for partition in partitions:
            for processor in self.engine.processors:
                stores[names.state_topic(processor.name), partition] = RocksStore(self._path(processor, partition))
        restored = self._restorer.restore(stores)
        for partition in partitions:
            self.engine.assign(partition, lambda processor, p: stores[names.state_topic(processor.name), p])
            if partition in without_offsets and any(task.sequence for task in self.engine.tasks(partition)):
                raise OffsetLost(
                    f"partition {partition} has state but group {names.group(self._place.mesh, self._place.service)} "
                    "has no offsets: set them to the ends of the last journal entries, then start again"
                )
        self._watch.restored(partitions, restored)

    def _revoke(self, partitions: list[int], lost: bool) -> None:
        """Commit before handing partitions over; when they are lost already, abort: they belong to another worker."""
        if lost:
            self._transactions.abort()
            self.engine.abort()
        elif self.engine.is_changed:
            self._commit()
        for partition in partitions:
            self.engine.revoke(partition)
        self._watch.revoked(partitions, lost)

    def _at_end(self, topic: str, partition: int) -> bool:
        return self._consumer.at_end(topic, partition)

    def _is_over(self, wait: Wait) -> bool:
        """Whether a partition goes on: its schema has come, or it has waited long enough and parks the key."""
        self._facts.poll()
        has_come = is_known(wait.schema_id)
        if not has_come and not self._patience.is_over(wait.schema_id):
            return False
        self._watch.waited(wait, has_come=has_come)
        return True

    def _path(self, processor: Processor, partition: int) -> Path:
        return self._place.data / self._place.mesh / self._member / processor.name / str(partition)


class _LastOffset:
    """A delivery report that remembers the offset."""

    __slots__ = ("offset",)

    def __init__(self) -> None:
        self.offset = -1

    def __call__(self, error: KafkaError | None, message: Message) -> None:
        if error is None:
            self.offset = message.offset() or 0
